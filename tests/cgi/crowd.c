/*
 * crowd.c - fifty readers and an author: see crowd.h
 */
#include "call.h"
#include "clock.h"
#include "crowd.h"
#include "post_page.h"
#include "site.h"
#include "token.h"

/* Token purposes of the forms other than the comment's. */
#define TOKEN_REACTION "reaction"
#define TOKEN_EDIT "edit"
#define TOKEN_DELETE "delete"

#define READERS 50
#define COOKIE_MAX 100

static const char *const slugs[CROWD_POSTS][2] = { { "uno", "uno-otra-vez" },
                                                   { "dos", "dos-otra-vez" } };

/* Numerical Recipes' generator: the same sequence in every run. */
static uint32_t state;
static char readers[READERS][COOKIE_MAX]; /* Cookie headers, "" before the first act */
static char author[COOKIE_MAX], admin[COOKIE_MAX];
static struct bytes32 key;
static int64_t renamed[CROWD_POSTS]; /* index of the current slug */
int64_t crowd_done[CROWD_ACTS];

const char *crowd_slug(int64_t post)
{
    return slugs[post][renamed[post]];
}

int64_t crowd_pick(int64_t n)
{
    state = state * 1664525u + 1013904223u;
    return (int64_t)(state >> 8) % n;
}

static const char *id_text(int64_t id)
{
    return arena_printf(call_arena(), "%lld", (long long)id);
}

/* `id` is a post, or a comment if that is edited or deleted. */
static const char *token(const char *purpose, int64_t id)
{
    return token_make(call_arena(), &key, purpose, id, clock_now() - 10);
}

static int64_t ask(const struct sql *sql, struct db_args args)
{
    int64_t n = -1;

    ck_assert_int_eq(db_get_i64(call_db(), sql, args, &n), RC_OK);
    return n;
}

static int64_t comments(void)
{
    static const struct sql NEWEST = { "newest",
                                       "SELECT coalesce(max(id), 0) FROM comment" };

    return ask(&NEWEST, DB_NO_ARGS);
}

/* Posts a form as reader `who` and keeps the cookie that a first act gives. */
static int act(int64_t who, const char *target, const char *body)
{
    const struct response rs = post_as(readers[who], target, body);
    const char *cookie = cookie_of(&rs, "reader");

    if (*cookie)
        snprintf(readers[who], COOKIE_MAX, "%s", cookie);
    ck_assert_msg(rs.status == 303 || rs.status == 403 || rs.status == 404 ||
                      rs.status == 409 || rs.status == 422,
                  "%d to %s %s: %s", rs.status, target, body, text_of(&rs));
    return rs.status == 303;
}

static void write_comment(int64_t who, int64_t post)
{
    const int64_t parent = crowd_pick(3) ? 1 + crowd_pick(comments() + 1) : 0;
    const char *side = crowd_pick(2) ? "pro" : "contra";
    const char *body = arena_printf(
        call_arena(),
        "Argumento %lld con bastantes palabras para convencer, véase #%lld",
        (long long)comments(), (long long)(1 + crowd_pick(comments() + 1)));

    crowd_done[0] +=
        act(who, arena_printf(call_arena(), "/p/%s/comments", slugs[post][0]),
            form("token", token(TOKEN_COMMENT, post + 1), "side", side, "name",
                 arena_printf(call_arena(), "Persona %lld", (long long)who), "body",
                 body, "parent", parent ? id_text(parent) : "", "changed",
                 parent && crowd_pick(3) == 0 ? "1" : "", NULL));
}

static const char *comment_path(int64_t post, int64_t id, const char *what)
{
    return arena_printf(call_arena(), "/p/%s/comments/%lld/%s", slugs[post][0],
                        (long long)id, what);
}

static void support(int64_t who, int64_t post)
{
    static const char *const ways[] = { "add", "add", "remove" };

    crowd_done[1] +=
        act(who, comment_path(post, 1 + crowd_pick(comments() + 1), "support"),
            form("token", token(TOKEN_REACTION, post + 1), "do", ways[crowd_pick(3)],
                 NULL));
}

static void take_stance(int64_t who, int64_t post)
{
    static const char *const sides[] = { "pro", "contra", "undecided" };

    crowd_done[2] +=
        act(who, arena_printf(call_arena(), "/p/%s/stance", slugs[post][0]),
            form("token", token(TOKEN_REACTION, post + 1), "side", sides[crowd_pick(3)],
                 NULL));
}

/* Returns the reader's latest comment: older ones can no longer be edited. */
static int64_t own_comment(int64_t who)
{
    static const struct sql LATEST = { "latest_of",
                                       "SELECT coalesce(max(id), 1) FROM comment"
                                       " WHERE name = $1" };
    const char *name = arena_printf(call_arena(), "Persona %lld", (long long)who);

    return ask(&LATEST, DB_ARGS(db_text(name)));
}

static void edit(int64_t who, int64_t post)
{
    const int64_t id = own_comment(who);
    const char *body = arena_printf(
        call_arena(), "Otra redacción número %lld, véase #%lld",
        (long long)crowd_pick(1000000), (long long)(1 + crowd_pick(comments() + 1)));

    crowd_done[3] += act(who, comment_path(post, id, "edit"),
                         form("token", token(TOKEN_EDIT, id), "side",
                              crowd_pick(4) ? "pro" : "contra", "body", body, "action",
                              "post", NULL));
}

static void withdraw(int64_t who, int64_t post)
{
    const int64_t id = own_comment(who);

    crowd_done[4] += act(who, comment_path(post, id, "delete"),
                         form("token", token(TOKEN_DELETE, id), NULL));
}

static void decide(void)
{
    static const char *const actions[] = { "approve", "reject", "spam",  "delete",
                                           "restore", "pro",    "contra" };
    const struct response rs =
        post_as(author, "/admin/comments",
                form("token", admin, "do", actions[crowd_pick(7)], "ids",
                     id_text(1 + crowd_pick(comments() + 1)), NULL));

    ck_status(rs, 303);
    crowd_done[5]++;
}

/* In the editor the author closes or reopens a debate, and may rename it. */
static void close_or_open(int64_t post)
{
    static const struct sql OPEN = { "open", "SELECT open FROM post WHERE id = $1" };
    static const struct sql REVISION = { "revision",
                                         "SELECT revision FROM post WHERE id = $1" };
    const int64_t id = post + 1;
    const int64_t open = ask(&OPEN, DB_ARGS(db_i64(id)));
    struct response rs;

    renamed[post] = crowd_pick(2);
    rs = post_as(
        author, arena_printf(call_arena(), "/admin/posts/%lld/edit", (long long)id),
        form("token", admin, "title", slugs[post][0], "kind", "debate", "question",
             "¿Conviene?", "slug", crowd_slug(post), "body", "Texto.", "lang", "es",
             "policy", post ? "first" : "none", "state", "published", "open",
             open ? "0" : "1", "conclusion", "Lo que queda dicho.", "revision",
             id_text(ask(&REVISION, DB_ARGS(db_i64(id)))), NULL));

    ck_status(rs, 303);
    crowd_done[6]++;
}

void crowd_act(void)
{
    const int64_t who = crowd_pick(READERS), post = crowd_pick(CROWD_POSTS),
                  what = crowd_pick(200);

    if (what < 90)
        write_comment(who, post);
    else if (what < 130)
        support(who, post);
    else if (what < 150)
        take_stance(who, post);
    else if (what < 165)
        edit(who, post);
    else if (what < 172)
        withdraw(who, post);
    else if (what < 199)
        decide();
    else
        close_or_open(post);
    later(1 + crowd_pick(20));
}

void crowd_gather(void)
{
    struct post_draft draft;
    struct site *site;

    state = 1;
    memset(readers, 0, sizeof(readers));
    memset(renamed, 0, sizeof(renamed));
    memset(crowd_done, 0, sizeof(crowd_done));
    call_config()->min_fill_s = 0;
    call_config()->comments_per_minute = call_config()->comments_per_day = 0;
    call_config()->reactions_per_minute = call_config()->reactions_per_day = 0;
    debate(crowd_slug(0));
    draft = debate_draft(crowd_slug(1));
    draft.policy = POLICY_HOLD_FIRST;
    save_post(&draft);
    snprintf(author, COOKIE_MAX, "%s", sign_in("Autora"));
    snprintf(admin, COOKIE_MAX, "%s", admin_token(author));
    ck_assert_int_eq(site_load(call_db(), call_arena(), clock_now(), &site), RC_OK);
    key = site->key;
}
