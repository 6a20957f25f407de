/*
 * post_facts_view.c - the facts of a post in lists and pages: see post_facts_view.h
 */
#include "message.h"
#include "post_facts_view.h"

void post_date_fill(const struct page *p, struct tpl_dict *d, const struct post *post)
{
    const int64_t at = post_appeared(post);

    tpl_text(d, "STAMP", page_stamp(p, at));
    tpl_text(d, "DATE", format_date(p->arena, p->lang, at));
}

/* Whether a debate is open, and until when; or since when it is closed. */
void post_state_fill(const struct page *p, struct tpl_dict *d, const struct post *post)
{
    const bool open = post_is_open(post, p->now);
    const int64_t at = post_closing(post);

    if (post->kind != POST_DEBATE || post->state != POST_PUBLISHED)
        return;
    if (!at) {
        tpl_show(d, open ? "OPEN" : "CLOSED");
        return;
    }
    d = tpl_section(d, open ? "OPEN_UNTIL" : "CLOSED_ON");
    tpl_text(d, "CLOSING_STAMP", page_stamp(p, at));
    tpl_text(d, "CLOSING",
             open ? format_time(p->arena, p->lang, at)
                  : format_date(p->arena, p->lang, at));
}

const char *post_count_text(const struct page *p, const struct post *post, bool tally)
{
    if (!tally)
        return message(p->lang, MSG_THREAD_TITLE);
    return message_count(p->arena, p->lang, MSG_TALLY_COMMENTS, post->tally.comments);
}
