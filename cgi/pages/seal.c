/*
 * seal.c - proof that a visitor's own action led to an address: see seal.h
 */
#include "identity.h"
#include "respond.h"
#include "seal.h"
#include "session.h"
#include "token.h"

#define FIELD "&seal="

/* A seal is bound to an address and to the session, or without one to the network. */
static const char *purpose(const struct request *rq, const char *address)
{
    char by[SECRET_TEXT + 1];
    struct bytes32 network;

    if (!rq->session)
        identity_address(rq, &network);
    secret_text(rq->session ? &rq->session->token_digest : &network, by);
    return arena_printf(rq->arena, "seal %s %s", by, address);
}

const char *seal_path(const struct request *rq, const char *path)
{
    const size_t n = strcspn(path, "#");
    const char *address = arena_strndup(rq->arena, path, n);

    return arena_printf(
        rq->arena, "%s" FIELD "%s%s", address,
        token_make(rq->arena, &rq->site->key, purpose(rq, address), 0, rq->now),
        path + n);
}

enum rc seal_see_other(const struct request *rq, struct response *rs, const char *path)
{
    return respond_see_other(rs, seal_path(rq, path));
}

bool seal_good(const struct request *rq)
{
    const struct token_limits limits = { 0, SEAL_S };
    const char *field = strstr(rq->raw_query, FIELD);
    const char *address;
    int64_t issued;

    if (!field)
        return false;
    address = arena_printf(rq->arena, "%s?%.*s", rq->path, (int)(field - rq->raw_query),
                           rq->raw_query);
    return token_check(field + strlen(FIELD), &rq->site->key, purpose(rq, address), 0,
                       rq->now, limits, &issued) == TOKEN_GOOD;
}
