/*
 * viewer.h - who looks at a post's page, and what is theirs there
 */
#ifndef VIEWER_H
#define VIEWER_H

#include "post_data.h"
#include "request.h"

/* Nobody who is known: all is empty, and nothing is read. */
enum rc viewer_load(struct request *rq, const struct post *post,
                    struct viewer *out) MUST_USE;

#endif
