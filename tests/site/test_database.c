/*
 * test_database.c - writes that wait for the lock, and a sync that failed
 */
#include <pthread.h>
#include <stdatomic.h>

#include "browser.h"
#include "server.h"

Suite *database_suite(void);

#define POST "/p/" DEBATE "/comments"
#define LOCK_MS 5000 /* how long a write waits for the lock: DB_BUSY_MS */
#define WRITERS 9

static atomic_int refused;

/* A thread that sends one comment. */
struct participant {
    pthread_t thread;
    struct browser *browser;
    const char *text, *form;
    struct answer answer;
};

static void *write_one(void *writer)
{
    struct participant *w = writer;

    w->answer = post(w->browser, POST, w->form);
    if (w->answer.status == 503)
        refused++;
    return NULL;
}

static void writers_open(struct participant *writers)
{
    for (int i = 0; i < WRITERS; i++) {
        struct browser *b = browser_new();
        const char *text = arena_printf(
            browser_arena(b), "Argumento número %d de %lld.", i, (long long)now_ms());

        writers[i] = (struct participant){ .browser = b, .text = text };
        writers[i].form = comment_form(b, reader_token(b, DEBATE), text);
    }
}

static int writers_join(struct participant *writers)
{
    int saved = 0;

    for (int i = 0; i < WRITERS; i++) {
        struct participant *w = &writers[i];

        pthread_join(w->thread, NULL);
        saved += w->answer.status == 303;
        if (w->answer.status == 303)
            continue;
        ck_status(w->answer, 503);
        ck_assert_str_eq(header_of(w->browser, &w->answer, "Retry-After"), "5");
        ck_says(w->answer, w->text);
    }
    return saved;
}

static void writers_close(struct participant *writers)
{
    for (int i = 0; i < WRITERS; i++)
        browser_free(writers[i].browser);
}

/* Of the two workers, one waits for the lock; the other one refuses the surplus writers
 * at once and answers readers. Returns false if the machine was too busy for all of
 * that to happen while the first one waited. */
static bool one_waits_and_a_reader_is_answered(struct browser *reader)
{
    const int64_t before = site_number("SELECT count(*) FROM comment");
    struct participant writers[WRITERS];
    struct db *holder;
    int64_t asked_ms;
    bool in_time;
    int saved;

    writers_open(writers);
    refused = 0;
    holder = site_lock();
    for (int i = 0; i < WRITERS; i++)
        ck_assert_int_eq(
            pthread_create(&writers[i].thread, NULL, write_one, &writers[i]), 0);
    ck_assert(EVENTUALLY(refused > 0));
    asked_ms = now_ms();
    ck_status(get_fresh(reader, "/p/" DEBATE), 200);
    in_time = now_ms() - asked_ms < LOCK_MS;
    ck_assert(EVENTUALLY(refused >= WRITERS - 1));
    site_unlock(holder);
    saved = writers_join(writers);
    ck_assert_int_eq(site_number("SELECT count(*) FROM comment"), before + saved);
    writers_close(writers);
    return in_time && saved == 1;
}

START_TEST(writers_who_wait_leave_a_worker_to_readers)
{
    struct browser *reader;

    site_start(&(struct site_setup){ 0 });
    reader = browser_new();
    ck_assert(EVENTUALLY(one_waits_and_a_reader_is_answered(reader)));
    browser_free(reader);
    site_stop();
}
END_TEST

/* Posts a comment and returns the status; a refusal must show the text again. */
static int status_of_comment(struct browser *b, const char *text)
{
    const struct answer r =
        post(b, POST, comment_form(b, reader_token(b, DEBATE), text));

    if (r.status != 303)
        ck_says(r, text);
    return r.status;
}

static void leave_a_mark(void)
{
    file_write(site_file("site.db-unsynced"), "");
}

static bool is_marked(void)
{
    return access(site_file("site.db-unsynced"), F_OK) == 0;
}

/* The mail process reopens it, too, although it serves no requests. */
START_TEST(after_a_failed_sync_everybody_opens_the_database_anew)
{
    const char *mail = "smtp_url = smtp://127.0.0.1:9\n" /* no server listens there */
                       "from = debate@example.org\n";

    struct browser *b;
    struct answer r;
    const char *token;
    pid_t before[8];
    size_t n;

    site_start(&(struct site_setup){ .mail = mail });
    ck_assert(EVENTUALLY(site_mail_process() != 0));
    b = browser_new();
    ck_assert_int_eq(status_of_comment(b, "Antes."), 303);
    n = site_workers(before, 8);
    token = reader_token(b, DEBATE); /* a worker reopens after it has answered */
    leave_a_mark();
    r = post(b, POST, comment_form(b, token, "Mientras tanto."));
    ck_status(r, 503);
    ck_says(r, "Mientras tanto.</textarea>");
    ck_status(get_fresh(b, "/p/" DEBATE), 200);
    ck_assert_msg(EVENTUALLY(status_of_comment(b, "Después.") == 303), "%s",
                  site_log());
    ck_assert(!is_marked());
    ck_assert(EVENTUALLY(site_is_complete(before, n)));
    ck_assert_int_eq(site_number("SELECT count(*) FROM comment"), 2);
    site_assert_sound();
    browser_free(b);
    site_stop();
}
END_TEST

/* A command does not write before every process has opened the database anew. */
START_TEST(a_command_writes_nothing_before_that)
{
    struct outcome o;

    site_start(&(struct site_setup){ 0 });
    leave_a_mark();
    o = site_command(WORDS("user", "add", "Eva"));
    ck_assert_int_eq(o.status, 1);
    ck_assert_ptr_nonnull(strstr(o.err, "nothing is written"));
    program_end(site.serve);
    site.serve = 0;
    o = site_command(WORDS("user", "add", "Eva"));
    ck_assert_msg(o.status == 0, "%s", o.err);
    ck_assert(!is_marked());
    site_stop();
}
END_TEST

Suite *database_suite(void)
{
    Suite *s = suite_create("database");
    TCase *tc = tcase_create("database");

    tcase_add_test(tc, writers_who_wait_leave_a_worker_to_readers);
    tcase_add_test(tc, after_a_failed_sync_everybody_opens_the_database_anew);
    tcase_add_test(tc, a_command_writes_nothing_before_that);
    suite_add_tcase(s, tc);
    return s;
}
