/*
 * tally.c - GET /counting: how the tally is counted
 */
#include "answer.h"
#include "audit.h"
#include "pages.h"
#include "site.h"
#include "tally_view.h"

/* Of the words of /counting: they change with the program, which is in every tag. */
#define COUNTING_VERSION 1

/* GET /counting?lang= */
enum rc counting_show(struct request *rq, struct response *rs)
{
    struct page p;
    enum rc rc;

    if (fields_get(&rq->query, "lang") &&
        !lang_parse(request_query(rq, "lang"), &rq->lang))
        return RC_NOT_FOUND;
    if (answer_unchanged(rq, rs, COUNTING_VERSION))
        return RC_OK;
    p = answer_page(rq);
    p.title = message(rq->lang, MSG_COUNTING_TITLE);
    p.description = message(rq->lang, MSG_COUNTING_INTRO);
    p.canonical = tally_counting_path(&p);
    p.other_path = arena_printf(rq->arena, "/counting?lang=%s",
                                lang_code(rq->lang == LANG_ES ? LANG_EN : LANG_ES));
    rc = counting_view(&p, audit_recount(), rs->body);
    return rc ? rc : answer_html(rq, rs, 200);
}
