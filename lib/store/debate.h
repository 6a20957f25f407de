/*
 * debate.h - the words of the domain, with the values the database keeps
 *
 * The names in comments are those of forms, JSON, feeds and the admin pages' queries.
 */
#ifndef DEBATE_H
#define DEBATE_H

#include <stdbool.h>

/* What a comment argues about the post's question, never about its parent. */
enum side {
    SIDE_NONE = 0,  /* "": comments of plain posts; as a stance: undecided */
    SIDE_PRO = 1,   /* "pro" */
    SIDE_CONTRA = 2 /* "contra" */
};

enum comment_state {
    COMMENT_PENDING = 0,  /* "pending": waits for the author */
    COMMENT_VISIBLE = 1,  /* "visible": the only state that counts */
    COMMENT_REJECTED = 2, /* "rejected" */
    COMMENT_SPAM = 3,     /* "spam" */
    /* "deleted": not shown; text kept for undo, unless its writer withdrew it. */
    COMMENT_DELETED = 4
};
#define COMMENT_STATES 5

/* Which new comments wait for the author. */
enum policy {
    POLICY_SITE = 0,       /* "site": a post that follows the site's policy */
    POLICY_HOLD_ALL = 1,   /* "all" */
    POLICY_HOLD_FIRST = 2, /* "first": until the writer has one visible comment */
    POLICY_HOLD_NONE = 3   /* "none" */
};

enum post_state {
    POST_DRAFT = 0,    /* "draft": signed-in authors only */
    POST_PUBLISHED = 1 /* "published" */
};

enum post_kind {
    POST_PLAIN = 0, /* "plain": comments take no side */
    POST_DEBATE = 1 /* "debate": poses a question */
};

/* When a debate's page shows its numbers. Hidden numbers do not sway a reader. */
enum tally_shown {
    TALLY_ALWAYS = 0,       /* "always" */
    TALLY_AFTER_STANCE = 1, /* "stand": to viewers with a stance, and once closed */
    TALLY_AT_CLOSE = 2      /* "close" */
};

/* In which order a page shows its threads; replies are always oldest first. */
enum order {
    ORDER_BALANCED = 0, /* "balanced": the strongest of each side in turn (rank.h) */
    ORDER_OLDEST = 1,   /* "oldest" */
    ORDER_NEWEST = 2,   /* "newest" */
    ORDER_SUPPORTED = 3 /* "supported": the most supported first */
};
#define ORDERS 4

/* Why a comment waits or was taken for spam; shown on the admin page. */
enum held_reason {
    HELD_NOT = 0,
    HELD_POLICY = 1,  /* the post's policy holds everything */
    HELD_FIRST = 2,   /* first comment of this writer */
    HELD_LINKS = 3,   /* more links than the limit */
    HELD_HONEYPOT = 4 /* filled the honeypot field */
};

const char *side_name(enum side side);
bool side_parse(const char *name, enum side *side); /* "pro" or "contra" */
enum side side_other(enum side side);               /* SIDE_NONE for SIDE_NONE */
const char *comment_state_name(enum comment_state state);
bool comment_state_parse(const char *name, enum comment_state *state);
const char *policy_name(enum policy policy);
bool policy_parse(const char *name, enum policy *policy);
const char *order_name(enum order order);
bool order_parse(const char *name, enum order *order);
const char *tally_shown_name(enum tally_shown shown);
bool tally_shown_parse(const char *name, enum tally_shown *shown);

#endif
