/*
 * test_own_comment.c - a writer edits and deletes their own comment
 */
#include "call.h"

#define EDIT "/p/uno/comments/1/edit"
#define DELETE "/p/uno/comments/1/delete"
#define SAVED "/p/uno?done=1#c1"
#define DELETED "/p/uno?done=1#done"

static const char *writer; /* cookie of comment 1, "Primer texto", side for */

static void setup(void)
{
    struct response rs;

    call_setup();
    debate("uno");
    rs = call(METHOD_POST, "/p/uno/comments",
              comment_form("uno", "pro", "Primer texto"));
    writer = cookie_of(&rs, "reader");
    later(60);
}

static void script(const char *sql)
{
    ck_assert_int_eq(db_script(call_db(), "script", sql), RC_OK);
}

/* Returns the token of the form on one of the writer's pages. */
static const char *token_on(const char *target)
{
    const struct response rs = get_as(writer, target);

    ck_status(rs, 200);
    return field_of(&rs, "token");
}

static const char *edit_form(const char *side, const char *body)
{
    return form("token", token_on(EDIT), "side", side, "body", body, NULL);
}

static void check_refused(struct response rs, int status, const char *text,
                          const char *before)
{
    ck_status(rs, status);
    ck_says(rs, text);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_str_eq(stored(), before);
}

START_TEST(the_writer_finds_the_way)
{
    const struct response page = get_as(writer, "/p/uno");

    ck_says(page, "href=\"" EDIT "\"");
    ck_says(page, "href=\"" DELETE "\"");
    ck_silent(get("/p/uno"), "/edit\"");
    ck_silent(get("/p/uno"), "/delete\"");
    later(14 * 60);
    ck_silent(get_as(writer, "/p/uno"), "/edit\"");
    ck_silent(get_as(writer, "/p/uno"), "/delete\"");
}
END_TEST

#define UNTIL(act) ">" act " · hasta <time datetime=\""

START_TEST(the_writer_is_told_until_when)
{
    const struct response page = get_as(writer, "/p/uno");

    ck_says(page, UNTIL("Editar") "2026-09-21T14:28:25Z\">las 14:28</time></a>");
    ck_assert(!page.etag);
    ck_assert_int_eq(page.cache, CACHE_OWN);
    ck_silent(get("/p/uno"), " hasta <time");
    ck_says(get_as(writer, EDIT),
            "Puedes cambiarlo hasta las 14:28, o hasta que alguien te responda.");
    ck_says(get_as(writer, DELETE), "Puedes borrarlo hasta las 14:28.");
    reply("uno", NULL, "contra", "Respuesta", 1);
    ck_silent(get_as(writer, "/p/uno"), UNTIL("Editar"));
    ck_says(get_as(writer, "/p/uno"), UNTIL("Borrar"));
    later(14 * 60);
    ck_silent(get_as(writer, "/p/uno"), " hasta <time");
}
END_TEST

START_TEST(a_debate_that_closes_earlier_says_so)
{
    script("UPDATE post SET closes = 1790000600");
    ck_says(get_as(writer, "/p/uno"),
            UNTIL("Editar") "2026-09-21T14:23:20Z\">las 14:23</time></a>");
    ck_says(get_as(writer, EDIT), "Puedes cambiarlo hasta las 14:23,");
    later(600);
    ck_silent(get_as(writer, "/p/uno"), " hasta <time");
}
END_TEST

START_TEST(what_was_done_is_told_to_the_writer_alone)
{
    static const char *const saved = "Cambios guardados.";
    static const char *const gone = "Tu comentario está borrado. No queda nada de él.";
    const struct response rs =
        VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
              .address = "192.0.2.9", .body = comment_form("uno", "pro", "De otra"));
    const char *other = cookie_of(&rs, "reader");
    struct response page;

    ck_silent(get_as(writer, "/p/uno?done=1"), saved);
    ck_sees_other(post_as(writer, EDIT, edit_form("pro", "Segundo texto")), SAVED);
    page = get_as(writer, "/p/uno?done=1");
    ck_says(page, "<p class=\"done\" role=\"status\">Cambios guardados.</p>");
    ck_assert_uint_eq(times(&page, saved), 1);
    ck_says(page, "noindex");
    ck_silent(get_as(writer, "/p/uno"), saved);
    ck_silent(get_as(other, "/p/uno?done=1"), saved);
    ck_silent(get("/p/uno?done=1"), saved);
    ck_sees_other(post_as(writer, DELETE, form("token", token_on(DELETE), NULL)),
                  DELETED);
    page = get_as(writer, "/p/uno?done=1");
    ck_says(page, gone);
    ck_says(page, "<p id=\"done\"");
    ck_silent(page, saved);
    ck_silent(get_as(writer, "/p/uno"), "id=\"done\"");
    ck_silent(get_as(other, "/p/uno?done=1"), "id=\"done\"");
    ck_silent(get_as(writer, "/p/uno?done=2"), "id=\"done\"");
    ck_silent(get_as(writer, "/p/uno?done=99"), "id=\"done\"");
    ck_status(get_as(writer, "/p/uno?done=x"), 404);
}
END_TEST

START_TEST(an_edit_replaces_the_text_and_keeps_the_earlier_one)
{
    struct response page = get_as(writer, EDIT);

    ck_says(page, "\nPrimer texto</textarea>");
    ck_says(page, "value=\"pro\" id=\"side\" checked");
    ck_says(page, "noindex");
    ck_silent(page, "name=\"name\"");
    ck_assert_int_eq(page.cache, CACHE_OWN);
    ck_sees_other(post_as(writer, EDIT, edit_form("contra", "Segundo **texto**")),
                  SAVED);
    page = get("/p/uno");
    ck_says(page, "Segundo <strong>texto</strong>");
    ck_silent(page, "Primer texto");
    ck_says(page, "href=\"/p/uno/comments/1\">editado <time");
    ck_assert_int_eq(number("SELECT contra - pro FROM tally"), 1);
    page = get("/p/uno/comments/1");
    ck_says(page, "1 texto anterior");
    ck_says(page, "Primer texto");
    ck_says(page, "<span class=\"side\">A favor</span> hasta <time");
}
END_TEST

START_TEST(each_earlier_text_can_be_read)
{
    struct response page;

    ck_status(post_as(writer, EDIT, edit_form("pro", "Segundo texto")), 303);
    later(60);
    ck_status(post_as(writer, EDIT, edit_form("pro", "<script>Tercero</script>")), 303);
    later(60);
    ck_status(post_as(writer, EDIT, edit_form("pro", "Cuarto")), 303);
    page = get("/p/uno/comments/1");
    ck_says(page, "3 textos anteriores");
    ck_says(page, "Primer texto");
    ck_says(page, "Segundo texto");
    ck_says(page, "Tercero");
    ck_silent(page, "<script>Tercero");
    ck_silent(page, "</span> hasta <time");
    ck_assert_int_eq(number("SELECT count(*) FROM revision"), 3);
}
END_TEST

START_TEST(a_double_click_saves_once)
{
    const char *body = edit_form("pro", "Segundo texto"), *before;

    ck_sees_other(post_as(writer, EDIT, body), SAVED);
    before = stored();
    ck_sees_other(post_as(writer, EDIT, body), SAVED);
    ck_assert_str_eq(stored(), before);
    ck_assert_int_eq(number("SELECT count(*) FROM revision"), 1);
}
END_TEST

START_TEST(a_preview_saves_nothing)
{
    const char *before = stored();
    const struct response rs =
        post_as(writer, EDIT, "action=preview&side=contra&body=**Nuevo**");

    check_refused(rs, 200, "id=\"preview\"", before);
    ck_says(rs, "<strong>Nuevo</strong>");
    ck_says(rs, "**Nuevo**</textarea>");
    ck_says(rs, "value=\"contra\" id=\"side-contra\" checked");
    ck_sees_other(post_as(writer, EDIT,
                          form("token", field_of(&rs, "token"), "side", "contra",
                               "body", "**Nuevo**", NULL)),
                  SAVED);
}
END_TEST

static const struct mistake {
    const char *side, *body, *says;
} mistakes[] = {
    { "", "textoquequeda", "id=\"side-problem\"" },
    { "none", "textoquequeda", "id=\"side-problem\"" },
    { "pro", "", "Escribe tu comentario." },
    { "pro",
      "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > "
      "textoquequeda",
      "Hay demasiadas citas o listas unas dentro de otras." },
    { "pro", "Otro comentario mío", "Ya has publicado este mismo texto." },
};

START_TEST(a_mistake_is_named_and_the_text_kept)
{
    const struct mistake *m = &mistakes[_i];
    const char *body, *before;
    struct response rs;

    comment("uno", writer, "pro", "Otro comentario mío");
    body = edit_form(m->side, m->body);
    before = stored();
    rs = post_as(writer, EDIT, body);
    check_refused(rs, 422, m->says, before);
    ck_says(rs, "<title>Error:");
    if (strstr(m->body, "texto"))
        ck_says(rs, "textoquequeda</textarea>");
}
END_TEST

START_TEST(a_text_that_is_too_long_is_kept)
{
    char *text = arena_alloc(call_arena(), 8194);
    const char *body, *before;

    memset(text, 'a', 8193);
    text[8193] = '\0';
    body = edit_form("pro", text);
    before = stored();
    check_refused(post_as(writer, EDIT, body), 422, "Sobra 1 carácter.", before);
    text[8192] = '\0';
    ck_status(post_as(writer, EDIT, edit_form("pro", text)), 303);
}
END_TEST

START_TEST(a_token_is_of_this_comment_and_of_today)
{
    const char *erase = token_on(DELETE), *old, *before;
    const char *tokens[] = {
        "", "x", erase, reader_token("uno"), reaction_token_of("uno"), NULL
    };

    call_config()->edit_minutes = 3000;
    old = token_on(EDIT);
    later(24 * 3600 + 1);
    tokens[5] = old;
    before = stored();
    for (size_t i = 0; i < ARRAY_LEN(tokens); i++) {
        const struct response rs = post_as(
            writer, EDIT,
            form("token", tokens[i], "side", "pro", "body", "textoquequeda", NULL));
        check_refused(rs, 422, "Pulsa el botón otra vez", before);
        ck_says(rs, "textoquequeda</textarea>");
    }
    check_refused(post_as(writer, DELETE, form("token", old, NULL)), 422,
                  "Pulsa el botón otra vez", before);
    check_refused(post_as(writer, DELETE, ""), 422, "¿Borrar tu comentario?", before);
}
END_TEST

START_TEST(nobody_else_finds_these_pages)
{
    static const char *const targets[] = { EDIT, DELETE };
    const struct response rs =
        VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
              .address = "192.0.2.9", .body = comment_form("uno", "pro", "De otra"));
    const char *other = cookie_of(&rs, "reader"), *author = sign_in("Autora");
    const char *body = arena_printf(call_arena(), "%s&x=", edit_form("pro", "Ajeno"));
    const char *before = stored();

    for (size_t i = 0; i < 2; i++) {
        check_refused(get(targets[i]), 404, "", before);
        check_refused(get_as(other, targets[i]), 404, "", before);
        check_refused(get_as(author, targets[i]), 404, "", before);
        check_refused(call(METHOD_POST, targets[i], body), 404, "", before);
        check_refused(post_as(other, targets[i], body), 404, "", before);
    }
    debate("dos");
    before = stored();
    check_refused(get_as(writer, "/p/dos/comments/1/edit"), 404, "", before);
    check_refused(post_as(writer, "/p/dos/comments/1/delete", body), 404, "", before);
    check_refused(get_as(writer, "/p/uno/comments/99/edit"), 404, "", before);
}
END_TEST

/* An edit is refused, and a deletion too if `erase` is false. */
static void check_locked(const char *body, const char *token, const char *text,
                         bool erase)
{
    const char *before = stored();
    const struct response rs = post_as(writer, EDIT, body);

    check_refused(rs, 409, text, before);
    ck_says(rs, "textoquequeda</textarea>");
    ck_silent(rs, "name=\"body\"");
    check_refused(get_as(writer, EDIT), 409, text, before);
    if (!erase) {
        check_refused(post_as(writer, DELETE, form("token", token, NULL)), 409, text,
                      before);
        check_refused(get_as(writer, DELETE), 409, text, before);
    }
}

START_TEST(the_window_passes)
{
    const char *body = edit_form("pro", "textoquequeda"), *token = token_on(DELETE);

    later(14 * 60);
    check_locked(body, token, "durante 15 minutos y ya han pasado", false);
}
END_TEST

START_TEST(an_operator_can_switch_it_off)
{
    const char *body = edit_form("pro", "textoquequeda"), *token = token_on(DELETE);

    call_config()->edit_minutes = 0;
    check_locked(body, token, "no se pueden cambiar una vez publicados", false);
    ck_silent(get_as(writer, "/p/uno"), "/edit\"");
}
END_TEST

START_TEST(a_closed_debate_stays_as_it_is)
{
    const char *body = edit_form("pro", "textoquequeda"), *token = token_on(DELETE);

    script("UPDATE post SET open = 0, closed = 1790000000");
    check_locked(body, token, "El debate se ha cerrado", false);
    ck_silent(get_as(writer, "/p/uno"), "/edit\"");
}
END_TEST

START_TEST(what_was_answered_stays_or_leaves_a_gap)
{
    const char *body = edit_form("pro", "textoquequeda"), *token = token_on(DELETE);
    struct response page;

    reply("uno", NULL, "contra", "Respuesta", 1);
    check_locked(body, token, "Entretanto alguien te ha respondido", true);
    ck_silent(get_as(writer, "/p/uno"), "/edit\"");
    ck_says(get_as(writer, "/p/uno"), "href=\"" DELETE "\"");
    ck_sees_other(post_as(writer, DELETE, form("token", token, NULL)), DELETED);
    ck_says(get_as(writer, "/p/uno?done=1"),
            "Como tenía respuestas, en su sitio queda una nota.");
    page = get("/p/uno");
    ck_says(page, "Lo borró quien lo había escrito. Sus respuestas siguen visibles.");
    ck_says(page, "Respuesta");
    ck_silent(page, "Primer texto");
    ck_assert_int_eq(number("SELECT pro FROM tally"), 0);
}
END_TEST

START_TEST(what_moderation_removed_is_gone_and_the_text_kept)
{
    const char *body = edit_form("pro", "textoquequeda"), *token = token_on(DELETE);
    const char *author = sign_in("Autora"), *before;
    struct response rs;

    moderate(author, "reject", 1);
    before = stored();
    rs = post_as(writer, EDIT, body);
    check_refused(rs, 409, "se retiró mientras escribías", before);
    ck_says(rs, "textoquequeda</textarea>");
    check_refused(get_as(writer, EDIT), 404, "", before);
    check_refused(post_as(writer, DELETE, form("token", token, NULL)), 404, "", before);
}
END_TEST

START_TEST(deleting_asks_first_and_erases)
{
    const struct response page = get_as(writer, DELETE);
    const char *body = form("token", field_of(&page, "token"), NULL), *before;

    ck_says(page, "¿Borrar tu comentario?");
    ck_says(page, "Primer texto");
    ck_says(page, "noindex");
    ck_assert_int_eq(number("SELECT state FROM comment"), COMMENT_VISIBLE);
    ck_sees_other(post_as(writer, DELETE, body), DELETED);
    ck_silent(get("/p/uno"), "id=\"c1\"");
    ck_status(get("/p/uno/comments/1"), 404);
    ck_assert_int_eq(number("SELECT comments FROM tally"), 0);
    ck_assert_int_eq(number("SELECT length(body_md) FROM comment"), 0);
    before = stored();
    ck_sees_other(post_as(writer, DELETE, body), DELETED);
    ck_assert_str_eq(stored(), before);
    ck_status(get_as(writer, EDIT), 404);
}
END_TEST

START_TEST(what_waits_can_be_edited_and_deleted)
{
    struct response page;

    script("UPDATE post SET policy = 1");
    ck_status(post_as(writer, "/p/uno/comments", comment_form("uno", "pro", "Espera")),
              303);
    page = get_as(writer, "/p/uno");
    ck_says(page, "href=\"/p/uno/comments/2/edit\"");
    ck_says(page, "href=\"/p/uno/comments/2/delete\"");
    ck_status(get("/p/uno/comments/2/edit"), 404);
    ck_sees_other(post_as(writer, "/p/uno/comments/2/edit",
                          form("token", token_on("/p/uno/comments/2/edit"), "side",
                               "pro", "body", "Espera mejor", NULL)),
                  "/p/uno?held=2#held");
    ck_says(get_as(writer, "/p/uno"), "Espera mejor");
    ck_silent(get("/p/uno"), "Espera");
    ck_assert_int_eq(number("SELECT count(*) FROM revision"), 0);
    ck_sees_other(post_as(writer, "/p/uno/comments/2/delete",
                          form("token", token_on("/p/uno/comments/2/delete"), NULL)),
                  "/p/uno?done=2#done");
    ck_silent(get_as(writer, "/p/uno"), "Espera mejor");
}
END_TEST

#define LINKS "http://a.example http://b.example http://c.example"

START_TEST(moderation_decides_about_the_new_text)
{
    ck_sees_other(post_as(writer, EDIT, edit_form("pro", LINKS)), "/p/uno?held=1#held");
    ck_silent(get("/p/uno"), "a.example");
    ck_status(get("/p/uno/comments/1"), 404);
    ck_assert_int_eq(number("SELECT held FROM comment"), HELD_LINKS);
    ck_assert_int_eq(number("SELECT comments FROM tally"), 0);
    ck_sees_other(post_as(writer, EDIT, edit_form("pro", "Sin enlaces")), SAVED);
    ck_says(get("/p/uno"), "Sin enlaces");
    ck_silent(get("/p/uno/comments/1"), "a.example");
    script("UPDATE post SET policy = 1");
    ck_sees_other(post_as(writer, EDIT, edit_form("pro", "Otra vez")),
                  "/p/uno?held=1#held");
    ck_silent(get("/p/uno"), "Otra vez");
}
END_TEST

START_TEST(an_edit_does_not_let_through_what_waits)
{
    script("UPDATE comment SET state = 0, held = 4, shown = NULL;"
           "UPDATE tally SET comments = 0, pro = 0, people_pro = 0;"
           "DELETE FROM person_stance; DELETE FROM daily");
    ck_sees_other(post_as(writer, EDIT, edit_form("pro", "Inocente")),
                  "/p/uno?held=1#held");
    ck_assert_int_eq(number("SELECT state FROM comment"), COMMENT_PENDING);
    ck_assert_int_eq(number("SELECT held FROM comment"), HELD_HONEYPOT);
}
END_TEST

START_TEST(too_many_edits_must_wait)
{
    const char *body, *before;
    struct response rs;

    call_config()->reactions_per_minute = 1;
    ck_status(post_as(writer, EDIT, edit_form("pro", "Segundo")), 303);
    body = edit_form("pro", "textoquequeda");
    before = stored();
    rs = post_as(writer, EDIT, body);
    check_refused(rs, 429, "Espera 60 segundos", before);
    ck_says(rs, "textoquequeda</textarea>");
    ck_assert_int_eq(rs.retry_after_s, 60);
}
END_TEST

START_TEST(a_site_that_cannot_write_keeps_the_text)
{
    const char *body = edit_form("pro", "textoquequeda"), *before = stored();
    struct response rs;

    script("PRAGMA query_only = 1");
    rs = post_as(writer, EDIT, body);
    script("PRAGMA query_only = 0");
    check_refused(rs, 503, "No hemos podido guardarlo", before);
    ck_says(rs, "textoquequeda</textarea>");
    ck_sees_other(post_as(writer, EDIT, body), SAVED);
}
END_TEST

START_TEST(a_change_of_mind_keeps_its_reason_or_its_claim_goes)
{
    const char *reason = "Nunca lo había mirado así: lo que cuesta no es el dinero.";
    const char *target = "/p/uno/comments/3/edit", *before;
    struct response rs;

    comment("uno", NULL, "contra", "Cuesta tiempo");
    ck_status(post_as(writer, "/p/uno/comments",
                      form("token", reader_token("uno"), "side", "contra", "name",
                           "Ana", "body", reason, "parent", "2", "changed", "1", NULL)),
              303);
    ck_assert_int_eq(number("SELECT minds_changed FROM comment WHERE id = 2"), 1);
    before = stored();
    rs = post_as(
        writer, target,
        form("token", token_on(target), "side", "contra", "body", "Corto", NULL));
    check_refused(rs, 422, "faltan 45 caracteres", before);
    ck_status(
        post_as(writer, target,
                form("token", token_on(target), "side", "pro", "body", "Corto", NULL)),
        303);
    ck_assert_int_eq(number("SELECT minds_changed FROM comment WHERE id = 2"), 0);
}
END_TEST

START_TEST(the_words_are_english_where_the_post_is)
{
    struct post_draft draft = debate_draft("one");
    struct response rs;

    draft.lang = LANG_EN;
    save_post(&draft);
    rs = call(METHOD_POST, "/p/one/comments", comment_form("one", "pro", "One"));
    writer = cookie_of(&rs, "reader");
    ck_says(get_as(writer, "/p/one"), "until <time datetime=");
    ck_says(get_as(writer, "/p/one/comments/2/edit"), "Edit your comment");
    ck_says(get_as(writer, "/p/one/comments/2/edit"),
            "You can change it until 14:29, or until somebody answers it.");
    ck_says(get_as(writer, "/p/one/comments/2/delete"), "Delete your comment?");
    later(15 * 60);
    ck_says(get_as(writer, "/p/one/comments/2/edit"), "for 15 minutes");
}
END_TEST

START_TEST(hostile_text_stays_text)
{
    const struct response rs =
        post_as(writer, EDIT,
                form("side", "\"><script>", "body", "</textarea><script>y", NULL));

    ck_status(rs, 422);
    ck_silent(rs, "\"><script>");
    ck_silent(rs, "<script>y");
}
END_TEST

Suite *own_comment_suite(void);
Suite *own_comment_suite(void)
{
    Suite *suite = suite_create("own_comment");
    TCase *c = tcase_create("own_comment");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, the_writer_finds_the_way);
    tcase_add_test(c, the_writer_is_told_until_when);
    tcase_add_test(c, a_debate_that_closes_earlier_says_so);
    tcase_add_test(c, what_was_done_is_told_to_the_writer_alone);
    tcase_add_test(c, an_edit_replaces_the_text_and_keeps_the_earlier_one);
    tcase_add_test(c, each_earlier_text_can_be_read);
    tcase_add_test(c, a_double_click_saves_once);
    tcase_add_test(c, a_preview_saves_nothing);
    tcase_add_loop_test(c, a_mistake_is_named_and_the_text_kept, 0,
                        ARRAY_LEN(mistakes));
    tcase_add_test(c, a_text_that_is_too_long_is_kept);
    tcase_add_test(c, a_token_is_of_this_comment_and_of_today);
    tcase_add_test(c, nobody_else_finds_these_pages);
    tcase_add_test(c, the_window_passes);
    tcase_add_test(c, an_operator_can_switch_it_off);
    tcase_add_test(c, a_closed_debate_stays_as_it_is);
    tcase_add_test(c, what_was_answered_stays_or_leaves_a_gap);
    tcase_add_test(c, what_moderation_removed_is_gone_and_the_text_kept);
    tcase_add_test(c, deleting_asks_first_and_erases);
    tcase_add_test(c, what_waits_can_be_edited_and_deleted);
    tcase_add_test(c, moderation_decides_about_the_new_text);
    tcase_add_test(c, an_edit_does_not_let_through_what_waits);
    tcase_add_test(c, too_many_edits_must_wait);
    tcase_add_test(c, a_site_that_cannot_write_keeps_the_text);
    tcase_add_test(c, a_change_of_mind_keeps_its_reason_or_its_claim_goes);
    tcase_add_test(c, the_words_are_english_where_the_post_is);
    tcase_add_test(c, hostile_text_stays_text);
    return suite;
}
