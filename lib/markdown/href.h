/*
 * href.h - where links in Markdown may lead, and where an address in a sentence ends
 */
#ifndef HREF_H
#define HREF_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/* Percent-encodes the ASCII characters that an address must not contain. Returns "" for
 * an address that is too long: a reference may repeat it thousands of times. */
char *href_escape(struct arena *a, const char *url);
/* http or https, short enough for all browsers and servers. */
bool href_is_web(const char *s);
/* The same, mailto, or an address on this site (a reader's link: only /p/...). */
bool href_fits(const char *s, bool reader);
bool href_image_fits(const char *s);
/* Number of web addresses in raw HTML. Moderation counts them: spam often has some. */
size_t href_count(const char *html);
/* Finds a web address or a post's path at s, in the text that begins at `start`. *n is
 * its length in bytes, *run that with the punctuation after it. */
bool href_at(const char *start, const char *s, size_t *run, size_t *n);

#endif
