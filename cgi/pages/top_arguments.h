/*
 * top_arguments.h - the strongest argument of each side of a debate
 */
#ifndef TOP_ARGUMENTS_H
#define TOP_ARGUMENTS_H

#include "post_data.h"
#include "request.h"

/* Loads both arguments or neither: each side needs a few to choose from. */
enum rc top_arguments_load(struct request *rq, const struct post *post,
                           struct top_arguments *out) MUST_USE;

#endif
