/*
 * test_disk.c - a full disk: the form shows a refused text again, to be sent later
 */
#include <errno.h>
#include <fcntl.h>

#include "browser.h"
#include "server.h"

Suite *disk_suite(void);

#define POST "/p/" DEBATE "/comments"

static const char *filler(void)
{
    return site_file("filler");
}

static void fill_up(void)
{
    static const char block[4096];
    const int fd = open(filler(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

    ck_assert_int_ge(fd, 0);
    while (write(fd, block, sizeof(block)) > 0)
        ;
    ck_assert_int_eq(errno, ENOSPC);
    close(fd);
}

/* The write-ahead log first reuses its own space: some more comments are saved. */
static struct answer post_until_refused(struct browser *b, const char **text)
{
    struct answer r = { .status = 303 };

    for (int i = 0; i < 1000 && r.status == 303; i++) {
        *text = arena_printf(site.arena, "Argumento %d, %0999d", i, i);
        r = post(b, POST, comment_form(b, reader_token(b, DEBATE), *text));
    }
    return r;
}

START_TEST(a_full_disk_costs_no_text)
{
    struct browser *b;
    struct answer r;
    const char *text, *before;

    if (!site_own_mounts()) {
        fprintf(stderr, "not tried: nobody may mount here\n");
        return;
    }
    site_start(&(struct site_setup){ .disk = "size=8m" });
    b = browser_new();
    ck_status(argue(b, DEBATE, "contra", "Antes.", 0), 303);
    fill_up();
    r = post_until_refused(b, &text);
    ck_status(r, 503);
    ck_assert_str_eq(header_of(b, &r, "Retry-After"), "5");
    ck_says(r, "No hemos podido guardarlo");
    ck_says(r, arena_printf(site.arena, "%s</textarea>", text));
    before = site_stored();
    ck_status(post(b, POST, comment_form(b, field_of(b, &r, "token"), text)), 503);
    ck_assert_str_eq(site_stored(), before);
    ck_status(get_fresh(b, "/p/" DEBATE), 200);
    ck_assert_int_eq(unlink(filler()), 0);
    r = post(b, POST, comment_form(b, field_of(b, &r, "token"), text));
    ck_status(r, 303);
    ck_says(get_fresh(b, "/p/" DEBATE), text);
    site_assert_sound();
    browser_free(b);
    site_stop();
}
END_TEST

Suite *disk_suite(void)
{
    Suite *s = suite_create("disk");
    TCase *tc = tcase_create("disk");

    tcase_add_test(tc, a_full_disk_costs_no_text);
    suite_add_tcase(s, tc);
    return s;
}
