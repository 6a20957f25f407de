/*
 * test_comment.c - saving comments and every reason to refuse one
 */
#include "array.h"
#include "fixture.h"
#include "person.h"

Suite *comment_suite(void);

/* The draft is refused for `why`. Returns the comment that is the reason; 0: none. */
static int64_t refused(const struct comment_draft *draft, enum comment_refusal why)
{
    int64_t before = COUNT("SELECT count(*) FROM comment"), id = 0;
    enum comment_refusal refusal = COMMENT_ACCEPTED;

    ck_assert_int_eq(try_comment(draft, &id, &refusal), RC_CONFLICT);
    ck_assert_int_eq(refusal, why);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM comment"), before);
    assert_clean();
    return id;
}

START_TEST(every_field_comes_back)
{
    int64_t post_id = add_debate("hello"), root = say(post_id, 2, SIDE_PRO, 0), id;
    struct comment_draft draft = comment_draft(post_id, 1, SIDE_CONTRA, root);
    struct comment *c;

    draft.name = "Zoë <b>";
    draft.website = "https://example.org/";
    draft.text.source = "*source*";
    draft.text.html = (struct html){ "<p><em>source</em></p>" };
    draft.text.excerpt = "source, in plain words";
    draft.by_author = true;
    draft.now = NOW + 9;
    id = add_comment(&draft);
    c = comment(id);
    ck_assert_int_eq(c->id, id);
    ck_assert_int_eq(c->post_id, post_id);
    ck_assert_int_eq(c->parent_id, root);
    ck_assert_int_eq(c->root_id, root);
    ck_assert_int_eq(c->person_id, person(1));
    ck_assert_int_eq(c->depth, 1);
    ck_assert(c->by_author);
    ck_assert_str_eq(c->name, "Zoë <b>");
    ck_assert_str_eq(c->website, "https://example.org/");
    ck_assert_int_eq(c->side, SIDE_CONTRA);
    ck_assert_int_eq(c->retagged_from, SIDE_NONE);
    ck_assert_int_eq(c->state, COMMENT_VISIBLE);
    ck_assert_int_eq(c->held, HELD_NOT);
    ck_assert_str_eq(c->body.s, "<p><em>source</em></p>");
    ck_assert_str_eq(c->excerpt, "source, in plain words");
    ck_assert_int_eq(c->created, NOW + 9);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM comment WHERE body_md = '*source*'"),
                     1);
}
END_TEST

START_TEST(what_waits_counts_nowhere)
{
    int64_t post_id = add_debate("hello"), version = post("hello")->version, last;
    struct comment *c = comment(say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0));

    say_as(COMMENT_SPAM, post_id, 2, SIDE_CONTRA, 0);
    ck_assert_int_eq(c->state, COMMENT_PENDING);
    ck_assert_int_eq(c->held, HELD_POLICY);
    ck_assert_int_eq(c->root_id, c->id);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM comment WHERE shown IS NOT NULL"), 0);
    ck_assert_int_eq(comment_last_id(db, post_id, &last), RC_OK);
    ck_assert_int_eq(last, 0);
    ck_assert_int_eq(post("hello")->version, version); /* no cached page goes stale */
    assert_numbers("hello", 0, 0, 0, 0, 0, 0);
}
END_TEST

START_TEST(a_new_reader_becomes_a_person_with_their_first_comment)
{
    int64_t post_id = add_debate("hello"), known;
    struct comment_draft draft = comment_draft(post_id, 1, SIDE_PRO, 0);

    draft.person_id = 0;
    draft.key_digest = digest("new key", 1);
    draft.submission = digest("new", 1);
    add_comment(&draft);
    draft.submission = digest("new", 2);
    add_comment(&draft);
    ck_assert_int_eq(person_by_key(db, &draft.key_digest, &known), RC_OK);
    ck_assert_int_gt(known, 0);
    assert_numbers("hello", 2, 2, 0, 1, 0, 0);
}
END_TEST

START_TEST(a_refused_reader_leaves_no_person)
{
    struct comment_draft draft = comment_draft(99, 1, SIDE_PRO, 0);
    int64_t before = COUNT("SELECT count(*) FROM person");

    draft.person_id = 0;
    draft.key_digest = digest("new key", 1);
    refused(&draft, COMMENT_CLOSED);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM person"), before);
}
END_TEST

START_TEST(a_double_click_makes_one_comment)
{
    struct comment_draft draft = comment_draft(add_debate("hello"), 1, SIDE_PRO, 0);
    int64_t id = add_comment(&draft);

    ck_assert_int_eq(refused(&draft, COMMENT_DUPLICATE), id);
    draft.person_id = 0; /* the first click had no cookie yet */
    draft.key_digest = digest("second key", 1);
    ck_assert_int_eq(refused(&draft, COMMENT_DUPLICATE), id);
}
END_TEST

START_TEST(a_double_click_is_told_even_when_the_post_closed)
{
    struct post_draft hello = post_draft("hello", POST_DEBATE);
    struct comment_draft draft;
    int64_t id;

    hello.id = save(&hello);
    draft = comment_draft(hello.id, 1, SIDE_PRO, 0);
    id = add_comment(&draft);
    hello.open = false;
    hello.revision = 1;
    save(&hello);
    ck_assert_int_eq(refused(&draft, COMMENT_DUPLICATE), id);
}
END_TEST

START_TEST(the_same_text_is_not_said_twice)
{
    int64_t post_id = add_debate("hello"), other = add_debate("other"), id;
    struct comment_draft draft = comment_draft(post_id, 1, SIDE_PRO, 0);
    struct comment_draft again = draft;

    id = add_comment(&draft);
    again.submission = digest("again", 1);
    again.side = SIDE_CONTRA;
    ck_assert_int_eq(refused(&again, COMMENT_SAME_TEXT), id);
    again.post_id = other;
    add_comment(&again);
    again.post_id = post_id;
    again.person_id = person(2);
    again.submission = digest("again", 2);
    add_comment(&again);
}
END_TEST

START_TEST(what_waits_is_the_same_text_too_and_what_was_refused_is_not)
{
    int64_t post_id = add_debate("hello"), id;
    struct comment_draft draft = comment_draft(post_id, 1, SIDE_PRO, 0);

    draft.state = COMMENT_PENDING;
    id = add_comment(&draft);
    draft.submission = digest("again", 1);
    ck_assert_int_eq(refused(&draft, COMMENT_SAME_TEXT), id);
    decide(ACTION_REJECT, id);
    add_comment(&draft);
}
END_TEST

START_TEST(a_closed_post_takes_none)
{
    struct post_draft draft = post_draft("hello", POST_DEBATE);
    struct comment_draft words;

    draft.open = false;
    draft.id = save(&draft);
    words = comment_draft(draft.id, 1, SIDE_PRO, 0);
    refused(&words, COMMENT_CLOSED);
    draft.open = true;
    draft.state = POST_DRAFT;
    draft.revision = 1;
    save(&draft);
    refused(&words, COMMENT_CLOSED);
    words.post_id = 99;
    refused(&words, COMMENT_CLOSED);
}
END_TEST

START_TEST(a_side_is_for_debates_and_debates_are_for_sides)
{
    int64_t debate = add_debate("debate"), plain = add_plain("plain");
    struct comment_draft draft = comment_draft(debate, 1, SIDE_NONE, 0);

    refused(&draft, COMMENT_CLOSED);
    draft.post_id = plain;
    add_comment(&draft);
    draft = comment_draft(plain, 1, SIDE_PRO, 0);
    refused(&draft, COMMENT_CLOSED);
}
END_TEST

START_TEST(nobody_answers_what_is_not_visible)
{
    static const enum comment_state hidden[] = { COMMENT_PENDING, COMMENT_REJECTED,
                                                 COMMENT_SPAM, COMMENT_DELETED };
    int64_t post_id = add_debate("hello");

    for (size_t i = 0; i < ARRAY_LEN(hidden); i++) {
        struct comment_draft draft = comment_draft(
            post_id, 1, SIDE_PRO, say_as(hidden[i], post_id, 2, SIDE_PRO, 0));

        refused(&draft, COMMENT_PARENT_GONE);
    }
}
END_TEST

START_TEST(a_parent_is_of_the_same_post)
{
    int64_t one = add_debate("one"), two = add_debate("two");
    struct comment_draft draft =
        comment_draft(two, 1, SIDE_PRO, say(one, 1, SIDE_PRO, 0));

    refused(&draft, COMMENT_PARENT_GONE);
    draft.parent_id = 99;
    refused(&draft, COMMENT_PARENT_GONE);
    draft.parent_id = -1;
    refused(&draft, COMMENT_PARENT_GONE);
}
END_TEST

START_TEST(a_thread_ends_at_its_depth)
{
    int64_t post_id = add_debate("hello"), id = 0;
    struct comment_draft draft;

    for (int depth = 0; depth < COMMENT_DEPTH_MAX; depth++) {
        id = say(post_id, 1, SIDE_PRO, id);
        ck_assert_int_eq(comment(id)->depth, depth);
        ck_assert_int_eq(comment(id)->root_id, 1);
    }
    draft = comment_draft(post_id, 1, SIDE_PRO, id);
    refused(&draft, COMMENT_TOO_DEEP);
}
END_TEST

START_TEST(what_is_too_long_is_a_failure_and_leaves_nothing)
{
    struct comment_draft draft = comment_draft(add_debate("hello"), 1, SIDE_PRO, 0);
    char *text = arena_alloc(arena, 65536 + 2);
    enum comment_refusal refusal;
    int64_t id;

    memset(text, 'x', 65536 + 1);
    draft.text.source = text;
    ck_assert_int_eq(try_comment(&draft, &id, &refusal), RC_FAIL);
    draft.text.source = "short";
    draft.name = "";
    ck_assert_int_eq(try_comment(&draft, &id, &refusal), RC_FAIL);
    assert_numbers("hello", 0, 0, 0, 0, 0, 0);
}
END_TEST

START_TEST(an_id_is_not_used_again)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0);

    damage("DELETE FROM comment; DELETE FROM person_stance; UPDATE tally SET comments "
           "= 0, pro "
           "= 0,"
           " people_pro = 0;");
    ck_assert_int_eq(say(post_id, 1, SIDE_PRO, 0), id + 1);
}
END_TEST

START_TEST(a_writer_is_known_while_a_comment_is_visible)
{
    int64_t post_id = add_debate("hello"), id;
    bool known = true;

    id = say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);
    ck_assert_int_eq(comment_known_writer(db, person(1), &known), RC_OK);
    ck_assert(!known);
    decide(ACTION_APPROVE, id);
    ck_assert_int_eq(comment_known_writer(db, person(1), &known), RC_OK);
    ck_assert(known);
    ck_assert_int_eq(comment_known_writer(db, person(2), &known), RC_OK);
    ck_assert(!known);
    decide(ACTION_DELETE, id);
    ck_assert_int_eq(comment_known_writer(db, person(1), &known), RC_OK);
    ck_assert(!known);
}
END_TEST

START_TEST(the_last_id_is_that_of_the_newest_visible)
{
    int64_t one = add_debate("one"), two = add_debate("two"), id, last;

    say(one, 1, SIDE_PRO, 0);
    id = say(one, 1, SIDE_PRO, 0);
    say_as(COMMENT_PENDING, one, 1, SIDE_PRO, 0);
    say(two, 1, SIDE_PRO, 0);
    ck_assert_int_eq(comment_last_id(db, one, &last), RC_OK);
    ck_assert_int_eq(last, id);
    ck_assert_int_eq(comment_last_id(db, 99, &last), RC_OK);
    ck_assert_int_eq(last, 0);
}
END_TEST

START_TEST(nothing_is_not_found)
{
    struct comment *c;

    ck_assert_int_eq(comment_by_id(db, arena, 1, &c), RC_NOT_FOUND);
}
END_TEST

START_TEST(each_visible_change_is_a_new_version)
{
    int64_t post_id = add_debate("hello"), id, version = post("hello")->version;

    id = say(post_id, 1, SIDE_PRO, 0);
    ck_assert_int_eq(post("hello")->version, version + 1);
    say(post_id, 2, SIDE_PRO, id);
    decide(ACTION_DELETE, id); /* a tombstone from now on */
    ck_assert_int_eq(post("hello")->version, version + 3);
    decide(ACTION_CONTRA, id); /* listed on the other side now */
    ck_assert_int_eq(post("hello")->version, version + 4);
    assert_clean();
}
END_TEST

Suite *comment_suite(void)
{
    Suite *s = suite_create("comment");
    TCase *tc = site_case("comment");

    tcase_add_test(tc, every_field_comes_back);
    tcase_add_test(tc, what_waits_counts_nowhere);
    tcase_add_test(tc, a_new_reader_becomes_a_person_with_their_first_comment);
    tcase_add_test(tc, a_refused_reader_leaves_no_person);
    tcase_add_test(tc, a_double_click_makes_one_comment);
    tcase_add_test(tc, a_double_click_is_told_even_when_the_post_closed);
    tcase_add_test(tc, the_same_text_is_not_said_twice);
    tcase_add_test(tc, what_waits_is_the_same_text_too_and_what_was_refused_is_not);
    tcase_add_test(tc, a_closed_post_takes_none);
    tcase_add_test(tc, a_side_is_for_debates_and_debates_are_for_sides);
    tcase_add_test(tc, nobody_answers_what_is_not_visible);
    tcase_add_test(tc, a_parent_is_of_the_same_post);
    tcase_add_test(tc, a_thread_ends_at_its_depth);
    tcase_add_test(tc, what_is_too_long_is_a_failure_and_leaves_nothing);
    tcase_add_test(tc, an_id_is_not_used_again);
    tcase_add_test(tc, a_writer_is_known_while_a_comment_is_visible);
    tcase_add_test(tc, the_last_id_is_that_of_the_newest_visible);
    tcase_add_test(tc, nothing_is_not_found);
    tcase_add_test(tc, each_visible_change_is_a_new_version);
    suite_add_tcase(s, tc);
    return s;
}
