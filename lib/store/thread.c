/*
 * thread.c - the comments of a page in reading order: see thread.h
 */
#include <assert.h>
#include <string.h>

#include "comment_row.h"
#include "roots.h"
#include "thread.h"

#define WAITING_MAX 20
/* Hidden comments that are read of a thread in search of visible ones. */
#define HIDDEN_MAX 20
/* A page is to weigh less than 150 KB: so much of it is for comments, and each takes so
 * much besides its text (measured). */
#define PAGE_CHARACTERS 105000
#define FRAME_CHARACTERS 760
#define FRAME_SLUGS 3 /* its links bear the slug */
#define PAGE_ROOM (THREAD_PAGE_COMMENTS + THREAD_PAGE * HIDDEN_MAX)
static_assert(THREAD_PAGE <= THREAD_PAGE_COMMENTS, "each thread shows its beginning");

/* Hidden comments only where something hangs below: they may have to stand as
 * tombstones. */
#define SHOWN_OR_PARENT                                                                \
    " AND (c.state = 1"                                                                \
    "      OR EXISTS (SELECT 1"                                                        \
    "                 FROM comment r"                                                  \
    "                 WHERE r.parent_id = c.id AND r.root_id = c.root_id))"
#define PATH_OF(id) "(SELECT path FROM comment WHERE id = " id ")"
/* 'g' follows the last hex digit, so that this bounds the comment and all below it. */
#define END_OF(id) "(SELECT path || 'g' FROM comment WHERE id = " id ")"

static const struct sql THREAD = { "thread",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1" SHOWN_OR_PARENT
    " ORDER BY c.path"
    " LIMIT $2" };

static const struct sql SUBTREE = { "subtree",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1"
    "   AND c.path >= " PATH_OF("$2")
    "   AND c.path < " END_OF("$2") SHOWN_OR_PARENT
    " ORDER BY c.path"
    " LIMIT $3" };

static const struct sql SUBTREE_AFTER = { "subtree_after",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1"
    "   AND c.path > " PATH_OF("$2")
    "   AND c.path < " END_OF("$3") SHOWN_OR_PARENT
    " ORDER BY c.path"
    " LIMIT $4" };

static const struct sql SUBTREE_GOES_ON = { "subtree_goes_on",
    "SELECT c.id"
    " FROM comment c"
    " WHERE c.root_id = $1"
    "   AND c.path > " PATH_OF("$2")
    "   AND c.path < " END_OF("$3")
    "   AND +c.state = 1"
    " ORDER BY c.path"
    " LIMIT 1" };

static const struct sql SUBTREE_BACK = { "subtree_back",
    "SELECT c.id"
    " FROM comment c"
    " WHERE c.root_id = $1"
    "   AND c.path > " PATH_OF("$2")
    "   AND c.path <= " PATH_OF("$3") SHOWN_OR_PARENT
    " ORDER BY c.path DESC"
    " LIMIT 1 OFFSET $4" };

static const struct sql WAITING = { "waiting",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.person_id = $1 AND c.post_id = $2 AND c.state = 0"
    " ORDER BY c.created, c.id"
    " LIMIT $3" };

/* A hidden comment keeps its place, its side, who hid it and nothing else. */
static void blank(struct comment *c)
{
    c->name = c->website = "";
    c->body = (struct html){ "" };
    c->person_id = 0;
    c->by_author = c->changed_mind = false;
    c->moved_from = SIDE_NONE;
    c->supports = c->opponents = c->moved = c->cited = c->edited = 0;
}

/* Drops hidden comments from `first` on below which nothing visible hangs, unless they
 * start a thread and `roots` are to stay, and blanks the others. In reading order a
 * comment's first descendant is the next one, if that is deeper. */
static void prune(struct thread_page *page, size_t first, bool roots)
{
    size_t kept = page->n; /* items[kept ..] are kept, moved to the end */

    for (size_t i = page->n; i-- > first;) {
        struct comment *c = &page->items[i];
        const bool parent = kept < page->n && page->items[kept].depth > c->depth;

        if (c->state != COMMENT_VISIBLE && !parent && !(roots && c->depth == 0))
            continue;
        if (c->state != COMMENT_VISIBLE)
            blank(c);
        page->items[--kept] = *c;
    }
    memmove(&page->items[first], &page->items[kept],
            (page->n - kept) * sizeof(*page->items));
    page->n -= kept - first;
}

/* Comments for which a page has room. How long they are is told by those that start its
 * threads and are shown in any case. */
static int64_t room_for(const struct roots *roots)
{
    const int64_t n = (int64_t)roots->n;
    int64_t characters = 0, room;

    for (size_t i = 0; i < roots->n; i++)
        characters += roots->items[i].characters + FRAME_CHARACTERS +
                      FRAME_SLUGS * roots->slug_characters;
    room = n ? PAGE_CHARACTERS * n / characters : 0;
    if (room > THREAD_PAGE_COMMENTS)
        return THREAD_PAGE_COMMENTS;
    return room > n ? room : n;
}

/* What each thread may show: one comment more in turn, while the page has room. */
static void share_out(const struct roots *roots, int64_t share[THREAD_PAGE])
{
    int64_t left = room_for(roots);
    bool grows = true;

    memset(share, 0, THREAD_PAGE * sizeof(share[0]));
    while (grows) {
        grows = false;
        for (size_t i = 0; i < roots->n && left > 0; i++)
            if (share[i] < roots->items[i].size) {
                share[i]++;
                left--;
                grows = true;
            }
    }
}

/* Appends a thread up to its share; *shown visible comments of it. */
static enum rc append_thread(struct db *db, struct arena *a, const struct root *root,
                             int64_t share, struct thread_page *page, int64_t *shown)
{
    const size_t first = page->n;
    struct rows r;

    *shown = 0;
    db_query(&r, db, &THREAD, DB_ARGS(db_i64(root->id), db_i64(share + HIDDEN_MAX)));
    while (*shown < share && db_next(&r)) {
        comment_read(&r, a, &page->items[page->n]);
        *shown += page->items[page->n++].state == COMMENT_VISIBLE;
    }
    prune(page, first, true);
    return db_done(&r);
}

static enum rc append_threads(struct db *db, struct arena *a, const struct roots *roots,
                              struct thread_page *out)
{
    struct thread_rest *rests = ARENA_ARRAY(a, THREAD_PAGE, struct thread_rest);
    int64_t share[THREAD_PAGE], shown;
    enum rc rc = RC_OK;

    out->rests = rests;
    share_out(roots, share);
    for (size_t i = 0; !rc && i < roots->n; i++) {
        const struct root *root = &roots->items[i];

        rc = append_thread(db, a, root, share[i], out, &shown);
        if (shown < root->size)
            rests[out->rests_n++] =
                (struct thread_rest){ root->id, root->size - shown };
    }
    return rc;
}

static struct thread_page page_new(struct arena *a, size_t room)
{
    return (struct thread_page){ .items = ARENA_ARRAY(a, room, struct comment) };
}

enum rc thread_page(struct db *db, struct arena *a, const struct thread_query *q,
                    struct thread_page *out)
{
    struct roots roots;
    enum rc rc = roots_of_page(db, q, &roots);

    *out = page_new(a, PAGE_ROOM);
    if (rc)
        return rc;
    out->more = roots.more;
    return append_threads(db, a, &roots, out);
}

static bool holds(const struct thread_page *page, int64_t id)
{
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].id == id)
            return true;
    return false;
}

/* Does the comment stand on that page? Of all its threads, one has to be read. */
static enum rc stands_on(struct db *db, struct arena *a, const struct comment *c,
                         const struct thread_query *q, bool *shown)
{
    struct thread_page page = page_new(a, THREAD_PAGE_COMMENTS + HIDDEN_MAX);
    int64_t share[THREAD_PAGE], visible;
    struct roots roots;
    enum rc rc = roots_of_page(db, q, &roots);

    *shown = false;
    if (rc)
        return rc;
    share_out(&roots, share);
    for (size_t i = 0; !rc && i < roots.n; i++)
        if (roots.items[i].id == c->root_id) {
            rc = append_thread(db, a, &roots.items[i], share[i], &page, &visible);
            *shown = holds(&page, c->id);
        }
    return rc;
}

static int64_t per_page(bool sides)
{
    return sides ? THREAD_PAGE / 2 : THREAD_PAGE;
}

/* Threads before the comment's, counted up to `max`. */
static enum rc threads_before(struct db *db, struct arena *a, const struct comment *c,
                              bool sides, int64_t max, int64_t *n)
{
    struct comment *root;
    enum rc rc;

    if (!c->parent_id)
        return roots_before(db, c, sides, max, n);
    rc = comment_by_id(db, a, c->root_id, &root);
    return rc ? rc : roots_before(db, root, sides, max, n);
}

enum rc thread_page_of(struct db *db, struct arena *a, const struct comment *c,
                       bool sides, int64_t *page)
{
    int64_t before = 0;
    enum rc rc = threads_before(db, a, c, sides, INT64_MAX, &before);

    *page = before / per_page(sides) + 1;
    return rc;
}

enum rc thread_place_of(struct db *db, struct arena *a, const struct comment *c,
                        bool sides, struct thread_place *out)
{
    struct thread_query q = { .post_id = c->post_id, .sides = sides, .page = 1 };
    int64_t before = 0;
    enum rc rc = threads_before(db, a, c, sides, per_page(sides), &before);

    out->later = before == per_page(sides);
    out->shown = c->parent_id == 0;
    if (!rc && !out->shown && out->later)
        rc = thread_page_of(db, a, c, sides, &q.page);
    return rc || out->shown ? rc : stands_on(db, a, c, &q, &out->shown);
}

/* The chain above a comment, outermost first, into `out` (room for its depth). */
static enum rc ancestors(struct db *db, struct arena *a, const struct comment *c,
                         struct comment *out)
{
    int64_t id = c->parent_id;

    for (int i = c->depth; i-- > 0;) {
        struct comment *up;
        enum rc rc = comment_by_id(db, a, id, &up);

        if (rc)
            return rc;
        if (up->state != COMMENT_VISIBLE)
            blank(up);
        out[i] = *up;
        id = up->parent_id;
    }
    return RC_OK;
}

/* The reply that stands `steps` before `after`, itself among the comment's replies; 0
 * without one. */
static enum rc step_back(struct db *db, const struct comment *c, int64_t after,
                         int64_t steps, int64_t *id)
{
    return db_find_i64(
        db, &SUBTREE_BACK,
        DB_ARGS(db_i64(c->root_id), db_i64(c->id), db_i64(after), db_i64(steps)), id);
}

/* Sets `previous`. RC_NOT_FOUND: there is no such part. */
static enum rc check_after(struct db *db, const struct comment *c, int64_t after,
                           struct thread_part *out)
{
    int64_t id;
    enum rc rc = after ? step_back(db, c, after, 0, &id) : RC_OK;

    if (rc || !after)
        return rc;
    if (id != after)
        return RC_NOT_FOUND;
    return step_back(db, c, after, THREAD_SINGLE, &out->previous);
}

/* Reads a part into items[COMMENT_DEPTH_MAX ..] and sets `next`. */
static enum rc read_part(struct db *db, struct arena *a, const struct comment *c,
                         int64_t after, struct thread_part *out)
{
    const struct db_value root = db_i64(c->root_id), id = db_i64(c->id),
                          limit = db_i64(THREAD_SINGLE + 1);
    struct thread_page *page = &out->page;
    struct rows r;
    bool full = false, goes_on;
    int64_t last;
    enum rc rc;

    if (after)
        db_query(&r, db, &SUBTREE_AFTER, DB_ARGS(root, db_i64(after), id, limit));
    else
        db_query(&r, db, &SUBTREE, DB_ARGS(root, id, limit));
    page->n = COMMENT_DEPTH_MAX;
    while (!full && db_next(&r)) {
        full = page->n == COMMENT_DEPTH_MAX + THREAD_SINGLE;
        if (!full)
            comment_read(&r, a, &page->items[page->n++]);
    }
    rc = db_done(&r);
    prune(page, COMMENT_DEPTH_MAX, false);
    if (rc || !full || page->n == COMMENT_DEPTH_MAX)
        return rc;
    last = page->items[page->n - 1].id;
    rc = db_exists(db, &SUBTREE_GOES_ON, DB_ARGS(root, db_i64(last), id), &goes_on);
    out->next = goes_on ? last : 0;
    return rc;
}

enum rc thread_of(struct db *db, struct arena *a, const struct comment *c,
                  int64_t after, struct thread_part *out)
{
    struct thread_page *page = &out->page;
    size_t above;
    enum rc rc;

    *out = (struct thread_part){ page_new(a, COMMENT_DEPTH_MAX + THREAD_SINGLE),
                                 .at = (size_t)c->depth };
    rc = check_after(db, c, after, out);
    if (!rc)
        rc = read_part(db, a, c, after, out);
    if (rc)
        return rc;
    if (page->n == COMMENT_DEPTH_MAX)
        return RC_NOT_FOUND;
    above = (size_t)page->items[COMMENT_DEPTH_MAX].depth;
    page->items += COMMENT_DEPTH_MAX - above;
    page->n -= COMMENT_DEPTH_MAX - above;
    return ancestors(db, a, &page->items[above], page->items);
}

enum rc thread_goes_on(struct db *db, const struct comment *c, bool *goes_on)
{
    return db_exists(db, &SUBTREE_GOES_ON,
                     DB_ARGS(db_i64(c->root_id), db_i64(c->id), db_i64(c->id)),
                     goes_on);
}

enum rc thread_waiting(struct db *db, struct arena *a, int64_t post_id,
                       int64_t person_id, struct comment **out, size_t *n)
{
    struct comment *list = ARENA_ARRAY(a, WAITING_MAX, struct comment);
    struct rows r;

    *n = 0;
    *out = list;
    if (!person_id)
        return RC_OK;
    db_query(&r, db, &WAITING,
             DB_ARGS(db_i64(person_id), db_i64(post_id), db_i64(WAITING_MAX)));
    while (db_next(&r))
        comment_read(&r, a, &list[(*n)++]);
    return db_done(&r);
}
