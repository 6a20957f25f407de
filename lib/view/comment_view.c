/*
 * comment_view.c - threads inside a post's page: see comment_view.h
 *
 * A page may show a thousand comments, so each costs as few dictionary operations as
 * its markup allows: fixed words are in the template already, and what all comments
 * share is set once outside.
 */
#include "acts_view.h"
#include "comment_edit.h"
#include "comment_form_view.h"
#include "comment_view.h"
#include "message.h"
#include "plain_text.h"
#include "side_view.h"
#include "view_options.h"

/* Length of a shortened comment: code points, and bytes once they are escaped. */
#define SHORT_POINTS 150
#define SHORT_ESCAPED 250

/* One pass over a page's comments. */
struct walk {
    const struct page *p;
    struct tpl *t;
    const struct post_view *v;
    const char *label[3];                           /* by enum side */
    const struct comment *above[COMMENT_DEPTH_MAX]; /* last comment at each depth */
    int level;     /* of the last comment; -1: none yet */
    size_t citers; /* index of the next of v->citers */
    size_t rest;   /* index of the next of the page's rests */
    bool form_placed;
};

/* Counts the visible replies, shown or cut, to the comment before items[first]. */
static int64_t count_replies(const struct walk *w, size_t first)
{
    const struct thread_page *page = w->v->threads;
    const struct comment *parent = &page->items[first - 1];
    int64_t n = 0;

    for (size_t i = first; i < page->n && page->items[i].depth > parent->depth; i++)
        n += page->items[i].state == COMMENT_VISIBLE;
    if (w->rest < page->rests_n && page->rests[w->rest].root_id == parent->root_id)
        n += page->rests[w->rest].more;
    return n;
}

/* A thread folds as a whole, below the comment that opened it. A thread in parts has no
 * count: the replies in other parts are unknown. */
static void fill_fold(const struct walk *w, struct tpl_dict *item, size_t first)
{
    const bool parts = w->v->single && (w->v->after || w->v->next);

    tpl_text(tpl_section(item, "FOLD"), "REPLIES",
             parts ? message(w->p->lang, MSG_THREAD_REPLIES_PART)
                   : message_count(w->p->arena, w->p->lang, MSG_THREAD_REPLIES,
                                   count_replies(w, first)));
}

/*
 * Lists within lists: level -1 before the first comment, 0 for the comments that open
 * threads, 1 and deeper for replies. From one comment to the next, `level`
 *   grows by one    a list opens, at 1 within a fold that shows the thread's count;
 *   stays           the entry before ends;
 *   falls           each level left above 1 closes a list, a return to 0 the fold.
 * `at` is the index of the comment that follows.
 */
static void fill_nesting(struct walk *w, struct tpl_dict *item, size_t at, int level)
{
    if (level > w->level) {
        if (level == 1)
            fill_fold(w, item, at);
        tpl_show(item, w->level < 0 ? "FIRST" : "DEEPER");
    } else {
        tpl_show(item, "NEXT");
        for (int left = w->level; left > level && left > 1; left--)
            tpl_section(item, "CLOSE");
        if (level == 0 && w->level > 0)
            tpl_show(item, "FOLD_END");
    }
    w->level = level;
}

static const struct comment *parent_of(const struct walk *w, const struct comment *c)
{
    const struct comment *parent =
        c->depth > 0 && c->depth < COMMENT_DEPTH_MAX ? w->above[c->depth - 1] : NULL;

    return parent && parent->id == c->parent_id ? parent : NULL;
}

/* The relation of a reply to its parent, in words: sides refer to the question, never
 * to the parent. */
static enum message relation(const struct comment *c, const struct comment *parent)
{
    if (!parent || parent->state != COMMENT_VISIBLE)
        return MSG_THREAD_ANSWERS_REMOVED;
    if (parent->person_id == c->person_id)
        return MSG_THREAD_CONTINUES;
    if (c->changed_mind)
        return MSG_MIND_CHANGED_BY;
    if (c->side != SIDE_NONE && c->side == parent->side)
        return MSG_THREAD_SUPPORTS;
    return MSG_THREAD_ANSWERS;
}

static void fill_relation(const struct walk *w, struct tpl_dict *d,
                          const struct comment *c)
{
    const struct comment *parent = parent_of(w, c);
    const enum message how = relation(c, parent);
    struct tpl_dict *r = tpl_section(d, "RELATION");

    tpl_int(r, "PARENT", c->parent_id);
    tpl_text(r, "HOW", message(w->p->lang, how));
    if (how == MSG_MIND_CHANGED_BY)
        tpl_show(r, "MIND");
    if (how != MSG_THREAD_CONTINUES && how != MSG_THREAD_ANSWERS_REMOVED)
        tpl_text(r, "PARENT_NAME", parent->name);
}

/* Marks comments of the author and of the viewer. */
static void fill_badges(const struct walk *w, struct tpl_dict *d,
                        const struct comment *c)
{
    if (c->by_author)
        tpl_show(d, "AUTHOR");
    if (c->person_id && c->person_id == w->v->viewer.person_id)
        tpl_show(d, "OWN");
}

static void fill_marks(const struct walk *w, struct tpl_dict *d,
                       const struct comment *c)
{
    if (c->website[0]) {
        tpl_text(d, "WEBSITE", c->website);
        tpl_show(d, "SITE");
    }
    fill_badges(w, d, c);
    if (c->retagged_from != SIDE_NONE && c->retagged_from != c->side)
        tpl_text(tpl_section(d, "RETAGGED"), "FROM",
                 message_fill(w->p->arena, w->p->lang, MSG_THREAD_RETAGGED, "side",
                              w->label[c->retagged_from], NULL));
    if (c->minds_changed)
        tpl_text(
            tpl_section(d, "CHANGED_MINDS"), "TEXT",
            message_count(w->p->arena, w->p->lang, MSG_MIND_CHANGED, c->minds_changed));
    if (w->v->single && w->v->single->id == c->id)
        tpl_show(d, "THIS");
}

/* "Cited by #30, #41 and 3 more". */
static void fill_citers(struct walk *w, struct tpl_dict *d, const struct comment *c)
{
    const struct citers *citers = &w->v->citers[w->citers];

    if (w->citers == w->v->citers_n || citers->comment_id != c->id)
        return;
    w->citers++;
    d = tpl_section(d, "CITED");
    for (size_t i = 0; i < citers->n; i++)
        tpl_int(tpl_section(d, "CITER"), "FROM", citers->id[i]);
    if (c->cited > (int64_t)citers->n)
        tpl_text(tpl_section(d, "MORE"), "TEXT",
                 message_fill(w->p->arena, w->p->lang, MSG_THREAD_CITED_MORE, "n",
                              format_number(w->p->arena, w->p->lang,
                                            c->cited - (int64_t)citers->n),
                              NULL));
}

static void fill_time(const struct page *p, struct tpl_dict *d, int64_t at)
{
    tpl_text(d, "STAMP", page_stamp(p, at));
    tpl_text(d, "WHEN", format_time(p->arena, p->lang, at));
}

static void fill_revision(const struct walk *w, struct tpl_dict *d,
                          const struct comment *c, const struct revision *old)
{
    fill_time(w->p, d, old->until);
    tpl_html(d, "OLD_HTML", old->body);
    if (old->side == c->side)
        return;
    tpl_text(d, "OLD_SIDE", side_name(old->side));
    tpl_text(tpl_section(d, "OTHER_SIDE"), "OLD_LABEL", w->label[old->side]);
}

/* The earlier texts of the comment that the page is about, below it. */
static void fill_revisions(const struct walk *w, struct tpl_dict *d,
                           const struct comment *c)
{
    const struct page *p = w->p;
    const struct post_view *v = w->v;
    const struct revisions *revisions = &v->revisions;

    if (!v->single || v->single->id != c->id || !revisions->total)
        return;
    d = tpl_include(w->t, d, "EARLIER", "earlier");
    tpl_text(d, "SLUG", v->post->slug);
    tpl_int(d, "ID", c->id);
    tpl_text(d, "SUMMARY",
             message_count(p->arena, p->lang, MSG_OWN_REVISIONS, revisions->total));
    if (v->older)
        tpl_show(d, "OPENED");
    for (size_t i = 0; i < revisions->n; i++)
        fill_revision(w, tpl_section(d, "REVISION"), c, &revisions->items[i]);
    if (revisions->older)
        tpl_int(tpl_section(d, "OLDER"), "BEFORE", revisions->older);
    if (v->older)
        tpl_show(d, "NEWER");
}

static void fill_visible(struct walk *w, struct tpl_dict *item, const struct comment *c)
{
    const bool replies =
        post_is_open(w->v->post, w->p->now) && c->depth + 1 < COMMENT_DEPTH_MAX;
    struct tpl_dict *d = tpl_section(item, "COMMENT");

    tpl_int(d, "ID", c->id);
    tpl_text(d, "NAME", c->name);
    tpl_html(d, "BODY_HTML", c->body);
    fill_time(w->p, d, c->created);
    if (c->side != SIDE_NONE) {
        tpl_text(d, "SIDE_NAME", side_name(c->side));
        tpl_text(d, "SIDE_LABEL", w->label[c->side]);
        tpl_show(d, "SIDE");
    }
    if (c->depth > 0)
        fill_relation(w, d, c);
    if (replies)
        tpl_show(d, "REPLY");
    acts_fill(w->p, d, w->v, c);
    if (w->v->done != OWN_NOTHING && w->v->done_id == c->id)
        tpl_show(d, w->v->done == OWN_ASKED ? "ASKED" : "SAVED");
    if (c->edited > c->shown) {
        fill_time(w->p, tpl_section(d, "EDITED"), c->edited);
        fill_revisions(w, d, c);
    }
    fill_marks(w, d, c);
    fill_citers(w, d, c);
}

/* On a heavy page: the start of a long comment, and a link to the whole. */
static void fill_short(struct walk *w, struct tpl_dict *item, const struct comment *c)
{
    struct tpl_dict *d = tpl_section(item, "SHORT");
    const char *text = plain_text(w->p->arena, c->body, SHORT_POINTS);

    if (buf_escaped_bytes(text) > SHORT_ESCAPED)
        text = plain_text(w->p->arena, c->body, SHORT_POINTS / 6);
    tpl_int(d, "ID", c->id);
    tpl_text(d, "NAME", c->name);
    tpl_text(d, "TEXT", text);
    fill_time(w->p, d, c->created);
    if (c->side != SIDE_NONE) {
        tpl_text(d, "SIDE_NAME", side_name(c->side));
        tpl_text(d, "SIDE_LABEL", w->label[c->side]);
        tpl_show(d, "SIDE");
    }
    fill_badges(w, d, c);
    if (w->citers < w->v->citers_n && w->v->citers[w->citers].comment_id == c->id)
        w->citers++; /* the comment's own page lists them */
    if (w->v->single && w->v->single->id == c->id)
        fill_revisions(w, d, c);
}

/* Shows who hid a hidden comment. Its replies stay in the column of its side. */
static void fill_removed(struct tpl_dict *item, const struct comment *c)
{
    struct tpl_dict *d = tpl_section(item, "REMOVED");

    if (c->side != SIDE_NONE)
        tpl_text(tpl_section(d, "SIDE"), "SIDE_NAME", side_name(c->side));
    tpl_int(d, "ID", c->id);
    tpl_show(d, c->withdrawn ? "WITHDRAWN" : "MODERATED");
}

static void fill_item(struct walk *w, struct tpl_dict *d, size_t at)
{
    const struct comment *c = &w->v->threads->items[at];
    const struct form_state *form = &w->v->form;
    const int deepest = c->depth < COMMENT_INDENT ? c->depth : COMMENT_INDENT;
    struct tpl_dict *item = tpl_section(d, "ITEM");

    fill_nesting(w, item, at, deepest <= w->level + 1 ? deepest : w->level + 1);
    if (c->state != COMMENT_VISIBLE)
        fill_removed(item, c);
    else if (c->shortened)
        fill_short(w, item, c);
    else
        fill_visible(w, item, c);
    if (c->depth < COMMENT_DEPTH_MAX)
        w->above[c->depth] = c;
    if (form->reply_to && form->reply_to->id == c->id) {
        comment_form_fill(w->p, w->t, item, "REPLY_FORM", w->v->post, form);
        w->form_placed = true;
    }
}

/* Where a thread is cut, a last item leads to the rest; `at` is the index after it. */
static void fill_rest(struct walk *w, struct tpl_dict *d, size_t at)
{
    const struct thread_page *page = w->v->threads;
    const struct thread_rest *rest =
        w->rest < page->rests_n ? page->rests + w->rest : NULL;

    if (!rest || rest->root_id != page->items[at - 1].root_id)
        return;
    d = tpl_section(d, "ITEM");
    fill_nesting(w, d, at, 1);
    d = tpl_section(d, "REST");
    tpl_int(d, "ROOT", rest->root_id);
    tpl_text(d, "MORE",
             message_count(w->p->arena, w->p->lang, MSG_THREAD_REST, rest->more));
    w->rest++;
}

static void fill_items(struct walk *w, struct tpl_dict *d)
{
    const struct thread_page *page = w->v->threads;

    for (size_t i = 0; i < page->n; i++) {
        fill_item(w, d, i);
        if (i + 1 == page->n || page->items[i + 1].depth == 0)
            fill_rest(w, d, i + 1);
    }
}

/* View options of the page that a reply link keeps. */
static const char *kept_choice(const struct page *p, const struct post_view *v)
{
    const char *query =
        v->single ? "" : view_options_query(p->arena, v->post, &v->options);

    return query[0] ? arena_printf(p->arena, "&%s", query) : "";
}

bool threads_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                  const struct post_view *v)
{
    struct walk w = { .p = p, .t = t, .v = v, .level = -1 };

    if (!v->threads->n)
        return false;
    for (int side = SIDE_NONE; side <= SIDE_CONTRA; side++)
        w.label[side] = side_label(p, v->post, (enum side)side);
    d = tpl_include(t, d, "THREADS", "threads");
    tpl_text(d, "SLUG", v->post->slug);
    tpl_text(d, "CHOICE", kept_choice(p, v));
    if (v->options.columns && v->options.only == SIDE_NONE)
        tpl_show(d, "COLUMNS");
    fill_items(&w, d);
    for (int level = 1; level < w.level; level++)
        tpl_section(d, "LAST_CLOSE");
    if (w.level > 0)
        tpl_show(d, "LAST_FOLD_END");
    return w.form_placed;
}

void waiting_fill(const struct page *p, struct tpl_dict *d, const struct post_view *v)
{
    if (!v->held && !v->viewer.waiting_n)
        return;
    d = tpl_section(d, "WAITING");
    if (v->held)
        tpl_show(d, "HELD");
    if (v->held && v->viewer.waiting_n)
        tpl_show(d, "HELD_YOURS");
    if (v->held && v->done == OWN_ASKED)
        tpl_show(d, "HELD_ASKED");
    for (size_t i = 0; i < v->viewer.waiting_n; i++) {
        const struct comment *c = &v->viewer.waiting[i];
        struct tpl_dict *item = tpl_section(d, "WAITING_COMMENT");

        tpl_text(item, "NAME", c->name);
        tpl_html(item, "BODY_HTML", c->body);
        fill_time(p, item, c->created);
        acts_fill_own(p, item, v, c);
        side_fill(p, item, v->post, c->side);
    }
}
