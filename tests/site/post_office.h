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

/* Mails that arrived for an address. */
size_t office_count(struct arena *a, const char *to);
/* The n-th of them from 0 on: its bytes, soft line breaks and "=XX" undone. */
const char *office_mail(struct arena *a, const char *to, size_t n);
/* Everything that arrived, for whoever. */
const char *office_all(struct arena *a);

#endif
