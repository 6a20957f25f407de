/*
 * field_check.h - shared by the forms: cleans a field, adds its problems
 *
 * Inside lib/form.
 */
#ifndef FIELD_CHECK_H
#define FIELD_CHECK_H

#include "arena.h"
#include "form.h"
#include "message.h"
#include "rc.h"

struct check {
    struct arena *arena;
    enum lang lang;
    struct problems *problems;
};

struct line_rule {
    const char *field;
    size_t points; /* at most, in code points */
    bool required;
    enum message missing, too_long; /* `missing` only when required */
};

/* Adds the message as a problem of the field. */
void check_problem(const struct check *c, const char *field, enum message id);
/* The same for a message with a number. */
void check_count(const struct check *c, const char *field, enum message id, size_t n);
/* Returns `typed` as one clean line. Adds a problem if the line breaks the rule. */
const char *check_line(const struct check *c, const struct line_rule *rule,
                       const char *typed);
/* Is the text at most `bytes` long? Else adds a problem that says by how much. */
bool check_size(const struct check *c, const char *field, const char *text,
                size_t bytes);
/* Adds a problem if rc says that the Markdown was refused. Returns true if accepted. */
bool check_markdown(const struct check *c, const char *field, enum rc rc);

#endif
