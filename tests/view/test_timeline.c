/*
 * test_timeline.c - the tally over time: points, scale, lines, and the page
 */
#include "clock.h"
#include "look.h"
#include "sample.h"
#include "suite.h"
#include "timeline.h"

static struct sample s;
static struct timeline t;

static void setup(void)
{
    sample_open(&s, LANG_EN);
}

static void teardown(void)
{
    sample_close(&s);
}

static void make(const struct tally_day *days, size_t n, int64_t first, int64_t last)
{
    timeline_make(days, n, first, last, &t);
}

static void check_point(size_t i, int64_t day, int64_t pro, int64_t contra, bool news)
{
    ck_assert_uint_lt(i, t.n);
    ck_assert_int_eq(t.points[i].day, day);
    ck_assert_int_eq(t.points[i].pro, pro);
    ck_assert_int_eq(t.points[i].contra, contra);
    ck_assert_int_eq(t.points[i].news, news);
}

START_TEST(a_point_is_the_count_at_the_end_of_its_day)
{
    static const struct tally_day days[] = { { 11, 2, 1 }, { 13, 0, 4 } };

    make(days, 2, 10, 14);
    ck_assert_uint_eq(t.n, 5);
    check_point(0, 10, 0, 0, false);
    check_point(1, 11, 2, 1, true);
    check_point(2, 12, 2, 1, false);
    check_point(3, 13, 2, 5, true);
    check_point(4, 14, 2, 5, false);
    ck_assert_int_eq(t.top, 6);
    ck_assert_str_eq(timeline_path(s.arena, &t, SIDE_PRO),
                     "M0 100L200 100L400 67L600 67L800 67L1000 67");
    ck_assert_str_eq(timeline_path(s.arena, &t, SIDE_CONTRA),
                     "M0 100L200 100L400 83L600 83L800 17L1000 17");
}
END_TEST

START_TEST(one_comment_on_the_first_day_is_a_line_too)
{
    static const struct tally_day days[] = { { 10, 1, 0 } };

    make(days, 1, 10, 10);
    ck_assert_uint_eq(t.n, 1);
    check_point(0, 10, 1, 0, true);
    ck_assert_int_eq(t.top, 1);
    ck_assert_str_eq(timeline_path(s.arena, &t, SIDE_PRO), "M0 100L1000 0");
    ck_assert_str_eq(timeline_path(s.arena, &t, SIDE_CONTRA), "M0 100L1000 100");
}
END_TEST

/* Comments that appeared after the end, or before the post, are not lost. */
START_TEST(days_outside_widen_it)
{
    static const struct tally_day days[] = { { 8, 1, 0 }, { 20, 0, 1 } };

    make(days, 2, 10, 14);
    ck_assert_int_eq(t.first, 8);
    ck_assert_int_eq(t.last, 20);
    check_point(t.n - 1, 20, 1, 1, true);
}
END_TEST

START_TEST(a_long_debate_has_few_points)
{
    static const struct {
        int64_t days, step;
        size_t n;
    } cases[] = {
        { 60, 1, 60 }, { 61, 2, 31 }, { 120, 2, 60 }, { 121, 7, 18 }, { 3660, 63, 59 },
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct tally_day days[] = { { 1, 500, 0 }, { cases[i].days, 0, 80 } };

        make(days, 2, 1, 1);
        ck_assert_int_eq(t.step, cases[i].step);
        ck_assert_uint_eq(t.n, cases[i].n);
        check_point(t.n - 1, cases[i].days, 500, 80, true);
        ck_assert_uint_lt(strlen(timeline_path(s.arena, &t, SIDE_PRO)), 1000);
    }
}
END_TEST

START_TEST(the_scale_ends_at_a_round_number)
{
    static const int64_t tops[][2] = { { 1, 1 },     { 2, 2 },     { 3, 4 },
                                       { 9, 10 },    { 10, 10 },   { 22, 30 },
                                       { 100, 100 }, { 101, 200 }, { 99999, 100000 } };

    for (size_t i = 0; i < ARRAY_LEN(tops); i++) {
        const struct tally_day day = { 1, tops[i][0], 0 };

        make(&day, 1, 1, 1);
        ck_assert_int_eq(t.top, tops[i][1]);
    }
}
END_TEST

START_TEST(the_page_draws_says_and_lists_it)
{
    const int64_t day = SAMPLE_TIME / DAY_S;
    const struct tally_day days[] = { { day - 1, 10, 5 }, { day, 9, 10 } };
    const char *html;

    s.view.days = days;
    s.view.days_n = 2;
    html = sample_post(&s);
    ck_shows(html, "<desc id=\"timeline-text\">Visible comments, added up from "
                   "3 Nov 2026 to 4 Nov 2026: 19 comments for and 15 against.</desc>");
    ck_shows(html, "<path class=\"pro\" d=\"M0 100L500 50L1000 5\"/>");
    ck_shows(html, "<path class=\"contra\" d=\"M0 100L500 75L1000 25\"/>");
    ck_shows(html, "<tr><th scope=\"row\">3 Nov 2026</th><td>10</td><td>5</td></tr>");
    ck_shows(html, "<tr><th scope=\"row\">4 Nov 2026</th><td>19</td><td>15</td></tr>");
    s.post.label_pro = HOSTILE;
    html = sample_post(&s);
    ck_hides(html, "<script>");
    s.view.tally = false;
    html = sample_post(&s);
    ck_hides(html, "timeline");
}
END_TEST

Suite *timeline_suite(void);
Suite *timeline_suite(void)
{
    Suite *suite = suite_create("timeline");
    TCase *c = tcase_create("timeline");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_point_is_the_count_at_the_end_of_its_day);
    tcase_add_test(c, one_comment_on_the_first_day_is_a_line_too);
    tcase_add_test(c, days_outside_widen_it);
    tcase_add_test(c, a_long_debate_has_few_points);
    tcase_add_test(c, the_scale_ends_at_a_round_number);
    tcase_add_test(c, the_page_draws_says_and_lists_it);
    suite_add_tcase(suite, c);
    return suite;
}
