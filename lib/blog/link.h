/*
 * link.h - signed keys in the links of a mail
 *
 * "<a>.<b>.<issued>.<digest>": two ids and a time, signed for one purpose. Whoever has
 * the key may do what it is for; nothing about it is stored.
 */
#ifndef LINK_H
#define LINK_H

#include "arena.h"
#include "token.h"

struct link {
    int64_t a, b; /* ids, 0 or more; what they name is the purpose's */
};

char *link_make(struct arena *arena, const struct secret *key, const char *purpose,
                struct link ids, int64_t issued);
/* Reads the ids without believing them: for a purpose that depends on one. */
bool link_peek(const char *text, struct link *out);
/* `max_s` 0: good for ever. *out is set unless TOKEN_BAD. */
enum token_state link_check(const char *text, const struct secret *key,
                            const char *purpose, int64_t now, int64_t max_s,
                            struct link *out);

#endif
