/*
 * field_check.h - what the forms share: cleaning a field, saying what is wrong with it
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

/* Notes the message as a problem of the field. */
void check_problem(const struct check *c, const char *field, enum message id);
/* The same for a message that counts. */
void check_count(const struct check *c, const char *field, enum message id, size_t n);
/* One clean line of what was typed. */
const char *check_line(const struct check *c, const struct line_rule *rule,
                       const char *typed);
/* Is the text at most `bytes` long? Else notes how many characters are too many. */
bool check_size(const struct check *c, const char *field, const char *text,
                size_t bytes);
/* Notes why Markdown was refused; true when it was not. */
bool check_markdown(const struct check *c, const char *field, enum rc rc);

#endif
