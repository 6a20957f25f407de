/*
 * counting_view.c - how the tally is counted, with the query that recounts it
 */
#include "counting_view.h"

enum rc counting_view(const struct page *p, const char *query, struct buf *out)
{
    struct tpl_dict *d;
    struct tpl *t = page_begin(p, "counting", &d);

    tpl_text(d, "QUERY", query);
    return page_finish(t, out);
}
