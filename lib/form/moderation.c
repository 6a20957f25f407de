/*
 * moderation.c - whether a new comment waits: a pure decision
 */
#include "moderation.h"

/* The reason that is most useful to the author comes first. */
struct verdict moderation_decide(const struct moderation_facts *facts)
{
    const enum policy policy = facts->post == POLICY_SITE ? facts->site : facts->post;

    if (facts->by_author)
        return (struct verdict){ COMMENT_VISIBLE, HELD_NOT };
    if (facts->honeypot)
        return (struct verdict){ COMMENT_SPAM, HELD_HONEYPOT };
    if (facts->links > MODERATION_LINKS)
        return (struct verdict){ COMMENT_PENDING, HELD_LINKS };
    switch (policy) {
    case POLICY_HOLD_NONE:
        return (struct verdict){ COMMENT_VISIBLE, HELD_NOT };
    case POLICY_HOLD_FIRST:
        if (facts->known_writer)
            return (struct verdict){ COMMENT_VISIBLE, HELD_NOT };
        return (struct verdict){ COMMENT_PENDING, HELD_FIRST };
    case POLICY_HOLD_ALL:
    case POLICY_SITE: /* never the site's own: hold rather than show */
        break;
    }
    return (struct verdict){ COMMENT_PENDING, HELD_POLICY };
}
