/*
 * test_short.c - comments that a heavy page shortens, and what their writers see
 */
#include "mails_due.h"
#include "seal.h"

Suite *short_suite(void);

#define OWN_BADGE "<span class=\"badge own\">"
#define AUTHOR_BADGE "<span class=\"badge\">"
#define SHORT " short u-comment"
#define ASKED "Publicado. Mira tu correo"

static void setup(void)
{
    mails_due_setup();
    debate("uno");
}

static const char *words(size_t bytes)
{
    char *text = arena_alloc(call_arena(), bytes + 1);

    for (size_t i = 0; i < bytes; i++)
        text[i] = "palabra "[i % 8];
    text[bytes] = '\0';
    return text;
}

/* Adds threads that leave no room for a heavier one. */
static void crowd(int n)
{
    const char *text = words(7799);

    for (int i = 0; i < n; i++)
        comment("uno", NULL, i % 2 ? "contra" : "pro", text);
}

static const char *heavy(void)
{
    return words(8111);
}

static const char *heavy_form(const char *email)
{
    return form("token", reader_token("uno"), "side", "pro", "name", "Eva", "email",
                email, "body", heavy(), NULL);
}

/* Returns the address of the redirect, without the fragment. */
static const char *place(const struct response *rs)
{
    ck_status(*rs, 303);
    return arena_strndup(call_arena(), rs->location, strcspn(rs->location, "#"));
}

/* Returns the markup of the only shortened comment. */
static const char *short_one(struct response rs)
{
    const char *at = strstr(text_of(&rs), SHORT);

    ck_assert_uint_eq(times(&rs, SHORT), 1);
    return arena_strndup(call_arena(), at, (size_t)(strstr(at, "</article>") - at));
}

START_TEST(the_writer_is_told_on_the_comments_own_page)
{
    const char *eva = NULL;
    struct response rs;

    crowd(13);
    rs = browse(&eva, "/p/uno/comments", heavy_form("eva@example.org"));
    ck_sees_other(rs, "/p/uno?done=14#c14");
    rs = get_as(eva, place(&rs));
    ck_sees_other(rs, "/p/uno/comments/14?done=14#c14");
    rs = get_as(eva, place(&rs));
    ck_says(rs, ASKED);
    ck_says(rs, OWN_BADGE);
    ck_says(rs, "/p/uno/comments/14/edit");
    ck_silent(get("/p/uno/comments/14?done=14"), ASKED);
}
END_TEST

/* The same for a browser without cookies. */
START_TEST(a_seal_goes_along)
{
    struct response rs;

    crowd(13);
    rs = VISIT(.method = METHOD_POST, .target = "/p/uno/comments?again=1",
               .body = heavy_form("eva@example.org"), .fetch_site = "same-origin");
    rs = get(place(&rs));
    ck_sees_sealed(rs, "/p/uno/comments/14?done=14");
    ck_assert_str_eq(strchr(rs.location, '#'), "#c14");
    ck_says(get(place(&rs)), ASKED);
    rs = get("/p/uno?done=14&seal=x");
    ck_sees_other(rs, "/p/uno/comments/14?done=14#c14");
    later(SEAL_S + 1);
    ck_silent(get(place(&rs)), ASKED);
}
END_TEST

START_TEST(on_a_later_page_the_writer_is_told_that_it_was_changed)
{
    const char *eva = NULL, *edit = "/p/uno/comments/65/edit";
    struct response rs;

    crowd(64);
    ck_sees_other(browse(&eva, "/p/uno/comments", heavy_form("")), "/p/uno?at=65#c65");
    later(1);
    rs = get_as(eva, edit);
    rs = post_as(eva, edit,
                 form("token", field_of(&rs, "token"), "side", "pro", "body",
                      arena_printf(call_arena(), "%s.", heavy()), NULL));
    ck_sees_other(rs, "/p/uno?at=65&done=65#c65");
    rs = get_as(eva, place(&rs));
    ck_sees_other(rs, "/p/uno/comments/65?done=65#c65");
    ck_says(get_as(eva, place(&rs)), "Cambios guardados.");
}
END_TEST

START_TEST(it_says_whose_it_is)
{
    const char *eva = NULL;

    crowd(13);
    browse(&eva, "/p/uno/comments", heavy_form(""));
    ck_assert_ptr_null(strstr(short_one(get("/p/uno")), "badge"));
    ck_assert_ptr_nonnull(strstr(short_one(get_as(eva, "/p/uno")), OWN_BADGE));
    ck_assert_ptr_null(strstr(short_one(get_as(eva, "/p/uno")), AUTHOR_BADGE));
}
END_TEST

START_TEST(it_says_that_it_is_the_authors)
{
    const char *author = sign_in("Autora");

    crowd(13);
    comment("uno", author, "pro", heavy());
    ck_assert_ptr_nonnull(strstr(short_one(get("/p/uno")), AUTHOR_BADGE));
    ck_assert_ptr_null(strstr(short_one(get("/p/uno")), OWN_BADGE));
    ck_assert_ptr_nonnull(strstr(short_one(get_as(author, "/p/uno")), OWN_BADGE));
}
END_TEST

Suite *short_suite(void)
{
    Suite *suite = suite_create("short");
    TCase *c = tcase_create("short");

    suite_add_tcase(suite, c);
    tcase_set_timeout(c, 60);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, the_writer_is_told_on_the_comments_own_page);
    tcase_add_test(c, a_seal_goes_along);
    tcase_add_test(c, on_a_later_page_the_writer_is_told_that_it_was_changed);
    tcase_add_test(c, it_says_whose_it_is);
    tcase_add_test(c, it_says_that_it_is_the_authors);
    return suite;
}
