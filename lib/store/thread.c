/*
 * thread.c - the comments of a page in reading order: see thread.h
 */
#include <assert.h>
#include <string.h>

#include "comment.h"
#include "comment_edit.h"
#include "comment_row.h"
#include "thread.h"
#include "thread_fill.h"
#include "thread_order.h"

#define WAITING_MAX 20
/* Tombstones on a page besides first comments, divided among its threads. */
#define HIDDEN_MAX 100

#define PAGE_ROOM (THREAD_PAGE_COMMENTS + THREAD_PAGE + HIDDEN_MAX)
/* Comments on a page of one thread, with ancestors and tombstones. */
#define SINGLE_ROOM (2 * THREAD_SINGLE + COMMENT_DEPTH_MAX)
static_assert(THREAD_PAGE <= THREAD_PAGE_COMMENTS, "each thread shows its beginning");

#define PATH_OF(id) "(SELECT path FROM comment WHERE id = " id ")"
/* 'g' follows the last hex digit: this bounds the comment and its descendants. */
#define END_OF(id) "(SELECT path || 'g' FROM comment WHERE id = " id ")"

static const struct sql REPLIES = { "replies",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1 AND c.state = 1 AND c.depth > 0"
    " ORDER BY c.path"
    " LIMIT $2" };

static const struct sql SUBTREE = { "subtree",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1 AND c.state = 1"
    "   AND c.path >= " PATH_OF("$2")
    "   AND c.path < " END_OF("$2")
    " ORDER BY c.path"
    " LIMIT $3" };

static const struct sql SUBTREE_AFTER = { "subtree_after",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1 AND c.state = 1"
    "   AND c.path > " PATH_OF("$2")
    "   AND c.path < " END_OF("$3")
    " ORDER BY c.path"
    " LIMIT $4" };

static const struct sql SUBTREE_GOES_ON = { "subtree_goes_on",
    "SELECT c.id"
    " FROM comment c"
    " WHERE c.root_id = $1 AND c.state = 1"
    "   AND c.path > " PATH_OF("$2")
    "   AND c.path < " END_OF("$3")
    " ORDER BY c.path"
    " LIMIT 1" };

/* Is $1 in the subtree of $3, and visible or with a visible descendant? */
static const struct sql SUBTREE_SHOWS = { "subtree_shows",
    "SELECT 1"
    " FROM comment c"
    " WHERE c.id = $1 AND c.root_id = $2"
    "   AND c.path >= " PATH_OF("$3")
    "   AND c.path < " END_OF("$3")
    "   AND (c.state = 1"
    "        OR EXISTS (SELECT 1"
    "                   FROM comment v"
    "                   WHERE v.root_id = $2 AND v.state = 1"
    "                     AND v.path > c.path AND v.path < c.path || 'g'))" };

static const struct sql SUBTREE_BACK = { "subtree_back",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1 AND c.state = 1"
    "   AND c.path >= " PATH_OF("$2")
    "   AND c.path <= " PATH_OF("$3")
    " ORDER BY c.path DESC"
    " LIMIT $4" };

static const struct sql WAITING = { "waiting",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.person_id = $1 AND c.post_id = $2 AND c.state = 0"
    " ORDER BY c.created, c.id"
    " LIMIT $3" };

/* Returns how many comments a page has room for, estimated from the length of its first
 * comments, which it always shows. */
static int64_t room_for(const struct thread_order *roots)
{
    const int64_t n = (int64_t)roots->n;
    int64_t bytes = 0, room;

    for (size_t i = 0; i < roots->n; i++)
        bytes += (int64_t)strlen(roots->items[i].first.body.s) +
                 thread_fill_frame(roots->slug_bytes);
    room = n ? THREAD_FILL_BYTES * n / bytes : 0;
    if (room > THREAD_PAGE_COMMENTS)
        return THREAD_PAGE_COMMENTS;
    return room > n ? room : n;
}

/* Sets how many comments each thread may show: one more in turn, while the page has
 * room. */
static void share_out(const struct thread_order *roots, int64_t share[THREAD_PAGE])
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

/* Appends the visible replies that `r` reads, with up to `hidden` tombstones above
 * them, and counts the replies in *shown. */
static enum rc append_replies(struct thread_fill *f, struct rows *r, int64_t hidden,
                              int64_t *shown)
{
    const int64_t first = (int64_t)f->page->n - *shown;
    bool fits = true;
    enum rc rc = RC_OK;

    while (!rc && fits && db_next(r)) {
        const int64_t tombstones = (int64_t)f->page->n - first - *shown;
        struct comment c;

        comment_read(r, f->arena, &c);
        rc = thread_fill_below(f, &c, hidden - tombstones, &fits);
        *shown += fits;
    }
    return rc;
}

/* Returns how many visible replies a thread may show besides its first comment. */
static int64_t replies_of(const struct thread_root *root, int64_t share)
{
    return share - (root->first.state == COMMENT_VISIBLE);
}

/* Appends n threads, each up to its share, with up to `hidden` tombstones. shown[i]
 * counts the visible comments of each. Queries all replies at once. */
static enum rc append_threads(struct thread_fill *f, const struct thread_root *roots,
                              size_t n, const int64_t *share, int64_t hidden,
                              int64_t *shown)
{
    struct db_value values[THREAD_PAGE][2];
    struct db_args args[THREAD_PAGE] = { { 0, NULL } };
    size_t asked = 0;
    struct rows r;
    enum rc rc = RC_OK, read;

    for (size_t i = 0; i < n; i++) {
        if (replies_of(&roots[i], share[i]) < 1)
            continue;
        values[asked][0] = db_i64(roots[i].first.id);
        values[asked][1] = db_i64(replies_of(&roots[i], share[i]));
        args[asked] = (struct db_args){ 2, values[asked] };
        asked++;
    }
    db_query_each(&r, f->db, &REPLIES, asked, args);
    for (size_t i = 0; !rc && i < n; i++) {
        thread_fill_put(f, &roots[i].first);
        shown[i] = roots[i].first.state == COMMENT_VISIBLE;
        if (replies_of(&roots[i], share[i]) > 0 && db_next_set(&r))
            rc = append_replies(f, &r, hidden, &shown[i]);
    }
    read = db_done(&r);
    return rc ? rc : read;
}

static enum rc append_page(struct thread_fill *f, const struct thread_order *roots)
{
    struct thread_rest *rests = ARENA_ARRAY(f->arena, THREAD_PAGE, struct thread_rest);
    struct thread_page *page = f->page;
    int64_t share[THREAD_PAGE], shown[THREAD_PAGE] = { 0 };
    enum rc rc;

    page->rests = rests;
    if (!roots->n)
        return RC_OK;
    share_out(roots, share);
    rc = append_threads(f, roots->items, roots->n, share,
                        HIDDEN_MAX / (int64_t)roots->n, shown);
    for (size_t i = 0; i < roots->n; i++)
        if (shown[i] < roots->items[i].size)
            rests[page->rests_n++] =
                (struct thread_rest){ roots->items[i].first.id,
                                      roots->items[i].size - shown[i] };
    return rc;
}

enum rc thread_page(struct db *db, struct arena *a, const struct thread_query *q,
                    struct thread_page *out)
{
    struct thread_fill f = thread_fill_new(db, a, out, PAGE_ROOM);
    struct thread_order roots;
    enum rc rc = thread_order_page(db, a, q, &roots);

    if (rc)
        return rc;
    out->more = roots.more;
    f.slug_bytes = roots.slug_bytes;
    rc = append_page(&f, &roots);
    thread_fill_shorten(&f, out->n == 1 ? 0 : THREAD_FILL_NONE);
    return rc;
}

static bool holds(const struct thread_page *page, int64_t id)
{
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].id == id)
            return true;
    return false;
}

/* Does that page show the comment? Only the comment's thread is read. */
static enum rc is_on_page(struct db *db, struct arena *a, const struct comment *c,
                          const struct thread_query *q, bool *shown)
{
    struct thread_page page;
    struct thread_fill f = thread_fill_new(db, a, &page, PAGE_ROOM);
    int64_t share[THREAD_PAGE], visible;
    struct thread_order roots;
    enum rc rc = thread_order_page(db, a, q, &roots);

    *shown = false;
    if (rc)
        return rc;
    share_out(&roots, share);
    for (size_t i = 0; !rc && i < roots.n; i++)
        if (roots.items[i].first.id == c->root_id) {
            rc = append_threads(&f, &roots.items[i], 1, &share[i],
                                HIDDEN_MAX / (int64_t)roots.n, &visible);
            *shown = holds(&page, c->id);
        }
    return rc;
}

static int64_t per_page(bool sides)
{
    return sides ? THREAD_PAGE / 2 : THREAD_PAGE;
}

/* Counts the threads before the comment's, up to `max`. */
static enum rc threads_before(struct db *db, struct arena *a, const struct comment *c,
                              bool sides, int64_t max, int64_t *n)
{
    struct comment *root;
    enum rc rc;

    if (!c->parent_id)
        return thread_order_before(db, c, sides, max, n);
    rc = comment_by_id(db, a, c->root_id, &root);
    return rc ? rc : thread_order_before(db, root, sides, max, n);
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
    return rc || out->shown ? rc : is_on_page(db, a, c, &q, &out->shown);
}

/* Returns the bytes for the comments of a part. The first part also shows the earlier
 * texts of its comment. */
static int64_t part_bytes(const struct comment *c, int64_t after)
{
    return !after && c->edited ? THREAD_FILL_BYTES - REVISIONS_BYTES
                               : THREAD_FILL_BYTES;
}

/* Sets out->previous: as far before `after` as a part reaches, with the ancestors of
 * its first comment. */
static enum rc step_back(struct thread_fill *f, const struct comment *c, int64_t after,
                         struct thread_part *out)
{
    const int64_t above = thread_fill_short(f->slug_bytes);
    int64_t bytes = 0, n = 0;
    struct rows r;

    db_query(&r, f->db, &SUBTREE_BACK,
             DB_ARGS(db_i64(c->root_id), db_i64(c->id), db_i64(after),
                     db_i64(THREAD_SINGLE + 1)));
    while (!out->previous && db_next(&r)) {
        struct comment back;

        comment_read(&r, f->arena, &back);
        bytes += thread_fill_weight(&back, f->slug_bytes, 0);
        if (n == THREAD_SINGLE || (n && bytes + back.depth * above > THREAD_FILL_BYTES))
            out->previous = back.id;
        n++;
    }
    return db_done(&r);
}

/* Sets out->previous. RC_NOT_FOUND: there is no such part. */
static enum rc check_after(struct thread_fill *f, const struct comment *c,
                           int64_t after, struct thread_part *out)
{
    bool shown;
    enum rc rc;

    if (!after)
        return RC_OK;
    rc = db_exists(f->db, &SUBTREE_SHOWS,
                   DB_ARGS(db_i64(after), db_i64(c->root_id), db_i64(c->id)), &shown);
    if (rc || !shown)
        return rc ? rc : RC_NOT_FOUND;
    return step_back(f, c, after, out);
}

/* Reads a part and sets out->next. */
static enum rc read_part(struct thread_fill *f, const struct comment *c, int64_t after,
                         struct thread_part *out)
{
    const struct db_value root = db_i64(c->root_id), id = db_i64(c->id),
                          limit = db_i64(THREAD_SINGLE + 1);
    int64_t visible = 0, last = 0;
    struct rows r;
    bool fits = true;
    enum rc rc = RC_OK, read;

    f->left = part_bytes(c, after);
    if (after)
        db_query(&r, f->db, &SUBTREE_AFTER, DB_ARGS(root, db_i64(after), id, limit));
    else
        db_query(&r, f->db, &SUBTREE, DB_ARGS(root, id, limit));
    while (!rc && !out->next && db_next(&r)) {
        const int64_t room = SINGLE_ROOM - 1 - (int64_t)out->page.n;
        struct comment next;

        comment_read(&r, f->arena, &next);
        fits = visible < THREAD_SINGLE;
        if (fits)
            rc = thread_fill_below(f, &next, room, &fits);
        if (!fits)
            out->next = last;
        visible++;
        last = next.id;
    }
    read = db_done(&r);
    return rc ? rc : read;
}

enum rc thread_of(struct db *db, struct arena *a, const struct comment *c,
                  int64_t after, struct thread_part *out)
{
    struct thread_fill f = thread_fill_new(db, a, &out->page, SINGLE_ROOM);
    enum rc rc = thread_order_slug_bytes(db, c->post_id, &f.slug_bytes);

    out->at = (size_t)c->depth;
    out->next = out->previous = 0;
    if (!rc)
        rc = check_after(&f, c, after, out);
    if (!rc)
        rc = read_part(&f, c, after, out);
    if (rc)
        return rc;
    thread_fill_shorten(&f, after ? THREAD_FILL_NONE : out->at);
    return out->page.n ? RC_OK : RC_NOT_FOUND;
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
