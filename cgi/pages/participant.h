/*
 * participant.h - the person who comments, takes a side or supports
 */
#ifndef PARTICIPANT_H
#define PARTICIPANT_H

#include "request.h"
#include "response.h"
#include "secret.h"

struct participant {
    int64_t person_id;         /* 0: the person of key_digest, who may be new */
    const char *new_key;       /* the cookie to set with the answer, else NULL */
    bool refuses_cookies;      /* the browser got a key and did not send it back */
    struct bytes32 key_digest; /* of the browser's key, or of new_key */
};

/*
 * Identifies who acts. A browser without a key is sent back with one, to send the same
 * form again: *sent_back, and the answer is complete. So every stored key is one that
 * its browser has: a double click counts as one person, and two people behind one
 * address who press the same button of the same page count as two.
 *
 * A program that does not state the form's origin, and a browser that sends no cookie
 * back (refuses_cookies), get a new key with the answer. A handler that counts people
 * refuses the latter: each of its forms would count as a new person.
 */
enum rc participant_identify(const struct request *rq, struct response *rs,
                             struct participant *out, bool *sent_back) MUST_USE;

#endif
