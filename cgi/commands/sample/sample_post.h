/*
 * sample_post.h - the posts of the sample site
 */
#ifndef SAMPLE_POST_H
#define SAMPLE_POST_H

#include "sample.h"

/* RC_INVALID with *error set. Strings are copied to the arena. */
enum rc sample_post_read(struct arena *a, const char *text, struct sample_post *out,
                         struct sample_error *error) MUST_USE;

#endif
