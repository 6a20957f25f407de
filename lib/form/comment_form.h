/*
 * comment_form.h - the form of a comment and of its edit, as typed and as read
 */
#ifndef COMMENT_FORM_H
#define COMMENT_FORM_H

#include "comment_row.h"
#include "debate.h"
#include "fields.h"
#include "form.h"
#include "lang.h"
#include "markdown.h"

/* The mails that the writer of a comment asks for. */
enum notice_choice {
    NOTICE_NONE,    /* "nothing" */
    NOTICE_ANSWERS, /* "answers": to this comment */
    NOTICE_DEBATE   /* "debate": everything */
};

struct comment_form {
    /* As typed, to show again; "" when absent. */
    const char *side, *body, *name, *website, *email, *notify;
    int64_t parent; /* 0: starts a thread */
    bool preview;   /* the preview button was used */
    bool changed;   /* a reply in a debate: its parent made the writer change sides */
    bool honeypot;  /* the field that people do not see was filled in */
    /* As read; valid where no problem names the field. */
    enum side side_value;
    const char *body_text, *name_line;
    const char *website_line; /* http(s) or ""; a bare host gets "https://" before it */
    struct comment_markup markup; /* of body_text */
    const char *address;          /* NULL: none was given */
    enum notice_choice notices;
    struct problems problems;
};
/* Code points, at least, of a reply that says why the parent changed its writer's
 * mind. */
#define FORM_REASON_MIN 50
/* Reads side, body, name, website, email, notify, parent, changed, action and url (the
 * honeypot). A preview may lack side, name, address and length. `below` says which
 * comments the body may name. RC_NOT_FOUND: an ill-formed parent. */
enum rc comment_form_read(struct arena *a, enum lang lang, const struct fields *in,
                          bool debate, const struct form_limits *limits,
                          const struct references *below,
                          struct comment_form *out) MUST_USE;

/* The same for an edit of `c`: reads body, side and action; the rest stays as it is. */
void edit_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    bool debate, const struct comment *c,
                    const struct form_limits *limits, const struct references *below,
                    struct comment_form *out);
/* The form of an existing comment, to edit it. */
void edit_form_from(const struct comment *c, const char *body_md,
                    struct comment_form *out);

/* The text to save, of a form without problems; it borrows the form's strings. */
struct comment_text comment_form_text(const struct comment_form *form);

#endif
