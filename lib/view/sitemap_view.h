/*
 * sitemap_view.h - every page that search engines may list (sitemaps.org)
 */
#ifndef SITEMAP_VIEW_H
#define SITEMAP_VIEW_H

#include "page.h"
#include "sitemap.h"

/* Home in each language that has posts, then the posts, with their translations. */
enum rc sitemap_view(const struct page *p, const struct sitemap_post *posts, size_t n,
                     struct buf *out) MUST_USE;

#endif
