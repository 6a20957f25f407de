/*
 * seal.h - proof that a visitor's own action led to an address
 *
 * An action redirects to an address that reports it: "?saved=1", "?undone=2". Any
 * person can make such an address and have a victim open it. So a page believes it only
 * with a seal, which is bound to the session that acted (without one, to its IPv4
 * address or /64) and lasts SEAL_S.
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
/* Did seal_path() make the request's address for this visitor, within SEAL_S? */
bool seal_good(const struct request *rq);

#endif
