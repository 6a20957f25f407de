/*
 * test_app.c - what a worker does before its first request
 */
#include "app.h"
#include "clock.h"
#include "encode.h"
#include "log.h"
#include "rate_limit.h"
#include "scratch.h"
#include "site.h"
#include "suite.h"
#include "upgrade.h"

#define NOW 1790000000

static struct scratch scratch;
static struct app app;

/* Makes a site with one old and one recent rate event. */
static void fill(struct db *db)
{
    struct bytes32 address = { { 1 } };

    ck_assert_int_eq(schema_create(db), RC_OK);
    ck_assert_int_eq(site_create(db, "La tertulia", "", LANG_ES, NOW), RC_OK);
    ck_assert_int_eq(rate_limit_record(db, RATE_COMMENT, &address, NOW - 24 * 3600 - 1),
                     RC_OK);
    ck_assert_int_eq(rate_limit_record(db, RATE_LOGIN, &address, NOW - 24 * 3600),
                     RC_OK);
}

static void script(const char *text)
{
    struct db *db;

    ck_assert_int_eq(db_open(&db, scratch.file, DB_READ_WRITE, 0), RC_OK);
    ck_assert_int_eq(db_script(db, "script", text), RC_OK);
    db_close(db);
}

static void setup(void)
{
    struct db *db;

    ck_assert(secret_init());
    clock_fix(NOW);
    log_threshold(LOG_LEVEL_ERROR + 1); /* failures here are made on purpose */
    scratch_make(&scratch);
    app =
        (struct app){ .config = { .database = scratch.file, .durability = "grouped" } };
    ck_assert_int_eq(db_open(&db, scratch.file, DB_CREATE, 0), RC_OK);
    fill(db);
    db_close(db);
}

static void teardown(void)
{
    scratch_remove(&scratch);
    log_threshold(LOG_LEVEL_INFO);
    clock_fix(0);
}

/* Returns how many rate events are left after a worker was opened. */
static int64_t left(void)
{
    static const struct sql COUNT = { "count", "SELECT count(*) FROM rate_event" };
    struct worker w;
    int64_t n;

    ck_assert_int_eq(worker_open(&w, &app), RC_OK);
    ck_assert_int_eq(db_get_i64(w.db, &COUNT, DB_NO_ARGS, &n), RC_OK);
    worker_close(&w);
    return n;
}

START_TEST(a_worker_erases_old_rate_events)
{
    ck_assert_int_eq(left(), 1);
    ck_assert_int_eq(left(), 1);
    clock_fix(NOW + 1);
    ck_assert_int_eq(left(), 0);
}
END_TEST

START_TEST(a_worker_that_cannot_erase_serves_all_the_same)
{
    script("CREATE TRIGGER no BEFORE DELETE ON rate_event"
           " BEGIN SELECT raise(ABORT, 'on purpose'); END");
    ck_assert_int_eq(left(), 2);
    script("DROP TRIGGER no");
    ck_assert_int_eq(left(), 1);
}
END_TEST

static int64_t synchronous(void)
{
    static const struct sql SYNCHRONOUS = { "synchronous", "PRAGMA synchronous" };
    struct worker w;
    int64_t n;

    ck_assert_int_eq(worker_open(&w, &app), RC_OK);
    ck_assert_int_eq(db_get_i64(w.db, &SYNCHRONOUS, DB_NO_ARGS, &n), RC_OK);
    worker_close(&w);
    return n;
}

START_TEST(a_worker_is_as_durable_as_configured)
{
    ck_assert_int_eq(synchronous(), 1); /* NORMAL, and the wait of db_commit.c */
    app.config.durability = "full";
    ck_assert_int_eq(synchronous(), 2); /* FULL */
}
END_TEST

/* Encodes a shared, compressed answer of at least `bytes`. */
static void answer(struct worker *w, size_t bytes)
{
    const struct request rq = { .method = METHOD_GET, .accept_encoding = "gzip" };
    const struct response rs = { .status = 200,
                                 .content_type = "text/html",
                                 .cache = CACHE_SHARED,
                                 .body = &w->out };

    arena_alloc(w->arena, bytes);
    while (w->out.n < bytes)
        buf_printf(&w->out, "<p>%zu</p>\n", w->out.n);
    ck_assert_uint_gt(encoder_encode(w->encoder, &rq, &rs).body_bytes, 0);
}

START_TEST(a_huge_page_leaves_nothing_behind)
{
    struct worker w;
    const char *page, *packed;

    ck_assert_int_eq(worker_open(&w, &app), RC_OK);
    answer(&w, 100000);
    page = w.out.s;
    packed = w.encoder->room;
    worker_rest(&w);
    answer(&w, 100000); /* an ordinary page keeps the buffers */
    ck_assert_ptr_eq(w.out.s, page);
    ck_assert_ptr_eq(w.encoder->room, packed);
    worker_rest(&w);
    answer(&w, (size_t)12 << 20);
    ck_assert_uint_gt(w.out.cap + w.encoder->room_bytes, (size_t)24 << 20);
    worker_rest(&w);
    ck_assert_uint_eq(w.out.n, 0);
    ck_assert_uint_le(w.out.cap, WORKER_KEEPS);
    ck_assert_uint_le(w.encoder->room_bytes, WORKER_KEEPS);
    answer(&w, 100000);
    worker_close(&w);
}
END_TEST

START_TEST(without_a_database_there_is_no_worker)
{
    struct worker w;

    app.config.database = "/nonexistent/site.db";
    ck_assert_int_eq(worker_open(&w, &app), RC_NOT_FOUND);
}
END_TEST

/* ---- Settings in effect for the whole process ---- */

static void open_with_zone(struct app *out, const char *zone)
{
    const char *path = "tertulia.conf";
    FILE *f;

    ck_assert_int_eq(chdir(scratch.folder), 0);
    f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fprintf(f,
            "[site]\ntimezone = %s\n"
            "[paths]\ntemplates = " SOURCE_DIR "/templates\n"
            "static = " SOURCE_DIR "/static\n",
            zone);
    ck_assert_int_eq(fclose(f), 0);
    ck_assert_int_eq(app_open(out, path), RC_OK);
}

/* Returns the local time at 12:00 UTC. */
static const char *noon(void)
{
    static char text[17];

    clock_local(1790000000 / 86400 * 86400 + 43200, text);
    return text + strlen("2026-09-21T");
}

START_TEST(a_time_zone_is_in_effect_once_it_is_applied)
{
    struct app one, other;

    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    open_with_zone(&one, "America/New_York");
    ck_assert_str_eq(noon(), "21:00");
    app_apply(&one);
    ck_assert_str_eq(noon(), "08:00");
    open_with_zone(&other, "Europe/Madrid");
    ck_assert_str_eq(noon(), "08:00");
    app_replace(&one, &other);
    ck_assert_str_eq(noon(), "14:00");
    open_with_zone(&other, "");
    app_replace(&one, &other);
    ck_assert_str_eq(noon(), "21:00"); /* TZ as at the start */
    app_close(&one);
    unsetenv("TZ");
}
END_TEST

START_TEST(without_one_it_is_the_systems)
{
    struct app one, other;

    unsetenv("TZ");
    open_with_zone(&one, "America/New_York");
    app_apply(&one);
    open_with_zone(&other, "");
    app_replace(&one, &other);
    ck_assert_ptr_null(getenv("TZ"));
    app_close(&one);
}
END_TEST

Suite *app_suite(void);
Suite *app_suite(void)
{
    Suite *suite = suite_create("app");
    TCase *c = tcase_create("app");

    suite_add_tcase(suite, c);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_worker_erases_old_rate_events);
    tcase_add_test(c, a_worker_that_cannot_erase_serves_all_the_same);
    tcase_add_test(c, a_worker_is_as_durable_as_configured);
    tcase_add_test(c, a_huge_page_leaves_nothing_behind);
    tcase_add_test(c, without_a_database_there_is_no_worker);
    tcase_add_test(c, a_time_zone_is_in_effect_once_it_is_applied);
    tcase_add_test(c, without_one_it_is_the_systems);
    return suite;
}
