/*
 * test_weight.c - pages and feeds stay below their size limit
 *
 * Every comment can still be read whole on some page.
 */
#include "call.h"
#include "comment.h"

#define PAGE_MOST 150000
#define BODY 8192 /* bytes typed, at most */

static void setup(void)
{
    call_setup();
    debate("uno");
}

static const char *repeated(const char *text, size_t times_over)
{
    const size_t n = strlen(text);
    char *all = arena_alloc(call_arena(), n * times_over + 1);

    for (size_t i = 0; i < times_over; i++)
        memcpy(all + i * n, text, n);
    all[n * times_over] = '\0';
    return all;
}

/* The heaviest characters: as typed, and as stored in HTML. */
static const struct hostile {
    const char *character, *markup;
} hostile[] = { { "&", "&amp;" }, { "\"", "&quot;" }, { "<", "&lt;" } };
#define HOSTILE ((int)ARRAY_LEN(hostile))

/* Saves a comment as the form would, on alternate sides; returns its id. */
static int64_t say(const char *name, const char *website, const char *html,
                   int64_t parent)
{
    static int64_t turn;
    struct comment_draft draft = {
        .post_id = 1,
        .parent_id = parent,
        .name = name,
        .website = website,
        .text = { .source = "x", .html = { html }, .excerpt = "x", .renderer = 1 },
        .side = ++turn % 2 ? SIDE_PRO : SIDE_CONTRA,
        .state = COMMENT_VISIBLE,
        .now = CALL_NOW,
    };
    enum comment_refusal refusal;
    int64_t id;

    secret_random(&draft.key_digest);
    secret_random(&draft.submission);
    ck_assert_int_eq(db_begin_write(call_db()), RC_OK);
    ck_assert_int_eq(comment_add(call_db(), call_arena(), &draft, &id, &refusal),
                     RC_OK);
    ck_assert_int_eq(db_end(call_db(), RC_OK), RC_OK);
    return id;
}

/* Saves the longest comment that the form takes, of one character. */
static int64_t shout(const struct hostile *h, int64_t parent)
{
    return say(repeated(h->character, 64),
               arena_printf(call_arena(), "https://a.example/?%s", repeated("&", 180)),
               repeated(h->markup, BODY), parent);
}

static int64_t whisper(int64_t parent)
{
    return say("Ana", "", "<p>Sí.</p>\n", parent);
}

/* `bytes`: what one comment may add to the size limit. */
static struct response light_but_for(const char *target, size_t bytes)
{
    const struct response rs = get(target);

    ck_status(rs, 200);
    ck_assert_msg(rs.body->n <= PAGE_MOST + bytes, "%s: %zu bytes", target, rs.body->n);
    return rs;
}

static struct response light(const char *target)
{
    return light_but_for(target, 0);
}

/* Reads a comment's page in all its parts; returns how many. */
static int read_thread(int64_t id, const struct hostile *h)
{
    const char *target =
        arena_printf(call_arena(), "/p/uno/comments/%lld", (long long)id);
    int parts = 0;

    while (target) {
        struct response rs = light_but_for(target, BODY * strlen(h->markup));
        const char *next = strstr(text_of(&rs), "rel=\"next\" href=\"");

        next += next ? strlen("rel=\"next\" href=\"") : 0;
        target = next ? arena_strndup(call_arena(), next, strcspn(next, "\"")) : NULL;
        parts++;
        ck_assert_int_lt(parts, 300);
    }
    return parts;
}

/* Returns the id of the first comment after `mark` in the page's markup. */
static int64_t comment_after(const struct response *rs, const char *mark)
{
    const char *at = strstr(text_of(rs), mark);

    at = at ? strstr(at, "data-id=\"") : NULL;
    ck_assert_ptr_nonnull(at);
    return strtoll(at + strlen("data-id=\""), NULL, 10);
}

static int64_t first_short(const struct response *rs)
{
    return comment_after(rs, " short u-comment");
}

static int64_t first_whole(const struct response *rs)
{
    static const char *const classes[] = { "\"c pro u-comment",
                                           "\"c contra u-comment" };

    return comment_after(rs, classes[says(rs, classes[0]) ? 0 : 1]);
}

/* Checks that the comment is whole on its own page. */
static void assert_whole(int64_t id, const struct hostile *h)
{
    struct response rs =
        light_but_for(arena_printf(call_arena(), "/p/uno/comments/%lld", (long long)id),
                      BODY * strlen(h->markup));

    ck_says(rs, arena_printf(call_arena(), "id=\"c%lld\"", (long long)id));
    ck_says(rs, repeated(h->markup, BODY));
}

static void read_everywhere(void)
{
    static const char *const targets[] = { "/p/uno",
                                           "/p/uno?view=columns",
                                           "/p/uno?side=pro",
                                           "/p/uno?order=newest",
                                           "/p/uno?order=supported",
                                           "/p/uno?show=unanswered",
                                           "/p/uno/sheet",
                                           "/" };

    for (size_t i = 0; i < ARRAY_LEN(targets); i++)
        light(targets[i]);
}

START_TEST(a_page_of_long_comments_shows_some_whole_and_how_the_others_begin)
{
    const struct hostile *h = &hostile[_i];
    struct response rs;

    for (int i = 0; i < 60; i++)
        shout(h, 0);
    read_everywhere();
    rs = light("/p/uno");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 50);
    ck_assert_uint_ge(times(&rs, repeated(h->markup, BODY)), 1);
    ck_assert_uint_eq(times(&rs, " short u-comment"),
                      50 - times(&rs, repeated(h->markup, BODY)));
    ck_assert_uint_eq(times(&rs, ">Leer completo<"), times(&rs, " short u-comment"));
    for (int64_t id = 1; id <= 60; id += 10)
        assert_whole(id, h);
}
END_TEST

/* Of comments of about the same length, the first in the chosen order stay whole. */
START_TEST(the_first_ones_stay_whole)
{
    static const char *const pages[] = { "/p/uno?order=newest", "/p/uno?order=oldest" };
    struct response rs;

    for (size_t i = 0; i < 60; i++)
        say("Ana", "", repeated("&amp;", BODY - i * 37 % 100), 0);
    for (int i = 0; i < 2; i++) {
        const char *text, *end;
        size_t whole = 0;

        rs = get(pages[i]);
        ck_status(rs, 200);
        text = text_of(&rs);
        end = strstr(text, " short u-comment");
        ck_assert_ptr_nonnull(end);
        while ((text = strstr(text + 1, "<article class=\"c ")) != NULL && text < end)
            whole++;
        whole--; /* the first shortened comment */
        ck_assert_uint_gt(whole, 0);
        ck_assert_uint_eq(times(&rs, " short u-comment"), 50 - whole);
    }
}
END_TEST

START_TEST(a_link_leads_to_where_the_comment_is_whole)
{
    struct response rs;
    long long id;

    for (int i = 0; i < 60; i++)
        shout(&hostile[_i], 0);
    rs = get("/p/uno");
    id = first_short(&rs);
    ck_sees_other(get(arena_printf(call_arena(), "/p/uno?at=%lld", id)),
                  arena_printf(call_arena(), "/p/uno/comments/%lld#c%lld", id, id));
    ck_sees_other(
        get(arena_printf(call_arena(), "/p/uno?at=%lld&done=%lld", id, id)),
        arena_printf(call_arena(), "/p/uno/comments/%lld?done=%lld#c%lld", id, id, id));
    id = first_whole(&rs);
    ck_status(get(arena_printf(call_arena(), "/p/uno?at=%lld", id)), 200);
    ck_status(get(arena_printf(call_arena(), "/p/uno?done=%lld", id)), 200);
}
END_TEST

/* All comments are the author's, as long as the form takes. */
START_TEST(badges_weigh_little)
{
    const char *author = sign_in("Autora");
    struct response rs;

    for (int i = 0; i < 60; i++)
        shout(&hostile[_i], 0);
    number("UPDATE comment SET by_author = 1, person_id ="
           " (SELECT person_id FROM account) RETURNING 1");
    rs = get_as(author, "/p/uno");
    ck_status(rs, 200);
    ck_assert_uint_ge(times(&rs, "<span class=\"badge own\">"), 50);
    ck_assert_msg(rs.body->n <= PAGE_MOST, "%zu bytes", rs.body->n);
}
END_TEST

START_TEST(light_threads_with_long_replies_are_light)
{
    const struct hostile *h = &hostile[_i];
    struct response rs;

    for (int64_t i = 1; i <= 50; i++)
        whisper(0);
    for (int64_t i = 1; i <= 50; i++)
        shout(h, i);
    read_everywhere();
    rs = light("/p/uno");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 100);
    ck_assert_uint_eq(times(&rs, "<p>Sí.</p>"), 50); /* no light comment is cut */
}
END_TEST

START_TEST(a_thread_of_long_replies_comes_in_parts)
{
    const struct hostile *h = &hostile[_i];
    const int64_t root = whisper(0);

    for (int i = 0; i < 40; i++)
        shout(h, root);
    light("/p/uno");
    ck_assert_int_ge(read_thread(root, h), 10);
    assert_whole(2, h);
}
END_TEST

START_TEST(a_chain_of_long_replies_is_light)
{
    const struct hostile *h = &hostile[_i];
    int64_t id = 0;

    for (int i = 0; i < COMMENT_DEPTH_MAX; i++)
        id = shout(h, id);
    light("/p/uno");
    for (int64_t at = 1; at <= COMMENT_DEPTH_MAX; at += 9)
        assert_whole(at, h);
    assert_whole(id, h);
    read_thread(1, h);
}
END_TEST

START_TEST(tombstones_weigh_little)
{
    for (int i = 0; i < 50; i++) {
        int64_t id = 0;

        for (int j = 0; j < 12; j++)
            id = whisper(id);
        number(arena_printf(call_arena(),
                            "UPDATE comment SET state = 4"
                            " WHERE id BETWEEN %lld AND %lld RETURNING 1",
                            (long long)id - 11, (long long)id - 1));
        number(arena_printf(call_arena(),
                            "UPDATE comment SET thread_size = 1 WHERE id = %lld"
                            " RETURNING 1",
                            (long long)id - 11));
    }
    light("/p/uno");
    light("/p/uno/comments/1");
}
END_TEST

/* Comments of a usual length, 413 characters. */
START_TEST(an_ordinary_page_is_whole)
{
    const char *html =
        arena_printf(call_arena(), "<p>%s</p>\n", repeated("palabra ", 52));
    struct response rs;

    for (int64_t i = 1; i <= 40; i++)
        say("María López", "", html, 0);
    for (int64_t i = 1; i <= 80; i++)
        say("José Ruiz", "", html, 1 + i % 40);
    rs = light("/p/uno");
    ck_assert_uint_ge(times(&rs, "<article class=\"c "), 80);
    ck_silent(rs, " short u-comment");
    rs = light("/p/uno/comments/1");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 3);
    ck_silent(rs, " short u-comment");
}
END_TEST

/* ---- Feeds ---- */

/* Returns the address in an attribute whose value begins here. */
static const char *unescaped(const char *attribute)
{
    char *text = arena_strndup(call_arena(), attribute, strcspn(attribute, "\"")), *at;

    while ((at = strstr(text, "&amp;")) != NULL)
        memmove(at + 1, at + strlen("&amp;"), strlen(at + strlen("&amp;")) + 1);
    return text;
}

/* Reads all parts of a feed; returns how many entries. Only a part of one entry may be
 * larger than the limit, up to `most` bytes. */
static size_t follow(const char *target, size_t most)
{
    size_t entries = 0, parts = 0;

    while (target) {
        const struct response rs = get(target);
        const size_t here = times(&rs, "<entry");
        const char *next = strstr(text_of(&rs), "rel=\"next\"");

        ck_status(rs, 200);
        ck_assert_msg(parts++ < 300, "%s", target);
        ck_assert_msg(rs.body->n <= 155000 || (here == 1 && rs.body->n <= most),
                      "%s: %zu bytes, %zu entries", target, rs.body->n, here);
        entries += here;
        next = next ? strstr(next, "href=\"" CALL_URL) : NULL;
        next += next ? strlen("href=\"" CALL_URL) : 0;
        target = next ? unescaped(next) : NULL;
    }
    return entries;
}

START_TEST(a_feed_of_long_comments_comes_in_light_parts)
{
    static const char *const feeds[] = { "/comments.atom", "/p/uno/comments.atom" };

    for (int i = 0; i < 60; i++)
        shout(&hostile[_i], 0);
    for (int i = 0; i < 20; i++)
        whisper(0);
    for (size_t i = 0; i < 2; i++)
        ck_assert_uint_eq(follow(feeds[i], 300000), 80);
    ck_assert_uint_eq(follow("/p/uno/comments.atom?side=pro", 300000), 40);
}
END_TEST

START_TEST(a_feed_of_long_posts_comes_in_light_parts)
{
    for (int i = 0; i < 20; i++) {
        struct post_draft draft = debate_draft(arena_printf(call_arena(), "p%d", i));

        draft.body.s = repeated("&amp;", i % 3 ? 1000 : 40000);
        save_post(&draft);
    }
    ck_assert_uint_eq(follow("/feed.atom", 400000), 21);
}
END_TEST

/* ---- Earlier texts ---- */

static const char *link_to(const struct response *rs, const char *with)
{
    const char *at = strstr(text_of(rs), with);

    if (!at)
        return NULL;
    while (*at != '"')
        at--;
    at++;
    return arena_strndup(call_arena(), at, strcspn(at, "\"#"));
}

START_TEST(earlier_texts_are_all_to_be_read)
{
    const struct hostile *h = &hostile[_i];
    const char *target = "/p/uno/comments/1";
    size_t found = 0;
    struct response rs;

    shout(h, 0);
    for (int i = 1; i <= 100; i++)
        number(arena_printf(
            call_arena(),
            "INSERT INTO revision (comment_id, n, side, body_md, body_html, renderer,"
            " until) VALUES (1, %d, 1, 'x', '%s%d.', 1, %d) RETURNING 1",
            i, i % 10 ? "" : repeated(h->markup, BODY), i, CALL_NOW + i));
    number("UPDATE comment SET edited = shown + 200 WHERE id = 1 RETURNING 1");
    for (int pages = 0; target; pages++) {
        ck_assert_int_lt(pages, 100);
        rs = light_but_for(target, BODY * strlen(h->markup));
        ck_says(rs, "100 textos anteriores");
        found += times(&rs, "class=\"revision ");
        ck_assert_int_eq(says(&rs, "Textos más recientes"), pages > 0);
        target = link_to(&rs, "?older=");
    }
    ck_assert_uint_eq(found, 100);
}
END_TEST

static void find_revisions(void *to, const char *name, const char *step)
{
    (void)step;
    if (strstr(name, "revisions"))
        *(bool *)to = true;
}

START_TEST(earlier_texts_are_read_for_the_first_part_alone)
{
    bool read = false;

    whisper(whisper(0));
    get("/p/uno/comments/1?after=1");
    ck_assert_int_eq(db_plans(call_db(), find_revisions, &read), RC_OK);
    ck_assert(!read);
    get("/p/uno/comments/1");
    ck_assert_int_eq(db_plans(call_db(), find_revisions, &read), RC_OK);
    ck_assert(read);
}
END_TEST

Suite *weight_suite(void);
Suite *weight_suite(void)
{
    Suite *suite = suite_create("weight");
    TCase *c = tcase_create("weight");

    suite_add_tcase(suite, c);
    tcase_set_timeout(c, 120);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(
        c, a_page_of_long_comments_shows_some_whole_and_how_the_others_begin, 0,
        HOSTILE);
    tcase_add_test(c, the_first_ones_stay_whole);
    tcase_add_loop_test(c, a_link_leads_to_where_the_comment_is_whole, 0, HOSTILE);
    tcase_add_loop_test(c, badges_weigh_little, 0, HOSTILE);
    tcase_add_loop_test(c, light_threads_with_long_replies_are_light, 0, HOSTILE);
    tcase_add_loop_test(c, a_thread_of_long_replies_comes_in_parts, 0, HOSTILE);
    tcase_add_loop_test(c, a_chain_of_long_replies_is_light, 0, HOSTILE);
    tcase_add_test(c, tombstones_weigh_little);
    tcase_add_test(c, an_ordinary_page_is_whole);
    tcase_add_loop_test(c, a_feed_of_long_comments_comes_in_light_parts, 0, HOSTILE);
    tcase_add_test(c, a_feed_of_long_posts_comes_in_light_parts);
    tcase_add_loop_test(c, earlier_texts_are_all_to_be_read, 0, HOSTILE);
    tcase_add_test(c, earlier_texts_are_read_for_the_first_part_alone);
    return suite;
}
