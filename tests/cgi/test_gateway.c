/*
 * test_gateway.c - requests as different web servers pass them on
 */
#include "gateway.h"
#include "suite.h"

#define BODY_MAX ((size_t)100)
#define DRAIN_MAX ((size_t)16 * 1024 * 1024)

#define ABSOLUTE "https://example.org"

/* A web server with a few variables and a body. */
struct server {
    const char *variables[16]; /* name, value, ..., NULL */
    const char *body;
    size_t left; /* of the body */
    bool broken; /* the stream ends with an error */
    size_t taken;
};

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static const char *variable(void *from, const char *name)
{
    const struct server *s = from;

    for (size_t i = 0; s->variables[i]; i += 2)
        if (strcmp(s->variables[i], name) == 0)
            return s->variables[i + 1];
    return NULL;
}

/* Without `body`, `left` bytes of filler. */
static size_t take(void *from, char *to, size_t n)
{
    struct server *s = from;
    const size_t some = n < s->left ? n : s->left;

    if (s->body)
        memcpy(to, s->body + s->taken, some);
    else
        memset(to, 'x', some);
    s->taken += some;
    s->left -= some;
    return some;
}

static bool ended(void *from)
{
    const struct server *s = from;

    return s->left == 0 && !s->broken;
}

static struct request read_from(struct server *s)
{
    const struct gateway_source source = { s, variable, take, ended };
    struct request rq = { 0 };

    gateway_request(&source, BODY_MAX, arena, &rq);
    return rq;
}

START_TEST(what_is_not_said_is_empty)
{
    struct server s = { .variables = { NULL } };
    const struct request rq = read_from(&s);

    ck_assert_int_eq(rq.method, METHOD_OTHER);
    ck_assert_str_eq(rq.path, "/");
    ck_assert_str_eq(rq.raw_query, "");
    ck_assert_str_eq(rq.content_type, "");
    ck_assert_str_eq(rq.address, "");
    ck_assert_str_eq(rq.origin, "");
    ck_assert_str_eq(rq.fetch_site, "");
    ck_assert_str_eq(rq.if_none_match, "");
    ck_assert_str_eq(rq.accept_encoding, "");
    ck_assert_str_eq(rq.user_agent, "");
    ck_assert_str_eq(rq.cookie_header, "");
    ck_assert_str_eq(rq.body, "");
    ck_assert_uint_eq(rq.body_bytes, 0);
    ck_assert(!rq.body_bad && !rq.body_too_large);
}
END_TEST

START_TEST(each_variable_has_its_place)
{
    struct server s = { .variables = { "REQUEST_METHOD", "GET", "REMOTE_ADDR", "::1",
                                       "HTTP_ORIGIN", "o", "HTTP_SEC_FETCH_SITE", "s",
                                       "HTTP_IF_NONE_MATCH", "e", "HTTP_COOKIE", "c",
                                       "HTTP_USER_AGENT", "a", NULL } };
    struct request rq = read_from(&s);

    ck_assert_int_eq(rq.method, METHOD_GET);
    ck_assert_str_eq(rq.address, "::1");
    ck_assert_str_eq(rq.origin, "o");
    ck_assert_str_eq(rq.fetch_site, "s");
    ck_assert_str_eq(rq.if_none_match, "e");
    ck_assert_str_eq(rq.cookie_header, "c");
    ck_assert_str_eq(rq.user_agent, "a");
    s = (struct server){ .variables = { "REQUEST_METHOD", "POST", "CONTENT_TYPE", "t",
                                        "HTTP_ACCEPT_ENCODING", "g",
                                        "HTTP_X_FORWARDED_FOR", "192.0.2.9", NULL } };
    rq = read_from(&s);
    ck_assert_int_eq(rq.method, METHOD_POST);
    ck_assert_str_eq(rq.content_type, "t");
    ck_assert_str_eq(rq.accept_encoding, "g");
    ck_assert_str_eq(rq.address, "");
}
END_TEST

static const struct {
    const char *name;
    enum method method;
} methods[] = {
    { "GET", METHOD_GET },   { "HEAD", METHOD_HEAD },  { "POST", METHOD_POST },
    { "PUT", METHOD_OTHER }, { "get", METHOD_OTHER },  { "GETX", METHOD_OTHER },
    { "", METHOD_OTHER },    { "GET ", METHOD_OTHER },
};

START_TEST(three_methods_are_known)
{
    struct server s = { .variables = { "REQUEST_METHOD", methods[_i].name, NULL } };

    ck_assert_int_eq(read_from(&s).method, methods[_i].method);
}
END_TEST

/* The path and query as the client sent them. */
static const struct {
    const char *uri, *path, *query;
} targets[] = {
    { "/", "/", "" },
    { "/p/uno?page=2", "/p/uno", "page=2" },
    { "/p/uno?a=1?b", "/p/uno", "a=1?b" },
    { "/p/uno?", "/p/uno", "" },
    { "/p/uno#c1", "/p/uno#c1", "" }, /* dispatch refuses it */
    { "/p/uno?a=1#c1", "/p/uno", "a=1#c1" },
    { "/%2e%2E/%zz%00", "/%2e%2E/%zz%00", "" },
    { "//evil.example/p", "//evil.example/p", "" },
    { "p/uno", "/p/uno", "" },
    { "*", "/*", "" },
    { "?page=2", "/", "page=2" },
    { ABSOLUTE "/p/uno?page=2", "/p/uno", "page=2" },
    { "http://example.org:80/p", "/p", "" },
    { ABSOLUTE, "/", "" },
    { ABSOLUTE "?page=2", "/", "page=2" },
    { ABSOLUTE "#c1", "/#c1", "" },
    { "http://", "/", "" },
    { "ftp://example.org/p", "/ftp://example.org/p", "" },
};

START_TEST(the_target_is_what_the_client_sent)
{
    struct server s = { .variables = { "REQUEST_URI", targets[_i].uri, "PATH_INFO",
                                       "/other", "QUERY_STRING", "other=1", NULL } };
    const struct request rq = read_from(&s);

    ck_assert_str_eq(rq.path, targets[_i].path);
    ck_assert_str_eq(rq.raw_query, targets[_i].query);
}
END_TEST

/* Plain CGI decodes the path; it is encoded again. */
static const struct {
    const char *script, *info, *path;
} decoded[] = {
    { "", "/p/uno", "/p/uno" },
    { "/cgi-bin/tertulia", "/p/uno", "/cgi-bin/tertulia/p/uno" },
    { "/50%", "/p/uno", "/50%/p/uno" },
    { "", "/p/100%", "/p/100%25" },
    { "", "/p/%41", "/p/%2541" },
    { "", "/p/a?side=pro", "/p/a%3Fside=pro" },
    { "", "/p/a#c1", "/p/a%23c1" },
    { "", "/p/\xff\x01 \"", "/p/\xff\x01 \"" },
    { "", "p", "/p" },
    { "", "", "/" },
};

START_TEST(a_decoded_path_is_encoded_again)
{
    struct server s = { .variables = { "SCRIPT_NAME", decoded[_i].script, "PATH_INFO",
                                       decoded[_i].info, "QUERY_STRING", "a=%41?#",
                                       NULL } };
    const struct request rq = read_from(&s);

    ck_assert_str_eq(rq.path, decoded[_i].path);
    ck_assert_str_eq(rq.raw_query, "a=%41?#");
}
END_TEST

/* A Content-Length and the bytes that come. */
static const struct {
    const char *length; /* NULL: absent */
    size_t there;
    bool broken, bad, large;
    size_t bytes; /* handed on */
} bodies[] = {
    { "5", 5, false, false, false, 5 },
    { "0", 0, false, false, false, 0 },
    { "", 0, false, false, false, 0 },
    { NULL, 0, false, false, false, 0 },
    { "100", 100, false, false, false, 100 },
    { "005", 5, false, false, false, 5 },
    /* The length is smaller or larger than the body, or 0. */
    { "4", 5, false, true, false, 4 },
    { "6", 5, false, true, false, 5 },
    { "0", 5, false, true, false, 0 },
    { NULL, 5, false, true, false, 0 },
    { "5", 5, true, true, false, 5 },
    /* Over the ceiling, by one and by far. */
    { "101", 101, false, false, true, 0 },
    { "9223372036854775807", 101, false, false, true, 0 },
    { "9223372036854775808", 5, false, true, false, 0 },
    { "18446744073709551616", 5, false, true, false, 0 },
    /* The length is not a number. */
    { "-1", 5, false, true, false, 0 },
    { "+5", 5, false, true, false, 0 },
    { " 5", 5, false, true, false, 0 },
    { "5 ", 5, false, true, false, 0 },
    { "5,5", 5, false, true, false, 0 },
    { "0x5", 5, false, true, false, 0 },
    { "5e1", 50, false, true, false, 0 },
    { "five", 5, false, true, false, 0 },
};

START_TEST(a_body_is_as_long_as_it_says)
{
    char *text = arena_alloc(arena, bodies[_i].there + 1);
    struct server s = { .body = text,
                        .left = bodies[_i].there,
                        .broken = bodies[_i].broken };
    struct request rq;

    memset(text, 'b', bodies[_i].there);
    if (bodies[_i].length) {
        s.variables[0] = "CONTENT_LENGTH";
        s.variables[1] = bodies[_i].length;
    }
    rq = read_from(&s);
    ck_assert_int_eq(rq.body_bad, bodies[_i].bad);
    ck_assert_int_eq(rq.body_too_large, bodies[_i].large);
    ck_assert_uint_eq(rq.body_bytes, bodies[_i].bytes);
    ck_assert_uint_eq(strlen(rq.body), bodies[_i].bytes);
    ck_assert_mem_eq(rq.body, text, bodies[_i].bytes);
    /* A refused body is read to its end: the web server may still be writing. */
    ck_assert_uint_eq(s.left, 0);
}
END_TEST

START_TEST(a_body_without_end_is_left)
{
    static const char *const lengths[] = { "17000000", "9223372036854775807", "x",
                                           "5" };

    for (size_t i = 0; i < ARRAY_LEN(lengths); i++) {
        struct server s = { .variables = { "CONTENT_LENGTH", lengths[i], NULL },
                            .left = SIZE_MAX };
        const struct request rq = read_from(&s);

        ck_assert(rq.body_bad || rq.body_too_large);
        ck_assert_uint_eq(s.taken, DRAIN_MAX + rq.body_bytes);
    }
}
END_TEST

/* A plain CGI server keeps the stream open after the body: later bytes are not part of
 * the request. */
START_TEST(no_more_is_read_than_was_promised)
{
    struct server s = { .variables = { "CONTENT_LENGTH", "20000", NULL },
                        .left = 30000 };

    ck_assert(read_from(&s).body_too_large);
    ck_assert_uint_eq(s.taken, 20000);
}
END_TEST

Suite *gateway_suite(void);

Suite *gateway_suite(void)
{
    Suite *s = suite_create("gateway");
    TCase *tc = tcase_create("gateway");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, what_is_not_said_is_empty);
    tcase_add_test(tc, each_variable_has_its_place);
    tcase_add_loop_test(tc, three_methods_are_known, 0, ARRAY_LEN(methods));
    tcase_add_loop_test(tc, the_target_is_what_the_client_sent, 0, ARRAY_LEN(targets));
    tcase_add_loop_test(tc, a_decoded_path_is_encoded_again, 0, ARRAY_LEN(decoded));
    tcase_add_loop_test(tc, a_body_is_as_long_as_it_says, 0, ARRAY_LEN(bodies));
    tcase_add_test(tc, a_body_without_end_is_left);
    tcase_add_test(tc, no_more_is_read_than_was_promised);
    suite_add_tcase(s, tc);
    return s;
}
