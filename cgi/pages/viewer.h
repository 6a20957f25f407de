/*
 * viewer.h - the viewer of a post's page: name, stance, supports, waiting comments
 */
#ifndef VIEWER_H
#define VIEWER_H

#include "post_data.h"
#include "request.h"

/* For an unknown viewer all is empty, and nothing is read. */
enum rc viewer_load(struct request *rq, const struct post *post,
                    struct viewer *out) MUST_USE;

#endif
