/*
 * address.h - mail addresses as people have them
 *
 * The plain form of RFC 5321: mails_due, digits and the marks of an atom, dots between, a
 * domain with at least one dot. A domain beyond ASCII becomes what the DNS knows it by
 * ("xn--..."). Quoted names, comments, domain literals and names before the @ beyond
 * ASCII are refused: what passes can stand in a header, in a command of SMTP and in a
 * log without an escape.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "arena.h"

#define ADDRESS_MAX 254 /* bytes: RFC 5321, section 4.5.3.1.3, without the brackets */

/* The address with its domain in lower case and ASCII, blanks around it gone; NULL: it is
 * none. */
const char *address_parse(struct arena *a, const char *typed);

/* What is the same for most spellings of one mailbox: in lower case, without a "+tag".
 * To count by, never to send to. */
const char *address_mailbox(struct arena *a, const char *address);

#endif
