/*
 * sitemap.h - every page that search engines may list
 */
#ifndef SITEMAP_H
#define SITEMAP_H

#include "db.h"
#include "lang.h"

#define SITEMAP_MAX 10000 /* posts; the protocol allows 50,000 addresses */

struct sitemap_post {
    const char *slug;
    enum lang lang;
    const char *translation_slug; /* published, in the other language; or NULL */
    int64_t changed;              /* last change of its text, or its newest comment */
};

/* Published posts, newest first, SITEMAP_MAX at most. */
enum rc sitemap_posts(struct db *db, struct arena *a, struct sitemap_post **out,
                      size_t *n) MUST_USE;

#endif
