/*
 * form.h - a form read into a draft, or into problems shown beside their fields
 *
 * Every string a form shows again is kept as typed; strings to save are cleaned
 * (text_line, text_lines) and satisfy the CHECKs of schema.sql as long as the limits
 * do. Problems are messages in the language of the page. Limits come from the
 * configuration.
 */
#ifndef FORM_H
#define FORM_H

#include <stdbool.h>
#include <stddef.h>

struct problem {
    const char *field; /* the field's name and its element's id; "" for the form */
    const char *text;  /* a sentence */
    const char *href;  /* page to look at, or NULL */
};
#define PROBLEMS_MAX 12
struct problems {
    size_t n;
    struct problem items[PROBLEMS_MAX];
};
/* Problems past PROBLEMS_MAX are dropped: the first ones are enough to go on with. */
void problem_add(struct problems *p, const char *field, const char *text);
void problem_add_link(struct problems *p, const char *field, const char *text,
                      const char *href);
/* Text of the first problem of a field, or NULL. */
const char *problem_of(const struct problems *p, const char *field);

struct form_limits {
    size_t comment_bytes; /* of UTF-8 */
    size_t name_points;
    size_t website_bytes;
    size_t post_bytes;
    bool mail; /* the form asks for an e-mail address */
};

#endif
