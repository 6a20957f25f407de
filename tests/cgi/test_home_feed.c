/*
 * test_home_feed.c - home, the feed, /latest, the sitemap and the health check
 */
#include <jansson.h>

#include "call.h"
#include "xml.h"

static void post_like(const char *slug, enum post_kind kind, enum lang lang, bool open)
{
    struct post_draft draft = debate_draft(slug);

    draft.kind = kind;
    draft.question = kind == POST_DEBATE ? "¿Conviene?" : "";
    draft.lang = lang;
    draft.open = open;
    save_post(&draft);
    later(60);
}

static size_t place(const struct response *rs, const char *text)
{
    const char *at = strstr(text_of(rs), text);

    ck_assert_msg(at != NULL, "no %s in %s", text, text_of(rs));
    return (size_t)(at - text_of(rs));
}

START_TEST(an_empty_site_has_a_home)
{
    const struct response rs = get("/");

    ck_status(rs, 200);
    ck_says(rs, "La tertulia");
    ck_says(rs, "Un lema");
    ck_says(rs, "todavía no hay nada publicado");
    ck_silent(rs, "/p/");
    ck_assert_int_eq(rs.cache, CACHE_SHARED);
    ck_assert_uint_eq(rs.cookies, 0);
}
END_TEST

START_TEST(without_an_open_debate_only_posts_are_listed)
{
    struct response rs;

    post_like("cerrado", POST_DEBATE, LANG_ES, false);
    post_like("nota", POST_PLAIN, LANG_ES, true);
    rs = get("/");
    ck_silent(rs, "class=\"hero\"");
    ck_silent(rs, "todavía no hay nada publicado");
    ck_assert_uint_lt(place(&rs, "/p/nota"), place(&rs, "/p/cerrado"));
}
END_TEST

START_TEST(the_newest_open_debate_stands_on_top_and_posts_newest_first)
{
    struct response rs;

    post_like("antiguo", POST_DEBATE, LANG_ES, true);
    post_like("abierto", POST_DEBATE, LANG_ES, true);
    post_like("cerrado", POST_DEBATE, LANG_ES, false);
    post_like("nota", POST_PLAIN, LANG_ES, true);
    rs = get("/");
    ck_assert_uint_lt(place(&rs, "/p/abierto"), place(&rs, "/p/nota"));
    ck_assert_uint_lt(place(&rs, "/p/nota"), place(&rs, "/p/cerrado"));
    ck_assert_uint_lt(place(&rs, "/p/cerrado"), place(&rs, "/p/antiguo"));
    ck_assert_uint_eq(times(&rs, "href=\"/p/nota\""), 1);
    ck_silent(rs, "Título de abierto"); /* the question is shown instead */
}
END_TEST

START_TEST(home_goes_on_after_eight_posts)
{
    struct response one, two;

    for (int i = 1; i <= 10; i++)
        post_like(arena_printf(call_arena(), "nota-%d", i), POST_PLAIN, LANG_ES, true);
    one = get("/");
    two = get("/?page=2");
    ck_says(one, "/p/nota-3\"");
    ck_silent(one, "/p/nota-2\"");
    ck_says(two, "/p/nota-2\"");
    ck_says(two, "/p/nota-1\"");
    ck_silent(two, "/p/nota-3\"");
    ck_says(two, "noindex");
    ck_silent(one, "noindex");
    ck_status(get("/?page=3"), 404);
}
END_TEST

START_TEST(the_page_after_the_last_full_one_is_not_empty)
{
    struct response rs;

    post_like("debate", POST_DEBATE, LANG_ES, true);
    for (int i = 1; i <= 8; i++)
        post_like(arena_printf(call_arena(), "nota-%d", i), POST_PLAIN, LANG_ES, true);
    rs = get("/");
    ck_says(rs, "page=2");
    ck_status(get("/?page=2"), 200);
    ck_says(get("/?page=2"), "/p/debate");
}
END_TEST

START_TEST(home_speaks_both_languages_once_there_are_posts_in_both)
{
    post_like("nota", POST_PLAIN, LANG_ES, true);
    ck_silent(get("/"), "hreflang");
    post_like("note", POST_PLAIN, LANG_EN, true);
    ck_says(get("/"), "href=\"/?lang=en\" hreflang=\"en\"");
    ck_says(get("/"), "<html lang=\"es\">");
    ck_silent(get("/"), "/p/note");
    ck_says(get("/?lang=en"), "<html lang=\"en\">");
    ck_says(get("/?lang=en"), "/p/note");
    ck_silent(get("/?lang=en"), "/p/nota");
    ck_says(get("/?lang=en"),
            "<link rel=\"canonical\" href=\"" CALL_URL "/?lang=en\">");
    ck_says(get("/?lang=es"), "<link rel=\"canonical\" href=\"" CALL_URL "/\">");
}
END_TEST

START_TEST(titles_are_escaped)
{
    struct post_draft draft = debate_draft("hostil");

    draft.title = draft.question = draft.summary = draft.author = "<b>&\"'";
    save_post(&draft);
    ck_silent(get("/"), "<b>&");
    ck_silent(get("/p/hostil"), "<b>&");
    ck_silent(get("/feed.atom"), "<b>&");
    ck_says(get("/feed.atom"), "&lt;b&gt;&amp;");
}
END_TEST

START_TEST(the_feed_has_permanent_ids)
{
    struct response rs;

    post_like("nota", POST_PLAIN, LANG_ES, true);
    post_like("note", POST_PLAIN, LANG_EN, true);
    rs = get("/feed.atom");
    ck_status(rs, 200);
    ck_assert_str_eq(rs.content_type, "application/atom+xml; charset=utf-8");
    ck_says(rs, "<id>tag:127.0.0.1,2026-09-21:post/1</id>");
    ck_says(rs, "<published>2026-09-21T14:13:20Z</published>");
    ck_says(rs, "<content type=\"html\">&lt;p&gt;Texto.");
    ck_silent(rs, "/p/note");
    ck_assert_int_eq(db_script(call_db(), "rename",
                               "UPDATE post SET slug = 'otra' WHERE id = 1;"
                               "UPDATE site SET version = version + 1"),
                     RC_OK);
    ck_says(get("/feed.atom"), "<id>tag:127.0.0.1,2026-09-21:post/1</id>");
    rs = get("/feed.atom?lang=en");
    ck_says(rs, "<id>" CALL_URL "/feed.atom?lang=en</id>");
    ck_says(rs, "/p/note");
    ck_silent(rs, "/p/nota");
}
END_TEST

START_TEST(the_feed_goes_on_after_twenty_posts)
{
    struct response rs;

    for (int i = 1; i <= 21; i++)
        post_like(arena_printf(call_arena(), "nota-%d", i), POST_PLAIN, LANG_ES, true);
    rs = get("/feed.atom");
    ck_assert_uint_eq(times(&rs, "<entry "), 20);
    ck_says(rs, "rel=\"next\" type=\"application/atom+xml\""
                " href=\"" CALL_URL "/feed.atom?before=2\"");
    rs = get("/feed.atom?before=2");
    ck_xml(text_of(&rs));
    ck_assert_uint_eq(times(&rs, "<entry "), 1);
    ck_says(rs, "/p/nota-1\"");
    ck_says(rs, "<id>" CALL_URL "/feed.atom</id>");
    ck_says(rs, "rel=\"previous\"");
    ck_silent(rs, "rel=\"next\"");
    ck_status(
        VISIT(.method = METHOD_GET, .target = "/feed.atom?before=2", .etag = rs.etag),
        304);
}
END_TEST

/* Returns a part of the feed with the digit of its own request masked. */
static const char *part_before(int id)
{
    const struct response rs =
        get(arena_printf(call_arena(), "/feed.atom?before=%d", id));
    const char *text = text_of(&rs);
    char *out = arena_strndup(call_arena(), text, strlen(text));

    ck_status(rs, 200);
    for (char *at = out; (at = strstr(at, "before=")); at += strlen("before="))
        at[strlen("before=")] = '-';
    return out;
}

START_TEST(a_part_before_a_draft_is_one_before_nothing)
{
    for (int i = 1; i <= 3; i++)
        post_like(arena_printf(call_arena(), "nota-%d", i), POST_PLAIN, LANG_ES, true);
    ck_assert_ptr_nonnull(strstr(part_before(2), "/p/nota-1\""));
    number("UPDATE post SET state = 0 WHERE id = 2 RETURNING 1"); /* it was public */
    number("UPDATE site SET version = version + 1 RETURNING 1");
    ck_assert_str_eq(part_before(2), part_before(9));
    ck_assert_ptr_null(strstr(part_before(2), "<entry "));
    ck_assert_ptr_nonnull(strstr(part_before(3), "/p/nota-1\""));
}
END_TEST

static json_t *latest(const char *slug)
{
    const struct response rs = get(arena_printf(call_arena(), "/p/%s/latest", slug));
    json_t *json;

    ck_status(rs, 200);
    ck_assert_str_eq(rs.content_type, "application/json");
    json = json_loadb(text_of(&rs), rs.body->n, JSON_REJECT_DUPLICATES, NULL);
    ck_assert_msg(json != NULL, "%s", text_of(&rs));
    return json;
}

static void check_latest(const char *slug, const char *wanted)
{
    json_t *json = latest(slug), *expected = json_loads(wanted, 0, NULL);

    ck_assert_ptr_nonnull(expected);
    ck_assert_msg(json_equal(json, expected), "%s", wanted);
    json_decref(json);
    json_decref(expected);
}

START_TEST(latest_has_exactly_the_agreed_shape)
{
    const char *reader;
    struct response rs;

    post_like("uno", POST_DEBATE, LANG_ES, true);
    check_latest(
        "uno", "{\"post\":\"uno\",\"last_id\":0,\"comments\":{\"pro\":0,\"contra\":0},"
               "\"voices\":{\"pro\":0,\"contra\":0,\"undecided\":0},\"changed\":0,"
               "\"open\":true}");
    rs = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Uno"));
    reader = cookie_of(&rs, "reader");
    comment("uno", NULL, "contra", "Dos");
    comment("uno", reader, "contra", "Tres");
    check_latest(
        "uno", "{\"post\":\"uno\",\"last_id\":3,\"comments\":{\"pro\":1,\"contra\":2},"
               "\"voices\":{\"pro\":0,\"contra\":2,\"undecided\":0},\"changed\":1,"
               "\"open\":true}");
    moderate(sign_in("Autora"), "spam", 3);
    ck_assert_int_eq(db_script(call_db(), "close", "UPDATE post SET open = 0"), RC_OK);
    check_latest(
        "uno", "{\"post\":\"uno\",\"last_id\":2,\"comments\":{\"pro\":1,\"contra\":1},"
               "\"voices\":{\"pro\":1,\"contra\":1,\"undecided\":0},\"changed\":0,"
               "\"open\":false}");
}
END_TEST

START_TEST(robots_are_told_where_not_to_go)
{
    const struct response rs = get("/robots.txt");

    ck_status(rs, 200);
    ck_assert_str_eq(rs.content_type, "text/plain; charset=utf-8");
    ck_assert_str_eq(text_of(&rs), "User-agent: *\nDisallow: /admin/\n"
                                   "Disallow: /*?reply=\n\n"
                                   "Sitemap: " CALL_URL "/sitemap.xml\n");
}
END_TEST

#define LOC(path, time)                                                                \
    "<loc>" CALL_URL path "</loc>\n<lastmod>2026-09-21T" time "Z</lastmod>\n"
#define ALTERNATE(lang, path)                                                          \
    "<xhtml:link rel=\"alternate\" hreflang=\"" lang "\" href=\"" CALL_URL path "\"/"  \
    ">\n"

START_TEST(the_map_lists_what_is_public)
{
    struct post_draft note = debate_draft("note");
    struct response rs = get("/sitemap.xml");

    ck_xml(text_of(&rs));
    ck_silent(rs, "<url>");
    post_like("nota", POST_PLAIN, LANG_ES, true);
    post_like("otra", POST_PLAIN, LANG_ES, true);
    rs = get("/sitemap.xml");
    ck_assert_str_eq(rs.content_type, "application/xml; charset=utf-8");
    ck_says(rs, "<url>\n" LOC("/", "14:14:20") "</url>");
    note.lang = LANG_EN;
    note.translation_id = 1;
    save_post(&note);
    ck_assert_int_eq(db_script(call_db(), "pair",
                               "UPDATE post SET translation_id = 3 WHERE id = 1;"
                               "UPDATE site SET version = version + 1"),
                     RC_OK);
    rs = get("/sitemap.xml");
    ck_xml(text_of(&rs));
    ck_says(rs, LOC("/p/nota", "14:13:20") ALTERNATE("es", "/p/nota")
                    ALTERNATE("en", "/p/note"));
    ck_says(rs, LOC("/p/note", "14:13:20") ALTERNATE("en", "/p/note")
                    ALTERNATE("es", "/p/nota"));
    ck_says(rs, LOC("/p/otra", "14:14:20") "</url>");
    ck_says(rs, LOC("/", "14:14:20") ALTERNATE("es", "/") ALTERNATE("en", "/?lang=en"));
    later(60);
    comment("note", NULL, "pro", "Hi");
    ck_says(get("/sitemap.xml"),
            "/p/note</loc>\n<lastmod>2026-09-21T14:16:25Z</lastmod>");
    ck_status(VISIT(.method = METHOD_GET, .target = "/sitemap.xml", .etag = rs.etag),
              200);
    ck_assert_int_eq(db_script(call_db(), "draft",
                               "UPDATE post SET state = 0 WHERE slug = 'note';"
                               "UPDATE site SET version = version + 1"),
                     RC_OK);
    ck_silent(get("/sitemap.xml"), "/p/note");
    ck_silent(get("/sitemap.xml"), "lang=en");
}
END_TEST

START_TEST(health_is_told_in_truth)
{
    struct response rs = get("/healthz");

    ck_status(rs, 200);
    ck_assert_str_eq(text_of(&rs), "ok\n");
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_int_eq(db_script(call_db(), "break", "ALTER TABLE site RENAME TO gone"),
                     RC_OK);
    ck_status(get("/healthz"), 503);
}
END_TEST

Suite *home_feed_suite(void);
Suite *home_feed_suite(void)
{
    Suite *suite = suite_create("home and feed");
    TCase *c = tcase_create("home and feed");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, call_setup, call_teardown);
    tcase_add_test(c, an_empty_site_has_a_home);
    tcase_add_test(c, without_an_open_debate_only_posts_are_listed);
    tcase_add_test(c, the_newest_open_debate_stands_on_top_and_posts_newest_first);
    tcase_add_test(c, home_goes_on_after_eight_posts);
    tcase_add_test(c, the_page_after_the_last_full_one_is_not_empty);
    tcase_add_test(c, home_speaks_both_languages_once_there_are_posts_in_both);
    tcase_add_test(c, titles_are_escaped);
    tcase_add_test(c, the_feed_has_permanent_ids);
    tcase_add_test(c, the_feed_goes_on_after_twenty_posts);
    tcase_add_test(c, a_part_before_a_draft_is_one_before_nothing);
    tcase_add_test(c, latest_has_exactly_the_agreed_shape);
    tcase_add_test(c, robots_are_told_where_not_to_go);
    tcase_add_test(c, the_map_lists_what_is_public);
    tcase_add_test(c, health_is_told_in_truth);
    return suite;
}
