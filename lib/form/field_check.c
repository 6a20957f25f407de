/*
 * field_check.c - shared by the forms: cleans a field, adds its problems
 */
#include <string.h>

#include "field_check.h"
#include "message.h"
#include "text.h"
#include "utf8.h"

void check_problem(const struct check *c, const char *field, enum message id)
{
    problem_add(c->problems, field, message(c->lang, id));
}

void check_count(const struct check *c, const char *field, enum message id, size_t n)
{
    problem_add(c->problems, field, message_count(c->arena, c->lang, id, (int64_t)n));
}

const char *check_line(const struct check *c, const struct line_rule *rule,
                       const char *typed)
{
    const char *line = text_line(c->arena, typed);
    const size_t points = utf8_length(line);

    if (points > rule->points)
        check_count(c, rule->field, rule->too_long, points - rule->points);
    else if (rule->required && !points)
        check_problem(c, rule->field, rule->missing);
    return line;
}

bool check_size(const struct check *c, const char *field, const char *text,
                size_t bytes)
{
    size_t kept = bytes;

    if (strlen(text) <= bytes)
        return true;
    while (kept && !utf8_starts(text[kept]))
        kept--;
    check_count(c, field, MSG_FORM_TOO_LONG, utf8_length(text + kept));
    return false;
}

bool check_markdown(const struct check *c, const char *field, enum rc rc)
{
    if (rc)
        check_problem(c, field,
                      rc == RC_INVALID    ? MSG_FORM_TOO_NESTED
                      : rc == RC_TOO_MANY ? MSG_FORM_TOO_DENSE
                                          : MSG_FORM_TOO_HEAVY);
    return !rc;
}
