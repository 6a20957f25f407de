/*
 * identity.c - who sent the request: see identity.h
 */
#include <arpa/inet.h>

#include "app.h"
#include "clock.h"
#include "identity.h"
#include "known_address.h"
#include "person.h"
#include "session.h"
#include "token.h"

static bool https(const struct request *rq)
{
    return strncmp(rq->app->config.base_url, "https:", strlen("https:")) == 0;
}

/* __Host- binds the cookie to this host and to https (RFC 6265bis, section 4.1.3.2). */
static const char *session_cookie(const struct request *rq)
{
    return https(rq) ? "__Host-session" : "session";
}

void identity_reader_digest(const struct request *rq, const char *key,
                            struct bytes32 *out)
{
    secret_digest(out, &rq->site->key, "reader", key, NULL);
}

static void session_digest(const struct request *rq, const char *token,
                           struct bytes32 *out)
{
    secret_digest(out, &rq->site->key, "session", token, NULL);
}

static int64_t session_max_s(const struct request *rq)
{
    return rq->app->config.session_days * DAY_S;
}

static int64_t session_idle_s(const struct request *rq)
{
    return rq->app->config.session_idle_hours * HOUR_S;
}

static enum rc load_session(const struct request *rq, const struct bytes32 *digest,
                            struct session **out)
{
    return session_load(rq->db, rq->arena, digest, rq->now, session_max_s(rq),
                        session_idle_s(rq), out);
}

static void use_session(struct request *rq, const struct session *session)
{
    rq->session = session;
    rq->person_id = session->account.person_id;
}

static enum rc find_session(struct request *rq)
{
    const char *token = fields_get(&rq->cookies, session_cookie(rq));
    struct bytes32 digest, raw;
    struct session *session;
    enum rc rc;

    if (!token || !secret_parse(token, &raw))
        return RC_OK;
    session_digest(rq, token, &digest);
    rc = load_session(rq, &digest, &session);
    if (rc)
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    use_session(rq, session);
    return RC_OK;
}

static enum rc find_reader(struct request *rq)
{
    const char *key = fields_get(&rq->cookies, "reader");
    struct bytes32 digest, raw;

    if (!key || !secret_parse(key, &raw))
        return RC_OK;
    rq->reader_key = key;
    if (rq->session)
        return RC_OK;
    identity_reader_digest(rq, key, &digest);
    return person_by_key(rq->db, &digest, &rq->person_id);
}

enum rc identity_find(struct request *rq)
{
    enum rc rc;

    fields_parse_cookies(rq->arena, rq->cookie_header, &rq->cookies);
    rc = find_session(rq);
    return rc ? rc : find_reader(rq);
}

void identity_seen(const struct request *rq)
{
    /* A failure is logged and ignored: a database that cannot be written to still
     * serves pages and shows typed text again. The session ends a little earlier. */
    if (rq->session && session_seen(rq->db, rq->session, rq->now))
        return;
}

bool identity_admin_form(const struct request *rq)
{
    return rq->session &&
           token_is_for_session(request_form(rq, "token"), &rq->site->key,
                                &rq->session->token_digest);
}

bool identity_anonymous(const struct request *rq)
{
    return !rq->session && !rq->reader_key;
}

/* Writes the part of an IPv6 address that its digest covers; "" for other addresses. */
static void shared_part(const char *address, char text[INET6_ADDRSTRLEN])
{
    struct in6_addr six;

    text[0] = '\0';
    if (inet_pton(AF_INET6, address, &six) != 1)
        return;
    if (IN6_IS_ADDR_V4MAPPED(&six)) {
        inet_ntop(AF_INET, six.s6_addr + 12, text, INET6_ADDRSTRLEN);
        return;
    }
    /* A household has a /64: all its addresses count as one. */
    memset(six.s6_addr + 8, 0, 8);
    inet_ntop(AF_INET6, &six, text, INET6_ADDRSTRLEN);
}

void identity_address(const struct request *rq, struct bytes32 *out)
{
    char text[INET6_ADDRSTRLEN];

    shared_part(rq->address, text);
    secret_digest(out, &rq->site->key, "address", text[0] ? text : rq->address, NULL);
}

static void set_cookie(const struct request *rq, struct response *rs, const char *name,
                       const char *value, long max_age_s)
{
    response_cookie(rs,
                    arena_printf(rq->arena,
                                 "%s=%s; Path=/; Max-Age=%ld; HttpOnly; SameSite=Lax%s",
                                 name, value, max_age_s, https(rq) ? "; Secure" : ""));
}

/* Derives the first half of a key from the second half, which is random. */
static void sign_key(const struct request *rq, struct bytes32 *key)
{
    char text[SECRET_TEXT + 1];
    struct bytes32 proof;

    memset(key->b, 0, SECRET_BYTES / 2);
    secret_text(key, text);
    secret_digest(&proof, &rq->site->key, "reader key", text, NULL);
    memcpy(key->b, proof.b, SECRET_BYTES / 2);
}

const char *identity_new_reader(const struct request *rq, struct bytes32 *digest)
{
    char *text = arena_alloc(rq->arena, SECRET_TEXT + 1);
    struct bytes32 key;

    secret_random(&key);
    sign_key(rq, &key);
    secret_text(&key, text);
    identity_reader_digest(rq, text, digest);
    return text;
}

bool identity_reader_is_ours(const struct request *rq)
{
    struct bytes32 key, signed_again;

    if (!secret_parse(rq->reader_key, &key))
        return false;
    signed_again = key;
    sign_key(rq, &signed_again);
    return secret_equal(&key, &signed_again);
}

void identity_set_reader(const struct request *rq, struct response *rs, const char *key)
{
    set_cookie(rq, rs, "reader", key, PERSON_KEY_S);
}

enum rc identity_add_session(const struct request *rq, int64_t account_id,
                             struct new_session *out)
{
    char *text = arena_alloc(rq->arena, SECRET_TEXT + 1);
    struct bytes32 token, digest, address;
    enum rc rc;

    secret_random(&token);
    secret_text(&token, text);
    out->token = text;
    session_digest(rq, text, &digest);
    identity_address(rq, &address);
    rc = known_address_add(rq->db, account_id, &address, rq->now);
    if (!rc)
        rc = session_erase(rq->db, rq->now, session_max_s(rq), session_idle_s(rq));
    if (!rc)
        rc = session_add(rq->db, &digest, account_id, rq->now);
    return rc ? rc : load_session(rq, &digest, &out->session);
}

void identity_set_session(struct request *rq, struct response *rs,
                          const struct new_session *session)
{
    use_session(rq, session->session);
    set_cookie(rq, rs, session_cookie(rq), session->token, (long)session_max_s(rq));
}

void identity_drop_session(const struct request *rq, struct response *rs)
{
    set_cookie(rq, rs, session_cookie(rq), "", 0);
}

enum rc identity_session_again(const struct request *rq, struct session **out)
{
    return load_session(rq, &rq->session->token_digest, out);
}

enum rc identity_sessions(const struct request *rq, int64_t *n)
{
    return session_count(rq->db, rq->session->account.id, rq->now, session_max_s(rq),
                         session_idle_s(rq), n);
}
