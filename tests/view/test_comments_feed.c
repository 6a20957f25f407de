/*
 * test_comments_feed.c - comments as Atom: threads, sides, hostile words
 */
#include "comments_feed.h"
#include "look.h"
#include "sample.h"
#include "suite.h"
#include "xml.h"

#define POST_TAG "tag:blog.example,2026-11-03:post/1"

static struct sample s;
static struct comment_feed_entry entries[2]; /* 12 answers 7 */
static struct feed_part part;

static void setup(void)
{
    sample_open(&s, LANG_ES);
    for (int i = 0; i < 2; i++)
        entries[i] = (struct comment_feed_entry){
            .comment = { .id = i ? 7 : 12,
                         .post_id = 1,
                         .parent_id = i ? 0 : 7,
                         .name = i ? "Luis" : "Ana",
                         .website = i ? "" : "https://ana.example/?a=1&b=2",
                         .side = i ? SIDE_CONTRA : SIDE_PRO,
                         .state = COMMENT_VISIBLE,
                         .body = { "<p>Sí, <a class=\"ref\" href=\"/p/uno?at=7#c7\">#7"
                                   "</a></p>" },
                         .created = SAMPLE_TIME,
                         .shown = SAMPLE_TIME + 60 },
            .post = s.post,
        };
    entries[0].parent_created = SAMPLE_TIME - 86400;
}

static void teardown(void)
{
    sample_close(&s);
}

static const char *feed(const struct post *post, enum side only, size_t n)
{
    const struct comments_feed feed = { post, only, entries, n, part };

    s.page.feed_path = comments_feed_path(&s.page, post, only);
    buf_reset(&s.out);
    ck_assert_int_eq(comments_feed_view(&s.page, &feed, &s.out), RC_OK);
    ck_xml(s.out.s);
    return s.out.s;
}

START_TEST(a_feed_says_whose_comments_these_are)
{
    feed(NULL, SIDE_NONE, 2);
    ck_shows(s.out.s, "<id>https://blog.example/comments.atom</id>");
    ck_shows(s.out.s, "<title>Comentarios de «La otra cara»</title>");
    ck_shows(s.out.s, " xml:base=\"https://blog.example/\"");
    ck_shows(s.out.s, "<updated>2026-11-04T10:13:00Z</updated>\n<entry>");
    feed(&s.post, SIDE_NONE, 2);
    ck_shows(s.out.s, "<id>" POST_TAG "/comments</id>");
    ck_shows(s.out.s, "<title>Comentarios de «¿Debe una empresa");
    feed(&s.post, SIDE_PRO, 1);
    ck_shows(s.out.s, "<id>" POST_TAG "/comments/pro</id>");
    ck_shows(s.out.s, "sociales?»: A favor</title>");
    ck_shows(s.out.s, "<link rel=\"alternate\" type=\"text/html\" "
                      "href=\"https://blog.example/p/externalizar-redes?side=pro\"/>");
    s.page.lang = LANG_EN;
    ck_shows(feed(NULL, SIDE_NONE, 0), "/comments.atom?lang=en</id>");
    ck_shows(feed(&s.post, SIDE_NONE, 0), "<updated>2026-11-03T10:12:00Z</updated>");
}
END_TEST

#define LINK(rel, query)                                                               \
    "<link rel=\"" rel "\" type=\"application/atom+xml\""                              \
    " href=\"https://blog.example/p/externalizar-redes/comments.atom" query "\"/>\n"

START_TEST(a_part_knows_its_neighbours)
{
    ck_hides(feed(&s.post, SIDE_NONE, 2), "\"first\"");
    ck_hides(s.out.s, "\"next\"");
    part.next = 7;
    feed(&s.post, SIDE_NONE, 2);
    ck_shows(s.out.s, LINK("self", "") LINK("next", "?before=7"));
    part.before = 15;
    feed(&s.post, SIDE_NONE, 2);
    ck_shows(s.out.s, LINK("self", "?before=15") LINK("first", "") LINK("previous", "")
                          LINK("next", "?before=7"));
    ck_shows(s.out.s, "<id>" POST_TAG "/comments</id>");
    part = (struct feed_part){ .before = 15, .previous = 22 };
    feed(&s.post, SIDE_PRO, 2);
    ck_shows(s.out.s, LINK("self", "?side=pro&amp;before=15") LINK("first", "?side=pro")
                          LINK("previous", "?side=pro&amp;before=22"));
    ck_hides(s.out.s, "\"next\"");
}
END_TEST

START_TEST(a_comment_says_what_it_answers)
{
    feed(&s.post, SIDE_NONE, 2);
    ck_shows(s.out.s, "<entry>\n<id>tag:blog.example,2026-11-04:comment/12</id>");
    ck_shows(s.out.s, "<thr:in-reply-to ref=\"tag:blog.example,2026-11-03:comment/7\" "
                      "type=\"text/html\" "
                      "href=\"https://blog.example/p/externalizar-redes?at=7#c7\" "
                      "source=\"https://blog.example/p/externalizar-redes/"
                      "comments.atom\"/>");
    ck_shows(s.out.s, "<thr:in-reply-to ref=\"" POST_TAG "\" type=\"text/html\" "
                      "href=\"https://blog.example/p/externalizar-redes\"/>");
    /* Its parent is gone. */
    entries[0].parent_created = 0;
    ck_counts(feed(&s.post, SIDE_NONE, 2), "ref=\"" POST_TAG "\"", 2);
}
END_TEST

START_TEST(a_comment_bears_its_side_writer_and_times)
{
    entries[1].comment.edited = SAMPLE_TIME + 120;
    s.post.label_pro = "Fuera";
    entries[0].post.label_pro = "Fuera & «lejos»";
    feed(&s.post, SIDE_NONE, 2);
    ck_shows(s.out.s, "<category scheme=\"" POST_TAG "/side\" term=\"pro\" "
                      "label=\"Fuera &amp; «lejos»\"/>");
    ck_shows(s.out.s, "term=\"contra\" label=\"En contra\"/>");
    ck_shows(s.out.s, "<title>Ana (Fuera &amp; «lejos») sobre «¿Debe");
    ck_shows(s.out.s, "<uri>https://ana.example/?a=1&amp;b=2</uri>");
    ck_counts(s.out.s, "<published>2026-11-04T10:13:00Z</published>", 2);
    ck_counts(s.out.s, "<updated>2026-11-04T10:13:00Z</updated>", 1);
    ck_counts(s.out.s, "<updated>2026-11-04T10:14:00Z</updated>", 2);
    ck_shows(s.out.s, "<content type=\"html\">&lt;p&gt;Sí, &lt;a class=&quot;ref");
    entries[0].comment.side = entries[1].comment.side = SIDE_NONE;
    ck_hides(feed(&s.post, SIDE_NONE, 2), "<category");
    ck_shows(s.out.s, "<title>Ana sobre");
}
END_TEST

START_TEST(hostile_comments_are_well_formed)
{
    struct comment *c = &entries[0].comment;

    c->name = "\u202e" HOSTILE "]]>&#0;&nbsp;";
    c->body = (struct html){ "<p>]]&gt;</content></entry>&amp;&nbsp;</p>" };
    entries[0].post.title = entries[0].post.question = entries[0].post.label_pro =
        HOSTILE "]]>";
    s.post.question = s.site.title = HOSTILE "]]>";
    feed(&s.post, SIDE_PRO, 2);
    ck_hides(s.out.s, "<script>");
    ck_hides(s.out.s, "]]>");
    feed(NULL, SIDE_NONE, 2);
    ck_hides(s.out.s, "<script>");
}
END_TEST

Suite *comments_feed_suite(void);
Suite *comments_feed_suite(void)
{
    Suite *suite = suite_create("comments_feed");
    TCase *c = tcase_create("comments_feed");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_feed_says_whose_comments_these_are);
    tcase_add_test(c, a_part_knows_its_neighbours);
    tcase_add_test(c, a_comment_says_what_it_answers);
    tcase_add_test(c, a_comment_bears_its_side_writer_and_times);
    tcase_add_test(c, hostile_comments_are_well_formed);
    suite_add_tcase(suite, c);
    return suite;
}
