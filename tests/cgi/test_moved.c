/*
 * test_moved.c - a renamed post is found under each of its former addresses
 */
#include "call.h"

static const char *author, *writer; /* cookies; writer: of comment 1 */

static struct post_draft draft;

/* Renames the post as its author does; a save increments the version. */
static void rename_to(const char *slug)
{
    draft.revision = number("SELECT revision FROM post WHERE id = 1");
    draft.slug = slug;
    draft.now++;
    save_post(&draft);
}

/* Debate 1 is "uno", with two comments; tests rename it to "dos". */
static void setup(void)
{
    struct response rs;

    call_setup();
    author = sign_in("Autora");
    draft = debate_draft("uno");
    draft.id = save_post(&draft);
    rs = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Primero"));
    writer = cookie_of(&rs, "reader");
    comment("uno", NULL, "contra", "Lo de #1 no.");
}

/* Addresses below a post, with their queries. */
static const char *const below[] = {
    "",
    "?order=newest&side=pro",
    "?at=1",
    "/comments/1",
    "/comments/1?reply=1",
    "/sheet",
    "/latest",
    "/tally.svg",
    "/tally.png?v=2",
    "/comments.atom",
    "/comments.atom?side=contra",
};

static const char *path(const char *slug, const char *rest)
{
    return arena_printf(call_arena(), "/p/%s%s", slug, rest);
}

static void check_moved(struct response rs, const char *where)
{
    ck_status(rs, 301);
    ck_assert_str_eq(rs.location, where);
    ck_assert_uint_eq(rs.body->n, 0);
    ck_assert_ptr_null(rs.etag);
    ck_assert_uint_eq(rs.cookies, 0);
}

START_TEST(whatever_was_there_leads_on)
{
    const char *old = path("uno", below[_i]), *now = path("tres", below[_i]);
    struct response rs = get(old);
    const char *tag = rs.etag;

    ck_status(rs, 200);
    rename_to("dos");
    check_moved(get(old), path("dos", below[_i]));
    rename_to("tres");
    rs = get(old);
    check_moved(rs, now); /* without a stop at "dos" */
    ck_assert_int_eq(rs.cache, CACHE_SHARED);
    check_moved(get(path("dos", below[_i])), now);
    check_moved(VISIT(.method = METHOD_HEAD, .target = old), now);
    check_moved(VISIT(.method = METHOD_GET, .target = old, .etag = tag), now);
    ck_status(get(now), 200);
}
END_TEST

START_TEST(pictures_stay_open_to_other_sites)
{
    rename_to("dos");
    ck_assert(get("/p/uno/tally.svg").picture);
    ck_assert(!get("/p/uno").picture);
    ck_assert(!get("/p/nada/tally.svg").picture);
}
END_TEST

START_TEST(writers_find_their_own)
{
    rename_to("dos");
    check_moved(get_as(writer, "/p/uno/comments/1/edit"), "/p/dos/comments/1/edit");
    ck_assert_int_eq(get_as(writer, "/p/uno/comments/1/delete").cache, CACHE_OWN);
    ck_status(get_as(writer, "/p/dos/comments/1/edit"), 200);
}
END_TEST

START_TEST(renaming_back_goes_in_no_circle)
{
    rename_to("dos");
    rename_to("uno");
    ck_status(get("/p/uno"), 200);
    check_moved(get("/p/dos"), "/p/uno");
}
END_TEST

START_TEST(a_comment_written_before_the_move_arrives)
{
    const char *body = comment_form("uno", "pro", "Tercero");
    struct response rs;

    rename_to("dos");
    ck_sees_other(call(METHOD_POST, "/p/uno/comments", body), "/p/dos#c3");
    ck_says(get("/p/dos"), "Tercero");
    rs = call(METHOD_POST, "/p/uno/comments",
              form("action", "preview", "body", "Un *ensayo*", NULL));
    ck_status(rs, 200);
    ck_says(rs, "Un <em>ensayo</em>");
    ck_says(rs, "action=\"/p/dos/comments\"");
    rs = call(METHOD_POST, "/p/uno/comments", form("body", "Sin lado", NULL));
    ck_status(rs, 422);
    ck_says(rs, "Sin lado</textarea>");
}
END_TEST

START_TEST(two_presses_around_a_move_make_one_comment)
{
    const char *body = comment_form("uno", "pro", "Tercero");
    const struct response rs = call(METHOD_POST, "/p/uno/comments", body);

    ck_sees_other(rs, "/p/uno#c3");
    rename_to("dos");
    ck_sees_other(call(METHOD_POST, "/p/uno/comments", body), "/p/dos#c3");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 3);
}
END_TEST

START_TEST(what_is_pressed_after_the_move_counts)
{
    const char *press = form("token", reaction_token_of("uno"), "side", "pro", NULL);
    const struct response page = get_as(writer, "/p/uno/comments/1/edit");
    const char *edit =
        form("token", field_of(&page, "token"), "side", "pro", "body", "Otro", NULL);

    rename_to("dos");
    ck_sees_other(post_as(writer, "/p/uno/comments/1/edit", edit), "/p/dos?done=1#c1");
    ck_sees_other(call(METHOD_POST, "/p/uno/stance", press), "/p/dos#stance");
    ck_sees_other(call(METHOD_POST, "/p/uno/comments/1/support",
                       form("token", reaction_token_of("dos"), "do", "add", NULL)),
                  "/p/dos#c1");
    ck_says(get("/p/dos"), "Otro");
    ck_assert_int_eq(number("SELECT count(*) FROM stance"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM support"), 1);
}
END_TEST

START_TEST(a_draft_leaves_no_trace_at_its_old_address)
{
    const struct response nothing = get("/p/nada");
    struct response rs;

    rename_to("dos");
    draft.state = POST_DRAFT;
    rename_to("dos");
    rs = get(path("uno", below[_i]));
    ck_status(rs, 404);
    ck_assert_ptr_null(rs.location);
    if (!below[_i][0])
        ck_assert_str_eq(text_of(&rs), text_of(&nothing));
    ck_status(call(METHOD_POST, "/p/uno/comments", "body=x"), 404);
    rs = get_as(author, "/p/uno");
    check_moved(rs, "/p/dos");
    ck_assert_int_eq(rs.cache, CACHE_OWN);
    /* These answers are the same for all viewers. */
    ck_status(get_as(author, "/p/uno/latest"), 404);
    ck_status(get_as(author, "/p/uno/tally.svg"), 404);
}
END_TEST

/* The tags differ even if the versions of both posts are equal. */
START_TEST(another_post_at_an_address_is_no_old_copy)
{
    const char *page = get("/p/uno").etag, *feed = get("/p/uno/comments.atom").etag;
    struct post_draft other = debate_draft("dos");

    save_post(&other);
    number("UPDATE post SET slug = 'tres' WHERE id = 1 RETURNING id");
    number("UPDATE post SET slug = 'uno', version = (SELECT version FROM post WHERE id "
           "= 1)"
           " WHERE slug = 'dos' RETURNING id");
    ck_assert_str_ne(get("/p/uno").etag, page);
    ck_assert_str_ne(get("/p/uno/comments.atom").etag, feed);
}
END_TEST

START_TEST(every_page_names_todays_address)
{
    moderate(author, "delete", 2); /* its text contains the old address */
    rename_to("dos");
    ck_says(get("/p/dos"), "<link rel=\"canonical\" href=\"" CALL_URL "/p/dos\">");
    ck_says(get("/p/dos"), "\"url\":\"" CALL_URL "/p/dos\"");
    for (size_t i = 0; i < ARRAY_LEN(below); i++) {
        const struct response rs = get(path("dos", below[i]));

        ck_assert_msg(!says(&rs, "/p/uno"), "%s", below[i]);
    }
    ck_silent(get("/"), "/p/uno");
    ck_silent(get("/feed.atom"), "/p/uno");
    ck_silent(get("/sitemap.xml"), "/p/uno");
    ck_says(get("/comments.atom"), "href=\"" CALL_URL "/p/dos?at=1#c1\"");
}
END_TEST

START_TEST(a_stored_reference_still_leads_to_its_comment)
{
    rename_to("dos");
    ck_says(get("/p/dos"), "href=\"/p/uno?at=1#c1\"");
    check_moved(get("/p/uno?at=1"), "/p/dos?at=1"); /* the browser keeps #c1 */
    ck_says(get("/p/dos?at=1"), "id=\"c1\"");
}
END_TEST

START_TEST(a_comment_names_another_by_an_old_address)
{
    rename_to("dos");
    rename_to("tres");
    comment("tres", NULL, "pro", "Contra " CALL_URL "/p/uno#c2 y /p/dos/comments/1.");
    ck_says(get("/p/tres"), "Contra <a class=\"ref\" href=\"/p/tres?at=2#c2\">#2</a> y "
                            "<a class=\"ref\" href=\"/p/tres?at=1#c1\">#1</a>.");
    comment("tres", NULL, "pro", "[Eso](/p/dos/comments/1) y " CALL_URL "/p/cero#c2");
    ck_assert_int_eq(number("SELECT count(*) FROM citation WHERE from_id > 2"), 3);
}
END_TEST

START_TEST(feed_readers_know_everything_again)
{
    static const char *const feeds[] = { "/feed.atom", "/comments.atom",
                                         "/p/%s/comments.atom",
                                         "/p/%s/comments.atom?side=pro" };
    const char *ids[2][8];
    size_t n[2] = { 0 };

    for (int round = 0; round < 2; round++) {
        const char *slug = round ? "dos" : "uno";
        const struct response rs =
            get(strstr(feeds[_i], "%s")
                    ? arena_printf(call_arena(), "/p/%s%s", slug, feeds[_i] + 5)
                    : feeds[_i]);

        for (const char *s = text_of(&rs); (s = strstr(s, "<id>")); s++)
            ids[round][n[round]++] =
                arena_strndup(call_arena(), s, (size_t)(strstr(s, "</id>") - s));
        rename_to("dos");
    }
    ck_assert_uint_gt(n[0], 1);
    ck_assert_uint_eq(n[0], n[1]);
    for (size_t i = 0; i < n[0]; i++)
        ck_assert_str_eq(ids[0][i], ids[1][i]);
}
END_TEST

Suite *moved_suite(void);
Suite *moved_suite(void)
{
    const int ways = ARRAY_LEN(below);
    Suite *suite = suite_create("moved");
    TCase *c = tcase_create("moved");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(c, whatever_was_there_leads_on, 0, ways);
    tcase_add_test(c, pictures_stay_open_to_other_sites);
    tcase_add_test(c, writers_find_their_own);
    tcase_add_test(c, renaming_back_goes_in_no_circle);
    tcase_add_test(c, a_comment_written_before_the_move_arrives);
    tcase_add_test(c, two_presses_around_a_move_make_one_comment);
    tcase_add_test(c, what_is_pressed_after_the_move_counts);
    tcase_add_loop_test(c, a_draft_leaves_no_trace_at_its_old_address, 0, ways);
    tcase_add_test(c, another_post_at_an_address_is_no_old_copy);
    tcase_add_test(c, every_page_names_todays_address);
    tcase_add_test(c, a_stored_reference_still_leads_to_its_comment);
    tcase_add_test(c, a_comment_names_another_by_an_old_address);
    tcase_add_loop_test(c, feed_readers_know_everything_again, 0, 4);
    return suite;
}
