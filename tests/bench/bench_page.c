/*
 * bench_page.c - CPU time of a request inside a worker, without a socket
 *
 * Meant for the release preset. Fills its own database in a temporary folder, prints
 * one line per page and checks no limit.
 */
#include <stdlib.h>
#include <unistd.h>

#include "array.h"
#include "clock.h"
#include "comment.h"
#include "dispatch.h"
#include "encode.h"
#include "markdown.h"
#include "post_save.h"
#include "site.h"
#include "token.h"
#include "upgrade.h"

#define ROUNDS 301
#define TEXT                                                                           \
    "Una empresa pequeña no puede pagar a alguien **solo** para esto, igual que no "  \
    "puede"                                                                            \
    " tener en plantilla a un asesor fiscal.\n\nPor eso la ayuda de fuera es "         \
    "necesaria;"                                                                       \
    " hasta dónde llega [ya se negocia](https://example.org/), según lo que se "     \
    "necesite y"                                                                       \
    " lo que se pueda pagar. Lo demás es discutir por discutir, y para eso ya "       \
    "tenemos las"                                                                      \
    " comidas de los domingos, que además salen bastante más baratas y se come mejor."

struct bench {
    struct app app;
    struct worker worker;
    int days; /* over which a debate's comments spread, up to today */
    struct encoder *encoder;
};

/* Bytes of an answer: plain, compressed. */
struct weight {
    size_t bytes, packed;
};

static void must(enum rc rc, const char *what)
{
    if (rc == RC_OK)
        return;
    fprintf(stderr, "bench_page: %s failed (%d)\n", what, (int)rc);
    exit(1);
}

static double cpu_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void open_site(struct bench *b, const char *folder)
{
    char path[4096];
    struct db *db;

    snprintf(path, sizeof(path), "%s/site.db", folder);
    setenv("TERTULIA_PATHS_DATABASE", path, 1);
    setenv("TERTULIA_PATHS_TEMPLATES", SOURCE_DIR "/templates", 1);
    setenv("TERTULIA_LIMITS_COMMENTS_PER_MINUTE", "0", 1);
    setenv("TERTULIA_LIMITS_COMMENTS_PER_DAY", "0", 1);
    setenv("TERTULIA_PATHS_STATIC", SOURCE_DIR "/static", 1);
    must(app_open(&b->app, "/dev/null"), "app_open");
    must(db_open(&db, path, DB_CREATE, 1000), "db_open");
    must(schema_create(db), "schema_create");
    must(site_create(db, "Bench", "", LANG_ES, clock_now()), "site_create");
    db_close(db);
    must(worker_open(&b->worker, &b->app), "worker_open");
}

static int64_t add_post(struct bench *b, const char *slug)
{
    struct post_draft draft = {
        .slug = slug,
        .title = slug,
        .question = "?",
        .label_pro = "",
        .label_contra = "",
        .author = "Elena",
        .body_md = "x",
        .conclusion_md = "",
        .conclusion = { "" },
        .summary = "x",
        .body = { "<p>x</p>" },
        .renderer = MARKDOWN_VERSION,
        .kind = POST_DEBATE,
        .state = POST_PUBLISHED,
        .lang = LANG_ES,
        .open = true,
        .now = clock_now(),
    };
    bool taken;
    int64_t id;

    must(post_save(b->worker.db, &draft, &id, &taken), "post_save");
    return id;
}

static int64_t add_comment(struct bench *b, int64_t post, int64_t parent, int n)
{
    struct comment_draft draft = {
        .post_id = post,
        .parent_id = parent,
        .name = "Marta del Río",
        .website = "",
        .side = n % 2 ? SIDE_CONTRA : SIDE_PRO,
        .state = COMMENT_VISIBLE,
        .now = clock_now() - (b->days ? n % b->days : 0) * (int64_t)DAY_S,
    };
    struct comment_markup markup;
    enum comment_refusal refusal;
    int64_t id;

    secret_random(&draft.key_digest);
    secret_random(&draft.submission);
    must(markdown_comment(b->worker.arena, TEXT, NULL, &markup), "markdown_comment");
    draft.text = (struct comment_text){ .source = TEXT,
                                        .html = markup.html,
                                        .excerpt = markup.excerpt,
                                        .renderer = MARKDOWN_VERSION };
    must(comment_add(b->worker.db, b->worker.arena, &draft, &id, &refusal),
         "comment_add");
    arena_reset(b->worker.arena);
    return id;
}

/* Returns the id of the first comment. */
static int64_t fill(struct bench *b, const char *slug, int threads, int replies)
{
    int64_t post = add_post(b, slug), first = 0;

    must(db_begin_write(b->worker.db), "begin");
    for (int i = 0; i < threads; i++) {
        int64_t root = add_comment(b, post, 0, i);

        first = first ? first : root;
        for (int j = 0; j < replies; j++)
            add_comment(b, post, root, j);
    }
    must(db_end(b->worker.db, RC_OK), "commit");
    return first;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* `target` may have a query. */
static struct weight answer(struct bench *b, enum method method, const char *target,
                            const char *body, int status, bool packed)
{
    static char path[256];
    const char *query = strchr(target, '?');
    struct request rq = {
        .method = method,
        .path = path,
        .raw_query = query ? query + 1 : "",
        .content_type = "application/x-www-form-urlencoded",
        .address = "127.0.0.1",
        .origin = "",
        .fetch_site = "",
        .if_none_match = "",
        .accept_encoding = packed ? "gzip" : "",
        .user_agent = "",
        .accept_language = "",
        .cookie_header = "",
        .body = body,
        .body_bytes = strlen(body),
    };
    struct response rs;
    struct weight w;

    snprintf(path, sizeof(path), "%.*s", (int)strcspn(target, "?"), target);
    dispatch(&b->worker, &rq, &rs);
    if (rs.status != status)
        must(RC_FAIL, target);
    w.bytes = rs.body->n;
    w.packed = packed ? encoder_encode(b->encoder, &rq, &rs).body_bytes : 0;
    arena_reset(b->worker.arena);
    return w;
}

static void measure(struct bench *b, const char *what, const char *path)
{
    static double ms[ROUNDS];
    const struct weight w = answer(b, METHOD_GET, path, "", 200, true);

    for (int i = 0; i < ROUNDS; i++) {
        double start = cpu_ms();

        answer(b, METHOD_GET, path, "", 200, false);
        ms[i] = cpu_ms() - start;
    }
    qsort(ms, ROUNDS, sizeof(ms[0]), ascending);
    printf("%-52s %7.3f ms (median of %d; fastest %.3f), %zu bytes, %zu packed\n", what,
           ms[ROUNDS / 2], ROUNDS, ms[0], w.bytes, w.packed);
}

/* Saves a comment of a new reader each time, with its form token, durably. */
static void measure_post(struct bench *b)
{
    static double ms[ROUNDS];
    char *token, body[4096];
    struct arena *a = arena_new();
    struct site *site;
    struct post *post;

    must(site_load(b->worker.db, a, clock_now(), &site), "site_load");
    must(post_by_slug(b->worker.db, a, "huge", false, &post), "post_by_slug");
    token = token_make(a, &site->key, "comment", post->id, clock_now() - 60);
    for (int i = 0; i < ROUNDS; i++) {
        double start;

        snprintf(body, sizeof(body), "token=%s&side=pro&name=Ana&body=%s+%d", token,
                 TEXT, i);
        start = cpu_ms();
        answer(b, METHOD_POST, "/p/huge/comments", body, 303, false);
        ms[i] = cpu_ms() - start;
    }
    qsort(ms, ROUNDS, sizeof(ms[0]), ascending);
    printf("%-52s %7.3f ms (median of %d; fastest %.3f)\n",
           "a comment accepted, of 100,000", ms[ROUNDS / 2], ROUNDS, ms[0]);
    arena_free(a);
}

int main(void)
{
    char folder[] = "/tmp/tertulia-bench-XXXXXX", path[64], single[64];
    static const char *const files[] = { "site.db", "site.db-wal", "site.db-shm" };
    struct bench b = { .encoder = encoder_new() };

    if (!secret_init() || !mkdtemp(folder))
        return 1;
    open_site(&b, folder);
    fill(&b, "small", 50, 1);
    b.days = 60;
    fill(&b, "months", 50, 1);
    b.days = 0;
    fill(&b, "large", 50, 19);
    fill(&b, "debate", 2000, 4);
    fill(&b, "huge", 20000, 4);
    snprintf(single, sizeof(single), "/p/thread/comments/%lld",
             (long long)fill(&b, "thread", 1, 999));
    measure(&b, "home", "/");
    measure(&b, "50 threads, 100 comments", "/p/small");
    measure(&b, "the same over sixty days", "/p/months");
    measure(&b, "50 threads, 100 of 1,000 comments", "/p/large");
    measure(&b, "one part of a thread of 1,000 comments", single);
    measure(&b, "first page of a debate with 10,000 comments", "/p/debate");
    measure(&b, "the same, newest first", "/p/debate?order=newest");
    measure(&b, "the same, unanswered by support, in columns",
            "/p/debate?show=unanswered&order=supported&view=columns");
    measure(&b, "the same, page 20", "/p/debate?page=20");
    measure(&b, "first page of a debate with 100,000 comments", "/p/huge");
    measure(&b, "the tally as SVG", "/p/small/tally.svg");
    measure(&b, "the tally as PNG", "/p/small/tally.png");
    measure(&b, "the printable sheet", "/p/small/sheet");
    measure(&b, "latest, of 100,000 comments", "/p/huge/latest");
    measure(&b, "feed of 50 comments, of 100,000", "/p/huge/comments.atom");
    measure(&b, "feed of the site's comments", "/comments.atom");
    measure_post(&b);
    encoder_free(b.encoder);
    worker_close(&b.worker);
    app_close(&b.app);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
        unlink(path);
    }
    return rmdir(folder) != 0;
}
