/*
 * test_post_view.c - home and posts: the tally, filters, pages, closed and plain posts
 */
#include "home_view.h"
#include "look.h"
#include "message.h"
#include "sample.h"
#include "suite.h"
#include "thread_order.h"

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
                                   .people_pro = pro,
                                   .people_contra = contra };
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
             "19 comentarios a favor y 15 en contra; 21 personas han tomado "
             "partido y 3 han cambiado de postura.");
    ck_shows(s.out.s, "12 a favor, 9 en contra");
    ck_shows(with_tally(1, 0),
             "1 comentario a favor y 0 en contra; 1 persona ha tomado partido y "
             "nadie ha");
    s.page.lang = LANG_EN;
    ck_shows(with_tally(1, 1),
             "1 comment for and 1 against; 2 people have taken a side and nobody has");
    ck_shows(with_tally(0, 0), message(LANG_EN, MSG_TALLY_NONE));
    s.post.open = false;
    ck_shows(with_tally(0, 0), message(LANG_EN, MSG_TALLY_NONE_CLOSED));
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
    ck_hides(s.out.s, "Resultado final");
    s.post.open = false;
    ck_shows(with_tally(6, 3),
             "Resultado final. Hay muy pocos comentarios para dar porcentajes.");
    ck_shows(with_tally(7, 3), "Resultado final. De los comentarios, 70");
    s.page.lang = LANG_EN;
    ck_shows(with_tally(6, 3), "Final result. Too few comments to give percentages.");
    ck_hides(s.out.s, message(LANG_EN, MSG_TALLY_FEW));
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

START_TEST(the_debate_is_one_press_from_the_top)
{
    ck_counts(sample_post(&s), "<a href=\"#tally\">Ir al debate</a>", 1);
    /* The tally of a debate that has a conclusion is at the top already. */
    s.post.open = false;
    s.post.conclusion = (struct html){ "<p>Fin.</p>" };
    ck_hides(sample_post(&s), "href=\"#tally\"");
}
END_TEST

START_TEST(a_plain_post_has_no_sides)
{
    const char *html;

    s.post.kind = POST_PLAIN;
    s.post.question = "";
    for (size_t i = 0; i < s.threads.n; i++)
        s.threads.items[i].side = s.threads.items[i].retagged_from = SIDE_NONE;
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

#define HERE "/p/externalizar-redes"

START_TEST(a_choice_keeps_the_others)
{
    const char *html;

    s.view.options = (struct view_options){
        .only = SIDE_CONTRA, .order = ORDER_NEWEST, .columns = true, .page = 2
    };
    s.threads.more = true;
    html = sample_post(&s);
    ck_shows(html, "href=\"" HERE "?order=newest&amp;view=columns#comments\" "
                   "rel=\"nofollow\">Todos <");
    ck_shows(html,
             "href=\"" HERE "?side=contra&amp;order=newest&amp;view=columns#comments\" "
             "rel=\"nofollow\" aria-current=\"true\">En contra <");
    ck_shows(html,
             "href=\"" HERE "?side=contra&amp;show=unanswered&amp;order=newest&amp;"
             "view=columns#comments\" rel=\"nofollow\">Sin réplica");
    ck_shows(html, "href=\"" HERE "?side=contra&amp;view=columns#comments\" "
                   "rel=\"nofollow\">Equilibrado</a>");
    ck_shows(html, "href=\"" HERE "?side=contra&amp;order=newest#comments\" "
                   "rel=\"nofollow\">Hilo</a>");
    ck_shows(html, "rel=\"prev\" href=\"" HERE
                   "?side=contra&amp;order=newest&amp;view=columns#comments");
    ck_shows(html,
             "rel=\"next\" href=\"" HERE
             "?side=contra&amp;order=newest&amp;view=columns&amp;page=3#comments");
    ck_shows(html, "?reply=1&amp;side=contra&amp;order=newest&amp;view=columns&amp;"
                   "page=2#reply");
    ck_counts(html, " aria-current=\"true\"", 4); /* of side, order, view, language */
}
END_TEST

START_TEST(the_bar_counts_what_its_links_show)
{
    s.view.unanswered_pro = 4;
    s.view.unanswered_contra = 2;
    sample_post(&s);
    ck_shows(s.out.s, ">Todos <span class=\"count\">34</span></a>");
    ck_shows(s.out.s, ">A favor <span class=\"count\">19</span></a>");
    ck_shows(s.out.s, ">En contra <span class=\"count\">15</span></a>");
    ck_shows(s.out.s, ">Sin réplica <span class=\"count\">6</span></a>");
    s.view.options.only = SIDE_PRO;
    ck_shows(sample_post(&s), ">Sin réplica <span class=\"count\">4</span></a>");
    s.view.options.unanswered = true;
    ck_shows(sample_post(&s), ">En contra <span class=\"count\">2</span></a>");
    ck_shows(s.out.s, ">Todos <span class=\"count\">34</span></a>");
    s.view.unanswered_contra = THREAD_UNANSWERED_MAX + 1;
    ck_shows(sample_post(&s), ">En contra <span class=\"count\">999+</span></a>");
}
END_TEST

START_TEST(a_hidden_tally_counts_nothing_in_the_bar)
{
    s.view.tally = false;
    ck_hides(sample_post(&s), "class=\"count\">34");
    ck_hides(s.out.s, "class=\"count\">19");
    ck_shows(s.out.s, ">En contra</a>");
}
END_TEST

START_TEST(columns_are_the_same_comments_in_the_same_order)
{
    const char *thread, *columns;

    ck_hides(sample_post(&s), "class=\"heads\"");
    thread = arena_printf(s.arena, "%s", strstr(s.out.s, "<article class=\"c "));
    s.view.options.columns = true;
    ck_shows(sample_post(&s), "<ol class=\"threads columns\">");
    ck_shows(s.out.s, "class=\"heads\" aria-hidden=\"true\"");
    columns = strstr(s.out.s, "<article class=\"c ");
    ck_assert_int_eq(strncmp(thread, columns, 400), 0);
    ck_counts(s.out.s, "<article class=\"c ", 8);
    s.view.options.only = SIDE_PRO;
    ck_hides(sample_post(&s), "threads columns");
}
END_TEST

START_TEST(the_strongest_stand_as_an_equal_pair)
{
    struct comment pro = s.threads.items[0], contra = s.threads.items[4];

    ck_hides(sample_post(&s), "class=\"leaders\"");
    pro.supports = 4;
    contra.supports = 1;
    contra.name = HOSTILE;
    s.view.top = (struct top_arguments){ &pro, &contra, "Primero", HOSTILE };
    sample_post(&s);
    ck_counts(s.out.s, "<div class=\"leader ", 2);
    ck_counts(s.out.s, "id=\"c1\"", 1);
    ck_shows(s.out.s, message(LANG_ES, MSG_THREAD_STRONGEST));
    ck_shows(s.out.s, "Lo apoyan 4 personas <a href=\"#c1\">");
    ck_shows(s.out.s, "Lo apoya 1 persona <a href=\"#c5\">");
    ck_hides(s.out.s, "<script>");
    ck_counts(s.out.s, ">Ir al comentario<", 2);
    s.view.top.pro_text = "Primero…";
    ck_shows(sample_post(&s), "<a href=\"#c1\">Leer completo<");
    ck_counts(s.out.s, ">Ir al comentario<", 1);
    contra.supports = 0;
    ck_hides(sample_post(&s), message(LANG_ES, MSG_THREAD_STRONGEST));
    ck_shows(s.out.s, message(LANG_ES, MSG_THREAD_ONE_OF_EACH));
}
END_TEST

START_TEST(parts_of_a_thread_lead_to_each_other)
{
    s.view.single = &s.threads.items[0];
    s.view.next = 900;
    ck_shows(sample_post(&s), "rel=\"next\" href=\"" HERE "/comments/1?after=900\"");
    ck_hides(s.out.s, "rel=\"prev\"");
    ck_shows(s.out.s, "<summary>Respuestas</summary>");
    s.view.after = 600;
    s.view.previous = 300;
    ck_shows(sample_post(&s), "rel=\"prev\" href=\"" HERE "/comments/1?after=300\"");
    s.view.previous = s.view.next = 0;
    ck_shows(sample_post(&s), "rel=\"prev\" href=\"" HERE "/comments/1\"");
    ck_hides(s.out.s, "rel=\"next\"");
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
    tcase_add_test(c, the_debate_is_one_press_from_the_top);
    tcase_add_test(c, a_plain_post_has_no_sides);
    tcase_add_test(c, a_closed_post_says_so_instead_of_a_form);
    tcase_add_test(c, a_choice_keeps_the_others);
    tcase_add_test(c, the_bar_counts_what_its_links_show);
    tcase_add_test(c, a_hidden_tally_counts_nothing_in_the_bar);
    tcase_add_test(c, columns_are_the_same_comments_in_the_same_order);
    tcase_add_test(c, the_strongest_stand_as_an_equal_pair);
    tcase_add_test(c, parts_of_a_thread_lead_to_each_other);
    tcase_add_test(c, one_page_has_no_pager);
    tcase_add_test(c, one_comment_has_a_page_of_its_own);
    tcase_add_test(c, home_shows_the_debate_and_the_posts);
    tcase_add_test(c, an_empty_home_says_so);
    suite_add_tcase(suite, c);
    return suite;
}
