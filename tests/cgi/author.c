/*
 * author.c - authors who have a password: see author.h
 */
#include "author.h"
#include "site.h"

static struct arena *kept; /* hashing costs 80 ms: once for all tests */
static const char *hash;

void author_open(void)
{
    call_open();
    kept = arena_new();
    ck_assert_int_eq(password_hash(kept, PASSWORD, &hash), RC_OK);
}

void author_close(void)
{
    arena_free(kept);
    call_close();
}

int64_t author(const char *name)
{
    int64_t id;

    ck_assert_int_eq(account_add(call_db(), call_arena(), name, CALL_NOW, &id), RC_OK);
    ck_assert_int_eq(account_set_password(call_db(), id, hash), RC_OK);
    return id;
}

const char *author_link(int64_t account_id)
{
    char *text = arena_alloc(call_arena(), SECRET_TEXT + 1);
    struct bytes32 key, digest;
    struct site *site;

    ck_assert_int_eq(site_load(call_db(), call_arena(), CALL_NOW, &site), RC_OK);
    secret_random(&key);
    secret_text(&key, text);
    secret_digest(&digest, &site->key, "link", text, NULL);
    ck_assert_int_eq(
        account_link_add(call_db(), account_id, &digest, CALL_NOW + ACCOUNT_LINK_S),
        RC_OK);
    return text;
}
