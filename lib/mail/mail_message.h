/*
 * mail_message.h - a mail as bytes: headers, plain text (RFC 5322, 2045, 2047, 8058)
 *
 * Names, titles and text may contain anything that text_line and text_lines accept: no
 * character of theirs can end a header line. Addresses come from address_parse.
 */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "buf.h"

struct mail_message {
    const char *from_name; /* as typed; "" none */
    const char *from, *to; /* addresses */
    const char *subject;
    const char *host;        /* of the site, for ids: "example.org" */
    const char *id;          /* left of the host in Message-ID: "c12" */
    const char *in_reply_to; /* such an id of another mail; NULL */
    const char *references;  /* such ids, separated by blanks, oldest first; NULL */
    const char *list_name, *list_id; /* "Title", "slug": List-Id; NULL: no list */
    const char *unsubscribe;         /* URL that takes a POST (RFC 8058); NULL */
    int64_t date;
    const char *text; /* UTF-8, lines end with LF */
};

/* Appends the whole message. Lines end with CR LF and have at most 78 characters,
 * unless a URL or an id is longer. */
void mail_message_write(const struct mail_message *m, struct buf *out);

#endif
