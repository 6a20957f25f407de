/*
 * post_data.h - plain data that the views of a post's page show
 */
#ifndef POST_DATA_H
#define POST_DATA_H

#include "citation.h"
#include "comment.h"
#include "comment_edit.h"
#include "comment_form.h"
#include "follow_view.h"
#include "page.h"
#include "post.h"
#include "thread_page.h"

/* State of the comment form besides struct comment_form. */
struct form_state {
    const struct comment_form *form; /* never NULL; empty at first */
    const struct comment *reply_to;  /* the form goes under it; NULL: at the end */
    bool no_reply; /* a reply was asked for, but there is no such comment to answer */
    const struct comment *edits; /* the comment to change; NULL: a new one */
    const char *token;
    size_t body_max; /* bytes */
    bool mind;       /* asks whether the comment made its writer change sides */
    bool mail;       /* asks for an address */
    bool elsewhere;  /* says how to go on from another browser */
    bool preview;    /* form->markup is shown above the form */
    bool conflict; /* closed meanwhile: the text is shown for copying, without a form */
};

/* The viewer of a post, and what they did on it. All zero: an unknown viewer. */
struct viewer {
    int64_t person_id;           /* marks own comments */
    struct signature signature;  /* of their last comment; an author has their name */
    struct person_stance stance; /* their position, and whether it changed */
    bool says_mind_changed;      /* a reply of theirs says which comment did it */
    const int64_t *supports;     /* visible comments that they support, ascending */
    size_t supports_n;
    const struct comment *waiting; /* their comments that wait */
    size_t waiting_n;
    int64_t window_s; /* for how long they may change a comment */
};

/* How the viewer sees the comments of a post: the query string of the address. */
struct view_options {
    enum side only; /* SIDE_NONE: both */
    enum order order;
    bool unanswered; /* only threads that the other side has not answered */
    bool columns;    /* the sides beside each other, where there is room */
    int64_t page;    /* from 1 */
};

/* The strongest argument of each side. */
struct top_arguments {
    const struct comment *pro, *contra; /* both or neither */
    const char *pro_text, *contra_text; /* their beginnings, without markup */
};

/* The viewer's last action on their own comment, which the page confirms. */
enum own_done {
    OWN_NOTHING,
    OWN_SAVED, /* edited */
    OWN_ASKED, /* posted with an address that must be confirmed */
    OWN_GONE,  /* deleted, and nothing is left */
    OWN_GAP    /* deleted, but a note keeps its place above its replies */
};

struct post_view {
    const struct post *post;
    const struct thread_page *threads;
    const struct citers *citers; /* of the comments, in their order */
    size_t citers_n;
    const struct tally_day *days; /* of the tally over time */
    size_t days_n;
    bool tally; /* the viewer may see the tally */
    struct view_options options;
    int64_t unanswered_pro, unanswered_contra; /* as thread_order_unanswered() counts */
    struct top_arguments top;
    struct viewer viewer;
    const char *reaction_token; /* of every reaction button */
    bool held; /* arrived from a post that waits: "Recibido..." with id="held" */
    enum own_done done;
    int64_t done_id; /* the comment of `done` */
    struct form_state form;
    const struct address_form *follow; /* "follow this debate" by mail, or NULL */
    const struct comment *single;      /* the comment of /comments/:id, else NULL */
    struct revisions revisions;        /* its earlier texts */
    int64_t older; /* only revisions before this one; 0: the newest */
    /* Its replies may come in parts: the reply that this part follows, and the same of
     * the parts around it; 0: the first, or none. See struct thread_part. */
    int64_t after, previous, next;
};

#endif
