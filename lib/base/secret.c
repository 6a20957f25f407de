/*
 * secret.c - randomness, hashes and passwords (libsodium)
 */
#include <sodium.h>
#include <stdarg.h>
#include <string.h>

#include "banned.h"
#include "log.h"
#include "secret.h"

#define VARIANT sodium_base64_VARIANT_URLSAFE_NO_PADDING

/* A hash of 32 random bytes that were not kept, at the cost of password_hash():
 * refusing an unknown user takes as long as refusing a wrong password. */
static const char DUMMY_HASH[] = "$argon2id$v=19$m=65536,t=2,p=1$AE7V1Nv7v+izu8wySI7yOA"
                                 "$P40dtRakWfzSCR/V4Iqn5GdqebyJlEWj5RRY4LQFjH0";

/* Set only by tests; 0: random. */
static unsigned next_fixed;

bool secret_init(void)
{
    if (sodium_init() >= 0)
        return true;
    log_error("no randomness: getrandom() and /dev/urandom are both refused to us");
    return false;
}

void secret_random(struct bytes32 *out)
{
    if (!next_fixed) {
        randombytes_buf(out->b, sizeof out->b);
        return;
    }
    memset(out->b, 0, sizeof out->b);
    for (unsigned i = 0; i < sizeof next_fixed; i++)
        out->b[sizeof out->b - 1 - i] = (unsigned char)(next_fixed >> (8 * i));
    next_fixed++;
}

void secret_fix(unsigned seed)
{
    next_fixed = seed;
}

static void add_part(crypto_generichash_state *state, const char *part)
{
    const uint64_t n = strlen(part);
    unsigned char length[8];

    for (unsigned i = 0; i < sizeof length; i++)
        length[i] = (unsigned char)(n >> (8 * i));
    crypto_generichash_update(state, length, sizeof length);
    crypto_generichash_update(state, (const unsigned char *)part, n);
}

void secret_digest(struct bytes32 *out, const struct bytes32 *key, ...)
{
    crypto_generichash_state state;
    const char *part;
    va_list parts;

    crypto_generichash_init(&state, key ? key->b : NULL, key ? sizeof key->b : 0,
                            sizeof out->b);
    va_start(parts, key);
    while ((part = va_arg(parts, const char *)))
        add_part(&state, part);
    va_end(parts);
    crypto_generichash_final(&state, out->b, sizeof out->b);
    sodium_memzero(&state, sizeof state);
}

bool secret_equal(const struct bytes32 *a, const struct bytes32 *b)
{
    return sodium_memcmp(a->b, b->b, sizeof a->b) == 0;
}

void secret_text(const struct bytes32 *in, char out[SECRET_TEXT + 1])
{
    sodium_bin2base64(out, SECRET_TEXT + 1, in->b, sizeof in->b, VARIANT);
}

bool secret_parse(const char *text, struct bytes32 *out)
{
    char again[SECRET_TEXT + 1];
    size_t n;

    if (!text || strnlen(text, SECRET_TEXT + 1) != SECRET_TEXT)
        return false;
    if (sodium_base642bin(out->b, sizeof out->b, text, SECRET_TEXT, NULL, &n, NULL,
                          VARIANT) != 0 ||
        n != sizeof out->b)
        return false;
    secret_text(out, again); /* libsodium 1.0.18 reads some bytes over 0x7F as 'A' */
    return sodium_memcmp(again, text, SECRET_TEXT) == 0;
}

enum rc password_hash(struct arena *a, const char *password, const char **hash)
{
    char *made = arena_alloc(a, crypto_pwhash_STRBYTES);

    if (crypto_pwhash_str(made, password, strlen(password),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        log_error("cannot hash a password: allow the process 64 MiB more memory");
        return RC_FAIL;
    }
    *hash = made;
    return RC_OK;
}

bool password_verify(const char *hash, const char *password)
{
    const char *against = hash ? hash : DUMMY_HASH;
    const bool same =
        crypto_pwhash_str_verify(against, password, strlen(password)) == 0;

    return hash && same;
}
