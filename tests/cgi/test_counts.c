/*
 * test_counts.c - every number shown equals a recount, after many acts of a crowd
 *
 * Numbers are on pages, in /latest, in feeds and in JSON-LD.
 */
#include <jansson.h>

#include "audit.h"
#include "call.h"
#include "crowd.h"
#include "recount.h"

Suite *counts_suite(void);

#define ACTIONS 10000
#define ACTIONS_UNFORKED 500 /* under valgrind: enough to check memory, and quick */
#define CHECK_EVERY 500

static int64_t json_number(const json_t *from, const char *object, const char *name)
{
    const json_t *at = object ? json_object_get(from, object) : from;

    return json_integer_value(json_object_get(at, name));
}

static void check_latest(int64_t post, const struct sums *s)
{
    const struct response rs =
        get(arena_printf(call_arena(), "/p/%s/latest", crowd_slug(post)));
    json_t *json = json_loads(text_of(&rs), 0, NULL);

    ck_assert_ptr_nonnull(json);
    ck_assert_int_eq(json_number(json, "comments", "pro"), s->pro);
    ck_assert_int_eq(json_number(json, "comments", "contra"), s->contra);
    ck_assert_int_eq(json_number(json, "voices", "pro"), s->people_pro);
    ck_assert_int_eq(json_number(json, "voices", "contra"), s->people_contra);
    ck_assert_int_eq(json_number(json, "voices", "undecided"), s->undecided);
    ck_assert_int_eq(json_number(json, NULL, "changed"), s->changed);
    json_decref(json);
}

static const char *count_words(int64_t n, const char *one, const char *many)
{
    return n == 1 ? one : arena_printf(call_arena(), "%lld %s", (long long)n, many);
}

/* Checks the ends of the bar, the table and the heading. */
static void check_tally(const struct response *page, const struct sums *s)
{
    struct arena *a = call_arena();

    ck_says(*page,
            arena_printf(a, "<p class=\"end pro\"><b>%lld</b>", (long long)s->pro));
    ck_says(*page,
            arena_printf(a, "En contra</span> <b>%lld</b>", (long long)s->contra));
    if (!s->comments)
        return;
    ck_says(*page, arena_printf(a, "<td>%lld</td><td>%lld</td>", (long long)s->pro,
                                (long long)s->contra));
    ck_says(*page, arena_printf(a, "<td>%lld</td><td>%lld</td>",
                                (long long)s->people_pro, (long long)s->people_contra));
    ck_says(*page,
            arena_printf(a, "<td colspan=\"2\">%lld</td>", (long long)s->undecided));
    ck_says(*page,
            arena_printf(a, "<td colspan=\"2\">%lld</td>", (long long)s->changed));
    ck_says(*page, count_words(s->comments, "1 comentario", "comentarios"));
}

static void check_upvotes(const json_t *parent)
{
    const json_t *list = json_object_get(parent, "comment"), *c;
    size_t i;

    json_array_foreach(list, i, c)
    {
        const char *at = strstr(json_string_value(json_object_get(c, "url")), "#c");

        ck_assert_int_eq(json_number(c, NULL, "upvoteCount"),
                         said_by_id(strtoll(at + 2, NULL, 10))->supports);
        check_upvotes(c);
    }
}

static void check_linked_data(const struct response *page, const struct sums *s)
{
    static const char mark[] = "<script type=\"application/ld+json\">";
    const char *at = strstr(text_of(page), mark);
    json_t *json;

    ck_assert_ptr_nonnull(at);
    at += strlen(mark);
    json = json_loadb(at, (size_t)(strstr(at, "</script>") - at), 0, NULL);
    ck_assert_ptr_nonnull(json);
    ck_assert_int_eq(json_number(json, NULL, "commentCount"), s->comments);
    ck_assert_int_eq(json_number(json, "interactionStatistic", "userInteractionCount"),
                     s->comments);
    check_upvotes(json);
    json_decref(json);
}

/* Returns the markup from a comment's start to its end. */
static const char *article_of(const char *start)
{
    return arena_strndup(call_arena(), start,
                         (size_t)(strstr(start, "</article>") - start));
}

static void check_article(const char *text, const struct said *s)
{
    struct arena *a = call_arena();
    const char *supports = strstr(text, "value=\"add\">Apoyar "), *cited;

    if (supports)
        ck_assert_int_eq(strtoll(supports + strlen("value=\"add\">Apoyar "), NULL, 10),
                         s->supports);
    if (strstr(text, "class=\"supporters\"") && s->supports)
        ck_assert_ptr_nonnull(
            strstr(text, s->supports == 1 ? "Lo apoya 1 persona"
                                          : arena_printf(a, "Lo apoyan %lld personas",
                                                         (long long)s->supports)));
    ck_assert_msg((strstr(text, "ha hecho cambiar de postura a") != NULL) ==
                      (s->minds_changed > 0),
                  "%lld moved: %s", (long long)s->minds_changed, text);
    if (s->minds_changed)
        ck_assert_ptr_nonnull(
            strstr(text, arena_printf(a, "ha hecho cambiar de postura a %lld persona",
                                      (long long)s->minds_changed)));
    cited = strstr(text, "<p class=\"cited\">");
    ck_assert_int_eq(cited != NULL, s->cited > 0);
}

/* Checks each visible comment of a page; returns how many there are. */
static int64_t check_articles(const struct response *page, int64_t post)
{
    static const char mark[] = " id=\"c";
    int64_t n = 0;

    for (const char *s = text_of(page); (s = strstr(s, mark)); s++) {
        const int64_t id = strtoll(s + strlen(mark), NULL, 10);
        const struct said *c;

        if (id <= 0)
            continue;
        c = said_by_id(id);
        ck_assert_int_eq(c->post, post);
        if (!said_visible(c))
            continue;
        check_article(article_of(s), c);
        n++;
    }
    return n;
}

/* Returns the sum over links like "12 más en este hilo": comments on other pages. */
static int64_t elsewhere(const struct response *page)
{
    static const char mark[] = " más en este hilo";
    int64_t n = 0;

    for (const char *s = text_of(page); (s = strstr(s, mark)); s++) {
        const char *digits = s;

        while (digits[-1] >= '0' && digits[-1] <= '9')
            digits--;
        n += strtoll(digits, NULL, 10);
    }
    return n;
}

/* Every visible comment is on exactly one page of its post, or behind a link to the
 * rest of its thread. */
static void check_pages(int64_t post, const struct sums *s)
{
    int64_t found = 0;

    for (int64_t page = 1;; page++) {
        const struct response rs = get(arena_printf(call_arena(), "/p/%s?page=%lld",
                                                    crowd_slug(post), (long long)page));

        if (rs.status == 404 && page > 1)
            break;
        ck_status(rs, 200);
        check_tally(&rs, s);
        if (page == 1 || says(&rs, "ld+json"))
            check_linked_data(&rs, s);
        found += check_articles(&rs, post + 1) + elsewhere(&rs);
    }
    ck_assert_int_eq(found, s->comments);
}

/* A random comment's page shows its numbers; a hidden comment may have none. */
static void check_single(size_t comments)
{
    const struct said *s = said_by_id(1 + crowd_pick((int64_t)comments));
    const struct response rs =
        get(arena_printf(call_arena(), "/p/%s/comments/%lld", crowd_slug(s->post - 1),
                         (long long)s->id));

    if (said_visible(s))
        ck_status(rs, 200);
    if (rs.status == 200)
        check_articles(&rs, s->post);
}

/* The feed has the newest fifty visible comments. */
static void check_feed(const char *target, int64_t comments)
{
    const struct response rs = get(target);

    ck_status(rs, 200);
    ck_assert_uint_eq(times(&rs, "<entry"), comments < 50 ? (size_t)comments : 50);
}

static void check_post(int64_t post)
{
    const struct sums s = recount_post(post + 1);
    struct response rs;
    struct arena *a = call_arena();
    const char *slug = crowd_slug(post);

    check_latest(post, &s);
    check_pages(post, &s);
    check_feed(arena_printf(a, "/p/%s/comments.atom", slug), s.comments);
    check_feed(arena_printf(a, "/p/%s/comments.atom?side=pro", slug), s.pro);
    check_feed(arena_printf(a, "/p/%s/comments.atom?side=contra", slug), s.contra);
    rs = get("/feed.atom");
    ck_says(rs, arena_printf(a, "thr:count=\"%lld\"", (long long)s.comments));
    rs = get("/");
    ck_says(rs, arena_printf(a, "<b>%lld</b>", (long long)s.pro));
    ck_says(rs, arena_printf(a, "<b>%lld</b>", (long long)s.contra));
}

static void print_finding(void *to, const char *line)
{
    (void)to;
    fprintf(stderr, "finding: %s\n", line);
}

static void check_all(void)
{
    const size_t comments = recount_comments();
    int64_t findings = -1;

    for (int64_t post = 0; post < CROWD_POSTS; post++)
        check_post(post);
    for (int i = 0; i < 5; i++)
        check_single(comments);
    ck_assert_int_eq(audit_run(call_db(), print_finding, NULL, &findings), RC_OK);
    ck_assert_int_eq(findings, 0);
}

START_TEST(every_number_equals_a_recount)
{
    const char *fork = getenv("CK_FORK");
    const int actions = fork && strcmp(fork, "no") == 0 ? ACTIONS_UNFORKED : ACTIONS;

    crowd_gather();
    for (int i = 1; i <= actions; i++) {
        crowd_act();
        if (i % CHECK_EVERY == 0)
            check_all();
        arena_reset(call_arena());
    }
    for (size_t i = 0; i < CROWD_ACTS && actions == ACTIONS; i++)
        ck_assert_msg(crowd_done[i] > 20, "only %lld acts of kind %zu",
                      (long long)crowd_done[i], i);
}
END_TEST

Suite *counts_suite(void)
{
    Suite *suite = suite_create("counts");
    TCase *c = tcase_create("counts");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, call_setup, call_teardown);
    tcase_set_timeout(c, 300);
    tcase_add_test(c, every_number_equals_a_recount);
    return suite;
}
