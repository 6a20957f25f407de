/*
 * test_comment_view.c - threads of any shape, hostile comments, the form's states
 */
#include "comment_view.h"
#include "look.h"
#include "message.h"
#include "sample.h"
#include "suite.h"
#include "thread_page.h"

static struct sample s;

static void setup(void)
{
    sample_open(&s, LANG_ES);
}

static void teardown(void)
{
    sample_close(&s);
}

/* Every list, article and fold that opens closes, in the right order. */
static void check_nesting(const char *html)
{
    char stack[256];
    size_t n = 0;

    for (const char *at = html; (at = strchr(at, '<')); at++) {
        const bool end = at[1] == '/';
        const char *tag = at + (end ? 2 : 1);
        const char kind = strncmp(tag, "ol", 2) == 0        ? 'o'
                          : strncmp(tag, "li>", 3) == 0     ? 'l'
                          : strncmp(tag, "article", 7) == 0 ? 'a'
                          : strncmp(tag, "details", 7) == 0 ? 'd'
                                                            : '\0';
        if (!kind)
            continue;
        if (end) {
            ck_assert_msg(n > 0 && stack[n - 1] == kind, "unbalanced at %.60s", at);
            n--;
        } else {
            ck_assert_uint_lt(n, sizeof(stack));
            stack[n++] = kind;
        }
    }
    ck_assert_uint_eq(n, 0);
}

static void depths(const int *depth, size_t n)
{
    sample_comments(&s, n, 0);
    for (size_t i = 0; i < n; i++) {
        s.threads.items[i].depth = depth[i];
        s.threads.items[i].parent_id = depth[i] ? (int64_t)i : 0;
    }
}

START_TEST(lists_balance_whatever_the_depths)
{
    static const int JUMPS[] = { 3, 0, 1, 2, 5, 1, 63, 63, 0, 2, 2, 0 };

    check_nesting(sample_post(&s));
    depths(JUMPS, ARRAY_LEN(JUMPS));
    check_nesting(sample_post(&s));
    ck_counts(s.out.s, "<article class=\"c ", ARRAY_LEN(JUMPS));
    sample_comments(&s, 200, 63);
    check_nesting(sample_post(&s));
    ck_counts(s.out.s, "class=\"to\"", 196);
    sample_comments(&s, 1, 0);
    check_nesting(sample_post(&s));
    s.threads.n = 0;
    check_nesting(sample_post(&s));
    ck_hides(s.out.s, "class=\"threads\"");
}
END_TEST

START_TEST(indentation_stops)
{
    int chain[40];

    for (int i = 0; i < 40; i++)
        chain[i] = i;
    depths(chain, 40);
    sample_post(&s);
    ck_counts(s.out.s, "<ol class=\"replies\">", COMMENT_INDENT);
    check_nesting(s.out.s);
}
END_TEST

START_TEST(a_thread_folds_below_what_opened_it)
{
    static const int THREADS[] = { 0, 1, 2, 1, 0, 0, 1 };

    depths(THREADS, ARRAY_LEN(THREADS));
    s.threads.items[3].state = COMMENT_SPAM;
    check_nesting(sample_post(&s));
    ck_counts(s.out.s, "<details class=\"fold\" open>", 2);
    ck_shows(s.out.s, "<summary>2 respuestas</summary>\n<ol class=\"replies\">");
    ck_shows(s.out.s, "<summary>1 respuesta</summary>");
    ck_counts(s.out.s, "</ol></details></li>", 2);
}
END_TEST

START_TEST(a_comment_bears_what_identifies_it)
{
    const char *html = sample_post(&s);

    ck_shows(html,
             "<article class=\"c contra u-comment h-cite\" id=\"c2\" data-id=\"2\">");
    ck_shows(html, "Comentario 2, En contra, de Luis, responde a 1</h3>");
    ck_shows(html, "<time class=\"dt-published\" datetime=\"2026-11-04T11:12:00Z\">");
    ck_shows(html, "href=\"/p/externalizar-redes/comments/2\"");
    ck_shows(html, "href=\"https://example.org/inigo?a=1&amp;b=2\" rel=\"nofollow ugc");
    ck_shows(html, "estaba en «A favor»");
    ck_counts(html, ">escribe el blog</span>", 1);
}
END_TEST

START_TEST(relations_to_the_parent_are_said_in_words)
{
    sample_post(&s);
    ck_shows(s.out.s, "<a class=\"to\" href=\"#c1\">responde a Ana</a>");
    ck_shows(s.out.s, "<a class=\"to\" href=\"#c2\">apoya a Luis</a>");
    ck_shows(s.out.s, "href=\"#c6\">responde a un comentario retirado");
    s.threads.items[1].person_id = s.threads.items[0].person_id;
    ck_shows(sample_post(&s), "href=\"#c1\">continúa su comentario");
}
END_TEST

START_TEST(a_tombstone_shows_neither_name_nor_text)
{
    s.threads.items[5].name = "Secreta";
    s.threads.items[5].body = (struct html){ "<p>secreto</p>" };
    for (int state = 0; state < COMMENT_STATES; state++) {
        s.threads.items[5].state = (enum comment_state)state;
        if (state == COMMENT_VISIBLE)
            continue;
        ck_shows(sample_post(&s),
                 "<article class=\"c removed contra\" id=\"c6\" data-id=\"6\">");
        ck_hides(s.out.s, "Secreta");
        ck_hides(s.out.s, "secreto");
        ck_hides(s.out.s, "?reply=6");
    }
}
END_TEST

START_TEST(hostile_comments_stay_text)
{
    const char *html;

    s.threads.items[0].name = HOSTILE;
    s.threads.items[4].name = HOSTILE;
    s.threads.items[4].website = "javascript:alert(1)";
    s.form.side = s.form.body = s.form.name = s.form.website = HOSTILE;
    s.form.name_line = HOSTILE;
    s.form.markup.html = (struct html){ "<p>fine</p>" };
    s.view.form.preview = true;
    s.view.form.token = HOSTILE;
    s.view.form.reply_to = &s.threads.items[0];
    html = sample_post(&s);
    ck_shows(html, HOSTILE_ESCAPED);
    ck_hides(html, "<script>");
    ck_hides(html, "<b a");
    ck_hides(html, "href=\"javascript:");
    ck_hides(html, " checked");
}
END_TEST

START_TEST(own_comments_are_marked_for_their_writer_only)
{
    ck_hides(sample_post(&s), "badge own");
    s.view.viewer.person_id = SAMPLE_WRITER;
    ck_counts(sample_post(&s), "badge own", 1);
}
END_TEST

START_TEST(waiting_comments_stand_apart)
{
    s.view.held = true;
    ck_shows(sample_post(&s), "id=\"held\"");
    ck_shows(s.out.s, message(LANG_ES, MSG_FORM_HELD));
    s.view.held = false;
    ck_hides(sample_post(&s), "id=\"held\"");
    s.view.viewer.waiting = &s.threads.items[0];
    s.view.viewer.waiting_n = 2;
    ck_counts(sample_post(&s), message(LANG_ES, MSG_THREAD_WAITS), 2);
    ck_hides(s.out.s, message(LANG_ES, MSG_FORM_HELD));
    ck_counts(s.out.s, "id=\"c1\"", 1);
}
END_TEST

START_TEST(the_form_stands_once_and_under_what_it_answers)
{
    const char *html = sample_post(&s);

    ck_counts(html, "<form method=\"post\" action", 1);
    ck_hides(html, "name=\"parent\"");
    s.view.form.reply_to = &s.threads.items[3];
    html = sample_post(&s);
    ck_counts(html, "<form method=\"post\" action", 1);
    ck_shows(html, "name=\"parent\" value=\"4\"");
    ck_shows(html, "Tu respuesta a Marta");
    ck_assert(strstr(html, "<form method=\"post\" action") < strstr(html, "id=\"c5\""));
    check_nesting(html);
}
END_TEST

START_TEST(a_reply_to_what_is_not_there_keeps_its_form)
{
    struct comment gone = s.threads.items[3];

    gone.id = 99;
    s.view.form.reply_to = &gone;
    s.form.body = "text kept";
    ck_counts(sample_post(&s), "<form method=\"post\" action", 1);
    ck_shows(s.out.s, "text kept</textarea>");
    s.view.single = &s.threads.items[0];
    ck_shows(sample_post(&s), "text kept</textarea>");
}
END_TEST

START_TEST(nothing_is_chosen_before_the_reader_chooses)
{
    ck_hides(sample_post(&s), " checked");
    s.form.side = "contra";
    ck_shows(sample_post(&s), "value=\"contra\" id=\"side-contra\" checked>");
    ck_counts(s.out.s, " checked", 1);
}
END_TEST

START_TEST(fields_keep_what_was_typed)
{
    s.form.body = "\nuno\n  dos </textarea>";
    s.form.name = "Ana \"la\" <b>";
    s.form.website = "no es una web";
    problem_add(&s.form.problems, "body", "P-BODY");
    problem_add(&s.form.problems, "name", "P-NAME");
    problem_add(&s.form.problems, "website", "P-WEB");
    sample_post(&s);
    ck_shows(s.out.s, ">\n\nuno\n  dos &lt;/textarea&gt;</textarea>");
    ck_shows(s.out.s, "value=\"Ana &quot;la&quot; &lt;b&gt;\"");
    ck_shows(s.out.s, "value=\"no es una web\"");
    ck_shows(s.out.s, "<p class=\"problem\" id=\"body-problem\">P-BODY</p>");
    ck_shows(s.out.s,
             "aria-describedby=\"body-problem body-count\" aria-invalid=\"true\"");
    ck_shows(s.out.s, "aria-invalid=\"true\" aria-describedby=\"name-problem\"");
    ck_shows(s.out.s, "aria-invalid=\"true\" aria-describedby=\"website-problem\"");
    ck_hides(s.out.s, "side-problem");
}
END_TEST

START_TEST(the_preview_shows_the_comment_above_the_form)
{
    s.form.markup.html = (struct html){ "<p><em>previo</em></p>" };
    s.form.side_value = SIDE_PRO;
    s.form.name_line = "";
    ck_hides(sample_post(&s), "previo");
    s.view.form.preview = true;
    sample_post(&s);
    ck_shows(s.out.s, "<p><em>previo</em></p>");
    ck_shows(s.out.s, message(LANG_ES, MSG_FORM_NO_NAME));
    ck_assert(strstr(s.out.s, "id=\"preview\"") <
              strstr(s.out.s, "<form method=\"post\" action"));
}
END_TEST

START_TEST(a_conflict_gives_the_text_back)
{
    s.post.open = false;
    s.form.body = "un texto </textarea>";
    s.view.form.conflict = true;
    sample_post(&s);
    ck_shows(s.out.s, "readonly>un texto &lt;/textarea&gt;</textarea>");
    ck_hides(s.out.s, "<form method=\"post\" action");
}
END_TEST

START_TEST(the_trap_is_hidden_from_people)
{
    ck_shows(sample_post(&s),
             "<p class=\"trap\" aria-hidden=\"true\"><label for=\"url\">");
    ck_shows(s.out.s, "name=\"url\" tabindex=\"-1\" autocomplete=\"off\"");
}
END_TEST

START_TEST(a_cut_thread_leads_to_its_rest)
{
    static const struct thread_rest rests[] = { { 1, 12 }, { 8, 1 } };

    ck_hides(sample_post(&s), "class=\"more\"");
    ck_shows(s.out.s, "<summary>3 respuestas</summary>");
    s.threads.rests = rests;
    s.threads.rests_n = 2;
    sample_post(&s);
    check_nesting(s.out.s);
    ck_counts(s.out.s, "class=\"more\"", 2);
    ck_shows(s.out.s,
             "<p class=\"more\"><a href=\"/p/externalizar-redes/comments/1\">12 "
             "más en este hilo</a></p>");
    ck_shows(s.out.s,
             "<p class=\"more\"><a href=\"/p/externalizar-redes/comments/8\">1 "
             "más en este hilo</a></p>");
    ck_shows(s.out.s, "<summary>15 respuestas</summary>");
    ck_shows(s.out.s, "<summary>1 respuesta</summary>");
    ck_assert(strstr(s.out.s, "comments/1\">12") < strstr(s.out.s, "id=\"c5\""));
}
END_TEST

START_TEST(a_tombstone_says_who_hid_the_comment)
{
    ck_shows(sample_post(&s), message(LANG_ES, MSG_THREAD_REMOVED));
    ck_hides(s.out.s, message(LANG_ES, MSG_OWN_WITHDRAWN));
    s.threads.items[5].withdrawn = SAMPLE_TIME;
    ck_shows(sample_post(&s), message(LANG_ES, MSG_OWN_WITHDRAWN));
    ck_hides(s.out.s, message(LANG_ES, MSG_THREAD_REMOVED));
}
END_TEST

START_TEST(english_pages_are_english)
{
    s.page.lang = LANG_EN;
    ck_shows(sample_post(&s), "<a class=\"to\" href=\"#c2\">supports Luis</a>");
    ck_shows(s.out.s, "Which side does your comment argue?");
    ck_shows(s.out.s, "Comment 2, Against, by Luis, answers 1");
}
END_TEST

static void add_threads(TCase *c)
{
    tcase_add_test(c, lists_balance_whatever_the_depths);
    tcase_add_test(c, indentation_stops);
    tcase_add_test(c, a_thread_folds_below_what_opened_it);
    tcase_add_test(c, a_comment_bears_what_identifies_it);
    tcase_add_test(c, relations_to_the_parent_are_said_in_words);
    tcase_add_test(c, a_tombstone_shows_neither_name_nor_text);
    tcase_add_test(c, hostile_comments_stay_text);
    tcase_add_test(c, own_comments_are_marked_for_their_writer_only);
    tcase_add_test(c, waiting_comments_stand_apart);
    tcase_add_test(c, a_cut_thread_leads_to_its_rest);
    tcase_add_test(c, a_tombstone_says_who_hid_the_comment);
    tcase_add_test(c, english_pages_are_english);
}

static void add_form(TCase *c)
{
    tcase_add_test(c, the_form_stands_once_and_under_what_it_answers);
    tcase_add_test(c, a_reply_to_what_is_not_there_keeps_its_form);
    tcase_add_test(c, nothing_is_chosen_before_the_reader_chooses);
    tcase_add_test(c, fields_keep_what_was_typed);
    tcase_add_test(c, the_preview_shows_the_comment_above_the_form);
    tcase_add_test(c, a_conflict_gives_the_text_back);
    tcase_add_test(c, the_trap_is_hidden_from_people);
}

Suite *comment_view_suite(void);
Suite *comment_view_suite(void)
{
    Suite *suite = suite_create("comment_view");
    TCase *c = tcase_create("comment_view");

    tcase_add_checked_fixture(c, setup, teardown);
    add_threads(c);
    add_form(c);
    suite_add_tcase(suite, c);
    return suite;
}
