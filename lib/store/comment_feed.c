/*
 * comment_feed.c - visible comments, newest first: see comment_feed.h
 */
#include "buf.h"
#include "comment_feed.h"
#include "comment_row.h"
#include "lang.h"
#include "log.h"

#define FEED_COLUMNS                                                                   \
    COMMENT_COLUMNS ", p.id, p.slug, p.kind, p.lang, p.title, p.question, p.label_pro,"\
                    " p.label_contra, p.created, parent.created"
#define FEED_TABLES                                                                    \
    " FROM comment c"                                                                  \
    " JOIN post p ON p.id = c.post_id AND p.state = 1"                                 \
    " LEFT JOIN comment parent ON parent.id = c.parent_id AND parent.state = 1"

/* A feed reads the visible comments in the order in which they became visible; the
 * third column says whether the feed holds the comment. Comments of another language or
 * side are skipped within an index. */
#define LOOK_THROUGH_SITE                                                              \
    "SELECT c.id, c.shown, CASE WHEN p.state = 1 AND p.lang = $1 THEN 1 ELSE 0 END"    \
    " FROM comment c"                                                                  \
    " JOIN post p ON p.id = c.post_id"                                                 \
    " WHERE c.state = 1"
#define LOOK_THROUGH_POST                                                              \
    "SELECT c.id, c.shown,"                                                            \
    "       CASE WHEN CAST($1 AS BIGINT) = 0 OR c.side = $1 THEN 1 ELSE 0 END"         \
    " FROM comment c"                                                                  \
    " WHERE c.post_id = $2 AND c.state = 1"
#define NEWEST_FIRST " ORDER BY c.shown DESC, c.id DESC"
#define OLDEST_FIRST " ORDER BY c.shown, c.id"

/* Index of a statement, by the feed that it is for. */
enum feed { FEED_SITE, FEED_POST, FEEDS };

static const struct sql OLDER[FEEDS] = {
    { "older_of_site",
      LOOK_THROUGH_SITE " AND (c.shown, c.id) < ($2, $3)"
      NEWEST_FIRST
      " LIMIT $4" },
    { "older_of_post",
      LOOK_THROUGH_POST " AND (c.shown, c.id) < ($3, $4)"
      NEWEST_FIRST
      " LIMIT $5" },
};

static const struct sql NEWER[FEEDS] = {
    { "newer_of_site",
      LOOK_THROUGH_SITE " AND (c.shown, c.id) >= ($2, $3)"
      OLDEST_FIRST
      " LIMIT $4" },
    { "newer_of_post",
      LOOK_THROUGH_POST " AND (c.shown, c.id) >= ($3, $4)"
      OLDEST_FIRST
      " LIMIT $5" },
};

static const struct sql ENTRY = { "feed_entry",
    "SELECT " FEED_COLUMNS FEED_TABLES
    " WHERE c.id = $1 AND c.state = 1" };

/* A comment keeps the time when it became visible, even if it is hidden later. Any
 * other id takes the time of the last visible comment before it. */
static const struct sql PLACE = { "place",
    "SELECT coalesce((SELECT shown FROM comment WHERE id = $1),"
    "                (SELECT shown"
    "                 FROM comment"
    "                 WHERE state = 1 AND withdrawn IS NULL AND id < $1"
    "                 ORDER BY id DESC"
    "                 LIMIT 1))" };

static const struct sql LAST_SHOWN = { "comment_feed_last",
    "SELECT shown"
    " FROM comment"
    " WHERE post_id = $1 AND state = 1"
    " ORDER BY shown DESC, id DESC"
    " LIMIT 1" };

static void read_post(const struct rows *r, struct arena *a, struct post *p)
{
    enum { AT = COMMENT_COLUMNS_N };

    p->id = row_i64(r, AT);
    p->slug = row_text(r, AT + 1, a);
    p->kind = (enum post_kind)row_i64(r, AT + 2);
    if (!lang_parse(row_text(r, AT + 3, a), &p->lang))
        log_error("database: post '%s' has an unknown language", p->slug);
    p->title = row_text(r, AT + 4, a);
    p->question = row_text(r, AT + 5, a);
    p->label_pro = row_text(r, AT + 6, a);
    p->label_contra = row_text(r, AT + 7, a);
    p->created = row_i64(r, AT + 8);
}

/* A place in the order in which comments became visible. */
struct place {
    int64_t shown, id;
};

static enum rc place_of(struct db *db, int64_t before, struct place *out)
{
    *out = (struct place){ INT64_MAX, INT64_MAX };
    if (!before)
        return RC_OK;
    out->id = before;
    return db_get_i64_or_zero(db, &PLACE, DB_ARGS(db_i64(before)), &out->shown);
}

static void query_feed(struct rows *r, struct db *db, const struct sql sql[FEEDS],
                       const struct comment_feed_query *q, const struct place *at)
{
    const struct db_value shown = db_i64(at->shown), id = db_i64(at->id),
                          limit = db_i64(COMMENT_FEED_WINDOW + 1);

    if (q->post_id)
        db_query(r, db, &sql[FEED_POST],
                 DB_ARGS(db_i64(q->only), db_i64(q->post_id), shown, id, limit));
    else
        db_query(r, db, &sql[FEED_SITE],
                 DB_ARGS(db_text(lang_code(q->lang)), shown, id, limit));
}

/* Finds up to `limit` comments of the feed, from `at` on, among the next
 * COMMENT_FEED_WINDOW visible ones. *end is where the next part continues: the first
 * comment of the feed beyond the limit, or else the last one of the window; 0: no
 * visible comment follows. */
static enum rc find(struct db *db, const struct sql sql[FEEDS],
                    const struct comment_feed_query *q, const struct place *at,
                    int64_t limit, int64_t *ids, int64_t *n, int64_t *end)
{
    int64_t looked = 0, last = 0;
    struct rows r;

    *n = *end = 0;
    query_feed(&r, db, sql, q, at);
    while (!*end && db_next(&r)) {
        const int64_t id = row_i64(&r, 0);
        const bool held = row_i64(&r, 2) != 0, full = held && *n == limit;

        if (full || looked++ == COMMENT_FEED_WINDOW)
            *end = full ? id : last;
        else if (held)
            ids[(*n)++] = id;
        last = id;
    }
    return db_done(&r);
}

/* Estimates the bytes of an entry in the feed. */
static size_t weight(const struct comment_feed_entry *e)
{
    return FEED_ENTRY_BYTES + buf_escaped_bytes(e->comment.body.s) +
           2 * buf_escaped_bytes(e->comment.name) +
           buf_escaped_bytes(e->comment.website) + buf_escaped_bytes(e->post.question) +
           buf_escaped_bytes(e->post.title);
}

/* Sets *out to NULL if the comment has just been hidden. */
static enum rc read_entry(struct db *db, struct arena *a, int64_t id,
                          struct comment_feed_entry **out)
{
    struct comment_feed_entry *e = NULL;
    struct rows r;

    db_query(&r, db, &ENTRY, DB_ARGS(db_i64(id)));
    if (db_next(&r)) {
        e = ARENA_NEW(a, struct comment_feed_entry);
        comment_read(&r, a, &e->comment);
        read_post(&r, a, &e->post);
        e->parent_created = row_i64(&r, COMMENT_COLUMNS_N + 9);
    }
    *out = e;
    return db_done(&r);
}

/* Reads the entries of a part in the order of `ids`, up to FEED_BYTES. *used counts the
 * ids that were read. */
static enum rc read_entries(struct db *db, struct arena *a, const int64_t *ids,
                            int64_t ids_n, struct comment_feed_entry *out, size_t *n,
                            int64_t *used)
{
    size_t bytes = 0;

    *n = 0;
    for (*used = 0; *used < ids_n; ++*used) {
        struct comment_feed_entry *e;
        enum rc rc = read_entry(db, a, ids[*used], &e);

        if (rc)
            return rc;
        bytes += e ? weight(e) : 0;
        if (*n && bytes > FEED_BYTES)
            break;
        if (e)
            out[(*n)++] = *e;
    }
    return RC_OK;
}

/* Sets part->previous: the first newer comment that a part of newer ones does not
 * hold. */
static enum rc find_previous(struct db *db, struct arena *a,
                             const struct comment_feed_query *q, const struct place *at,
                             int64_t limit, struct feed_part *part)
{
    int64_t *ids = ARENA_ARRAY(a, (size_t)limit, int64_t), found, used;
    struct comment_feed_entry *newer =
        ARENA_ARRAY(a, (size_t)limit, struct comment_feed_entry);
    size_t n;
    enum rc rc = find(db, NEWER, q, at, limit, ids, &found, &part->previous);

    if (!rc)
        rc = read_entries(db, a, ids, found, newer, &n, &used);
    if (!rc && used < found)
        part->previous = ids[used];
    return rc;
}

enum rc comment_feed_part(struct db *db, struct arena *a,
                          const struct comment_feed_query *q, int64_t limit,
                          struct feed_part *part, struct comment_feed_entry **out,
                          size_t *n)
{
    int64_t *ids = ARENA_ARRAY(a, (size_t)limit, int64_t), found, used;
    struct place at;
    enum rc rc = place_of(db, part->before, &at);

    *n = 0;
    *out = ARENA_ARRAY(a, (size_t)limit, struct comment_feed_entry);
    part->previous = part->next = 0;
    if (!rc && part->before)
        rc = find_previous(db, a, q, &at, limit, part);
    if (!rc)
        rc = find(db, OLDER, q, &at, limit, ids, &found, &part->next);
    if (!rc)
        rc = read_entries(db, a, ids, found, *out, n, &used);
    if (!rc && (used < found || (used == limit && part->next)))
        part->next = ids[used - 1];
    return rc;
}

enum rc comment_feed_last(struct db *db, int64_t post_id, int64_t *at)
{
    return db_get_i64_or_zero(db, &LAST_SHOWN, DB_ARGS(db_i64(post_id)), at);
}
