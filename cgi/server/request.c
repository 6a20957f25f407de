/*
 * request.c - one request, as plain data
 */
#include "lang.h"
#include "number.h"
#include "request.h"

const char *request_query(const struct request *rq, const char *name)
{
    return fields_text(&rq->query, name);
}

const char *request_form(const struct request *rq, const char *name)
{
    return fields_text(&rq->form, name);
}

bool request_page(const struct request *rq, int64_t *page)
{
    const char *text = fields_get(&rq->query, "page");

    return !text || (parse_id(text, page) && *page <= REQUEST_PAGE_MAX);
}

bool request_id(const struct request *rq, const char *name, int64_t *id)
{
    const char *text = fields_get(&rq->query, name);

    *id = 0;
    return !text || parse_id(text, id);
}

bool request_lang(struct request *rq)
{
    const char *code = fields_get(&rq->query, "lang");

    return !code || lang_parse(code, &rq->lang);
}
