/*
 * test_markdown_pass.c - a text is parsed once, when it is sent; pages do not parse
 */
#include "call.h"
#include "markdown_passes.h"

Suite *markdown_pass_suite(void);

#define EDIT "/p/uno/comments/1/edit"
/* One example of each thing that a pass looks for. */
#define TEXT "Como #1, *no* http://a.example [x](/p/uno#c1)"

static const char *writer; /* of comment 1 */

static void setup(void)
{
    struct response rs;

    call_setup();
    debate("uno");
    rs = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Primero"));
    writer = cookie_of(&rs, "reader");
    later(60);
}

/* Returns how often the answer to a visit parses. */
static int passes(const struct visit *v, int status)
{
    markdown_passes = 0;
    ck_status(visit(v), status);
    return markdown_passes;
}
#define PASSES(status, ...) passes(&(struct visit){ __VA_ARGS__ }, status)

START_TEST(a_comment_is_parsed_once)
{
    const char *body = comment_form("uno", "contra", TEXT);

    ck_assert_int_eq(
        PASSES(303, .method = METHOD_POST, .target = "/p/uno/comments", .body = body),
        1);
    ck_assert_int_eq(number("SELECT count(*) FROM citation"), 1);
}
END_TEST

START_TEST(a_preview_parses_once)
{
    const char *body = arena_printf(call_arena(), "%s&action=preview",
                                    comment_form("uno", "contra", TEXT));

    ck_assert_int_eq(
        PASSES(200, .method = METHOD_POST, .target = "/p/uno/comments", .body = body),
        1);
}
END_TEST

START_TEST(an_edit_and_its_preview_parse_once)
{
    const struct response page = get_as(writer, EDIT);
    const char *body =
        form("token", field_of(&page, "token"), "side", "pro", "body", TEXT, NULL);

    ck_assert_int_eq(
        PASSES(200, .method = METHOD_POST, .target = EDIT, .cookie = writer,
               .body = arena_printf(call_arena(), "%s&action=preview", body)),
        1);
    ck_assert_int_eq(PASSES(303, .method = METHOD_POST, .target = EDIT,
                            .cookie = writer, .body = body),
                     1);
}
END_TEST

START_TEST(a_post_is_parsed_once)
{
    const char *author = sign_in("Autora");
    const char *body =
        form("token", admin_token(author), "title", "Dos", "slug", "dos", "lang", "es",
             "kind", "plain", "state", "draft", "policy", "site", "body", TEXT,
             "revision", "0", "action", "save", NULL);

    ck_assert_int_eq(PASSES(303, .method = METHOD_POST, .target = "/admin/posts/new",
                            .cookie = author, .body = body),
                     1);
}
END_TEST

/* Enough comments of both sides to show the strongest above the threads. */
static void fill(void)
{
    for (int i = 0; i < 3; i++) {
        comment("uno", NULL, "pro", arena_printf(call_arena(), "A favor %d", i));
        comment("uno", NULL, "contra", arena_printf(call_arena(), "En contra %d", i));
    }
}

START_TEST(no_page_parses)
{
    static const char *const pages[] = {
        "/",
        "/p/uno",
        "/p/uno?side=pro",
        "/p/uno/comments/1",
        "/p/uno/sheet",
        "/p/uno/comments.atom",
        "/comments.atom",
        "/feed.atom",
        EDIT,
        "/p/uno/comments/1/delete",
    };

    fill();
    ck_says(get("/p/uno"), "class=\"leaders\"");
    for (size_t i = 0; i < ARRAY_LEN(pages); i++)
        ck_assert_int_eq(
            PASSES(200, .method = METHOD_GET, .target = pages[i], .cookie = writer), 0);
}
END_TEST

/* The top arguments above the threads show the edited text. */
START_TEST(an_edit_changes_the_first_words)
{
    const struct response page = get_as(writer, EDIT);

    ck_sees_other(post_as(writer, EDIT,
                          form("token", field_of(&page, "token"), "side", "pro", "body",
                               "Zqx *otra* cosa", NULL)),
                  "/p/uno?done=1#c1");
    fill();
    ck_says(get("/p/uno"), "<p>Zqx otra cosa</p>");
}
END_TEST

Suite *markdown_pass_suite(void)
{
    Suite *s = suite_create("markdown_pass");
    TCase *c = tcase_create("markdown_pass");

    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, a_comment_is_parsed_once);
    tcase_add_test(c, a_preview_parses_once);
    tcase_add_test(c, an_edit_and_its_preview_parse_once);
    tcase_add_test(c, a_post_is_parsed_once);
    tcase_add_test(c, no_page_parses);
    tcase_add_test(c, an_edit_changes_the_first_words);
    suite_add_tcase(s, c);
    return s;
}
