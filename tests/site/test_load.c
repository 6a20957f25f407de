/*
 * test_load.c - many writers at once, while workers die and settings change
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

#include "browser.h"
#include "server.h"

#define CLIENTS 8
#define COMMENTS 300
#define EACH ((COMMENTS + CLIENTS - 1) / CLIENTS)

/* A thread that writes; assertions wait until it has ended. */
struct participant {
    pthread_t thread;
    int number;
    struct browser *browser;
    long ids[EACH]; /* of comments that were acknowledged */
    int saved, refused, wordless;
};

static atomic_bool enough; /* visitors stop reading */
static atomic_int answered;

static const char *text_of(const struct participant *w, int i)
{
    return arena_printf(browser_arena(w->browser), "Escritor %d, comentario %d.",
                        w->number, i);
}

/* An odd comment replies to the last one that was saved. */
static void write_one(struct participant *w, int i)
{
    const long parent = i % 2 && w->saved ? w->ids[w->saved - 1] : 0;
    const struct answer r =
        argue(w->browser, DEBATE, (w->number + i) % 3 ? "pro" : "contra", text_of(w, i),
              parent);

    if (r.status == 303)
        w->ids[w->saved++] = id_of(w->browser, &r);
    else if (r.status >= 400 && says(&r, "<h1"))
        w->refused++;
    else
        w->wordless++;
    answered++;
}

static void *write_all(void *writer)
{
    struct participant *w = writer;

    for (int i = 0; i < EACH; i++)
        write_one(w, i);
    return NULL;
}

static void writers_start(struct participant *writers)
{
    answered = 0;
    for (int i = 0; i < CLIENTS; i++) {
        writers[i] = (struct participant){ .number = i, .browser = browser_new() };
        ck_assert_int_eq(
            pthread_create(&writers[i].thread, NULL, write_all, &writers[i]), 0);
    }
}

static void writers_join(struct participant *writers)
{
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(writers[i].thread, NULL);
        browser_free(writers[i].browser);
    }
}

/* Each acknowledged comment must be stored once and visible; returns their number. */
static int assert_kept(const struct participant *writers)
{
    int saved = 0;

    for (int i = 0; i < CLIENTS; i++) {
        for (int n = 0; n < writers[i].saved; n++)
            ck_assert_int_eq(
                site_number(arena_printf(site.arena,
                                         "SELECT count(*) FROM comment"
                                         " WHERE id = %ld AND state = 1"
                                         "   AND body_md LIKE 'Escritor %d, %%'",
                                         writers[i].ids[n], i)),
                1);
        saved += writers[i].saved;
    }
    return saved;
}

static int64_t stored_comments(void)
{
    return site_number("SELECT count(*) FROM comment");
}

START_TEST(every_comment_of_eight_writers_at_once_is_counted)
{
    struct participant writers[CLIENTS];
    struct browser *b;
    int saved;

    site_start(&(struct site_setup){ 0 });
    writers_start(writers);
    writers_join(writers);
    saved = assert_kept(writers);
    for (int i = 0; i < CLIENTS; i++) {
        ck_assert_int_eq(writers[i].wordless, 0);
        ck_assert_int_eq(writers[i].saved + writers[i].refused, EACH);
    }
    ck_assert_int_ge(saved, COMMENTS); /* no limit refuses a comment */
    ck_assert_int_eq(stored_comments(), saved);
    ck_assert_int_eq(site_number("SELECT pro + contra FROM tally"), saved);
    ck_assert_int_eq(site_number("SELECT people_pro + people_contra FROM tally"),
                     CLIENTS);
    site_assert_sound();
    b = browser_new();
    ck_says(get_fresh(b, "/p/" DEBATE "/latest"),
            arena_printf(site.arena, "\"last_id\":%lld",
                         (long long)site_number("SELECT max(id) FROM comment")));
    browser_free(b);
    site_stop();
}
END_TEST

/* Kills every worker and waits until new ones have replaced them. */
static void kill_workers(void)
{
    pid_t gone[8];
    const size_t n = site_workers(gone, 8);

    ck_assert_uint_eq(n, WORKERS);
    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(kill(gone[i], SIGKILL), 0);
    ck_assert_msg(EVENTUALLY(site_is_complete(gone, n)), "%s", site_log());
}

START_TEST(no_acknowledged_comment_dies_with_its_worker)
{
    struct participant writers[CLIENTS];
    struct browser *b;
    int saved;

    site_start(&(struct site_setup){ 0 });
    writers_start(writers);
    for (int kills = 1; kills <= 4; kills++) {
        ck_assert(EVENTUALLY(answered >= kills * CLIENTS * EACH / 6));
        kill_workers();
    }
    writers_join(writers);
    saved = assert_kept(writers);
    for (int i = 0; i < CLIENTS; i++)
        ck_assert_int_eq(writers[i].wordless, 0);
    ck_assert_int_gt(saved, 0);
    ck_assert_int_ge(stored_comments(), saved);
    ck_assert_int_eq(site_number("SELECT pro + contra FROM tally"), stored_comments());
    site_assert_sound();
    b = browser_new();
    ck_assert(EVENTUALLY(get_fresh(b, "/p/" DEBATE).status == 200));
    ck_status(argue(b, DEBATE, "pro", "Después de todo.", 0), 303);
    browser_free(b);
    site_stop();
}
END_TEST

/* A thread that reads until `enough` is set. */
struct visitor {
    pthread_t thread;
    struct browser *browser;
    int pages, failures, last;
};

static void *read_on(void *visitor)
{
    struct visitor *v = visitor;

    while (!enough) {
        struct browser *b = browser_new();
        const int status = get_fresh(b, "/p/" DEBATE).status;

        v->pages++;
        if (status != 200) {
            v->failures++;
            v->last = status;
        }
        browser_free(b);
    }
    return NULL;
}

/* A reload that is refused: nothing changes but the log. */
static void reload_in_vain(void)
{
    ck_assert_int_eq(kill(site.serve, SIGHUP), 0);
    ck_assert(EVENTUALLY(site_log_says("the configuration stays as it was")));
}

static void change_template(const char *name, const char *text)
{
    file_write(arena_printf(site.arena, "%s/%s", site.templates, name), text);
}

static bool page_says(const char *text)
{
    struct browser *b = browser_new();
    const struct answer r = get_fresh(b, "/nothing");
    const bool is = says(&r, text);

    browser_free(b);
    return is;
}

/* Loads new templates, broken ones and good ones again, while visitors read. */
static void change_everything(void)
{
    const char *page = file_read(
        site.arena, arena_printf(site.arena, "%s/error.tpl", site.templates), NULL);

    change_template("error.tpl",
                    arena_printf(site.arena, "%s<p>Hoja nueva</p>\n", page));
    site_reload();
    ck_assert(page_says("Hoja nueva"));
    change_template("error.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\n{{#ROTA}}\n");
    reload_in_vain();
    ck_assert(page_says("Hoja nueva"));
    change_template("error.tpl", page);
    site_reload();
    ck_assert(!page_says("Hoja nueva"));
}

START_TEST(a_reload_fails_no_request_and_takes_effect)
{
    struct visitor visitors[3] = { 0 };

    site_start(&(struct site_setup){ 0 });
    enough = false;
    for (size_t i = 0; i < 3; i++)
        pthread_create(&visitors[i].thread, NULL, read_on, &visitors[i]);
    change_everything();
    enough = true;
    for (size_t i = 0; i < 3; i++) {
        pthread_join(visitors[i].thread, NULL);
        ck_assert_int_gt(visitors[i].pages, 0);
        ck_assert_msg(visitors[i].failures == 0, "%d of %d, the last one %d",
                      visitors[i].failures, visitors[i].pages, visitors[i].last);
    }
    ck_assert(!site_log_says("ended by signal"));
    site_stop();
}
END_TEST

static bool form_says(const char *text)
{
    struct browser *b = browser_new();
    const struct answer r = get_fresh(b, "/p/" DEBATE);
    const bool is = says(&r, text);

    browser_free(b);
    return is;
}

START_TEST(a_reload_takes_a_new_setting_and_refuses_a_bad_one)
{
    site_start(&(struct site_setup){ 0 });
    ck_assert(form_says("data-max=\"8192\""));
    site_configure(&(struct site_setup){ .limits = "comment_bytes = 300\n" });
    site_reload();
    ck_assert(form_says("data-max=\"300\""));
    site_configure(&(struct site_setup){ .limits = "comment_bytes = many\n" });
    reload_in_vain();
    ck_assert(site_log_says("[limits] comment_bytes"));
    ck_assert(form_says("data-max=\"300\""));
    site_stop();
}
END_TEST

/* Rewrites the configuration with this time zone, log level and database. */
static void configure_anew(const char *zone, const char *level, const char *database)
{
    const char *text = file_read(site.arena, site.config, NULL);
    const char *url = strstr(text, "base_url = ");
    const char *rest = strstr(text, "templates = ");

    file_write(site.config,
               arena_printf(site.arena,
                            "[site]\n%.*s\ntimezone = %s\n"
                            "[log]\nlevel = %s\n[paths]\ndatabase = %s\n%s",
                            (int)strcspn(url, "\n"), url, zone, level, database, rest));
}

/* Does the debate's page show this closing hour? New workers answer: the supervisor
 * makes them with its current settings. */
static bool closes_at(const char *hour)
{
    pid_t gone[8];
    const size_t n = site_workers(gone, 8);

    for (size_t i = 0; i < n; i++)
        kill(gone[i], SIGKILL);
    ck_assert(EVENTUALLY(site_is_complete(gone, n)));
    return form_says(hour);
}

START_TEST(a_refused_reload_changes_neither_time_zone_nor_log_level)
{
    site_start(&(struct site_setup){ 0 });
    site_change("UPDATE post SET closes = 4000000000"); /* 2096-10-02 07:06:40 UTC */
    ck_assert(closes_at(", 07:06"));
    configure_anew("America/New_York", "error", "nowhere.db");
    reload_in_vain();
    ck_assert(closes_at(", 07:06"));
    configure_anew("America/New_York", "info", "site.db");
    site_reload();
    ck_assert(closes_at(", 03:06"));
    configure_anew("", "error", "nowhere.db");
    reload_in_vain();
    ck_assert_int_eq(program_end(site.serve), 0);
    site.serve = 0;
    ck_assert_msg(site_log_says("stopped"), "%s", site_log());
    site_stop();
}
END_TEST

START_TEST(a_reload_without_a_time_zone_is_back_in_the_systems)
{
    const char *system;

    site_start(&(struct site_setup){ 0 });
    site_change("UPDATE post SET closes = 4000000000");
    configure_anew("", "info", "site.db");
    site_reload();
    system = closes_at(", 07:06") ? ", 07:06" : NULL;
    configure_anew(system ? "Asia/Kolkata" : "UTC", "info", "site.db");
    site_reload();
    ck_assert(closes_at(system ? ", 12:36" : ", 07:06"));
    configure_anew("", "info", "site.db");
    site_reload();
    ck_assert_int_eq(closes_at(", 07:06"), system != NULL);
    site_stop();
}
END_TEST

Suite *load_suite(void);

Suite *load_suite(void)
{
    Suite *s = suite_create("load");
    TCase *tc = tcase_create("load");

    tcase_set_timeout(tc, 300);
    tcase_add_test(tc, every_comment_of_eight_writers_at_once_is_counted);
    tcase_add_test(tc, no_acknowledged_comment_dies_with_its_worker);
    tcase_add_test(tc, a_reload_fails_no_request_and_takes_effect);
    tcase_add_test(tc, a_reload_takes_a_new_setting_and_refuses_a_bad_one);
    tcase_add_test(tc, a_refused_reload_changes_neither_time_zone_nor_log_level);
    tcase_add_test(tc, a_reload_without_a_time_zone_is_back_in_the_systems);
    suite_add_tcase(s, tc);
    return s;
}
