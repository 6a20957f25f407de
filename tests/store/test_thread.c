/*
 * test_thread.c - reading order, tombstones, part of a thread, pending comments
 */
#include "fixture.h"
#include "thread.h"
#include "thread_order.h"

Suite *thread_suite(void);

static struct thread_page load(int64_t post_id)
{
    struct thread_query q = { .post_id = post_id, .sides = true, .page = 1 };
    struct thread_page page;

    ck_assert_int_eq(thread_page(db, arena, &q, &page), RC_OK);
    ck_assert(!page.more);
    ck_assert_uint_eq(page.rests_n, 0);
    return page;
}

static void assert_outline(int64_t post_id, const char *expected)
{
    struct thread_page page = load(post_id);

    ck_assert_str_eq(outline(&page), expected);
}

/* A comment with that id. */
static int64_t say_at(int64_t id, int64_t post_id, int64_t parent)
{
    next_comment_id(id);
    ck_assert_int_eq(say(post_id, 1, SIDE_PRO, parent), id);
    return id;
}

START_TEST(a_thread_reads_depth_first_oldest_first)
{
    int64_t post_id = add_debate("hello");

    say(post_id, 1, SIDE_PRO, 0);
    say(post_id, 2, SIDE_CONTRA, 1);
    say(post_id, 3, SIDE_PRO, 1);
    say(post_id, 4, SIDE_PRO, 2);
    say(post_id, 5, SIDE_CONTRA, 4);
    say(post_id, 6, SIDE_CONTRA, 2);
    assert_outline(post_id, "1:0 2:1 4:2 5:3 6:2 3:1");
}
END_TEST

START_TEST(order_holds_where_ids_grow_a_digit)
{
    int64_t post_id = add_debate("hello");

    say_at(1, post_id, 0);
    say_at(15, post_id, 1);
    say_at(16, post_id, 1);
    say_at(17, post_id, 15);
    say_at(255, post_id, 1);
    say_at(256, post_id, 1);
    say_at(257, post_id, 255);
    say_at(258, post_id, 16);
    say_at(4095, post_id, 16);
    say_at(4096, post_id, 16);
    say_at(0xffffffff, post_id, 1);
    say_at(0x100000000, post_id, 1);
    say_at(0x100000001, post_id, 256);
    assert_outline(post_id, "1:0 15:1 17:2 16:1 258:2 4095:2 4096:2 255:1 257:2 256:1"
                            " 4294967297:2 4294967295:1 4294967296:1");
}
END_TEST

START_TEST(the_greatest_id_has_its_place)
{
    int64_t post_id = add_debate("hello");

    say_at(1, post_id, 0);
    say_at(2, post_id, 1);
    say_at(INT64_MAX, post_id, 1);
    assert_outline(post_id, "1:0 2:1 9223372036854775807:1");
}
END_TEST

START_TEST(a_thread_of_full_depth_is_read)
{
    int64_t post_id = add_debate("hello"), id = 0;
    struct thread_page page;

    for (int i = 0; i < COMMENT_DEPTH_MAX; i++)
        id = say(post_id, 1, SIDE_PRO, id);
    page = load(post_id);
    ck_assert_uint_eq(page.n, COMMENT_DEPTH_MAX);
    ck_assert_int_eq(page.items[COMMENT_DEPTH_MAX - 1].depth, COMMENT_DEPTH_MAX - 1);
}
END_TEST

START_TEST(hidden_comments_without_visible_replies_are_gone)
{
    int64_t post_id = add_debate("hello");

    say(post_id, 1, SIDE_PRO, 0);
    say(post_id, 2, SIDE_PRO, 1);
    say(post_id, 3, SIDE_PRO, 2);
    say_as(COMMENT_PENDING, post_id, 4, SIDE_PRO, 1);
    say(post_id, 5, SIDE_PRO, 0);
    assert_outline(post_id, "1:0 2:1 3:2 5:0");
    decide(ACTION_DELETE, 2);
    assert_outline(post_id, "1:0 2:1- 3:2 5:0");
    decide(ACTION_REJECT, 3);
    assert_outline(post_id, "1:0 5:0");
    decide(ACTION_SPAM, 1);
    assert_outline(post_id, "5:0");
    decide(ACTION_RESTORE, 3);
    assert_outline(post_id, "1:0- 2:1- 3:2 5:0");
}
END_TEST

START_TEST(a_tombstone_says_nothing)
{
    static const enum action hiding[] = { ACTION_DELETE, ACTION_SPAM, ACTION_REJECT };
    int64_t post_id = add_debate("hello"), id;
    struct comment_draft draft = comment_draft(post_id, 1, SIDE_PRO, 0);
    struct thread_page page;
    struct comment *c;

    draft.name = "Secret name";
    draft.website = "https://secret.example/";
    draft.by_author = true;
    id = add_comment(&draft);
    say(post_id, 2, SIDE_CONTRA, id);
    decide(ACTION_CONTRA, id);
    decide(hiding[_i], id);
    page = load(post_id);
    ck_assert_uint_eq(page.n, 2);
    c = &page.items[0];
    ck_assert_int_eq(c->id, id);
    ck_assert_int_ne(c->state, COMMENT_VISIBLE);
    ck_assert_str_eq(c->name, "");
    ck_assert_str_eq(c->website, "");
    ck_assert_str_eq(c->body.s, "");
    ck_assert_int_eq(c->person_id, 0);
    ck_assert(!c->by_author);
    ck_assert_int_eq(c->retagged_from, SIDE_NONE);
    ck_assert_str_eq(page.items[1].name, "Reader 2");
}
END_TEST

static struct thread_part around(int64_t id)
{
    struct thread_part part;

    ck_assert_int_eq(thread_of(db, arena, comment(id), 0, &part), RC_OK);
    ck_assert_int_eq(part.page.items[part.at].id, id);
    ck_assert_int_eq(part.next, 0);
    ck_assert_int_eq(part.previous, 0);
    return part;
}

static void assert_around(int64_t id, const char *expected)
{
    struct thread_part part = around(id);

    ck_assert_str_eq(outline(&part.page), expected);
}

static void assert_not_shown(int64_t id)
{
    struct thread_part part;

    ck_assert_int_eq(thread_of(db, arena, comment(id), 0, &part), RC_NOT_FOUND);
}

/* 1 > (2 > (3 > 4, 5), 6), 7 */
static int64_t family(void)
{
    int64_t post_id = add_debate("hello");

    say(post_id, 1, SIDE_PRO, 0);
    say(post_id, 2, SIDE_PRO, 1);
    say(post_id, 3, SIDE_PRO, 2);
    say(post_id, 4, SIDE_PRO, 3);
    say(post_id, 5, SIDE_PRO, 2);
    say(post_id, 6, SIDE_PRO, 1);
    say(post_id, 7, SIDE_PRO, 0);
    return post_id;
}

START_TEST(a_comment_stands_between_its_ancestors_and_replies)
{
    family();
    assert_around(1, "1:0 2:1 3:2 4:3 5:2 6:1");
    assert_around(2, "1:0 2:1 3:2 4:3 5:2");
    assert_around(3, "1:0 2:1 3:2 4:3");
    assert_around(5, "1:0 2:1 5:2");
    assert_around(7, "7:0");
}
END_TEST

START_TEST(a_neighbour_with_a_similar_number_is_no_reply)
{
    int64_t post_id = add_debate("hello");

    say_at(1, post_id, 0);
    say_at(2, post_id, 1);
    say_at(0x20, post_id, 1);
    say_at(0x21, post_id, 2);
    say_at(0x200, post_id, 1);
    say_at(0x210, post_id, 0x20);
    assert_around(2, "1:0 2:1 33:2");
    assert_around(0x20, "1:0 32:1 528:2");
    say_at(INT64_MAX, post_id, 2);
    assert_around(2, "1:0 2:1 33:2 9223372036854775807:2");
}
END_TEST

START_TEST(hidden_ancestors_are_tombstones)
{
    struct thread_part part;

    family();
    decide(ACTION_DELETE, 1);
    decide(ACTION_SPAM, 2);
    assert_around(3, "1:0- 2:1- 3:2 4:3");
    part = around(3);
    ck_assert_str_eq(part.page.items[0].name, "");
    ck_assert_str_eq(part.page.items[1].body.s, "");
}
END_TEST

START_TEST(what_is_hidden_is_shown_as_a_tombstone_or_not_at_all)
{
    int64_t post_id = family();

    decide(ACTION_DELETE, 3);
    assert_around(3, "1:0 2:1 3:2- 4:3");
    decide(ACTION_DELETE, 4);
    assert_not_shown(4);
    assert_not_shown(3);
    assert_not_shown(say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0));
    assert_around(2, "1:0 2:1 5:2");
}
END_TEST

static struct comment *waiting(int64_t post_id, int64_t person_id, size_t *n)
{
    struct comment *list;

    ck_assert_int_eq(thread_waiting(db, arena, post_id, person_id, &list, n), RC_OK);
    return list;
}

START_TEST(what_waits_is_for_its_writer)
{
    int64_t one = add_debate("one"), two = add_debate("two"), first, second;
    struct comment *list;
    size_t n;

    say(one, 1, SIDE_PRO, 0);
    first = say_as(COMMENT_PENDING, one, 1, SIDE_PRO, 0);
    say_as(COMMENT_PENDING, one, 2, SIDE_PRO, 0);
    say_as(COMMENT_PENDING, two, 1, SIDE_PRO, 0);
    say_as(COMMENT_SPAM, one, 1, SIDE_PRO, 0);
    second = say_as(COMMENT_PENDING, one, 1, SIDE_CONTRA, 1);
    list = waiting(one, person(1), &n);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(list[0].id, first);
    ck_assert_int_eq(list[1].id, second);
    ck_assert_str_eq(list[1].body.s, comment(second)->body.s);
    waiting(one, 0, &n);
    ck_assert_uint_eq(n, 0);
    waiting(one, 99, &n);
    ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(a_flood_that_waits_is_shown_in_part)
{
    int64_t post_id = add_debate("hello");
    size_t n;

    for (int i = 0; i < 30; i++)
        say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);
    waiting(post_id, person(1), &n);
    ck_assert_uint_eq(n, 20);
}
END_TEST

/* Ranks as supports and answers would leave them. */
START_TEST(the_strongest_of_a_side_are_visible_and_in_order)
{
    int64_t post_id = add_debate("hello");
    struct comment *best;
    size_t n;

    for (unsigned i = 1; i <= 4; i++)
        say(post_id, i, SIDE_PRO, 0);
    say(post_id, 5, SIDE_CONTRA, 0);
    say(post_id, 6, SIDE_PRO, 3);
    damage("UPDATE comment SET rank = 1000 * id WHERE id <> 2;"
           "UPDATE comment SET rank = 4000 WHERE id = 2;");
    decide(ACTION_SPAM, 3); /* its thread remains, below a tombstone */
    ck_assert_int_eq(thread_order_strongest(db, arena, post_id, SIDE_PRO, 2, &best, &n),
                     RC_OK);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(best[0].id, 2);
    ck_assert_int_eq(best[1].id, 4);
    ck_assert_int_eq(
        thread_order_strongest(db, arena, post_id, SIDE_CONTRA, 2, &best, &n), RC_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_int_eq(best[0].id, 5);
}
END_TEST

Suite *thread_suite(void)
{
    Suite *s = suite_create("thread");
    TCase *tc = site_case("thread");

    tcase_add_test(tc, a_thread_reads_depth_first_oldest_first);
    tcase_add_test(tc, order_holds_where_ids_grow_a_digit);
    tcase_add_test(tc, the_greatest_id_has_its_place);
    tcase_add_test(tc, a_thread_of_full_depth_is_read);
    tcase_add_test(tc, hidden_comments_without_visible_replies_are_gone);
    tcase_add_loop_test(tc, a_tombstone_says_nothing, 0, 3);
    tcase_add_test(tc, a_comment_stands_between_its_ancestors_and_replies);
    tcase_add_test(tc, a_neighbour_with_a_similar_number_is_no_reply);
    tcase_add_test(tc, hidden_ancestors_are_tombstones);
    tcase_add_test(tc, what_is_hidden_is_shown_as_a_tombstone_or_not_at_all);
    tcase_add_test(tc, what_waits_is_for_its_writer);
    tcase_add_test(tc, a_flood_that_waits_is_shown_in_part);
    tcase_add_test(tc, the_strongest_of_a_side_are_visible_and_in_order);
    suite_add_tcase(s, tc);
    return s;
}
