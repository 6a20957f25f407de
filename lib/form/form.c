/*
 * form.c - problems, shown beside their fields
 */
#include <string.h>

#include "form.h"

void problem_add_link(struct problems *p, const char *field, const char *text,
                      const char *href)
{
    if (p->n < PROBLEMS_MAX)
        p->items[p->n++] =
            (struct problem){ .field = field, .text = text, .href = href };
}

void problem_add(struct problems *p, const char *field, const char *text)
{
    problem_add_link(p, field, text, NULL);
}

const char *problem_of(const struct problems *p, const char *field)
{
    for (size_t i = 0; i < p->n; i++) {
        if (strcmp(p->items[i].field, field) == 0)
            return p->items[i].text;
    }
    return NULL;
}
