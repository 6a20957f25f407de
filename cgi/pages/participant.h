/*
 * participant.h - the person who comments, takes a side or supports
 */
#ifndef PARTICIPANT_H
#define PARTICIPANT_H

#include "request.h"
#include "response.h"
#include "secret.h"

struct participant {
    int64_t person_id;   /* 0: the person of key_digest, who may be new */
    const char *new_key; /* the cookie to set with the answer, else NULL */
    bool keeps_none;     /* the browser was given a key and did not bring it back */
    struct bytes32 key_digest; /* of the browser's key, or of new_key */
};

/*
 * Who acts. A browser without a key is sent back with one, to send the same again:
 * *sent_back, and the answer is complete. So nothing is ever stored under a key that its
 * browser has not got: a double click is of one person, and two people behind one
 * address who press the same button of the same page are two.
 *
 * A program that does not say where its form comes from, and a browser that brings no
 * cookie back, get a new key with the answer: each time they are somebody else.
 */
enum rc participant_identify(const struct request *rq, struct response *rs,
                             struct participant *out, bool *sent_back) MUST_USE;

#endif
