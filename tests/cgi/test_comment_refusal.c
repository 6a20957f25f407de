/*
 * test_comment_refusal.c - POST /p/:slug/comments: refusals, which keep the text
 */
#include "call.h"
#include "site.h"
#include "token.h"

#define TARGET "/p/uno/comments"

static void setup(void)
{
    call_setup();
    debate("uno");
}

static struct response post(const char *body)
{
    return call(METHOD_POST, TARGET, body);
}

#define NAME_65 "ñññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ"

/* One wrong field each; every other is right. */
static const struct mistake {
    const char *side, *name, *body, *website, *says;
} mistakes[] = {
    { "", "Ana", "Hola", "", "id=\"side-problem\"" },
    { "none", "Ana", "Hola", "", "id=\"side-problem\"" },
    { "PRO", "Ana", "Hola", "", "id=\"side-problem\"" },
    { "pro", "", "Hola", "", "id=\"name-problem\"" },
    { "pro", " \t\xc2\xa0", "Hola", "", "id=\"name-problem\"" },
    { "pro", NAME_65, "Hola", "", "Al nombre le sobra 1 carácter." },
    { "pro", "Ana", "", "", "Escribe tu comentario." },
    { "pro", "Ana", " \n\t\xe2\x80\x8b\n", "", "Escribe tu comentario." },
    { "pro", "Ana", "[a]: http://x.example", "", "Escribe tu comentario." },
    { "pro", "Ana",
      "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > x", "",
      "Hay demasiadas citas o listas unas dentro de otras." },
    { "pro", "Ana", "Hola", "javascript:alert(1)", "id=\"website-problem\"" },
    { "pro", "Ana", "Hola", "ftp://x.example", "id=\"website-problem\"" },
    { "pro", "Ana", "Hola", "http://a:b@x.example/", "id=\"website-problem\"" },
    { "pro", "Autora", "Hola", "", "Ese nombre es el de quien escribe este blog." },
    { "pro", "  aUTÓRA ", "Hola", "", "Ese nombre es el de quien escribe este blog." },
    { "pro", "Ａｕｔｏｒａ", "Hola", "",
      "Ese nombre es el de quien escribe este blog." },
};

START_TEST(a_mistake_is_named_and_the_text_kept)
{
    const struct mistake *m = &mistakes[_i];
    const char *token, *before;
    struct response rs;

    sign_in("Autora");
    token = reader_token("uno");
    before = stored();
    rs = post(form("token", token, "side", m->side, "name", m->name, "body", m->body,
                   "website", m->website, NULL));
    ck_status(rs, 422);
    ck_says(rs, m->says);
    ck_says(rs, "<title>Error:");
    ck_says(rs, "id=\"problems\"");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_ptr_null(rs.etag);
    if (m->body[0] > ' ' && m->body[0] != '>')
        ck_says(rs, m->body);
    if (m->website[0])
        ck_says(rs, arena_printf(call_arena(), "value=\"%s\"", m->website));
    if (strcmp(m->side, "pro") == 0)
        ck_says(rs, "value=\"pro\" id=\"side\" checked");
    else
        ck_silent(rs, " checked>");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_text_of_nothing_but_signs_is_refused_and_kept)
{
    char *text = arena_alloc(call_arena(), 6001);
    struct response rs;

    for (size_t i = 0; i < 6000; i++)
        text[i] = "![[]()"[i % 6];
    rs = post(comment_form("uno", "pro", text));
    ck_status(rs, 422);
    ck_says(
        rs,
        "id=\"body-problem\">Hay demasiados signos ([ ] * _ ` &lt; &amp; o comillas)");
    ck_says(rs, text);
    rs = post(comment_form("uno", "pro", arena_printf(call_arena(), "```\n%s", text)));
    ck_status(rs, 303);
}
END_TEST

START_TEST(a_text_ends_at_its_exact_limit)
{
    char *text = arena_alloc(call_arena(), 8194);
    const char *body;
    struct response rs;

    memset(text, 'a', 8193);
    body = comment_form("uno", "pro", text);
    rs = post(body);
    ck_status(rs, 422);
    ck_says(rs, "Sobra 1 carácter.");
    ck_says(rs, text);
    text[8192] = '\0';
    ck_status(post(comment_form("uno", "pro", text)), 303);
}
END_TEST

START_TEST(several_mistakes_are_named_at_once)
{
    const struct response rs = post(form("token", reader_token("uno"), NULL));

    ck_status(rs, 422);
    ck_says(rs, "id=\"side-problem\"");
    ck_says(rs, "id=\"body-problem\"");
    ck_says(rs, "id=\"name-problem\"");
    ck_says(rs, "href=\"#side\"");
}
END_TEST

/* The name under a post is reserved, whether or not it is an account's. */
START_TEST(nobody_signs_with_the_name_under_a_post)
{
    static const char *const names[] = { "Elena Ríos", "  ELENA RIOS ", "Quien escribe",
                                         "Zoe" };
    static const char *const others[] = { "Elena", "Zo", "Ana", "Zoé B." };
    struct post_draft draft = debate_draft("dos");

    draft.author = "Elena Ríos";
    save_post(&draft);
    draft = debate_draft("tres");
    draft.author = "Zoé";
    draft.state = POST_DRAFT;
    save_post(&draft);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct response rs =
            post(form("token", reader_token("uno"), "side", "pro", "name", names[i],
                      "body", "Uno", NULL));

        ck_status(rs, 422);
        ck_says(rs, "Ese nombre es el de quien escribe este blog.");
    }
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        ck_status(post(form("token", reader_token("uno"), "side", "pro", "name",
                            others[i], "body", "Uno", NULL)),
                  303);
}
END_TEST

START_TEST(what_is_shown_again_is_escaped)
{
    const struct response rs =
        post(form("token", reader_token("uno"), "name", "\"><script>x</script>", "body",
                  "</textarea><script>y</script>", "website", "\" onx=\"", NULL));

    ck_status(rs, 422);
    ck_silent(rs, "<script>x");
    ck_silent(rs, "<script>y");
    ck_silent(rs, "\" onx=\"");
}
END_TEST

/* The answer is the form with the text and a token that can be used at once. */
static void check_again(const struct response *rs, const char *before)
{
    ck_status(*rs, 422);
    ck_says(*rs, "textoquequeda</textarea>");
    ck_assert_str_eq(stored(), before);
    ck_sees_other(post(form("token", field_of(rs, "token"), "side", "pro", "name",
                            "Ana", "body", "textoquequeda", NULL)),
                  "/p/uno#c1");
}

static void check_token(const char *token, const char *text)
{
    const char *before = stored();
    const struct response rs = post(form("token", token, "side", "pro", "name", "Ana",
                                         "body", "textoquequeda", NULL));

    ck_says(rs, text);
    check_again(&rs, before);
}

START_TEST(a_token_sent_back_at_once_is_asked_again)
{
    const struct response page = get("/p/uno");

    check_token(field_of(&page, "token"), "Ha sido muy rápido");
}
END_TEST

START_TEST(an_old_token_is_asked_again)
{
    const char *token = reader_token("uno");

    later(24 * 3600);
    check_token(token, "La página llevaba mucho abierta.");
}
END_TEST

START_TEST(a_token_of_another_post_is_none)
{
    debate("dos");
    check_token(reader_token("dos"), "La página llevaba mucho abierta.");
}
END_TEST

START_TEST(a_token_of_another_purpose_is_none)
{
    const struct response login = get("/admin/login");

    check_token(field_of(&login, "token"), "La página llevaba mucho abierta.");
}
END_TEST

START_TEST(no_token_is_none)
{
    check_token("", "La página llevaba mucho abierta.");
}
END_TEST

START_TEST(a_token_of_another_site_is_none)
{
    const struct bytes32 key = { { 7 } };

    check_token(token_make(call_arena(), &key, "comment", 1, CALL_NOW - 60),
                "La página llevaba mucho abierta.");
}
END_TEST

START_TEST(a_token_of_the_future_is_none)
{
    const char *token = reader_token("uno");

    later(-60);
    check_token(token, "Ha sido muy rápido");
}
END_TEST

START_TEST(a_closed_debate_takes_nothing_and_shows_the_text)
{
    const char *body = comment_form("uno", "pro", "textoquequeda"), *before;
    struct response rs;

    ck_assert_int_eq(db_script(call_db(), "close", "UPDATE post SET open = 0"), RC_OK);
    before = stored();
    rs = post(body);
    ck_status(rs, 409);
    ck_says(rs, "El debate se cerró mientras escribías.");
    ck_says(rs, "textoquequeda</textarea>");
    ck_silent(rs, "name=\"body\"");
    ck_assert_str_eq(stored(), before);
    ck_status(post(arena_printf(call_arena(), "%s&action=preview", body)), 409);
    ck_status(post("side="), 409);
}
END_TEST

START_TEST(drafts_take_nothing)
{
    const char *author = sign_in("Autora"), *before, *token;
    struct post_draft draft = debate_draft("borrador");
    struct site *site;
    struct response rs;

    draft.state = POST_DRAFT;
    save_post(&draft);
    before = stored();
    ck_status(call(METHOD_POST, "/p/borrador/comments", "side=pro&body=x&name=A"), 404);
    rs = get_as(author, "/p/borrador");
    ck_status(rs, 200);
    ck_silent(rs, "<form method=\"post\" action=\"/p/");
    ck_says(rs, "Los comentarios se abren cuando se publique.");
    ck_assert_int_eq(site_load(call_db(), call_arena(), CALL_NOW, &site), RC_OK);
    token = token_make(call_arena(), &site->key, "comment",
                       number("SELECT id FROM post"), CALL_NOW);
    later(5);
    rs = post_as(
        author, "/p/borrador/comments",
        form("token", token, "side", "pro", "name", "Autora", "body", "Nota", NULL));
    ck_status(rs, 409);
    ck_assert_str_eq(stored(), before);
}
END_TEST

/* Posts as many comments from 192.0.2.1 as the limit allows. */
static void use_up(int64_t limit)
{
    for (int64_t i = 0; i < limit; i++)
        ck_status(
            post(comment_form("uno", "pro",
                              arena_printf(call_arena(), "Número %lld", (long long)i))),
            303);
}

START_TEST(too_many_in_a_minute_must_wait)
{
    const char *body, *before;
    struct response rs;

    use_up(5);
    body = comment_form("uno", "pro", "textoquequeda");
    before = stored();
    rs = post(body);
    ck_status(rs, 429);
    ck_assert_int_eq(rs.retry_after_s, 35);
    ck_says(rs, "Espera 35 segundos");
    ck_says(rs, "textoquequeda</textarea>");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_str_eq(stored(), before);
    later(34);
    ck_status(post(body), 429);
    later(1);
    ck_status(post(body), 303);
}
END_TEST

START_TEST(too_many_in_a_day_must_wait)
{
    struct response rs;

    call_config()->comments_per_minute = 0;
    call_config()->comments_per_day = 3;
    use_up(3);
    rs = post(comment_form("uno", "pro", "textoquequeda"));
    ck_status(rs, 429);
    ck_assert_int_eq(rs.retry_after_s, 24 * 3600 - 15);
    ck_says(rs, "textoquequeda</textarea>");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 3);
}
END_TEST

START_TEST(limits_count_households_and_nobody_else)
{
    static const struct {
        const char *address;
        int status;
    } tries[] = {
        { "2001:db8:1:2::1", 303 },
        { "2001:db8:1:2:3:4:5:6", 429 },
        { "2001:0DB8:1:2:ffff::", 429 },
        { "2001:db8:1:3::1", 303 },
        { "192.0.2.7", 303 },
        { "192.0.2.8", 303 },
        { "192.0.2.7", 429 },
    };

    call_config()->comments_per_minute = 0;
    call_config()->comments_per_day = 1;
    for (size_t i = 0; i < ARRAY_LEN(tries); i++)
        ck_status(VISIT(.method = METHOD_POST, .target = TARGET,
                        .address = tries[i].address,
                        .body = comment_form("uno", "pro", "Hola")),
                  tries[i].status);
}
END_TEST

START_TEST(a_double_click_does_not_count_against_the_limit)
{
    const char *body;

    call_config()->comments_per_minute = 1;
    body = comment_form("uno", "pro", "Uno");
    ck_sees_other(post(body), "/p/uno#c1");
    ck_sees_other(post(body), "/p/uno#c1");
}
END_TEST

START_TEST(a_site_that_cannot_write_keeps_the_text)
{
    const char *body = comment_form("uno", "pro", "textoquequeda"), *before = stored();
    struct response rs;

    ck_assert_int_eq(db_script(call_db(), "lock", "PRAGMA query_only = 1"), RC_OK);
    rs = post(body);
    ck_assert_int_eq(db_script(call_db(), "unlock", "PRAGMA query_only = 0"), RC_OK);
    ck_status(rs, 503);
    ck_assert_int_gt(rs.retry_after_s, 0);
    ck_says(rs, "textoquequeda</textarea>");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_str_eq(stored(), before);
    ck_sees_other(post(body), "/p/uno#c1");
}
END_TEST

Suite *comment_refusal_suite(void);
Suite *comment_refusal_suite(void)
{
    Suite *suite = suite_create("comment refusal");
    TCase *c = tcase_create("comment refusal");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(c, a_mistake_is_named_and_the_text_kept, 0,
                        ARRAY_LEN(mistakes));
    tcase_add_test(c, a_text_of_nothing_but_signs_is_refused_and_kept);
    tcase_add_test(c, a_text_ends_at_its_exact_limit);
    tcase_add_test(c, several_mistakes_are_named_at_once);
    tcase_add_test(c, nobody_signs_with_the_name_under_a_post);
    tcase_add_test(c, what_is_shown_again_is_escaped);
    tcase_add_test(c, a_token_sent_back_at_once_is_asked_again);
    tcase_add_test(c, an_old_token_is_asked_again);
    tcase_add_test(c, a_token_of_another_post_is_none);
    tcase_add_test(c, a_token_of_another_purpose_is_none);
    tcase_add_test(c, no_token_is_none);
    tcase_add_test(c, a_token_of_another_site_is_none);
    tcase_add_test(c, a_token_of_the_future_is_none);
    tcase_add_test(c, a_closed_debate_takes_nothing_and_shows_the_text);
    tcase_add_test(c, drafts_take_nothing);
    tcase_add_test(c, too_many_in_a_minute_must_wait);
    tcase_add_test(c, too_many_in_a_day_must_wait);
    tcase_add_test(c, limits_count_households_and_nobody_else);
    tcase_add_test(c, a_double_click_does_not_count_against_the_limit);
    tcase_add_test(c, a_site_that_cannot_write_keeps_the_text);
    return suite;
}
