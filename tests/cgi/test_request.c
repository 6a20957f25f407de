/*
 * test_request.c - one request, as plain data
 */
#include "request.h"
#include "suite.h"

static struct arena *arena;
static struct request rq;

static void setup(void)
{
    arena = arena_new();
    rq = (struct request){ .arena = arena };
}

static void teardown(void)
{
    arena_free(arena);
}

static void ask(const char *query)
{
    ck_assert_int_eq(fields_parse(arena, query, strlen(query), &rq.query), RC_OK);
}

START_TEST(what_is_absent_is_empty)
{
    ask("q=text");
    ck_assert_str_eq(request_query(&rq, "q"), "text");
    ck_assert_str_eq(request_query(&rq, "other"), "");
    ck_assert_str_eq(request_form(&rq, "q"), "");
}
END_TEST

START_TEST(a_form_and_a_query_are_apart)
{
    ask("q=one");
    ck_assert_int_eq(fields_parse(arena, "q=two&e=", strlen("q=two&e="), &rq.form),
                     RC_OK);
    ck_assert_str_eq(request_query(&rq, "q"), "one");
    ck_assert_str_eq(request_form(&rq, "q"), "two");
    ck_assert_str_eq(request_query(&rq, "e"), "");
}
END_TEST

static const struct {
    const char *query;
    int64_t page; /* 0: refused */
} pages[] = {
    { "", 7 },
    { "lang=en", 7 },
    { "page=1", 1 },
    { "page=100000", 100000 },
    { "page=100001", 0 },
    { "page=9223372036854775807", 0 },
    { "page=9223372036854775808", 0 },
    { "page=0", 0 },
    { "page=", 0 },
    { "page=-1", 0 },
    { "page=%2b1", 0 },
    { "page=01", 0 },
    { "page=1x", 0 },
    { "page=0x1", 0 },
    { "page=%201", 0 },
};

START_TEST(a_page_is_a_number_within_bounds)
{
    int64_t page = 7;

    ask(pages[_i].query);
    ck_assert_int_eq(request_page(&rq, &page), pages[_i].page != 0);
    if (pages[_i].page)
        ck_assert_int_eq(page, pages[_i].page);
}
END_TEST

START_TEST(a_language_is_one_of_ours)
{
    ask("lang=en");
    rq.lang = LANG_ES;
    ck_assert(request_lang(&rq));
    ck_assert_int_eq(rq.lang, LANG_EN);
    ask("page=2");
    ck_assert(request_lang(&rq));
    ck_assert_int_eq(rq.lang, LANG_EN);
    ask("lang=fr");
    ck_assert(!request_lang(&rq));
    ask("lang=");
    ck_assert(!request_lang(&rq));
}
END_TEST

Suite *request_suite(void);

Suite *request_suite(void)
{
    Suite *s = suite_create("request");
    TCase *tc = tcase_create("request");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, what_is_absent_is_empty);
    tcase_add_test(tc, a_form_and_a_query_are_apart);
    tcase_add_loop_test(tc, a_page_is_a_number_within_bounds, 0, ARRAY_LEN(pages));
    tcase_add_test(tc, a_language_is_one_of_ours);
    suite_add_tcase(s, tc);
    return s;
}
