/*
 * test_unread.c - an author cannot publish a text that their page did not show
 */
#include "call.h"

Suite *unread_suite(void);

#define QUEUE "/admin/comments"
#define PENDING QUEUE "?state=pending"
#define CHANGED "1 comentario ha cambiado desde que lo viste y no se ha publicado"

static const char *author, *writer; /* cookies; writer: of comment 1, held like 2 */

static void setup(void)
{
    struct post_draft post;
    struct response rs;

    call_setup();
    author = sign_in("Elena");
    post = debate_draft("uno");
    post.policy = POLICY_HOLD_ALL;
    save_post(&post);
    rs = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Inocente."));
    writer = cookie_of(&rs, "reader");
    comment("uno", NULL, "contra", "Sigue igual.");
    later(60);
}

static void edit(void)
{
    const struct response page = get_as(writer, "/p/uno/comments/1/edit");

    ck_status(post_as(writer, "/p/uno/comments/1/edit",
                      form("token", field_of(&page, "token"), "side", "pro", "body",
                           "Malicia.", NULL)),
              303);
}

static struct response submit(const char *action, const char *seen)
{
    return post_as(author, QUEUE,
                   form("token", admin_token(author), "do", action, "state", "pending",
                        "seen", seen, "ids", "1", "ids", "2", NULL));
}

/* Returns the field "seen" of a list that is shown now. */
static const char *seen_in(const char *state)
{
    const struct response rs =
        get_as(author, arena_printf(call_arena(), QUEUE "?state=%s", state));

    return field_of(&rs, "seen");
}

static void check_states(enum comment_state one, enum comment_state two)
{
    ck_assert_int_eq(number("SELECT state FROM comment WHERE id = 1"), one);
    ck_assert_int_eq(number("SELECT state FROM comment WHERE id = 2"), two);
}

START_TEST(an_approval_passes_over_what_was_changed_since)
{
    const char *seen = seen_in("pending");
    struct response rs;

    later(10);
    edit();
    later(10);
    rs = submit("approve", seen);
    ck_sees_sealed(rs, PENDING "&batch=1&changed=1&did=approve&unread=1");
    check_states(COMMENT_PENDING, COMMENT_VISIBLE);
    ck_silent(get("/p/uno"), "Malicia.");
    rs = get_as(author, rs.location);
    ck_says(rs, "1 comentario aprobado.");
    ck_says(rs, CHANGED);
    ck_says(rs, "Malicia.");
    ck_says(rs, ">editado <time");
    ck_sees_sealed(submit("approve", field_of(&rs, "seen")),
                   PENDING "&batch=2&changed=1&did=approve");
    ck_says(get("/p/uno"), "Malicia.");
}
END_TEST

START_TEST(what_is_passed_over_is_not_said_to_be_done_already)
{
    const char *seen = seen_in("pending");
    struct response rs;

    moderate(author, "approve", 2);
    edit();
    later(1);
    rs = submit("approve", seen);
    ck_sees_sealed(rs, PENDING "&changed=0&did=approve&unread=1");
    rs = get_as(author, rs.location);
    ck_says(rs, CHANGED);
    ck_silent(rs, "role=\"status\"");
}
END_TEST

START_TEST(within_a_second_nobody_knows_what_was_seen)
{
    edit();
    ck_sees_sealed(submit("approve", seen_in("pending")),
                   PENDING "&batch=1&changed=1&did=approve&unread=1");
    check_states(COMMENT_PENDING, COMMENT_VISIBLE);
    later(1);
    ck_sees_sealed(submit("approve", seen_in("pending")),
                   PENDING "&batch=2&changed=1&did=approve");
    check_states(COMMENT_VISIBLE, COMMENT_VISIBLE);
}
END_TEST

/* A form with a time in the future counts as shown now, too. */
START_TEST(a_form_that_does_not_say_when_counts_as_shown_now)
{
    edit();
    moderate(author, "approve", 1);
    check_states(COMMENT_PENDING, COMMENT_PENDING);
    submit("approve", arena_printf(call_arena(), "%lld", (long long)INT64_MAX));
    check_states(COMMENT_PENDING, COMMENT_VISIBLE);
    later(1);
    moderate(author, "approve", 1);
    check_states(COMMENT_VISIBLE, COMMENT_VISIBLE);
}
END_TEST

static const char *const no_times[] = { "", "0", "-1", "x", "1.5" };

START_TEST(what_is_no_time_decides_nothing)
{
    ck_status(submit("approve", no_times[_i]), 400);
    ck_status(submit("reject", no_times[_i]), 400);
    check_states(COMMENT_PENDING, COMMENT_PENDING);
}
END_TEST

static const struct {
    const char *action;
    enum comment_state to;
} harmless[] = {
    { "reject", COMMENT_REJECTED },
    { "spam", COMMENT_SPAM },
    { "delete", COMMENT_DELETED },
    { "contra", COMMENT_PENDING },
};

START_TEST(what_shows_nothing_does_as_it_says)
{
    const char *seen = seen_in("pending");

    later(10);
    edit();
    ck_silent(submit(harmless[_i].action, seen), "unread");
    check_states(harmless[_i].to, harmless[_i].to);
    ck_assert_int_eq(number("SELECT side FROM comment WHERE id = 1"),
                     strcmp(harmless[_i].action, "contra") ? SIDE_PRO : SIDE_CONTRA);
}
END_TEST

START_TEST(what_is_restored_was_read_too)
{
    const char *seen = seen_in("pending");

    edit();
    later(1);
    submit("reject", seen);
    ck_sees_sealed(submit("restore", seen),
                   PENDING "&batch=3&changed=1&did=restore&unread=1");
    check_states(COMMENT_REJECTED, COMMENT_VISIBLE);
    submit("restore", seen_in("rejected"));
    check_states(COMMENT_VISIBLE, COMMENT_VISIBLE);
}
END_TEST

/* The dashboard undoes the older of two decisions; the text changed between them. */
START_TEST(an_undo_shows_no_unread_text)
{
    struct response rs;
    const char *seen;

    submit("approve", seen_in("pending"));
    ck_assert_int_eq(db_script(call_db(), "policy", "UPDATE post SET policy = 3"),
                     RC_OK);
    submit("reject", seen_in("visible"));
    rs = get_as(author, "/admin/");
    seen = field_of(&rs, "seen");
    submit("restore", seen_in("rejected"));
    later(10);
    edit();
    later(1);
    check_states(COMMENT_VISIBLE, COMMENT_VISIBLE);
    post_as(author, QUEUE,
            form("token", admin_token(author), "do", "undo", "batch", "5", "seen",
                 seen_in("visible"), NULL));
    check_states(COMMENT_REJECTED, COMMENT_REJECTED);
    rs = post_as(author, QUEUE,
                 form("token", admin_token(author), "do", "undo", "batch", "3", "seen",
                      seen, NULL));
    ck_sees_sealed(rs, "/admin/?undone=1&unread=1");
    check_states(COMMENT_REJECTED, COMMENT_VISIBLE);
    rs = get_as(author, rs.location);
    ck_says(rs, CHANGED);
    ck_says(rs, "Deshecho: 1 comentario");
}
END_TEST

Suite *unread_suite(void)
{
    Suite *s = suite_create("unread");
    TCase *tc = tcase_create("unread");

    tcase_add_unchecked_fixture(tc, call_open, call_close);
    tcase_add_checked_fixture(tc, setup, call_teardown);
    tcase_add_test(tc, an_approval_passes_over_what_was_changed_since);
    tcase_add_test(tc, what_is_passed_over_is_not_said_to_be_done_already);
    tcase_add_test(tc, within_a_second_nobody_knows_what_was_seen);
    tcase_add_test(tc, a_form_that_does_not_say_when_counts_as_shown_now);
    tcase_add_loop_test(tc, what_is_no_time_decides_nothing, 0, ARRAY_LEN(no_times));
    tcase_add_loop_test(tc, what_shows_nothing_does_as_it_says, 0, ARRAY_LEN(harmless));
    tcase_add_test(tc, what_is_restored_was_read_too);
    tcase_add_test(tc, an_undo_shows_no_unread_text);
    suite_add_tcase(s, tc);
    return s;
}
