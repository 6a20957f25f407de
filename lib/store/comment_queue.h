/*
 * comment_queue.h - comments by state, for the author who decides about them
 *
 * Any function may return RC_BUSY or RC_FAIL.
 */
#ifndef COMMENT_QUEUE_H
#define COMMENT_QUEUE_H

#include "comment_row.h"
#include "lang.h"

/* A comment in the admin queue. */
struct comment_entry {
    struct comment comment;
    const char *post_slug, *post_title;
    enum lang post_lang;
    const char *label_pro, *label_contra; /* the post's; "" means the default */
    const char *parent_name;              /* "" at depth 0 or if hidden */
    int64_t writer_visible; /* visible comments of its person, counted up to 100 */
};
/* Lists comments in `state`, except withdrawn ones: pending ones oldest first, others
 * newest first. */
enum rc comment_queue(struct db *db, struct arena *a, enum comment_state state,
                      int64_t limit, int64_t offset, struct comment_entry **out,
                      size_t *n) MUST_USE;
enum rc comment_count_by_state(struct db *db, int64_t counts[COMMENT_STATES]) MUST_USE;

#endif
