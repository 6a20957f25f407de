/*
 * test_comments_feed.c - the comments of a site, of a post and of a side as Atom
 */
#include "call.h"
#include "clock.h"
#include "xml.h"

static const char *author; /* cookie */

static void setup(void)
{
    call_setup();
    author = sign_in("Autora");
    debate("uno");
    debate("dos");
}

static struct response feed(const char *target)
{
    const struct response rs = get(target);

    ck_status(rs, 200);
    ck_assert_str_eq(rs.content_type, "application/atom+xml; charset=utf-8");
    ck_xml(text_of(&rs));
    return rs;
}

static const char *words(const char *target)
{
    const struct response rs = feed(target);

    return text_of(&rs);
}

/* Is the first text before the second? */
static bool in_order(const struct response *rs, const char *first, const char *second)
{
    const char *a = strstr(text_of(rs), first), *b = strstr(text_of(rs), second);

    return a && b && a < b;
}

START_TEST(the_newest_comments_come_first)
{
    struct response rs;

    comment("uno", NULL, "pro", "Primero");
    later(60);
    comment("dos", NULL, "contra", "Segundo");
    rs = feed("/comments.atom");
    ck_assert(in_order(&rs, "Segundo", "Primero"));
    ck_says(rs, "<id>tag:127.0.0.1,2026-09-21:comment/1</id>");
    rs = feed("/p/uno/comments.atom");
    ck_says(rs, "Primero");
    ck_silent(rs, "Segundo");
    ck_silent(feed("/p/dos/comments.atom?side=pro"), "Segundo");
    ck_says(feed("/p/dos/comments.atom?side=contra"), "Segundo");
    ck_silent(feed("/comments.atom?lang=en"), "<entry>");
    ck_says(get("/p/uno"), "href=\"/p/uno/comments.atom\"");
    ck_says(get("/"), "href=\"/comments.atom\"");
}
END_TEST

START_TEST(readers_find_the_feeds_where_they_follow_a_post)
{
    struct post_draft draft = debate_draft("tres");
    struct response rs = get("/p/uno");

    ck_says(rs, "<h2 id=\"follow-title\">Seguir este debate</h2>");
    ck_says(rs, "<a href=\"/p/uno/comments.atom\" type=\"application/atom+xml\">"
                "todos los comentarios</a> · <a href=");
    ck_says(rs, "<a href=\"/p/uno/comments.atom?side=pro\""
                " type=\"application/atom+xml\">solo «A favor»</a>");
    ck_says(rs, "?side=contra\" type=\"application/atom+xml\">solo «En contra»</a>");
    ck_says(get_as(author, "/p/uno"), "solo «En contra»</a>");
    draft.label_pro = "<b>Sí</b>";
    save_post(&draft);
    ck_says(get("/p/tres"), ">solo «&lt;b&gt;Sí&lt;/b&gt;»</a>");
    draft = debate_draft("llana");
    draft.kind = POST_PLAIN;
    draft.question = "";
    save_post(&draft);
    rs = get("/p/llana");
    ck_says(rs, "<h2 id=\"follow-title\">Seguir los comentarios</h2>");
    ck_says(rs, "todos los comentarios</a></p>");
    draft = debate_draft("borrador");
    draft.state = POST_DRAFT;
    save_post(&draft);
    ck_silent(get_as(author, "/p/borrador"), "id=\"follow\"");
}
END_TEST

START_TEST(fifty_come_at_once)
{
    struct response rs;

    for (int i = 0; i < 52; i++)
        comment("uno", NULL, "pro", arena_printf(call_arena(), "N\u00famero %d.", i));
    rs = feed("/p/uno/comments.atom");
    ck_assert_uint_eq(times(&rs, "<entry>"), 50);
    ck_silent(feed("/comments.atom"), "N\u00famero 1.");
    ck_says(feed("/comments.atom"), "N\u00famero 2.");
}
END_TEST

/* Returns the path of the feed's link of that relation; NULL without it. */
static const char *link_to(const struct response *rs, const char *rel)
{
    const char *href = arena_printf(
        call_arena(), "<link rel=\"%s\" type=\"application/atom+xml\" href=\"" CALL_URL,
        rel);
    const char *at = strstr(text_of(rs), href), *path = "";

    if (!at)
        return NULL;
    at += strlen(href);
    for (;;) {
        const size_t n = strcspn(at, "&\"");

        path = arena_printf(call_arena(), "%s%.*s", path, (int)n, at);
        if (at[n] != '&')
            return path;
        path = arena_printf(call_arena(), "%s&", path);
        at += n + strlen("&amp;");
    }
}

/* Returns the ids of the comments in all parts of a feed, in order. */
static const char *walk(const char *target)
{
    static const char ID[] = "<id>tag:127.0.0.1,2026-09-21:comment/";
    const char *numbers = "";

    for (const char *path = target; path;) {
        const struct response rs = feed(path);

        ck_assert_str_eq(link_to(&rs, "self"), path);
        ck_status(VISIT(.method = METHOD_GET, .target = path, .etag = rs.etag), 304);
        for (const char *s = text_of(&rs); (s = strstr(s, ID)); s += strlen(ID))
            numbers = arena_printf(call_arena(), "%s %ld", numbers,
                                   strtol(s + strlen(ID), NULL, 10));
        path = link_to(&rs, "next");
    }
    return numbers;
}

#define NUMBERS_WHERE(condition)                                                       \
    "SELECT c.id"                                                                      \
    " FROM comment c"                                                                  \
    " JOIN post p ON p.id = c.post_id"                                                 \
    " WHERE c.state = 1 AND " condition " ORDER BY c.id DESC"

static const struct {
    const char *feed;
    struct sql numbers; /* ids of the comments in it */
} walks[] = {
    { "/comments.atom", { "of_site", NUMBERS_WHERE("p.lang = 'es'") } },
    { "/p/uno/comments.atom", { "of_post", NUMBERS_WHERE("p.slug = 'uno'") } },
    { "/p/uno/comments.atom?side=contra",
      { "of_side", NUMBERS_WHERE("p.slug = 'uno' AND c.side = 2") } },
};

START_TEST(following_the_links_meets_every_comment_once)
{
    const char *expected = "";
    struct rows r;
    int n = 0;

    for (int i = 0; i < 160; i++)
        comment(i % 6 ? "uno" : "dos", NULL, i % 5 ? "contra" : "pro",
                arena_printf(call_arena(), "N\u00famero %d.", i));
    for (int i = 1; i < 160; i += 7)
        moderate(author, i % 2 ? "spam" : "delete", i);
    db_query(&r, call_db(), &walks[_i].numbers, DB_NO_ARGS);
    for (; db_next(&r); n++)
        expected =
            arena_printf(call_arena(), "%s %lld", expected, (long long)row_i64(&r, 0));
    ck_assert_int_eq(db_done(&r), RC_OK);
    ck_assert_int_gt(n, 50); /* more than one part */
    ck_assert_str_eq(walk(walks[_i].feed), expected);
}
END_TEST

START_TEST(a_part_says_nothing_of_what_is_hidden)
{
    struct post_draft draft = debate_draft("oculto");
    const char *before;

    draft.tally_shown = TALLY_AT_CLOSE;
    save_post(&draft);
    for (int i = 0; i < 3; i++)
        comment("oculto", NULL, "pro",
                arena_printf(call_arena(), "N\u00famero %d.", i));
    before = words("/p/oculto/comments.atom?before=3");
    ck_assert_ptr_nonnull(strstr(before, "N\u00famero 1."));
    ck_assert_ptr_null(strstr(before, "thr:count"));
    later(60);
    moderate(author, "spam", comment("oculto", NULL, "contra", "Segundo"));
    ck_assert_str_eq(before, words("/p/oculto/comments.atom?before=3"));
    number("UPDATE post SET state = 0, version = version + 1"
           " WHERE slug = 'oculto' RETURNING 1");
    number("UPDATE site SET version = version + 1 RETURNING 1");
    ck_status(get("/p/oculto/comments.atom?before=3"), 404);
    ck_silent(feed("/comments.atom?before=3"), "N\u00famero");
}
END_TEST

START_TEST(a_reply_answers_what_can_be_read)
{
    comment("uno", NULL, "pro", "Primero");
    later(10 * HOUR_S);
    reply("uno", NULL, "contra", "Segundo", 1);
    ck_says(feed("/p/uno/comments.atom"),
            "<thr:in-reply-to ref=\"tag:127.0.0.1,2026-09-21:comment/1\"");
    moderate(author, "delete", 1);
    ck_silent(feed("/p/uno/comments.atom"), "comment/1");
    ck_says(feed("/p/uno/comments.atom"),
            "<thr:in-reply-to ref=\"tag:127.0.0.1,2026-09-21:post/1\"");
}
END_TEST

START_TEST(hidden_comments_leave_no_trace)
{
    const char *before, *after;

    comment("uno", NULL, "pro", "Primero");
    before = words("/p/uno/comments.atom");
    later(60);
    moderate(author, "spam", comment("uno", NULL, "contra", "Segundo"));
    after = words("/p/uno/comments.atom");
    ck_assert_str_eq(before, after);
}
END_TEST

START_TEST(a_post_that_is_a_draft_again_takes_its_comments_along)
{
    comment("uno", NULL, "pro", "Primero");
    ck_says(feed("/comments.atom"), "Primero");
    ck_assert_int_eq(db_script(call_db(), "draft",
                               "UPDATE post SET state = 0 WHERE id = 1;"
                               "UPDATE site SET version = version + 1"),
                     RC_OK);
    ck_silent(feed("/comments.atom"), "Primero");
    ck_status(get("/p/uno/comments.atom"), 404);
    ck_silent(get("/sitemap.xml"), "/p/uno");
}
END_TEST

START_TEST(a_quiet_language_costs_no_walk_through_the_other)
{
    const char *script =
        "UPDATE post SET lang = 'en' WHERE slug = 'dos';"
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
        "4000)"
        " INSERT INTO comment (post_id, root_id, path, depth, thread_size, person_id,"
        "   by_author, name, website, side, changed_mind, state, held, body_md, "
        "excerpt,"
        "   body_html, renderer, submission_digest, created, shown)"
        " SELECT 2, 1, 'x' || i, 0, 1, 1, 0, 'Ana', '', 1, 0, 1, 0, 'x', 'x', 'x', 1,"
        "   CAST(printf('%032d', i) AS BLOB), 1790000000, 1790000100"
        " FROM n";

    comment("uno", NULL, "pro", "Primero");
    ck_assert_int_eq(db_script(call_db(), "crowd", script), RC_OK);
    later(200);
    comment("uno", NULL, "pro", "Segundo");
    ck_silent(feed("/comments.atom"), "Primero");
    ck_says(feed("/comments.atom"), "Segundo");
    ck_says(feed("/comments.atom"), "rel=\"next\"");
    ck_says(feed("/p/uno/comments.atom"), "Primero");
}
END_TEST

/* A feed reader that stops at the first entry it knows, as most do. Returns how many
 * entries are new to it. */
static size_t poll_feed(const char *target, char known[64])
{
    const struct response rs = feed(target);
    char first[64] = "";
    size_t n = 0;

    for (const char *s = text_of(&rs); (s = strstr(s, "<entry>\n<id>")) != NULL; n++) {
        char id[64];

        s += strlen("<entry>\n<id>");
        snprintf(id, sizeof(id), "%.*s", (int)strcspn(s, "<"), s);
        if (!n)
            memcpy(first, id, sizeof(first));
        if (strcmp(id, known) == 0)
            break;
    }
    memcpy(known, first, sizeof(first));
    return n;
}

START_TEST(what_is_approved_late_reaches_who_knows_the_newest)
{
    static const char *const feeds[] = { "/comments.atom", "/p/uno/comments.atom",
                                         "/p/uno/comments.atom?side=contra" };
    char known[3][64] = { "", "", "" };
    const char *tags[3];

    comment("uno", NULL, "contra", "Primero");
    number("UPDATE post SET policy = 1 WHERE slug = 'uno' RETURNING 1");
    comment("uno", NULL, "contra", "Esperaba");
    number("UPDATE post SET policy = 3 WHERE slug = 'uno' RETURNING 1");
    comment("uno", NULL, "contra", "Tercero");
    for (int i = 0; i < 3; i++) {
        ck_assert_uint_eq(poll_feed(feeds[i], known[i]), 2);
        tags[i] = get(feeds[i]).etag;
    }
    later(600);
    moderate(author, "approve", 2);
    for (int i = 0; i < 3; i++) {
        struct response rs =
            VISIT(.method = METHOD_GET, .target = feeds[i], .etag = tags[i]);

        ck_status(rs, 200);
        ck_assert(in_order(&rs, "Esperaba", "Tercero"));
        ck_says(rs, "<published>2026-09-21T14:23:35Z</published>\n"
                    "<updated>2026-09-21T14:23:35Z</updated>");
        ck_assert_uint_eq(poll_feed(feeds[i], known[i]), 1);
        ck_assert_uint_eq(poll_feed(feeds[i], known[i]), 0);
    }
    ck_says(get("/p/uno/latest"), "\"last_id\":2,");
}
END_TEST

START_TEST(an_unchanged_feed_is_not_sent_again)
{
    static const char *const feeds[] = { "/comments.atom", "/p/uno/comments.atom",
                                         "/p/uno/comments.atom?side=pro" };

    for (size_t i = 0; i < ARRAY_LEN(feeds); i++) {
        const struct response rs = feed(feeds[i]);

        ck_assert_ptr_nonnull(rs.etag);
        ck_assert_int_eq(rs.cache, CACHE_SHARED);
        ck_status(VISIT(.method = METHOD_GET, .target = feeds[i], .etag = rs.etag),
                  304);
        comment("uno", NULL, "pro", arena_printf(call_arena(), "Nuevo %zu", i));
        ck_status(VISIT(.method = METHOD_GET, .target = feeds[i], .etag = rs.etag),
                  200);
    }
}
END_TEST

START_TEST(there_is_no_feed_of_anything_else)
{
    struct post_draft plain = debate_draft("llano");

    plain.kind = POST_PLAIN;
    save_post(&plain);
    ck_status(get("/p/llano/comments.atom"), 200);
    ck_status(get("/p/llano/comments.atom?side=pro"), 404);
    ck_status(get("/p/uno/comments.atom?side=none"), 404);
    ck_status(get("/p/nada/comments.atom"), 404);
    ck_status(get("/comments.atom?lang=fr"), 404);
    ck_status(get("/comments.atom?before=0"), 404);
    ck_status(get("/comments.atom?before=x"), 404);
    ck_status(get("/p/uno/comments.atom?before=-1"), 404);
    ck_status(get("/p/uno/comments.atom?before=1&before=2"), 400);
    ck_status(get("/feed.atom?before=01"), 404);
}
END_TEST

START_TEST(hostile_comments_stay_text)
{
    static const char *const bodies[] = {
        "]]> </content></entry> &amp; &#1; \x01 <script>x</script>",
        "\u202e\u0645\u0631\u062d\u0628\u0627 \ufffe &nbsp; &lt;!--",
        "`]]>` \"'\"",
    };

    for (size_t i = 0; i < ARRAY_LEN(bodies); i++)
        ck_status(call(METHOD_POST, "/p/uno/comments",
                       form("token", reader_token("uno"), "side", "pro", "name",
                            "]]><b a='\"&\u202e\x01\u05d0", "body", bodies[i],
                            "website", "https://a.example/?a=1&b=%22%3C", NULL)),
                  303);
    ck_silent(feed("/p/uno/comments.atom"), "<script");
    ck_silent(feed("/comments.atom"), "]]>");
    ck_silent(get("/p/uno"), "<script>x");
}
END_TEST

Suite *comments_feed_suite(void);
Suite *comments_feed_suite(void)
{
    Suite *suite = suite_create("comments feed");
    TCase *c = tcase_create("comments feed");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, the_newest_comments_come_first);
    tcase_add_test(c, readers_find_the_feeds_where_they_follow_a_post);
    tcase_add_test(c, fifty_come_at_once);
    tcase_add_loop_test(c, following_the_links_meets_every_comment_once, 0,
                        ARRAY_LEN(walks));
    tcase_add_test(c, a_part_says_nothing_of_what_is_hidden);
    tcase_add_test(c, a_reply_answers_what_can_be_read);
    tcase_add_test(c, hidden_comments_leave_no_trace);
    tcase_add_test(c, a_post_that_is_a_draft_again_takes_its_comments_along);
    tcase_add_test(c, a_quiet_language_costs_no_walk_through_the_other);
    tcase_add_test(c, what_is_approved_late_reaches_who_knows_the_newest);
    tcase_add_test(c, an_unchanged_feed_is_not_sent_again);
    tcase_add_test(c, there_is_no_feed_of_anything_else);
    tcase_add_test(c, hostile_comments_stay_text);
    return suite;
}
