/*
 * audit.h - every invariant of a site's database, recounted from the comments alone
 *
 * The queries share nothing with the code that maintains the numbers: an error in one
 * does not hide in the other. Two definitions are shared: rank_wilson() and text_fold().
 * A post's summary and a comment's excerpt are not made again: that takes the renderer
 * of then. Where a text is gone, so is its excerpt.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include "db.h"

/* One line per finding goes to `found`; of many of a kind, the first ones and a line
 * that says how many more there are. *findings counts them all. */
enum rc audit_run(struct db *db, void (*found)(void *to, const char *line), void *to,
                  int64_t *findings) MUST_USE;

/* What there is to look at: comments in every state. */
enum rc audit_size(struct db *db, int64_t *posts, int64_t *comments) MUST_USE;

/* The query that recounts every tally, laid out to be read: /counting shows what
 * audit_run() runs. */
const char *audit_recount(void);

#endif
