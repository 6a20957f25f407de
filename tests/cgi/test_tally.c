/*
 * test_tally.c - how the tally is counted, in words and in SQL, and its pictures
 */
#include <unistd.h>

#include "audit.h"
#include "call.h"

/* The query as the page prints it gives the numbers of the page. */
START_TEST(the_counting_page_shows_the_query_that_counts)
{
    struct response rs = get("/counting");
    const char *query;

    ck_status(rs, 200);
    ck_says(rs, "<h1>Cómo contamos</h1>");
    ck_says(rs, "WITH word AS (SELECT post_id, person_id, side, created AS at,");
    ck_says(rs, "\n              FROM comment\n");
    ck_says(get("/counting?lang=en"), "<h1>How we count</h1>");
    ck_says(get("/counting?lang=en"),
            "rel=\"canonical\" href=\"" CALL_URL "/counting?lang=en\"");
    ck_status(get("/counting?lang=fr"), 404);
    debate("uno");
    comment("uno", NULL, "pro", "Primero.");
    comment("uno", NULL, "contra", "Segundo.");
    comment("uno", NULL, "contra", "Tercero.");
    query = audit_recount();
    ck_assert_int_eq(number(arena_printf(call_arena(),
                                         "SELECT comments * 1000 + pro * 100 + contra"
                                         " * 10 + people_contra FROM (%s) n",
                                         query)),
                     3122);
    ck_says(get("/p/uno"), "<a href=\"/counting\">");
}
END_TEST

static bool begins(const struct response *rs, const char *bytes, size_t n)
{
    return rs->body->n > n && memcmp(rs->body->s, bytes, n) == 0;
}

START_TEST(a_picture_tells_the_tally)
{
    struct response rs;

    debate("uno");
    comment("uno", NULL, "pro", "Primero.");
    number("UPDATE tally SET pro = 7771, contra = 7772, people_pro = 1000,"
           " people_contra = 2000 RETURNING 1");
    rs = get("/p/uno/tally.svg");
    ck_status(rs, 200);
    ck_assert_str_eq(rs.content_type, "image/svg+xml");
    ck_assert(rs.picture);
    ck_assert_int_eq(rs.cache, CACHE_SHARED);
    ck_says(rs, "<title id=\"title\">¿Conviene?</title>");
    ck_says(rs, ">7771</text>");
    ck_says(rs, ">7772</text>");
    ck_says(rs,
            ">3000 personas han tomado partido · nadie ha cambiado de postura</text>");
    ck_says(rs, ">A favor</text>");
    ck_says(rs, ">21 sept 2026</text>");
    ck_status(
        VISIT(.method = METHOD_GET, .target = "/p/uno/tally.svg", .etag = rs.etag),
        304);
    rs = get("/p/uno/tally.png");
    ck_status(rs, 200);
    ck_assert_str_eq(rs.content_type, "image/png");
    ck_assert_int_eq(rs.cache, CACHE_MINUTE);
    ck_assert(begins(&rs, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76", 24));
}
END_TEST

START_TEST(a_picture_hides_what_the_page_hides)
{
    struct post_draft draft = debate_draft("uno");
    struct response before, after;

    draft.tally_shown = TALLY_AFTER_STANCE;
    save_post(&draft);
    comment("uno", NULL, "pro", "Primero.");
    before = get("/p/uno/tally.png");
    number("UPDATE tally SET pro = 7771, contra = 7772 RETURNING 1");
    ck_silent(get("/p/uno/tally.svg"), "777");
    ck_says(get("/p/uno/tally.svg"), "El recuento se ve cuando tomas postura");
    /* The numbers change no pixel. */
    after = get("/p/uno/tally.png");
    ck_assert_uint_eq(before.body->n, after.body->n);
    ck_assert_mem_eq(before.body->s, after.body->s, after.body->n);
    /* The picture is the same for viewers who see the numbers on the page. */
    ck_silent(get_as(sign_in("Autora"), "/p/uno/tally.svg"), "777");
}
END_TEST

START_TEST(only_a_published_debate_has_pictures)
{
    struct post_draft draft = debate_draft("uno");
    const char *author = sign_in("Autora");

    draft.state = POST_DRAFT;
    save_post(&draft);
    ck_status(get_as(author, "/p/uno/tally.svg"), 404);
    ck_status(get_as(author, "/p/uno/tally.png"), 404);
    draft = debate_draft("dos");
    draft.kind = POST_PLAIN;
    draft.question = "";
    save_post(&draft);
    ck_status(get("/p/dos/tally.svg"), 404);
    ck_status(get("/p/tres/tally.png"), 404);
}
END_TEST

START_TEST(a_hostile_debate_is_drawn_as_text)
{
    struct post_draft draft = debate_draft("uno");
    struct response rs;

    draft.question = "</text><script>x</script>&";
    draft.label_pro = "\"><script>y</script>";
    draft.label_contra = "En una palabra larguísima de cuarenta";
    save_post(&draft);
    rs = get("/p/uno/tally.svg");
    ck_status(rs, 200);
    ck_silent(rs, "<script");
    ck_says(rs, ">En una palabra larg…</text>");
    ck_status(get("/p/uno/tally.png"), 200);
}
END_TEST

START_TEST(a_long_question_is_cut_at_the_fourth_line)
{
    struct post_draft draft = debate_draft("uno");
    char question[301] = "";

    for (size_t i = 0; i < 30; i++)
        memcpy(question + 10 * i, "palabras, ", 10);
    question[299] = '?';
    draft.question = question;
    save_post(&draft);
    ck_assert_uint_eq(times(&(struct response){ .body = get("/p/uno/tally.svg").body },
                            "font-size=\"40\""),
                      4);
    ck_says(get("/p/uno/tally.svg"), "…</text>");
}
END_TEST

static void without_fonts(void)
{
    static const char nothing[] = "<fontconfig></fontconfig>";
    const char *path = arena_printf(call_arena(), "/tmp/tertulia-fonts-%d", getpid());
    FILE *f = fopen(path, "w");

    ck_assert_ptr_nonnull(f);
    fputs(nothing, f);
    fclose(f);
    setenv("FONTCONFIG_FILE", path, 1);
}

START_TEST(without_fonts_there_is_no_png)
{
    without_fonts();
    debate("uno");
    ck_status(get("/p/uno/tally.png"), 404);
    ck_status(get("/p/uno/tally.png"), 404);
    ck_status(get("/p/uno/tally.svg"), 200);
    unlink(getenv("FONTCONFIG_FILE"));
}
END_TEST

Suite *tally_suite(void);
Suite *tally_suite(void)
{
    Suite *suite = suite_create("tally");
    TCase *c = tcase_create("tally");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, call_setup, call_teardown);
    tcase_add_test(c, the_counting_page_shows_the_query_that_counts);
    tcase_add_test(c, a_picture_tells_the_tally);
    tcase_add_test(c, a_picture_hides_what_the_page_hides);
    tcase_add_test(c, only_a_published_debate_has_pictures);
    tcase_add_test(c, a_hostile_debate_is_drawn_as_text);
    tcase_add_test(c, a_long_question_is_cut_at_the_fourth_line);
    /* Needs its own process: fontconfig looks for fonts once. */
    if (!getenv("CK_FORK") || strcmp(getenv("CK_FORK"), "no") != 0)
        tcase_add_test(c, without_fonts_there_is_no_png);
    return suite;
}
