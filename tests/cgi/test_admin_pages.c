/*
 * test_admin_pages.c - access to the admin pages, moderation, settings
 */
#include "call.h"

static const char *author; /* cookie */

static void setup(void)
{
    call_setup();
    author = sign_in("Autora");
    debate("uno");
}

static const char *const pages[] = {
    "/admin/",         "/admin/comments", "/admin/posts",       "/admin/posts/new",
    "/admin/settings", "/admin/account",  "/admin/posts/1/edit"
};

START_TEST(visitors_are_sent_to_sign_in)
{
    const struct response rs = get(pages[_i]);
    const char *next = arena_printf(call_arena(), "%s?state=spam&x=%%26", pages[_i]);

    ck_status(rs, 303);
    ck_assert(rs.admin);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_int_eq(strncmp(rs.location, "/admin/login?next=%2Fadmin%2F", 29), 0);
    ck_assert_ptr_nonnull(strstr(get(next).location, "%3Fstate%3Dspam%26x%3D%2526"));
    ck_status(call(METHOD_HEAD, pages[_i], NULL), 303);
}
END_TEST

START_TEST(what_people_type_leads_to_the_dashboard)
{
    ck_status(get("/admin"), 303);
    ck_assert_str_eq(get("/admin").location, "/admin/");
}
END_TEST

START_TEST(no_admin_page_is_kept_or_found)
{
    const struct response rs = get_as(author, pages[_i]);

    ck_status(rs, 200);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert(rs.admin);
    ck_assert_ptr_null(rs.etag);
    ck_says(rs, "<meta name=\"robots\" content=\"noindex\">");
    ck_status(
        VISIT(.method = METHOD_GET, .target = pages[_i], .cookie = author, .etag = "*"),
        200);
}
END_TEST

START_TEST(the_login_page_is_neither_kept_nor_found)
{
    const struct response rs = get("/admin/login");

    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert(rs.admin);
    ck_says(rs, "noindex");
}
END_TEST

/* Every form of the admin pages, without its token. */
static const struct {
    const char *target, *body;
} forms[] = {
    { "/admin/logout", "x=1" },
    { "/admin/comments", "do=approve&ids=1" },
    { "/admin/comments", "do=undo&batch=1" },
    { "/admin/posts/new", "title=Hola" },
    { "/admin/posts/1/edit", "title=Hola&revision=1" },
    { "/admin/settings", "title=Hola&lang=es&policy=none" },
    { "/admin/account", "do=signout" },
    { "/admin/account", "do=password&current=x&password=1234567890&again=1234567890" },
};

START_TEST(a_form_needs_a_session_and_its_token)
{
    const char *other = sign_in("Otra"), *same = sign_in("Autora");
    const char *const tokens[] = { "", "x", admin_token(other), admin_token(same),
                                   reader_token("uno") };
    const char *before, *whole = "";

    comment("uno", NULL, "pro", "Hola");
    before = stored();
    ck_status(call(METHOD_POST, forms[_i].target, forms[_i].body), 403);
    ck_status(post_as(author, forms[_i].target, forms[_i].body), 403);
    for (size_t i = 0; i < ARRAY_LEN(tokens); i++) {
        whole = arena_printf(call_arena(), "%s&token=%s", forms[_i].body, tokens[i]);
        ck_status(post_as(author, forms[_i].target, whole), 403);
    }
    whole =
        arena_printf(call_arena(), "%s&token=%s", forms[_i].body, admin_token(author));
    ck_status(call(METHOD_POST, forms[_i].target, whole), 403);
    ck_status(VISIT(.method = METHOD_POST, .target = forms[_i].target, .body = whole,
                    .cookie = author, .origin = "https://evil.example"),
              403);
    ck_status(VISIT(.method = METHOD_POST, .target = forms[_i].target, .body = whole,
                    .cookie = author, .fetch_site = "same-site"),
              403);
    ck_assert_str_eq(stored(), before);
}
END_TEST

/* Requests of a signed-in author with a token that are refused all the same. */
static const struct {
    const char *target, *body;
    int status;
} refusals[] = {
    { "/admin/comments", "", 400 },
    { "/admin/comments", "do=burn&ids=1", 400 },
    { "/admin/comments", "do=approve&ids=x", 400 },
    { "/admin/comments", "do=approve&ids=1&ids=-2", 400 },
    { "/admin/comments", "do=approve&ids=", 400 },
    { "/admin/comments", "do=approve&ids=1&state=nowhere", 400 },
    { "/admin/comments", "do=approve&do=spam&ids=1", 400 },
    { "/admin/comments", "do=undo", 400 },
    { "/admin/comments", "do=undo&batch=x", 400 },
    { "/admin/comments", "do=undo&batch=77", 409 },
    { "/admin/account", "do=fly", 400 },
    { "/admin/account", "", 400 },
    { "/admin/settings", "title=&lang=es&policy=none", 422 },
    { "/admin/settings", "title=Hola&lang=fr&policy=none", 422 },
    { "/admin/settings", "title=Hola&lang=es&policy=site", 422 },
    { "/admin/settings", "title=Hola&lang=es&policy=", 422 },
    { "/admin/posts/99/edit", "title=Hola", 404 },
};

START_TEST(what_is_wrong_changes_nothing)
{
    const char *token = admin_token(author), *before;
    struct response rs;

    comment("uno", NULL, "pro", "Hola");
    before = stored();
    rs = post_as(author, refusals[_i].target,
                 arena_printf(call_arena(), "token=%s&%s", token, refusals[_i].body));
    ck_status(rs, refusals[_i].status);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_str_eq(stored(), before);
}
END_TEST

static const char *const not_there[] = {
    "/admin/posts/99/edit",      "/admin/posts/0/edit",    "/admin/posts/new/edit",
    "/admin/posts?page=0",       "/admin/posts?page=2",    "/admin/comments?page=2",
    "/admin/comments?state=all", "/admin/comments?page=x", "/admin/nothing"
};

START_TEST(an_author_too_finds_only_what_is_there)
{
    const struct response rs = get_as(author, not_there[_i]);

    ck_status(rs, 404);
    ck_assert(rs.admin);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
}
END_TEST

/* Submits a button of the queue for comments 1 and 2. */
static struct response decide(const char *action)
{
    return post_as(author, "/admin/comments",
                   form("token", admin_token(author), "do", action, "state", "pending",
                        "ids", "1", "ids", "2", NULL));
}

static void check_states(enum comment_state one, enum comment_state two)
{
    ck_assert_int_eq(number("SELECT state FROM comment WHERE id = 1"), one);
    ck_assert_int_eq(number("SELECT state FROM comment WHERE id = 2"), two);
    ck_assert_int_eq(number("SELECT comments FROM tally"),
                     (one == COMMENT_VISIBLE) + (two == COMMENT_VISIBLE));
}

/* The state of two comments before and after a button of the queue. */
static const struct {
    enum comment_state from;
    const char *action;
    enum comment_state to;
} decisions[] = {
    { COMMENT_PENDING, "approve", COMMENT_VISIBLE },
    { COMMENT_REJECTED, "approve", COMMENT_VISIBLE },
    { COMMENT_SPAM, "approve", COMMENT_VISIBLE },
    { COMMENT_DELETED, "approve", COMMENT_DELETED },
    { COMMENT_PENDING, "reject", COMMENT_REJECTED },
    { COMMENT_VISIBLE, "reject", COMMENT_REJECTED },
    { COMMENT_VISIBLE, "spam", COMMENT_SPAM },
    { COMMENT_PENDING, "spam", COMMENT_SPAM },
    { COMMENT_VISIBLE, "delete", COMMENT_DELETED },
    { COMMENT_SPAM, "delete", COMMENT_DELETED },
    { COMMENT_DELETED, "restore", COMMENT_VISIBLE },
    { COMMENT_REJECTED, "restore", COMMENT_VISIBLE },
    { COMMENT_PENDING, "restore", COMMENT_PENDING },
};

static const char *reaching(enum comment_state state)
{
    return state == COMMENT_REJECTED ? "reject"
           : state == COMMENT_SPAM   ? "spam"
                                     : "delete";
}

/* Posts comments 1 and 2 and brings them into a state. */
static void two_comments(enum comment_state state)
{
    if (state == COMMENT_PENDING)
        ck_assert_int_eq(db_script(call_db(), "hold", "UPDATE post SET policy = 1"),
                         RC_OK);
    comment("uno", NULL, "pro", "Uno");
    comment("uno", NULL, "contra", "Dos");
    if (state != COMMENT_PENDING && state != COMMENT_VISIBLE)
        decide(reaching(state));
    check_states(state, state);
}

START_TEST(a_button_decides_on_all_that_is_marked_and_is_undone)
{
    const enum comment_state from = decisions[_i].from, to = decisions[_i].to;
    struct response rs;
    int64_t batch;

    two_comments(from);
    rs = decide(decisions[_i].action);
    check_states(to, to);
    if (from == to) {
        ck_sees_sealed(rs,
                       arena_printf(call_arena(),
                                    "/admin/comments?state=pending&changed=0&did=%s",
                                    decisions[_i].action));
        return;
    }
    batch = number("SELECT max(batch) FROM decision");
    ck_sees_sealed(
        rs, arena_printf(call_arena(),
                         "/admin/comments?state=pending&batch=%lld&changed=2&did=%s",
                         (long long)batch, decisions[_i].action));
    rs = get_as(author, rs.location);
    ck_says(rs, "role=\"status\"");
    rs = post_as(author, "/admin/comments",
                 form("token", field_of(&rs, "token"), "do", "undo", "batch",
                      field_of(&rs, "batch"), "state", "pending", NULL));
    ck_sees_sealed(rs, "/admin/comments?state=pending&undone=2");
    ck_status(get_as(author, rs.location), 200);
    check_states(from, from);
}
END_TEST

START_TEST(an_undo_leaves_what_was_decided_since)
{
    const char *undo;
    struct response rs;

    two_comments(COMMENT_VISIBLE);
    decide("spam");
    undo = form("token", admin_token(author), "do", "undo", "batch", "1", NULL);
    moderate(author, "delete", 2);
    rs = post_as(author, "/admin/comments", undo);
    ck_sees_sealed(rs, "/admin/?undone=1");
    check_states(COMMENT_VISIBLE, COMMENT_DELETED);
    ck_status(post_as(author, "/admin/comments", undo), 409);
    check_states(COMMENT_VISIBLE, COMMENT_DELETED);
}
END_TEST

START_TEST(no_mark_is_said_so)
{
    const struct response rs = post_as(
        author, "/admin/comments",
        form("token", admin_token(author), "do", "spam", "state", "visible", NULL));

    ck_sees_sealed(rs, "/admin/comments?state=visible&marked=0");
    ck_says(get_as(author, rs.location), "No has marcado ningún comentario.");
}
END_TEST

START_TEST(a_thousand_marks_are_taken_and_no_more)
{
    struct buf b;
    struct response rs;

    buf_init(&b, 1 << 20);
    buf_printf(&b, "do=spam&token=%s", admin_token(author));
    for (int i = 1; i <= 1000; i++)
        buf_printf(&b, "&ids=%d", i);
    rs = post_as(author, "/admin/comments", arena_strdup(call_arena(), b.s));
    ck_status(rs, 303);
    buf_str(&b, "&ids=1001");
    rs = post_as(author, "/admin/comments", arena_strdup(call_arena(), b.s));
    ck_status(rs, 400);
    buf_clear(&b);
}
END_TEST

START_TEST(a_retag_moves_the_tally_and_shows)
{
    two_comments(COMMENT_VISIBLE);
    moderate(author, "contra", 1);
    ck_assert_int_eq(number("SELECT pro FROM tally"), 0);
    ck_assert_int_eq(number("SELECT contra FROM tally"), 2);
    ck_assert_int_eq(number("SELECT people_contra FROM tally"), 2);
    ck_says(get("/p/uno"), "Recolocado por la moderación; estaba en «A favor»");
    moderate(author, "pro", 1);
    ck_assert_int_eq(number("SELECT pro FROM tally"), 1);
    ck_silent(get("/p/uno"), "Recolocado por la moderación");
}
END_TEST

START_TEST(queues_show_what_they_are_named_after)
{
    struct response rs;

    two_comments(COMMENT_SPAM);
    rs = get_as(author, "/admin/comments?state=spam");
    ck_assert_uint_eq(times(&rs, "<li class=\"entry"), 2);
    rs = get_as(author, "/admin/comments?state=visible");
    ck_assert_uint_eq(times(&rs, "<li class=\"entry"), 0);
    ck_status(rs, 200);
    ck_status(get_as(author, "/admin/comments?page=2&state=spam"), 404);
}
END_TEST

static int64_t held(void)
{
    return number("SELECT held FROM comment ORDER BY id DESC LIMIT 1");
}

static void set_policies(int post, const char *site)
{
    ck_assert_int_eq(
        db_script(call_db(), "policy",
                  arena_printf(call_arena(), "UPDATE post SET policy = %d", post)),
        RC_OK);
    ck_sees_sealed(post_as(author, "/admin/settings",
                           form("token", admin_token(author), "title", "Título",
                                "tagline", "Lema", "lang", "es", "policy", site, NULL)),
                   "/admin/settings?saved=1");
}

START_TEST(the_dashboard_counts_drafts_beyond_its_list)
{
    struct post_draft draft = debate_draft("borrador");

    draft.state = POST_DRAFT;
    save_post(&draft);
    for (int i = 1; i <= 10; i++)
        debate(arena_printf(call_arena(), "debate-%d", i));
    ck_silent(get_as(author, "/admin/"), "Título de borrador");
    ck_says(get_as(author, "/admin/"), "1 borrador sin publicar");
}
END_TEST

START_TEST(lists_end_with_their_last_page)
{
    for (int i = 2; i <= 51; i++)
        debate(arena_printf(call_arena(), "debate-%d", i));
    ck_status(get_as(author, "/admin/posts?page=2"), 200);
    ck_says(get_as(author, "/admin/posts?page=2"), "Título de uno");
    ck_status(get_as(author, "/admin/posts?page=3"), 404);
}
END_TEST

START_TEST(a_post_follows_its_own_policy_before_the_sites)
{
    static const struct {
        int post;
        const char *site;
        enum held_reason held;
    } cases[] = {
        { POLICY_SITE, "all", HELD_POLICY },
        { POLICY_SITE, "first", HELD_FIRST },
        { POLICY_SITE, "none", HELD_NOT },
        { POLICY_HOLD_ALL, "none", HELD_POLICY },
        { POLICY_HOLD_FIRST, "none", HELD_FIRST },
        { POLICY_HOLD_NONE, "all", HELD_NOT },
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        set_policies(cases[i].post, cases[i].site);
        comment("uno", NULL, "pro", "Hola");
        ck_assert_int_eq(held(), cases[i].held);
        ck_assert_int_eq(number("SELECT state FROM comment ORDER BY id DESC LIMIT 1"),
                         cases[i].held == HELD_NOT ? COMMENT_VISIBLE : COMMENT_PENDING);
    }
}
END_TEST

START_TEST(settings_change_the_whole_site)
{
    const struct response rs =
        post_as(author, "/admin/settings",
                form("token", admin_token(author), "title", "A <new> title", "tagline",
                     "A line", "lang", "en", "policy", "all", NULL));

    check_sealed(&rs, "/admin/settings?saved=1");
    ck_says(get("/"), "A &lt;new&gt; title");
    ck_says(get("/"), "A line");
    ck_says(get("/nothing"), "<html lang=\"en\">");
    ck_says(get_as(author, rs.location), "role=\"status\"");
    ck_says(get("/p/uno"), "<html lang=\"es\">");
}
END_TEST

START_TEST(refused_settings_are_shown_again)
{
    const struct response rs =
        post_as(author, "/admin/settings",
                form("token", admin_token(author), "title", "", "tagline",
                     "textoquequeda", "lang", "es", "policy", "none", NULL));

    ck_status(rs, 422);
    ck_says(rs, "value=\"textoquequeda\"");
    ck_says(rs, "Escribe un título.");
    ck_says(rs, "<title>Error:");
}
END_TEST

static void add_loops(TCase *c)
{
    tcase_add_loop_test(c, visitors_are_sent_to_sign_in, 0, ARRAY_LEN(pages));
    tcase_add_loop_test(c, no_admin_page_is_kept_or_found, 0, ARRAY_LEN(pages));
    tcase_add_loop_test(c, a_form_needs_a_session_and_its_token, 0, ARRAY_LEN(forms));
    tcase_add_loop_test(c, what_is_wrong_changes_nothing, 0, ARRAY_LEN(refusals));
    tcase_add_loop_test(c, an_author_too_finds_only_what_is_there, 0,
                        ARRAY_LEN(not_there));
    tcase_add_loop_test(c, a_button_decides_on_all_that_is_marked_and_is_undone, 0,
                        ARRAY_LEN(decisions));
}

Suite *admin_pages_suite(void);
Suite *admin_pages_suite(void)
{
    Suite *suite = suite_create("admin pages");
    TCase *c = tcase_create("admin pages");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    add_loops(c);
    tcase_add_test(c, what_people_type_leads_to_the_dashboard);
    tcase_add_test(c, the_login_page_is_neither_kept_nor_found);
    tcase_add_test(c, an_undo_leaves_what_was_decided_since);
    tcase_add_test(c, no_mark_is_said_so);
    tcase_add_test(c, a_thousand_marks_are_taken_and_no_more);
    tcase_add_test(c, a_retag_moves_the_tally_and_shows);
    tcase_add_test(c, queues_show_what_they_are_named_after);
    tcase_add_test(c, the_dashboard_counts_drafts_beyond_its_list);
    tcase_add_test(c, lists_end_with_their_last_page);
    tcase_add_test(c, a_post_follows_its_own_policy_before_the_sites);
    tcase_add_test(c, settings_change_the_whole_site);
    tcase_add_test(c, refused_settings_are_shown_again);
    return suite;
}
