/*
 * admin_frame.c - shared by the admin views: frame, fields, lists of posts
 */
#include <assert.h>

#include "admin_frame.h"
#include "array.h"
#include "clock.h"
#include "message.h"
#include "side_view.h"
#include "site_path.h"

struct admin_page admin_begin(const struct page *p, const char *name,
                              enum message heading, const struct problems *problems)
{
    struct admin_page a = { .page = p };
    struct page frame = *p;

    frame.title = message(p->lang, heading);
    frame.noindex = true;
    frame.problems = problems && problems->n;
    a.tpl = page_begin(&frame, name, &a.content);
    tpl_text(a.content, "HEADING", frame.title);
    tpl_text(a.content, "TOKEN", p->admin_token);
    tpl_text(a.content, "ACCOUNT", p->account);
    if (problems)
        page_problems(a.tpl, a.content, problems);
    return a;
}

void admin_field_problems(struct tpl_dict *d, const struct problems *problems,
                          const struct admin_field *fields, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *text = problem_of(problems, fields[i].name);

        if (text)
            tpl_text(tpl_section(d, fields[i].section), "PROBLEM", text);
    }
}

void admin_choose(struct tpl_dict *d, const char *value,
                  const struct admin_choice *choices, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(value, choices[i].value) == 0)
            tpl_show(d, choices[i].section);
    }
}

static void post_tally(const struct page *p, struct tpl_dict *d,
                       const struct post *post)
{
    const struct tally *t = &post->tally;

    if (post->kind == POST_DEBATE) {
        struct tpl_dict *sides = tpl_section(d, "SIDES");

        tpl_text(sides, "LABEL_PRO", side_label(p, post, SIDE_PRO));
        tpl_text(sides, "LABEL_CONTRA", side_label(p, post, SIDE_CONTRA));
        tpl_text(sides, "PRO", format_number(p->arena, p->lang, t->pro));
        tpl_text(sides, "CONTRA", format_number(p->arena, p->lang, t->contra));
    }
    tpl_text(d, "COMMENTS",
             message_count(p->arena, p->lang, MSG_ADMIN_POSTS_COMMENTS, t->comments));
}

/* "Closes on 30 Nov, in 5 days". */
static const char *closing_words(const struct page *p, int64_t at)
{
    const int64_t days = clock_days(p->now, at);

    if (days < 2)
        return message_fill(p->arena, p->lang,
                            days ? MSG_ADMIN_POSTS_CLOSES_TOMORROW
                                 : MSG_ADMIN_POSTS_CLOSES_TODAY,
                            "time", format_clock(p->arena, at), NULL);
    /* A date that is months away needs its year. */
    return message_fill(p->arena, p->lang, MSG_ADMIN_POSTS_CLOSES, "day",
                        days < 300 ? format_day(p->arena, p->lang, at)
                                   : format_date(p->arena, p->lang, at),
                        "n", format_number(p->arena, p->lang, days), NULL);
}

static void post_closing_line(const struct page *p, struct tpl_dict *d,
                              const struct post *post)
{
    if (post->open && post->closes > p->now) {
        d = tpl_section(d, "CLOSES");
        tpl_text(d, "CLOSING_STAMP", page_stamp(p, post->closes));
        tpl_text(d, "WORDS", closing_words(p, post->closes));
    } else if (post_awaits_conclusion(post, p->now)) {
        tpl_text(tpl_section(d, "CONCLUDE"), "WORDS",
                 message_fill(p->arena, p->lang, MSG_ADMIN_POSTS_CONCLUDE, "day",
                              format_date(p->arena, p->lang, post->closes), NULL));
    }
}

static void post_item(const struct page *p, struct tpl_dict *d, const struct post *post)
{
    const bool published = post->state == POST_PUBLISHED;

    tpl_text(d, "TITLE", post->title);
    tpl_text(d, "LANG", lang_code(post->lang));
    tpl_text(d, "EDIT_URL",
             arena_printf(p->arena, "/admin/posts/%lld/edit", (long long)post->id));
    tpl_text(d, "VIEW_URL", path_post(p->arena, post->slug));
    tpl_show(d, published ? "PUBLISHED" : "DRAFT");
    if (!post->open || (post->closes && post->closes <= p->now))
        tpl_show(d, "CLOSED");
    admin_time(p, d, published ? post->published : post->updated);
    post_tally(p, d, post);
    post_closing_line(p, d, post);
}

void admin_post_list(const struct admin_page *a, const struct post *posts, size_t n)
{
    struct tpl_dict *list = tpl_include(a->tpl, a->content, "POSTS", "admin_post_list");

    if (!n) {
        tpl_show(list, "EMPTY");
        return;
    }
    list = tpl_section(list, "LIST");
    for (size_t i = 0; i < n; i++)
        post_item(a->page, tpl_section(list, "POST"), &posts[i]);
}

static void pager_link(const struct admin_page *a, struct tpl_dict *pager,
                       const char *section, const char *path, int64_t page)
{
    tpl_text(tpl_section(pager, section), "URL",
             arena_printf(a->page->arena, "%s%lld", path, (long long)page));
}

void admin_pager(const struct admin_page *a, const char *path, int64_t page, bool more)
{
    struct tpl_dict *pager;

    if (page <= 1 && !more)
        return;
    pager = tpl_include(a->tpl, a->content, "PAGER", "admin_pager");
    tpl_text(pager, "PAGE", format_number(a->page->arena, a->page->lang, page));
    if (page > 1)
        pager_link(a, pager, "BEFORE", path, page - 1);
    if (more)
        pager_link(a, pager, "AFTER", path, page + 1);
}

void admin_time(const struct page *p, struct tpl_dict *d, int64_t at)
{
    tpl_text(d, "DATETIME", page_stamp(p, at));
    tpl_text(d, "TIME", format_time(p->arena, p->lang, at));
}

const char *admin_done(const struct page *p, enum action action, int64_t n)
{
    static const enum message DONE[] = {
        [ACTION_APPROVE] = MSG_ADMIN_DONE_APPROVE,
        [ACTION_REJECT] = MSG_ADMIN_DONE_REJECT,
        [ACTION_SPAM] = MSG_ADMIN_DONE_SPAM,
        [ACTION_DELETE] = MSG_ADMIN_DONE_DELETE,
        [ACTION_RESTORE] = MSG_ADMIN_DONE_RESTORE,
        [ACTION_PRO] = MSG_ADMIN_DONE_PRO,
        [ACTION_CONTRA] = MSG_ADMIN_DONE_CONTRA,
    };

    assert(action != ACTION_NONE && action < ARRAY_LEN(DONE));
    return message_count(p->arena, p->lang, DONE[action], n);
}

const char *admin_undone(const struct page *p, int64_t n)
{
    return n ? message_count(p->arena, p->lang, MSG_ADMIN_DONE_UNDO, n)
             : message(p->lang, MSG_ADMIN_DONE_NOTHING_TO_UNDO);
}

void admin_unread(const struct admin_page *a, int64_t n)
{
    const struct page *p = a->page;

    if (n > 0)
        tpl_text(tpl_section(a->content, "UNREAD"), "WORDS",
                 message_count(p->arena, p->lang, MSG_ADMIN_DONE_UNREAD, n));
}
