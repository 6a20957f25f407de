/*
 * seen.c - the time at which a form that an author sent was shown: see seen.h
 */
#include "number.h"
#include "seen.h"

bool seen_read(const struct request *rq, int64_t *seen)
{
    const char *text = fields_get(&rq->form, "seen");

    *seen = rq->now;
    if (text && !parse_id(text, seen))
        return false;
    if (*seen > rq->now)
        *seen = rq->now;
    return true;
}
