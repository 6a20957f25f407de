/*
 * test_nginx.c - the site files that the program prints
 */
#include <sys/stat.h>

#include "place.h"

/* Asserts that no "@NAME@" is left in the text. */
static void assert_filled(const char *text)
{
    for (const char *at = text; (at = strchr(at, '@')); at++) {
        const size_t n = strspn(at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

        ck_assert_msg(n == 0 || at[1 + n] != '@', "%.40s", at);
    }
}

static void assert_valid(const struct outcome *site)
{
    const char *folder = in_place("nginx"), *conf = in_place("nginx.conf");
    struct outcome o;

    mkdir(folder, 0700);
    file_write(conf, site->out);
    o = program_run(place.arena,
                    &(struct program){
                        "/usr/sbin/nginx",
                        WORDS("-t", "-e", "stderr", "-p", folder, "-c", conf), NULL },
                    "", 0);
    ck_assert_msg(o.status == 0, "%s", o.err);
}

START_TEST(nginx_takes_what_is_printed_for_a_folder)
{
    struct outcome o =
        RUN("nginx", "--port", "47001", "--unprivileged", in_place("nginx"));

    ck_done(o);
    assert_filled(o.out);
    ck_assert(strstr(o.out, "listen 127.0.0.1:47001;") != NULL);
    ck_assert(strstr(o.out, "limit_req zone=tertulia_write ") != NULL);
    ck_assert(strstr(o.out, "limit_req zone=tertulia_read ") != NULL);
    ck_assert(strstr(o.out, in_place("tertulia.sock")) != NULL);
    ck_assert(strstr(o.out, "fastcgi_read_timeout 30s;") != NULL);
    assert_valid(&o);
    o = RUN("nginx", "--port=47001", "--no-limits", "--unprivileged",
            in_place("nginx"));
    ck_done(o);
    ck_assert(!strstr(o.out, "limit_req zone="));
    assert_valid(&o);
}
END_TEST

START_TEST(a_site_with_tls_redirects_to_it)
{
    struct outcome o;

    configure("[site]\nbase_url = https://debate.example\n");
    o = RUN("nginx");
    ck_done(o);
    assert_filled(o.out);
    ck_assert(strstr(o.out, "server_name debate.example;") != NULL);
    ck_assert(strstr(o.out, "listen 443 ssl http2;") != NULL);
    ck_assert(strstr(o.out, "return 301 https://debate.example$request_uri;") != NULL);
    ck_assert(strstr(o.out, "access_log /var/log/nginx/access.log tertulia;") != NULL);
    ck_assert(strstr(o.out, "/etc/letsencrypt/live/debate.example/fullchain.pem") !=
              NULL);
}
END_TEST

START_TEST(a_site_without_tls_listens_where_its_address_says)
{
    struct outcome o;

    configure("[site]\nbase_url = http://debate.example:8081\n");
    o = RUN("nginx");
    ck_done(o);
    assert_filled(o.out);
    ck_assert(strstr(o.out, "listen 8081;") != NULL);
    ck_assert(strstr(o.out, "access_log /var/log/nginx/access.log tertulia;") != NULL);
    ck_assert(!strstr(o.out, "ssl"));
}
END_TEST

START_TEST(nginx_waits_longer_than_an_answer_takes)
{
    struct outcome o;

    configure("[server]\nrequest_seconds = 90\ntimeout_seconds = 15\n");
    o = RUN("nginx");
    ck_done(o);
    ck_assert(strstr(o.out, "fastcgi_read_timeout 105s;") != NULL);
}
END_TEST

START_TEST(a_path_that_would_end_a_quote_is_refused)
{
    ck_refused(RUN("nginx", "--unprivileged", "/tmp/a\";"), 1, "rename the folder");
    ck_refused(RUN("nginx", "--unprivileged", "/tmp/$a"), 1, "rename the folder");
    ck_refused(RUN_WITH("TERTULIA_SERVER_SOCKET=/tmp/a\nb", "nginx"), 1,
               "rename the folder");
    ck_refused(RUN_WITH("TERTULIA_PATHS_STATIC=/tmp/a\\", "nginx"), 1,
               "rename the folder");
}
END_TEST

Suite *nginx_suite(void);

Suite *nginx_suite(void)
{
    Suite *s = suite_create("nginx");
    TCase *tc = place_case("nginx");

    tcase_add_test(tc, nginx_takes_what_is_printed_for_a_folder);
    tcase_add_test(tc, a_site_with_tls_redirects_to_it);
    tcase_add_test(tc, a_site_without_tls_listens_where_its_address_says);
    tcase_add_test(tc, nginx_waits_longer_than_an_answer_takes);
    tcase_add_test(tc, a_path_that_would_end_a_quote_is_refused);
    suite_add_tcase(s, tc);
    return s;
}
