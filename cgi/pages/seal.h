/*
 * seal.h - what a page says of the press that led to it
 *
 * A press leads to an address that says what it did: "?saved=1", "?undone=2". Anybody can
 * make such an address and have somebody open it; it is believed only with a seal, which
 * is for the session that pressed (without one, for the IPv4 address or the /64 that it
 * came from) and lasts SEAL_S.
 */
#ifndef SEAL_H
#define SEAL_H

#include "clock.h"
#include "request.h"
#include "response.h"

#define SEAL_S (10 * MINUTE_S)

/* `path` has a query and may end in a fragment. */
const char *seal_path(const struct request *rq, const char *path);
/* 303 to the sealed path. */
enum rc seal_see_other(const struct request *rq, struct response *rs,
                       const char *path) MUST_USE;
/* Is this address one that seal_path() made for whoever asks, lately? */
bool seal_good(const struct request *rq);

#endif
