/*
 * test_part.c - one thread in parts: every comment once, forward and back
 */
#include "fixture.h"
#include "thread.h"

Suite *part_suite(void);

static int64_t post_id;

static void setup_post(void)
{
    post_id = add_debate("hello");
}

/* A first comment and `n` replies. Each answers the comment `back` before it, if that
 * is less than `depth_max` deep, else the first one. */
static void grow(int64_t n, int64_t back, int depth_max)
{
    say(post_id, 1, SIDE_PRO, 0);
    for (int64_t id = 2; id < n + 2; id++) {
        const int64_t up = id - back;

        say(post_id, 1 + (unsigned)id % 5, id % 2 ? SIDE_PRO : SIDE_CONTRA,
            up > 1 && up < id && comment(up)->depth < depth_max ? up : 1);
        if (id % 100 == 0)
            arena_reset(arena);
    }
}

static struct thread_part part(int64_t id, int64_t after)
{
    struct thread_part out;

    ck_assert_int_eq(thread_of(db, arena, comment(id), after, &out), RC_OK);
    ck_assert_int_eq(out.page.items[out.at].id, id);
    return out;
}

/* Marks what a part shows. It opens with the ancestors of its first new comment, each
 * below the one before; they were seen before. */
static void see(const struct thread_part *p, bool *seen)
{
    size_t i = 0;

    while (seen[p->page.items[i].id]) {
        ck_assert_uint_eq((size_t)p->page.items[i].depth, i);
        i++;
    }
    for (; i < p->page.n; i++) {
        const struct comment *c = &p->page.items[i];

        ck_assert_msg(!seen[c->id], "%lld is shown twice", (long long)c->id);
        seen[c->id] = true;
    }
}

/* Reads the parts one after another: together they show each of the thread's comments.
 * *end is `after` of the last part. */
static int read_on(int64_t id, bool *seen, int64_t last, int64_t *end)
{
    int64_t after = 0;
    int parts = 0;

    do {
        const struct thread_part p = part(id, after);

        ck_assert_uint_le(p.page.n, THREAD_SINGLE + COMMENT_DEPTH_MAX);
        see(&p, seen);
        *end = after;
        after = p.next;
        parts++;
        arena_reset(arena);
    } while (after);
    for (int64_t i = 1; i <= last; i++)
        ck_assert_msg(seen[i], "%lld is not shown", (long long)i);
    return parts;
}

/* The same for parts that are full by number: the way back leads to the same parts. */
static int read_parts(int64_t id, bool *seen, int64_t last)
{
    int64_t after = 0, before = 0;
    int parts = 0;

    do {
        const struct thread_part p = part(id, after);

        ck_assert_uint_le(p.page.n, THREAD_SINGLE + COMMENT_DEPTH_MAX);
        ck_assert_int_eq(p.previous, before);
        see(&p, seen);
        before = after;
        after = p.next;
        parts++;
    } while (after);
    for (int64_t i = 1; i <= last; i++)
        ck_assert_msg(seen[i], "%lld is not shown", (long long)i);
    return parts;
}

START_TEST(a_thread_of_150_comes_in_two_parts)
{
    static bool seen[151];

    grow(149, 0, 1);
    ck_assert_int_eq(read_parts(1, seen, 150), 2);
    ck_assert_uint_eq(part(1, 0).page.n, THREAD_SINGLE);
    ck_assert_int_eq(part(1, 0).next, THREAD_SINGLE);
    ck_assert_uint_eq(part(1, THREAD_SINGLE).page.n, 51);
}
END_TEST

START_TEST(a_thread_of_3100_goes_back_as_it_came)
{
    static bool seen[3101];

    grow(3099, 0, 1);
    ck_assert_int_eq(read_parts(1, seen, 3100), 31);
}
END_TEST

START_TEST(a_full_part_is_the_last)
{
    grow(THREAD_SINGLE - 1, 0, 1);
    ck_assert_int_eq(part(1, 0).next, 0);
    say(post_id, 1, SIDE_PRO, 1);
    ck_assert_int_eq(part(1, 0).next, THREAD_SINGLE);
    decide(ACTION_DELETE, THREAD_SINGLE + 1);
    ck_assert_int_eq(part(1, 0).next, 0);
}
END_TEST

START_TEST(a_part_begins_below_what_is_above_it)
{
    static const char chain[] = "1:0 98:1 99:2 100:3 101:4 102:5 103:6";
    struct thread_part p;
    int64_t id = 1;

    grow(THREAD_SINGLE - 4, 0, 1); /* 1 .. 97 */
    for (int i = 0; i < 6; i++)    /* 98 .. 103, each below the one before */
        id = say(post_id, 1, SIDE_PRO, id);
    p = part(1, 0);
    ck_assert_int_eq(p.next, THREAD_SINGLE);
    p = part(1, p.next);
    ck_assert_str_eq(outline(&p.page), chain);
    ck_assert_uint_eq(p.at, 0);
    p = part(98, 101);
    ck_assert_str_eq(outline(&p.page), chain);
    ck_assert_uint_eq(p.at, 1);
}
END_TEST

START_TEST(a_thread_of_64_levels_is_whole)
{
    int64_t id = 0;

    for (int i = 0; i < COMMENT_DEPTH_MAX; i++)
        id = say(post_id, 1, SIDE_PRO, id);
    for (int64_t of = 1; of <= COMMENT_DEPTH_MAX; of++) {
        const struct thread_part p = part(of, 0);

        ck_assert_uint_eq(p.page.n, COMMENT_DEPTH_MAX);
        ck_assert_uint_eq(p.at, (size_t)of - 1);
    }
    ck_assert_uint_eq(part(2, 40).page.n, COMMENT_DEPTH_MAX);
}
END_TEST

/* Ancestors take room in a part, too, so the way back may lead to other parts; together
 * they show all comments. */
START_TEST(deep_and_wide_comes_in_parts)
{
    static bool seen[1401], again[1401];
    int64_t end;

    grow(1399, 3, 40);
    ck_assert_int_ge(read_on(1, seen, 1400, &end), 14);
    for (int64_t after = end;;) {
        const struct thread_part p = part(1, after);

        for (size_t i = 0; i < p.page.n; i++)
            again[p.page.items[i].id] = true;
        if (!after)
            break;
        ck_assert_int_ne(p.previous, after);
        after = p.previous;
        arena_reset(arena);
    }
    for (int64_t i = 1; i <= 1400; i++)
        ck_assert_msg(again[i], "%lld is not on the way back", (long long)i);
}
END_TEST

/* Each is longer than half a part; the first is longer than a whole one. */
START_TEST(long_comments_come_one_by_one)
{
    struct comment_draft draft = comment_draft(post_id, 1, SIDE_PRO, 0);
    int64_t after = 0;

    draft.text.html = (struct html){ arena_printf(arena, "%0120000d", 1) };
    add_comment(&draft);
    for (unsigned i = 2; i < 8; i++) {
        draft = comment_draft(post_id, i, SIDE_CONTRA, 1);
        draft.text.html = (struct html){ arena_printf(arena, "%060000d", 1) };
        add_comment(&draft);
    }
    for (int64_t id = 1; id < 8; id++) {
        const struct thread_part p = part(1, after);

        ck_assert_int_eq(p.page.items[p.page.n - 1].id, id);
        ck_assert_uint_eq(p.page.n, id == 1 ? 1 : 2);
        ck_assert_int_eq(p.page.items[0].shortened, id > 1);
        ck_assert(!p.page.items[p.page.n - 1].shortened);
        ck_assert_int_eq(p.previous, id < 3 ? 0 : id - 2);
        ck_assert_int_eq(p.next, id < 7 ? id : 0);
        after = p.next;
    }
}
END_TEST

static void assert_no_part(int64_t id, int64_t after)
{
    struct thread_part out;

    ck_assert_int_eq(thread_of(db, arena, comment(id), after, &out), RC_NOT_FOUND);
}

START_TEST(only_a_shown_reply_can_be_followed)
{
    grow(5, 0, 1); /* 2 .. 6 answer 1 */
    say(post_id, 2, SIDE_CONTRA, 3);
    say(post_id, 2, SIDE_CONTRA, 0);
    ck_assert_uint_eq(part(1, 3).page.n, 6);
    ck_assert_uint_eq(part(1, 1).page.n, 7); /* the comment itself, as above them */
    assert_no_part(1, 6);
    assert_no_part(1, 8);
    assert_no_part(1, 99);
    assert_no_part(2, 3);
    decide(ACTION_DELETE, 2);
    assert_no_part(1, 2);
    decide(ACTION_DELETE, 3);
    ck_assert_str_eq(part(1, 3).page.items[1].body.s, "");
}
END_TEST

static bool goes_on(int64_t id)
{
    bool is = false;

    ck_assert_int_eq(thread_goes_on(db, comment(id), &is), RC_OK);
    return is;
}

START_TEST(a_thread_goes_on_where_something_visible_hangs_below)
{
    say(post_id, 1, SIDE_PRO, 0);
    say(post_id, 2, SIDE_CONTRA, 1);
    say(post_id, 3, SIDE_PRO, 2);
    say(post_id, 3, SIDE_PRO, 0);
    ck_assert(goes_on(1));
    ck_assert(goes_on(2));
    ck_assert(!goes_on(3));
    ck_assert(!goes_on(4));
    decide(ACTION_REJECT, 2);
    ck_assert(goes_on(1)); /* below the hidden one */
    decide(ACTION_REJECT, 3);
    ck_assert(!goes_on(1));
}
END_TEST

Suite *part_suite(void)
{
    Suite *s = suite_create("part");
    TCase *tc = site_case("part");

    tcase_add_checked_fixture(tc, setup_post, NULL);
    tcase_add_test(tc, a_thread_of_150_comes_in_two_parts);
    tcase_add_test(tc, a_thread_of_3100_goes_back_as_it_came);
    tcase_add_test(tc, a_full_part_is_the_last);
    tcase_add_test(tc, a_part_begins_below_what_is_above_it);
    tcase_add_test(tc, a_thread_of_64_levels_is_whole);
    tcase_add_test(tc, deep_and_wide_comes_in_parts);
    tcase_add_test(tc, long_comments_come_one_by_one);
    tcase_add_test(tc, only_a_shown_reply_can_be_followed);
    tcase_add_test(tc, a_thread_goes_on_where_something_visible_hangs_below);
    suite_add_tcase(s, tc);
    return s;
}
