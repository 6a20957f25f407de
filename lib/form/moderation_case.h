/*
 * moderation_case.h - whether a comment that was written or edited waits: its facts
 * gathered, then moderation_decide()
 */
#ifndef MODERATION_CASE_H
#define MODERATION_CASE_H

#include "comment_form.h"
#include "db.h"
#include "moderation.h"

struct moderation_case {
    enum policy site, post;
    int64_t person_id; /* who writes; 0: somebody new */
    bool by_author;
    const struct comment_form *form; /* read, without problems */
};
/* RC_BUSY, RC_FAIL. */
enum rc moderation_case_decide(struct db *db, const struct moderation_case *in,
                               struct verdict *out) MUST_USE;

#endif
