/*
 * trace.c - what a request cost: see trace.h
 */
#include "clock.h"
#include "log.h"
#include "routes.h"
#include "trace.h"

static const char *method_word(enum method method)
{
    switch (method) {
    case METHOD_GET:
        return "GET";
    case METHOD_HEAD:
        return "HEAD";
    case METHOD_POST:
        return "POST";
    case METHOD_OTHER:
        break;
    }
    return "-";
}

struct trace trace_begin(const struct worker *w)
{
    if (!log_wanted(LOG_LEVEL_DEBUG))
        return (struct trace){ 0 };
    return (struct trace){ true, clock_monotonic_us(), db_work(w->db) };
}

void trace_end(const struct trace *t, const struct worker *w, const struct request *rq,
               const struct response *rs)
{
    struct db_work now;

    if (!t->wanted)
        return;
    now = db_work(w->db);
    log_debug("request: %s %s %d statements=%lld rows=%lld us=%lld",
              method_word(rq->method), w->route ? w->route->path : "-", rs->status,
              (long long)(now.statements - t->before.statements),
              (long long)(now.rows - t->before.rows),
              (long long)(clock_monotonic_us() - t->begun_us));
}
