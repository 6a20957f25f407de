/*
 * address.h - mail addresses in the form that people use
 *
 * The plain form of RFC 5321: letters, digits and the marks of an atom, dots between, a
 * domain with at least one dot. A domain beyond ASCII takes the DNS's form ("xn--...").
 * Quoted names, comments, domain literals and names before the @ beyond ASCII are
 * refused: an accepted address needs no escape in a header, an SMTP command or a log.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "arena.h"

#define ADDRESS_MAX 254 /* bytes: RFC 5321, section 4.5.3.1.3, without the brackets */

/* Returns the address without blanks around it, its domain in lower case and ASCII, or
 * NULL if it is none. */
const char *address_parse(struct arena *a, const char *typed);

/* Returns a form that most spellings of one mailbox share: in lower case, without a
 * "+tag". For counting, never for sending. */
const char *address_mailbox(struct arena *a, const char *address);

#endif
