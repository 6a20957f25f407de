/*
 * mail_comment.c - the comment that a mail is about: see mail_comment.h
 */
#include "comment_row.h"
#include "lang.h"
#include "mail_comment.h"

#define MAIL_COMMENT_COLUMNS                                                           \
    COMMENT_COLUMNS ", c.body_md, c.path, coalesce(q.name, ''), p.slug,"               \
                    " CASE WHEN p.question <> '' THEN p.question ELSE p.title END,"    \
                    " p.label_pro, p.label_contra, p.lang, p.state"
#define MAIL_COMMENT_TABLES                                                            \
    " FROM comment c"                                                                  \
    " JOIN post p ON p.id = c.post_id"                                                 \
    " LEFT JOIN comment q ON q.id = c.parent_id"

static const struct sql MAIL_COMMENT_BY_ID = { "mail_comment_by_id",
    "SELECT " MAIL_COMMENT_COLUMNS MAIL_COMMENT_TABLES
    " WHERE c.id = $1" };

static const struct sql LIST_MAIL_COMMENTS = { "list_mail_comments",
    "SELECT " MAIL_COMMENT_COLUMNS MAIL_COMMENT_TABLES
    " WHERE c.id > $1 AND c.id <= $2 AND +c.state IN (0, 1) AND c.person_id <> $3"
    " ORDER BY c.id"
    " LIMIT $4" };

/* Reads the ids of a path (see path_below() in comment.c): one hex digit for the
 * length, then hex digits. The last id is the comment's own. */
static void read_ancestors(const char *path, struct mail_comment *out)
{
    while (*path) {
        const char length[] = { *path, '\0' };
        const size_t digits = (size_t)strtoul(length, NULL, 16) + 1;
        char hex[17] = "";
        int64_t id;

        if (digits >= sizeof(hex) || strlen(path) < digits + 1)
            return;
        memcpy(hex, path + 1, digits);
        id = strtoll(hex, NULL, 16);
        path += digits + 1;
        if (id == out->comment.id)
            return;
        if (out->ancestors_n == MAIL_COMMENT_ANCESTORS) { /* drop the second one */
            out->ancestors_n--;
            memmove(out->ancestors + 1, out->ancestors + 2,
                    (MAIL_COMMENT_ANCESTORS - 2) * sizeof(out->ancestors[0]));
        }
        out->ancestors[out->ancestors_n++] = id;
    }
}

static void read_mail_comment(const struct rows *r, struct arena *a,
                              struct mail_comment *out)
{
    const int at = COMMENT_COLUMNS_N;

    comment_read(r, a, &out->comment);
    out->text = row_text(r, at, a);
    read_ancestors(row_text(r, at + 1, a), out);
    out->parent_name = row_text(r, at + 2, a);
    out->post_slug = row_text(r, at + 3, a);
    out->post_title = row_text(r, at + 4, a);
    out->label_pro = row_text(r, at + 5, a);
    out->label_contra = row_text(r, at + 6, a);
    lang_parse(row_text(r, at + 7, a),
               &out->post_lang); /* schema.sql knows no others */
    out->post_public = row_i64(r, at + 8) == POST_PUBLISHED;
}

enum rc mail_comment_by_id(struct db *db, struct arena *a, int64_t comment_id,
                           struct mail_comment **out)
{
    struct mail_comment *about = NULL;
    struct rows r;
    enum rc rc;

    db_query(&r, db, &MAIL_COMMENT_BY_ID, DB_ARGS(db_i64(comment_id)));
    if (db_next(&r)) {
        about = ARENA_NEW(a, struct mail_comment);
        read_mail_comment(&r, a, about);
    }
    rc = db_done(&r);
    *out = about;
    return rc || about ? rc : RC_NOT_FOUND;
}

enum rc mail_comment_for_owner(struct db *db, struct arena *a, int64_t comment_id,
                               struct mail_comment **out)
{
    const struct comment *c;
    enum rc rc;

    *out = NULL;
    if (!comment_id)
        return RC_OK;
    rc = mail_comment_by_id(db, a, comment_id, out);
    if (rc)
        return rc;
    c = &(*out)->comment;
    if (!(*out)->post_public ||
        (c->state != COMMENT_VISIBLE && c->state != COMMENT_PENDING))
        *out = NULL;
    return RC_OK;
}

enum rc mail_comment_list(struct db *db, struct arena *a, int64_t since_id,
                          int64_t last_id, int64_t person_id, int64_t limit,
                          struct mail_comment **out, size_t *n)
{
    struct mail_comment *list = ARENA_ARRAY(a, (size_t)limit, struct mail_comment);
    struct rows r;

    *n = 0;
    db_query(
        &r, db, &LIST_MAIL_COMMENTS,
        DB_ARGS(db_i64(since_id), db_i64(last_id), db_i64(person_id), db_i64(limit)));
    while (db_next(&r))
        read_mail_comment(&r, a, &list[(*n)++]);
    *out = list;
    return db_done(&r);
}
