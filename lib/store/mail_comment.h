/*
 * mail_comment.h - the comment that a mail is about, with its post and its ancestors
 */
#ifndef MAIL_COMMENT_H
#define MAIL_COMMENT_H

#include "comment_row.h"
#include "lang.h"

#define MAIL_COMMENT_ANCESTORS 20

struct mail_comment {
    struct comment comment;               /* in any state */
    const char *text;                     /* Markdown as typed */
    const char *parent_name;              /* "" when it starts a thread */
    const char *post_slug, *post_title;   /* a debate's question, else the title */
    const char *label_pro, *label_contra; /* "" means the language's default */
    enum lang post_lang;
    bool post_public;
    /* From the thread's first comment down to the parent; of many, the first and the
     * last ones. */
    int64_t ancestors[MAIL_COMMENT_ANCESTORS];
    size_t ancestors_n;
};
/* RC_NOT_FOUND. */
enum rc mail_comment_by_id(struct db *db, struct arena *a, int64_t comment_id,
                           struct mail_comment **out) MUST_USE;
/* The comment with which an address was given, for the owner of the mailbox. *out is
 * NULL if comment_id is 0, the post is not public, or the comment is neither visible
 * nor pending. */
enum rc mail_comment_for_owner(struct db *db, struct arena *a, int64_t comment_id,
                               struct mail_comment **out) MUST_USE;
/* Lists visible and pending comments after `since_id`, up to `last_id`, except those of
 * `person_id`; oldest first, at most `limit`. */
enum rc mail_comment_list(struct db *db, struct arena *a, int64_t since_id,
                          int64_t last_id, int64_t person_id, int64_t limit,
                          struct mail_comment **out, size_t *n) MUST_USE;

#endif
