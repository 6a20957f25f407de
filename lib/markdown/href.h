/*
 * href.h - where the links of a Markdown text may lead, and where an address ends that
 * stands in a sentence
 */
#ifndef HREF_H
#define HREF_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/* Percent-encodes the ASCII characters that have no place in an address; the rest
 * stays. "" when it is too long: a reference may repeat one long address thousands of
 * times. */
char *href_escape(struct arena *a, const char *url);
/* http or https, of a length that everybody handles. */
bool href_is_web(const char *s);
/* The same, mail, or a place on this site: a post's when a reader links to it. */
bool href_fits(const char *s, bool reader);
bool href_image_fits(const char *s);
/* Web addresses in raw HTML: spam comes so, and moderation wants to know. */
size_t href_count(const char *html);
/* A web address at s, or the path of a post, in the text that begins at `start`: the
 * bytes of its run and of itself. */
bool href_at(const char *start, const char *s, size_t *run, size_t *n);

#endif
