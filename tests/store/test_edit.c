/*
 * test_edit.c - edits and withdrawals by the writer, answers and citations
 */
#include "citation.h"
#include "comment_edit.h"
#include "fixture.h"

Suite *edit_suite(void);

#define WINDOW 900

static int64_t debate;

static void setup_debate(void)
{
    debate = add_debate("hello");
}

static struct comment_edit edit(int64_t id, unsigned who, const char *text)
{
    return (struct comment_edit){
        .id = id,
        .person_id = person(who),
        .text = { .source = text,
                  .html = { text },
                  .excerpt = arena_printf(arena, "words of %s", text),
                  .renderer = 4 },
        .side = SIDE_PRO,
        .state = COMMENT_VISIBLE,
        .now = NOW + 10,
        .window_s = WINDOW,
    };
}

static enum rc save_edit(const struct comment_edit *in, enum comment_lock *lock)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, comment_edit(db, arena, in, lock));
}

static void edited(const struct comment_edit *in)
{
    enum comment_lock lock;

    ck_assert_int_eq(save_edit(in, &lock), RC_OK);
}

static enum rc withdraw(int64_t id, unsigned who, int64_t now, enum comment_lock *lock)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc
              : db_end(db,
                       comment_withdraw(db, arena, id, person(who), now, WINDOW, lock));
}

static size_t revisions(int64_t id, const struct revision **list)
{
    struct revisions all;

    ck_assert_int_eq(comment_revisions(db, arena, id, 0, &all), RC_OK);
    ck_assert_int_eq(all.older, 0);
    ck_assert_int_eq(all.total, (int64_t)all.n);
    *list = all.items;
    return all.n;
}

START_TEST(an_edit_keeps_the_text_that_stood_there)
{
    int64_t id = say(debate, 1, SIDE_PRO, 0);
    const char *first = comment(id)->body.s;
    struct comment_edit in = edit(id, 1, "second");
    const struct revision *list;
    const char *source;

    edited(&in);
    in.text.source = in.text.html.s = "third";
    in.text.excerpt = "words of the third";
    in.now = NOW + 20;
    edited(&in);
    ck_assert_str_eq(comment(id)->body.s, "third");
    ck_assert_str_eq(comment(id)->excerpt, "words of the third");
    ck_assert_int_eq(comment(id)->edited, NOW + 20);
    ck_assert_int_eq(comment_source(db, arena, id, &source), RC_OK);
    ck_assert_str_eq(source, "third");
    ck_assert_uint_eq(revisions(id, &list), 2);
    ck_assert_str_eq(list[0].body.s, first);
    ck_assert_int_eq(list[0].until, NOW + 10);
    ck_assert_str_eq(list[1].body.s, "second");
    assert_clean();
}
END_TEST

START_TEST(an_edit_may_change_the_side_and_every_number_follows)
{
    int64_t id = say(debate, 1, SIDE_PRO, 0);
    struct comment_edit in = edit(id, 1, "other");

    say(debate, 2, SIDE_CONTRA, 0);
    in.side = SIDE_CONTRA;
    edited(&in);
    assert_numbers("hello", 2, 0, 2, 0, 2, 0);
}
END_TEST

START_TEST(nobody_reads_what_was_never_let_through)
{
    int64_t id = say_as(COMMENT_PENDING, debate, 1, SIDE_PRO, 0);
    struct comment_edit in = edit(id, 1, "quieter");
    const struct revision *list;

    in.state = COMMENT_PENDING;
    in.held = HELD_LINKS;
    edited(&in);
    ck_assert_int_eq(comment(id)->held, HELD_LINKS);
    decide_at(ACTION_APPROVE, id, in.now);
    ck_assert_uint_eq(revisions(id, &list), 0);
    in.now = NOW + 20;
    edited(&in); /* the new text is pending and leaves the page */
    assert_numbers("hello", 0, 0, 0, 0, 0, 0);
    ck_assert_uint_eq(revisions(id, &list), 1);
    in.state = COMMENT_VISIBLE;
    in.now = NOW + 30;
    edited(&in);
    ck_assert_uint_eq(revisions(id, &list), 1); /* a pending text is not kept */
    assert_numbers("hello", 1, 1, 0, 1, 0, 0);
}
END_TEST

START_TEST(an_approval_is_of_the_text_that_was_seen)
{
    int64_t id = say_as(COMMENT_PENDING, debate, 1, SIDE_PRO, 0);
    struct comment_edit in = edit(id, 1, "worse");
    struct ruling ruling = { ACTION_APPROVE, 0, in.now + 5, in.now };
    struct outcome done;

    in.state = COMMENT_PENDING;
    edited(&in);
    ck_assert_int_eq(decision_apply(db, arena, &ruling, &id, 1, &done), RC_OK);
    ck_assert_int_eq(done.unread, 1);
    ck_assert_int_eq(done.changed, 0);
    ck_assert_int_eq(done.batch, 0);
    ck_assert_int_eq(comment(id)->state, COMMENT_PENDING);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM decision"), 0);
    ruling.seen++;
    ck_assert_int_eq(decision_apply(db, arena, &ruling, &id, 1, &done), RC_OK);
    ck_assert_int_eq(done.unread, 0);
    ck_assert_int_eq(done.changed, 1);
    ck_assert_int_eq(comment(id)->state, COMMENT_VISIBLE);
}
END_TEST

START_TEST(a_waiting_comment_may_become_visible_by_an_edit)
{
    int64_t id = say_as(COMMENT_PENDING, debate, 1, SIDE_PRO, 0);
    struct comment_edit in = edit(id, 1, "without links");

    edited(&in);
    ck_assert_int_eq(comment(id)->shown, NOW + 10);
    assert_numbers("hello", 1, 1, 0, 1, 0, 0);
}
END_TEST

START_TEST(the_window_the_first_answer_and_the_end_lock_it)
{
    int64_t id = say(debate, 1, SIDE_PRO, 0);
    struct comment_edit in = edit(id, 1, "late");
    struct post_draft draft = post_draft("hello", POST_DEBATE);
    enum comment_lock lock;

    in.now = NOW + WINDOW;
    ck_assert_int_eq(save_edit(&in, &lock), RC_CONFLICT);
    ck_assert_int_eq(lock, COMMENT_LOCK_LATE);
    in.now = NOW + WINDOW - 1;
    say_as(COMMENT_PENDING, debate, 2, SIDE_CONTRA, id);
    edited(&in); /* a pending answer locks nothing */
    say(debate, 2, SIDE_CONTRA, id);
    ck_assert_int_eq(save_edit(&in, &lock), RC_CONFLICT);
    ck_assert_int_eq(lock, COMMENT_LOCK_ANSWERED);
    draft.id = debate;
    draft.revision = 1;
    draft.open = false;
    save(&draft);
    ck_assert_int_eq(save_edit(&in, &lock), RC_CONFLICT);
    ck_assert_int_eq(lock, COMMENT_LOCK_CLOSED);
    ck_assert_int_eq(withdraw(id, 1, NOW + 1, &lock), RC_CONFLICT);
    ck_assert_int_eq(lock, COMMENT_LOCK_CLOSED);
    assert_clean();
}
END_TEST

START_TEST(only_the_writer_finds_it)
{
    int64_t id = say(debate, 1, SIDE_PRO, 0);
    struct comment_edit in = edit(id, 2, "mine now");
    enum comment_lock lock;

    ck_assert_int_eq(save_edit(&in, &lock), RC_NOT_FOUND);
    ck_assert_int_eq(withdraw(id, 2, NOW + 1, &lock), RC_NOT_FOUND);
    in.person_id = 0;
    ck_assert_int_eq(save_edit(&in, &lock), RC_NOT_FOUND);
    in = edit(id, 1, "after the author's no");
    decide(ACTION_REJECT, id);
    ck_assert_int_eq(save_edit(&in, &lock), RC_NOT_FOUND);
    in.id = 99;
    ck_assert_int_eq(save_edit(&in, &lock), RC_NOT_FOUND);
}
END_TEST

START_TEST(what_is_taken_back_is_gone_for_good)
{
    int64_t id = say(debate, 1, SIDE_PRO, 0), reply;
    struct comment_edit in = edit(id, 1, "second");
    enum comment_lock lock;
    const char *source;
    const struct revision *list;
    int64_t batch;

    edited(&in);
    batch = decide(ACTION_CONTRA, id);
    reply = say(debate, 2, SIDE_CONTRA, id);
    ck_assert_int_eq(withdraw(id, 1, NOW + 50, &lock), RC_OK);
    ck_assert_int_eq(comment(id)->state, COMMENT_DELETED);
    ck_assert_int_eq(comment(id)->withdrawn, NOW + 50);
    ck_assert_str_eq(comment(id)->name, "-");
    ck_assert_str_eq(comment(id)->excerpt, "");
    ck_assert_int_eq(comment_source(db, arena, id, &source), RC_OK);
    ck_assert_str_eq(source, "");
    ck_assert_uint_eq(revisions(id, &list), 0);
    ck_assert_int_eq(decide(ACTION_RESTORE, id), 0);
    ck_assert_int_eq(undo(batch), 0);
    ck_assert_int_eq(comment(reply)->state, COMMENT_VISIBLE);
    assert_numbers("hello", 1, 0, 1, 0, 1, 0);
}
END_TEST

START_TEST(opponents_are_people_of_the_other_side)
{
    int64_t id = say(debate, 1, SIDE_PRO, 0), second;

    say(debate, 2, SIDE_CONTRA, id);
    second = say(debate, 2, SIDE_CONTRA, id);
    say(debate, 3, SIDE_PRO, id);
    say(debate, 4, SIDE_CONTRA, second); /* answers the answer */
    ck_assert_int_eq(comment(id)->opponents, 1);
    say(debate, 5, SIDE_CONTRA, id);
    ck_assert_int_eq(comment(id)->opponents, 2);
    decide(ACTION_DELETE, second);
    ck_assert_int_eq(comment(id)->opponents, 2); /* person 2 has another reply */
    decide(ACTION_CONTRA, id);
    ck_assert_int_eq(comment(id)->opponents, 1); /* now only person 3 opposes it */
    assert_clean();
}
END_TEST

START_TEST(who_is_moved_was_on_the_other_side_before)
{
    int64_t id = say(debate, 1, SIDE_PRO, 0), moved;
    struct comment_draft draft = comment_draft(debate, 2, SIDE_PRO, id);
    enum comment_refusal refusal;

    draft.changed_mind = true;
    ck_assert_int_eq(try_comment(&draft, &moved, &refusal), RC_CONFLICT);
    ck_assert_int_eq(refusal, COMMENT_SAME_MIND);
    say(debate, 2, SIDE_CONTRA, 0);
    moved = add_comment(&draft);
    ck_assert(comment(moved)->changed_mind);
    ck_assert_int_eq(comment(id)->minds_changed, 1);
    ck_assert_int_eq(post("hello")->tally.changed, 1);
    draft = comment_draft(debate, 2, SIDE_PRO, id);
    draft.changed_mind = true;
    add_comment(&draft); /* again: still one person */
    ck_assert_int_eq(comment(id)->minds_changed, 1);
    decide(ACTION_REJECT, moved);
    ck_assert_int_eq(comment(id)->minds_changed, 1);
    draft = comment_draft(debate, 1, SIDE_CONTRA, id); /* the writer's own comment */
    draft.changed_mind = true;
    ck_assert_int_eq(try_comment(&draft, &moved, &refusal), RC_CONFLICT);
    assert_clean();
}
END_TEST

START_TEST(a_citation_counts_while_both_can_be_read)
{
    int64_t cited = say(debate, 1, SIDE_PRO, 0), citing, list[10];
    int64_t hidden = say_as(COMMENT_PENDING, debate, 1, SIDE_PRO, 0);
    int64_t elsewhere = say(add_debate("other"), 1, SIDE_PRO, 0);
    const int64_t to[] = { cited, hidden, elsewhere, cited, 999 };
    struct comment_draft draft = comment_draft(debate, 2, SIDE_CONTRA, 0);
    struct comment_edit in;
    size_t n;

    draft.text.cites = to;
    draft.text.cites_n = 5;
    citing = add_comment(&draft);
    ck_assert_int_eq(comment(cited)->cited, 1);
    ck_assert_int_eq(comment(hidden)->cited, 0);
    ck_assert_int_eq(comment(elsewhere)->cited, 0);
    ck_assert_int_eq(citation_of(db, cited, list, 10, &n), RC_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_int_eq(list[0], citing);
    decide(ACTION_SPAM, citing);
    ck_assert_int_eq(comment(cited)->cited, 0);
    ck_assert_int_eq(citation_of(db, cited, list, 10, &n), RC_OK);
    ck_assert_uint_eq(n, 0);
    decide(ACTION_RESTORE, citing);
    ck_assert_int_eq(comment(cited)->cited, 1);
    in = edit(citing, 2, "cites nothing");
    edited(&in);
    ck_assert_int_eq(comment(cited)->cited, 0);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM citation"), 0);
    assert_clean();
}
END_TEST

START_TEST(an_edit_tells_whom_a_new_comment_would)
{
    struct comment_edit in;
    int64_t id;

    ck_assert_int_eq(
        db_script(db, "mail",
                  "INSERT INTO email (address, lang, confirmed, created)"
                  " VALUES ('a@b.example', 'es', 1, 1);"
                  "INSERT INTO subscription (email_id, post_id, created)"
                  " SELECT 1, id, 1 FROM post;"
                  "INSERT INTO person (created) VALUES (1);"
                  "INSERT INTO account (person_id, name, folded_name, created, email,"
                  " email_confirmed, notify)"
                  " SELECT max(id), 'Autora', 'autora', 1, 'b@c.example', 1, 1"
                  " FROM person"),
        RC_OK);
    id = say_as(COMMENT_PENDING, debate, 1, SIDE_PRO, 0);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox WHERE kind = 3"), 0);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox WHERE kind = 6"), 1);
    in = edit(id, 1, "without links");
    edited(&in);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox WHERE kind = 3"), 1);
    in.text.source = "still without";
    edited(&in);
    in.text.source = "with links again";
    in.state = COMMENT_PENDING;
    edited(&in);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox WHERE kind = 3"), 1);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox WHERE kind = 6"), 2);
    in.text.source = "and more of them";
    edited(&in);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox WHERE kind = 6"), 2);
}
END_TEST

START_TEST(who_changed_a_mind_is_told_once_and_taken_back)
{
    const int64_t id = say(debate, 1, SIDE_PRO, 0);
    struct comment_draft draft;
    int64_t reply;
    bool told;

    say(debate, 2, SIDE_CONTRA, 0);
    ck_assert_int_eq(comment_says_mind_changed(db, debate, person(2), &told), RC_OK);
    ck_assert(!told);
    draft = comment_draft(debate, 2, SIDE_PRO, id);
    draft.changed_mind = true;
    draft.state = COMMENT_PENDING;
    reply = add_comment(&draft);
    ck_assert_int_eq(comment_says_mind_changed(db, debate, person(2), &told), RC_OK);
    ck_assert(told);
    ck_assert_int_eq(comment_says_mind_changed(db, debate, person(1), &told), RC_OK);
    ck_assert(!told);
    decide(ACTION_REJECT, reply);
    ck_assert_int_eq(comment_says_mind_changed(db, debate, person(2), &told), RC_OK);
    ck_assert(!told);
}
END_TEST

START_TEST(the_same_words_are_found_in_another_comment)
{
    const struct comment_draft draft = comment_draft(debate, 1, SIDE_PRO, 0);
    const int64_t id = add_comment(&draft);
    int64_t found;

    ck_assert_int_eq(
        comment_with_text(db, debate, person(1), draft.text.source, 0, &found), RC_OK);
    ck_assert_int_eq(found, id);
    ck_assert_int_eq(
        comment_with_text(db, debate, person(1), draft.text.source, id, &found), RC_OK);
    ck_assert_int_eq(found, 0);
    ck_assert_int_eq(
        comment_with_text(db, debate, person(2), draft.text.source, 0, &found), RC_OK);
    ck_assert_int_eq(found, 0);
}
END_TEST

START_TEST(a_writer_s_signature_is_remembered)
{
    struct signature last;

    ck_assert_int_eq(comment_last_signature(db, arena, person(1), &last), RC_OK);
    ck_assert_str_eq(last.name, "");
    ck_assert_str_eq(last.website, "");
    say(debate, 1, SIDE_PRO, 0);
    damage("UPDATE comment SET website = 'https://a.example/'");
    ck_assert_int_eq(comment_last_signature(db, arena, person(1), &last), RC_OK);
    ck_assert_str_eq(last.name, comment(1)->name);
    ck_assert_str_eq(last.website, "https://a.example/");
}
END_TEST

Suite *edit_suite(void)
{
    Suite *s = suite_create("edit");
    TCase *tc = site_case("edit");

    tcase_add_checked_fixture(tc, setup_debate, NULL);
    tcase_add_test(tc, an_edit_keeps_the_text_that_stood_there);
    tcase_add_test(tc, an_edit_may_change_the_side_and_every_number_follows);
    tcase_add_test(tc, nobody_reads_what_was_never_let_through);
    tcase_add_test(tc, an_approval_is_of_the_text_that_was_seen);
    tcase_add_test(tc, a_waiting_comment_may_become_visible_by_an_edit);
    tcase_add_test(tc, the_window_the_first_answer_and_the_end_lock_it);
    tcase_add_test(tc, only_the_writer_finds_it);
    tcase_add_test(tc, what_is_taken_back_is_gone_for_good);
    tcase_add_test(tc, opponents_are_people_of_the_other_side);
    tcase_add_test(tc, who_is_moved_was_on_the_other_side_before);
    tcase_add_test(tc, a_citation_counts_while_both_can_be_read);
    tcase_add_test(tc, an_edit_tells_whom_a_new_comment_would);
    tcase_add_test(tc, who_changed_a_mind_is_told_once_and_taken_back);
    tcase_add_test(tc, the_same_words_are_found_in_another_comment);
    tcase_add_test(tc, a_writer_s_signature_is_remembered);
    suite_add_tcase(s, tc);
    return s;
}
