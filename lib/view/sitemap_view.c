/*
 * sitemap_view.c - every page that search engines may list: see sitemap_view.h
 */
#include "atom.h"
#include "site_path.h"
#include "sitemap_view.h"

static void alternate(const struct page *p, enum lang lang, const char *path,
                      struct buf *out)
{
    buf_printf(out, "<xhtml:link rel=\"alternate\" hreflang=\"%s\"", lang_code(lang));
    atom_address(out, p, "href", path);
    buf_str(out, "/>\n");
}

/* A page, and its path in the other language or NULL. */
static void location(const struct page *p, enum lang lang, const char *path,
                     const char *other_path, int64_t changed, struct buf *out)
{
    buf_str(out, "<url>\n");
    atom_element(out, "loc", arena_printf(p->arena, "%s%s", p->base_url, path));
    atom_time(out, "lastmod", changed);
    if (other_path) {
        alternate(p, lang, path, out);
        alternate(p, lang_other(lang), other_path, out);
    }
    buf_str(out, "</url>\n");
}

static const char *home_path(const struct page *p, enum lang lang)
{
    struct page page = *p;

    page.lang = lang;
    return page_home_path(&page);
}

static const char *post_path(const struct page *p, const char *slug)
{
    return slug ? path_post(p->arena, slug) : NULL;
}

/* The last change of a language's posts; 0 without any. */
static int64_t last_change(const struct sitemap_post *posts, size_t n, enum lang lang)
{
    int64_t last = 0;

    for (size_t i = 0; i < n; i++)
        if (posts[i].lang == lang && posts[i].changed > last)
            last = posts[i].changed;
    return last;
}

static void homes(const struct page *p, const struct sitemap_post *posts, size_t n,
                  struct buf *out)
{
    int64_t changed[LANGS];

    for (int lang = 0; lang < LANGS; lang++)
        changed[lang] = last_change(posts, n, (enum lang)lang);
    for (int i = 0; i < LANGS; i++) {
        const enum lang lang = (enum lang)i, other = lang_other(lang);

        if (changed[lang])
            location(p, lang, home_path(p, lang),
                     changed[other] ? home_path(p, other) : NULL, changed[lang], out);
    }
}

enum rc sitemap_view(const struct page *p, const struct sitemap_post *posts, size_t n,
                     struct buf *out)
{
    buf_str(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                 "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
                 " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    homes(p, posts, n, out);
    for (size_t i = 0; i < n; i++)
        location(p, posts[i].lang, post_path(p, posts[i].slug),
                 post_path(p, posts[i].translation_slug), posts[i].changed, out);
    buf_str(out, "</urlset>\n");
    return out->rc;
}
