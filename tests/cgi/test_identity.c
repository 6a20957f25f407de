/*
 * test_identity.c - which addresses count as one for limits, and the cookies
 */
#include "call.h"
#include "identity.h"
#include "site.h"

#define KEY "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define ATTRIBUTES "; HttpOnly; SameSite=Lax"

static struct request rq;
static struct response rs;

static void setup(void)
{
    struct site *site;

    call_setup();
    rs = (struct response){ 0 };
    ck_assert_int_eq(site_load(call_db(), call_arena(), CALL_NOW, &site), RC_OK);
    rq = (struct request){ .arena = call_arena(),
                           .app = call_worker()->app,
                           .db = call_db(),
                           .site = site,
                           .address = "192.0.2.1",
                           .now = CALL_NOW };
}

static struct bytes32 address(const char *text)
{
    struct bytes32 digest;

    rq.address = text;
    identity_address(&rq, &digest);
    return digest;
}

static const struct {
    const char *a, *b;
    bool same;
} addresses[] = {
    { "192.0.2.1", "192.0.2.1", true },
    { "192.0.2.1", "192.0.2.2", false },
    { "192.0.2.1", "192.0.3.1", false },
    /* IPv4 on a socket of IPv6. */
    { "::ffff:192.0.2.1", "192.0.2.1", true },
    { "::ffff:c000:201", "192.0.2.1", true },
    { "::ffff:192.0.2.1", "::ffff:192.0.2.2", false },
    /* A household's network, however it is written. */
    { "2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true },
    { "2001:db8:1:2::1", "2001:0DB8:0001:0002:0:0:0:9", true },
    { "2001:db8:1:2::1", "2001:db8:1:3::1", false },
    { "2001:db8:1:2::1", "2001:db8:0:2::1", false },
    { "::1", "::2", true },
    { "::1", "::ffff:0.0.0.1", false },
    /* A text that is no address equals only itself. */
    { "unix:", "unix:", true },
    { "unix:", "", false },
    { "", "::", false },
    { "192.0.2.1", "192.0.2.1 ", false },
    { "192.0.2.1", "192.0.2.01", false },
    { "fe80::1", "fe80::1%eth0", false },
    { "2001:db8:1:2::1", "[2001:db8:1:2::1]", false },
    { "2001:db8:1:2::1", "2001:db8:1:2::1:2:3:4:5:6:7:8:9", false },
};

START_TEST(limits_count_an_address_or_a_household)
{
    const struct bytes32 a = address(addresses[_i].a), b = address(addresses[_i].b);

    ck_assert_int_eq(secret_equal(&a, &b), addresses[_i].same);
}
END_TEST

START_TEST(a_digest_does_not_tell_the_address_to_another_site)
{
    const struct bytes32 here = address("192.0.2.1");
    struct site other = *rq.site;
    struct bytes32 there;

    other.key.b[0] ^= 1;
    rq.site = &other;
    there = address("192.0.2.1");
    ck_assert(!secret_equal(&here, &there));
}
END_TEST

static int64_t author(void)
{
    int64_t id;

    ck_assert_int_eq(account_add(call_db(), call_arena(), "Ana", CALL_NOW, &id), RC_OK);
    return id;
}

/* The only cookie of the answer is `name` with a secret and these attributes. */
static void check_cookie(const char *name, const char *attributes)
{
    const size_t n = strlen(name) + 1 + SECRET_TEXT;

    ck_assert_uint_eq(rs.cookies, 1);
    ck_assert_int_eq(
        strncmp(rs.cookie[0], arena_printf(rq.arena, "%s=", name), strlen(name) + 1),
        0);
    ck_assert_uint_eq(strcspn(rs.cookie[0], ";"), n);
    ck_assert_str_eq(rs.cookie[0] + n, attributes);
}

static void begin_session(void)
{
    struct new_session session;

    ck_assert_int_eq(identity_add_session(&rq, author(), &session), RC_OK);
    identity_set_session(&rq, &rs, &session);
}

START_TEST(a_session_that_is_not_committed_leaves_no_trace)
{
    struct new_session session;

    ck_assert_int_eq(identity_add_session(&rq, author(), &session), RC_OK);
    ck_assert_ptr_null(rq.session);
    ck_assert_int_eq(rq.person_id, 0);
    ck_assert_uint_eq(rs.cookies, 0);
}
END_TEST

START_TEST(over_http_a_session_is_a_plain_cookie)
{
    begin_session();
    check_cookie("session", "; Path=/; Max-Age=2592000" ATTRIBUTES);
}
END_TEST

START_TEST(over_https_a_session_is_bound_to_the_host)
{
    call_config()->base_url = "https://example.org";
    begin_session();
    check_cookie("__Host-session", "; Path=/; Max-Age=2592000" ATTRIBUTES "; Secure");
}
END_TEST

START_TEST(a_session_lasts_as_the_operator_says)
{
    call_config()->session_days = 1;
    begin_session();
    check_cookie("session", "; Path=/; Max-Age=86400" ATTRIBUTES);
}
END_TEST

START_TEST(a_reader_keeps_a_key_for_two_years)
{
    identity_set_reader(&rq, &rs, KEY);
    check_cookie("reader", "; Path=/; Max-Age=63072000" ATTRIBUTES);
    call_config()->base_url = "https://example.org";
    rs = (struct response){ 0 };
    identity_set_reader(&rq, &rs, KEY);
    check_cookie("reader", "; Path=/; Max-Age=63072000" ATTRIBUTES "; Secure");
}
END_TEST

/* Signs in and sends the cookie back under a name. */
static void come_back(const char *base_url, const char *name)
{
    const char *value;

    call_config()->base_url = base_url;
    begin_session();
    rq.session = NULL;
    value = strchr(rs.cookie[0], '=');
    rq.cookie_header = arena_printf(rq.arena, "%s%.*s", name, 1 + SECRET_TEXT, value);
    ck_assert_int_eq(identity_find(&rq), RC_OK);
}

static const struct {
    const char *base_url, *name;
    bool known;
} names[] = {
    { "http://127.0.0.1:8080", "session", true },
    { "https://example.org", "__Host-session", true },
    { "http://127.0.0.1:8080", "__Host-session", false },
    { "https://example.org", "session", false },
    { "https://example.org", "__host-session", false },
    { "https://example.org", "__Secure-session", false },
};

START_TEST(a_session_has_one_name)
{
    come_back(names[_i].base_url, names[_i].name);
    ck_assert_int_eq(rq.session != NULL, names[_i].known);
    ck_assert_int_eq(identity_anonymous(&rq), !names[_i].known);
}
END_TEST

START_TEST(signing_out_takes_the_cookie_away)
{
    come_back("https://example.org", "__Host-session");
    rs = (struct response){ 0 };
    identity_drop_session(&rq, &rs);
    ck_assert_uint_eq(rs.cookies, 1);
    ck_assert_str_eq(rs.cookie[0],
                     "__Host-session=; Path=/; Max-Age=0" ATTRIBUTES "; Secure");
}
END_TEST

static const char *const wrong[] = { "session=",
                                     "session=x",
                                     "session=" KEY,
                                     "session=" KEY "A",
                                     "session=" KEY ";session=x",
                                     "=;;=" };

START_TEST(an_unknown_session_is_none)
{
    rq.cookie_header = wrong[_i];
    ck_assert_int_eq(identity_find(&rq), RC_OK);
    ck_assert_ptr_null(rq.session);
    ck_assert(identity_anonymous(&rq));
}
END_TEST

Suite *identity_suite(void);

Suite *identity_suite(void)
{
    Suite *s = suite_create("identity");
    TCase *tc = tcase_create("identity");

    tcase_add_unchecked_fixture(tc, call_open, call_close);
    tcase_add_checked_fixture(tc, setup, call_teardown);
    tcase_add_loop_test(tc, limits_count_an_address_or_a_household, 0,
                        ARRAY_LEN(addresses));
    tcase_add_test(tc, a_digest_does_not_tell_the_address_to_another_site);
    tcase_add_test(tc, a_session_that_is_not_committed_leaves_no_trace);
    tcase_add_test(tc, over_http_a_session_is_a_plain_cookie);
    tcase_add_test(tc, over_https_a_session_is_bound_to_the_host);
    tcase_add_test(tc, a_session_lasts_as_the_operator_says);
    tcase_add_test(tc, a_reader_keeps_a_key_for_two_years);
    tcase_add_loop_test(tc, a_session_has_one_name, 0, ARRAY_LEN(names));
    tcase_add_test(tc, signing_out_takes_the_cookie_away);
    tcase_add_loop_test(tc, an_unknown_session_is_none, 0, ARRAY_LEN(wrong));
    suite_add_tcase(s, tc);
    return s;
}
