/*
 * test_linked_data.c - JSON-LD says what the page shows and nothing else
 */
#include <jansson.h>

#include "home_view.h"
#include "linked_data.h"
#include "look.h"
#include "sample.h"
#include "suite.h"

static struct sample s;
static json_t *json;

static void setup(void)
{
    sample_open(&s, LANG_ES);
    json = NULL;
}

static void teardown(void)
{
    json_decref(json);
    sample_close(&s);
}

/* The one block of a page. */
static json_t *block(const char *html)
{
    const char *open = "<script type=\"application/ld+json\">";
    const char *start = strstr(html, open), *end;

    ck_counts(html, open, 1);
    start += strlen(open);
    end = strstr(start, "</script>");
    json_decref(json);
    json = json_loadb(start, (size_t)(end - start), JSON_REJECT_DUPLICATES, NULL);
    ck_assert_msg(json != NULL, "%.500s", start);
    ck_assert_ptr_null(memchr(start, '<', (size_t)(end - start)));
    return json;
}

/* A text by its path: "comment.0.author.name"; "" without it. */
static const char *text(const char *path)
{
    const json_t *at = json;
    char *copy = arena_strdup(s.arena, path), *rest = copy, *key;

    while ((key = strsep(&rest, ".")))
        at = json_is_array(at) ? json_array_get(at, (size_t)(*key - '0'))
                               : json_object_get(at, key);
    if (json_is_integer(at))
        return arena_printf(s.arena, "%lld", (long long)json_integer_value(at));
    return json_is_string(at) ? json_string_value(at) : "";
}

START_TEST(a_debate_is_a_discussion)
{
    block(sample_post(&s));
    ck_assert_str_eq(text("@context"), "https://schema.org");
    ck_assert_str_eq(text("@type"), "DiscussionForumPosting");
    ck_assert_str_eq(text("headline"), s.post.question);
    ck_assert_str_eq(text("url"), "https://blog.example/p/externalizar-redes");
    ck_assert_str_eq(text("inLanguage"), "es");
    ck_assert_str_eq(text("author.@type"), "Person");
    ck_assert_str_eq(text("author.name"), "Carmen Soler");
    ck_assert_str_eq(text("datePublished"), "2026-11-03T10:12:00Z");
    ck_assert_str_eq(text("dateModified"), "2026-11-04T09:12:00Z");
    ck_assert_str_eq(text("commentCount"), "34");
    ck_assert_str_eq(text("interactionStatistic.userInteractionCount"), "34");
    ck_assert_str_eq(text("interactionStatistic.interactionType"),
                     "https://schema.org/CommentAction");
    ck_shows(text("text"), "Casi todas las semanas me lo pregunta alguien");
    s.post.kind = POST_PLAIN;
    block(sample_post(&s));
    ck_assert_str_eq(text("@type"), "BlogPosting");
    ck_assert_str_eq(text("headline"), s.post.title);
}
END_TEST

START_TEST(comments_nest_as_they_answer)
{
    block(sample_post(&s));
    ck_assert_str_eq(text("comment.0.@type"), "Comment");
    ck_assert_str_eq(text("comment.0.author.name"), "Ana");
    ck_assert_str_eq(text("comment.0.datePublished"), "2026-11-04T10:12:00Z");
    ck_assert_str_eq(text("comment.0.keywords"), "A favor");
    ck_assert_str_eq(text("comment.0.url"),
                     "https://blog.example/p/externalizar-redes?at=1#c1");
    ck_assert_str_eq(text("comment.0.upvoteCount"), "");
    ck_assert_str_eq(text("comment.0.dateModified"), "");
    ck_assert_str_eq(text("comment.0.comment.0.author.name"), "Luis");
    ck_shows(text("comment.0.comment.0.text"),
             "media jornada. Dos publicaciones por semana y contestar");
    ck_assert_str_eq(text("comment.0.comment.0.comment.1.keywords"), "En contra");
    ck_assert_str_eq(text("comment.2.author.name"), "Rosa");
    ck_assert_str_eq(text("comment.3.author.name"), "");
    s.threads.items[0].supports = 4;
    s.threads.items[0].edited = SAMPLE_TIME + 60;
    block(sample_post(&s));
    ck_assert_str_eq(text("comment.0.upvoteCount"), "4");
    ck_assert_str_eq(text("comment.0.dateModified"), "2026-11-04T10:13:00Z");
}
END_TEST

START_TEST(a_tombstone_is_left_out)
{
    ck_hides(linked_data_post(&s.page, &s.view).s, "Borrado");
    block(sample_post(&s));
    /* Its reply is one level higher. */
    ck_assert_str_eq(text("comment.1.author.name"), "Íñigo Ruiz de la Peña");
    ck_assert_str_eq(text("comment.1.comment.0.author.name"), "Pau");
    s.threads.items[0].state = COMMENT_DELETED;
    s.threads.items[0].name = "";
    s.threads.items[0].body = (struct html){ "" };
    block(sample_post(&s));
    ck_assert_str_eq(text("comment.0.author.name"), "Luis");
}
END_TEST

START_TEST(hidden_numbers_stay_hidden)
{
    s.post.tally_shown = TALLY_AT_CLOSE;
    block(sample_post(&s));
    ck_assert_str_eq(text("commentCount"), "");
    ck_assert_str_eq(text("interactionStatistic.userInteractionCount"), "");
    ck_shows(s.out.s, "<meta property=\"og:image:alt\" content=\"¿Debe una empresa");
    s.post.open = false;
    block(sample_post(&s));
    ck_assert_str_eq(text("commentCount"), "34");
}
END_TEST

START_TEST(hostile_words_stay_inside)
{
    s.post.question = s.post.author = s.site.title = HOSTILE "\u2028</script><!--";
    s.threads.items[0].name = "\u202e" HOSTILE "\\";
    s.threads.items[0].body = (struct html){ "<p>&lt;/script&gt;&lt;!-- ]]&gt;</p>" };
    block(sample_post(&s));
    ck_assert_str_eq(text("headline"), s.post.question);
    ck_assert_str_eq(text("comment.0.author.name"), "\u202e" HOSTILE "\\");
    ck_assert_str_eq(text("comment.0.text"), "</script><!-- ]]>");
}
END_TEST

START_TEST(a_page_stays_light)
{
    const size_t bytes = strlen(sample_post(&s));

    sample_comments(&s, 1000, 3);
    block(sample_post(&s));
    ck_assert_uint_eq(count_of(linked_data_post(&s.page, &s.view).s, "\"Comment\""),
                      LINKED_COMMENTS_MAX);
    ck_assert_uint_lt(strlen(linked_data_post(&s.page, &s.view).s), 12000);
    ck_assert_uint_gt(strlen(s.out.s), bytes);
}
END_TEST

START_TEST(views_of_a_page_say_it_once)
{
    s.page.noindex = true;
    ck_hides(sample_post(&s), "application/ld+json");
}
END_TEST

START_TEST(home_is_a_blog)
{
    struct post other = s.post;
    struct home_view v = { .debate = &s.post, .posts = &other, .n = 1, .page = 1 };

    other.kind = POST_PLAIN;
    other.title = "Otra cosa";
    buf_reset(&s.out);
    ck_assert_int_eq(home_view(&s.page, &v, &s.out), RC_OK);
    block(s.out.s);
    ck_assert_str_eq(text("@type"), "Blog");
    ck_assert_str_eq(text("name"), s.site.title);
    ck_assert_str_eq(text("description"), s.site.tagline);
    ck_assert_str_eq(text("url"), "https://blog.example/");
    ck_assert_str_eq(text("blogPost.0.@type"), "DiscussionForumPosting");
    ck_assert_str_eq(text("blogPost.1.@type"), "BlogPosting");
    ck_assert_str_eq(text("blogPost.1.headline"), "Otra cosa");
}
END_TEST

START_TEST(links_to_a_debate_show_its_tally)
{
    sample_post(&s);
    ck_shows(s.out.s,
             "<meta property=\"og:image\" "
             "content=\"https://blog.example/p/externalizar-redes/tally.png\">");
    ck_shows(s.out.s, "<meta property=\"og:image:width\" content=\"1200\">");
    ck_shows(s.out.s, "<meta property=\"og:image:height\" content=\"630\">");
    ck_shows(s.out.s,
             "<meta property=\"og:image:alt\" content=\"19 comentarios a favor");
    ck_shows(s.out.s, "<meta name=\"twitter:card\" content=\"summary_large_image\">");
    ck_shows(s.out.s, "<meta property=\"article:published_time\" "
                      "content=\"2026-11-03T10:12:00Z\">");
    ck_shows(s.out.s, "<meta property=\"article:modified_time\" "
                      "content=\"2026-11-04T09:12:00Z\">");
    s.post.kind = POST_PLAIN;
    ck_hides(sample_post(&s), "og:image");
    ck_shows(s.out.s, "<meta name=\"twitter:card\" content=\"summary\">");
}
END_TEST

Suite *linked_data_suite(void);
Suite *linked_data_suite(void)
{
    Suite *suite = suite_create("linked_data");
    TCase *c = tcase_create("linked_data");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_debate_is_a_discussion);
    tcase_add_test(c, comments_nest_as_they_answer);
    tcase_add_test(c, a_tombstone_is_left_out);
    tcase_add_test(c, hidden_numbers_stay_hidden);
    tcase_add_test(c, hostile_words_stay_inside);
    tcase_add_test(c, a_page_stays_light);
    tcase_add_test(c, views_of_a_page_say_it_once);
    tcase_add_test(c, home_is_a_blog);
    tcase_add_test(c, links_to_a_debate_show_its_tally);
    suite_add_tcase(suite, c);
    return suite;
}
