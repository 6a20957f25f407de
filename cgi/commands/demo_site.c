/*
 * demo_site.c - the state of "tertulia demo": see demo_site.h
 */
#include "demo_site.h"
#include "log.h"

enum rc demo_misfit(const struct demo_post *p, unsigned line, const char *what)
{
    if (line)
        log_error("sample %s, line %u: %s", p->name, line, what);
    else
        log_error("sample %s.md: %s", p->name, what);
    return RC_INVALID;
}
