/*
 * test_queue_view.c - the moderation queue: escaping, buttons per list, undo, tabs
 */
#include "admin_fixture.h"
#include "admin_view.h"
#include "array.h"
#include "queue_view.h"
#include "site_form.h"

static struct comment_entry entry(int64_t id, enum side side, enum comment_state state)
{
    return (struct comment_entry){
        .comment = { .id = id,
                     .post_id = 1,
                     .root_id = id,
                     .name = "Ana",
                     .website = "",
                     .side = side,
                     .state = state,
                     .body = { "<p>Some <em>text</em></p>" },
                     .created = 1793787120 },
        .post_slug = "hello",
        .post_title = "Hello?",
        .post_lang = LANG_ES,
        .label_pro = "",
        .label_contra = "",
        .parent_name = "",
    };
}

static void show_queue(struct queue_view v)
{
    buf_reset(&out);
    if (!v.page)
        v.page = 1;
    ck_assert_int_eq(queue_view(&page, &v, &out), RC_OK);
}

static void show_entry(struct comment_entry e)
{
    show_queue((struct queue_view){
        .state = e.comment.state, .items = &e, .n = 1, .undone = -1 });
}

START_TEST(what_readers_wrote_stays_text_in_the_queue)
{
    struct comment_entry e = entry(12, SIDE_PRO, COMMENT_PENDING);

    e.comment.parent_id = 7;
    e.comment.name = e.parent_name = e.post_title = e.label_pro = HOSTILE;
    e.comment.website = "javascript:alert(1)";
    show_entry(e);
    check_frame();
    ck_assert_uint_eq(count("&quot;&gt;&lt;script&gt;"), 4);
    ck_shows("<p>Some <em>text</em></p>"); /* cleaned when it was saved */
}
END_TEST

START_TEST(each_list_has_the_buttons_that_change_something)
{
    static const struct {
        enum comment_state state;
        const char *shown, *hidden;
    } LISTS[] = {
        { COMMENT_PENDING, "approve spam reject delete pro contra", "restore" },
        { COMMENT_VISIBLE, "spam reject delete pro contra", "approve restore" },
        { COMMENT_SPAM, "restore delete", "approve spam reject pro contra" },
        { COMMENT_REJECTED, "restore delete", "approve spam reject pro contra" },
        { COMMENT_DELETED, "restore", "approve spam reject delete pro contra" },
    };

    for (size_t i = 0; i < ARRAY_LEN(LISTS); i++) {
        const char *words[] = { LISTS[i].shown, LISTS[i].hidden };

        show_entry(entry(1, SIDE_CONTRA, LISTS[i].state));
        check_frame();
        for (size_t kind = 0; kind < 2; kind++) {
            for (const char *w = words[kind]; *w; w += strspn(w, " ")) {
                const size_t n = strcspn(w, " ");
                char button[64];

                snprintf(button, sizeof(button), "name=\"do\" value=\"%.*s\"", (int)n,
                         w);
                ck_assert_msg(count(button) == (kind ? 0 : 2), "%s in the list %d: %zu",
                              button, (int)LISTS[i].state, count(button));
                w += n;
            }
        }
    }
}
END_TEST

START_TEST(sides_are_offered_only_where_a_debate_is)
{
    struct comment_entry both[] = { entry(1, SIDE_NONE, COMMENT_PENDING),
                                    entry(2, SIDE_PRO, COMMENT_PENDING) };

    show_queue((struct queue_view){ .items = both, .n = 1, .undone = -1 });
    ck_hides("value=\"pro\"");
    ck_hides("entry c pro");
    show_queue((struct queue_view){ .items = both, .n = 2, .undone = -1 });
    ck_shows("value=\"pro\"");
    ck_assert_uint_eq(count("class=\"entry c pro\""), 1);
    ck_hides("entry c contra");
}
END_TEST

START_TEST(an_entry_says_who_where_and_why)
{
    struct comment_entry e = entry(12, SIDE_CONTRA, COMMENT_PENDING);

    e.comment.parent_id = 7;
    e.parent_name = "Luis";
    e.comment.held = HELD_LINKS;
    e.comment.retagged_from = SIDE_PRO;
    e.comment.website = "https://example.com/";
    e.writer_visible = 3;
    show_entry(e);
    ck_shows("name=\"ids\" value=\"12\"");
    ck_shows("Mark comment 12: ");
    ck_shows("it has too many links.");
    ck_shows("moved from “For”");
    ck_shows("3 published comments");
    ck_shows("replies to <a href=\"/p/hello/comments/7\">Luis</a>");
    ck_shows("<a href=\"/p/hello\" lang=\"es\">Hello?</a>");
    ck_shows(
        "<a href=\"https://example.com/\" rel=\"nofollow ugc noopener noreferrer\">");
    ck_hides("/p/hello/comments/12"); /* has no page yet */
    e.comment.state = COMMENT_VISIBLE;
    e.comment.by_author = true;
    e.comment.parent_id = 0;
    show_entry(e);
    ck_shows("/p/hello/comments/12");
    ck_shows("Author of the blog");
    ck_hides("published comments<");
    ck_hides("Held:");
    ck_hides("answers <a");
}
END_TEST

START_TEST(a_reply_to_what_is_gone_leads_nowhere)
{
    struct comment_entry e = entry(12, SIDE_CONTRA, COMMENT_VISIBLE);

    e.comment.parent_id = 7;
    show_entry(e);
    ck_shows("<span class=\"to\">replies to a removed comment</span>");
    ck_hides("/p/hello/comments/7");
    ck_hides("\"></a>");
}
END_TEST

START_TEST(a_debates_own_labels_are_used)
{
    struct comment_entry e = entry(12, SIDE_CONTRA, COMMENT_PENDING);

    e.label_pro = "Out";
    e.label_contra = "In";
    e.comment.retagged_from = SIDE_PRO;
    show_entry(e);
    ck_shows("<span class=\"side\">In</span> <span class=\"entry-name\">");
    ck_shows("moved from “Out”");
    ck_shows("class=\"entry c contra\"");
}
END_TEST

START_TEST(what_was_marked_stays_marked)
{
    struct comment_entry both[] = { entry(1, SIDE_NONE, COMMENT_PENDING),
                                    entry(2, SIDE_PRO, COMMENT_PENDING) };
    const int64_t marked[] = { 2 };
    struct queue_view v = {
        .items = both, .n = 2, .undone = -1, .page = 3, .marked = marked, .marked_n = 1
    };

    problem_add(&v.problems, "", "Not saved");
    show_queue(v);
    ck_shows("Not saved");
    ck_shows("<title>Error: ");
    ck_shows("value=\"1\">");
    ck_shows("value=\"2\" checked>");
    ck_shows("name=\"page\" value=\"3\"");
}
END_TEST

START_TEST(every_reason_to_hold_has_words)
{
    static const struct {
        enum held_reason reason;
        const char *words;
    } REASONS[] = {
        { HELD_POLICY, "every comment here is reviewed." },
        { HELD_FIRST, "first comment." },
        { HELD_LINKS, "too many links." },
        { HELD_HONEYPOT, "a field that people do not see." },
    };

    for (size_t i = 0; i < ARRAY_LEN(REASONS); i++) {
        struct comment_entry e = entry(1, SIDE_PRO, COMMENT_PENDING);

        e.comment.held = REASONS[i].reason;
        show_entry(e);
        ck_assert_uint_eq(count("Held:"), 1);
        ck_shows(REASONS[i].words);
    }
}
END_TEST

START_TEST(the_tabs_count_and_mark_the_list_shown)
{
    show_queue((struct queue_view){
        .state = COMMENT_SPAM, .counts = { 11, 22345, 33, 44, 55 }, .undone = -1 });
    ck_shows("<a href=\"/admin/comments?state=pending\">To review <span "
             "class=\"count\">11<");
    ck_shows("Published <span class=\"count\">22,345<");
    ck_shows("Rejected <span class=\"count\">33<");
    ck_shows("state=spam\" aria-current=\"page\">Spam <span class=\"count\">44<");
    ck_shows("Deleted <span class=\"count\">55<");
    ck_shows("<title>Comments marked as spam");
}
END_TEST

START_TEST(an_empty_list_says_so_and_has_no_buttons)
{
    static const char *const WORDS[COMMENT_STATES] = {
        [COMMENT_PENDING] = "All done: no comments to review.",
        [COMMENT_VISIBLE] = "No comments have been published yet.",
        [COMMENT_REJECTED] = "No comments have been rejected.",
        [COMMENT_SPAM] = "No spam.",
        [COMMENT_DELETED] = "No comments have been deleted.",
    };

    for (int state = 0; state < COMMENT_STATES; state++) {
        show_queue(
            (struct queue_view){ .state = (enum comment_state)state, .undone = -1 });
        check_frame();
        ck_shows(WORDS[state]);
        ck_hides("name=\"do\"");
        ck_hides("role=\"status\"");
    }
}
END_TEST

START_TEST(what_was_done_can_be_undone)
{
    show_queue((struct queue_view){ .state = COMMENT_SPAM,
                                    .batch = 41,
                                    .changed = 3,
                                    .action = ACTION_RESTORE,
                                    .undone = -1 });
    check_frame();
    ck_shows("role=\"status\"");
    ck_shows("3 comments restored and published.");
    ck_shows("name=\"batch\" value=\"41\"");
    ck_shows("name=\"do\" value=\"undo\"");
    ck_shows("name=\"state\" value=\"spam\"");
    show_queue((struct queue_view){
        .batch = 41, .changed = 1, .action = ACTION_APPROVE, .undone = -1 });
    ck_shows("1 comment approved.");
}
END_TEST

START_TEST(what_cannot_be_undone_has_no_undo)
{
    show_queue((struct queue_view){ .action = ACTION_APPROVE, .undone = -1 });
    ck_shows("Nothing has changed");
    ck_hides("value=\"undo\"");
    show_queue((struct queue_view){ .undone = 2 });
    ck_shows("Undone: 2 comments are back as they were.");
    ck_hides("value=\"undo\"");
    show_queue((struct queue_view){ .undone = 0 });
    ck_shows("nothing left to undo");
    show_queue((struct queue_view){ .undone = -1, .nothing_marked = true });
    ck_shows("role=\"alert\"");
    ck_shows("No comment was marked.");
}
END_TEST

START_TEST(what_was_left_out_is_to_be_read_again)
{
    struct comment_entry e = entry(1, SIDE_PRO, COMMENT_PENDING);

    e.comment.edited = 1793787180;
    show_queue((struct queue_view){ .items = &e,
                                    .n = 1,
                                    .action = ACTION_APPROVE,
                                    .unread = 2,
                                    .undone = -1,
                                    .seen = 1793787200 });
    check_frame();
    ck_shows("2 comments have changed since you saw them and were not published: "
             "read them again.");
    ck_hides("Nothing has changed");
    ck_shows("name=\"seen\" value=\"1793787200\"");
    ck_shows("edited <time datetime=\"2026-11-04T10:13:00Z\">");
    show_queue((struct queue_view){ .unread = 1, .undone = 0 });
    ck_shows("1 comment has changed since you saw it and was not published: "
             "read it again.");
    ck_hides("nothing left to undo");
    show_entry(entry(1, SIDE_PRO, COMMENT_PENDING));
    ck_hides(">edited <time");
}
END_TEST

START_TEST(the_queue_leads_to_its_other_pages)
{
    show_queue((struct queue_view){
        .state = COMMENT_VISIBLE, .page = 2, .more = true, .undone = -1 });
    ck_shows("href=\"/admin/comments?state=visible&amp;page=1\"");
    ck_shows("href=\"/admin/comments?state=visible&amp;page=3\"");
    show_queue(
        (struct queue_view){ .state = COMMENT_VISIBLE, .page = 2, .undone = -1 });
    ck_hides("page=3");
    show_queue((struct queue_view){ .state = COMMENT_VISIBLE, .undone = -1 });
    ck_hides("class=\"pager\"");
}
END_TEST

START_TEST(the_navigation_marks_the_page_shown)
{
    struct site_form site = { .title = "", .tagline = "", .lang = "", .policy = "" };
    struct settings_view settings = { .form = &site };

    show_queue((struct queue_view){ .undone = -1 });
    ck_shows(
        "<a href=\"/admin/comments?state=pending\" aria-current=\"page\">Comments<");
    ck_assert_uint_eq(count("aria-current=\"page\""), 2); /* and the tab */
    buf_reset(&out);
    ck_assert_int_eq(settings_view(&page, &settings, &out), RC_OK);
    ck_shows("<a href=\"/admin/settings\" aria-current=\"page\">");
    ck_assert_uint_eq(count("aria-current=\"page\""), 1);
}
END_TEST

START_TEST(the_pages_speak_the_authors_language)
{
    struct comment_entry e = entry(1, SIDE_PRO, COMMENT_PENDING);

    page.lang = LANG_ES;
    e.comment.held = HELD_FIRST;
    show_queue((struct queue_view){ .items = &e,
                                    .n = 1,
                                    .batch = 2,
                                    .changed = 2,
                                    .action = ACTION_APPROVE,
                                    .undone = -1 });
    check_frame();
    ck_shows("<html lang=\"es\">");
    ck_shows("2 comentarios aprobados.");
    ck_shows(">Deshacer</button>");
    ck_shows("Retenido:");
    ck_shows("Por revisar");
}
END_TEST

void queue_view_tests(Suite *s)
{
    const TTest *const tests[] = {
        what_readers_wrote_stays_text_in_the_queue,
        each_list_has_the_buttons_that_change_something,
        sides_are_offered_only_where_a_debate_is,
        an_entry_says_who_where_and_why,
        a_reply_to_what_is_gone_leads_nowhere,
        a_debates_own_labels_are_used,
        what_was_marked_stays_marked,
        every_reason_to_hold_has_words,
        the_tabs_count_and_mark_the_list_shown,
        an_empty_list_says_so_and_has_no_buttons,
        what_was_done_can_be_undone,
        what_cannot_be_undone_has_no_undo,
        what_was_left_out_is_to_be_read_again,
        the_queue_leads_to_its_other_pages,
        the_navigation_marks_the_page_shown,
        the_pages_speak_the_authors_language,
    };

    admin_tests(s, "queue", tests, ARRAY_LEN(tests));
}
