/*
 * thread_order.c - which threads a page shows, in each order: see thread_order.h
 */
#include "comment_row.h"
#include "thread_order.h"

/* These must repeat the terms of the partial indexes exactly. */
#define LISTED " parent_id IS NULL AND thread_size > 0"
#define UNANSWERED " parent_id IS NULL AND state = 1 AND opponents = 0"

/* `key` is the order, and `columns` selects its column. No other one is selected, so
 * that the rows that OFFSET skips are read in the index alone. */
#define OF_SIDE(side, columns, which, key)                                             \
    "SELECT id" columns                                                                \
    " FROM comment"                                                                    \
    " WHERE post_id = $1 AND side = " side " AND" which                                \
    " ORDER BY " key                                                                   \
    " LIMIT $3"

#define ONE_SIDE(columns, which, key) OF_SIDE("$2", columns, which, key) " OFFSET $4"

/* Two sides, each from its index, merged. Each has its own limit, because PostgreSQL
 * reads each to its end. */
#define BOTH_SIDES(columns, which, key)                                                \
    "SELECT id" columns                                                                \
    " FROM (" OF_SIDE("$2", columns, which, key) ") AS one"                            \
    " UNION ALL"                                                                       \
    " SELECT id" columns                                                               \
    " FROM (" OF_SIDE("$4", columns, which, key) ") AS two"                            \
    " ORDER BY " key                                                                   \
    " LIMIT $5 OFFSET $6"

#define BY_RANK ", rank"
#define BEST_FIRST "rank DESC, id"
#define BY_SUPPORTS ", supports"
#define MOST_FIRST "supports DESC, id"

/* One side, or a post without sides. */
static const struct sql ROOTS[ORDERS] = {
    [ORDER_BALANCED] = { "roots_best", ONE_SIDE(BY_RANK, LISTED, BEST_FIRST) },
    [ORDER_OLDEST] = { "roots_oldest", ONE_SIDE("", LISTED, "id") },
    [ORDER_NEWEST] = { "roots_newest", ONE_SIDE("", LISTED, "id DESC") },
    [ORDER_SUPPORTED] = { "roots_supported",
                          ONE_SIDE(BY_SUPPORTS, LISTED, MOST_FIRST) },
};

static const struct sql UNANSWERED_ROOTS[ORDERS] = {
    [ORDER_BALANCED] = { "unanswered_best", ONE_SIDE(BY_RANK, UNANSWERED, BEST_FIRST) },
    [ORDER_OLDEST] = { "unanswered_oldest", ONE_SIDE("", UNANSWERED, "id") },
    [ORDER_NEWEST] = { "unanswered_newest", ONE_SIDE("", UNANSWERED, "id DESC") },
};

/* Both sides; in the balanced order they alternate instead: see choose(). */
static const struct sql BOTH[ORDERS] = {
    [ORDER_OLDEST] = { "both_oldest", BOTH_SIDES("", LISTED, "id") },
    [ORDER_NEWEST] = { "both_newest", BOTH_SIDES("", LISTED, "id DESC") },
    [ORDER_SUPPORTED] = { "both_supported",
                          BOTH_SIDES(BY_SUPPORTS, LISTED, MOST_FIRST) },
};

static const struct sql UNANSWERED_BOTH[ORDERS] = {
    [ORDER_OLDEST] = { "unanswered_both_oldest", BOTH_SIDES("", UNANSWERED, "id") },
    [ORDER_NEWEST] = { "unanswered_both_newest",
                       BOTH_SIDES("", UNANSWERED, "id DESC") },
    [ORDER_SUPPORTED] = { "unanswered_both_best",
                          BOTH_SIDES(BY_RANK, UNANSWERED, BEST_FIRST) },
};

static const struct sql ROOT = { "root",
    "SELECT " COMMENT_COLUMNS ", c.thread_size"
    " FROM comment c"
    " WHERE c.id = $1" };

static const struct sql MEASURE_SLUG = { "measure_slug",
    "SELECT length(slug)"
    " FROM post"
    " WHERE id = $1" };

/* In the order of the index that holds nothing else, so that the planner takes it. */
static const struct sql COUNT_UNANSWERED = { "count_unanswered",
    "SELECT count(*)"
    " FROM (SELECT id"
    "       FROM comment"
    "       WHERE post_id = $1 AND side = $2 AND" UNANSWERED
    "       ORDER BY rank DESC, id"
    "       LIMIT $3) AS unanswered" };

static const struct sql STRONGEST = { "strongest",
    "SELECT " COMMENT_COLUMNS ", c.excerpt"
    " FROM comment c"
    " WHERE c.post_id = $1 AND c.side = $2 AND c.parent_id IS NULL"
    "   AND c.thread_size > 0 AND c.state = 1"
    " ORDER BY c.rank DESC, c.id"
    " LIMIT $3" };

static const struct sql RANK = { "rank",
    "SELECT rank"
    " FROM comment"
    " WHERE id = $1" };

static const struct sql BETTER = { "better",
    "SELECT count(*)"
    " FROM (SELECT 1"
    "       FROM comment"
    "       WHERE post_id = $1 AND side = $2 AND rank > $3 AND" LISTED
    "       LIMIT $4) AS earlier" };

static const struct sql AS_GOOD_BEFORE = { "as_good_before",
    "SELECT count(*)"
    " FROM (SELECT 1"
    "       FROM comment"
    "       WHERE post_id = $1 AND side = $2 AND rank = $3 AND id < $4 AND" LISTED
    "       LIMIT $5) AS earlier" };

static const struct sql OLDER = { "older",
    "SELECT count(*)"
    " FROM (SELECT 1"
    "       FROM comment"
    "       WHERE post_id = $1 AND side = $2 AND id < $3 AND" LISTED
    "       LIMIT $4) AS earlier" };

/* In a plain post the balanced order is the oldest first. Unanswered comments have no
 * opponents, so their rank grows with the supports alone: the index by rank serves the
 * order by supports, too. */
static const struct sql *of_one_side(const struct thread_query *q)
{
    if (!q->sides && q->order == ORDER_BALANCED)
        return &ROOTS[ORDER_OLDEST];
    if (!q->unanswered)
        return &ROOTS[q->order];
    return &UNANSWERED_ROOTS[q->order == ORDER_SUPPORTED ? ORDER_BALANCED : q->order];
}

/* Reads up to `want` ids; the statement was asked for one more. */
static enum rc read_roots(struct rows *r, size_t want, struct thread_order *out)
{
    out->n = 0;
    out->more = false;
    while (db_next(r)) {
        out->more = out->n == want;
        if (!out->more)
            out->items[out->n++].first.id = row_i64(r, 0);
    }
    return db_done(r);
}

static enum rc read_side(struct db *db, const struct thread_query *q, enum side side,
                         size_t want, struct thread_order *out)
{
    struct rows r;

    db_query(&r, db, of_one_side(q),
             DB_ARGS(db_i64(q->post_id), db_i64(side), db_i64((int64_t)want + 1),
                     db_i64((q->page - 1) * (int64_t)want)));
    return read_roots(&r, want, out);
}

static enum rc read_both(struct db *db, const struct thread_query *q,
                         struct thread_order *out)
{
    const int64_t limit = THREAD_PAGE + 1, offset = (q->page - 1) * THREAD_PAGE;
    struct rows r;

    db_query(&r, db, q->unanswered ? &UNANSWERED_BOTH[q->order] : &BOTH[q->order],
             DB_ARGS(db_i64(q->post_id), db_i64(SIDE_PRO), db_i64(limit + offset),
                     db_i64(SIDE_CONTRA), db_i64(limit), db_i64(offset)));
    return read_roots(&r, THREAD_PAGE, out);
}

/* One of each side in turn, as long as both last. */
static void alternate(const struct thread_order *pro, const struct thread_order *contra,
                      struct thread_order *out)
{
    const size_t rounds = pro->n > contra->n ? pro->n : contra->n;

    out->n = 0;
    for (size_t i = 0; i < rounds; i++) {
        if (i < pro->n)
            out->items[out->n++] = pro->items[i];
        if (i < contra->n)
            out->items[out->n++] = contra->items[i];
    }
    out->more = pro->more || contra->more;
}

static enum rc choose(struct db *db, const struct thread_query *q,
                      struct thread_order *out)
{
    struct thread_order pro, contra;
    enum rc rc;

    if (!q->sides || q->only != SIDE_NONE)
        return read_side(db, q, q->only, THREAD_PAGE, out);
    if (q->order != ORDER_BALANCED)
        return read_both(db, q, out);
    rc = read_side(db, q, SIDE_PRO, THREAD_PAGE / 2, &pro);
    if (!rc)
        rc = read_side(db, q, SIDE_CONTRA, THREAD_PAGE / 2, &contra);
    if (!rc)
        alternate(&pro, &contra, out);
    return rc;
}

static enum rc read_first(struct db *db, struct arena *a, struct thread_root *roots,
                          size_t n)
{
    struct db_value ids[THREAD_PAGE];
    struct db_args args[THREAD_PAGE] = { { 0, NULL } };
    struct rows r;

    for (size_t i = 0; i < n; i++) {
        ids[i] = db_i64(roots[i].first.id);
        args[i] = (struct db_args){ 1, &ids[i] };
    }
    db_query_each(&r, db, &ROOT, n, args);
    for (size_t i = 0; db_next_set(&r); i++) {
        if (db_next(&r)) {
            comment_read(&r, a, &roots[i].first);
            roots[i].size = row_i64(&r, COMMENT_COLUMNS_N);
        }
    }
    return db_done(&r);
}

enum rc thread_order_page(struct db *db, struct arena *a, const struct thread_query *q,
                          struct thread_order *out)
{
    enum rc rc = choose(db, q, out);

    if (!rc)
        rc = read_first(db, a, out->items, out->n);
    return rc ? rc : thread_order_slug_bytes(db, q->post_id, &out->slug_bytes);
}

enum rc thread_order_slug_bytes(struct db *db, int64_t post_id, int64_t *n)
{
    return db_get_i64(db, &MEASURE_SLUG, DB_ARGS(db_i64(post_id)), n);
}

static enum rc before_in_rank(struct db *db, const struct comment *root, int64_t max,
                              int64_t *n)
{
    const struct db_value post = db_i64(root->post_id), side = db_i64(root->side);
    int64_t rank, better = 0, as_good = 0;
    enum rc rc = db_get_i64(db, &RANK, DB_ARGS(db_i64(root->id)), &rank);

    if (!rc)
        rc = db_get_i64(db, &BETTER, DB_ARGS(post, side, db_i64(rank), db_i64(max)),
                        &better);
    if (!rc && better < max)
        rc = db_get_i64(
            db, &AS_GOOD_BEFORE,
            DB_ARGS(post, side, db_i64(rank), db_i64(root->id), db_i64(max - better)),
            &as_good);
    *n = better + as_good;
    return rc;
}

enum rc thread_order_before(struct db *db, const struct comment *root, bool sides,
                            int64_t max, int64_t *n)
{
    if (sides)
        return before_in_rank(db, root, max, n);
    return db_get_i64(db, &OLDER,
                      DB_ARGS(db_i64(root->post_id), db_i64(root->side),
                              db_i64(root->id), db_i64(max)),
                      n);
}

enum rc thread_order_strongest(struct db *db, struct arena *a, int64_t post_id,
                               enum side side, int64_t limit, struct comment **out,
                               size_t *n)
{
    struct comment *list = ARENA_ARRAY(a, (size_t)limit, struct comment);
    struct rows r;

    *n = 0;
    *out = list;
    db_query(&r, db, &STRONGEST, DB_ARGS(db_i64(post_id), db_i64(side), db_i64(limit)));
    while (db_next(&r)) {
        struct comment *c = &list[(*n)++];

        comment_read(&r, a, c);
        c->excerpt = row_text(&r, COMMENT_COLUMNS_N, a);
    }
    return db_done(&r);
}

enum rc thread_order_unanswered(struct db *db, int64_t post_id, enum side side,
                                int64_t *n)
{
    return db_get_i64(
        db, &COUNT_UNANSWERED,
        DB_ARGS(db_i64(post_id), db_i64(side), db_i64(THREAD_UNANSWERED_MAX + 1)), n);
}
