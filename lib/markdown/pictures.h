/*
 * pictures.h - the other sites that pictures of a post come from
 */
#ifndef PICTURES_H
#define PICTURES_H

#include <stddef.h>

#include "arena.h"
#include "html.h"

#define PICTURE_SOURCES_MAX 16

/* Other sites that pictures in these texts of an author come from, as img-src of a
 * Content-Security-Policy names them (CSP 3, section 2.3.1):
 * "https://a.example http://b.example:8080"; "" if there are none; "https: http:" if
 * there are more than PICTURE_SOURCES_MAX, or if the policy cannot name one. */
const char *picture_sources(struct arena *a, const struct html *texts, size_t n);

#endif
