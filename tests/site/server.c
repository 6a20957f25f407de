/*
 * server.c - a whole site in a temporary folder: see server.h
 */
#include <curl/curl.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "array.h"
#include "browser.h"
#include "db.h"
#include "number.h"
#include "post_save.h"
#include "server.h"
#include "wire.h"

#define NGINX "/usr/sbin/nginx"

struct served site;

const char *site_file(const char *name)
{
    return arena_printf(site.arena, "%s/%s", site.scratch.folder, name);
}

void site_configure(const struct site_setup *setup)
{
    file_write(site.config, arena_printf(site.arena,
                                         "[site]\n"
                                         "base_url = http://127.0.0.1:%d\n"
                                         "timezone = UTC\n"
                                         "[paths]\n"
                                         "database = site.db\n"
                                         "templates = templates\n"
                                         "static = " SOURCE_DIR "/static\n"
                                         "[server]\n"
                                         "socket = tertulia.sock\n"
                                         "workers = %d\n"
                                         "%s"
                                         "[mail]\n"
                                         "%s"
                                         "[limits]\n"
                                         "min_fill_seconds = 0\n"
                                         "%s",
                                         site.port.number, WORKERS,
                                         setup->server ? setup->server : "",
                                         setup->mail ? setup->mail : "",
                                         setup->limits ? setup->limits
                                                       : "comments_per_minute = 0\n"
                                                         "comments_per_day = 0\n"));
}

struct outcome site_command(const char *const *words)
{
    const char *all[16] = { "--config", site.config };

    for (size_t i = 0; words[i]; i++) {
        ck_assert_uint_lt(i + 3, ARRAY_LEN(all));
        all[i + 2] = words[i];
    }
    return program_run(site.arena, &(struct program){ .words = all }, "", 0);
}

static void make_author(void)
{
    const char *const words[] = { "--config", site.config,        "user", "add",
                                  AUTHOR,     "--password-stdin", NULL };
    const struct outcome o =
        program_run(site.arena, &(struct program){ .words = words }, PASSWORD "\n",
                    strlen(PASSWORD) + 1);

    ck_assert_msg(o.status == 0, "%s", o.err);
}

void site_prepare(const struct site_setup *setup)
{
    struct outcome o;

    ck_assert_int_eq(curl_global_init(CURL_GLOBAL_DEFAULT), 0);
    site = (struct served){ .arena = arena_new(), .port = port_take() };
    scratch_make(&site.scratch);
    site.has_disk = setup->disk != NULL;
    if (site.has_disk)
        ck_assert_int_eq(mount("none", site.scratch.folder, "tmpfs", 0, setup->disk),
                         0);
    snprintf(site.config, sizeof(site.config), "%s/tertulia.conf", site.scratch.folder);
    snprintf(site.socket, sizeof(site.socket), "%s/tertulia.sock", site.scratch.folder);
    snprintf(site.templates, sizeof(site.templates), "%s/templates",
             site.scratch.folder);
    o = program_run(
        site.arena,
        &(struct program){ "/bin/cp",
                           WORDS("-r", SOURCE_DIR "/templates", site.scratch.folder),
                           NULL },
        "", 0);
    ck_assert_int_eq(o.status, 0);
    site_configure(setup);
    o = site_command(WORDS("init", "--title", "Prueba", "--lang", "es"));
    ck_assert_msg(o.status == 0, "%s", o.err);
    make_author();
    site_debate(DEBATE, POLICY_HOLD_NONE);
}

/* Starts a server; its standard error goes to the file `log`. */
static pid_t start(const char *path, const char *const *words, const char *log)
{
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    const int err =
        open(site_file(log), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const pid_t pid =
        program_start(&(struct program){ path, words, NULL }, nothing, nothing, err);

    ck_assert(nothing >= 0 && err >= 0);
    close(nothing);
    close(err);
    return pid;
}

void site_serve(void)
{
    site.serve = start(NULL, WORDS("--config", site.config, "serve"), "serve.log");
    ck_assert_msg(EVENTUALLY(wire_reaches(site.socket)), "%s", site_log());
}

/* `text` with all `edits` made; each must match. */
static const char *edited(const char *text, const char *const *edits)
{
    for (; edits && *edits; edits += 2) {
        const char *at = strstr(text, edits[0]);

        ck_assert_msg(at != NULL, "no \"%s\" in %s", edits[0], text);
        text = arena_printf(site.arena, "%.*s%s%s", (int)(at - text), text, edits[1],
                            at + strlen(edits[0]));
    }
    return text;
}

static void start_nginx(const struct site_setup *setup)
{
    const char *folder = site_file("nginx"), *conf = site_file("nginx.conf");
    const struct outcome o = site_command(
        WORDS("nginx", "--port", arena_printf(site.arena, "%d", site.port.number),
              "--unprivileged", folder, setup->nginx_limits ? NULL : "--no-limits"));

    ck_assert_msg(o.status == 0, "%s", o.err);
    file_write(conf, edited(o.out, setup->nginx_edits));
    site.nginx =
        start(NGINX, WORDS("-e", "stderr", "-p", folder, "-c", conf), "nginx.log");
}

static bool answers(void)
{
    struct browser *b = browser_new();
    const int status = get(b, "/healthz").status;

    browser_free(b);
    return status == 200;
}

void site_start(const struct site_setup *setup)
{
    site_prepare(setup);
    ck_assert_int_eq(mkdir(site_file("nginx"), 0700), 0);
    if (setup->prepared)
        setup->prepared();
    site_serve();
    if (setup->without_nginx)
        return;
    start_nginx(setup);
    ck_assert_msg(EVENTUALLY(answers()), "%s\n%s", site_log(),
                  file_read(site.arena, site_file("nginx.log"), NULL));
}

void site_shared(void)
{
    site_start(&(struct site_setup){ 0 });
}

void site_stop(void)
{
    if (site.nginx)
        program_end(site.nginx);
    if (site.serve)
        program_end(site.serve);
    if (site.has_disk)
        ck_assert_int_eq(umount2(site.scratch.folder, MNT_DETACH), 0);
    scratch_remove(&site.scratch);
    port_give_back(&site.port);
    arena_free(site.arena);
    curl_global_cleanup();
}

const char *site_log(void)
{
    return file_read(site.arena, site_file("serve.log"), NULL);
}

bool site_log_says(const char *text)
{
    return strstr(site_log(), text) != NULL;
}

static struct db *database(void)
{
    struct db *db;

    ck_assert_int_eq(db_open(&db, site.scratch.file, DB_READ_WRITE, PATIENCE_MS),
                     RC_OK);
    return db;
}

int64_t site_debate(const char *slug, enum policy policy)
{
    const struct post_draft draft = {
        .slug = slug,
        .title = "Llevar las redes desde casa",
        .question = "¿Se llevan mejor desde casa?",
        .label_pro = "",
        .label_contra = "",
        .author = AUTHOR,
        .body_md = "Texto.",
        .conclusion_md = "",
        .conclusion = { "" },
        .summary = "Texto.",
        .body = { "<p>Texto.</p>" },
        .renderer = 1,
        .kind = POST_DEBATE,
        .state = POST_PUBLISHED,
        .lang = LANG_ES,
        .policy = policy,
        .open = true,
        .now = time(NULL),
    };
    struct db *db = database();
    int64_t id = 0;
    bool taken;

    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_OK);
    db_close(db);
    return id;
}

int64_t site_number(const char *query)
{
    const struct sql sql = { "number", query };
    struct db *db = database();
    int64_t n = 0;

    ck_assert_int_eq(db_get_i64(db, &sql, DB_NO_ARGS, &n), RC_OK);
    db_close(db);
    return n;
}

void site_change(const char *script)
{
    struct db *db = database();

    ck_assert_int_eq(db_script(db, "change", script), RC_OK);
    db_close(db);
}

struct db *site_lock(void)
{
    struct db *db = database();

    ck_assert_int_eq(db_begin_write(db), RC_OK);
    return db;
}

void site_unlock(struct db *db)
{
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    db_close(db);
}

const char *site_stored(void)
{
    static const struct sql sql = {
        "stored", "SELECT (SELECT count(*) FROM comment) || ' comments '"
                  "       || (SELECT count(*) FROM person) || ' people '"
                  "       || (SELECT count(*) FROM session) || ' sessions '"
                  "       || (SELECT count(*) FROM account) || ' accounts '"
                  "       || (SELECT count(*) FROM post) || ' posts '"
                  "       || (SELECT sum(revision) FROM post) || ' revisions '"
                  "       || (SELECT count(*) FROM decision) || ' decisions '"
                  "       || (SELECT sum(comments) FROM tally) || ' tally '"
                  "       || (SELECT title FROM site)"
    };
    struct db *db = database();
    const char *text = "";
    struct rows r;

    db_query(&r, db, &sql, DB_NO_ARGS);
    if (db_next(&r))
        text = row_text(&r, 0, site.arena);
    ck_assert_int_eq(db_done(&r), RC_OK);
    db_close(db);
    return text;
}

void site_assert_sound(void)
{
    const struct outcome o = site_command(WORDS("check"));

    ck_assert_msg(o.status == 0 && !*o.err, "%d: %s%s", o.status, o.out, o.err);
}

/* Child processes of the supervisor with this name; at most n. */
static size_t children(const char *name, pid_t *pids, size_t n)
{
    const char *list = file_read(
        site.arena,
        arena_printf(site.arena, "/proc/%d/task/%d/children", site.serve, site.serve),
        NULL);
    const char *line = arena_printf(site.arena, "%s\n", name);
    size_t found = 0;

    while (*list && found < n) {
        const size_t digits = strcspn(list, " ");
        const char *pid = arena_strndup(site.arena, list, digits);
        const char *comm = arena_printf(site.arena, "/proc/%s/comm", pid);
        uint64_t number;

        ck_assert(parse_uint(pid, INT32_MAX, &number));
        if (strcmp(file_read(site.arena, comm, NULL), line) == 0)
            pids[found++] = (pid_t)number;
        list += digits + strspn(list + digits, " ");
    }
    return found;
}

size_t site_workers(pid_t *pids, size_t n)
{
    return children("tertulia", pids, n);
}

pid_t site_mail_process(void)
{
    pid_t pid;

    return children("tertulia-mail", &pid, 1) ? pid : 0;
}

bool site_is_complete(const pid_t *gone, size_t n)
{
    pid_t now[16];
    const size_t count = site_workers(now, 16);

    for (size_t i = 0; i < count; i++) {
        /* A worker makes it last, when it is ready to serve. */
        if (!program_has_open(now[i], "anon_inode:[eventpoll]"))
            return false;
        for (size_t j = 0; j < n; j++)
            if (now[i] == gone[j])
                return false;
    }
    return count == WORKERS;
}

void site_reload(void)
{
    pid_t gone[16];
    const size_t n = site_workers(gone, 16);

    ck_assert_int_eq(kill(site.serve, SIGHUP), 0);
    ck_assert_msg(EVENTUALLY(site_is_complete(gone, n)), "%s", site_log());
}

size_t site_survivors(const pid_t *before, size_t n)
{
    pid_t now[8];
    const size_t count = site_workers(now, 8);
    size_t same = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < n; j++)
            same += now[i] == before[j];
    return same;
}

void site_program(const char *server)
{
    site_start(&(struct site_setup){ .server = server, .without_nginx = true });
    ck_assert(EVENTUALLY(site_is_complete(NULL, 0)));
}

bool site_serves(void)
{
    return strncmp(wire_get(site.arena, site.socket, "/healthz"), "Status: 200 ", 12) ==
           0;
}

static void write_kernel(const char *file, const char *text)
{
    const int fd = open(file, O_WRONLY | O_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static void keep_number(const char *file, unsigned number)
{
    char text[40];

    snprintf(text, sizeof(text), "%u %u 1", number, number);
    write_kernel(file, text);
}

bool site_own_mounts(void)
{
    const unsigned user = getuid(), group = getgid();

    if (unshare(CLONE_NEWNS) == 0)
        return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    write_kernel("/proc/self/setgroups", "deny");
    keep_number("/proc/self/uid_map", user);
    keep_number("/proc/self/gid_map", group);
    return true;
}
