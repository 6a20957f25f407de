/*
 * test_feed_view.c - Atom and JSON against hostile words
 */
#include "look.h"
#include "sample.h"
#include "suite.h"
#include "xml.h"

static struct sample s;

static void setup(void)
{
    sample_open(&s, LANG_ES);
}

static void teardown(void)
{
    sample_close(&s);
}

static const char *feed(const struct post *posts, size_t n)
{
    struct feed_post list[2] = { { .last_comment = SAMPLE_TIME } };

    for (size_t i = 0; i < n; i++)
        list[i].post = &posts[i];
    buf_reset(&s.out);
    ck_assert_int_eq(
        feed_view(&s.page, &(struct posts_feed){ .entries = list, .n = n }, &s.out),
        RC_OK);
    ck_xml(s.out.s);
    return s.out.s;
}

START_TEST(a_feed_is_well_formed)
{
    struct post posts[2] = { s.post, s.post };

    posts[1].body = (struct html){ "" };
    feed(posts, 2);
    ck_shows(s.out.s, "<id>https://blog.example/feed.atom</id>");
    ck_shows(s.out.s, "<link rel=\"self\" type=\"application/atom+xml\" "
                      "href=\"https://blog.example/feed.atom\"/>");
    ck_shows(s.out.s, "<published>2026-11-03T10:12:00Z</published>");
    ck_counts(s.out.s, "<updated>2026-11-04T09:12:00Z</updated>", 3);
    ck_counts(s.out.s, "<content type=\"html\">&lt;p&gt;", 1);
    ck_counts(s.out.s, "<summary>", 1);
    feed(NULL, 0);
    ck_shows(s.out.s, "<updated>1970-01-01T00:00:00Z</updated>");
}
END_TEST

/* Base addresses, and the part of each that a tag URI contains. */
static const struct {
    const char *base_url, *id;
} ids[] = {
    { "https://blog.example", "<id>tag:blog.example,2026-11-03:post/77</id>" },
    { "http://127.0.0.1:8080", "<id>tag:127.0.0.1,2026-11-03:post/77</id>" },
    { "http://[::1]:8080", "<id>tag:::1,2026-11-03:post/77</id>" },
};

START_TEST(an_entry_keeps_its_id)
{
    s.page.base_url = ids[_i].base_url;
    s.post.id = 77;
    ck_shows(feed(&s.post, 1), ids[_i].id);
    s.post.slug = "renamed";
    s.post.title = "Renamed";
    s.post.published += 86400;
    s.post.updated += 86400;
    ck_shows(feed(&s.post, 1), ids[_i].id);
}
END_TEST

START_TEST(a_hostile_feed_is_well_formed)
{
    s.site.title = s.site.tagline = HOSTILE "]]>&#0;";
    s.post.title = s.post.author = s.post.summary = HOSTILE "]]>&#0;";
    s.post.body = (struct html){ "<p>]]></content></entry>&amp;</p>" };
    feed(&s.post, 1);
    ck_hides(s.out.s, "<script>");
    ck_hides(s.out.s, "]]>");
}
END_TEST

START_TEST(a_post_is_never_updated_before_it_was_published)
{
    s.post.updated = s.post.published - 100;
    ck_shows(feed(&s.post, 1), "<updated>2026-11-03T10:12:00Z</updated>");
}
END_TEST

START_TEST(a_feed_that_does_not_fit_is_refused)
{
    const struct feed_post entry = { &s.post, 0 };
    const struct posts_feed feed = { .entries = &entry, .n = 1 };
    struct buf small;

    buf_init(&small, 200);
    ck_assert_int_eq(feed_view(&s.page, &feed, &small), RC_TOO_LARGE);
    buf_clear(&small);
}
END_TEST

START_TEST(latest_is_the_json_of_the_contract)
{
    ck_assert_int_eq(latest_view(&s.post, 99, 0, &s.out), RC_OK);
    ck_assert_str_eq(s.out.s, "{\"post\":\"externalizar-redes\",\"last_id\":99,"
                              "\"comments\":{\"pro\":19,\"contra\":15},"
                              "\"voices\":{\"pro\":12,\"contra\":9,\"undecided\":0},"
                              "\"changed\":3,\"open\":true}\n");
    s.post.open = false;
    buf_reset(&s.out);
    ck_assert_int_eq(latest_view(&s.post, INT64_MAX, 0, &s.out), RC_OK);
    ck_shows(s.out.s, "\"last_id\":9223372036854775807");
    ck_shows(s.out.s, "\"open\":false}");
}
END_TEST

START_TEST(a_post_says_where_its_comments_are)
{
    ck_shows(feed(&s.post, 1),
             "<link rel=\"replies\" type=\"application/atom+xml\" "
             "href=\"https://blog.example/p/externalizar-redes/comments.atom\" "
             "thr:count=\"34\" thr:updated=\"2026-11-04T10:12:00Z\"/>");
    s.post.tally_shown = TALLY_AT_CLOSE;
    ck_hides(feed(&s.post, 1), "thr:count");
    s.post.open = false;
    ck_shows(feed(&s.post, 1), "thr:count");
}
END_TEST

Suite *feed_view_suite(void);
Suite *feed_view_suite(void)
{
    Suite *suite = suite_create("feed_view");
    TCase *c = tcase_create("feed_view");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_feed_is_well_formed);
    tcase_add_loop_test(c, an_entry_keeps_its_id, 0, ARRAY_LEN(ids));
    tcase_add_test(c, a_hostile_feed_is_well_formed);
    tcase_add_test(c, a_post_is_never_updated_before_it_was_published);
    tcase_add_test(c, a_post_says_where_its_comments_are);
    tcase_add_test(c, a_feed_that_does_not_fit_is_refused);
    tcase_add_test(c, latest_is_the_json_of_the_contract);
    suite_add_tcase(suite, c);
    return suite;
}
