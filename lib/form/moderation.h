/*
 * moderation.h - whether a new comment waits: a pure decision
 */
#ifndef MODERATION_H
#define MODERATION_H

#include <stddef.h>

#include "debate.h"

struct moderation_facts {
    enum policy site, post;
    bool by_author;    /* a signed-in author never waits */
    bool known_writer; /* has a visible comment */
    bool honeypot;     /* the field that people do not see was filled in */
    size_t links;
};
#define MODERATION_LINKS 2 /* a comment with more links waits under any policy */

struct verdict {
    enum comment_state state; /* COMMENT_VISIBLE, COMMENT_PENDING or COMMENT_SPAM */
    enum held_reason reason;
};
struct verdict moderation_decide(const struct moderation_facts *facts);

#endif
