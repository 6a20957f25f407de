/*
 * admin_frame.h - shared by the admin views: frame, fields, lists of posts
 */
#ifndef ADMIN_FRAME_H
#define ADMIN_FRAME_H

#include "decision.h"
#include "message.h"
#include "page.h"
#include "post.h"

struct admin_page {
    const struct page *page;
    struct tpl *tpl;
    struct tpl_dict *content; /* HEADING, TOKEN, ACCOUNT are set; sections inherit */
};

/* Starts templates/NAME.tpl with its heading, which is the document's title too.
 * `problems` may be NULL. Finish with page_finish(a.tpl, out). */
struct admin_page admin_begin(const struct page *p, const char *name,
                              enum message heading, const struct problems *problems);

/* A field that may have a problem: the section is shown wherever the template names it,
 * with PROBLEM. */
struct admin_field {
    const char *name, *section;
};
void admin_field_problems(struct tpl_dict *d, const struct problems *problems,
                          const struct admin_field *fields, size_t n);

/* A value of a select or of radio buttons: the section holds its "selected" or
 * "checked". */
struct admin_choice {
    const char *value, *section;
};
/* Without a match nothing is shown. */
void admin_choose(struct tpl_dict *d, const char *value,
                  const struct admin_choice *choices, size_t n);

/* Fills the include POSTS with templates/admin_post_list.tpl. */
void admin_post_list(const struct admin_page *a, const struct post *posts, size_t n);
/* Fills the include PAGER with templates/admin_pager.tpl, unless there is only one
 * page. The page's number goes at the end of `path`. */
void admin_pager(const struct admin_page *a, const char *path, int64_t page, bool more);
/* TIME in words and DATETIME for machines. */
void admin_time(const struct page *p, struct tpl_dict *d, int64_t at);
/* "3 comments approved."; not for ACTION_NONE. */
const char *admin_done(const struct page *p, enum action action, int64_t n);
/* The same for an undo that put n comments back; 0: there was nothing to undo. */
const char *admin_undone(const struct page *p, int64_t n);
/* A line about n comments whose text changed after the author saw it; none if n < 1. */
void admin_unread(const struct admin_page *a, int64_t n);

#endif
