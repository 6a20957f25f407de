/*
 * signed_link.c - signed keys in the links of mails: see signed_link.h
 */
#include <inttypes.h>

#include "number.h"
#include "signed_link.h"

/* A token binds only one id, so the purpose carries the other one. */
static const char *bound(struct arena *arena, const char *purpose, int64_t id)
{
    return arena_printf(arena, "link %" PRId64 " %s", id, purpose);
}

char *signed_link_make(struct arena *arena, const struct bytes32 *key,
                       const char *purpose, struct signed_link ids, int64_t issued)
{
    return arena_printf(
        arena, "%" PRId64 ".%" PRId64 ".%s", ids.a, ids.b,
        token_make(arena, key, bound(arena, purpose, ids.a), ids.b, issued));
}

/* Reads an id and the dot behind it. */
static bool take_id(const char **text, int64_t *id)
{
    return scan_digits(text, id) && *(*text)++ == '.';
}

bool signed_link_peek(const char *text, struct signed_link *out)
{
    return take_id(&text, &out->a) && take_id(&text, &out->b);
}

enum token_state signed_link_check(struct arena *arena, const char *text,
                                   const struct bytes32 *key, const char *purpose,
                                   int64_t now, int64_t max_s, struct signed_link *out)
{
    const struct token_limits limits = { INT64_MIN, max_s ? max_s : INT64_MAX };
    int64_t issued;

    if (!take_id(&text, &out->a) || !take_id(&text, &out->b))
        return TOKEN_BAD;
    return token_check(text, key, bound(arena, purpose, out->a), out->b, now, limits,
                       &issued);
}
