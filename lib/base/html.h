/*
 * html.h - markup that is safe to show
 *
 * A separate type, so that text as typed never passes for markup: only lib/markdown
 * makes one (and lib/view/linked_data its data block), only *_html columns keep one,
 * only tpl_html() shows one without escaping.
 */
#ifndef HTML_H
#define HTML_H

#include <stddef.h>

struct html {
    const char *s; /* NUL-terminated UTF-8, never NULL in a made value */
};

#endif
