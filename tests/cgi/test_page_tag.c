/*
 * test_page_tag.c - a page keeps its entity tag as long as its content is the same
 */
#include "call.h"

static void setup(void)
{
    call_setup();
    debate("uno");
}

static const char *const tagged[] = {
    "/", "/p/uno", "/p/uno/comments/1", "/p/uno/latest", "/feed.atom", "/p/uno?side=pro"
};
#define TAGGED ARRAY_LEN(tagged)

START_TEST(an_unchanged_page_is_not_sent_again)
{
    const char *reader;
    struct response rs;

    rs = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Hola"));
    reader = cookie_of(&rs, "reader");
    rs = get(tagged[_i]);
    ck_status(rs, 200);
    ck_assert_int_eq(strncmp(rs.etag, "W/\"", 3), 0);
    rs = VISIT(.method = METHOD_GET, .target = tagged[_i], .etag = rs.etag);
    ck_status(rs, 304);
    ck_assert_uint_eq(rs.body->n, 0);
    ck_assert_int_eq(rs.cache, CACHE_SHARED);
    rs = VISIT(.method = METHOD_HEAD, .target = tagged[_i], .etag = rs.etag);
    ck_status(rs, 304);
    rs = VISIT(.method = METHOD_GET, .target = tagged[_i], .etag = rs.etag,
               .cookie = reader);
    ck_status(rs, 200);
    ck_assert_ptr_null(rs.etag);
    ck_assert_int_eq(rs.cache, CACHE_OWN);
    rs = get_as(sign_in("Autora"), tagged[_i]);
    ck_assert_ptr_null(rs.etag);
}
END_TEST

START_TEST(every_page_has_a_tag_of_its_own)
{
    comment("uno", NULL, "pro", "Hola");
    for (size_t i = 0; i < TAGGED; i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(get(tagged[i]).etag, get(tagged[j]).etag);
}
END_TEST

/* Checks whether the tag of the post's page has changed, and updates *tag. */
static void changed(const char **tag, bool wanted)
{
    const char *now = get("/p/uno").etag;

    ck_assert_msg((strcmp(now, *tag) != 0) == wanted, "%s", now);
    *tag = now;
}

static void settings(const char *author, const char *title, const char *lang)
{
    ck_status(post_as(author, "/admin/settings",
                      form("token", admin_token(author), "title", title, "tagline",
                           "Lema", "lang", lang, "policy", "first", NULL)),
              303);
}

START_TEST(whatever_is_seen_changes_the_tag)
{
    const char *author = sign_in("Autora"), *tag = get("/p/uno").etag;

    comment("uno", NULL, "pro", "Hola");
    changed(&tag, true);
    moderate(author, "contra", 1);
    changed(&tag, true);
    moderate(author, "reject", 1);
    changed(&tag, true);
    moderate(author, "approve", 1);
    changed(&tag, true);
    settings(author, "Otro título", "es");
    changed(&tag, true);
    settings(author, "Otro título", "en");
    changed(&tag, true);
    call_config()->base_url = "https://example.org";
    changed(&tag, true);
    later(2 * 3600);
    changed(&tag, true);
    changed(&tag, false);
}
END_TEST

START_TEST(what_the_configuration_shows_changes_the_tag)
{
    const char *tag = get("/p/uno").etag;

    call_config()->comment_bytes = 4000;
    changed(&tag, true);
    call_config()->timezone = "Europe/Madrid";
    changed(&tag, true);
    changed(&tag, false);
}
END_TEST

/* A token's life in hours, and how long its pages keep a tag, in seconds. */
static const struct {
    int64_t token_hours, window_s;
} windows[] = { { 1, 150 }, { 2, 300 }, { 24, 3600 }, { 720, 3600 } };

START_TEST(a_tag_ends_long_before_the_token_of_its_page)
{
    const int64_t window_s = windows[_i].window_s;
    const char *tag;

    call_config()->token_hours = windows[_i].token_hours;
    later(window_s - CALL_NOW % window_s);
    tag = get("/p/uno").etag;
    later(window_s - 1);
    changed(&tag, false);
    later(1);
    changed(&tag, true);
}
END_TEST

/* Addresses whose content changes when a debate closes or opens. */
static const char *const closing[] = {
    "/",
    "/feed.atom",
    "/comments.atom",
    "/sitemap.xml",
    "/p/uno",
    "/p/uno?side=pro",
    "/p/uno/comments/1",
    "/p/uno/latest",
    "/p/uno/sheet",
    "/p/uno/tally.svg",
    "/p/uno/comments.atom",
};
#define CLOSING ARRAY_LEN(closing)

/* The author saves the debate again, to close in `seconds`. */
static void close_in(int64_t seconds)
{
    struct post_draft draft = debate_draft("uno");

    draft.id = number("SELECT id FROM post WHERE slug = 'uno'");
    draft.revision = number("SELECT revision FROM post WHERE slug = 'uno'");
    draft.closes = draft.now + seconds;
    save_post(&draft);
}

START_TEST(a_debate_that_is_opened_again_has_none_of_its_former_tags)
{
    const char *tags[6];

    comment("uno", NULL, "pro", "Hola");
    for (int i = 0; i < 6; i += 2) { /* within one period of tag_window() */
        close_in(60);
        tags[i] = get(closing[_i]).etag;
        later(60);
        tags[i + 1] = get(closing[_i]).etag;
    }
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < i; j++)
            ck_assert_msg(strcmp(tags[i], tags[j]) != 0, "%s: %d as %d", closing[_i], i,
                          j);
}
END_TEST

START_TEST(what_says_the_date_changes_at_midnight)
{
    const char *tag;

    setenv("TZ", "<+0530>-5:30", 1); /* midnight is 18:30 UTC */
    tzset();
    later(18 * 3600 + 1799 - CALL_NOW % 86400);
    tag = get("/p/uno/tally.svg").etag;
    later(1);
    ck_assert_str_ne(get("/p/uno/tally.svg").etag, tag);
    setenv("TZ", "UTC", 1);
    tzset();
}
END_TEST

START_TEST(what_waits_leaves_the_tag)
{
    const char *tag = get("/p/uno").etag;

    ck_assert_int_eq(db_script(call_db(), "hold", "UPDATE post SET policy = 1"), RC_OK);
    call_config()->token_hours = 1000;
    ck_status(call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Hola")),
              303);
    changed(&tag, false);
}
END_TEST

Suite *page_tag_suite(void);
Suite *page_tag_suite(void)
{
    Suite *suite = suite_create("page tag");
    TCase *c = tcase_create("page tag");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(c, an_unchanged_page_is_not_sent_again, 0, TAGGED);
    tcase_add_test(c, every_page_has_a_tag_of_its_own);
    tcase_add_test(c, whatever_is_seen_changes_the_tag);
    tcase_add_test(c, what_the_configuration_shows_changes_the_tag);
    tcase_add_loop_test(c, a_tag_ends_long_before_the_token_of_its_page, 0,
                        ARRAY_LEN(windows));
    tcase_add_loop_test(c, a_debate_that_is_opened_again_has_none_of_its_former_tags, 0,
                        CLOSING);
    tcase_add_test(c, what_says_the_date_changes_at_midnight);
    tcase_add_test(c, what_waits_leaves_the_tag);
    return suite;
}
