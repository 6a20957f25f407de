/*
 * post_office.h - a real mail server: exim4 on a free port, delivering into a folder
 *
 * It offers STARTTLS with its own certificate and accepts mail from tertulia/secret
 * only; nobody@... does not exist, later@... is refused for the time being.
 */
#ifndef POST_OFFICE_H
#define POST_OFFICE_H

#include <stdbool.h>

#include "arena.h"

/* Is exim4 installed? */
bool office_exists(void);
/* Makes the folder and the certificate; nothing is started. */
void office_make(void);
/* Stops the server, if it runs, and removes the folder. */
void office_remove(void);
/* `tls` false: it does not offer STARTTLS. Waits until it answers. */
void office_open(bool tls);
void office_close(void);

int office_port(void);
/* The path of a file in the folder, such as "cert.pem". */
const char *office_file(struct arena *a, const char *name);
/* Lines of [mail]; `tls` is the key's value, `ca` whether the certificate is known. */
const char *office_settings(struct arena *a, const char *tls, bool ca);

/* Mails are returned with soft line breaks and "=XX" decoded. The server delivers a
 * mail some time after it accepts it: each function below waits for that. */

/* Waits for the only mail to an address that holds a text, and returns it. */
const char *office_wait(struct arena *a, const char *to, const char *text);
/* The number of mails delivered to an address. */
size_t office_count(struct arena *a, const char *to);
/* The text of all delivered mails. */
const char *office_all(struct arena *a);

#endif
