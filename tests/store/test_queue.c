/*
 * test_queue.c - lists of comments for the author
 */
#include "comment_queue.h"
#include "fixture.h"

Suite *queue_suite(void);

static struct comment_entry *queue(enum comment_state state, int64_t limit,
                                   int64_t offset, size_t expected)
{
    struct comment_entry *list;
    size_t n;

    ck_assert_int_eq(comment_queue(db, arena, state, limit, offset, &list, &n), RC_OK);
    ck_assert_uint_eq(n, expected);
    return list;
}

START_TEST(an_entry_brings_its_surroundings)
{
    struct post_draft draft = post_draft("hello", POST_DEBATE);
    struct comment_entry *e;
    int64_t root, id;

    draft.title = "The title";
    draft.lang = LANG_EN;
    draft.label_pro = "Out";
    draft.label_contra = "In";
    draft.id = save(&draft);
    root = say(draft.id, 1, SIDE_PRO, 0);
    say(draft.id, 2, SIDE_PRO, 0);
    say(draft.id, 2, SIDE_PRO, 0);
    id = say_as(COMMENT_PENDING, draft.id, 2, SIDE_CONTRA, root);
    e = queue(COMMENT_PENDING, 10, 0, 1);
    ck_assert_int_eq(e->comment.id, id);
    ck_assert_int_eq(e->comment.side, SIDE_CONTRA);
    ck_assert_str_eq(e->comment.body.s, comment(id)->body.s);
    ck_assert_str_eq(e->post_slug, "hello");
    ck_assert_str_eq(e->post_title, "The title");
    ck_assert_int_eq(e->post_lang, LANG_EN);
    ck_assert_str_eq(e->label_pro, "Out");
    ck_assert_str_eq(e->label_contra, "In");
    ck_assert_str_eq(e->parent_name, "Reader 1");
    ck_assert_int_eq(e->writer_visible, 2);
    decide(ACTION_DELETE, root);
    ck_assert_str_eq(queue(COMMENT_PENDING, 10, 0, 1)->parent_name, "");
    ck_assert_str_eq(queue(COMMENT_VISIBLE, 10, 0, 2)->parent_name, "");
}
END_TEST

START_TEST(what_waits_longest_comes_first_and_the_rest_newest_first)
{
    int64_t post_id = add_debate("hello");
    struct comment_entry *list;

    for (int i = 0; i < 3; i++)
        say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);
    for (int i = 0; i < 3; i++)
        say_as(COMMENT_SPAM, post_id, 1, SIDE_PRO, 0);
    list = queue(COMMENT_PENDING, 10, 0, 3);
    ck_assert_int_eq(list[0].comment.id, 1);
    ck_assert_int_eq(list[2].comment.id, 3);
    list = queue(COMMENT_SPAM, 10, 0, 3);
    ck_assert_int_eq(list[0].comment.id, 6);
    ck_assert_int_eq(list[2].comment.id, 4);
    list = queue(COMMENT_PENDING, 2, 1, 2);
    ck_assert_int_eq(list[0].comment.id, 2);
    queue(COMMENT_PENDING, 2, 3, 0);
    queue(COMMENT_DELETED, 10, 0, 0);
}
END_TEST

START_TEST(states_are_counted)
{
    int64_t post_id = add_debate("hello"), counts[COMMENT_STATES];

    for (int state = 0; state < COMMENT_STATES; state++)
        for (int i = 0; i <= state; i++)
            say_as((enum comment_state)state, post_id, 1, SIDE_PRO, 0);
    ck_assert_int_eq(comment_count_by_state(db, counts), RC_OK);
    for (int state = 0; state < COMMENT_STATES; state++)
        ck_assert_int_eq(counts[state], state + 1);
}
END_TEST

START_TEST(no_comments_count_nothing)
{
    int64_t counts[COMMENT_STATES] = { 7, 7, 7, 7, 7 };

    ck_assert_int_eq(comment_count_by_state(db, counts), RC_OK);
    for (int state = 0; state < COMMENT_STATES; state++)
        ck_assert_int_eq(counts[state], 0);
}
END_TEST

START_TEST(a_regular_is_counted_to_a_hundred)
{
    int64_t post_id = add_debate("hello");

    for (int i = 0; i < 105; i++)
        say(post_id, 1, SIDE_PRO, 0);
    ck_assert_int_eq(queue(COMMENT_VISIBLE, 1, 0, 1)->writer_visible, 100);
}
END_TEST

Suite *queue_suite(void)
{
    Suite *s = suite_create("queue");
    TCase *tc = site_case("queue");

    tcase_add_test(tc, an_entry_brings_its_surroundings);
    tcase_add_test(tc, what_waits_longest_comes_first_and_the_rest_newest_first);
    tcase_add_test(tc, states_are_counted);
    tcase_add_test(tc, no_comments_count_nothing);
    tcase_add_test(tc, a_regular_is_counted_to_a_hundred);
    suite_add_tcase(s, tc);
    return s;
}
