/*
 * form_limits.h - the limits of the forms, as the operator configured them
 */
#ifndef FORM_LIMITS_H
#define FORM_LIMITS_H

#include "config.h"
#include "form.h"

struct form_limits form_limits(const struct config *c);

#endif
