/*
 * notice.h - a comment as a mail tells of it: its text as typed, its debate, what it
 * answers
 */
#ifndef NOTICE_H
#define NOTICE_H

#include "comment.h"
#include "post.h"

#define NOTICE_ANCESTORS 20

struct notice {
    struct comment comment;               /* whatever its state */
    const char *text;                     /* Markdown as typed */
    const char *parent_name;              /* "" when it starts a thread */
    const char *post_slug, *post_title;   /* the question of a debate */
    const char *label_pro, *label_contra; /* "" means the language's default */
    enum lang post_lang;
    bool post_public;
    /* From the thread's first comment down to the parent; of many, the first and the
     * last ones. */
    int64_t ancestors[NOTICE_ANCESTORS];
    size_t ancestors_n;
};
/* RC_NOT_FOUND. */
enum rc notice_by_comment(struct db *db, struct arena *a, int64_t comment_id,
                          struct notice **out) MUST_USE;
/* The comment with which an address was given, for the owner of the mailbox; *out is
 * NULL when there is none (0), or it is not to be spoken of any more. */
enum rc notice_to_owner(struct db *db, struct arena *a, int64_t comment_id,
                        struct notice **out) MUST_USE;
/* Comments after `since_id` up to `last_id` that wait or are visible, but not those of
 * `person_id`; the oldest first. */
enum rc notice_list(struct db *db, struct arena *a, int64_t since_id, int64_t last_id,
                    int64_t person_id, int64_t limit, struct notice **out,
                    size_t *n) MUST_USE;

#endif
