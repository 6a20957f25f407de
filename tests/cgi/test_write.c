/*
 * test_write.c - /admin/posts: the editor saves, refuses, and never loses a text
 */
#include "call.h"

#define NEW "/admin/posts/new"
#define EDIT "/admin/posts/1/edit"

static const char *author; /* cookie */

static void setup(void)
{
    call_setup();
    author = sign_in("Autora");
}

/* Returns a debate's form without token and revision. */
static const char *editor_form(const char *slug, const char *state)
{
    return form("title", "¿Dentro o fuera?", "kind", "debate", "question", "¿Conviene?",
                "slug", slug, "body", "Un **texto**.", "label_pro", "Fuera",
                "label_contra", "Dentro", "author", "", "lang", "es", "policy", "none",
                "open", "1", "state", state, NULL);
}

static const char *with(const char *body, const char *name, const char *value)
{
    return arena_printf(call_arena(), "%s&%s", body, form(name, value, NULL));
}

static const char *ready(const char *body)
{
    return with(body, "token", admin_token(author));
}

/* Publishes post 1; returns the address of the redirect. */
static const char *published(void)
{
    const struct response rs =
        post_as(author, NEW, ready(editor_form("uno", "published")));

    check_sealed(&rs, "/admin/posts/1/edit?saved=1");
    return rs.location;
}

START_TEST(a_new_post_is_saved_and_shown)
{
    const char *saved = published();
    const struct response rs = get("/p/uno");

    ck_status(rs, 200);
    ck_says(rs, "Un <strong>texto</strong>.");
    ck_says(rs, "Fuera");
    ck_says(rs, "Autora"); /* an empty author means the one who saved it */
    ck_says(get_as(author, saved), "role=\"status\"");
    ck_says(get_as(author, EDIT), "Un **texto**.</textarea>");
    ck_says(get_as(author, "/admin/posts"), "¿Dentro o fuera?");
}
END_TEST

START_TEST(a_draft_is_for_authors)
{
    ck_status(post_as(author, NEW, ready(editor_form("uno", "draft"))), 303);
    ck_status(get("/p/uno"), 404);
    ck_says(get_as(author, "/p/uno"), "noindex");
    ck_assert_int_eq(get_as(author, "/p/uno").cache, CACHE_OWN);
}
END_TEST

START_TEST(without_a_slug_the_title_makes_it)
{
    ck_status(post_as(author, NEW, ready(editor_form("", "published"))), 303);
    ck_status(get("/p/dentro-o-fuera"), 200);
}
END_TEST

START_TEST(an_edit_is_shown)
{
    struct response rs;

    published();
    rs = get_as(author, EDIT);
    ck_sees_sealed(post_as(author, EDIT,
                           with(ready(editor_form("otro", "published")), "revision",
                                field_of(&rs, "revision"))),
                   "/admin/posts/1/edit?saved=1");
    ck_status(get("/p/uno"), 301);
    ck_status(get("/p/otro"), 200);
}
END_TEST

/* The answer is the editor with the text as it was sent. */
static void check_kept(struct response rs, int status, const char *text)
{
    ck_status(rs, status);
    ck_says(rs, text);
    ck_says(rs, "Un **texto**.</textarea>");
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert(rs.admin);
}

START_TEST(a_slug_is_taken_once)
{
    const char *before;

    published();
    before = stored();
    check_kept(post_as(author, NEW, ready(editor_form("uno", "draft"))), 422,
               "Otra entrada ya tiene esta dirección.");
    ck_assert_str_eq(stored(), before);
    debate("dos");
    before = stored();
    check_kept(post_as(author, EDIT,
                       with(ready(editor_form("dos", "published")), "revision", "1")),
               422, "Otra entrada ya tiene esta dirección.");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_slug_that_leads_elsewhere_is_taken_by_pressing_again)
{
    const char *body, *before;
    struct response rs;

    published();
    ck_status(post_as(author, EDIT,
                      with(ready(editor_form("dos", "published")), "revision", "1")),
              303);
    body = ready(editor_form("uno", "published"));
    before = stored();
    rs = post_as(author, NEW, body);
    check_kept(rs, 422,
               "Esta dirección lleva todavía a «¿Dentro o fuera?», que la tuvo antes.");
    ck_says(rs, "id=\"slug-problem\"");
    ck_assert_str_eq(field_of(&rs, "take"), "uno");
    check_kept(post_as(author, NEW, with(body, "take", "otro")), 422,
               "Esta dirección lleva");
    ck_assert_str_eq(stored(), before);
    ck_status(post_as(author, NEW, with(body, "take", "uno")), 303);
    ck_status(get("/p/uno"), 200);
    ck_status(get("/p/dos"), 200);
}
END_TEST

START_TEST(a_second_editor_is_told_and_may_press_again)
{
    const char *body, *before;
    struct response rs;

    published();
    body = with(ready(editor_form("uno", "published")), "revision", "1");
    ck_status(post_as(author, EDIT,
                      with(ready(editor_form("dos", "published")), "revision", "1")),
              303);
    before = stored();
    rs = post_as(author, EDIT, body);
    check_kept(rs, 409, "Alguien ha guardado esta entrada mientras la editabas.");
    ck_assert_str_eq(stored(), before);
    ck_status(post_as(author, EDIT,
                      with(ready(editor_form("uno", "published")), "revision",
                           field_of(&rs, "revision"))),
              303);
}
END_TEST

START_TEST(a_second_press_finds_what_the_first_saved)
{
    const char *edit = with(ready(editor_form("dos", "published")), "revision", "1");
    const char *before;

    published();
    before = stored();
    published();
    ck_assert_str_eq(stored(), before);
    ck_sees_sealed(post_as(author, EDIT, edit), EDIT "?saved=1");
    before = stored();
    ck_sees_sealed(post_as(author, EDIT, edit), EDIT "?saved=1");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(no_revision_is_no_revision)
{
    const char *body, *before;

    published();
    body = ready(editor_form("uno", "draft"));
    before = stored();
    ck_status(post_as(author, EDIT, body), 409);
    ck_status(post_as(author, EDIT, with(body, "revision", "-1")), 409);
    ck_status(post_as(author, EDIT, with(body, "revision", "1x")), 409);
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_lost_session_does_not_lose_the_text)
{
    const char *before = stored();

    check_kept(call(METHOD_POST, NEW, editor_form("uno", "published")), 403,
               "Tu sesión ha terminado y no hemos guardado nada.");
    ck_assert_str_eq(stored(), before);
    published();
    before = stored();
    check_kept(call(METHOD_POST, EDIT, editor_form("uno", "published")), 403,
               "Tu sesión ha terminado y no hemos guardado nada.");
    ck_silent(call(METHOD_POST, EDIT, editor_form("x", "published")), "/p/uno");
    check_kept(call(METHOD_POST, "/admin/posts/99/edit", editor_form("uno", "draft")),
               403, "Tu sesión ha terminado y no hemos guardado nada.");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(of_nobody_in_particular_nothing_is_read)
{
    const char *wrong = form("title", "", "kind", "poll", "slug", "Ñ", "body",
                             "Un **texto**.", "revision", "7", NULL);
    struct response rs = call(METHOD_POST, NEW, wrong);

    check_kept(rs, 403, "Tu sesión ha terminado y no hemos guardado nada.");
    ck_silent(rs, "-problem");
    ck_says(rs, "value=\"Ñ\"");
    ck_assert_str_eq(field_of(&rs, "revision"), "7");
    rs = post_as(author, NEW, with(wrong, "token", "x"));
    check_kept(rs, 403, "Tu sesión ha cambiado desde que abriste la página");
    ck_silent(rs, "-problem");
}
END_TEST

START_TEST(a_stale_token_does_not_lose_the_text)
{
    const char *other = sign_in("Otra"), *before = stored();
    struct response rs = post_as(
        author, NEW, with(editor_form("uno", "draft"), "token", admin_token(other)));

    check_kept(rs, 403, "Tu sesión ha cambiado desde que abriste la página");
    ck_assert_str_eq(stored(), before);
    ck_status(
        post_as(author, NEW,
                with(editor_form("uno", "draft"), "token", field_of(&rs, "token"))),
        303);
}
END_TEST

START_TEST(a_post_with_comments_keeps_its_kind)
{
    const char *body, *before;
    struct response rs;

    published();
    comment("uno", NULL, "pro", "Hola");
    body = form("title", "Título", "kind", "plain", "slug", "uno", "body",
                "Un **texto**.", "state", "published", "revision", "1", NULL);
    body = ready(body);
    before = stored();
    rs = post_as(author, EDIT, body);
    check_kept(rs, 422, "no puede convertirse en debate ni dejar de serlo");
    ck_says(rs, "id=\"kind-problem\"");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_site_that_cannot_write_keeps_the_post)
{
    const char *body = ready(editor_form("uno", "draft")), *before = stored();
    struct response rs;

    ck_assert_int_eq(db_script(call_db(), "lock", "PRAGMA query_only = 1"), RC_OK);
    rs = post_as(author, NEW, body);
    ck_assert_int_eq(db_script(call_db(), "unlock", "PRAGMA query_only = 0"), RC_OK);
    check_kept(rs, 503, "No hemos podido guardar");
    ck_assert_int_gt(rs.retry_after_s, 0);
    ck_assert_str_eq(stored(), before);
}
END_TEST

#define TWENTY "aaaaaaaaaaaaaaaaaaaa"
#define TWO_HUNDRED                                                                    \
    TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY

/* One wrong field each. */
static const struct {
    const char *name, *value, *problem;
} mistakes[] = {
    { "title", "", "title-problem" },
    { "title", " \xe2\x80\x8b ", "title-problem" },
    { "title", TWO_HUNDRED "a", "title-problem" },
    { "question", "", "question-problem" },
    { "question", TWO_HUNDRED TWO_HUNDRED, "question-problem" },
    { "slug", "Con Espacios", "slug-problem" },
    { "slug", "ñ", "slug-problem" },
    { "slug", TWENTY TWENTY TWENTY TWENTY "a", "slug-problem" },
    { "slug", "../admin", "slug-problem" },
    { "label_pro", TWENTY TWENTY "a", "label-pro-problem" },
    { "label_contra", TWENTY TWENTY "a", "label-contra-problem" },
    { "author", TWENTY TWENTY TWENTY TWENTY, "author-problem" },
    { "kind", "poll", "kind-problem" },
    { "state", "gone", "state-problem" },
    { "lang", "fr", "lang-problem" },
    { "policy", "some", "policy-problem" },
    { "open", "2", "open-problem" },
};

START_TEST(a_mistake_is_named_and_the_post_kept)
{
    const char *const fields[][2] = {
        { "title", "Título" }, { "kind", "debate" }, { "question", "¿Conviene?" },
        { "slug", "uno" },     { "label_pro", "" },  { "label_contra", "" },
        { "author", "" },      { "lang", "es" },     { "policy", "none" },
        { "open", "1" },       { "state", "draft" }, { "body", "Un **texto**." },
    };
    const char *body = form("token", admin_token(author), NULL), *before = stored();

    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        body = with(body, fields[i][0],
                    strcmp(fields[i][0], mistakes[_i].name) == 0 ? mistakes[_i].value
                                                                 : fields[i][1]);
    check_kept(post_as(author, NEW, body), 422,
               arena_printf(call_arena(), "id=\"%s\"", mistakes[_i].problem));
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_post_ends_at_its_exact_limit)
{
    const size_t max = (size_t)call_config()->post_bytes;
    char *text = arena_alloc(call_arena(), max + 2);

    memset(text, 'a', max + 1);
    ck_status(post_as(author, NEW, ready(form("title", "Largo", "body", text, NULL))),
              422);
    text[max] = '\0';
    ck_status(post_as(author, NEW, ready(form("title", "Largo", "body", text, NULL))),
              303);
}
END_TEST

START_TEST(what_an_author_types_is_escaped_in_the_editor)
{
    const struct response rs =
        post_as(author, NEW,
                ready(form("title", "\"><script>x</script>", "slug", "Ñ", "body",
                           "</textarea><script>y</script>", NULL)));

    ck_status(rs, 422);
    ck_silent(rs, "<script>x");
    ck_silent(rs, "<script>y");
}
END_TEST

START_TEST(a_date_that_has_passed_is_refused_but_may_stay)
{
    const char *body = ready(with(editor_form("uno", "published"), "closes",
                                  "2026-09-21T14:13")); /* 20 seconds ago */

    ck_says(post_as(author, NEW, body), "Ese momento ya ha pasado");
    published();
    number("UPDATE post SET closes = 1789999980 RETURNING 1");
    ck_says(get_as(author, EDIT), "value=\"2026-09-21T14:13\"");
    ck_status(post_as(author, EDIT, with(body, "revision", "1")), 303);
    ck_status(post_as(author, EDIT,
                      with(ready(with(editor_form("uno", "published"), "closes",
                                      "2026-09-21T14:14")),
                           "revision", "2")),
              303);
    ck_assert_int_eq(number("SELECT closes FROM post"), 1790000040);
}
END_TEST

Suite *write_suite(void);
Suite *write_suite(void)
{
    Suite *suite = suite_create("write");
    TCase *c = tcase_create("write");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, a_new_post_is_saved_and_shown);
    tcase_add_test(c, a_draft_is_for_authors);
    tcase_add_test(c, without_a_slug_the_title_makes_it);
    tcase_add_test(c, an_edit_is_shown);
    tcase_add_test(c, a_slug_is_taken_once);
    tcase_add_test(c, a_slug_that_leads_elsewhere_is_taken_by_pressing_again);
    tcase_add_test(c, a_second_editor_is_told_and_may_press_again);
    tcase_add_test(c, a_second_press_finds_what_the_first_saved);
    tcase_add_test(c, no_revision_is_no_revision);
    tcase_add_test(c, a_lost_session_does_not_lose_the_text);
    tcase_add_test(c, of_nobody_in_particular_nothing_is_read);
    tcase_add_test(c, a_stale_token_does_not_lose_the_text);
    tcase_add_test(c, a_post_with_comments_keeps_its_kind);
    tcase_add_test(c, a_site_that_cannot_write_keeps_the_post);
    tcase_add_loop_test(c, a_mistake_is_named_and_the_post_kept, 0,
                        ARRAY_LEN(mistakes));
    tcase_add_test(c, a_post_ends_at_its_exact_limit);
    tcase_add_test(c, a_date_that_has_passed_is_refused_but_may_stay);
    tcase_add_test(c, what_an_author_types_is_escaped_in_the_editor);
    return suite;
}
