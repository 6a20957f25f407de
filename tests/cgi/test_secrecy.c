/*
 * test_secrecy.c - no public address shows a hidden comment or a draft
 *
 * Hidden comments are held, refused or deleted. Each of them and each draft has its own
 * word in text, name and title.
 */
#include "call.h"

/* The first letters of every sentinel; the rest names its kind. */
#define SENTINEL "zqx"

static const char *writer, *author; /* cookies */

static const char *visible_reply_to(int64_t id)
{
    return arena_printf(call_arena(), "%s&parent=%lld",
                        comment_form("uno", "contra", "Respuesta visible"),
                        (long long)id);
}

static int64_t hidden(const char *action, const char *word)
{
    const struct response rs =
        VISIT(.method = METHOD_POST, .target = "/p/uno/comments", .cookie = writer,
              .address = word,
              .body = form("token", reader_token("uno"), "side", "pro", "name", word,
                           "body", word, "website",
                           arena_printf(call_arena(), "%s.example", word), NULL));
    const int64_t id = number("SELECT max(id) FROM comment");

    ck_status(rs, 303);
    if (!writer)
        writer = cookie_of(&rs, "reader");
    /* Its reply is visible, so it is shown as a tombstone. */
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments", .address = word,
                    .agent = word, .body = visible_reply_to(id)),
              303);
    if (action)
        moderate(author, action, id);
    return id;
}

/* Posts a writer's form of a comment: "edit" with side and body, or "delete". */
static void own(int64_t id, const char *what, const char *side, const char *body)
{
    const char *path =
        arena_printf(call_arena(), "/p/uno/comments/%lld/%s", (long long)id, what);
    const struct response page = get_as(writer, path);
    const char *token = field_of(&page, "token");

    ck_status(post_as(writer, path,
                      side ? form("token", token, "side", side, "body", body, NULL)
                           : form("token", token, NULL)),
              303);
}

/* Adds a comment that was visible with two texts before `action` hid it. NULL: its
 * writer deleted it. */
static void hidden_revision(const char *action, const char *word)
{
    const int64_t id = comment("uno", writer, "pro", word);

    own(id, "edit", "contra", arena_printf(call_arena(), "%s otra vez", word));
    reply("uno", NULL, "contra", "Respuesta visible", id);
    if (action)
        moderate(author, action, id);
    else
        own(id, "delete", NULL, NULL);
}

/* Returns a text that is held. */
static const char *with_links(const char *word)
{
    return arena_printf(call_arena(),
                        "%s http://a.example http://b.example http://c.example", word);
}

/* Adds a comment whose edit is held; its former text is hidden as well. */
static void pending_edit(const char *word)
{
    own(comment("uno", writer, "pro", "zqxbefore"), "edit", "pro", with_links(word));
}

static void draft(void)
{
    struct post_draft post = debate_draft("zqxborrador");

    post.state = POST_DRAFT;
    post.title = post.question = post.summary = post.author = "zqxdraft";
    post.body = (struct html){ "<p>zqxdraft</p>" };
    save_post(&post);
}

static void setup(void)
{
    call_setup();
    writer = NULL;
    author = sign_in("Autora");
    debate("uno");
    hidden("reject", "zqxrejected");
    hidden("spam", "zqxspam");
    hidden("delete", "zqxdeleted");
    ck_assert_int_eq(
        db_script(call_db(), "wait",
                  arena_printf(call_arena(),
                               "UPDATE comment SET state = 0 WHERE id = %lld;"
                               " UPDATE tally SET comments = comments - 1,"
                               "   pro = pro - 1 WHERE post_id = 1",
                               (long long)hidden(NULL, "zqxpending"))),
        RC_OK);
    hidden_revision("reject", "zqxrevisionrejected");
    hidden_revision(NULL, "zqxrevisionwithdrawn");
    pending_edit("zqxpendingedit");
    draft();
}

static const char *const public_ways[] = {
    "/",
    "/?lang=en",
    "/p/uno",
    "/p/uno?side=pro",
    "/p/uno?side=contra",
    "/p/uno?order=newest",
    "/p/uno?order=supported&view=columns",
    "/p/uno?show=unanswered",
    "/p/uno?live=1-1",
    "/p/uno/comments/1?after=1",
    "/counting",
    "/p/uno?held=1",
    "/p/uno?reply=1",
    "/p/uno?reply=7",
    "/p/uno?at=3",
    "/p/uno/comments/1",
    "/p/uno/comments/2",
    "/p/uno/comments/3",
    "/p/uno/comments/4",
    "/p/uno/comments/5",
    "/p/uno/comments/6",
    "/p/uno/comments/7",
    "/p/uno/comments/8",
    "/p/uno/comments/9",
    "/p/uno/comments/10",
    "/p/uno/comments/11",
    "/p/uno/comments/12",
    "/p/uno/comments/13",
    "/p/uno/comments/9/edit",
    "/p/uno/comments/11/edit",
    "/p/uno/comments/13/edit",
    "/p/uno/comments/13/delete",
    "/p/uno/comments/7?reply=7",
    "/p/uno/latest",
    "/p/uno/sheet",
    "/p/uno/tally.svg",
    "/p/uno/tally.png",
    "/feed.atom",
    "/feed.atom?lang=en",
    "/comments.atom",
    "/comments.atom?lang=en",
    "/p/uno/comments.atom",
    "/p/uno/comments.atom?side=pro",
    "/p/uno/comments.atom?side=contra",
    "/p/zqxborrador/comments.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/p/zqxborrador",
    "/p/zqxborrador/latest",
    "/p/zqxborrador/sheet",
    "/p/zqxborrador/tally.svg",
    "/p/zqxborrador/tally.png",
    "/p/zqxborrador/comments/1",
    "/p/nothing",
    "/admin/",
    "/admin/comments?state=spam",
    "/admin/posts",
    "/admin/posts/2/edit",
    "/admin/login",
};

START_TEST(no_sentinel_leaves)
{
    const struct response rs = get(public_ways[_i]);
    const char *next = rs.location ? strstr(rs.location, SENTINEL) : NULL;

    ck_silent(rs, SENTINEL);
    ck_assert_ptr_null(next);
}
END_TEST

START_TEST(no_sentinel_leaves_with_a_form)
{
    const char *const bodies[] = { "action=preview&body=x", "body=x",
                                   "action=preview&body=x&parent=1",
                                   "action=preview&body=x&parent=7" };

    for (size_t i = 0; i < ARRAY_LEN(bodies); i++)
        ck_silent(call(METHOD_POST, "/p/uno/comments", bodies[i]), SENTINEL);
    ck_silent(call(METHOD_POST, "/p/uno/comments", visible_reply_to(7)), SENTINEL);
}
END_TEST

START_TEST(other_readers_see_no_sentinel)
{
    const struct response rs = call(METHOD_POST, "/p/uno/comments",
                                    comment_form("uno", "pro", "De otra persona"));
    const char *other = cookie_of(&rs, "reader");

    for (size_t i = 0; i < ARRAY_LEN(public_ways); i++)
        ck_silent(get_as(other, public_ways[i]), SENTINEL);
}
END_TEST

START_TEST(the_writer_sees_what_waits_and_nothing_else)
{
    const struct response rs = get_as(writer, "/p/uno");

    ck_says(rs, "zqxpending");
    ck_says(rs, "zqxpendingedit");
    ck_silent(rs, "zqxbefore");
    ck_silent(rs, "zqxrevision");
    ck_silent(rs, "zqxrejected");
    ck_silent(rs, "zqxspam");
    ck_silent(rs, "zqxdeleted");
    ck_assert_int_eq(rs.cache, CACHE_OWN);
    ck_assert_ptr_null(rs.etag);
}
END_TEST

/* The author sees the sentinels, so the tests above can fail. */
START_TEST(the_author_finds_them_all)
{
    ck_says(get_as(author, "/admin/comments?state=pending"), "zqxpending");
    ck_says(get_as(author, "/admin/comments?state=rejected"), "zqxrejected");
    ck_says(get_as(author, "/admin/comments?state=spam"), "zqxspam");
    ck_says(get_as(author, "/admin/comments?state=deleted"), "zqxdeleted");
    ck_says(get_as(author, "/p/zqxborrador"), "zqxdraft");
    ck_says(get_as(author, "/admin/posts"), "zqxdraft");
    ck_silent(get_as(author, "/"), "zqxdraft");
    ck_silent(get_as(author, "/feed.atom"), "zqxdraft");
    ck_status(get_as(author, "/p/zqxborrador/comments.atom"), 404);
}
END_TEST

static int64_t waiting(const char *word)
{
    return comment("uno", writer, "pro", with_links(word));
}

/* Returns the tags of all public answers. */
static const char *tags(void)
{
    const char *all = "";

    for (size_t i = 0; i < ARRAY_LEN(public_ways); i++) {
        const struct response rs = get(public_ways[i]);

        all = arena_printf(call_arena(), "%s%s ", all, rs.etag ? rs.etag : "");
    }
    return all;
}

/* Otherwise repeated requests would show that a comment is held or was refused. */
START_TEST(what_nobody_saw_changes_no_etag)
{
    static const char *const refusals[] = { "reject", "spam", "delete", "contra" };
    const int64_t id = waiting("zqxetag");
    const char *before = tags();

    own(id, "edit", "contra", with_links("zqxetag otra vez"));
    ck_assert_int_eq(number("SELECT side FROM comment WHERE state = 0"
                            " ORDER BY id DESC LIMIT 1"),
                     SIDE_CONTRA);
    ck_assert_str_eq(tags(), before);
    own(id, "delete", NULL, NULL);
    ck_assert_str_eq(tags(), before);
    for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
        moderate(author, refusals[i], waiting(refusals[i]));
        ck_assert_msg(strcmp(tags(), before) == 0, "%s", refusals[i]);
    }
    moderate(author, "approve", waiting("Esto se publica."));
    ck_assert_str_ne(tags(), before);
}
END_TEST

Suite *secrecy_suite(void);
Suite *secrecy_suite(void)
{
    Suite *suite = suite_create("secrecy");
    TCase *c = tcase_create("secrecy");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(c, no_sentinel_leaves, 0, ARRAY_LEN(public_ways));
    tcase_add_test(c, no_sentinel_leaves_with_a_form);
    tcase_add_test(c, other_readers_see_no_sentinel);
    tcase_add_test(c, the_writer_sees_what_waits_and_nothing_else);
    tcase_add_test(c, the_author_finds_them_all);
    tcase_add_test(c, what_nobody_saw_changes_no_etag);
    return suite;
}
