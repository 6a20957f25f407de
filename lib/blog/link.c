/*
 * link.c - signed keys in the links of a mail: see link.h
 */
#include <inttypes.h>
#include <string.h>

#include "link.h"
#include "utf8.h"

#define DIGITS "0123456789"
#define DIGITS_MAX 19 /* of INT64_MAX */

/* One of the two ids stands in the purpose: a token is bound to one by itself. */
static const char *bound(struct arena *arena, const char *purpose, int64_t id)
{
    return arena_printf(arena, "link %" PRId64 " %s", id, purpose);
}

char *link_make(struct arena *arena, const struct secret *key, const char *purpose,
                struct link ids, int64_t issued)
{
    return arena_printf(
        arena, "%" PRId64 ".%" PRId64 ".%s", ids.a, ids.b,
        token_make(arena, key, bound(arena, purpose, ids.a), ids.b, issued));
}

/* An id and the dot behind it. */
static bool take_id(const char **text, int64_t *id)
{
    const size_t n = strspn(*text, DIGITS);
    char digits[DIGITS_MAX + 1] = "";
    uint64_t value;

    if (n < 1 || n > DIGITS_MAX || (*text)[n] != '.' || (n > 1 && **text == '0'))
        return false;
    memcpy(digits, *text, n);
    *text += n + 1;
    if (!parse_uint(digits, INT64_MAX, &value))
        return false;
    *id = (int64_t)value;
    return true;
}

bool link_peek(const char *text, struct link *out)
{
    return take_id(&text, &out->a) && take_id(&text, &out->b);
}

enum token_state link_check(struct arena *arena, const char *text,
                            const struct secret *key, const char *purpose, int64_t now,
                            int64_t max_s, struct link *out)
{
    const struct token_limits limits = { INT64_MIN, max_s ? max_s : INT64_MAX };
    int64_t issued;

    if (!take_id(&text, &out->a) || !take_id(&text, &out->b))
        return TOKEN_BAD;
    return token_check(text, key, bound(arena, purpose, out->a), out->b, now, limits,
                       &issued);
}
