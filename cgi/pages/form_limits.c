/*
 * form_limits.c - the limits of the forms, as the operator configured them
 */
#include "form_limits.h"

struct form_limits form_limits(const struct config *c)
{
    return (struct form_limits){ .comment_bytes = (size_t)c->comment_bytes,
                                 .name_points = (size_t)c->name_points,
                                 .website_bytes = (size_t)c->website_bytes,
                                 .post_bytes = (size_t)c->post_bytes,
                                 .mail = config_has_mail(c) };
}
