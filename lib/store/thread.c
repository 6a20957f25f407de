/*
 * thread.c - the comments of a page in reading order: see thread.h
 */
#include "comment_row.h"
#include "thread.h"

#define WAITING_MAX 20
/* What each thread of a page may fill. */
#define THREAD_SHARE (THREAD_PAGE_REPLIES / THREAD_PAGE)

/* The terms of index comment_roots must stand here word for word. */
#define LISTED_ROOTS                                                                   \
    " FROM comment"                                                                    \
    " WHERE post_id = $1 AND side = $2 AND parent_id IS NULL AND thread_size > 0"

static const struct sql ROOTS_OF_SIDE = { "roots_of_side",
    "SELECT id" LISTED_ROOTS
    " ORDER BY id"
    " LIMIT $3 OFFSET $4" };

static const struct sql ROOTS_BEFORE = { "roots_before",
    "SELECT count(*)" LISTED_ROOTS
    " AND id < $3" };

/* Hidden comments only where something hangs below: they may have to stand as
 * tombstones. */
#define SHOWN_OR_PARENT                                                                \
    " AND (c.state = 1"                                                                \
    "      OR EXISTS (SELECT 1"                                                        \
    "                 FROM comment r"                                                  \
    "                 WHERE r.parent_id = c.id AND r.root_id = c.root_id))"

static const struct sql THREAD = { "thread",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1" SHOWN_OR_PARENT
    " ORDER BY c.path"
    " LIMIT $2" };

/* 'g' follows the last hex digit, so the range holds the comment and all below it. */
static const struct sql SUBTREE = { "subtree",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.root_id = $1"
    "   AND c.path >= (SELECT path FROM comment WHERE id = $2)"
    "   AND c.path < (SELECT path || 'g' FROM comment WHERE id = $2)" SHOWN_OR_PARENT
    " ORDER BY c.path"
    " LIMIT $3" };

static const struct sql SIDE_OF = { "side_of",
    "SELECT side"
    " FROM comment"
    " WHERE id = $1" };

/* The terms of index comment_best must stand here word for word. */
static const struct sql STRONGEST = { "strongest",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.post_id = $1 AND c.side = $2 AND c.parent_id IS NULL"
    "   AND c.thread_size > 0 AND c.state = 1"
    " ORDER BY c.rank DESC, c.id"
    " LIMIT $3" };

static const struct sql WAITING = { "waiting",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.person_id = $1 AND c.post_id = $2 AND c.state = 0"
    " ORDER BY c.created, c.id"
    " LIMIT $3" };

struct roots {
    int64_t id[THREAD_PAGE + 1];
    size_t n;
};

/* Up to `want` roots of a side on that page; *more when another page follows. */
static enum rc roots_of_side(struct db *db, const struct thread_query *q,
                             enum side side, size_t want, struct roots *out, bool *more)
{
    struct rows r;

    out->n = 0;
    db_query(&r, db, &ROOTS_OF_SIDE,
             DB_ARGS(db_i64(q->post_id), db_i64(side), db_i64((int64_t)want + 1),
                     db_i64((q->page - 1) * (int64_t)want)));
    while (db_next(&r))
        out->id[out->n++] = row_i64(&r, 0);
    if (out->n > want) {
        out->n = want;
        *more = true;
    }
    return db_done(&r);
}

/* One of each side in turn, as long as both last. */
static void alternate(const struct roots *pro, const struct roots *contra,
                      struct roots *out)
{
    size_t rounds = pro->n > contra->n ? pro->n : contra->n;

    out->n = 0;
    for (size_t i = 0; i < rounds; i++) {
        if (i < pro->n)
            out->id[out->n++] = pro->id[i];
        if (i < contra->n)
            out->id[out->n++] = contra->id[i];
    }
}

static enum rc roots_of_page(struct db *db, const struct thread_query *q,
                             struct roots *out, bool *more)
{
    struct roots pro, contra;
    enum rc rc;

    *more = false;
    if (!q->sides || q->only != SIDE_NONE)
        return roots_of_side(db, q, q->only, THREAD_PAGE, out, more);
    rc = roots_of_side(db, q, SIDE_PRO, THREAD_PAGE / 2, &pro, more);
    if (!rc)
        rc = roots_of_side(db, q, SIDE_CONTRA, THREAD_PAGE / 2, &contra, more);
    if (!rc)
        alternate(&pro, &contra, out);
    return rc;
}

/* A hidden comment keeps its place, its side and nothing else. */
static void blank(struct comment *c)
{
    c->name = c->website = "";
    c->body = (struct html){ "" };
    c->person_id = 0;
    c->by_author = c->changed_mind = false;
    c->moved_from = SIDE_NONE;
    c->supports = c->opponents = c->moved = c->cited = c->edited = 0;
}

/* Drops hidden comments below which nothing visible hangs and blanks the others. In
 * reading order a comment's first descendant is the next one, if that is deeper. */
static void prune(struct thread_page *page)
{
    size_t kept = page->n; /* items[kept ..] are kept, moved to the end */

    for (size_t i = page->n; i-- > 0;) {
        struct comment *c = &page->items[i];
        bool parent = kept < page->n && page->items[kept].depth > c->depth;

        if (c->state != COMMENT_VISIBLE && !parent)
            continue;
        if (c->state != COMMENT_VISIBLE)
            blank(c);
        page->items[--kept] = *c;
    }
    page->items += kept;
    page->n -= kept;
}

/* Appends the comments of a running statement, until the page holds `end`. */
static enum rc append(struct rows *r, struct arena *a, size_t end,
                      struct thread_page *page)
{
    while (db_next(r)) {
        if (page->n == end) {
            page->cut = true;
            break;
        }
        comment_read(r, a, &page->items[page->n++]);
    }
    return db_done(r);
}

static void page_init(struct thread_page *page, struct arena *a)
{
    *page = (struct thread_page){
        .items = ARENA_ARRAY(a, THREAD_PAGE_REPLIES, struct comment),
    };
}

/* A long thread leaves room for those after it: no other page shows them. */
enum rc thread_page(struct db *db, struct arena *a, const struct thread_query *q,
                    struct thread_page *out)
{
    struct roots roots;
    enum rc rc;

    page_init(out, a);
    rc = roots_of_page(db, q, &roots, &out->more);
    for (size_t i = 0; !rc && i < roots.n; i++) {
        size_t end = THREAD_PAGE_REPLIES - (roots.n - i - 1) * THREAD_SHARE;
        struct rows r;

        db_query(&r, db, &THREAD,
                 DB_ARGS(db_i64(roots.id[i]), db_i64((int64_t)(end - out->n) + 1)));
        rc = append(&r, a, end, out);
    }
    prune(out);
    return rc;
}

/* The chain above a comment, outermost first, at the start of the page. */
static enum rc ancestors(struct db *db, struct arena *a, const struct comment *c,
                         struct thread_page *out)
{
    int64_t id = c->parent_id;

    for (int i = c->depth; i-- > 0;) {
        struct comment *up;
        enum rc rc = comment_by_id(db, a, id, &up);

        if (rc)
            return rc;
        out->items[i] = *up;
        id = up->parent_id;
    }
    out->n = (size_t)c->depth;
    return RC_OK;
}

enum rc thread_of(struct db *db, struct arena *a, const struct comment *c,
                  struct thread_page *out, size_t *at)
{
    struct rows r;
    enum rc rc;

    page_init(out, a);
    rc = ancestors(db, a, c, out);
    if (rc)
        return rc;
    db_query(
        &r, db, &SUBTREE,
        DB_ARGS(db_i64(c->root_id), db_i64(c->id), db_i64(THREAD_PAGE_REPLIES + 1)));
    rc = append(&r, a, THREAD_PAGE_REPLIES, out);
    prune(out);
    for (*at = 0; !rc && *at < out->n; (*at)++)
        if (out->items[*at].id == c->id)
            return RC_OK;
    return rc ? rc : RC_NOT_FOUND;
}

enum rc thread_page_of(struct db *db, const struct comment *c, bool sides,
                       int64_t *page)
{
    int64_t per_page = sides ? THREAD_PAGE / 2 : THREAD_PAGE;
    int64_t side, before;
    enum rc rc = db_get_i64(db, &SIDE_OF, DB_ARGS(db_i64(c->root_id)), &side);

    if (!rc)
        rc = db_get_i64(db, &ROOTS_BEFORE,
                        DB_ARGS(db_i64(c->post_id), db_i64(side), db_i64(c->root_id)),
                        &before);
    if (!rc)
        *page = before / per_page + 1;
    return rc;
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

enum rc thread_strongest(struct db *db, struct arena *a, int64_t post_id,
                         enum side side, int64_t limit, struct comment **out, size_t *n)
{
    struct comment *list = ARENA_ARRAY(a, (size_t)limit, struct comment);
    struct rows r;

    *n = 0;
    *out = list;
    db_query(&r, db, &STRONGEST, DB_ARGS(db_i64(post_id), db_i64(side), db_i64(limit)));
    while (db_next(&r))
        comment_read(&r, a, &list[(*n)++]);
    return db_done(&r);
}
