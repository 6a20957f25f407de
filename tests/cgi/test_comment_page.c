/*
 * test_comment_page.c - POST /p/:slug/comments: a reader writes, previews, replies, is refused
 */
#include "call.h"
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

static const char *parent_of(const char *body, int64_t id)
{
    return arena_printf(call_arena(), "%s&parent=%lld", body, (long long)id);
}

static void policy(const char *value)
{
    ck_assert_int_eq(
        db_script(call_db(), "policy",
                  arena_printf(call_arena(), "UPDATE post SET policy = %s", value)),
        RC_OK);
}

START_TEST(a_saved_comment_redirects_to_itself)
{
    const struct response rs = post(comment_form("uno", "pro", "Mi **argumento**."));
    struct response page;

    ck_sees_other(rs, "/p/uno#c1");
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    page = get("/p/uno");
    ck_says(page, "id=\"c1\"");
    ck_says(page, "Mi <strong>argumento</strong>.");
    ck_says(page, ">Ana</b>");
    ck_assert_int_eq(page.cache, CACHE_SHARED);
    ck_assert_int_eq(number("SELECT pro FROM tally"), 1);
    ck_assert_int_eq(number("SELECT voices_pro FROM tally"), 1);
}
END_TEST

START_TEST(a_first_comment_gives_a_key)
{
    const struct response rs = post(comment_form("uno", "pro", "Uno"));

    ck_assert_uint_eq(rs.cookies, 1);
    ck_assert_int_eq(strncmp(rs.cookie[0], "reader=", 7), 0);
    ck_assert_uint_eq(strcspn(rs.cookie[0], ";"), 7 + SECRET_TEXT);
    ck_assert_str_eq(strchr(rs.cookie[0], ';'),
                     "; Path=/; Max-Age=63072000; HttpOnly; SameSite=Lax");
    ck_assert_uint_eq(get("/p/uno").cookies, 0);
}
END_TEST

START_TEST(cookies_are_secure_where_the_site_is)
{
    struct response rs;

    call_config()->base_url = "https://example.org";
    rs = post(comment_form("uno", "pro", "Uno"));
    ck_assert_str_eq(strchr(rs.cookie[0], ';'),
                     "; Path=/; Max-Age=63072000; HttpOnly; SameSite=Lax; Secure");
}
END_TEST

START_TEST(who_has_a_key_keeps_it)
{
    const struct response first = post(comment_form("uno", "pro", "Uno"));
    const char *reader = cookie_of(&first, "reader");
    const struct response again =
        post_as(reader, TARGET, comment_form("uno", "contra", "Dos"));

    ck_sees_other(again, "/p/uno#c2");
    ck_assert_uint_eq(again.cookies, 0);
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 1);
    ck_assert_int_eq(number("SELECT changed FROM tally"), 1);
    ck_says(get_as(reader, "/p/uno"), "tuyo");
    ck_assert_int_eq(get_as(reader, "/p/uno").cache, CACHE_OWN);
    ck_silent(get("/p/uno"), "tuyo");
}
END_TEST

START_TEST(an_unknown_key_is_replaced)
{
    const char *stale = "reader=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const struct response rs = post_as(stale, TARGET, comment_form("uno", "pro", "Uno"));

    ck_assert_uint_eq(rs.cookies, 1);
    ck_assert_str_ne(cookie_of(&rs, "reader"), stale);
}
END_TEST

START_TEST(a_double_click_makes_one_comment)
{
    const char *body = comment_form("uno", "pro", "Uno");
    const struct response first = post(body);
    const char *before = stored();
    struct response second;

    later(1);
    second = post(body);
    ck_sees_other(first, "/p/uno#c1");
    ck_sees_other(second, "/p/uno#c1");
    ck_assert_str_eq(cookie_of(&first, "reader"), cookie_of(&second, "reader"));
    ck_assert_str_ne(cookie_of(&first, "reader"), "");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(the_same_bytes_later_give_nobody_the_key)
{
    const char *body = comment_form("uno", "pro", "Uno");
    const char *before;
    struct response rs;

    post(body);
    before = stored();
    later(3600);
    rs = post(body);
    ck_sees_other(rs, "/p/uno#c1");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(the_same_form_from_elsewhere_is_another_persons)
{
    const char *body = comment_form("uno", "pro", "De acuerdo");
    struct response one = post(body), two;

    two = VISIT(.method = METHOD_POST, .target = TARGET, .body = body,
                .address = "192.0.2.2");
    ck_sees_other(two, "/p/uno#c2");
    ck_assert_str_ne(cookie_of(&one, "reader"), cookie_of(&two, "reader"));
    ck_assert_int_eq(number("SELECT voices_pro FROM tally"), 2);
}
END_TEST

START_TEST(the_same_text_is_pointed_at)
{
    const struct response first = post(comment_form("uno", "pro", "Lo mismo"));
    const char *reader = cookie_of(&first, "reader");
    const char *body = comment_form("uno", "pro", "Lo mismo"), *before = stored();
    const struct response rs = post_as(reader, TARGET, body);

    ck_status(rs, 422);
    ck_says(rs, "Ya has publicado este mismo texto.");
    ck_says(rs, "href=\"/p/uno#c1\"");
    ck_says(rs, ">\nLo mismo</textarea>");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_held_comment_is_seen_by_its_writer_alone)
{
    struct response rs, own;
    const char *reader;

    policy("2");
    rs = post(comment_form("uno", "contra", "palabrasecreta"));
    ck_sees_other(rs, "/p/uno?held=1#held");
    reader = cookie_of(&rs, "reader");
    own = get_as(reader, "/p/uno?held=1");
    ck_says(own, "Recibido. Lo verás publicado");
    ck_says(own, "palabrasecreta");
    ck_says(own, "id=\"held\"");
    ck_says(own, "noindex");
    ck_assert_int_eq(own.cache, CACHE_OWN);
    ck_says(get_as(reader, "/p/uno"), "palabrasecreta");
    ck_silent(get("/p/uno?held=1"), "palabrasecreta");
    ck_silent(get("/p/uno"), "palabrasecreta");
    ck_assert_int_eq(number("SELECT comments FROM tally"), 0);
    ck_assert_int_eq(number("SELECT held FROM comment"), HELD_FIRST);
}
END_TEST

START_TEST(a_held_double_click_is_one_comment_too)
{
    const char *body, *before;

    policy("1");
    body = comment_form("uno", "contra", "Uno");
    ck_sees_other(post(body), "/p/uno?held=1#held");
    before = stored();
    ck_sees_other(post(body), "/p/uno?held=1#held");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_writer_who_was_approved_waits_no_more)
{
    const char *author = sign_in("Autora"), *reader;
    struct response rs;

    policy("2");
    rs = post(comment_form("uno", "pro", "Primero"));
    reader = cookie_of(&rs, "reader");
    moderate(author, "approve", 1);
    ck_sees_other(post_as(reader, TARGET, comment_form("uno", "pro", "Segundo")),
                  "/p/uno#c2");
    ck_sees_other(post(comment_form("uno", "pro", "De otra persona")),
                  "/p/uno?held=3#held");
}
END_TEST

START_TEST(many_links_wait_whatever_the_policy)
{
    const struct response rs = post(comment_form(
        "uno", "pro", "http://a.example http://b.example http://c.example"));

    ck_sees_other(rs, "/p/uno?held=1#held");
    ck_assert_int_eq(number("SELECT held FROM comment"), HELD_LINKS);
}
END_TEST

START_TEST(the_trap_makes_spam_and_says_nothing)
{
    const char *body =
        arena_printf(call_arena(), "%s&url=x", comment_form("uno", "pro", "Compra ya"));
    const struct response rs = post(body);

    ck_sees_other(rs, "/p/uno?held=1#held");
    ck_assert_str_ne(cookie_of(&rs, "reader"), "");
    ck_assert_int_eq(number("SELECT state FROM comment"), COMMENT_SPAM);
    ck_assert_int_eq(number("SELECT held FROM comment"), HELD_HONEYPOT);
    ck_says(get_as(cookie_of(&rs, "reader"), "/p/uno?held=1"), "Recibido.");
}
END_TEST

START_TEST(a_reply_hangs_below_its_parent)
{
    const int64_t parent = comment("uno", NULL, "pro", "Padre");
    struct response page = get("/p/uno?reply=1");

    ck_says(page, "name=\"parent\" value=\"1\"");
    ck_says(page, "Responde a Ana");
    ck_says(page, "noindex");
    ck_sees_other(post(parent_of(comment_form("uno", "contra", "Hijo"), parent)),
                  "/p/uno#c2");
    ck_assert_int_eq(number("SELECT parent_id FROM comment WHERE id = 2"), parent);
    page = get("/p/uno/comments/2");
    ck_says(page, "Padre");
    ck_says(page, "Hijo");
    ck_says(page, "noindex");
}
END_TEST

/* A reply whose parent is not there to be answered: the text is kept, without it. */
static void check_parent_gone(int64_t parent)
{
    const char *body = parent_of(comment_form("uno", "pro", "textoquequeda"), parent);
    const char *before = stored();
    const struct response rs = post(body);

    ck_status(rs, 409);
    ck_says(rs, "El comentario al que respondías ya no está.");
    ck_says(rs, "textoquequeda</textarea>");
    ck_silent(rs, "name=\"parent\"");
    ck_assert_str_eq(stored(), before);
    ck_sees_other(post(form("token", field_of(&rs, "token"), "side", "pro", "name", "Ana",
                            "body", "textoquequeda", NULL)),
                  arena_printf(call_arena(), "/p/uno#c%lld",
                               (long long)number("SELECT max(id) FROM comment")));
}

START_TEST(a_hidden_parent_cannot_be_answered)
{
    const char *author = sign_in("Autora");
    const int64_t parent = comment("uno", NULL, "pro", "Padre");

    moderate(author, "reject", parent);
    check_parent_gone(parent);
}
END_TEST

START_TEST(a_waiting_parent_cannot_be_answered)
{
    policy("1");
    comment("uno", NULL, "pro", "Padre");
    policy("3");
    check_parent_gone(1);
}
END_TEST

START_TEST(a_missing_parent_cannot_be_answered)
{
    check_parent_gone(999);
}
END_TEST

START_TEST(a_parent_of_another_post_cannot_be_answered)
{
    debate("dos");
    check_parent_gone(comment("dos", NULL, "pro", "Padre ajeno"));
}
END_TEST

START_TEST(a_thread_ends_at_its_greatest_depth)
{
    int64_t id = 0;
    const char *body, *before;
    struct response rs;

    for (int depth = 0; depth < COMMENT_DEPTH_MAX; depth++)
        id = reply("uno", NULL, "pro", "Uno más", id);
    body = parent_of(comment_form("uno", "contra", "Demasiado hondo"), id);
    before = stored();
    rs = post(body);
    ck_status(rs, 422);
    ck_says(rs, "no admite más niveles");
    ck_says(rs, "Demasiado hondo</textarea>");
    ck_assert_str_eq(stored(), before);
    ck_status(get(arena_printf(call_arena(), "/p/uno/comments/%lld", (long long)id)), 200);
}
END_TEST

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
    { "pro", "Ａｕｔｏｒａ", "Hola", "", "Ese nombre es el de quien escribe este blog." },
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

/* The form again with the text and with a token that can be used at once. */
static void check_again(const struct response *rs, const char *before)
{
    ck_status(*rs, 422);
    ck_says(*rs, "textoquequeda</textarea>");
    ck_assert_str_eq(stored(), before);
    ck_sees_other(post(form("token", field_of(rs, "token"), "side", "pro", "name", "Ana",
                            "body", "textoquequeda", NULL)),
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
    const struct secret key = { { 7 } };

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

START_TEST(a_preview_stores_nothing)
{
    const char *before = stored();
    struct response rs = post("action=preview&body=**fuerte**");

    ck_status(rs, 200);
    ck_says(rs, "id=\"preview\"");
    ck_says(rs, "<strong>fuerte</strong>");
    ck_says(rs, "**fuerte**</textarea>");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_ptr_null(rs.etag);
    ck_assert_str_eq(stored(), before);
    rs = post(form("token", field_of(&rs, "token"), "side", "pro", "name", "Ana", "body",
                   "**fuerte**", NULL));
    ck_sees_other(rs, "/p/uno#c1");
}
END_TEST

START_TEST(a_preview_of_nothing_is_refused)
{
    ck_status(post("action=preview&body=&side=pro"), 422);
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
    const char *author = sign_in("Autora"), *before;
    struct post_draft draft = debate_draft("borrador");
    struct response rs;

    draft.state = POST_DRAFT;
    save_post(&draft);
    before = stored();
    ck_status(call(METHOD_POST, "/p/borrador/comments", "side=pro&body=x&name=A"), 404);
    rs = get_as(author, "/p/borrador");
    ck_status(rs, 200);
    later(5);
    rs = post_as(author, "/p/borrador/comments",
                 form("token", field_of(&rs, "token"), "side", "pro", "name", "Autora",
                      "body", "Nota", NULL));
    ck_status(rs, 409);
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_plain_post_takes_no_side)
{
    struct post_draft draft = debate_draft("llana");

    draft.kind = POST_PLAIN;
    draft.question = "";
    save_post(&draft);
    ck_silent(get("/p/llana"), "name=\"side\"");
    ck_sees_other(call(METHOD_POST, "/p/llana/comments",
                       comment_form("llana", "pro", "Sin postura")),
                  "/p/llana#c1");
    ck_assert_int_eq(number("SELECT side FROM comment"), SIDE_NONE);
    ck_assert_int_eq(number("SELECT comments FROM tally WHERE post_id = 2"), 1);
}
END_TEST

START_TEST(an_author_bears_a_badge_and_never_waits)
{
    const char *author = sign_in("Autora");
    struct response page;

    policy("1");
    ck_says(get_as(author, "/p/uno"), "value=\"Autora\"");
    ck_sees_other(post_as(author, TARGET,
                          form("token", reader_token("uno"), "side", "pro", "name",
                               "Autora", "body",
                               "http://a.example http://b.example http://c.example",
                               NULL)),
                  "/p/uno#c1");
    page = get("/p/uno");
    ck_says(page, "<span class=\"badge\">autoría</span>");
    ck_assert_int_eq(number("SELECT by_author FROM comment"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM attempt"), 0);
}
END_TEST

/* From now on the post has as many comments from 192.0.2.1 as the limit lets in. */
static void use_up(int64_t limit)
{
    for (int64_t i = 0; i < limit; i++)
        ck_status(post(comment_form("uno", "pro",
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
        { "2001:db8:1:2::1", 303 },         { "2001:db8:1:2:3:4:5:6", 429 },
        { "2001:0DB8:1:2:ffff::", 429 },    { "2001:db8:1:3::1", 303 },
        { "192.0.2.7", 303 },               { "192.0.2.8", 303 },
        { "192.0.2.7", 429 },
    };

    call_config()->comments_per_minute = 0;
    call_config()->comments_per_day = 1;
    for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
        ck_status(VISIT(.method = METHOD_POST, .target = TARGET, .address = tries[i].address,
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

START_TEST(what_a_reader_writes_does_not_run)
{
    comment("uno", NULL, "pro",
            "<script>alert(1)</script> [x](javascript:alert(2)) ![i](http://t.example/p.png)");
    ck_silent(get("/p/uno"), "<script>alert");
    ck_silent(get("/p/uno"), "href=\"javascript:");
    ck_silent(get("/p/uno"), "<img");
}
END_TEST

static TCase *writing(void)
{
    TCase *c = tcase_create("writing");

    tcase_add_test(c, a_saved_comment_redirects_to_itself);
    tcase_add_test(c, a_first_comment_gives_a_key);
    tcase_add_test(c, cookies_are_secure_where_the_site_is);
    tcase_add_test(c, who_has_a_key_keeps_it);
    tcase_add_test(c, an_unknown_key_is_replaced);
    tcase_add_test(c, a_double_click_makes_one_comment);
    tcase_add_test(c, the_same_bytes_later_give_nobody_the_key);
    tcase_add_test(c, the_same_form_from_elsewhere_is_another_persons);
    tcase_add_test(c, the_same_text_is_pointed_at);
    tcase_add_test(c, a_held_comment_is_seen_by_its_writer_alone);
    tcase_add_test(c, a_held_double_click_is_one_comment_too);
    tcase_add_test(c, a_writer_who_was_approved_waits_no_more);
    tcase_add_test(c, many_links_wait_whatever_the_policy);
    tcase_add_test(c, the_trap_makes_spam_and_says_nothing);
    tcase_add_test(c, a_preview_stores_nothing);
    tcase_add_test(c, a_preview_of_nothing_is_refused);
    tcase_add_test(c, a_plain_post_takes_no_side);
    tcase_add_test(c, an_author_bears_a_badge_and_never_waits);
    tcase_add_test(c, what_a_reader_writes_does_not_run);
    return c;
}

static TCase *replying(void)
{
    TCase *c = tcase_create("replying");

    tcase_add_test(c, a_reply_hangs_below_its_parent);
    tcase_add_test(c, a_hidden_parent_cannot_be_answered);
    tcase_add_test(c, a_waiting_parent_cannot_be_answered);
    tcase_add_test(c, a_missing_parent_cannot_be_answered);
    tcase_add_test(c, a_parent_of_another_post_cannot_be_answered);
    tcase_add_test(c, a_thread_ends_at_its_greatest_depth);
    return c;
}

static TCase *refusing(void)
{
    TCase *c = tcase_create("refusing");

    tcase_add_loop_test(c, a_mistake_is_named_and_the_text_kept, 0,
                        sizeof(mistakes) / sizeof(mistakes[0]));
    tcase_add_test(c, a_text_ends_at_its_exact_limit);
    tcase_add_test(c, several_mistakes_are_named_at_once);
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
    return c;
}

Suite *comment_page_suite(void);
Suite *comment_page_suite(void)
{
    Suite *suite = suite_create("comment page");
    TCase *cases[] = { writing(), replying(), refusing() };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        suite_add_tcase(suite, cases[i]);
        tcase_add_unchecked_fixture(cases[i], call_open, call_close);
        tcase_add_checked_fixture(cases[i], setup, call_teardown);
    }
    return suite;
}
