/*
 * citation.c - comments that cite comments: see citation.h
 */
#include "citation.h"

static const struct sql COUNT_CITATION = { "count_citation",
    "UPDATE comment"
    " SET cited = cited + $1"
    " WHERE id IN (SELECT to_id FROM citation WHERE from_id = $2)" };

static const struct sql SHOW_CITATIONS = { "show_citations",
    "UPDATE citation"
    " SET shown = $1"
    " WHERE from_id = $2" };

static const struct sql INSERT_CITATION = { "insert_citation",
    "INSERT INTO citation (from_id, to_id, shown)"
    " SELECT $1, id, $2"
    " FROM comment"
    " WHERE id = $3 AND post_id = $4 AND state = 1 AND id <> $1"
    " ON CONFLICT (from_id, to_id)"
    " DO NOTHING" };

static const struct sql DELETE_CITATIONS = { "delete_citations",
    "DELETE FROM citation"
    " WHERE from_id = $1" };

static const struct sql CITED_BY = { "cited_by",
    "SELECT from_id"
    " FROM citation"
    " WHERE to_id = $1 AND shown = 1"
    " ORDER BY from_id"
    " LIMIT $2" };

static bool is_visible(const struct comment *c)
{
    return c->state == COMMENT_VISIBLE;
}

/* Adds `growth` to the citation count of each comment that c cites. */
static enum rc count_cited(struct db *db, const struct comment *c, int64_t growth)
{
    if (!growth)
        return RC_OK;
    return db_run(db, &COUNT_CITATION, DB_ARGS(db_i64(growth), db_i64(c->id)));
}

enum rc citation_set(struct db *db, const struct comment *c, const int64_t *to,
                     size_t n)
{
    enum rc rc = RC_OK;

    for (size_t i = 0; !rc && i < n; i++)
        rc = db_run(db, &INSERT_CITATION,
                    DB_ARGS(db_i64(c->id), db_i64(is_visible(c)), db_i64(to[i]),
                            db_i64(c->post_id)));
    return rc || !n ? rc : count_cited(db, c, is_visible(c));
}

enum rc citation_clear(struct db *db, const struct comment *c)
{
    enum rc rc = count_cited(db, c, -(int64_t)is_visible(c));

    return rc ? rc : db_run(db, &DELETE_CITATIONS, DB_ARGS(db_i64(c->id)));
}

enum rc citation_show(struct db *db, const struct comment *c)
{
    const enum rc rc = count_cited(db, c, is_visible(c) ? 1 : -1);

    if (rc)
        return rc;
    return db_run(db, &SHOW_CITATIONS, DB_ARGS(db_i64(is_visible(c)), db_i64(c->id)));
}

enum rc citation_of(struct db *db, int64_t id, int64_t *out, size_t limit, size_t *n)
{
    struct rows r;

    *n = 0;
    db_query(&r, db, &CITED_BY, DB_ARGS(db_i64(id), db_i64((int64_t)limit)));
    while (db_next(&r))
        out[(*n)++] = row_i64(&r, 0);
    return db_done(&r);
}

static bool is_cited(const struct comment *c)
{
    return is_visible(c) && c->cited;
}

enum rc citation_of_page(struct db *db, struct arena *a, const struct thread_page *page,
                         struct citers **out, size_t *n)
{
    size_t cited = 0;
    enum rc rc = RC_OK;

    for (size_t i = 0; i < page->n; i++)
        cited += is_cited(&page->items[i]);
    *out = ARENA_ARRAY(a, cited, struct citers);
    *n = 0;
    for (size_t i = 0; !rc && i < page->n; i++) {
        struct citers *next = &(*out)[*n];

        if (!is_cited(&page->items[i]))
            continue;
        next->comment_id = page->items[i].id;
        rc = citation_of(db, next->comment_id, next->id, CITERS_MAX, &next->n);
        (*n)++;
    }
    return rc;
}
