/*
 * call.c - drives dispatch() on a database in memory: see call.h
 */
#include <stdarg.h>
#include <time.h>

#include "call.h"
#include "clock.h"
#include "dispatch.h"
#include "identity.h"
#include "log.h"
#include "scratch.h"
#include "site.h"
#include "upgrade.h"
#include "url.h"

#define OUT_MAX ((size_t)16 * 1024 * 1024) /* as in a worker */

static struct app app;
static struct config defaults;
static struct worker worker;
static struct arena *arena;
static int64_t now;
static unsigned addresses;
static struct scratch scratch; /* where files beside the database would be */

void call_open(void)
{
    ck_assert(secret_init());
    app = (struct app){ .arena = arena_new(), .static_version = "0123456789ab" };
    ck_assert_int_eq(config_load(app.arena, "/dev/null", &defaults), RC_OK);
    ck_assert_int_eq(tpl_set_open(SOURCE_DIR "/templates", &app.tpl), RC_OK);
    setenv("TZ", "UTC", 1);
    tzset();
}

void call_close(void)
{
    tpl_set_free(app.tpl);
    arena_free(app.arena);
}

void call_setup(void)
{
    arena = arena_new();
    scratch_make(&scratch);
    app.config = defaults;
    app.config.database = scratch.file;
    now = CALL_NOW;
    addresses = 0;
    clock_fix(now);
    secret_fix(1);
    worker = (struct worker){ .app = &app, .arena = arena };
    buf_init(&worker.out, OUT_MAX);
    ck_assert_int_eq(db_open(&worker.db, ":memory:", DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(schema_create(worker.db), RC_OK);
    ck_assert_int_eq(
        site_create(worker.db, "La tertulia", "Un lema", LANG_ES, CALL_NOW), RC_OK);
    log_threshold(LOG_LEVEL_ERROR + 1); /* failures here are made on purpose */
}

void call_teardown(void)
{
    log_threshold(LOG_LEVEL_INFO);
    db_close(worker.db);
    buf_clear(&worker.out);
    arena_free(arena);
    scratch_remove(&scratch);
    secret_fix(0);
    clock_fix(0);
}

struct config *call_config(void)
{
    return &app.config;
}

struct worker *call_worker(void)
{
    return &worker;
}

struct arena *call_arena(void)
{
    return arena;
}

struct db *call_db(void)
{
    return worker.db;
}

void later(int64_t seconds)
{
    now += seconds;
    clock_fix(now);
}

static const char *or_else(const char *given, const char *fallback)
{
    return given ? given : fallback;
}

static struct buf *kept(const struct buf *out)
{
    struct buf *copy = ARENA_NEW(arena, struct buf);

    copy->n = out->n;
    copy->s = arena_alloc(arena, out->n + 1);
    memcpy(copy->s, out->s, out->n);
    return copy;
}

static struct request request_of(const struct visit *v)
{
    const size_t n = strcspn(v->target, "?");
    struct request rq = {
        .method = v->method,
        .path = arena_strndup(worker.arena, v->target, n),
        .raw_query = v->target[n] ? v->target + n + 1 : "",
        .content_type = or_else(v->type, v->method == METHOD_POST
                                             ? "application/x-www-form-urlencoded"
                                             : ""),
        .address = or_else(v->address, "192.0.2.1"),
        .origin = or_else(v->origin, ""),
        .fetch_site = or_else(v->fetch_site, ""),
        .if_none_match = or_else(v->etag, ""),
        .accept_encoding = "",
        .user_agent = or_else(v->agent, "a browser"),
        .accept_language = "es",
        .cookie_header = or_else(v->cookie, ""),
        .body = or_else(v->body, ""),
        .body_bad = v->body_bad,
        .body_too_large = v->body_too_large,
    };

    rq.body_bytes = v->body_bytes ? v->body_bytes : strlen(rq.body);
    return rq;
}

struct response visit(const struct visit *v)
{
    struct request rq = request_of(v);
    struct response rs;

    dispatch(&worker, &rq, &rs);
    rs.body = kept(&worker.out);
    return rs;
}

static int64_t cpu_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

int64_t visit_cost_ns(const struct visit *v, int *status)
{
    const int64_t before = cpu_ns();
    struct request rq;
    struct response rs;

    worker.arena = arena_new();
    rq = request_of(v);
    dispatch(&worker, &rq, &rs);
    *status = rs.status;
    arena_free(worker.arena);
    worker.arena = arena;
    return cpu_ns() - before;
}

struct response call(enum method method, const char *target, const char *body)
{
    return VISIT(.method = method, .target = target, .body = body);
}

struct response get(const char *target)
{
    return call(METHOD_GET, target, NULL);
}

struct response get_as(const char *cookie, const char *target)
{
    return VISIT(.method = METHOD_GET, .target = target, .cookie = cookie);
}

struct response post_as(const char *cookie, const char *target, const char *body)
{
    return VISIT(.method = METHOD_POST, .target = target, .cookie = cookie,
                 .body = body);
}

/* Keeps the reader cookie that an answer sets. */
static void keep(const char **cookie, const struct response *rs)
{
    const char *set = cookie_of(rs, "reader");

    if (*set)
        *cookie = set;
}

struct response browse(const char **cookie, const char *target, const char *body)
{
    struct response rs =
        VISIT(.method = METHOD_POST, .target = target, .cookie = *cookie, .body = body,
              .fetch_site = "same-origin");

    keep(cookie, &rs);
    if (rs.status != 307)
        return rs;
    ck_assert_ptr_nonnull(strchr(rs.location, '?'));
    rs = VISIT(.method = METHOD_POST, .target = rs.location, .cookie = *cookie,
               .body = body, .fetch_site = "same-origin");
    ck_assert_int_ne(rs.status, 307);
    keep(cookie, &rs);
    return rs;
}

const char *text_of(const struct response *rs)
{
    return rs->body->s;
}

bool says(const struct response *rs, const char *text)
{
    return strstr(rs->body->s, text) != NULL;
}

size_t times(const struct response *rs, const char *text)
{
    size_t n = 0;

    for (const char *s = rs->body->s; (s = strstr(s, text)); s += strlen(text))
        n++;
    return n;
}

const char *field_of(const struct response *rs, const char *name)
{
    const char *mark = arena_printf(arena, "name=\"%s\" value=\"", name);
    const char *at = strstr(rs->body->s, mark);

    ck_assert_msg(at != NULL, "no field %s in %s", name, rs->body->s);
    at += strlen(mark);
    return arena_strndup(arena, at, strcspn(at, "\""));
}

const char *cookie_of(const struct response *rs, const char *name)
{
    for (size_t i = 0; i < rs->cookies; i++) {
        const char *c = rs->cookie[i];
        const size_t n = strlen(name);

        if (strncmp(c, name, n) == 0 && c[n] == '=')
            return arena_strndup(arena, c, strcspn(c, ";"));
    }
    return "";
}

void check_sealed(const struct response *rs, const char *where)
{
    const char *seal = rs->location ? strstr(rs->location, "&seal=") : NULL;

    ck_status(*rs, 303);
    ck_assert_msg(seal != NULL, "no seal in %s", rs->location);
    ck_assert_str_eq(arena_strndup(arena, rs->location, (size_t)(seal - rs->location)),
                     where);
}

#define COUNT(table) "(SELECT count(*) FROM " table ") || ' ' || "

/* clang-format off */
static const struct sql STORED = { "stored",
    "SELECT "
    COUNT("person") COUNT("account") COUNT("account_link") COUNT("session")
    COUNT("rate_event") COUNT("post") COUNT("comment") COUNT("person_stance") COUNT("decision")
    COUNT("stance") COUNT("support") COUNT("revision") COUNT("citation")
    "(SELECT total(version + revision) FROM post) || ' ' ||"
    " (SELECT total(comments + pro + 100 * contra + people_pro + 100 * people_contra)"
    "  FROM tally) || ' ' ||"
    " (SELECT total(state + 10 * side + 100 * supports + length(body_md)) FROM comment)"
    " || ' ' ||"
    " (SELECT total(undone) FROM decision) || ' ' ||"
    " (SELECT coalesce(group_concat(password_hash), '') FROM account) || ' ' ||"
    " (SELECT title || tagline || lang || policy || ' ' || version FROM site)" };
/* clang-format on */

const char *stored(void)
{
    const char *text = "";
    struct rows r;

    db_query(&r, worker.db, &STORED, DB_NO_ARGS);
    if (db_next(&r))
        text = row_text(&r, 0, arena);
    ck_assert_int_eq(db_done(&r), RC_OK);
    return text;
}

int64_t number(const char *text)
{
    struct sql *sql = ARENA_NEW(arena, struct sql);
    int64_t n;

    *sql = (struct sql){ "number", text };
    ck_assert_int_eq(db_get_i64(worker.db, sql, DB_NO_ARGS, &n), RC_OK);
    return n;
}

const char *form(const char *name, ...)
{
    const char *text = "";
    va_list rest;

    va_start(rest, name);
    for (; name; name = va_arg(rest, const char *))
        text = arena_printf(arena, "%s%s%s=%s", text, *text ? "&" : "", name,
                            url_encode(arena, va_arg(rest, const char *)));
    va_end(rest);
    return text;
}

struct post_draft debate_draft(const char *slug)
{
    return (struct post_draft){
        .slug = slug,
        .title = arena_printf(arena, "Título de %s", slug),
        .question = "¿Conviene?",
        .label_pro = "",
        .label_contra = "",
        .author = "Quien escribe",
        .body_md = "Texto.",
        .conclusion_md = "",
        .body = { "<p>Texto.</p>\n" },
        .conclusion = { "" },
        .summary = "Texto.",
        .renderer = 1,
        .kind = POST_DEBATE,
        .state = POST_PUBLISHED,
        .lang = LANG_ES,
        .policy = POLICY_HOLD_NONE,
        .open = true,
        .now = now,
    };
}

int64_t save_post(const struct post_draft *draft)
{
    bool taken;
    int64_t id;

    ck_assert_int_eq(post_save(worker.db, draft, &id, &taken), RC_OK);
    return id;
}

int64_t debate(const char *slug)
{
    const struct post_draft draft = debate_draft(slug);

    return save_post(&draft);
}

const char *sign_in(const char *name)
{
    struct request rq = { .arena = arena,
                          .app = &app,
                          .db = worker.db,
                          .now = now,
                          .address = "192.0.2.200" };
    struct response rs = { 0 };
    struct new_session session;
    struct account *known;
    struct site *site;
    int64_t id;

    ck_assert_int_eq(site_load(worker.db, arena, clock_now(), &site), RC_OK);
    rq.site = site;
    if (account_by_name(worker.db, arena, name, &known) == RC_OK)
        id = known->id;
    else
        ck_assert_int_eq(account_add(worker.db, arena, name, now, &id), RC_OK);
    ck_assert_int_eq(identity_add_session(&rq, id, &session), RC_OK);
    identity_set_session(&rq, &rs, &session);
    return cookie_of(&rs, "session");
}

const char *admin_token(const char *cookie)
{
    const struct response rs = get_as(cookie, "/admin/settings");

    ck_status(rs, 200);
    return field_of(&rs, "token");
}

const char *reader_token(const char *slug)
{
    const struct response rs = get(arena_printf(arena, "/p/%s", slug));

    ck_status(rs, 200);
    later(5);
    return field_of(&rs, "token");
}

const char *reaction_token_of(const char *slug)
{
    const struct response rs = get(arena_printf(arena, "/p/%s", slug));
    const char *at = strstr(rs.body->s, "<form id=\"reaction\"");
    struct buf rest = { .s = arena_strdup(arena, at ? at : "") };

    ck_status(rs, 200);
    return field_of(&(struct response){ .body = &rest }, "token");
}

const char *comment_form(const char *slug, const char *side, const char *body)
{
    return form("token", reader_token(slug), "side", side, "name", "Ana", "body", body,
                NULL);
}

int64_t reply(const char *slug, const char *cookie, const char *side, const char *body,
              int64_t parent)
{
    const char *text = comment_form(slug, side, body);
    struct response rs;

    if (parent)
        text = arena_printf(arena, "%s&parent=%lld", text, (long long)parent);
    addresses++;
    rs = VISIT(.method = METHOD_POST,
               .target = arena_printf(arena, "/p/%s/comments", slug), .body = text,
               .cookie = cookie,
               .address =
                   arena_printf(arena, "10.0.%u.%u", addresses / 250, addresses % 250));
    ck_status(rs, 303);
    return number("SELECT max(id) FROM comment");
}

int64_t comment(const char *slug, const char *cookie, const char *side,
                const char *body)
{
    return reply(slug, cookie, side, body, 0);
}

void moderate(const char *cookie, const char *action, int64_t id)
{
    const struct response rs =
        post_as(cookie, "/admin/comments",
                form("token", admin_token(cookie), "do", action, "ids",
                     arena_printf(arena, "%lld", (long long)id), NULL));

    ck_status(rs, 303);
}
