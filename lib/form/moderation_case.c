/*
 * moderation_case.c - whether a comment waits: see moderation_case.h
 */
#include "comment.h"
#include "moderation_case.h"

enum rc moderation_case_decide(struct db *db, const struct moderation_case *in,
                               struct verdict *out)
{
    struct moderation_facts facts = {
        .site = in->site,
        .post = in->post,
        .by_author = in->by_author,
        .honeypot = in->form->honeypot,
        .links = in->form->markup.links,
    };
    enum rc rc = RC_OK;

    if (in->person_id)
        rc = comment_known_writer(db, in->person_id, &facts.known_writer);
    *out = moderation_decide(&facts);
    return rc;
}
