/*
 * test_admin_view.c - the admin pages: escaping, fields kept, problems beside them
 */
#include "admin_fixture.h"
#include "admin_view.h"
#include "array.h"
#include "post_edit_view.h"

struct arena *arena;
static struct tpl_set *set;
struct buf out;
struct page page;
static const struct site SITE = { .title = "Tertulia", .tagline = "", .lang = LANG_EN };

static void open_once(void)
{
    ck_assert_int_eq(tpl_set_open(SOURCE_DIR "/templates", &set), RC_OK);
    arena = arena_new();
    buf_init(&out, 1 << 20);
}

static void close_once(void)
{
    buf_clear(&out);
    arena_free(arena);
    tpl_set_free(set);
}

static void signed_in(void)
{
    arena_reset(arena);
    buf_reset(&out);
    page = (struct page){ .tpl = set,
                          .arena = arena,
                          .site = &SITE,
                          .lang = LANG_EN,
                          .base_url = "https://example.org",
                          .static_version = "abc",
                          .title = "",
                          .description = "",
                          .feed_path = "/feed.atom",
                          .account = "Elena",
                          .admin_token = "tok" };
}

size_t count(const char *needle)
{
    size_t n = 0;

    for (const char *at = out.s; (at = strstr(at, needle)); at += strlen(needle))
        n++;
    return n;
}

void check_frame(void)
{
    ck_hides("<script>alert");
    ck_hides("=\"javascript:");
    ck_hides("style=\"");
    ck_assert_uint_eq(count("method=\"post\""), count("name=\"token\" value=\"tok\""));
    ck_shows("<meta name=\"robots\" content=\"noindex\">");
    ck_shows("/static/admin.css?v=abc");
    ck_assert_uint_eq(count("<h1"), 1);
}

void admin_tests(Suite *s, const char *name, const TTest *const *tests, size_t n)
{
    TCase *pages = tcase_create(name);

    tcase_add_unchecked_fixture(pages, open_once, close_once);
    tcase_add_checked_fixture(pages, signed_in, NULL);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(pages, tests[i]);
    suite_add_tcase(s, pages);
}

/* --- dashboard and list of posts --- */

static struct post post(int64_t id, enum post_kind kind, enum post_state state)
{
    return (struct post){ .id = id,
                          .slug = "hello",
                          .kind = kind,
                          .state = state,
                          .lang = LANG_ES,
                          .open = true,
                          .title = "Hello?",
                          .label_pro = "",
                          .label_contra = "",
                          .published = state == POST_PUBLISHED ? 1793787120 : 0,
                          .updated = 1793787120,
                          .tally = { .comments = 1234, .pro = 19, .contra = 15 } };
}

static void show_dashboard(struct dashboard_view v)
{
    buf_reset(&out);
    ck_assert_int_eq(dashboard_view(&page, &v, &out), RC_OK);
}

START_TEST(the_dashboard_names_what_waits)
{
    struct post posts[] = { post(1, POST_DEBATE, POST_DRAFT),
                            post(2, POST_PLAIN, POST_PUBLISHED) };

    show_dashboard((struct dashboard_view){ .undone = -1 });
    check_frame();
    ck_shows("Nothing is waiting");
    ck_shows("No posts yet.");
    ck_hides("class=\"waiting\"");
    show_dashboard((struct dashboard_view){
        .counts = { [COMMENT_PENDING] = 5, [COMMENT_SPAM] = 1 },
        .posts = posts,
        .posts_n = 2,
        .drafts = 1,
        .undone = -1 });
    check_frame();
    ck_hides("Nothing is waiting");
    ck_shows("<a href=\"/admin/comments?state=pending\">5 comments to review</a>");
    ck_shows("<a href=\"/admin/comments?state=spam\">1 comment set aside as spam</a>");
    ck_shows("<a href=\"/admin/posts\">1 unpublished draft</a>");
    show_dashboard((struct dashboard_view){ .drafts = 2, .undone = -1 });
    ck_hides("Nothing is waiting");
    ck_shows("<a href=\"/admin/posts\">2 unpublished drafts</a>");
    show_dashboard((struct dashboard_view){ .awaiting = 1, .undone = -1 });
    ck_hides("Nothing is waiting");
    ck_shows(
        "<a href=\"/admin/posts\">1 closed debate that waits for your conclusion</a>");
}
END_TEST

START_TEST(a_decision_is_undone_once)
{
    struct decision_batch recent[] = {
        { .batch = 1,
          .at = 1793787120,
          .comments = 3,
          .action = ACTION_SPAM,
          .writer = "Ramón" HOSTILE,
          .post_slug = "a-post",
          .post_title = "A post",
          .account = HOSTILE },
        { .batch = 2,
          .at = 1793787120,
          .comments = 1,
          .action = ACTION_PRO,
          .account = "",
          .undone = true },
    };

    show_dashboard(
        (struct dashboard_view){ .recent = recent, .recent_n = 2, .undone = 1 });
    check_frame();
    ck_shows("3 comments marked as spam.");
    ck_shows("<span>Ramón&");
    ck_assert_uint_eq(count(", …</span>"), 1);
    ck_shows("<a href=\"/p/a-post\">A post</a>");
    ck_shows("&lt;script&gt;");
    ck_shows("1 comment moved to “For”.");
    ck_assert_uint_eq(count("value=\"undo\""), 1);
    ck_shows("name=\"batch\" value=\"1\"");
    ck_shows("Undone: 1 comment is back as it was.");
    ck_assert_uint_eq(count("role=\"status\""), 1);
}
END_TEST

START_TEST(a_debate_says_when_it_closes_and_what_it_waits_for)
{
    /* 2026-11-04 10:12 UTC, an hour later on the clock */
    enum { NOW = 1793787120, HOUR = 3600, DAY = 24 * HOUR };
    struct post posts[] = {
        post(1, POST_DEBATE, POST_PUBLISHED), post(2, POST_DEBATE, POST_PUBLISHED),
        post(3, POST_DEBATE, POST_PUBLISHED), post(4, POST_DEBATE, POST_PUBLISHED),
        post(5, POST_DEBATE, POST_PUBLISHED), post(6, POST_DEBATE, POST_PUBLISHED),
        post(7, POST_PLAIN, POST_PUBLISHED),  post(8, POST_DEBATE, POST_PUBLISHED),
    };
    struct posts_view v = { .posts = posts, .n = ARRAY_LEN(posts), .page = 1 };

    setenv("TZ", "Europe/Madrid", 1);
    tzset();
    page.now = NOW;
    posts[0].closes = NOW + 5 * DAY;
    posts[1].closes = NOW + 13 * HOUR; /* after midnight */
    posts[2].closes = NOW + HOUR;
    posts[3].closes = NOW + 400 * DAY;
    posts[4].closes = NOW;
    posts[5].closes = NOW - DAY;
    posts[5].has_conclusion = true;
    posts[6].closes = NOW - DAY;
    posts[7].closes = NOW + DAY;
    posts[7].open = false;
    ck_assert_int_eq(posts_view(&page, &v, &out), RC_OK);
    check_frame();
    ck_shows(
        "<time datetime=\"2026-11-09T10:12:00Z\">Closes on 9 Nov, in 5 days</time>");
    ck_shows(">Closes tomorrow, 00:12</time>");
    ck_shows(">Closes today, 12:12</time>");
    ck_shows(">Closes on 9 Dec 2027, in 400 days</time>");
    ck_shows(
        "<a href=\"/admin/posts/5/edit#conclusion\">Closed on 4 Nov 2026 as planned:"
        " your conclusion is missing</a>");
    ck_assert_uint_eq(count("as planned"), 1);
    ck_assert_uint_eq(count(">Closes "), 4);
    ck_assert_uint_eq(count("Closed to comments"), 4);
}
END_TEST

START_TEST(posts_are_listed_with_state_and_tally)
{
    struct post posts[] = { post(1, POST_DEBATE, POST_DRAFT),
                            post(2, POST_PLAIN, POST_PUBLISHED) };
    struct posts_view v = { .posts = posts, .n = 2, .page = 1, .more = true };

    posts[0].title = HOSTILE;
    posts[1].open = false;
    ck_assert_int_eq(posts_view(&page, &v, &out), RC_OK);
    check_frame();
    ck_shows("<a href=\"/admin/posts/1/edit\" lang=\"es\">&quot;&gt;&lt;script&gt;");
    ck_shows("<a href=\"/admin/posts/2/edit\" lang=\"es\">Hello?</a>");
    ck_assert_uint_eq(count("Draft</span>"), 1);
    ck_assert_uint_eq(count("Closed to comments"), 1);
    ck_assert_uint_eq(count("For 19"), 1);
    ck_assert_uint_eq(count("Against 15"), 1);
    ck_assert_uint_eq(count("1,234 comments"), 2);
    ck_shows("href=\"/admin/posts?page=2\"");
    posts[0].label_pro = "Sí <b>";
    posts[0].label_contra = "No";
    buf_reset(&out);
    ck_assert_int_eq(posts_view(&page, &v, &out), RC_OK);
    ck_shows("Sí &lt;b&gt; 19");
    ck_shows("No 15");
    ck_hides("For 19");
}
END_TEST

/* --- forms --- */

static struct post_form typed(void)
{
    return (struct post_form){ .title = HOSTILE "1",
                               .question = HOSTILE "2",
                               .slug = HOSTILE "3",
                               .body = "\n  two\n\nlines </textarea>" HOSTILE "4",
                               .label_pro = HOSTILE "5",
                               .label_contra = HOSTILE "6",
                               .author = HOSTILE "7",
                               .kind = "debate",
                               .state = "published",
                               .lang = "en",
                               .policy = "first",
                               .open = "0",
                               .closes = HOSTILE "8",
                               .tally_shown = "close",
                               .conclusion = HOSTILE "9",
                               .revision = 8 };
}

static void show_editor(struct post_edit_view v)
{
    buf_reset(&out);
    if (!v.slug)
        v.slug = "";
    ck_assert_int_eq(post_edit_view(&page, &v, &out), RC_OK);
    check_frame();
}

START_TEST(the_editor_keeps_what_was_typed)
{
    struct post_form form = typed();

    show_editor((struct post_edit_view){ .id = 5, .form = &form });
    for (char mark = '1'; mark <= '9'; mark++) {
        char end[] = "&#39;)&lt;/script&gt;&amp;amp;?";

        end[strlen(end) - 1] = mark;
        ck_assert_uint_eq(count(end), 1);
    }
    ck_shows(">\n\n  two\n\nlines &lt;/textarea&gt;");
    ck_shows("value=\"debate\" checked");
    ck_shows("value=\"published\" checked");
    ck_shows("value=\"en\" lang=\"en\" selected");
    ck_shows("value=\"first\" selected");
    ck_shows("value=\"0\" selected");
    ck_shows("name=\"revision\" value=\"8\"");
    ck_shows("action=\"/admin/posts/5/edit\"");
    ck_assert_uint_eq(count(" checked"), 2);
    ck_shows("value=\"close\" selected");
    ck_assert_uint_eq(count(" selected"), 4);
    form.kind = form.state = form.lang = form.policy = form.open = HOSTILE;
    form.tally_shown = HOSTILE;
    show_editor((struct post_edit_view){ .form = &form });
    ck_assert_uint_eq(count(" checked") + count(" selected"), 0);
    ck_shows("action=\"/admin/posts/new\"");
}
END_TEST

START_TEST(each_problem_of_the_editor_stands_beside_its_field)
{
    static const char *const NAMES[] = { "title",  "question",   "slug",
                                         "body",   "label_pro",  "label_contra",
                                         "author", "kind",       "state",
                                         "lang",   "policy",     "open",
                                         "closes", "conclusion", "tally_shown" };

    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        struct post_form form = typed();
        const char *dashed = NAMES[i];

        if (!strncmp(dashed, "label_", 6))
            dashed = dashed[6] == 'p' ? "label-pro" : "label-contra";
        if (!strcmp(dashed, "tally_shown"))
            dashed = "tally-shown";
        problem_add(&form.problems, NAMES[i], "Wrong " HOSTILE);
        show_editor((struct post_edit_view){ .id = 5, .form = &form });
        ck_assert_uint_eq(count("<p class=\"problem\""), 1);
        ck_shows(arena_printf(
            arena, "<p class=\"problem\" id=\"%s-problem\">Wrong &quot;", dashed));
        ck_shows(arena_printf(arena, "%s-problem\"", dashed));
        ck_shows(arena_printf(arena, " id=\"%s\"", NAMES[i]));
        ck_shows(arena_printf(arena, "href=\"#%s\"", NAMES[i]));
        ck_shows("<title>Error:");
    }
}
END_TEST

START_TEST(the_editor_says_saved_or_what_to_do_in_a_conflict)
{
    struct post_form form = typed();

    show_editor((struct post_edit_view){ .form = &form });
    ck_shows("<title>New post");
    ck_hides("role=\"status\"");
    ck_hides("href=\"/p/");
    show_editor((struct post_edit_view){
        .id = 5, .form = &form, .saved = true, .slug = "hello" });
    ck_shows("<title>Edit post");
    ck_shows("role=\"status\"");
    ck_shows("href=\"/p/hello\"");
    ck_hides("role=\"alert\"");
    show_editor((struct post_edit_view){
        .id = 5, .form = &form, .conflict = true, .slug = "hello" });
    ck_shows("role=\"alert\"");
    ck_shows("Somebody saved this post");
    ck_shows("<a href=\"/admin/posts/5/edit\" target=\"_blank\" rel=\"noopener\">");
    ck_hides("role=\"status\"");
}
END_TEST

START_TEST(settings_keep_what_was_typed)
{
    struct site_form form = {
        .title = HOSTILE, .tagline = HOSTILE, .lang = "es", .policy = "none"
    };
    struct settings_view v = { .form = &form, .saved = true };

    ck_assert_int_eq(settings_view(&page, &v, &out), RC_OK);
    check_frame();
    ck_assert_uint_eq(count("value=\"&quot;&gt;&lt;script&gt;"), 2);
    ck_shows("value=\"es\" lang=\"es\" selected");
    ck_shows("value=\"none\" checked");
    ck_shows("Settings saved.");
    problem_add(&form.problems, "title", "Too long.");
    v.saved = false;
    buf_reset(&out);
    ck_assert_int_eq(settings_view(&page, &v, &out), RC_OK);
    ck_shows("<p class=\"problem\" id=\"title-problem\">Too long.</p>");
    ck_shows("<title>Error:");
    ck_hides("role=\"status\"");
}
END_TEST

START_TEST(the_account_page_shows_problems_and_sessions)
{
    struct account_view v = { .sessions = 3, .saved = "" };

    page.account = HOSTILE;
    problem_add(&v.problems, "current", "Not your password.");
    ck_assert_int_eq(account_view(&page, &v, &out), RC_OK);
    check_frame();
    ck_shows("aria-invalid=\"true\" aria-describedby=\"current-problem\"");
    ck_shows("<p class=\"problem\" id=\"current-problem\">Not your password.</p>");
    ck_shows("3 browsers, this one included");
    ck_shows("At least 10 characters.");
    ck_shows("name=\"do\" value=\"password\"");
    ck_shows("name=\"do\" value=\"signout\"");
    ck_hides("Password changed.");
    buf_reset(&out);
    v = (struct account_view){ .sessions = 1, .saved = "password" };
    ck_assert_int_eq(account_view(&page, &v, &out), RC_OK);
    ck_shows("Password changed.");
    buf_reset(&out);
    v.saved = "mail";
    ck_assert_int_eq(account_view(&page, &v, &out), RC_OK);
    ck_shows("Email settings saved.");
    ck_hides("Password changed.");
}
END_TEST

START_TEST(signing_in_keeps_the_name_and_has_no_navigation)
{
    struct login_view v = { .name = HOSTILE,
                            .next = "/admin/posts?page=2",
                            .token = "tok" };

    page.account = page.admin_token = NULL;
    problem_add(&v.problems, "password", "Unknown name or wrong password.");
    ck_assert_int_eq(login_view(&page, &v, &out), RC_OK);
    check_frame();
    ck_shows("name=\"name\" value=\"&quot;&gt;&lt;script&gt;");
    ck_shows("name=\"next\" value=\"/admin/posts?page=2\"");
    ck_shows("<p class=\"problem\" id=\"password-problem\">Unknown name or wrong "
             "password.</p>");
    ck_shows("autocomplete=\"current-password\"");
    ck_hides("/admin/logout");
}
END_TEST

START_TEST(a_one_time_link_asks_for_a_password_twice)
{
    struct welcome_view v = { .name = HOSTILE, .key = "k\"ey" };

    page.account = page.admin_token = NULL;
    problem_add(&v.problems, "again", "They differ.");
    ck_assert_int_eq(welcome_view(&page, &v, &out), RC_OK);
    ck_hides("<script>alert");
    ck_shows("Hello, &quot;&gt;&lt;script&gt;");
    ck_shows("name=\"key\" value=\"k&quot;ey\"");
    ck_shows("<p class=\"problem\" id=\"again-problem\">They differ.</p>");
    ck_assert_uint_eq(count("autocomplete=\"new-password\""), 2);
}
END_TEST

Suite *admin_view_suite(void);

Suite *admin_view_suite(void)
{
    const TTest *const tests[] = {
        the_dashboard_names_what_waits,
        a_decision_is_undone_once,
        posts_are_listed_with_state_and_tally,
        a_debate_says_when_it_closes_and_what_it_waits_for,
        the_editor_keeps_what_was_typed,
        each_problem_of_the_editor_stands_beside_its_field,
        the_editor_says_saved_or_what_to_do_in_a_conflict,
        settings_keep_what_was_typed,
        the_account_page_shows_problems_and_sessions,
        signing_in_keeps_the_name_and_has_no_navigation,
        a_one_time_link_asks_for_a_password_twice,
    };
    Suite *s = suite_create("admin_view");

    admin_tests(s, "pages", tests, ARRAY_LEN(tests));
    queue_view_tests(s);
    return s;
}
