/*
 * comment_row.h - a comment as it is stored, and the columns it is read from
 */
#ifndef COMMENT_ROW_H
#define COMMENT_ROW_H

#include "db.h"
#include "debate.h"

#define COMMENT_DEPTH_MAX 64
#define COMMENT_EXCERPT_MAX 280 /* code points; schema.sql checks it */

struct comment {
    int64_t id, post_id;
    int64_t parent_id; /* 0: starts a thread */
    int64_t root_id;
    int64_t person_id;
    int depth; /* 0 .. COMMENT_DEPTH_MAX - 1 */
    bool by_author;
    const char *name;    /* UTF-8, 1..64 code points, as typed: never HTML */
    const char *website; /* http(s) or "" */
    /* Towards the post's question, never towards the parent. */
    enum side side;
    enum side retagged_from; /* SIDE_NONE: never retagged */
    enum comment_state state;
    enum held_reason held;
    bool changed_mind;   /* says that its parent made its writer take this side */
    struct html body;    /* cleaned when saved, by markdown_comment() */
    /* First words as plain text; "" when withdrawn. Only from comment_by_id and
     * thread_order_strongest, else NULL: a page of comments shows none. */
    const char *excerpt;
    int64_t created;
    int64_t shown;     /* when it first became visible; 0: not yet */
    int64_t edited;    /* when its writer last changed it; 0: never */
    int64_t withdrawn; /* when its writer withdrew it, text and all; 0: not */
    /* Reactions and replies of others. */
    int64_t supports;      /* people who support it */
    int64_t opponents;     /* people of the other side with a visible direct reply */
    int64_t minds_changed; /* people whose visible direct reply says changed_mind */
    int64_t cited;         /* visible comments that cite it */
    bool shortened; /* shown in short, where whole texts are too heavy: see thread.h */
};

/* The text of a comment, with all that its renderer made of it. */
struct comment_text {
    const char *source; /* Markdown, as typed */
    struct html html;
    const char *excerpt;  /* COMMENT_EXCERPT_MAX code points at most */
    int renderer;         /* version that made both */
    const int64_t *cites; /* cited ids; only visible ones of its post are stored */
    size_t cites_n;
};

/* For the files of this folder that select comments, FROM comment c. */
#define COMMENT_COLUMNS                                                                \
    "c.id, c.post_id, c.parent_id, c.root_id, c.person_id, c.depth, c.by_author,"      \
    " c.name, c.website, c.side, c.retagged_from, c.changed_mind, c.state, c.held,"    \
    " c.body_html, c.created, c.shown, c.edited, c.withdrawn, c.supports,"             \
    " c.opponents, c.minds_changed, c.cited"
#define COMMENT_COLUMNS_N 23

/* Reads the first COMMENT_COLUMNS_N columns of the current row. */
void comment_read(const struct rows *r, struct arena *a, struct comment *out);

#endif
