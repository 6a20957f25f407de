/*
 * test_page.c - which threads each page shows, and where a long page is cut
 */
#include "fixture.h"
#include "thread.h"

Suite *page_suite(void);

static struct thread_page load(int64_t post_id, bool sides, enum side only,
                               int64_t number)
{
    struct thread_query q = {
        .post_id = post_id, .sides = sides, .only = only, .page = number
    };
    struct thread_page page;

    ck_assert_int_eq(thread_page(db, arena, &q, &page), RC_OK);
    return page;
}

static void say_many(int64_t post_id, enum side side, int n)
{
    for (int i = 0; i < n; i++)
        say(post_id, 1 + (unsigned)i % 10, side, 0);
}

/* "pcpc": the sides of a page's threads. */
static const char *sides_of(const struct thread_page *page)
{
    char *text = arena_alloc(arena, page->n + 1);

    for (size_t i = 0; i < page->n; i++)
        text[i] = "-pc"[page->items[i].side];
    return text;
}

START_TEST(an_empty_debate_is_an_empty_page)
{
    struct thread_page page = load(add_debate("hello"), true, SIDE_NONE, 1);

    ck_assert_uint_eq(page.n, 0);
    ck_assert(!page.more);
    ck_assert_uint_eq(page.rests_n, 0);
}
END_TEST

START_TEST(sides_alternate_whatever_their_order)
{
    int64_t post_id = add_debate("hello");
    struct thread_page page;

    say_many(post_id, SIDE_CONTRA, 3);
    say_many(post_id, SIDE_PRO, 3);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_str_eq(outline(&page), "4:0 1:0 5:0 2:0 6:0 3:0");
}
END_TEST

START_TEST(where_one_side_ends_the_other_goes_on)
{
    int64_t post_id = add_debate("hello");
    struct thread_page page;

    say_many(post_id, SIDE_CONTRA, 4);
    say_many(post_id, SIDE_PRO, 1);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_str_eq(sides_of(&page), "pcccc");
    ck_assert(!page.more);
}
END_TEST

START_TEST(a_page_holds_half_of_each_side)
{
    int64_t post_id = add_debate("hello");
    struct thread_page page;

    say_many(post_id, SIDE_PRO, 30);
    say_many(post_id, SIDE_CONTRA, 27);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, 50);
    ck_assert(page.more);
    ck_assert_str_eq(sides_of(&page),
                     "pcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpc");
    ck_assert_int_eq(page.items[0].id, 1);
    ck_assert_int_eq(page.items[49].id, 55);
    page = load(post_id, true, SIDE_NONE, 2);
    ck_assert_str_eq(outline(&page), "26:0 56:0 27:0 57:0 28:0 29:0 30:0");
    ck_assert(!page.more);
    page = load(post_id, true, SIDE_NONE, 3);
    ck_assert_uint_eq(page.n, 0);
    ck_assert(!page.more);
}
END_TEST

START_TEST(a_full_last_page_has_none_after_it)
{
    int64_t post_id = add_debate("hello");

    say_many(post_id, SIDE_PRO, 25);
    ck_assert(!load(post_id, true, SIDE_NONE, 1).more);
    say_many(post_id, SIDE_PRO, 1);
    ck_assert(load(post_id, true, SIDE_NONE, 1).more);
}
END_TEST

START_TEST(one_side_alone_fills_the_page)
{
    int64_t post_id = add_debate("hello");
    struct thread_page page;

    say_many(post_id, SIDE_CONTRA, 2);
    say_many(post_id, SIDE_PRO, 51);
    page = load(post_id, true, SIDE_PRO, 1);
    ck_assert_uint_eq(page.n, 50);
    ck_assert(page.more);
    ck_assert_int_eq(page.items[0].id, 3);
    page = load(post_id, true, SIDE_PRO, 2);
    ck_assert_str_eq(outline(&page), "53:0");
    page = load(post_id, true, SIDE_CONTRA, 1);
    ck_assert_str_eq(outline(&page), "1:0 2:0");
    ck_assert(!page.more);
}
END_TEST

START_TEST(a_side_brings_replies_of_both)
{
    int64_t post_id = add_debate("hello");
    struct thread_page page;

    say(post_id, 1, SIDE_PRO, 0);
    say(post_id, 2, SIDE_CONTRA, 1);
    page = load(post_id, true, SIDE_PRO, 1);
    ck_assert_str_eq(outline(&page), "1:0 2:1");
    page = load(post_id, true, SIDE_CONTRA, 1);
    ck_assert_uint_eq(page.n, 0);
}
END_TEST

START_TEST(plain_posts_page_oldest_first)
{
    int64_t post_id = add_plain("plain");
    struct thread_page page;

    add_debate("other");
    say(2, 1, SIDE_PRO, 0);
    say_many(post_id, SIDE_NONE, 51);
    page = load(post_id, false, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, 50);
    ck_assert_int_eq(page.items[0].id, 2);
    ck_assert(page.more);
    page = load(post_id, false, SIDE_NONE, 2);
    ck_assert_str_eq(outline(&page), "52:0");
}
END_TEST

START_TEST(threads_with_nothing_to_show_take_no_place)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0);
    struct thread_page page;

    for (int i = 0; i < 30; i++)
        say_as(COMMENT_PENDING, post_id, 2, SIDE_PRO, 0);
    decide(ACTION_DELETE, say(post_id, 3, SIDE_PRO, 0));
    say(post_id, 4, SIDE_PRO, 0);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_str_eq(outline(&page), "1:0 33:0");
    ck_assert(!page.more);
    decide(ACTION_CONTRA, id);
    page = load(post_id, true, SIDE_CONTRA, 1);
    ck_assert_str_eq(outline(&page), "1:0");
}
END_TEST

static void say_below(int64_t post_id, int64_t parent, int n)
{
    for (int i = 0; i < n; i++)
        say(post_id, 1, SIDE_PRO, parent);
}

/* "1:9 3:2": what each thread of a page leaves out. */
static const char *rests_of(const struct thread_page *page)
{
    const char *text = "";

    for (size_t i = 0; i < page->rests_n; i++)
        text = arena_printf(arena, "%s%s%lld:%lld", text, i ? " " : "",
                            (long long)page->rests[i].root_id,
                            (long long)page->rests[i].more);
    return text;
}

START_TEST(a_long_thread_is_cut)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0);
    struct thread_page page;

    say_below(post_id, id, THREAD_PAGE_COMMENTS - 1);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, THREAD_PAGE_COMMENTS);
    ck_assert_uint_eq(page.rests_n, 0);
    say_below(post_id, id, 7);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, THREAD_PAGE_COMMENTS);
    ck_assert_str_eq(rests_of(&page), "1:7");
    ck_assert(!page.more);
}
END_TEST

START_TEST(threads_share_the_room_of_a_page)
{
    int64_t post_id = add_debate("hello"), small, large, larger;
    struct thread_page page;

    small = say(post_id, 1, SIDE_PRO, 0);
    large = say(post_id, 2, SIDE_CONTRA, 0);
    larger = say(post_id, 3, SIDE_PRO, 0);
    say_below(post_id, small, 9);
    say_below(post_id, larger, 299);
    say_below(post_id, large, 49);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, THREAD_PAGE_COMMENTS);
    ck_assert_str_eq(rests_of(&page), "2:5 3:255");
    ck_assert_int_eq(page.items[9].root_id, small);
    ck_assert_int_eq(page.items[10].id, large);
    ck_assert_int_eq(page.items[55].id, larger);
}
END_TEST

/* Comments of 1,600 characters: with their frames, 105,000 bytes hold 44. */
START_TEST(long_comments_leave_room_for_fewer)
{
    int64_t post_id = add_debate("hello");
    struct comment_draft draft;
    struct thread_page page;

    for (int i = 0; i < 20; i++) {
        draft = comment_draft(post_id, 1, i % 2 ? SIDE_PRO : SIDE_CONTRA, 0);
        draft.text.html = (struct html){ arena_printf(arena, "%01600d", i) };
        say_below(post_id, add_comment(&draft), 3);
    }
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, 44);
    ck_assert_uint_eq(page.rests_n, 20);
}
END_TEST

START_TEST(every_thread_of_a_full_page_shows_two)
{
    int64_t post_id = add_debate("hello");
    struct thread_page page;

    say_many(post_id, SIDE_PRO, THREAD_PAGE / 2);
    say_many(post_id, SIDE_CONTRA, THREAD_PAGE / 2);
    for (int64_t id = 1; id <= THREAD_PAGE; id++)
        say_below(post_id, id, 3);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, THREAD_PAGE_COMMENTS);
    ck_assert_uint_eq(page.rests_n, THREAD_PAGE);
    for (size_t i = 0; i < THREAD_PAGE; i++)
        ck_assert_int_eq(page.rests[i].more, 2);
}
END_TEST

/* Steps of SQLite that read a page of threads with `replies` replies each, and a hidden
 * one. */
static int64_t steps_of(const char *slug, int replies)
{
    const struct thread_query q = { .post_id = add_debate(slug),
                                    .sides = true,
                                    .page = 1 };
    struct thread_page page;
    int64_t steps;

    for (int i = 0; i < THREAD_PAGE; i++) {
        const int64_t root = say(q.post_id, 1, i % 2 ? SIDE_PRO : SIDE_CONTRA, 0);
        const int64_t hidden = say(q.post_id, 2, SIDE_PRO, root);

        for (int j = 0; j < replies; j++)
            say(q.post_id, 3, SIDE_PRO, root);
        decide(ACTION_DELETE, hidden);
    }
    steps = db_steps(db);
    ck_assert_int_eq(thread_page(db, arena, &q, &page), RC_OK);
    ck_assert_uint_eq(page.n, THREAD_PAGE_COMMENTS);
    return db_steps(db) - steps;
}

START_TEST(a_page_reads_the_replies_that_it_shows)
{
    const int64_t steps = steps_of("short", 1);

    ck_assert_int_le(10 * steps_of("long", 12), 11 * steps);
}
END_TEST

START_TEST(hidden_comments_are_no_rest)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0);
    struct thread_page page;

    say_below(post_id, id, THREAD_PAGE_COMMENTS + 4);
    say(post_id, 2, SIDE_CONTRA, 3);
    for (int64_t hidden = 2; hidden < 5; hidden++)
        decide(ACTION_DELETE, hidden);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, THREAD_PAGE_COMMENTS + 1); /* with a tombstone */
    ck_assert_str_eq(rests_of(&page), "1:3");
}
END_TEST

/* The visible comment is below sixty nested hidden ones: each of two threads may have
 * fifty. */
START_TEST(a_thread_stays_where_only_its_rest_is_visible)
{
    int64_t post_id = add_debate("hello"), id = 0;
    struct thread_page page;

    for (int i = 0; i < 60; i++)
        id = say(post_id, 2, SIDE_PRO, id);
    say(post_id, 4, SIDE_CONTRA, id);
    for (int i = 0; i < 60; i++)
        decide(ACTION_DELETE, id - i);
    say(post_id, 5, SIDE_CONTRA, 0);
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_str_eq(outline(&page), "1:0- 62:0");
    ck_assert_str_eq(rests_of(&page), "1:1");
}
END_TEST

/* Each thread has as many tombstones as it may, its first comment among them, and the
 * page as many visible comments as it may. */
START_TEST(a_page_has_room_for_every_tombstone)
{
    int64_t post_id = add_debate("hello");
    struct thread_page page;

    for (int i = 0; i < THREAD_PAGE; i++) {
        int64_t id = 0, top = 0;

        for (int j = 0; j < 3; j++)
            id = say(post_id, 2, i % 2 ? SIDE_PRO : SIDE_CONTRA, id);
        top = id;
        for (int j = 0; j < 3; j++)
            say(post_id, 3, i % 2 ? SIDE_PRO : SIDE_CONTRA, id);
        for (; id > top - 3; id--)
            decide(ACTION_DELETE, id);
    }
    page = load(post_id, true, SIDE_NONE, 1);
    ck_assert_uint_eq(page.n, THREAD_PAGE_COMMENTS + THREAD_PAGE * 3);
    ck_assert_uint_eq(page.rests_n, THREAD_PAGE);
}
END_TEST

/* Returns the page of a comment; 0: the page cuts it. */
static int64_t page_of(int64_t id, bool sides)
{
    struct thread_place place;
    int64_t page = -1;

    ck_assert_int_eq(thread_page_of(db, arena, comment(id), sides, &page), RC_OK);
    ck_assert_int_eq(thread_place_of(db, arena, comment(id), sides, &place), RC_OK);
    ck_assert_int_eq(place.later, page > 1);
    return place.shown ? page : 0;
}

START_TEST(a_comment_knows_its_page)
{
    int64_t post_id = add_debate("hello"), reply, first;

    say_many(post_id, SIDE_PRO, 51);
    first = say(post_id, 1, SIDE_CONTRA, 0);
    reply = say(post_id, 1, SIDE_CONTRA, 26);
    ck_assert_int_eq(page_of(1, true), 1);
    ck_assert_int_eq(page_of(25, true), 1);
    ck_assert_int_eq(page_of(26, true), 2);
    ck_assert_int_eq(page_of(reply, true), 2);
    ck_assert_int_eq(page_of(51, true), 3);
    ck_assert_int_eq(page_of(first, true), 1);
    decide(ACTION_DELETE, 1);
    ck_assert_int_eq(page_of(26, true), 1);
    ck_assert_int_eq(page_of(reply, true), 1);
}
END_TEST

START_TEST(a_comment_knows_that_it_is_cut)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0), below;

    say_below(post_id, id, THREAD_PAGE_COMMENTS - 1);
    ck_assert_int_eq(page_of(THREAD_PAGE_COMMENTS, true), 1);
    ck_assert_int_eq(page_of(say(post_id, 1, SIDE_PRO, id), true), 0);
    below = say(post_id, 1, SIDE_PRO, 2);
    ck_assert_int_eq(page_of(below, true), 1);
    ck_assert_int_eq(page_of(THREAD_PAGE_COMMENTS, true), 0);
}
END_TEST

START_TEST(a_plain_comment_knows_its_page)
{
    int64_t post_id = add_plain("plain");

    say_many(post_id, SIDE_NONE, 51);
    ck_assert_int_eq(page_of(50, false), 1);
    ck_assert_int_eq(page_of(51, false), 2);
}
END_TEST

Suite *page_suite(void)
{
    Suite *s = suite_create("page");
    TCase *tc = site_case("page");

    tcase_add_test(tc, an_empty_debate_is_an_empty_page);
    tcase_add_test(tc, sides_alternate_whatever_their_order);
    tcase_add_test(tc, where_one_side_ends_the_other_goes_on);
    tcase_add_test(tc, a_page_holds_half_of_each_side);
    tcase_add_test(tc, a_full_last_page_has_none_after_it);
    tcase_add_test(tc, one_side_alone_fills_the_page);
    tcase_add_test(tc, a_side_brings_replies_of_both);
    tcase_add_test(tc, plain_posts_page_oldest_first);
    tcase_add_test(tc, threads_with_nothing_to_show_take_no_place);
    tcase_add_test(tc, a_long_thread_is_cut);
    tcase_add_test(tc, threads_share_the_room_of_a_page);
    tcase_add_test(tc, long_comments_leave_room_for_fewer);
    tcase_add_test(tc, every_thread_of_a_full_page_shows_two);
    tcase_add_test(tc, a_page_reads_the_replies_that_it_shows);
    tcase_add_test(tc, hidden_comments_are_no_rest);
    tcase_add_test(tc, a_thread_stays_where_only_its_rest_is_visible);
    tcase_add_test(tc, a_page_has_room_for_every_tombstone);
    tcase_add_test(tc, a_comment_knows_its_page);
    tcase_add_test(tc, a_comment_knows_that_it_is_cut);
    tcase_add_test(tc, a_plain_comment_knows_its_page);
    suite_add_tcase(s, tc);
    return s;
}
