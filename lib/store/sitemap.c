/*
 * sitemap.c - every page that search engines may list: see sitemap.h
 */
#include "lang.h"
#include "log.h"
#include "sitemap.h"

static const struct sql COUNT_PUBLISHED = { "count_published",
    "SELECT count(*)"
    " FROM post"
    " WHERE state = 1" };

static const struct sql SITEMAP = { "sitemap",
    "SELECT p.slug, p.lang, o.slug, p.published, p.updated,"
    "       (SELECT c.shown"
    "        FROM comment c"
    "        WHERE c.post_id = p.id AND c.state = 1"
    "        ORDER BY c.shown DESC, c.id DESC"
    "        LIMIT 1)"
    " FROM post p"
    " LEFT JOIN post o ON o.id = p.translation_id AND o.state = 1"
    " WHERE p.state = 1"
    " ORDER BY p.id DESC"
    " LIMIT $1" };

static int64_t latest(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void read_post(const struct rows *r, struct arena *a, struct sitemap_post *p)
{
    p->slug = row_text(r, 0, a);
    if (!lang_parse(row_text(r, 1, a), &p->lang))
        log_error("database: post '%s' has an unknown language", p->slug);
    p->translation_slug = row_text_or_null(r, 2, a);
    p->changed = latest(latest(row_i64(r, 3), row_i64(r, 4)), row_i64(r, 5));
}

enum rc sitemap_posts(struct db *db, struct arena *a, struct sitemap_post **out,
                      size_t *n)
{
    struct sitemap_post *list;
    struct rows r;
    int64_t room;
    enum rc rc = db_get_i64(db, &COUNT_PUBLISHED, DB_NO_ARGS, &room);

    *n = 0;
    if (rc)
        return rc;
    room = room < SITEMAP_MAX ? room : SITEMAP_MAX;
    *out = list = ARENA_ARRAY(a, (size_t)room, struct sitemap_post);
    db_query(&r, db, &SITEMAP, DB_ARGS(db_i64(room)));
    while (db_next(&r))
        read_post(&r, a, &list[(*n)++]);
    return db_done(&r);
}
