/*
 * post_office.h - a real mail server: exim4 on a free port, delivering into a folder
 *
 * It offers STARTTLS with a certificate of its own and takes mail from
 * tertulia/secret only; nobody@... does not exist, later@... shall be tried later.
 */
#ifndef POST_OFFICE_H
#define POST_OFFICE_H

#include <stdbool.h>

#include "arena.h"

/* Is exim4 installed? */
bool office_exists(void);
/* Makes the folder and the certificate; nothing is started. */
void office_make(void);
/* Ends what runs and removes the folder. */
void office_remove(void);
/* `tls` false: it does not offer STARTTLS. Waits until it answers. */
void office_open(bool tls);
void office_close(void);

int office_port(void);
/* "cert.pem" and so on. */
const char *office_file(struct arena *a, const char *name);
/* Lines of [mail]; `tls` is the key's value, `ca` whether the certificate is known. */
const char *office_settings(struct arena *a, const char *tls, bool ca);

/* Mails are read with soft line breaks and "=XX" undone. What the server took is delivered
 * some time after it took it: each of these waits for that. */

/* The one mail to an address that holds a text; waits until it comes. */
const char *office_wait(struct arena *a, const char *to, const char *text);
/* Mails that arrived for an address. */
size_t office_count(struct arena *a, const char *to);
/* Everything that arrived, for whoever. */
const char *office_all(struct arena *a);

#endif
