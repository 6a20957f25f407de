/*
 * moderation_case.h - gathers the facts of a comment, decides by them whether it waits
 */
#ifndef MODERATION_CASE_H
#define MODERATION_CASE_H

#include "comment_form.h"
#include "db.h"
#include "moderation.h"

struct moderation_case {
    enum policy site, post;
    int64_t person_id; /* the writer; 0: a new one */
    bool by_author;
    const struct comment_form *form; /* read, without problems */
};
/* RC_BUSY, RC_FAIL. */
enum rc moderation_case_decide(struct db *db, const struct moderation_case *in,
                               struct verdict *out) MUST_USE;

#endif
