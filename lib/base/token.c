/*
 * token.c - signed form tokens
 */
#include <inttypes.h>
#include <stdio.h>

#include "number.h"
#include "token.h"

static void sign(const struct bytes32 *key, const char *purpose, int64_t post_id,
                 int64_t issued, struct bytes32 *out)
{
    char post[24], time[24];

    snprintf(post, sizeof(post), "%" PRId64, post_id);
    snprintf(time, sizeof(time), "%" PRId64, issued);
    secret_digest(out, key, "form token", purpose, post, time, NULL);
}

char *token_make(struct arena *a, const struct bytes32 *key, const char *purpose,
                 int64_t post_id, int64_t issued)
{
    char text[SECRET_TEXT + 1];
    struct bytes32 digest;

    sign(key, purpose, post_id, issued, &digest);
    secret_text(&digest, text);
    return arena_printf(a, "%" PRId64 ".%s", issued, text);
}

enum token_state token_check(const char *token, const struct bytes32 *key,
                             const char *purpose, int64_t post_id, int64_t now,
                             struct token_limits limits, int64_t *issued)
{
    struct bytes32 given, wanted;
    int64_t at;

    if (!scan_digits(&token, &at) || *token++ != '.' || !secret_parse(token, &given))
        return TOKEN_BAD;
    sign(key, purpose, post_id, at, &wanted);
    if (!secret_equal(&given, &wanted))
        return TOKEN_BAD;
    *issued = at;
    if (now - *issued < limits.min_s)
        return TOKEN_YOUNG;
    return now - *issued > limits.max_s ? TOKEN_EXPIRED : TOKEN_GOOD;
}

static void sign_session(const struct bytes32 *key,
                         const struct bytes32 *session_digest, struct bytes32 *out)
{
    char session[SECRET_TEXT + 1];

    secret_text(session_digest, session);
    secret_digest(out, key, "admin token", session, NULL);
}

char *token_for_session(struct arena *a, const struct bytes32 *key,
                        const struct bytes32 *session_digest)
{
    char text[SECRET_TEXT + 1];
    struct bytes32 digest;

    sign_session(key, session_digest, &digest);
    secret_text(&digest, text);
    return arena_strdup(a, text);
}

bool token_is_for_session(const char *token, const struct bytes32 *key,
                          const struct bytes32 *session_digest)
{
    struct bytes32 given, wanted;

    if (!secret_parse(token, &given))
        return false;
    sign_session(key, session_digest, &wanted);
    return secret_equal(&given, &wanted);
}
