/*
 * test_journey.c - what readers and authors do, from the first page to the last
 */
#include "browser.h"
#include "server.h"

static struct browser *reader, *author, *stranger;

static void setup(void)
{
    reader = browser_new();
    author = browser_new();
    stranger = browser_new();
}

static void teardown(void)
{
    browser_free(reader);
    browser_free(author);
    browser_free(stranger);
}

static const char *address(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

static const char *address(const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = arena_vprintf(browser_arena(reader), format, args);
    va_end(args);
    return text;
}

/* {"post":slug,...} as an uncached request gets it. */
static struct answer latest(const char *slug)
{
    return get_fresh(stranger, address("/p/%s/latest", slug));
}

/* Applies an action of the queue to one comment. */
static struct answer decide(const char *action, long id)
{
    return post(author, "/admin/comments",
                form(author, "token", admin_token(author), "state", "pending", "do",
                     action, "ids", address("%ld", id), NULL));
}

START_TEST(a_reader_argues_and_the_page_counts_it)
{
    const long post_id = site_debate("viaje", POLICY_HOLD_NONE);
    struct answer page, r;
    long id;

    ck_assert_int_gt(post_id, 0);
    page = get(reader, "/p/viaje");
    ck_status(page, 200);
    ck_says(page, "<b>0</b>");
    ck_assert_str_eq(header_of(reader, &page, "Set-Cookie"), "");
    r = argue(reader, "viaje", "pro", "Desde casa se **responde** antes.", 0);
    ck_status(r, 303);
    id = id_of(reader, &r);
    ck_assert_str_eq(header_of(reader, &r, "Location"), address("/p/viaje#c%ld", id));
    ck_assert(strstr(header_of(reader, &r, "Set-Cookie"), "reader=") != NULL);
    page = get(reader, "/p/viaje");
    ck_says(page, address("id=\"c%ld\"", id));
    ck_says(page, "Desde casa se <strong>responde</strong> antes.");
    ck_says(page, "<b>1</b>");
    ck_says(latest("viaje"), "\"comments\":{\"pro\":1,\"contra\":0}");
    ck_says(latest("viaje"), address("\"last_id\":%ld", id));
}
END_TEST

START_TEST(a_reply_hangs_below_what_it_answers)
{
    struct answer page, r;
    long first, second;

    site_debate("replica", POLICY_HOLD_NONE);
    r = argue(reader, "replica", "pro", "Primero.", 0);
    first = id_of(reader, &r);
    page = get_fresh(stranger, address("/p/replica?reply=%ld", first));
    ck_assert_str_eq(field_of(stranger, &page, "parent"), address("%ld", first));
    r = argue(stranger, "replica", "contra", "Respuesta.", first);
    ck_status(r, 303);
    second = id_of(stranger, &r);
    ck_assert_int_eq(
        site_number(address("SELECT parent_id FROM comment WHERE id = %ld", second)),
        first);
    ck_says(latest("replica"), "\"comments\":{\"pro\":1,\"contra\":1}");
    page = get_fresh(stranger, address("/p/replica/comments/%ld", second));
    ck_says(page, "Primero.");
    ck_says(page, "Respuesta.");
}
END_TEST

START_TEST(a_first_comment_waits_until_the_author_approves_it)
{
    struct answer page, r;
    long id;

    site_debate("espera", POLICY_HOLD_FIRST);
    r = argue(reader, "espera", "contra", "Nadie lo ha visto.", 0);
    ck_status(r, 303);
    id = id_of(reader, &r);
    ck_assert_str_eq(header_of(reader, &r, "Location"),
                     address("/p/espera?held=%ld#held", id));
    page = get(reader, address("/p/espera?held=%ld", id));
    ck_says(page, "Nadie lo ha visto.");
    page = get(stranger, address("/p/espera?held=%ld", id));
    ck_silent(page, "Nadie lo ha visto.");
    ck_status(get(stranger, address("/p/espera/comments/%ld", id)), 404);
    ck_says(latest("espera"), "\"comments\":{\"pro\":0,\"contra\":0}");

    sign_in(author);
    ck_says(get(author, "/admin/comments?state=pending"), "Nadie lo ha visto.");
    r = decide("approve", id);
    ck_status(r, 303);
    ck_says(latest("espera"), "\"comments\":{\"pro\":0,\"contra\":1}");
    ck_says(get_fresh(stranger, "/p/espera"), "Nadie lo ha visto.");
    r = argue(reader, "espera", "contra", "Ya me conocen.", 0);
    ck_assert(strstr(header_of(reader, &r, "Location"), "#c") != NULL);
    ck_says(latest("espera"), "\"comments\":{\"pro\":0,\"contra\":2}");
    decide("delete", id);
    ck_says(latest("espera"), "\"comments\":{\"pro\":0,\"contra\":1}");
    ck_silent(get_fresh(stranger, "/p/espera"), "Nadie lo ha visto.");
}
END_TEST

START_TEST(an_author_writes_a_debate_and_readers_take_part)
{
    struct answer r;

    sign_in(author);
    r = post(author, "/admin/posts/new",
             form(author, "token", admin_token(author), "title", "Un título", "kind",
                  "debate", "question", "¿Sí o no?", "slug", "escrito", "body",
                  "Un *texto*.", "lang", "es", "policy", "none", "open", "1", "state",
                  "draft", "revision", "0", NULL));
    ck_status(r, 303);
    ck_status(get_fresh(stranger, "/p/escrito"), 404);
    ck_status(get(author, "/p/escrito"), 200);
    r = get(author, header_of(author, &r, "Location"));
    ck_status(r, 200);
    r = post(
        author,
        address("/admin/posts/%lld/edit",
                (long long)site_number("SELECT id FROM post WHERE slug = 'escrito'")),
        form(author, "token", field_of(author, &r, "token"), "title", "Un título",
             "kind", "debate", "question", "¿Sí o no?", "slug", "escrito", "body",
             "Un *texto*.", "lang", "es", "policy", "none", "open", "1", "state",
             "published", "revision", field_of(author, &r, "revision"), NULL));
    ck_status(r, 303);
    ck_says(get_fresh(stranger, "/p/escrito"), "Un <em>texto</em>.");
    ck_says(get_fresh(stranger, "/"), "¿Sí o no?");
    ck_says(get_fresh(stranger, "/feed.atom"), "/p/escrito");
    ck_status(argue(reader, "escrito", "pro", "Sí.", 0), 303);
}
END_TEST

/* Sends the editor's form with another slug. */
static void rename_post(long id, const char *slug)
{
    const char *edit = address("/admin/posts/%ld/edit", id);
    struct answer r = get(author, edit);

    r = post(author, edit,
             form(author, "token", field_of(author, &r, "token"), "revision",
                  field_of(author, &r, "revision"), "title", "Otro título", "kind",
                  "debate", "question", "¿Sí o no?", "slug", slug, "body", "Texto.",
                  "lang", "es", "policy", "none", "open", "1", "state", "published",
                  NULL));
    ck_status(r, 303);
}

static void check_moved(const char *from, const char *to)
{
    struct answer r = get(stranger, from);

    ck_status(r, 301);
    ck_assert_str_eq(header_of(stranger, &r, "Location"), to);
    ck_assert_str_eq(header_of(stranger, &r, "Cache-Control"), "no-cache");
    ck_assert_uint_eq(r.n, 0);
}

START_TEST(a_renamed_post_is_found_under_both_addresses)
{
    const long post_id = site_debate("antes", POLICY_HOLD_NONE);
    const char *token = reader_token(reader, "antes");
    struct answer r = argue(reader, "antes", "pro", "Desde antes.", 0);
    const long id = id_of(reader, &r);

    sign_in(author);
    rename_post(post_id, "ahora");
    check_moved(address("/p/antes?at=%ld", id), address("/p/ahora?at=%ld", id));
    check_moved(address("/p/antes/comments/%ld", id),
                address("/p/ahora/comments/%ld", id));
    check_moved("/p/antes/comments.atom?side=pro", "/p/ahora/comments.atom?side=pro");
    check_moved("/p/antes/tally.png", "/p/ahora/tally.png");
    r = post(reader, "/p/antes/comments",
             form(reader, "token", token, "side", "contra", "body", "A medias.", "name",
                  "Ana", "action", "post", NULL));
    ck_status(r, 303);
    ck_assert_str_eq(header_of(reader, &r, "Location"),
                     address("/p/ahora#c%ld", id_of(reader, &r)));
    ck_says(get(reader, "/p/ahora"), "A medias.");
    rename_post(post_id, "antes");
    ck_status(get_fresh(stranger, "/p/antes"), 200);
    check_moved("/p/ahora", "/p/antes");
    site_assert_sound();
}
END_TEST

START_TEST(what_an_author_signs_out_of_is_closed)
{
    struct answer r;

    sign_in(author);
    ck_status(get(author, "/admin/"), 200);
    r = post(author, "/admin/logout", form(author, "token", admin_token(author), NULL));
    ck_status(r, 303);
    r = get(author, "/admin/");
    ck_status(r, 303);
    ck_assert_str_eq(header_of(author, &r, "Location"),
                     "/admin/login?next=%2Fadmin%2F");
}
END_TEST

START_TEST(a_double_click_makes_one_comment)
{
    const char *filled =
        form(reader, "token", reader_token(reader, DEBATE), "side", "pro", "body",
             "Dos veces el mismo botón.", "name", "Ana", "action", "post", NULL);
    struct answer first = post(reader, "/p/" DEBATE "/comments", filled);
    struct answer second = post(stranger, "/p/" DEBATE "/comments", filled);

    ck_status(first, 303);
    ck_status(second, 303);
    ck_assert_str_eq(header_of(reader, &first, "Location"),
                     header_of(stranger, &second, "Location"));
    ck_assert_int_eq(site_number("SELECT count(*) FROM comment"
                                 " WHERE body_md = 'Dos veces el mismo botón.'"),
                     1);
}
END_TEST

START_TEST(a_preview_stores_nothing)
{
    const char *before;
    struct answer r;

    before = site_stored();
    r = post(reader, "/p/" DEBATE "/comments",
             form(reader, "body", "Así *quedaría*.", "action", "preview", NULL));
    ck_status(r, 200);
    ck_says(r, "Así <em>quedaría</em>.");
    ck_says(r, "Así *quedaría*.");
    ck_assert_str_eq(site_stored(), before);
}
END_TEST

START_TEST(what_was_typed_survives_a_refusal)
{
    const struct answer r =
        post(reader, "/p/" DEBATE "/comments",
             form(reader, "token", reader_token(reader, DEBATE), "body",
                  "Sin <postura> & con \"comillas\"", "name", "Ana \"la del quinto\"",
                  "website", "https://example.org/?a=1&b=2", "action", "post", NULL));

    ck_status(r, 422);
    ck_says(r, "Sin &lt;postura&gt; &amp; con &quot;comillas&quot;</textarea>");
    ck_says(r, "value=\"Ana &quot;la del quinto&quot;\"");
    ck_says(r, "value=\"https://example.org/?a=1&amp;b=2\"");
    ck_says(r, "id=\"side-problem\"");
}
END_TEST

START_TEST(what_all_of_it_left_behind_is_sound)
{
    site_assert_sound();
}
END_TEST

Suite *journey_suite(void);

Suite *journey_suite(void)
{
    Suite *s = suite_create("journey");
    TCase *tc = tcase_create("journey");

    tcase_add_unchecked_fixture(tc, site_shared, site_stop);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_reader_argues_and_the_page_counts_it);
    tcase_add_test(tc, a_reply_hangs_below_what_it_answers);
    tcase_add_test(tc, a_first_comment_waits_until_the_author_approves_it);
    tcase_add_test(tc, an_author_writes_a_debate_and_readers_take_part);
    tcase_add_test(tc, a_renamed_post_is_found_under_both_addresses);
    tcase_add_test(tc, what_an_author_signs_out_of_is_closed);
    tcase_add_test(tc, a_double_click_makes_one_comment);
    tcase_add_test(tc, a_preview_stores_nothing);
    tcase_add_test(tc, what_was_typed_survives_a_refusal);
    tcase_add_test(tc, what_all_of_it_left_behind_is_sound);
    suite_add_tcase(s, tc);
    return s;
}
