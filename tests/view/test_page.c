/*
 * test_page.c - the frame of all pages, the summary of problems, error pages
 */
#include "look.h"
#include "message.h"
#include "post_view.h"
#include "sample.h"
#include "suite.h"

static struct sample s;

static void setup(void)
{
    sample_open(&s, LANG_ES);
}

static void teardown(void)
{
    sample_close(&s);
}

static const char *error_page(int status, const char *reference)
{
    buf_reset(&s.out);
    ck_assert_int_eq(error_view(&s.page,
                                &(struct error_page){ status, reference, NULL, NULL },
                                &s.out),
                     RC_OK);
    return s.out.s;
}

START_TEST(the_head_names_the_page_absolutely)
{
    const char *html = sample_post(&s);

    ck_shows(html, "<html lang=\"es\">");
    ck_shows(html, "<link rel=\"canonical\" "
                   "href=\"https://blog.example/p/externalizar-redes\">");
    ck_shows(html,
             "hreflang=\"en\" href=\"https://blog.example/p/outsource-social-media\"");
    ck_shows(html, "/static/site.css?v=0123456789ab");
    ck_hides(html, "admin.css");
    ck_counts(html, "<h1", 1);
    ck_hides(html, "style=");
    ck_hides(html, "noindex");
}
END_TEST

START_TEST(a_hostile_frame_stays_text)
{
    const char *html;

    s.site.title = HOSTILE;
    s.page.title = HOSTILE;
    s.page.description = HOSTILE;
    s.page.other_path = "javascript:alert(1)//" HOSTILE;
    s.page.feed_path = "/feed.atom?" HOSTILE;
    html = sample_post(&s);
    ck_shows(html, HOSTILE_ESCAPED);
    ck_hides(html, "<script>");
    ck_hides(html, "<b a");
    ck_hides(html, "href=\"javascript:");
}
END_TEST

START_TEST(errors_say_what_to_do_in_both_languages)
{
    static const int STATUSES[] = { 400, 403, 404, 405, 409, 413,
                                    415, 429, 500, 503, 418 };

    for (size_t i = 0; i < ARRAY_LEN(STATUSES); i++) {
        s.page.lang = LANG_ES;
        ck_shows(error_page(STATUSES[i], ""), "Ir a la portada");
        ck_hides(s.out.s, "canonical");
        ck_shows(s.out.s, "noindex");
        ck_hides(s.out.s, "indica este");
        s.page.lang = LANG_EN;
        ck_shows(error_page(STATUSES[i], ""), "href=\"/?lang=en\">Go to the home page");
    }
    ck_shows(error_page(418, "<b>"), "<code>&lt;b&gt;</code>");
    ck_shows(s.out.s, message(LANG_EN, MSG_ERROR_500_TITLE));
    ck_shows(error_page(404, ""), message(LANG_EN, MSG_ERROR_404_TITLE));
}
END_TEST

START_TEST(problems_link_to_their_fields)
{
    const char *html;

    problem_add(&s.form.problems, "side", HOSTILE);
    problem_add_link(&s.form.problems, "", "twice", "/p/x#c4");
    s.page.problems = true;
    html = sample_post(&s);
    ck_shows(html, "<title>Error: ");
    ck_shows(html, "role=\"alert\"");
    ck_shows(html, "<li><a href=\"#side\">");
    ck_shows(html, "<li>twice <a href=\"/p/x#c4\">");
    ck_shows(html, "aria-invalid=\"true\" aria-describedby=\"side-problem\"");
    ck_hides(html, "<script>");
}
END_TEST

START_TEST(pages_too_long_for_the_buffer_are_refused)
{
    struct buf small;

    buf_init(&small, 1000);
    ck_assert_int_eq(post_view(&s.page, &s.view, &small), RC_TOO_LARGE);
    ck_assert_uint_eq(small.n, 0);
    buf_clear(&small);
}
END_TEST

Suite *page_suite(void);
Suite *page_suite(void)
{
    Suite *suite = suite_create("page");
    TCase *c = tcase_create("page");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, the_head_names_the_page_absolutely);
    tcase_add_test(c, a_hostile_frame_stays_text);
    tcase_add_test(c, errors_say_what_to_do_in_both_languages);
    tcase_add_test(c, problems_link_to_their_fields);
    tcase_add_test(c, pages_too_long_for_the_buffer_are_refused);
    suite_add_tcase(suite, c);
    return suite;
}
