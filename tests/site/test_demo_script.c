/*
 * test_demo_script.c - ./demo in several trees at once, and twice in one tree
 *
 * A tree holds the real script, the built program and the templates; the build tools
 * are stubs.
 */
#include <fcntl.h>

#include "browser.h"
#include "server.h"

Suite *demo_script_suite(void);

static const char *make_tree(const char *name)
{
    static const char script[] =
        "mkdir -p $1/deploy $1/build/release/cgi $1/bin && cp $2/demo $1/ &&"
        " ln -s $2/templates $2/static $1/ && ln -s $3 $1/build/release/cgi/tertulia &&"
        " touch $1/build/release/build.ninja && ln -s /bin/true $1/bin/cmake &&"
        " echo 'build_packages= serve_packages= ensure_packages() { :; }'"
        " | sed 's/ ensure/\\nensure/' >$1/deploy/packages.sh";
    const char *tree = site_file(name);
    const struct program shell = {
        "/bin/bash", WORDS("-euc", script, "make", tree, SOURCE_DIR, TERTULIA_PROGRAM),
        NULL
    };
    const struct outcome o = program_run(site.arena, &shell, "", 0);

    ck_assert_msg(o.status == 0, "%s", o.err);
    return tree;
}

/* A demo that runs, or has failed. */
struct demo {
    const char *tree, *out;
    pid_t pid;
};

static struct demo demo_start(const char *tree, int port)
{
    struct demo d = { .tree = tree, .out = arena_printf(site.arena, "%s/out", tree) };
    const int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int out = open(d.out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    d.pid = program_start(
        &(struct program){
            "/bin/bash", WORDS(arena_printf(site.arena, "%s/demo", tree)),
            (const char *const[]){
                arena_printf(site.arena, "PATH=%s/bin:/usr/bin:/bin:/usr/sbin", tree),
                arena_printf(site.arena, "PORT=%d", port), NULL } },
        in, out, out);
    close(in);
    close(out);
    return d;
}

static const char *said(const struct demo *d)
{
    return file_read(site.arena, d->out, NULL);
}

/* Waits until the demo serves, gets its first page and returns its port. */
static int demo_port(const struct demo *d)
{
    static const char mark[] = "http://127.0.0.1:";
    struct browser *b;
    const char *at;

    ck_assert_msg(EVENTUALLY(strstr(said(d), "Ctrl-C") || program_is_over(d->pid)),
                  "%s", said(d));
    at = strstr(said(d), mark);
    ck_assert_msg(at != NULL, "%s", said(d));
    site.port.number = (int)strtol(at + strlen(mark), NULL, 10);
    b = browser_new();
    ck_says(get(b, "/"), "De puertas adentro");
    browser_free(b);
    return site.port.number;
}

static void setup(void)
{
    site = (struct served){ .arena = arena_new() };
    scratch_make(&site.scratch);
}

static void teardown(void)
{
    scratch_remove(&site.scratch);
    arena_free(site.arena);
}

START_TEST(two_trees_start_at_once)
{
    struct port port = port_take(), next = port_take();
    struct demo one, two;
    int sum;

    while (next.number != port.number + 1) {
        port = next;
        next = port_take();
    }
    one = demo_start(make_tree("one"), port.number);
    two = demo_start(make_tree("two"), port.number);
    sum = demo_port(&one);
    sum += demo_port(&two);
    ck_assert_int_eq(sum, port.number + next.number);
    ck_assert_int_eq(program_end(one.pid), 0);
    ck_assert_int_eq(program_end(two.pid), 0);
}
END_TEST

START_TEST(a_tree_runs_one_at_a_time)
{
    const char *tree = make_tree("one");
    struct demo one = demo_start(tree, port_take().number);
    const char *again[] = { "", "--reset" };

    demo_port(&one);
    for (size_t i = 0; i < 2; i++) {
        const struct program demo = { "/bin/bash",
                                      WORDS(arena_printf(site.arena, "%s/demo", tree),
                                            again[i][0] ? again[i] : NULL),
                                      NULL };
        const struct outcome o = program_run(site.arena, &demo, "", 0);

        ck_assert_int_eq(o.status, 1);
        ck_assert_msg(strstr(o.err, "it is running already"), "%s", o.err);
    }
    demo_port(&one);
    ck_assert_int_eq(program_end(one.pid), 0);
    one = demo_start(tree, port_take().number);
    demo_port(&one);
    ck_assert_int_eq(program_end(one.pid), 0);
}
END_TEST

/* The copied pid file names a running demo, but of another tree. */
START_TEST(a_copied_tree_is_not_running)
{
    const char *copy = make_tree("copy");
    struct demo one = demo_start(make_tree("one"), port_take().number), two;

    demo_port(&one);
    ck_assert_int_eq(mkdir(arena_printf(site.arena, "%s/.demo", copy), 0700), 0);
    file_write(arena_printf(site.arena, "%s/.demo/lock", copy), "");
    file_write(arena_printf(site.arena, "%s/.demo/pid", copy),
               arena_printf(site.arena, "%d\n", (int)one.pid));
    two = demo_start(copy, port_take().number);
    demo_port(&two);
    ck_assert_int_eq(program_end(one.pid), 0);
    ck_assert_int_eq(program_end(two.pid), 0);
}
END_TEST

Suite *demo_script_suite(void)
{
    Suite *s = suite_create("demo script");
    TCase *tc = tcase_create("demo script");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 180);
    tcase_add_test(tc, two_trees_start_at_once);
    tcase_add_test(tc, a_tree_runs_one_at_a_time);
    tcase_add_test(tc, a_copied_tree_is_not_running);
    suite_add_tcase(s, tc);
    return s;
}
