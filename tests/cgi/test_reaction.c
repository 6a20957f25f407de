/*
 * test_reaction.c - POST /p/:slug/stance and POST .../support
 */
#include "call.h"
#include "token.h"

#define STANCE "/p/uno/stance"
#define SUPPORT "/p/uno/comments/1/support"

static void setup(void)
{
    call_setup();
    debate("uno");
}

static const char *with_token(const char *field, const char *value)
{
    return form("token", reaction_token_of("uno"), field, value, NULL);
}

static struct response take_stance_as(const char *cookie, const char *side)
{
    return post_as(cookie, STANCE, with_token("side", side));
}

static struct response support_as(const char *cookie, const char *change)
{
    return post_as(cookie, SUPPORT, with_token("do", change));
}

/* Saves the stance of a new reader; returns their cookie. */
static const char *reader(const char *address, const char *side)
{
    const struct response rs =
        VISIT(.method = METHOD_POST, .target = STANCE, .address = address,
              .body = with_token("side", side));

    ck_status(rs, 303);
    return cookie_of(&rs, "reader");
}

static void close_debate(void)
{
    ck_assert_int_eq(
        db_script(call_db(), "close", "UPDATE post SET open = 0, closed = 1790000000"),
        RC_OK);
}

static void check_refused(struct response rs, int status, const char *text,
                          const char *before)
{
    ck_status(rs, status);
    ck_says(rs, text);
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_str_eq(stored(), before);
}

START_TEST(a_stand_counts_without_a_word)
{
    const struct response rs = take_stance_as(NULL, "pro");
    const char *cookie = cookie_of(&rs, "reader");
    struct response page;

    ck_sees_other(rs, "/p/uno#stance");
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 1);
    ck_assert_int_eq(number("SELECT comments FROM tally"), 0);
    page = get_as(cookie, "/p/uno");
    ck_says(page, "value=\"pro\" class=\"pro\" aria-pressed=\"true\"");
    ck_says(page, "Tu postura: <b>A favor</b>");
    ck_assert_uint_eq(times(&page, "aria-pressed=\"true\""), 1);
    ck_silent(get("/p/uno"), "aria-pressed=\"true\"");
    ck_silent(get("/p/uno"), "Tu postura:");
}
END_TEST

START_TEST(the_page_asks_apart_from_the_form)
{
    const struct response page = get("/p/uno");
    const char *stance = strstr(text_of(&page), "id=\"stance\"");

    ck_says(page, "¿Y tú, qué piensas?");
    ck_says(page, "No hace falta escribir nada.");
    ck_assert_uint_eq(times(&page, "formaction=\"/p/uno/stance\""), 3);
    ck_assert_ptr_nonnull(stance);
    ck_assert(strstr(text_of(&page), "id=\"tally\"") < stance);
    ck_assert(stance < strstr(text_of(&page), "id=\"reply\""));
    ck_assert_uint_eq(page.cookies, 0);
}
END_TEST

START_TEST(a_stand_can_be_changed_and_given_up)
{
    const struct response first = take_stance_as(NULL, "pro");
    const char *cookie = cookie_of(&first, "reader");

    ck_silent(get_as(cookie, "/p/uno"), "Has cambiado de postura.");
    ck_assert_uint_eq(take_stance_as(cookie, "contra").cookies, 0);
    ck_assert_int_eq(number("SELECT people_contra FROM tally"), 1);
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 0);
    ck_assert_int_eq(number("SELECT changed FROM tally"), 1);
    ck_says(get_as(cookie, "/p/uno"), "Has cambiado de postura.");
    ck_silent(get("/p/uno"), "Has cambiado de postura.");
    ck_sees_other(take_stance_as(cookie, "undecided"), "/p/uno#stance");
    ck_assert_int_eq(number("SELECT people_undecided FROM tally"), 1);
    ck_says(get_as(cookie, "/p/uno"), "Tu postura: <b>No lo tengo claro</b>");
    ck_silent(get_as(cookie, "/p/uno"), "Has cambiado de postura.");
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 1);
}
END_TEST

/* A browser's first reaction, up to the 307 that sets its key; nothing is stored. */
static const char *sent_back(const char *target, const char *body)
{
    const char *before = stored();
    const struct response rs = VISIT(.method = METHOD_POST, .target = target,
                                     .body = body, .fetch_site = "same-origin");

    ck_status(rs, 307);
    ck_assert_str_eq(rs.location, arena_printf(call_arena(), "%s?again=1", target));
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_str_ne(cookie_of(&rs, "reader"), "");
    ck_assert_str_eq(stored(), before);
    return cookie_of(&rs, "reader");
}

static int64_t people(void)
{
    return number("SELECT people_pro + people_contra + people_undecided FROM tally");
}

/* The second click of a double click cancels one of the answers. */
START_TEST(a_double_click_is_one_person)
{
    const char *body = with_token("side", "pro"), *cookie;
    struct response first, second;

    /* It cancels the answer that gives the key, */
    sent_back(STANCE, body);
    cookie = NULL;
    ck_sees_other(browse(&cookie, STANCE, body), "/p/uno#stance");
    ck_assert_int_eq(people(), 1);
    /* or the next one, which says that the stance is counted. */
    cookie = sent_back(STANCE, body);
    first = browse(&cookie, STANCE, body);
    second = browse(&cookie, STANCE, body);
    ck_status(first, 303);
    ck_sees_other(second, "/p/uno#stance");
    ck_assert_uint_eq(first.cookies + second.cookies, 0);
    ck_assert_int_eq(people(), 2); /* the reader above, and this one */
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 2);
}
END_TEST

/* A classroom: all have the same address, browser and cached page. */
START_TEST(two_who_press_the_same_at_once_are_two)
{
    const char *pro = with_token("side", "pro"), *contra = with_token("side", "contra");
    const char *a = NULL, *b = NULL, *c = NULL;

    browse(&a, STANCE, pro);
    browse(&b, STANCE, pro);
    browse(&c, STANCE, contra);
    ck_assert_str_ne(a, b);
    ck_assert_str_ne(b, c);
    ck_assert_str_ne(a, c);
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 2);
    ck_assert_int_eq(number("SELECT people_contra FROM tally"), 1);
    ck_assert_int_eq(number("SELECT changed FROM tally"), 0);
    browse(&c, STANCE, pro);
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 3);
    ck_assert_int_eq(number("SELECT changed FROM tally"), 1);
}
END_TEST

START_TEST(two_who_support_at_once_are_two)
{
    const char *body, *a = NULL, *b = NULL;

    comment("uno", NULL, "pro", "Uno");
    body = with_token("do", "add");
    ck_sees_other(browse(&a, SUPPORT, body), "/p/uno#c1");
    ck_sees_other(browse(&b, SUPPORT, body), "/p/uno#c1");
    ck_sees_other(browse(&b, SUPPORT, body), "/p/uno#c1");
    ck_assert_str_ne(a, b);
    ck_assert_int_eq(number("SELECT supports FROM comment"), 2);
}
END_TEST

/* Each reaction would add a new person. */
START_TEST(where_no_cookie_is_kept_a_press_does_not_count)
{
    static const char *const targets[] = { STANCE, SUPPORT };
    const char *bodies[] = { with_token("side", "pro"), NULL }, *before;
    struct response rs;

    comment("uno", NULL, "pro", "Uno");
    bodies[1] = with_token("do", "add");
    before = stored();
    for (int i = 0; i < 2; i++) {
        sent_back(targets[i], bodies[i]);
        rs = VISIT(.method = METHOD_POST,
                   .target = arena_printf(call_arena(), "%s?again=1", targets[i]),
                   .body = bodies[i], .origin = CALL_URL);
        ck_status(rs, 403);
        ck_says(rs, "Tu navegador no guarda las cookies de este sitio");
        ck_assert_uint_eq(rs.cookies, 0);
        ck_assert_str_eq(stored(), before);
    }
}
END_TEST

/* A program sends no Origin or Sec-Fetch-Site, and gets its answer at once. */
START_TEST(the_same_press_without_a_key_gets_nobodys)
{
    const char *body = with_token("side", "pro");
    const struct response first = call(METHOD_POST, STANCE, body);
    struct response second, third;

    later(1);
    second = call(METHOD_POST, STANCE, body);
    ck_sees_other(first, "/p/uno#stance");
    ck_sees_other(second, "/p/uno#stance");
    ck_assert_str_ne(cookie_of(&first, "reader"), "");
    ck_assert_uint_eq(second.cookies, 0);
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 1);
    ck_assert_int_eq(people(), 1);
    /* The other side, or the same one later, is another person. */
    third = call(METHOD_POST, STANCE,
                 form("token", reaction_token_of("uno"), "side", "contra", NULL));
    ck_assert_str_ne(cookie_of(&third, "reader"), "");
    ck_assert_str_ne(cookie_of(&third, "reader"), cookie_of(&first, "reader"));
    later(3);
    third = call(METHOD_POST, STANCE, body);
    ck_assert_str_ne(cookie_of(&third, "reader"), "");
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 2);
    ck_assert_int_eq(number("SELECT people_contra FROM tally"), 1);
    ck_assert_int_eq(number("SELECT changed FROM tally"), 0);
}
END_TEST

START_TEST(a_writer_with_a_stance_is_one_person)
{
    const char *body = comment_form("uno", "pro", "Lo escribo");
    const struct response rs = call(METHOD_POST, "/p/uno/comments", body);
    const char *cookie = cookie_of(&rs, "reader");

    ck_says(get_as(cookie, "/p/uno"), "Tu postura: <b>A favor</b>");
    later(1);
    ck_status(take_stance_as(cookie, "contra"), 303);
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 0);
    ck_assert_int_eq(number("SELECT people_contra FROM tally"), 1);
    ck_assert_int_eq(number("SELECT pro FROM tally"), 1);
}
END_TEST

START_TEST(a_stance_needs_its_own_token)
{
    const char *old = reaction_token_of("uno"), *other, *before;
    const struct bytes32 key = { { 7 } };

    debate("dos");
    other = reaction_token_of("dos");
    later(24 * 3600 + 1);
    before = stored();
    const char *const tokens[] = { "",
                                   "x",
                                   old,
                                   other,
                                   reader_token("uno"),
                                   token_make(call_arena(), &key, "reaction", 1,
                                              CALL_NOW + 24 * 3600) };

    for (size_t i = 0; i < ARRAY_LEN(tokens); i++) {
        const struct response rs =
            call(METHOD_POST, STANCE, form("token", tokens[i], "side", "contra", NULL));

        check_refused(rs, 422, "Pulsa otra vez y contará", before);
        ck_says(rs, "name=\"side\" value=\"contra\">En contra</button>");
        if (i)
            continue;
        ck_sees_other(
            call(METHOD_POST, STANCE,
                 form("token", field_of(&rs, "token"), "side", "contra", NULL)),
            "/p/uno#stance");
        before = stored();
    }
}
END_TEST

START_TEST(an_unknown_side_is_no_stance)
{
    static const char *const sides[] = { "", "PRO", "none", "1", "\"><script>" };
    const char *token = reaction_token_of("uno"), *before = stored();

    for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
        const struct response rs =
            call(METHOD_POST, STANCE, form("token", token, "side", sides[i], NULL));

        check_refused(rs, 422, "Elige una de las tres opciones", before);
        ck_silent(rs, "\"><script>");
        ck_silent(rs, "name=\"side\"");
    }
    check_refused(call(METHOD_POST, STANCE,
                       form("token", token, "side", "pro", "side", "contra", NULL)),
                  400, "", before);
}
END_TEST

START_TEST(another_site_cannot_press)
{
    const char *body = with_token("side", "pro"), *before = stored();

    check_refused(VISIT(.method = METHOD_POST, .target = STANCE, .body = body,
                        .origin = "https://evil.example"),
                  403, "", before);
    check_refused(VISIT(.method = METHOD_POST, .target = SUPPORT, .body = body,
                        .fetch_site = "cross-site"),
                  403, "", before);
}
END_TEST

START_TEST(a_closed_debate_takes_no_press)
{
    const char *cookie, *token, *before;
    struct response page;

    comment("uno", NULL, "pro", "Uno");
    cookie = reader("192.0.2.9", "pro");
    token = reaction_token_of("uno");
    ck_status(support_as(cookie, "add"), 303);
    close_debate();
    before = stored();
    check_refused(post_as(cookie, STANCE, form("token", token, "side", "pro", NULL)),
                  409, "Esto ya está cerrado", before);
    check_refused(post_as(cookie, SUPPORT, form("token", token, "do", "remove", NULL)),
                  409, "Esto ya está cerrado", before);
    page = get_as(cookie, "/p/uno");
    ck_silent(page, "formaction=");
    ck_silent(page, "id=\"stance\"");
    ck_says(page, "Lo apoya 1 persona");
}
END_TEST

START_TEST(plain_posts_drafts_and_nothing_take_no_stance)
{
    struct post_draft plain = debate_draft("llana"), draft = debate_draft("borrador");
    const char *author = sign_in("Autora"), *before;

    plain.kind = POST_PLAIN;
    plain.question = "";
    save_post(&plain);
    draft.state = POST_DRAFT;
    save_post(&draft);
    before = stored();
    ck_silent(get("/p/llana"), "id=\"stance\"");
    check_refused(call(METHOD_POST, "/p/llana/stance", "side=pro"), 404, "", before);
    check_refused(call(METHOD_POST, "/p/borrador/stance", "side=pro"), 404, "", before);
    check_refused(call(METHOD_POST, "/p/nada/stance", "side=pro"), 404, "", before);
    ck_status(post_as(author, "/p/borrador/stance", "side=pro"), 409);
    ck_silent(get_as(author, "/p/borrador"), "id=\"stance\"");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(too_many_presses_must_wait)
{
    const char *body = with_token("side", "pro"), *cookie, *before;
    struct response rs;

    call_config()->reactions_per_minute = 2;
    cookie = reader("192.0.2.1", "contra");
    ck_status(post_as(cookie, STANCE, body), 303);
    before = stored();
    rs = post_as(cookie, STANCE, body);
    check_refused(rs, 429, "Espera 60 segundos y pulsa otra vez.", before);
    ck_assert_int_eq(rs.retry_after_s, 60);
    ck_says(rs, "name=\"side\" value=\"pro\"");
    ck_status(VISIT(.method = METHOD_POST, .target = STANCE, .body = body,
                    .address = "192.0.2.2"),
              303);
    later(60);
    ck_status(post_as(cookie, STANCE, body), 303);
    call_config()->reactions_per_minute = 0;
    call_config()->reactions_per_day = 3;
    rs = post_as(cookie, STANCE, body);
    ck_status(rs, 429);
    ck_says(rs, "Pulsa otra vez dentro de");
    ck_assert_int_eq(rs.retry_after_s, 24 * 3600 - 60);
}
END_TEST

START_TEST(the_words_are_english_where_the_post_is)
{
    struct post_draft draft = debate_draft("one");

    draft.lang = LANG_EN;
    save_post(&draft);
    ck_says(get("/p/one"), "Where do you stand?");
    ck_says(get("/p/one"), ">Undecided<");
    ck_says(call(METHOD_POST, "/p/one/stance", "side=undecided"),
            "Press again and it counts");
    comment("one", NULL, "pro", "One");
    ck_says(get("/p/one"), ">Support</button>");
}
END_TEST

START_TEST(support_counts_once_and_is_taken_back)
{
    const char *cookie;
    struct response page;

    comment("uno", NULL, "pro", "Uno");
    cookie = reader("192.0.2.9", "contra");
    ck_says(get_as(cookie, "/p/uno"), "value=\"add\">Apoyar</button>");
    ck_sees_other(support_as(cookie, "add"), "/p/uno#c1");
    ck_sees_other(support_as(cookie, "add"), "/p/uno#c1");
    ck_assert_int_eq(number("SELECT supports FROM comment"), 1);
    page = get_as(cookie, "/p/uno");
    ck_says(page, "value=\"remove\" aria-pressed=\"true\">Lo apoyas: 1");
    ck_silent(page, "value=\"add\"");
    /* A cached page is the same for all readers: its button adds, and never takes back
     * the support that this reader gave before. */
    ck_says(get("/p/uno"), "value=\"add\">Apoyar 1</button>");
    ck_sees_other(support_as(cookie, "add"), "/p/uno#c1");
    ck_assert_int_eq(number("SELECT supports FROM comment"), 1);
    ck_sees_other(support_as(cookie, "remove"), "/p/uno#c1");
    ck_sees_other(support_as(cookie, "remove"), "/p/uno#c1");
    ck_assert_int_eq(number("SELECT supports FROM comment"), 0);
}
END_TEST

START_TEST(a_first_support_gives_a_key)
{
    const char *body;
    struct response first, second;

    comment("uno", NULL, "pro", "Uno");
    body = with_token("do", "add");
    first = call(METHOD_POST, SUPPORT, body);
    later(1);
    second = call(METHOD_POST, SUPPORT, body);
    ck_assert_str_ne(cookie_of(&first, "reader"), "");
    ck_assert_uint_eq(second.cookies, 0);
    ck_assert_int_eq(number("SELECT supports FROM comment"), 1);
    ck_says(get_as(cookie_of(&first, "reader"), "/p/uno"), "aria-pressed=\"true\"");
    /* Taking back a support that was never given adds no person. */
    ck_assert_uint_eq(VISIT(.method = METHOD_POST, .target = SUPPORT,
                            .address = "192.0.2.7", .body = with_token("do", "remove"))
                          .cookies,
                      0);
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 2);
}
END_TEST

START_TEST(nobody_supports_their_own)
{
    const struct response rs =
        call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Uno"));
    const char *cookie = cookie_of(&rs, "reader"), *body = with_token("do", "add");
    const char *before = stored();

    check_refused(post_as(cookie, SUPPORT, body), 403, "Este comentario es tuyo",
                  before);
    ck_silent(get_as(cookie, "/p/uno"), "/support\"");
    ck_says(get("/p/uno"), "/support\"");
}
END_TEST

START_TEST(only_what_is_visible_is_supported)
{
    static const char *const unknown[] = { "twice", "" };
    const char *author = sign_in("Autora"), *token = reaction_token_of("uno"), *before;
    const char *body = form("token", token, "do", "add", NULL);

    debate("dos");
    comment("uno", NULL, "pro", "Uno");
    moderate(author, "reject", 1);
    comment("dos", NULL, "pro", "De otra entrada");
    before = stored();
    check_refused(call(METHOD_POST, SUPPORT, body), 404, "", before);
    check_refused(call(METHOD_POST, "/p/uno/comments/2/support", body), 404, "",
                  before);
    check_refused(call(METHOD_POST, "/p/uno/comments/99/support", body), 404, "",
                  before);
    ck_status(get("/p/uno/comments/2/support"), 405);
    for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
        check_refused(call(METHOD_POST, "/p/dos/comments/2/support",
                           form("token", token, "do", unknown[i], NULL)),
                      400, "", before);
    check_refused(call(METHOD_POST, "/p/dos/comments/2/support", body), 422,
                  "Pulsa otra vez", before);
}
END_TEST

Suite *reaction_suite(void);
Suite *reaction_suite(void)
{
    Suite *suite = suite_create("reaction");
    TCase *c = tcase_create("reaction");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, a_stand_counts_without_a_word);
    tcase_add_test(c, the_page_asks_apart_from_the_form);
    tcase_add_test(c, a_stand_can_be_changed_and_given_up);
    tcase_add_test(c, a_double_click_is_one_person);
    tcase_add_test(c, two_who_press_the_same_at_once_are_two);
    tcase_add_test(c, two_who_support_at_once_are_two);
    tcase_add_test(c, where_no_cookie_is_kept_a_press_does_not_count);
    tcase_add_test(c, the_same_press_without_a_key_gets_nobodys);
    tcase_add_test(c, a_writer_with_a_stance_is_one_person);
    tcase_add_test(c, a_stance_needs_its_own_token);
    tcase_add_test(c, an_unknown_side_is_no_stance);
    tcase_add_test(c, another_site_cannot_press);
    tcase_add_test(c, a_closed_debate_takes_no_press);
    tcase_add_test(c, plain_posts_drafts_and_nothing_take_no_stance);
    tcase_add_test(c, too_many_presses_must_wait);
    tcase_add_test(c, the_words_are_english_where_the_post_is);
    tcase_add_test(c, support_counts_once_and_is_taken_back);
    tcase_add_test(c, a_first_support_gives_a_key);
    tcase_add_test(c, nobody_supports_their_own);
    tcase_add_test(c, only_what_is_visible_is_supported);
    return suite;
}
