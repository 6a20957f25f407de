/*
 * test_access_log.c - what nginx logs of each request
 */
#include "array.h"
#include "browser.h"
#include "server.h"

#define KEY "1.2.1790000000.c2VjcmV0"

static const char *access_log(void)
{
    return file_read(site.arena, site_file("nginx/access.log"), NULL);
}

/* nginx writes a line after its answer is sent. */
static bool logged(const char *words)
{
    return strstr(access_log(), words) != NULL;
}

START_TEST(keys_of_mails_stay_out_of_the_log)
{
    static const char *const with_log[] = { "access_log off;",
                                            "access_log access.log tertulia;", NULL };
    static const char *const targets[][2] = {
        { "/mail/manage?key=" KEY "&saved=1",
          "\"GET /mail/manage?key=-&saved=1 HTTP/" },
        { "/mail/unsubscribe?key=" KEY, "\"GET /mail/unsubscribe?key=- HTTP/" },
        { "/mail/decide?do=approve&key=" KEY,
          "\"GET /mail/decide?do=approve&key=- HTTP/" },
        { "/admin/welcome?key=" KEY, "\"GET /admin/welcome?key=- HTTP/" },
        { "/p/" DEBATE "?side=pro", "\"GET /p/" DEBATE "?side=pro HTTP/" },
    };
    struct browser *b;

    site_start(&(struct site_setup){ .nginx_edits = with_log });
    b = browser_new();
    for (size_t i = 0; i < ARRAY_LEN(targets); i++) {
        get(b, targets[i][0]);
        ck_assert_msg(EVENTUALLY(logged(targets[i][1])), "%s", access_log());
    }
    ASK(b, .target = "/",
        .headers = { "Referer: http://127.0.0.1/mail/manage?key=" KEY "&saved=1" });
    ck_assert_msg(EVENTUALLY(logged("\"http://127.0.0.1/mail/manage?key=-&saved=1\"")),
                  "%s", access_log());
    ASK(b, .target = "/", .headers = { "Referer: http://elsewhere.example/?q=a" });
    ck_assert_msg(EVENTUALLY(logged("\"http://elsewhere.example/?q=a\"")), "%s",
                  access_log());
    ck_assert_msg(!logged(KEY), "%s", access_log());
    browser_free(b);
    site_stop();
}
END_TEST

Suite *access_log_suite(void);

Suite *access_log_suite(void)
{
    Suite *s = suite_create("access_log");
    TCase *tc = tcase_create("access_log");

    tcase_add_test(tc, keys_of_mails_stay_out_of_the_log);
    suite_add_tcase(s, tc);
    return s;
}
