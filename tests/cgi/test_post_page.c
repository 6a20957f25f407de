/*
 * test_post_page.c - a post and a single comment: pages, filters, tombstones
 */
#include "call.h"
#include "message.h"

static void setup(void)
{
    call_setup();
    debate("uno");
}

/* Adds comments that start threads, without the form, which costs more. */
static void fill(int pro, int contra)
{
    const char *script = arena_printf(
        call_arena(),
        "INSERT INTO person (created) VALUES (1);"
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO comment (id, post_id, root_id, path, depth, person_id, by_author,"
        "   name, website, side, changed_mind, state, held, body_md, excerpt,"
        "   body_html, renderer, submission_digest, created, shown, thread_size)"
        " SELECT i, 1, i, printf('%%x%%x', length(printf('%%x', i)) - 1, i), 0, 1, 0,"
        "   'Ana', '', CASE WHEN i <= %d THEN 1 ELSE 2 END, 0, 1, 0, 'x', 'x',"
        "   '<p>x</p>', 1, randomblob(32), 1, 1, 1"
        " FROM n;"
        " UPDATE tally SET comments = %d, pro = %d, contra = %d WHERE post_id = 1;",
        pro + contra, pro, pro + contra, pro, contra);

    ck_assert_int_eq(db_script(call_db(), "fill", script), RC_OK);
}

static const char *mark(int64_t id)
{
    return arena_printf(call_arena(), "id=\"c%lld\"", (long long)id);
}

START_TEST(pages_hold_twenty_five_of_each_side)
{
    struct response one, two;

    fill(30, 26);
    one = get("/p/uno");
    two = get("/p/uno?page=2");
    ck_assert_uint_eq(times(&one, "<article class=\"c "), 50);
    ck_assert_uint_eq(times(&two, "<article class=\"c "), 6);
    ck_says(one, mark(25));
    ck_silent(one, mark(26));
    ck_says(two, mark(26));
    ck_says(two, mark(56));
    ck_says(one, "href=\"/p/uno?page=2#comments\"");
    ck_silent(two, "page=3");
    ck_status(get("/p/uno?page=3"), 404);
}
END_TEST

START_TEST(a_filter_shows_one_side)
{
    struct response rs;

    fill(60, 2);
    rs = get("/p/uno?side=pro&page=2");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 10);
    ck_says(rs, "noindex");
    rs = get("/p/uno?side=contra");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 2);
    ck_silent(rs, "class=\"c pro\"");
    ck_status(get("/p/uno?side=contra&page=2"), 404);
}
END_TEST

START_TEST(at_finds_the_page_of_a_comment)
{
    fill(30, 26);
    ck_says(get("/p/uno?at=26"), mark(26));
    ck_says(get("/p/uno?at=56"), mark(56));
    ck_says(get("/p/uno?at=1"), mark(1));
    ck_says(get("/p/uno?at=999"), mark(1));
    ck_says(get("/p/uno?at=26&page=1"), mark(1));
}
END_TEST

START_TEST(a_new_comment_is_found_on_its_page)
{
    fill(25, 0);
    ck_sees_other(
        call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Otro")),
        "/p/uno?at=26#c26");
    ck_says(get("/p/uno?at=26"), mark(26));
}
END_TEST

START_TEST(the_reply_form_stands_under_its_comment)
{
    struct response rs;

    fill(30, 26);
    rs = get("/p/uno?reply=26");
    ck_says(rs, mark(26));
    ck_says(rs, "name=\"parent\" value=\"26\"");
    ck_assert_uint_eq(times(&rs, "<form method=\"post\""), 1);
    ck_sees_other(get("/p/uno?reply=26&page=1"), "/p/uno/comments/26?reply=26#reply");
    ck_sees_other(get("/p/uno?reply=1&side=contra"), "/p/uno/comments/1?reply=1#reply");
    ck_assert_ptr_null(get("/p/uno?reply=26&page=1").etag);
    ck_says(get("/p/uno/comments/26?reply=26"), "name=\"parent\" value=\"26\"");
    ck_silent(get("/p/uno?reply=999"), "name=\"parent\"");
}
END_TEST

/* Returns the page from "<section id="reply"" on, without its token. */
static const char *form_on(const char *target)
{
    const struct response rs = get(target);
    const char *form = strstr(text_of(&rs), "<section id=\"reply\""), *token;

    ck_status(rs, 200);
    ck_assert(form != NULL);
    token = strstr(form, "name=\"token\"");
    return token ? arena_strndup(call_arena(), form, (size_t)(token - form)) : form;
}

START_TEST(what_cannot_be_answered_is_said_at_the_form)
{
    static const char *const no_reply = "Ese comentario ya no admite respuestas.";
    const char *author = sign_in("Autora"), *never;

    comment("uno", NULL, "pro", "Se retira");
    comment("uno", NULL, "contra", "Se queda");
    debate("dos");
    comment("dos", NULL, "pro", "De otra entrada");
    moderate(author, "reject", 1);
    never = form_on("/p/uno?reply=999");
    ck_assert(strstr(never, no_reply) != NULL);
    ck_assert(strstr(never, "Aporta tu argumento") != NULL);
    ck_silent(get("/p/uno?reply=999"), "name=\"parent\"");
    ck_says(get("/p/uno?reply=999"), "noindex");
    ck_assert_str_eq(form_on("/p/uno?reply=1"), never);
    ck_assert_str_eq(form_on("/p/uno?reply=3"), never);
    ck_silent(get("/p/uno?reply=2"), no_reply);
    ck_silent(get("/p/uno"), no_reply);
    ck_sees_other(get("/p/uno/comments/2?reply=1"), "/p/uno?reply=1#reply");
    number("UPDATE post SET open = 0, closed = 1790000000 RETURNING 1");
    ck_assert_str_eq(form_on("/p/uno?reply=1"), form_on("/p/uno"));
    ck_silent(get("/p/uno?reply=1"), no_reply);
    ck_says(get("/p/uno?reply=2"), "Este debate ya no admite comentarios.");
}
END_TEST

/* Makes a thread so long that its last comments are on no page of the post. */
static void long_thread(void)
{
    ck_assert_int_eq(
        db_script(
            call_db(), "replies",
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            "1010)"
            " INSERT INTO comment (post_id, parent_id, root_id, path, depth, person_id,"
            "   by_author, name, website, side, changed_mind, state, held, body_md,"
            "   excerpt, body_html, renderer, submission_digest, created, shown)"
            " SELECT 1, 1, 1, '01' || printf('%x%x', length(printf('%x', i + 1)) - 1, "
            "i + 1),"
            "   1, 1, 0, 'Ana', '', 1, 0, 1, 0, 'x', 'x', '<p>x</p>', 1,"
            "   randomblob(32), 1, 1"
            " FROM n;"
            " UPDATE comment SET thread_size = 1011 WHERE id = 1;"),
        RC_OK);
}

START_TEST(a_preview_of_a_reply_is_shown_wherever_its_comment_stands)
{
    struct response rs;

    fill(1, 0);
    long_thread();
    ck_sees_other(get("/p/uno?reply=1011"), "/p/uno/comments/1011?reply=1011#reply");
    rs = call(METHOD_POST, "/p/uno/comments",
              "action=preview&body=textoquequeda&parent=1011");
    ck_status(rs, 200);
    ck_says(rs, "<p>textoquequeda</p>");
    ck_says(rs, "textoquequeda</textarea>");
    ck_says(rs, "name=\"parent\" value=\"1011\"");
}
END_TEST

/* Returns article ids in the order of the page, as "3 1 2". */
static const char *ids_of(const struct response *rs)
{
    static const char start[] = "<article class=\"c ";
    const char *ids = "", *at = text_of(rs);

    while ((at = strstr(at, start))) {
        const char *id = strstr(at, "data-id=\"");

        ck_assert_ptr_nonnull(id);
        id += strlen("data-id=\"");
        ids = arena_printf(call_arena(), "%s%s%.*s", ids, ids[0] ? " " : "",
                           (int)strcspn(id, "\""), id);
        at = id;
    }
    return ids;
}

#define ck_ids(target, wanted)                                                         \
    do {                                                                               \
        const struct response ids_ = get(target);                                      \
        ck_status(ids_, 200);                                                          \
        ck_assert_str_eq(ids_of(&ids_), wanted);                                       \
    } while (0)

/* Two of each side, with supports and an answer: 1 pro, 2 pro, 3 contra, 4 contra. */
static void four(void)
{
    fill(2, 2);
    ck_assert_int_eq(
        db_script(call_db(), "strength",
                  "UPDATE comment SET supports = 1, rank = 200000 WHERE id = 2;"
                  "UPDATE comment SET supports = 3, rank = 100000, opponents = 9"
                  " WHERE id = 4;"),
        RC_OK);
}

START_TEST(each_order_has_an_address)
{
    four();
    ck_ids("/p/uno", "2 4 1 3");
    ck_ids("/p/uno?order=balanced", "2 4 1 3");
    ck_ids("/p/uno?order=oldest", "1 2 3 4");
    ck_ids("/p/uno?order=newest", "4 3 2 1");
    ck_ids("/p/uno?order=supported", "4 2 1 3");
    ck_ids("/p/uno?order=newest&side=pro", "2 1");
    ck_ids("/p/uno?side=contra", "4 3");
    ck_ids("/p/uno?show=unanswered", "2 3 1");
    ck_ids("/p/uno?show=unanswered&order=newest", "3 2 1");
    ck_ids("/p/uno?show=unanswered&order=supported&side=pro", "2 1");
    ck_ids("/p/uno?view=columns&order=oldest&show=all", "1 2 3 4");
    ck_ids("/p/uno?view=thread", "2 4 1 3");
}
END_TEST

static const char *const unusual[] = {
    "/p/uno?order=oldest",
    "/p/uno?order=newest",
    "/p/uno?order=supported",
    "/p/uno?side=pro",
    "/p/uno?view=columns",
    "/p/uno?show=unanswered",
    "/p/uno?view=columns&order=newest&side=contra&show=unanswered",
    "/p/uno?page=2",
    "/p/uno?at=30",
};
#define UNUSUAL ARRAY_LEN(unusual)

START_TEST(an_unusual_view_is_not_indexed)
{
    struct response rs;

    fill(30, 26);
    rs = get(unusual[_i]);
    ck_status(rs, 200);
    ck_says(rs, "<meta name=\"robots\" content=\"noindex\">");
    ck_says(rs, "<link rel=\"canonical\" href=\"" CALL_URL "/p/uno\">");
    ck_silent(get("/p/uno"), "content=\"noindex\"");
    ck_silent(get("/p/uno?order=balanced&view=thread&show=all&page=1"),
              "content=\"noindex\"");
}
END_TEST

static const char *const unknown[] = {
    "/p/uno?order=best",   "/p/uno?order=", "/p/uno?view=grid", "/p/uno?show=new",
    "/p/uno?side=maybe",   "/p/uno?page=0", "/p/uno?page=-1",   "/p/uno?at=x",
    "/p/uno?order=Newest", "/p/uno?show=",  "/p/uno?after=x",
};
#define UNKNOWN ARRAY_LEN(unknown)

START_TEST(an_unknown_view_is_not_there)
{
    ck_status(get(unknown[_i]), 404);
}
END_TEST

START_TEST(links_keep_what_was_chosen)
{
    struct response rs;

    fill(60, 3);
    rs = get("/p/uno?order=newest&side=pro&view=columns");
    ck_says(rs, "?side=pro&amp;order=newest&amp;view=columns&amp;page=2#comments");
    ck_says(rs, "?reply=60&amp;side=pro&amp;order=newest&amp;view=columns#reply");
    ck_status(get("/p/uno?side=pro&order=newest&view=columns&page=2"), 200);
    ck_status(get("/p/uno?side=pro&order=newest&view=columns&page=3"), 404);
    ck_says(get("/p/uno?reply=60&order=newest"), "name=\"parent\" value=\"60\"");
}
END_TEST

START_TEST(a_pair_needs_three_of_each_side)
{
    fill(3, 2);
    ck_silent(get("/p/uno"), "class=\"leaders\"");
    comment("uno", NULL, "contra",
            "Un **argumento** con [enlace](https://example.org/).");
    ck_says(get("/p/uno"), "class=\"leaders\"");
    ck_says(get("/p/uno"), "href=\"#c4\"");
    ck_silent(get("/p/uno?order=oldest"), "class=\"leaders\"");
    ck_silent(get("/p/uno?side=pro"), "class=\"leaders\"");
    ck_silent(get("/p/uno/comments/1"), "class=\"leaders\"");
    ck_assert_int_eq(db_script(call_db(), "support",
                               "UPDATE comment SET supports = 2, rank = 300000"
                               " WHERE id IN (3, 6);"
                               "UPDATE post SET version = version + 1;"),
                     RC_OK);
    ck_says(get("/p/uno"), message(LANG_ES, MSG_THREAD_STRONGEST));
    ck_says(get("/p/uno"), "<p>Un argumento con enlace.</p>");
    ck_says(get("/p/uno"), "href=\"#c3\">Ir al comentario<span");
    moderate(sign_in("Autora"), "delete", 6);
    ck_silent(get("/p/uno"), "class=\"leaders\"");
}
END_TEST

/* The whole text is in the thread below, and only there. */
START_TEST(a_pair_shows_how_a_long_argument_begins)
{
    const char *text = "Empieza así y sigue con palabras y más palabras hasta que son"
                       " bastantes más de las que caben de un vistazo en una tarjeta"
                       " que está al lado de otra, y solo entonces acaba.";
    struct response rs;

    comment("uno", NULL, "pro", text);
    for (int i = 0; i < 5; i++)
        comment("uno", NULL, i < 2 ? "pro" : "contra",
                arena_printf(call_arena(), "Breve %d", i));
    rs = get("/p/uno");
    ck_assert_uint_eq(times(&rs, "<p>Empieza así y sigue"), 2);
    ck_assert_uint_eq(times(&rs, "…</p>"), 1);
    ck_assert_uint_eq(times(&rs, "y solo entonces acaba.</p>"), 1);
    ck_says(rs, "href=\"#c1\">Leer completo<span");
    ck_assert_uint_eq(times(&rs, "id=\"c1\""), 1);
    ck_assert_uint_eq(times(&rs, "h-cite"), 6);
}
END_TEST

START_TEST(what_nobody_answered_is_listed)
{
    const int64_t one = comment("uno", NULL, "pro", "Primero");

    comment("uno", NULL, "contra", "Segundo");
    ck_says(get("/p/uno"), "Sin réplica <span class=\"count\">2</span>");
    ck_ids("/p/uno?show=unanswered", "1 2");
    reply("uno", NULL, "pro", "De acuerdo", one);
    ck_ids("/p/uno?show=unanswered", "1 3 2");
    reply("uno", NULL, "contra", "Pues no", one);
    ck_ids("/p/uno?show=unanswered", "2");
    ck_says(get("/p/uno"), "Sin réplica <span class=\"count\">1</span>");
    reply("uno", NULL, "pro", "Pues sí", 2);
    ck_ids("/p/uno?show=unanswered", "");
    ck_says(get("/p/uno?show=unanswered"), message(LANG_ES, MSG_THREAD_EVERY_ANSWERED));
    ck_silent(get("/p/uno"), message(LANG_ES, MSG_THREAD_EVERY_ANSWERED));
}
END_TEST

START_TEST(a_reply_that_is_cut_is_shown_on_its_own_page)
{
    struct response rs;

    fill(1, 1);
    long_thread();
    rs = get("/p/uno");
    ck_says(rs,
            "<p class=\"more\"><a href=\"/p/uno/comments/1\">912 más en este hilo</a>");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 100);
    ck_sees_other(get("/p/uno?at=1000"), "/p/uno/comments/1000#c1000");
    ck_ids("/p/uno/comments/1000", "1 1000");
    ck_sees_other(get("/p/uno?at=1&side=contra"), "/p/uno/comments/1#c1");
    rs = call(METHOD_POST, "/p/uno/comments",
              arena_printf(call_arena(), "%s&parent=1",
                           comment_form("uno", "contra", "Al final")));
    ck_sees_other(rs, "/p/uno/comments/1013#c1013");
    ck_says(get("/p/uno/comments/1013"), "Al final");
}
END_TEST

START_TEST(a_long_thread_comes_in_parts)
{
    struct response rs;

    fill(1, 1);
    long_thread();
    rs = get("/p/uno/comments/1");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 100);
    ck_says(rs, "rel=\"next\" href=\"/p/uno/comments/1?after=101\"");
    ck_silent(rs, "noindex");
    rs = get("/p/uno/comments/1?after=101");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 101);
    ck_says(rs, "rel=\"prev\" href=\"/p/uno/comments/1\"");
    ck_says(rs, "rel=\"next\" href=\"/p/uno/comments/1?after=201\"");
    rs = get("/p/uno/comments/1?after=1001");
    ck_assert_uint_eq(times(&rs, "<article class=\"c "), 12);
    ck_says(rs, "rel=\"prev\" href=\"/p/uno/comments/1?after=901\"");
    ck_says(rs, "noindex");
    ck_silent(rs, "rel=\"next\"");
    ck_status(get("/p/uno/comments/1?after=1012"), 404);
    ck_status(get("/p/uno/comments/1?after=2"), 404);
}
END_TEST

START_TEST(a_hidden_comment_with_replies_leaves_a_tombstone)
{
    const char *author = sign_in("Autora");
    const int64_t parent = comment("uno", NULL, "pro", "palabrasecreta");
    struct response rs;

    reply("uno", NULL, "contra", "Respuesta", parent);
    moderate(author, "delete", parent);
    rs = get("/p/uno");
    ck_says(rs, "Comentario retirado por moderación.");
    ck_says(rs, "Respuesta");
    ck_silent(rs, "palabrasecreta");
    ck_silent(rs, "reply=1");
    ck_status(get("/p/uno/comments/1"), 200);
    ck_silent(get("/p/uno/comments/1"), "palabrasecreta");
    ck_silent(get("/p/uno/comments/2"), "palabrasecreta");
    ck_silent(get("/p/uno?reply=1"), "name=\"parent\"");
    moderate(author, "delete", 2);
    ck_silent(get("/p/uno"), "retirado por moderación");
    ck_status(get("/p/uno/comments/1"), 404);
    ck_status(get("/p/uno/comments/2"), 404);
}
END_TEST

START_TEST(a_comment_is_shown_under_its_own_post_only)
{
    struct response rs;

    debate("dos");
    comment("uno", NULL, "pro", "Hola");
    rs = get("/p/uno/comments/1");
    ck_status(rs, 200);
    ck_silent(rs, "noindex"); /* people cite it */
    ck_says(rs, "<link rel=\"canonical\" href=\"" CALL_URL "/p/uno\">");
    ck_says(get("/p/uno/comments/1?reply=1"), "noindex");
    ck_status(get("/p/dos/comments/1"), 404);
}
END_TEST

START_TEST(plain_posts_have_no_sides_to_filter)
{
    struct post_draft draft = debate_draft("llana");

    draft.kind = POST_PLAIN;
    draft.question = "";
    save_post(&draft);
    ck_status(get("/p/llana"), 200);
    ck_status(get("/p/llana?side=pro"), 404);
    ck_status(get("/p/llana?show=unanswered"), 404);
    ck_status(get("/p/llana?view=columns"), 404);
    ck_status(get("/p/llana?order=balanced"), 404);
    ck_status(get("/p/llana?order=newest"), 200);
    ck_silent(get("/p/llana?order=oldest"), "noindex");
}
END_TEST

START_TEST(a_post_links_to_its_translation)
{
    struct post_draft draft = debate_draft("one");

    draft.lang = LANG_EN;
    draft.translation_id = 1;
    save_post(&draft);
    ck_says(get("/p/one"), "<html lang=\"en\">");
    ck_says(get("/p/one"), "hreflang=\"es\" href=\"" CALL_URL "/p/uno\"");
    ck_says(get("/p/one"), "<link rel=\"canonical\" href=\"" CALL_URL "/p/one\">");
}
END_TEST

START_TEST(public_pages_load_nothing_from_elsewhere)
{
    static const char *const pages[] = { "/", "/p/uno", "/p/uno/comments/1",
                                         "/nothing" };

    comment("uno", NULL, "pro", "Hola");
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        const struct response rs = get(pages[i]);

        ck_silent(rs, "src=\"http");
        ck_silent(rs, "src=\"//");
        ck_silent(rs, "style=\"");
        ck_silent(rs, " onclick");
        ck_silent(rs, "rel=\"stylesheet\" href=\"http");
        ck_assert(!rs.admin);
        ck_assert_uint_eq(rs.cookies, 0);
    }
}
END_TEST

Suite *post_page_suite(void);
/* The policy allows only the hosts of pictures in the text that is shown. */
START_TEST(a_post_names_the_sites_of_its_pictures)
{
    struct post_draft draft = debate_draft("fotos");

    draft.body =
        (struct html){ "<p><img src=\"https://a.example/1.png\" alt=\"\" /></p>" };
    draft.conclusion_md = "x";
    draft.conclusion = (struct html){ "<img src=\"https://late.example/1.png\" />" };
    save_post(&draft);
    comment("fotos", NULL, "pro", "![a](https://reader.example/1.png)");
    ck_assert_str_eq(get("/p/fotos").img_sources, "https://a.example");
    ck_assert_ptr_null(get("/p/fotos/comments/1").img_sources);
    ck_assert_str_eq(get("/p/uno").img_sources, "");
    ck_assert_ptr_null(get("/p/fotos/sheet").img_sources);
    ck_assert_ptr_null(get("/").img_sources);
    /* The hosts of a conclusion are allowed only once it is shown. */
    ck_assert_int_eq(
        db_script(call_db(), "close", "UPDATE post SET open = 0, closed = 1790000000"),
        RC_OK);
    ck_assert_str_eq(get("/p/fotos").img_sources,
                     "https://a.example https://late.example");
    ck_assert_str_eq(get("/p/fotos/sheet").img_sources, "https://late.example");
}
END_TEST

START_TEST(an_author_finds_the_way_to_the_admin_pages)
{
    const char *author = sign_in("Autora");

    ck_says(get_as(author, "/p/uno"), "href=\"/admin/posts/1/edit\"");
    ck_says(get_as(author, "/"), "href=\"/admin/\"");
    ck_silent(get_as(author, "/"), "/edit");
    ck_silent(get("/p/uno"), "/admin");
}
END_TEST

Suite *post_page_suite(void)
{
    Suite *suite = suite_create("post page");
    TCase *c = tcase_create("post page");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, pages_hold_twenty_five_of_each_side);
    tcase_add_test(c, a_filter_shows_one_side);
    tcase_add_test(c, at_finds_the_page_of_a_comment);
    tcase_add_test(c, a_new_comment_is_found_on_its_page);
    tcase_add_test(c, the_reply_form_stands_under_its_comment);
    tcase_add_test(c, what_cannot_be_answered_is_said_at_the_form);
    tcase_add_test(c, a_preview_of_a_reply_is_shown_wherever_its_comment_stands);
    tcase_add_test(c, each_order_has_an_address);
    tcase_add_loop_test(c, an_unusual_view_is_not_indexed, 0, UNUSUAL);
    tcase_add_loop_test(c, an_unknown_view_is_not_there, 0, UNKNOWN);
    tcase_add_test(c, links_keep_what_was_chosen);
    tcase_add_test(c, a_pair_needs_three_of_each_side);
    tcase_add_test(c, a_pair_shows_how_a_long_argument_begins);
    tcase_add_test(c, what_nobody_answered_is_listed);
    tcase_add_test(c, a_reply_that_is_cut_is_shown_on_its_own_page);
    tcase_add_test(c, a_long_thread_comes_in_parts);
    tcase_add_test(c, a_hidden_comment_with_replies_leaves_a_tombstone);
    tcase_add_test(c, a_comment_is_shown_under_its_own_post_only);
    tcase_add_test(c, plain_posts_have_no_sides_to_filter);
    tcase_add_test(c, a_post_links_to_its_translation);
    tcase_add_test(c, public_pages_load_nothing_from_elsewhere);
    tcase_add_test(c, a_post_names_the_sites_of_its_pictures);
    tcase_add_test(c, an_author_finds_the_way_to_the_admin_pages);
    return suite;
}
