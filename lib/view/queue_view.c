/*
 * queue_view.c - the moderation queue: tabs, comments to mark, buttons, last result
 */
#include "admin_frame.h"
#include "array.h"
#include "comment_queue.h"
#include "held_view.h"
#include "message.h"
#include "queue_view.h"
#include "side_view.h"
#include "site_path.h"

/* In the order of the tabs. */
static const struct tab {
    enum comment_state state;
    enum message word, heading, empty;
} TABS[] = {
    { COMMENT_PENDING, MSG_ADMIN_TAB_PENDING, MSG_ADMIN_QUEUE_PENDING,
      MSG_ADMIN_EMPTY_PENDING },
    { COMMENT_VISIBLE, MSG_ADMIN_TAB_VISIBLE, MSG_ADMIN_QUEUE_VISIBLE,
      MSG_ADMIN_EMPTY_VISIBLE },
    { COMMENT_SPAM, MSG_ADMIN_TAB_SPAM, MSG_ADMIN_QUEUE_SPAM, MSG_ADMIN_EMPTY_SPAM },
    { COMMENT_REJECTED, MSG_ADMIN_TAB_REJECTED, MSG_ADMIN_QUEUE_REJECTED,
      MSG_ADMIN_EMPTY_REJECTED },
    { COMMENT_DELETED, MSG_ADMIN_TAB_DELETED, MSG_ADMIN_QUEUE_DELETED,
      MSG_ADMIN_EMPTY_DELETED },
};

static const struct tab *tab_of(enum comment_state state)
{
    size_t i = 0;

    while (i < ARRAY_LEN(TABS) - 1 && TABS[i].state != state)
        i++;
    return &TABS[i];
}

static const char *list_url(const struct page *p, enum comment_state state)
{
    return arena_printf(p->arena, "/admin/comments?state=%s",
                        comment_state_name(state));
}

static void queue_tabs(const struct admin_page *a, const struct queue_view *v)
{
    const struct page *p = a->page;

    for (size_t i = 0; i < ARRAY_LEN(TABS); i++) {
        struct tpl_dict *d = tpl_section(a->content, "TAB");

        tpl_text(d, "URL", list_url(p, TABS[i].state));
        tpl_text(d, "WORD", message(p->lang, TABS[i].word));
        tpl_text(d, "COUNT",
                 format_number(p->arena, p->lang, v->counts[TABS[i].state]));
        if (TABS[i].state == v->state)
            tpl_show(d, "CURRENT");
    }
}

/* The result of the last action, with its undo. */
static void queue_outcome(const struct admin_page *a, const struct queue_view *v)
{
    const struct page *p = a->page;
    struct tpl_dict *d;

    if (v->nothing_marked)
        tpl_show(a->content, "NOTHING_MARKED");
    admin_unread(a, v->unread);
    if (v->unread > 0 && v->undone <= 0 && !v->batch)
        return; /* nothing else was done */
    if (v->undone >= 0) {
        d = tpl_section(a->content, "STATUS");
        tpl_text(d, "WORDS", admin_undone(p, v->undone));
    } else if (v->batch) {
        d = tpl_section(a->content, "STATUS");
        tpl_text(d, "WORDS", admin_done(p, v->action, v->changed));
        tpl_int(tpl_section(d, "UNDO"), "BATCH", v->batch);
    } else if (v->action != ACTION_NONE) {
        d = tpl_section(a->content, "STATUS");
        tpl_text(d, "WORDS", message(p->lang, MSG_ADMIN_DONE_NOTHING));
    }
}

#define IN(state) (1u << (state))

/* The buttons of a list, without those that would change nothing in it. Sides need a
 * debate's comment in the list. */
static void queue_buttons(const struct admin_page *a, const char *marker,
                          const char *bar, enum comment_state state, bool sides)
{
    static const struct {
        const char *section;
        unsigned states;
    } BUTTONS[] = {
        { "APPROVE", IN(COMMENT_PENDING) },
        { "RESTORE", IN(COMMENT_REJECTED) | IN(COMMENT_SPAM) | IN(COMMENT_DELETED) },
        { "SPAM", IN(COMMENT_PENDING) | IN(COMMENT_VISIBLE) },
        { "REJECT", IN(COMMENT_PENDING) | IN(COMMENT_VISIBLE) },
        { "DELETE", ~IN(COMMENT_DELETED) },
    };
    struct tpl_dict *d = tpl_include(a->tpl, a->content, marker, bar);

    for (size_t i = 0; i < ARRAY_LEN(BUTTONS); i++) {
        if (BUTTONS[i].states & IN(state))
            tpl_show(d, BUTTONS[i].section);
    }
    if (sides && (state == COMMENT_PENDING || state == COMMENT_VISIBLE))
        tpl_show(d, "SIDES");
}

static const char *entry_label(const struct page *p, const struct comment_entry *e,
                               enum side side)
{
    return side_words(p->lang, side, e->label_pro, e->label_contra);
}

static void entry_side(const struct page *p, struct tpl_dict *d,
                       const struct comment_entry *e)
{
    const struct comment *c = &e->comment;

    if (c->side == SIDE_NONE)
        return;
    tpl_text(d, "SIDE_NAME", side_name(c->side));
    tpl_text(tpl_section(d, "SIDE"), "LABEL", entry_label(p, e, c->side));
    if (c->retagged_from != SIDE_NONE && c->retagged_from != c->side)
        tpl_text(tpl_section(d, "RETAGGED_FROM"), "WORDS",
                 message_fill(p->arena, p->lang, MSG_ADMIN_QUEUE_RETAGGED_FROM, "side",
                              entry_label(p, e, c->retagged_from), NULL));
}

/* Why a comment waits or is spam. A comment that was decided since is not held. */
static void entry_held(const struct page *p, struct tpl_dict *d,
                       const struct comment *c)
{
    if ((c->state != COMMENT_PENDING && c->state != COMMENT_SPAM) ||
        c->held == HELD_NOT)
        return;
    tpl_text(tpl_section(d, "HELD"), "WORDS", message(p->lang, held_words(c->held)));
}

static void entry_writer(const struct page *p, struct tpl_dict *d,
                         const struct comment_entry *e)
{
    const int64_t n = e->writer_visible;

    if (e->comment.by_author)
        tpl_show(d, "AUTHOR");
    else
        tpl_text(tpl_section(d, "WRITER"), "WORDS",
                 n ? message_count(p->arena, p->lang, MSG_ADMIN_WRITER_VISIBLE, n)
                   : message(p->lang, MSG_ADMIN_WRITER_NEW));
    if (e->comment.website[0])
        tpl_text(tpl_section(d, "WEBSITE"), "URL", e->comment.website);
}

/* The post, the comment that the entry answers, and the entry's own page, if any. */
static void entry_place(const struct page *p, struct tpl_dict *d,
                        const struct comment_entry *e)
{
    const struct comment *c = &e->comment;

    tpl_text(d, "POST_TITLE", e->post_title);
    tpl_text(d, "POST_URL", path_post(p->arena, e->post_slug));
    tpl_text(d, "POST_LANG", lang_code(e->post_lang));
    if (c->parent_id && !e->parent_name[0]) {
        tpl_show(d, "ANSWERS_REMOVED");
    } else if (c->parent_id) {
        struct tpl_dict *parent = tpl_section(d, "ANSWERS");

        tpl_text(parent, "NAME", e->parent_name);
        tpl_text(parent, "URL", path_comment(p->arena, e->post_slug, c->parent_id));
    }
    if (c->state == COMMENT_VISIBLE)
        tpl_text(tpl_section(d, "PERMALINK"), "URL",
                 path_comment(p->arena, e->post_slug, c->id));
}

static bool is_marked(const struct queue_view *v, int64_t id)
{
    for (size_t i = 0; i < v->marked_n; i++) {
        if (v->marked[i] == id)
            return true;
    }
    return false;
}

static void entry_fill(const struct page *p, struct tpl_dict *d,
                       const struct comment_entry *e)
{
    const struct comment *c = &e->comment;

    tpl_int(d, "ID", c->id);
    tpl_text(d, "NAME", c->name);
    tpl_html(d, "BODY_HTML", c->body);
    admin_time(p, d, c->created);
    if (c->edited)
        admin_time(p, tpl_section(d, "EDITED"), c->edited);
    entry_side(p, d, e);
    entry_held(p, d, c);
    entry_writer(p, d, e);
    entry_place(p, d, e);
}

static void queue_list(const struct admin_page *a, const struct queue_view *v)
{
    struct tpl_dict *list = tpl_section(a->content, "LIST");
    bool sides = false;

    for (size_t i = 0; i < v->n; i++) {
        struct tpl_dict *d = tpl_section(list, "ENTRY");

        sides |= v->items[i].comment.side != SIDE_NONE;
        entry_fill(a->page, d, &v->items[i]);
        if (is_marked(v, v->items[i].comment.id))
            tpl_show(d, "MARKED");
    }
    queue_buttons(a, "BAR_TOP", "admin_queue_bar", v->state, sides);
    queue_buttons(a, "BAR_BOTTOM", "admin_queue_bar", v->state, sides);
}

enum rc queue_view(const struct page *p, const struct queue_view *v, struct buf *out)
{
    const struct tab *tab = tab_of(v->state);
    struct admin_page a = admin_begin(p, "admin_queue", tab->heading, &v->problems);

    tpl_text(a.content, "STATE", comment_state_name(v->state));
    tpl_int(a.content, "PAGE", v->page);
    tpl_int(a.content, "SEEN", v->seen);
    queue_tabs(&a, v);
    queue_outcome(&a, v);
    if (v->n)
        queue_list(&a, v);
    else
        tpl_text(tpl_section(a.content, "EMPTY"), "WORDS",
                 message(p->lang, tab->empty));
    admin_pager(&a, arena_printf(p->arena, "%s&page=", list_url(p, v->state)), v->page,
                v->more);
    return page_finish(a.tpl, out);
}
