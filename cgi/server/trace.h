/*
 * trace.h - what a request cost: a line for each at [log] level = debug
 *
 * "debug tertulia[812] request: GET /p/:slug 200 statements=14 rows=63 us=812". The
 * path is the route's, or "-", and never the requested one: no slug, key or person is
 * in the line. The time is that of dispatch(), without compressing and sending.
 */
#ifndef TRACE_H
#define TRACE_H

#include "app.h"
#include "request.h"
#include "response.h"

struct trace {
    bool wanted;
    int64_t begun_us; /* monotonic */
    struct db_work before;
};

struct trace trace_begin(const struct worker *w);
void trace_end(const struct trace *t, const struct worker *w, const struct request *rq,
               const struct response *rs);

#endif
