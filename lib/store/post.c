/*
 * post.c - posts and their lists: see post.h
 */
#include "buf.h"
#include "lang.h"
#include "log.h"
#include "post.h"
#include "site.h"

#define POST_COLUMNS                                                                   \
    "p.id, p.slug, p.kind, p.state, p.lang, p.policy, p.open, p.closes, p.closed,"     \
    " p.tally_shown, p.title, p.question, p.label_pro, p.label_contra, p.author,"      \
    " p.summary, p.version, p.revision, p.created, p.published, p.updated,"            \
    " t.comments, t.pro, t.contra, t.people_pro, t.people_contra,"                     \
    " t.people_undecided, t.changed,"                                                  \
    " CASE WHEN p.conclusion_md <> '' THEN 1 ELSE 0 END"

/* Each statement has two more columns: body and conclusion, as HTML, Markdown or "". */
#define BODY_COLUMN 29

#define POST_TO_SHOW                                                                   \
    "SELECT " POST_COLUMNS ", p.body_html, p.conclusion_html, o.slug, o.lang"          \
    " FROM post p"                                                                     \
    " JOIN tally t ON t.post_id = p.id"                                                \
    " LEFT JOIN post o ON o.id = p.translation_id AND o.state = 1"

/* "+" keeps the planner from an index of published posts: the id finds the row. */
static const struct sql OPEN_OF_POST = { "open_of_post",
    "SELECT kind, CASE WHEN " POST_IS_OPEN("", "$1") " THEN 1 ELSE 0 END"
    " FROM post"
    " WHERE id = $2 AND +state = 1" };

static const struct sql POST_BY_SLUG = { "post_by_slug",
    POST_TO_SHOW
    " WHERE p.slug = $1" };

static const struct sql POST_BY_FORMER_SLUG = { "post_by_former_slug",
    POST_TO_SHOW
    " WHERE p.id = (SELECT post_id FROM former_slug WHERE slug = $1)" };

static const struct sql FORMER_SLUGS = { "former_slugs",
    "SELECT slug"
    " FROM former_slug"
    " WHERE post_id = $1"
    " ORDER BY until DESC"
    " LIMIT $2" };

static const struct sql POST_FOR_EDIT = { "post_for_edit",
    "SELECT " POST_COLUMNS ", p.body_md, p.conclusion_md"
    " FROM post p"
    " JOIN tally t ON t.post_id = p.id"
    " WHERE p.id = $1" };

static const struct sql LIST_POSTS = { "list_posts",
    "SELECT " POST_COLUMNS ", '', ''"
    " FROM post p"
    " JOIN tally t ON t.post_id = p.id"
    " WHERE p.lang = $1 AND p.state = 1"
    " ORDER BY p.published DESC, p.id DESC"
    " LIMIT $2 OFFSET $3" };

#define WHOLE_POSTS                                                                    \
    "SELECT " POST_COLUMNS ", p.body_html, p.conclusion_html"                          \
    " FROM post p"                                                                     \
    " JOIN tally t ON t.post_id = p.id"                                                \
    " WHERE p.lang = $1 AND p.state = 1"
/* A draft has no place, even if it was public: a feed must not reveal it. */
#define POST_PLACE "(SELECT published, id FROM post WHERE id = $2 AND state = 1)"

static const struct sql NEWEST_POSTS = { "newest_posts",
    WHOLE_POSTS
    " ORDER BY p.published DESC, p.id DESC"
    " LIMIT $2" };

static const struct sql OLDER_POSTS = { "older_posts",
    WHOLE_POSTS
    "   AND (p.published, p.id) < " POST_PLACE
    " ORDER BY p.published DESC, p.id DESC"
    " LIMIT $3" };

static const struct sql NEWER_POSTS = { "newer_posts",
    WHOLE_POSTS
    "   AND (p.published, p.id) >= " POST_PLACE
    " ORDER BY p.published, p.id"
    " LIMIT $3" };

static const struct sql LIST_ALL_POSTS = { "list_all_posts",
    "SELECT " POST_COLUMNS ", '', ''"
    " FROM post p"
    " JOIN tally t ON t.post_id = p.id"
    " ORDER BY p.id DESC"
    " LIMIT $1 OFFSET $2" };

static const struct sql COUNT_DRAFTS = { "count_drafts",
    "SELECT count(*)"
    " FROM post"
    " WHERE state = 0" };

/* As post_awaits_conclusion(). */
static const struct sql COUNT_AWAITING = { "count_awaiting",
    "SELECT count(*)"
    " FROM post"
    " WHERE kind = 1 AND state = 1 AND open = 1 AND closes <= $1"
    "   AND conclusion_md = ''" };

static const struct sql OPEN_DEBATE = { "open_debate",
    "SELECT " POST_COLUMNS ", '', ''"
    " FROM post p"
    " JOIN tally t ON t.post_id = p.id"
    " WHERE p.lang = $1 AND p.kind = 1 AND " POST_IS_OPEN("p.", "$2")
    " ORDER BY p.published DESC, p.id DESC"
    " LIMIT 1" };

static const struct sql COUNT_LANGUAGES = { "count_languages",
    "SELECT (SELECT count(*)"
    "        FROM (SELECT 1 FROM post WHERE lang = 'es' AND state = 1 LIMIT 1) e)"
    "     + (SELECT count(*)"
    "        FROM (SELECT 1 FROM post WHERE lang = 'en' AND state = 1 LIMIT 1) f)" };

static const struct sql TOUCH_POST = { "touch_post",
    "UPDATE post"
    " SET version = version + 1"
    " WHERE id = $1" };

const char *post_heading(const struct post *post)
{
    return post->kind == POST_DEBATE && post->question[0] ? post->question
                                                          : post->title;
}

bool post_is_open(const struct post *post, int64_t now)
{
    return post->state == POST_PUBLISHED && post->open &&
           (!post->closes || post->closes > now);
}

int64_t post_appeared(const struct post *post)
{
    return post->published ? post->published : post->created;
}

int64_t post_closing(const struct post *post)
{
    return post->open ? post->closes : post->closed;
}

bool post_is_concluded(const struct post *post, int64_t now)
{
    return post->conclusion.s && post->conclusion.s[0] &&
           post->state == POST_PUBLISHED && !post_is_open(post, now);
}

bool post_awaits_conclusion(const struct post *post, int64_t now)
{
    return post->kind == POST_DEBATE && post->state == POST_PUBLISHED && post->open &&
           post->closes && post->closes <= now && !post->has_conclusion;
}

bool tally_is_shown(const struct post *post, int64_t now, bool has_stance)
{
    switch (post->tally_shown) {
    case TALLY_AFTER_STANCE:
        return has_stance || !post_is_open(post, now);
    case TALLY_AT_CLOSE:
        return !post_is_open(post, now);
    case TALLY_ALWAYS:
        break;
    }
    return true;
}

static void read_post(const struct rows *r, struct arena *a, struct post *p)
{
    p->id = row_i64(r, 0);
    p->slug = row_text(r, 1, a);
    p->kind = (enum post_kind)row_i64(r, 2);
    p->state = (enum post_state)row_i64(r, 3);
    if (!lang_parse(row_text(r, 4, a), &p->lang))
        log_error("database: post %lld has an unknown language", (long long)p->id);
    p->policy = (enum policy)row_i64(r, 5);
    p->open = row_i64(r, 6) != 0;
    p->closes = row_i64(r, 7);
    p->closed = row_i64(r, 8);
    p->tally_shown = (enum tally_shown)row_i64(r, 9);
    p->title = row_text(r, 10, a);
    p->question = row_text(r, 11, a);
    p->label_pro = row_text(r, 12, a);
    p->label_contra = row_text(r, 13, a);
    p->author = row_text(r, 14, a);
    p->summary = row_text(r, 15, a);
    p->version = row_i64(r, 16);
    p->revision = row_i64(r, 17);
    p->created = row_i64(r, 18);
    p->published = row_i64(r, 19);
    p->updated = row_i64(r, 20);
    p->tally = (struct tally){
        .comments = row_i64(r, 21),
        .pro = row_i64(r, 22),
        .contra = row_i64(r, 23),
        .people_pro = row_i64(r, 24),
        .people_contra = row_i64(r, 25),
        .people_undecided = row_i64(r, 26),
        .changed = row_i64(r, 27),
    };
    p->has_conclusion = row_i64(r, 28) != 0;
}

/* *out is NULL when there is none. */
static enum rc find_post(struct db *db, struct arena *a, const struct sql *by,
                         const char *slug, struct post **out)
{
    struct post *p = NULL;
    struct rows r;

    db_query(&r, db, by, DB_ARGS(db_text(slug)));
    if (db_next(&r)) {
        p = ARENA_NEW(a, struct post);
        read_post(&r, a, p);
        p->body = row_html(&r, BODY_COLUMN, a);
        p->conclusion = row_html(&r, BODY_COLUMN + 1, a);
        p->translation_slug = row_text_or_null(&r, BODY_COLUMN + 2, a);
        if (p->translation_slug &&
            !lang_parse(row_text(&r, BODY_COLUMN + 3, a), &p->translation_lang))
            p->translation_slug = NULL;
    }
    *out = p;
    return db_done(&r);
}

enum rc post_takes(struct db *db, int64_t post_id, int64_t now, enum post_kind *kind)
{
    bool found, open = false;
    struct rows r;
    enum rc rc;

    db_query(&r, db, &OPEN_OF_POST, DB_ARGS(db_i64(now), db_i64(post_id)));
    found = db_next(&r);
    if (found) {
        *kind = (enum post_kind)row_i64(&r, 0);
        open = row_i64(&r, 1) != 0;
    }
    rc = db_done(&r);
    if (rc)
        return rc;
    return !found ? RC_NOT_FOUND : open ? RC_OK : RC_CONFLICT;
}

enum rc post_by_slug(struct db *db, struct arena *a, const char *slug, bool drafts,
                     struct post **out)
{
    enum rc rc = find_post(db, a, &POST_BY_SLUG, slug, out);

    if (!rc && !*out)
        rc = find_post(db, a, &POST_BY_FORMER_SLUG, slug, out);
    if (!rc && (!*out || ((*out)->state == POST_DRAFT && !drafts)))
        rc = RC_NOT_FOUND;
    return rc;
}

enum rc post_former_slugs(struct db *db, struct arena *a, int64_t id,
                          const char *const **out, size_t *n)
{
    const char **list = ARENA_ARRAY(a, POST_FORMER_SLUGS_MAX, const char *);
    struct rows r;

    *n = 0;
    db_query(&r, db, &FORMER_SLUGS, DB_ARGS(db_i64(id), db_i64(POST_FORMER_SLUGS_MAX)));
    while (db_next(&r))
        list[(*n)++] = row_text(&r, 0, a);
    *out = list;
    return db_done(&r);
}

enum rc post_for_edit(struct db *db, struct arena *a, int64_t id, struct post **out)
{
    struct post *p = NULL;
    struct rows r;
    enum rc rc;

    db_query(&r, db, &POST_FOR_EDIT, DB_ARGS(db_i64(id)));
    if (db_next(&r)) {
        p = ARENA_NEW(a, struct post);
        read_post(&r, a, p);
        p->body_md = row_text(&r, BODY_COLUMN, a);
        p->conclusion_md = row_text(&r, BODY_COLUMN + 1, a);
    }
    rc = db_done(&r);
    *out = p;
    return rc || p ? rc : RC_NOT_FOUND;
}

/* Reads at most `limit` posts of a running list. */
static enum rc read_list(struct rows *r, struct arena *a, int64_t limit,
                         struct post **out, size_t *n)
{
    struct post *list = ARENA_ARRAY(a, (size_t)limit, struct post);

    *n = 0;
    while (db_next(r)) {
        struct post *p = &list[(*n)++];

        read_post(r, a, p);
        p->body = row_html(r, BODY_COLUMN, a);
        p->conclusion = row_html(r, BODY_COLUMN + 1, a);
    }
    *out = list;
    return db_done(r);
}

enum rc post_list(struct db *db, struct arena *a, enum lang lang, int64_t limit,
                  int64_t offset, struct post **out, size_t *n)
{
    struct rows r;

    db_query(&r, db, &LIST_POSTS,
             DB_ARGS(db_text(lang_code(lang)), db_i64(limit), db_i64(offset)));
    return read_list(&r, a, limit, out, n);
}

/* Estimates the bytes of an entry in the feed. */
static size_t weight(const struct post *post)
{
    return FEED_ENTRY_BYTES + buf_escaped_bytes(post->body.s) +
           buf_escaped_bytes(post->title) + buf_escaped_bytes(post->author);
}

/* Reads the posts of a part; *beyond is the next post of the list, or NULL. */
static enum rc read_part(struct rows *r, struct arena *a, int64_t limit,
                         struct post **out, size_t *n, struct post **beyond)
{
    struct post *list = ARENA_ARRAY(a, (size_t)limit + 1, struct post);
    size_t bytes = 0;

    *n = 0;
    *out = list;
    *beyond = NULL;
    while (!*beyond && db_next(r)) {
        struct post *p = &list[*n];

        read_post(r, a, p);
        p->body = row_html(r, BODY_COLUMN, a);
        p->conclusion = row_html(r, BODY_COLUMN + 1, a);
        bytes += weight(p);
        if (*n == (size_t)limit || (*n && bytes > FEED_BYTES))
            *beyond = p;
        else
            ++*n;
    }
    return db_done(r);
}

/* A row beyond the limit shows that others follow. */
enum rc post_list_whole(struct db *db, struct arena *a, enum lang lang, int64_t limit,
                        struct feed_part *part, struct post **out, size_t *n)
{
    const struct db_value code = db_text(lang_code(lang)),
                          before = db_i64(part->before), most = db_i64(limit + 1);
    struct post *beyond;
    struct rows r;
    enum rc rc = RC_OK;

    part->previous = part->next = 0;
    if (part->before) {
        db_query(&r, db, &NEWER_POSTS, DB_ARGS(code, before, most));
        rc = read_part(&r, a, limit, out, n, &beyond);
        part->previous = beyond ? beyond->id : 0;
    }
    if (rc)
        return rc;
    if (part->before)
        db_query(&r, db, &OLDER_POSTS, DB_ARGS(code, before, most));
    else
        db_query(&r, db, &NEWEST_POSTS, DB_ARGS(code, most));
    rc = read_part(&r, a, limit, out, n, &beyond);
    part->next = beyond ? (*out)[*n - 1].id : 0;
    return rc;
}

enum rc post_list_all(struct db *db, struct arena *a, int64_t limit, int64_t offset,
                      struct post **out, size_t *n)
{
    struct rows r;

    db_query(&r, db, &LIST_ALL_POSTS, DB_ARGS(db_i64(limit), db_i64(offset)));
    return read_list(&r, a, limit, out, n);
}

enum rc post_count_drafts(struct db *db, int64_t *n)
{
    return db_get_i64(db, &COUNT_DRAFTS, DB_NO_ARGS, n);
}

enum rc post_count_awaiting(struct db *db, int64_t now, int64_t *n)
{
    return db_get_i64(db, &COUNT_AWAITING, DB_ARGS(db_i64(now)), n);
}

enum rc post_open_debate(struct db *db, struct arena *a, enum lang lang, int64_t now,
                         struct post **out)
{
    struct post *list;
    struct rows r;
    size_t n;
    enum rc rc;

    db_query(&r, db, &OPEN_DEBATE, DB_ARGS(db_text(lang_code(lang)), db_i64(now)));
    rc = read_list(&r, a, 1, &list, &n);
    *out = n ? list : NULL;
    return rc || n ? rc : RC_NOT_FOUND;
}

enum rc post_languages(struct db *db, bool *both)
{
    int64_t n = 0;
    enum rc rc = db_get_i64(db, &COUNT_LANGUAGES, DB_NO_ARGS, &n);

    *both = n == LANGS;
    return rc;
}

enum rc post_touch(struct db *db, int64_t post_id)
{
    enum rc rc = db_run(db, &TOUCH_POST, DB_ARGS(db_i64(post_id)));

    return rc ? rc : site_touch(db);
}
