/*
 * test_snapshot.c - a page shows one snapshot, even if others write meanwhile
 */
#include <sqlite3.h>

#include "call.h"
#include "comment.h"
#include "db_handle.h"
#include "person.h"

Suite *snapshot_suite(void);

static struct db *other; /* a second connection, as of another process */
static int written;      /* comments that `other` has added */

static void setup(void)
{
    struct worker *w = call_worker();
    const char *path;

    call_setup();
    path = w->app->config.database;
    ck_assert_int_eq(db_backup(call_db(), path), RC_OK);
    db_close(w->db);
    ck_assert_int_eq(db_open(&w->db, path, DB_READ_WRITE, 0), RC_OK);
    ck_assert_int_eq(db_open(&other, path, DB_READ_WRITE, 0), RC_OK);
    written = 0;
}

static void teardown(void)
{
    db_close(other);
    call_teardown();
}

static void comment_from_elsewhere(void)
{
    const struct comment_draft draft = {
        .post_id = 1,
        .key_digest = { { (unsigned char)++written } },
        .submission = { { (unsigned char)written } },
        .name = "Ana",
        .website = "",
        .text = { .source = arena_printf(call_arena(), "argument %d", written),
                  .html = { "<p>argument</p>" },
                  .excerpt = "argument",
                  .renderer = 1 },
        .side = SIDE_PRO,
        .state = COMMENT_VISIBLE,
        .now = CALL_NOW,
    };
    enum comment_refusal refusal;
    int64_t id;

    ck_assert_int_eq(db_begin_write(other), RC_OK);
    ck_assert_int_eq(
        db_end(other, comment_add(other, call_arena(), &draft, &id, &refusal)), RC_OK);
}

/* Adds one comment as soon as the page begins to read comments. */
static int meanwhile(unsigned event, void *wanted, void *statement, void *text)
{
    (void)event;
    (void)statement;
    if (*(int *)wanted == written && strstr(text, "FROM comment"))
        comment_from_elsewhere();
    return 0;
}

static size_t comments_shown(const struct response *page)
{
    const char *s = text_of(page);
    size_t n = 0;

    while ((s = strstr(s, " id=\"c"))) {
        s++;
        n += *(s + strlen("id=\"c")) >= '0' && *(s + strlen("id=\"c")) <= '9';
    }
    return n;
}

START_TEST(a_page_agrees_with_itself)
{
    struct response page;
    int before = 1;

    debate("debate");
    comment_from_elsewhere();
    sqlite3_trace_v2(call_db()->handle, SQLITE_TRACE_STMT, meanwhile, &before);
    page = get("/p/debate");
    sqlite3_trace_v2(call_db()->handle, 0, NULL, NULL);
    ck_assert_int_eq(written, 2);
    ck_assert_int_eq(page.status, 200);
    ck_says(page, "1 comentario a favor");
    ck_assert_uint_eq(comments_shown(&page), 1);

    page = get("/p/debate");
    ck_says(page, "2 comentarios a favor");
    ck_assert_uint_eq(comments_shown(&page), 2);
}
END_TEST

/* An open snapshot would keep the write-ahead log from being reset. */
START_TEST(no_snapshot_outlives_its_page)
{
    static const char *const targets[] = { "/",       "/p/debate",        "/p/nowhere",
                                           "/admin/", "/p/debate?page=x", "/feed.atom",
                                           NULL };

    debate("debate");
    for (int i = 0; targets[i]; i++) {
        get(targets[i]);
        ck_assert_msg(sqlite3_get_autocommit(call_db()->handle), "after %s",
                      targets[i]);
    }
}
END_TEST

Suite *snapshot_suite(void)
{
    Suite *s = suite_create("snapshot");
    TCase *tc = tcase_create("snapshot");

    suite_add_tcase(s, tc);
    tcase_add_unchecked_fixture(tc, call_open, call_close);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_page_agrees_with_itself);
    tcase_add_test(tc, no_snapshot_outlives_its_page);
    return s;
}
