/*
 * token.h - signed form tokens: proof that this site made the form recently
 *
 * "<issued>.<base64url digest>": the same for all readers, so that pages can be cached;
 * bound to a purpose and a post. An admin token is bound to its session instead.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdint.h>

#include "arena.h"
#include "secret.h"

enum token_state {
    TOKEN_GOOD,
    TOKEN_YOUNG,   /* sent back sooner than min_s: faster than a person writes */
    TOKEN_EXPIRED, /* the page was open for longer than max_s */
    TOKEN_BAD      /* missing, malformed, or of another purpose, post or site */
};

struct token_limits {
    int64_t min_s, max_s; /* age in seconds */
};

char *token_make(struct arena *a, const struct bytes32 *key, const char *purpose,
                 int64_t post_id, int64_t issued);
/* *issued is set unless TOKEN_BAD. */
enum token_state token_check(const char *token, const struct bytes32 *key,
                             const char *purpose, int64_t post_id, int64_t now,
                             struct token_limits limits, int64_t *issued);

/* For admin forms: depends only on the key and the digest of the session's token. */
char *token_for_session(struct arena *a, const struct bytes32 *key,
                        const struct bytes32 *session_digest);
bool token_is_for_session(const char *token, const struct bytes32 *key,
                          const struct bytes32 *session_digest);

#endif
