/*
 * token.c - signed form tokens
 */
#include <inttypes.h>
#include <string.h>

#include "token.h"
#include "utf8.h"

#define DIGITS_MAX 19 /* of INT64_MAX */

/* `issued` as its text stands in the token: "07" is not "7". */
static void sign(const struct secret *key, const char *purpose, int64_t post_id,
                 const char *issued, struct secret *out)
{
    char post[24];

    snprintf(post, sizeof(post), "%" PRId64, post_id);
    secret_digest(out, key, "form token", purpose, post, issued, NULL);
}

char *token_make(struct arena *a, const struct secret *key, const char *purpose,
                 int64_t post_id, int64_t issued)
{
    char *time = arena_printf(a, "%" PRId64, issued);
    char text[SECRET_TEXT + 1];
    struct secret digest;

    sign(key, purpose, post_id, time, &digest);
    secret_text(&digest, text);
    return arena_printf(a, "%s.%s", time, text);
}

enum token_state token_check(const char *token, const struct secret *key,
                             const char *purpose, int64_t post_id, int64_t now,
                             struct token_limits limits, int64_t *issued)
{
    const size_t digits = strspn(token, "0123456789");
    struct secret given, wanted;
    char time[DIGITS_MAX + 1] = "";
    uint64_t at;

    if (digits < 1 || digits > DIGITS_MAX || token[digits] != '.')
        return TOKEN_BAD;
    memcpy(time, token, digits);
    if (!parse_uint(time, INT64_MAX, &at) || !secret_parse(token + digits + 1, &given))
        return TOKEN_BAD;
    sign(key, purpose, post_id, time, &wanted);
    if (!secret_equal(&given, &wanted))
        return TOKEN_BAD;
    *issued = (int64_t)at;
    if (now - *issued < limits.min_s)
        return TOKEN_YOUNG;
    return now - *issued > limits.max_s ? TOKEN_EXPIRED : TOKEN_GOOD;
}

static void sign_session(const struct secret *key, const struct secret *session_digest,
                         struct secret *out)
{
    char session[SECRET_TEXT + 1];

    secret_text(session_digest, session);
    secret_digest(out, key, "admin token", session, NULL);
}

char *token_for_session(struct arena *a, const struct secret *key,
                        const struct secret *session_digest)
{
    char text[SECRET_TEXT + 1];
    struct secret digest;

    sign_session(key, session_digest, &digest);
    secret_text(&digest, text);
    return arena_strdup(a, text);
}

bool token_is_for_session(const char *token, const struct secret *key,
                          const struct secret *session_digest)
{
    struct secret given, wanted;

    if (!secret_parse(token, &given))
        return false;
    sign_session(key, session_digest, &wanted);
    return secret_equal(&given, &wanted);
}
