/*
 * sample_talk.h - the comments and acts below a post of the sample site
 */
#ifndef SAMPLE_TALK_H
#define SAMPLE_TALK_H

#include "buf.h"
#include "sample.h"

/* RC_INVALID with *error set. Strings are copied to the arena. */
enum rc sample_talk_read(struct arena *a, const char *text, struct sample_talk *out,
                         struct sample_error *error) MUST_USE;

/* NULL: no such comment. */
const struct sample_comment *sample_comment_find(const struct sample_talk *talk,
                                                 const char *id);
/* <0, 0, >0 as strcmp. */
int sample_time_compare(struct sample_time a, struct sample_time b);

/* Copies Markdown; `link` writes the address of each comment that it points to. */
void sample_links_write(struct buf *out, const struct sample_talk *talk,
                        const char *markdown,
                        void (*link)(struct buf *out, const struct sample_comment *to,
                                     const void *arg),
                        const void *arg);

#endif
