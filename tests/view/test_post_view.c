/*
 * test_post_view.c - home and posts: tally in words, filters, pages, closed and plain
 * posts
 */
#include "look.h"
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

static const char *with_tally(int64_t pro, int64_t contra)
{
    s.post.tally = (struct tally){ .comments = pro + contra,
                                   .pro = pro,
                                   .contra = contra,
                                   .voices_pro = pro,
                                   .voices_contra = contra };
    return sample_post(&s);
}

static const char *home(const struct home_view *v)
{
    buf_reset(&s.out);
    ck_assert_int_eq(home_view(&s.page, v, &s.out), RC_OK);
    return s.out.s;
}

START_TEST(the_tally_speaks_in_words)
{
    ck_shows(sample_post(&s),
             "19 comentarios a favor y 15 en contra, de 21 personas; 3 han "
             "cambiado de postura.");
    ck_shows(s.out.s, "12 a favor, 9 en contra");
    ck_shows(with_tally(1, 0),
             "1 comentario a favor y 0 en contra, de 1 persona; nadie ha");
    s.page.lang = LANG_EN;
    ck_shows(with_tally(1, 1),
             "1 comment for and 1 against, from 2 people; nobody has");
    ck_shows(with_tally(0, 0), message(LANG_EN, MSG_TALLY_NONE));
}
END_TEST

START_TEST(scripts_find_their_words_on_the_page)
{
    sample_post(&s);
    ck_shows(s.out.s, "/static/debate.js?v=0123456789ab");
    ck_counts(s.out.s, "<template id=\"comfort\">", 1);
    ck_shows(s.out.s, "data-many=\"Ver {n} comentarios nuevos\"");
    ck_shows(s.out.s, "Hemos recuperado tu borrador.");
    ck_shows(s.out.s, "<section id=\"comments\" data-tallied=\"34\"");
    s.page.lang = LANG_EN;
    ck_shows(sample_post(&s), "data-many=\"Show {n} new comments\"");
    s.view.single = &s.threads.items[0];
    ck_counts(sample_post(&s), "<template id=\"comfort\">", 1);
    ck_hides(home(&(struct home_view){ .page = 1 }), "debate.js");
}
END_TEST

START_TEST(percentages_wait_for_ten_comments)
{
    ck_hides(with_tally(6, 3), "67\u00a0%");
    ck_shows(s.out.s, message(LANG_ES, MSG_TALLY_FEW));
    ck_shows(with_tally(7, 3), "70\u00a0% a favor y 30\u00a0% en contra");
    ck_hides(s.out.s, message(LANG_ES, MSG_TALLY_FEW));
}
END_TEST

START_TEST(nobody_who_spoke_is_zero_per_cent)
{
    ck_shows(with_tally(999, 1), "99\u00a0% a favor y 1\u00a0% en contra");
    ck_shows(with_tally(1, 999), "1\u00a0% a favor y 99\u00a0% en contra");
    ck_shows(with_tally(10, 0), "100\u00a0% a favor y 0\u00a0% en contra");
}
END_TEST

START_TEST(the_bar_has_the_widths_of_the_tally)
{
    ck_shows(with_tally(1, 3), "<rect class=\"pro\" width=\"25.0%\"");
    ck_shows(s.out.s, "<svg x=\"25.0%\" width=\"75.0%\"");
    ck_hides(with_tally(0, 0), "<rect class=\"pro\"");
}
END_TEST

START_TEST(a_silent_side_is_invited)
{
    ck_shows(with_tally(3, 0), message(LANG_ES, MSG_THREAD_NOBODY_CONTRA));
    ck_shows(with_tally(0, 3), message(LANG_ES, MSG_THREAD_NOBODY_PRO));
    ck_hides(with_tally(1, 1), message(LANG_ES, MSG_THREAD_NOBODY_PRO));
    s.post.label_contra = "Dentro";
    ck_shows(with_tally(3, 0), "Nadie ha argumentado «Dentro» todavía");
    s.post.open = false;
    ck_hides(with_tally(3, 0), "Nadie ha argumentado");
}
END_TEST

START_TEST(own_labels_are_used_and_escaped)
{
    const char *html;

    s.post.label_pro = HOSTILE;
    s.post.label_contra = "Dentro";
    html = sample_post(&s);
    ck_shows(html, "15 en «Dentro»");
    ck_shows(html, HOSTILE_ESCAPED);
    ck_hides(html, "<script>");
    ck_hides(html, "A favor");
}
END_TEST

START_TEST(a_hostile_post_stays_text)
{
    const char *html;

    s.post.title = s.post.author = s.post.question = HOSTILE;
    html = sample_post(&s);
    ck_counts(html, "<h1", 1);
    ck_hides(html, "<script>");
    ck_hides(html, "<b a");
}
END_TEST

START_TEST(the_question_is_the_heading)
{
    ck_shows(sample_post(&s),
             "<p class=\"kicker\">Las redes sociales, ¿dentro o fuera?</p>");
    ck_shows(s.out.s, "<h1 class=\"p-name\">¿Debe una empresa");
    s.post.question = s.post.title;
    ck_hides(sample_post(&s), "kicker");
}
END_TEST

START_TEST(a_plain_post_has_no_sides)
{
    const char *html;

    s.post.kind = POST_PLAIN;
    s.post.question = "";
    for (size_t i = 0; i < s.threads.n; i++)
        s.threads.items[i].side = s.threads.items[i].moved_from = SIDE_NONE;
    html = sample_post(&s);
    ck_hides(html, "A favor");
    ck_hides(html, "name=\"side\"");
    ck_hides(html, "tally");
    ck_shows(html, "Deja un comentario");
    ck_shows(html, "responde a Ana");
}
END_TEST

START_TEST(a_closed_post_says_so_instead_of_a_form)
{
    const char *html;

    s.post.open = false;
    html = sample_post(&s);
    ck_hides(html, "<form method=\"post\" action");
    ck_hides(html, "?reply=");
    ck_hides(html, "Argumentar");
    ck_shows(html, message(LANG_ES, MSG_FORM_NO_MORE_DEBATE));
    ck_shows(html, "Debate cerrado");
}
END_TEST

START_TEST(filters_and_pages_keep_each_other)
{
    const char *html;

    s.view.only = SIDE_CONTRA;
    s.view.page = 2;
    s.threads.more = true;
    html = sample_post(&s);
    ck_shows(html, "?side=contra#comments\" aria-current=\"true\"");
    ck_counts(html, "aria-current=\"true\"><", 0);
    ck_shows(
        html,
        "rel=\"prev\" href=\"/p/externalizar-redes?side=contra&amp;page=1#comments");
    ck_shows(
        html,
        "rel=\"next\" href=\"/p/externalizar-redes?side=contra&amp;page=3#comments");
    ck_shows(html, "?reply=1&amp;side=contra&amp;page=2#reply");
}
END_TEST

START_TEST(one_page_has_no_pager)
{
    ck_hides(sample_post(&s), "class=\"pager\"");
    ck_shows(s.out.s, "?reply=1#reply");
}
END_TEST

START_TEST(one_comment_has_a_page_of_its_own)
{
    const char *html;

    s.view.single = &s.threads.items[3];
    html = sample_post(&s);
    ck_shows(
        html,
        "<article class=\"c contra this u-comment h-cite\" id=\"c4\" data-id=\"4\">");
    ck_counts(html, " this u-comment", 1);
    ck_counts(html, "<h1", 1);
    ck_hides(html, "<form method=\"post\" action");
    ck_hides(html, "Lo que pesa");
}
END_TEST

START_TEST(home_shows_the_debate_and_the_posts)
{
    struct post posts[2] = { s.post, s.post };
    const struct home_view v = {
        .debate = &s.post, .posts = posts, .n = 2, .page = 2, .more = true
    };

    posts[0].title = posts[0].summary = HOSTILE;
    posts[1].kind = POST_PLAIN;
    s.page.title = "";
    home(&v);
    ck_counts(s.out.s, "<h1", 1);
    ck_counts(s.out.s, "class=\"mini\"", 1);
    ck_shows(s.out.s, "<title>La otra cara</title>");
    ck_shows(s.out.s, "rel=\"prev\" href=\"/?lang=es&amp;page=1\"");
    ck_shows(s.out.s, "rel=\"next\" href=\"/?lang=es&amp;page=3\"");
    ck_hides(s.out.s, "<script>");
    ck_hides(s.out.s, "<b a");
}
END_TEST

START_TEST(an_empty_home_says_so)
{
    ck_shows(home(&(struct home_view){ .page = 1 }), message(LANG_ES, MSG_HOME_EMPTY));
    ck_hides(s.out.s, "class=\"hero\"");
}
END_TEST

Suite *post_view_suite(void);
Suite *post_view_suite(void)
{
    Suite *suite = suite_create("post_view");
    TCase *c = tcase_create("post_view");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, the_tally_speaks_in_words);
    tcase_add_test(c, scripts_find_their_words_on_the_page);
    tcase_add_test(c, percentages_wait_for_ten_comments);
    tcase_add_test(c, nobody_who_spoke_is_zero_per_cent);
    tcase_add_test(c, the_bar_has_the_widths_of_the_tally);
    tcase_add_test(c, a_silent_side_is_invited);
    tcase_add_test(c, own_labels_are_used_and_escaped);
    tcase_add_test(c, a_hostile_post_stays_text);
    tcase_add_test(c, the_question_is_the_heading);
    tcase_add_test(c, a_plain_post_has_no_sides);
    tcase_add_test(c, a_closed_post_says_so_instead_of_a_form);
    tcase_add_test(c, filters_and_pages_keep_each_other);
    tcase_add_test(c, one_page_has_no_pager);
    tcase_add_test(c, one_comment_has_a_page_of_its_own);
    tcase_add_test(c, home_shows_the_debate_and_the_posts);
    tcase_add_test(c, an_empty_home_says_so);
    suite_add_tcase(suite, c);
    return suite;
}
