/*
 * secret.h - randomness, hashes and passwords (libsodium)
 *
 * A digest is 32 bytes of BLAKE2b. Keyed digests take the site's key, which never
 * leaves the database. Text forms are base64url without padding (RFC 4648, section 5).
 */
#ifndef SECRET_H
#define SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "rc.h"

#define SECRET_BYTES 32
#define SECRET_TEXT 43 /* base64url characters of 32 bytes, without the NUL */

struct bytes32 {
    unsigned char b[SECRET_BYTES];
};

/* Call before any other. Returns false if the system gives no randomness (logged). */
bool secret_init(void);
void secret_random(struct bytes32 *out);
/* For tests: later secrets count up from `seed`; 0 makes them random again. */
void secret_fix(unsigned seed);

/* Digest of NUL-terminated parts, each delimited (so "ab","c" differs from "a","bc");
 * the list ends with NULL. `key` may be NULL for an unkeyed digest. */
void secret_digest(struct bytes32 *out, const struct bytes32 *key, ...)
    __attribute__((sentinel));
bool secret_equal(const struct bytes32 *a,
                  const struct bytes32 *b); /* in constant time */

void secret_text(const struct bytes32 *in, char out[SECRET_TEXT + 1]);
/* Returns false unless `text` is exactly what secret_text makes of some 32 bytes. */
bool secret_parse(const char *text, struct bytes32 *out);

/* Bytes in a new password. */
#define PASSWORD_MIN 10
#define PASSWORD_MAX 256

/* Argon2id at the library's INTERACTIVE cost: about 80 ms and 64 MiB each. */
enum rc password_hash(struct arena *a, const char *password,
                      const char **hash) MUST_USE;
/* `hash` NULL (unknown user): verifies a dummy, for equal time, and returns false. */
bool password_verify(const char *hash, const char *password);

#endif
