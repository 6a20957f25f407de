/*
 * form.h - what was typed, read into a draft or into problems named beside their fields
 *
 * Every string a form shows again is kept as typed; what is saved is cleaned
 * (utf8_line, utf8_text) and satisfies the CHECKs of schema.sql as long as the limits
 * do. Problems are messages in the language of the page. Limits come from the
 * configuration.
 */
#ifndef FORM_H
#define FORM_H

#include "comment.h"
#include "fields.h"
#include "message.h"
#include "post.h"
#include "reference.h"
#include "site.h"

struct problem {
    const char *field; /* its name and its element's id; "" for the form */
    const char *text;  /* a sentence */
    const char *href;  /* something to look at, or NULL */
};
#define PROBLEMS_MAX 12
struct problems {
    size_t n;
    struct problem items[PROBLEMS_MAX];
};
/* Problems past PROBLEMS_MAX are dropped: the first ones are enough to go on with. */
void problem_add(struct problems *p, const char *field, const char *text);
void problem_add_link(struct problems *p, const char *field, const char *text,
                      const char *href);
/* Text of the first problem of a field, or NULL. */
const char *problem_of(const struct problems *p, const char *field);

struct form_limits {
    size_t comment_bytes; /* of UTF-8 */
    size_t name_points;
    size_t website_bytes;
    size_t post_bytes;
    bool mail; /* addresses are asked for */
};

/* What the writer of a comment wants to be told of by mail. */
enum tell {
    TELL_NOTHING, /* "nothing" */
    TELL_ANSWERS, /* "answers": to this comment */
    TELL_DEBATE   /* "debate": everything */
};

struct comment_form {
    /* As typed, to show again; "" when absent. */
    const char *side, *body, *name, *website, *email, *notify;
    int64_t parent; /* 0: starts a thread */
    bool preview;   /* the other button was pressed */
    bool changed;   /* a reply in a debate: its parent made them change sides */
    bool honeypot;  /* somebody filled the field that people do not see */
    /* As read; valid where no problem names the field. */
    enum side side_value;
    const char *body_text, *name_line;
    const char *website_line; /* http(s) or ""; a bare host gets "https://" before it */
    struct html body_html;
    struct references named; /* comments that it links to */
    size_t links;            /* to elsewhere on the web */
    const char *address;     /* NULL: none was given */
    enum tell tell;
    struct problems problems;
};
/* Who says that a comment changed their mind says why, in so many code points at
 * least. */
#define FORM_REASON_MIN 50
/* Reads side, body, name, website, email, notify, parent, changed, action and url (the
 * honeypot). A preview may lack side, name and length. `below` says which comments the
 * body may name; it comes back changed. RC_NOT_FOUND: an ill-formed parent. */
enum rc comment_form_read(struct arena *a, enum lang lang, const struct fields *in,
                          bool debate, const struct form_limits *limits,
                          struct references *below, struct comment_form *out) MUST_USE;

/* The same of a writer who edits theirs: body, side and action are read; the rest stays
 * as it is. */
void edit_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    bool debate, const struct comment *c,
                    const struct form_limits *limits, struct references *below,
                    struct comment_form *out);
/* The form of an existing comment, to edit it. */
void edit_form_from(const struct comment *c, const char *body_md,
                    struct comment_form *out);

struct post_form {
    const char *title, *question, *slug, *body, *label_pro, *label_contra, *author;
    const char *kind, *state, *lang, *policy, *open; /* of the choices, as typed */
    const char *closes, *tally_shown, *conclusion;
    /* Former slug of another post, of which its author was told: saving again takes it.
     * "" or NULL: none. */
    const char *take;
    int64_t revision;
    struct post_draft draft; /* strings of the form, cleaned; valid without problems */
    struct problems problems;
};
/* `lang` is the editor's. An empty slug is made from the title; absent choices make a
 * plain draft in the editor's language, open, under the site's policy, with its tally
 * shown always. `closes` is in the process's time zone. The draft lacks id, account_id,
 * translation_id and now; its author may be "". */
void post_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    const struct form_limits *limits, struct post_form *out);
/* The fields as typed, to show them again: nothing is read, checked or rendered. */
void post_form_typed(const struct fields *in, struct post_form *out);
/* The form of an existing post, to edit it. */
void post_form_from(struct arena *a, const struct post *post, struct post_form *out);

struct site_form {
    const char *title, *tagline, *lang, *policy; /* as typed */
    /* As read; valid where no problem names the field. */
    const char *title_line, *tagline_line;
    enum lang lang_value;
    enum policy policy_value; /* never POLICY_SITE */
    struct problems problems;
};
/* `lang` is the admin pages', before the change. */
void site_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    struct site_form *out);
/* The form of the stored row, to edit it. */
void site_form_from(const struct site *site, struct site_form *out);

#endif
