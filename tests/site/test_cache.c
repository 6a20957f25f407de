/*
 * test_cache.c - what nginx answers from its cache, compresses or never keeps
 */
#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "array.h"
#include "browser.h"
#include "server.h"

#define PAGE_MAX_BYTES ((size_t)1024 * 1024)

static struct browser *reader, *stranger;

static void setup(void)
{
    reader = browser_new();
    stranger = browser_new();
}

static void teardown(void)
{
    browser_free(reader);
    browser_free(stranger);
}

/* While every worker is paused, only nginx can answer. */
static void for_workers(void (*act)(pid_t))
{
    pid_t workers[8];
    const size_t n = site_workers(workers, 8);

    ck_assert_uint_eq(n, WORKERS);
    for (size_t i = 0; i < n; i++)
        act(workers[i]);
}

struct kept {
    struct answer first, again, writer, encoded;
};

/* A cached page lasts a second; a busy machine may need longer between two requests. */
static bool is_kept(struct kept *k)
{
    k->first = get(stranger, "/p/" DEBATE);
    for_workers(program_pause);
    k->again = ASK(stranger, .target = "/p/" DEBATE, .patience_ms = 2000);
    k->writer = ASK(reader, .target = "/p/" DEBATE, .patience_ms = 300);
    k->encoded = ASK(stranger, .target = "/p/" DEBATE,
                     .headers = { "Cookie: session=x", "Accept-Encoding: identity" },
                     .patience_ms = 300);
    for_workers(program_resume);
    return k->again.status == 200;
}

START_TEST(strangers_are_answered_from_the_cache_and_writers_never)
{
    struct kept k;

    ck_status(argue(reader, DEBATE, "pro", "Quien escribe ve lo suyo.", 0), 303);
    ck_assert(EVENTUALLY(is_kept(&k)));
    ck_status(k.first, 200);
    ck_assert_str_eq(k.again.body, k.first.body);
    ck_status(k.writer, 0);
    ck_status(k.encoded, 0);
    ck_status(get(reader, "/p/" DEBATE), 200);
}
END_TEST

/* A picture costs as much as a hundred pages: no query or cookie has it drawn anew. */
START_TEST(a_picture_is_drawn_once_for_everybody)
{
    static const char *const targets[] = { "/p/" DEBATE "/tally.png",
                                           "/p/" DEBATE "/tally.png?x=1" };
    struct answer first, again[4];

    ck_status(argue(reader, DEBATE, "pro", "Quien escribe ve la de todos.", 0), 303);
    first = get(stranger, targets[0]);
    ck_status(first, 200);
    ck_status(get(stranger, "/p/" DEBATE "/%74ally.png"), 404); /* not its address */
    for_workers(program_pause);
    for (size_t i = 0; i < 4; i++)
        again[i] = ASK(i < 2 ? stranger : reader, .target = targets[i % 2],
                       .patience_ms = 5000);
    for_workers(program_resume);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_msg(again[i].status == 200, "%zu", i);
        ck_assert_uint_eq(again[i].n, first.n);
    }
}
END_TEST

START_TEST(writers_see_their_comment_at_once)
{
    for (int i = 0; i < 5; i++) {
        const char *text =
            arena_printf(browser_arena(reader), "Comentario número %d.", i);

        get(stranger, "/p/" DEBATE);
        ck_status(argue(reader, DEBATE, "contra", text, 0), 303);
        ck_says(get(reader, "/p/" DEBATE), text);
    }
    ck_assert(
        EVENTUALLY(strstr(get(stranger, "/p/" DEBATE).body, "Comentario número 4.")));
}
END_TEST

START_TEST(strangers_get_no_cookie)
{
    static const char *const targets[] = {
        "/",          "/p/" DEBATE,   "/p/" DEBATE "?reply=1",
        "/feed.atom", "/admin/login", "/p/" DEBATE "/latest",
        "/nothing",   "/robots.txt",  "/static/site.css"
    };

    for (size_t i = 0; i < ARRAY_LEN(targets); i++) {
        const struct answer r = get(stranger, targets[i]);

        ck_assert_msg(!*header_of(stranger, &r, "Set-Cookie"), "%s", targets[i]);
    }
}
END_TEST

/* The decompressed body; "" if it is not compressed. */
static const char *gunzip(const struct answer *r)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    char *text = arena_alloc(site.arena, PAGE_MAX_BYTES);
    size_t n = 0;
    const enum libdeflate_result result =
        libdeflate_gzip_decompress(d, r->body, r->n, text, PAGE_MAX_BYTES - 1, &n);

    libdeflate_free_decompressor(d);
    return result == LIBDEFLATE_SUCCESS ? text : "";
}

static struct answer get_gzip(struct browser *b, const char *target)
{
    return ASK(b, .target = target,
               .headers = { "Accept-Encoding: gzip, deflate, br" });
}

/* A page holds a token of its second, so both answers must be of the same second. The
 * cache holds neither: two cached ones could alternate for ever, each at most two
 * seconds old. */
static bool same_unpacked(const char *path)
{
    const char *target = fresh(stranger, path);
    const struct answer packed = get_gzip(stranger, target);
    const struct answer plain = get(stranger, target);

    return strcmp(header_of(stranger, &packed, "Content-Encoding"), "gzip") == 0 &&
           packed.n < plain.n && strcmp(gunzip(&packed), plain.body) == 0;
}

START_TEST(a_compressed_page_holds_the_same_bytes)
{
    ck_assert(EVENTUALLY(same_unpacked("/p/" DEBATE)));
    ck_assert(EVENTUALLY(same_unpacked("/")));
    ck_assert(EVENTUALLY(same_unpacked("/static/site.css?v=1")));
}
END_TEST

START_TEST(only_who_takes_gzip_gets_it)
{
    static const struct {
        const char *header, *encoding;
    } rows[] = {
        { "Accept-Encoding: gzip", "gzip" },
        { "Accept-Encoding: br, GZIP;q=0.5", "gzip" },
        { "Accept-Encoding: deflate, br", "" },
        { "Accept-Encoding: gzip;q=0", "" },
        { "Accept-Encoding: gzip; q=0.000, br", "" },
        { "Accept-Encoding: identity", "" },
        { "Accept-Encoding: xgzip", "" },
        { "Accept-Encoding: ,,;;=\x7f", "" },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct answer r =
            ASK(stranger, .target = "/p/" DEBATE, .headers = { rows[i].header });

        ck_status(r, 200);
        ck_assert_msg(
            strcmp(header_of(stranger, &r, "Content-Encoding"), rows[i].encoding) == 0,
            "%s", rows[i].header);
        ck_assert_str_eq(header_of(stranger, &r, "Vary"), "Accept-Encoding");
    }
}
END_TEST

START_TEST(what_bears_a_cookie_is_never_compressed)
{
    struct answer r;

    ck_status(argue(reader, DEBATE, "pro", "Con galleta.", 0), 303);
    r = get_gzip(reader, "/p/" DEBATE);
    ck_status(r, 200);
    ck_assert_str_eq(header_of(reader, &r, "Content-Encoding"), "");
    ck_assert(strstr(header_of(reader, &r, "Cache-Control"), "private") != NULL);
    sign_in(reader);
    r = get_gzip(reader, "/admin/");
    ck_status(r, 200);
    ck_assert_str_eq(header_of(reader, &r, "Content-Encoding"), "");
    ck_assert_str_eq(header_of(reader, &r, "Cache-Control"), "no-store");
}
END_TEST

START_TEST(a_head_is_its_page_without_the_body)
{
    static const char *const targets[] = { "/?head",          "/p/" DEBATE "?head",
                                           "/feed.atom?head", "/healthz",
                                           "/nothing",        "/static/site.css" };

    for (size_t i = 0; i < ARRAY_LEN(targets); i++) {
        const struct answer whole = get(stranger, targets[i]);
        const struct answer head =
            ASK(stranger, .method = "HEAD", .target = targets[i]);

        ck_status(head, whole.status);
        ck_assert_uint_eq(head.n, 0);
        ck_assert_str_eq(header_of(stranger, &head, "Content-Type"),
                         header_of(stranger, &whole, "Content-Type"));
        ck_assert_str_eq(header_of(stranger, &head, "Content-Length"),
                         arena_printf(site.arena, "%zu", whole.n));
    }
}
END_TEST

static struct answer conditional(struct browser *b, const char *target, const char *tag)
{
    return ASK(b, .target = target,
               .headers = { arena_printf(site.arena, "If-None-Match: %s", tag) });
}

START_TEST(an_unchanged_page_is_304_until_it_changes)
{
    struct answer page, r;
    const char *tag;

    site_debate("etiqueta", POLICY_HOLD_NONE);
    page = get(stranger, "/p/etiqueta");
    tag = header_of(stranger, &page, "ETag");
    ck_assert_str_ne(tag, "");
    r = conditional(stranger, "/p/etiqueta", tag);
    ck_status(r, 304);
    ck_assert_uint_eq(r.n, 0);
    ck_assert_str_eq(header_of(stranger, &r, "ETag"), tag);
    ck_status(conditional(stranger, "/p/etiqueta",
                          arena_printf(site.arena, "\"x\", %s", tag)),
              304);
    ck_status(conditional(stranger, "/p/etiqueta", "W/\"other\""), 200);
    ck_status(ASK(stranger, .target = "/p/etiqueta",
                  .headers = { "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT" }),
              200);
    ck_status(argue(reader, "etiqueta", "pro", "Ha cambiado.", 0), 303);
    ck_assert(EVENTUALLY(conditional(stranger, "/p/etiqueta", tag).status == 200));
    ck_status(conditional(reader, "/p/etiqueta", tag), 200);
}
END_TEST

START_TEST(a_static_file_lasts_as_long_as_its_fingerprint)
{
    struct answer r = get(stranger, "/static/site.css?v=abc");
    const char *tag;

    ck_status(r, 200);
    ck_assert_str_eq(header_of(stranger, &r, "Cache-Control"),
                     "public, max-age=31536000, immutable");
    ck_assert_str_eq(header_of(stranger, &r, "X-Content-Type-Options"), "nosniff");
    tag = header_of(stranger, &r, "ETag");
    ck_status(conditional(stranger, "/static/site.css", tag), 304);
    r = get(stranger, "/static/site.css");
    ck_assert_str_eq(header_of(stranger, &r, "Cache-Control"), "no-cache");
    r = ASK(stranger, .target = "/static/site.css", .headers = { "Range: bytes=0-9" });
    ck_status(r, 206);
    ck_assert_uint_eq(r.n, 10);
}
END_TEST

START_TEST(a_page_names_static_files_that_are_there)
{
    const struct answer page = get(stranger, "/");
    const char *at = strstr(page.body, "/static/site.css?v=");

    ck_assert_ptr_nonnull(at);
    ck_assert_uint_eq(strcspn(at, "\""), strlen("/static/site.css?v=") + 12);
    ck_status(get(stranger, arena_strndup(site.arena, at, strcspn(at, "\""))), 200);
}
END_TEST

START_TEST(static_files_have_their_types)
{
    static const struct {
        const char *target, *type;
    } rows[] = {
        { "/static/site.css", "text/css; charset=utf-8" },
        { "/static/site.js", "text/javascript; charset=utf-8" },
        { "/static/favicon.svg", "image/svg+xml" },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct answer r = get(stranger, rows[i].target);

        ck_status(r, 200);
        ck_assert_str_eq(header_of(stranger, &r, "Content-Type"), rows[i].type);
    }
}
END_TEST

START_TEST(a_range_of_a_page_is_the_page)
{
    const struct answer r =
        ASK(stranger, .target = "/p/" DEBATE, .headers = { "Range: bytes=0-3" });

    ck_status(r, 200);
    ck_says(r, "</html>");
}
END_TEST

/* ---- Simultaneous readers ---- */

#define TOGETHER 8
#define COLD_PAGES 20
#define SLOW_MS 450 /* by default nginx looks again after 500 ms */

struct together {
    pthread_t thread;
    pthread_barrier_t *start;
    struct browser *browser;
    const char *target; /* a prefix: a number follows */
    int answered, slow;
};

static void *read_cold_pages(void *one)
{
    struct together *r = one;

    for (int i = 0; i < COLD_PAGES; i++) {
        const char *target =
            arena_printf(browser_arena(r->browser), "%s-%d", r->target, i);
        int64_t asked;

        pthread_barrier_wait(r->start);
        asked = now_ms();
        r->answered += get(r->browser, target).status == 200;
        r->slow += now_ms() - asked >= SLOW_MS;
    }
    return NULL;
}

static bool most_hardly_wait(void)
{
    const char *target = fresh(reader, "/p/" DEBATE);
    struct together readers[TOGETHER];
    pthread_barrier_t start;
    int answered = 0, slow = 0;

    pthread_barrier_init(&start, NULL, TOGETHER);
    for (int i = 0; i < TOGETHER; i++) {
        readers[i] = (struct together){ .start = &start,
                                        .browser = browser_new(),
                                        .target = target };
        ck_assert_int_eq(
            pthread_create(&readers[i].thread, NULL, read_cold_pages, &readers[i]), 0);
    }
    for (int i = 0; i < TOGETHER; i++) {
        pthread_join(readers[i].thread, NULL);
        answered += readers[i].answered;
        slow += readers[i].slow;
        browser_free(readers[i].browser);
    }
    pthread_barrier_destroy(&start);
    ck_assert_int_eq(answered, TOGETHER * COLD_PAGES);
    return 2 * slow < answered;
}

/* With the fault, all but the first reader wait each time; without it, they wait only
 * while other work keeps the machine busy. */
START_TEST(who_comes_second_to_a_page_hardly_waits)
{
    ck_assert(EVENTUALLY(most_hardly_wait()));
}
END_TEST

/* ---- A full disk below the cache ---- */

static bool small_disk; /* nginx's cache is on its own disk of 1 MiB */

static void give_cache_a_small_disk(void)
{
    const char *cache = site_file("nginx/cache");

    ck_assert_int_eq(mkdir(cache, 0700), 0);
    small_disk =
        site_own_mounts() && mount("tmpfs", cache, "tmpfs", 0, "size=1m,mode=700") == 0;
}

/* Writes until not even one byte fits. */
static void fill_cache_disk(void)
{
    static const char piece[4096];
    const int fd =
        open(site_file("nginx/cache/filler"), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    ck_assert_int_ge(fd, 0);
    while (write(fd, piece, sizeof(piece)) > 0)
        ;
    ck_assert_int_eq(errno, ENOSPC);
    while (write(fd, piece, 1) > 0)
        ;
    close(fd);
}

static const char *const cacheable[] = {
    "/",
    "/p/" DEBATE,
    "/p/" DEBATE "?side=pro",
    "/p/" DEBATE "/latest",
    "/p/" DEBATE "/tally.png",
    "/p/" DEBATE "/tally.svg",
    "/p/" DEBATE "/comments.atom",
    "/feed.atom",
    "/comments.atom",
    "/sitemap.xml",
    "/counting",
};
#define CACHEABLE ARRAY_LEN(cacheable)

static void assert_all_answer(const char *query)
{
    for (size_t i = 0; i < CACHEABLE; i++)
        for (int packed = 0; packed < 2; packed++) {
            const char *target = arena_printf(site.arena, "%s%s%s", cacheable[i],
                                              *query && strchr(cacheable[i], '?') ? "&"
                                              : *query                            ? "?"
                                                                                  : "",
                                              query);
            const struct answer r =
                packed ? get_gzip(stranger, target) : get(stranger, target);

            ck_assert_msg(r.status == 200 && r.n > 0, "%s: %d", target, r.status);
        }
}

/* Does nginx alone answer the second request? */
static bool is_cached(const char *target)
{
    const struct answer first = get(stranger, target);
    struct answer again;

    for_workers(program_pause);
    again = ASK(stranger, .target = target, .patience_ms = 300);
    for_workers(program_resume);
    return first.status == 200 && again.status == 200;
}

static bool shows(const char *text)
{
    const struct answer page = get(stranger, "/p/" DEBATE);

    ck_status(page, 200);
    return says(&page, text);
}

START_TEST(with_a_full_disk_below_the_cache_every_page_answers)
{
    site_start(&(struct site_setup){ .prepared = give_cache_a_small_disk });
    if (!small_disk) {
        printf("skipped: no file system may be mounted here, so none is filled\n");
        site_stop();
        return;
    }
    ck_assert_msg(EVENTUALLY(is_cached("/p/" DEBATE)), "%s",
                  file_read(site.arena, site_file("nginx.log"), NULL));
    assert_all_answer("");
    fill_cache_disk();
    assert_all_answer("");      /* requested before */
    assert_all_answer("new=1"); /* never requested */
    ck_status(argue(reader, DEBATE, "pro", "Con el disco lleno.", 0), 303);
    ck_assert(EVENTUALLY(shows("Con el disco lleno."))); /* the cached page expires */
    assert_all_answer("");
    ck_assert_int_eq(unlink(site_file("nginx/cache/filler")), 0);
    ck_assert(EVENTUALLY(is_cached("/p/" DEBATE)));
    program_end(site.nginx);
    site.nginx = 0;
    umount2(site_file("nginx/cache"), MNT_DETACH);
    site_stop();
}
END_TEST

Suite *cache_suite(void);

Suite *cache_suite(void)
{
    Suite *s = suite_create("cache");
    TCase *tc = tcase_create("cache"), *full = tcase_create("full disk");

    tcase_add_unchecked_fixture(tc, site_shared, site_stop);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, strangers_are_answered_from_the_cache_and_writers_never);
    tcase_add_test(tc, a_picture_is_drawn_once_for_everybody);
    tcase_add_test(tc, writers_see_their_comment_at_once);
    tcase_add_test(tc, strangers_get_no_cookie);
    tcase_add_test(tc, a_compressed_page_holds_the_same_bytes);
    tcase_add_test(tc, only_who_takes_gzip_gets_it);
    tcase_add_test(tc, what_bears_a_cookie_is_never_compressed);
    tcase_add_test(tc, a_head_is_its_page_without_the_body);
    tcase_add_test(tc, an_unchanged_page_is_304_until_it_changes);
    tcase_add_test(tc, a_static_file_lasts_as_long_as_its_fingerprint);
    tcase_add_test(tc, a_page_names_static_files_that_are_there);
    tcase_add_test(tc, static_files_have_their_types);
    tcase_add_test(tc, a_range_of_a_page_is_the_page);
    tcase_add_test(tc, who_comes_second_to_a_page_hardly_waits);
    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(full, setup, teardown);
    tcase_add_test(full, with_a_full_disk_below_the_cache_every_page_answers);
    suite_add_tcase(s, full);
    return s;
}
