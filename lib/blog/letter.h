/*
 * letter.h - a mail as its bytes: headers and plain text (RFC 5322, 2045, 2047, 8058)
 *
 * Names, titles and text may hold anything that utf8_line and utf8_text let through;
 * what would end a header line cannot leave this file. Addresses come from
 * address_parse.
 */
#ifndef LETTER_H
#define LETTER_H

#include "buf.h"

struct letter {
    const char *from_name; /* as typed; "" none */
    const char *from, *to; /* addresses */
    const char *subject;
    const char *host;        /* of the site, for ids: "example.org" */
    const char *id;          /* left of the host in Message-ID: "c12" */
    const char *in_reply_to; /* the same of another mail; NULL */
    const char *references;  /* such ids with blanks between, oldest first; NULL */
    const char *list_name, *list_id; /* "Title", "slug": List-Id; NULL: no list */
    const char *unsubscribe;         /* URL that takes a POST (RFC 8058); NULL */
    int64_t date;
    const char *text; /* UTF-8, lines end with LF */
};

/* Appends the whole message, lines ending with CR LF, at most 78 characters each but
 * where a URL or an id is longer. */
void letter_write(const struct letter *letter, struct buf *out);

#endif
