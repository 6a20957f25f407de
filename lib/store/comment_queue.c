/*
 * comment_queue.c - lists of comments for the author: see comment_queue.h
 */
#include "comment_queue.h"
#include "comment_row.h"
#include "log.h"

#define ENTRY_COLUMNS                                                                  \
    COMMENT_COLUMNS ", p.slug, p.title, p.lang, p.label_pro, p.label_contra,"          \
                    " parent.name,"                                                    \
                    " (SELECT count(*)"                                                \
                    "  FROM (SELECT 1"                                                 \
                    "        FROM comment w"                                           \
                    "        WHERE w.person_id = c.person_id AND +w.state = 1"         \
                    "        LIMIT 100) seen)"
#define ENTRY_TABLES                                                                   \
    " FROM comment c"                                                                  \
    " JOIN post p ON p.id = c.post_id"                                                 \
    " LEFT JOIN comment parent ON parent.id = c.parent_id AND parent.state = 1"

static const struct sql QUEUE_OLDEST = { "queue_oldest",
    "SELECT " ENTRY_COLUMNS ENTRY_TABLES
    " WHERE c.state = $1 AND c.withdrawn IS NULL"
    " ORDER BY c.id"
    " LIMIT $2 OFFSET $3" };

static const struct sql QUEUE_NEWEST = { "queue_newest",
    "SELECT " ENTRY_COLUMNS ENTRY_TABLES
    " WHERE c.state = $1 AND c.withdrawn IS NULL"
    " ORDER BY c.id DESC"
    " LIMIT $2 OFFSET $3" };

static const struct sql COUNT_STATES = { "count_states",
    "SELECT state, count(*)"
    " FROM comment"
    " WHERE withdrawn IS NULL"
    " GROUP BY state" };

static void read_entry(const struct rows *r, struct arena *a, struct comment_entry *e)
{
    comment_read(r, a, &e->comment);
    e->post_slug = row_text(r, COMMENT_COLUMNS_N, a);
    e->post_title = row_text(r, COMMENT_COLUMNS_N + 1, a);
    if (!lang_parse(row_text(r, COMMENT_COLUMNS_N + 2, a), &e->post_lang))
        log_error("database: post '%s' has an unknown language", e->post_slug);
    e->label_pro = row_text(r, COMMENT_COLUMNS_N + 3, a);
    e->label_contra = row_text(r, COMMENT_COLUMNS_N + 4, a);
    e->parent_name = row_text(r, COMMENT_COLUMNS_N + 5, a);
    e->writer_visible = row_i64(r, COMMENT_COLUMNS_N + 6);
}

enum rc comment_queue(struct db *db, struct arena *a, enum comment_state state,
                      int64_t limit, int64_t offset, struct comment_entry **out,
                      size_t *n)
{
    struct comment_entry *list = ARENA_ARRAY(a, (size_t)limit, struct comment_entry);
    struct rows r;

    *n = 0;
    db_query(&r, db, state == COMMENT_PENDING ? &QUEUE_OLDEST : &QUEUE_NEWEST,
             DB_ARGS(db_i64(state), db_i64(limit), db_i64(offset)));
    while (db_next(&r))
        read_entry(&r, a, &list[(*n)++]);
    *out = list;
    return db_done(&r);
}

enum rc comment_count_by_state(struct db *db, int64_t counts[COMMENT_STATES])
{
    struct rows r;

    memset(counts, 0, COMMENT_STATES * sizeof(counts[0]));
    db_query(&r, db, &COUNT_STATES, DB_NO_ARGS);
    while (db_next(&r)) {
        int64_t state = row_i64(&r, 0);

        if (state >= 0 && state < COMMENT_STATES)
            counts[state] = row_i64(&r, 1);
    }
    return db_done(&r);
}
