/*
 * audit.h - every invariant of a site's database, recounted from the comments alone
 *
 * The queries share nothing with the code that maintains the numbers: an error in one
 * does not hide in the other. Two definitions are shared: rank_wilson() and
 * text_fold(). Summaries and excerpts are not recomputed: that takes the renderer that
 * made them. The excerpt of a withdrawn comment must be empty.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include "db.h"

/* Passes one line per finding to `found`: the first ones of each kind, then a line with
 * the number of the others. *findings counts them all. */
enum rc audit_run(struct db *db, void (*found)(void *to, const char *line), void *to,
                  int64_t *findings) MUST_USE;

/* Counts the posts and the comments in every state. */
enum rc audit_size(struct db *db, int64_t *posts, int64_t *comments) MUST_USE;

/* Returns the query that recounts every tally, formatted for reading: /counting shows
 * what audit_run() runs. */
const char *audit_recount(void);

#endif
