/*
 * request.c - one request, as plain data
 */
#include "request.h"

const char *request_query(const struct request *rq, const char *name)
{
    return fields_text(&rq->query, name);
}

const char *request_form(const struct request *rq, const char *name)
{
    return fields_text(&rq->form, name);
}
