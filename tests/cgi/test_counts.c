/*
 * test_counts.c - whatever fifty readers and an author do, every number on every page,
 * in latest, feeds and JSON-LD equals a recount
 *
 * All goes through dispatch, as a browser would do it; the recount reads the rows of
 * comments, stands and supports alone, none of the numbers that the program keeps.
 */
#include <jansson.h>

#include "audit.h"
#include "call.h"
#include "identity.h"
#include "post_page.h"

/* Purposes of the tokens of other forms than the comment's. */
#define TOKEN_PRESS "press"
#define TOKEN_EDIT "edit"
#define TOKEN_DELETE "delete"
#include "site.h"
#include "token.h"

Suite *counts_suite(void);

#define READERS 50
#define POSTS 2
#define ACTIONS 10000
#define ACTIONS_UNFORKED 500 /* under valgrind: as good for memory, and done in time */
#define CHECK_EVERY 500
#define COOKIE_MAX 100

static const char *const slugs[POSTS] = { "uno", "dos" };

/* The same in every run (Numerical Recipes' generator). */
static uint32_t state;
static char readers[READERS][COOKIE_MAX]; /* Cookie headers, "" before the first act */
static char author[COOKIE_MAX], admin[COOKIE_MAX];
static struct secret key;
static int64_t done[8]; /* how many acts of each kind were taken */

static int64_t pick(int64_t n)
{
    state = state * 1664525u + 1013904223u;
    return (int64_t)(state >> 8) % n;
}

static const char *id_text(int64_t id)
{
    return arena_printf(call_arena(), "%lld", (long long)id);
}

/* Bound to a post, or to a comment when that is edited or deleted. */
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

/* Sends what reader `who` does and keeps the cookie of a first act. */
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
    const int64_t parent = pick(3) ? 1 + pick(comments() + 1) : 0;
    const char *side = pick(2) ? "pro" : "contra";
    const char *body = arena_printf(
        call_arena(),
        "Argumento %lld con bastantes palabras para convencer, véase #%lld",
        (long long)comments(), (long long)(1 + pick(comments() + 1)));

    done[0] += act(who, arena_printf(call_arena(), "/p/%s/comments", slugs[post]),
                   form("token", token(TOKEN_COMMENT, post + 1), "side", side, "name",
                        arena_printf(call_arena(), "Persona %lld", (long long)who),
                        "body", body, "parent", parent ? id_text(parent) : "",
                        "changed", parent && pick(3) == 0 ? "1" : "", NULL));
}

static const char *comment_path(int64_t post, int64_t id, const char *what)
{
    return arena_printf(call_arena(), "/p/%s/comments/%lld/%s", slugs[post],
                        (long long)id, what);
}

static void support(int64_t who, int64_t post)
{
    static const char *const ways[] = { "add", "add", "remove", "" };

    done[1] +=
        act(who, comment_path(post, 1 + pick(comments() + 1), "support"),
            form("token", token(TOKEN_PRESS, post + 1), "do", ways[pick(4)], NULL));
}

static void stand(int64_t who, int64_t post)
{
    static const char *const sides[] = { "pro", "contra", "undecided" };

    done[2] +=
        act(who, arena_printf(call_arena(), "/p/%s/stance", slugs[post]),
            form("token", token(TOKEN_PRESS, post + 1), "side", sides[pick(3)], NULL));
}

/* One of the reader's latest comments: older ones are locked by now. */
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
    const char *body =
        arena_printf(call_arena(), "Otra redacción número %lld, véase #%lld",
                     (long long)pick(1000000), (long long)(1 + pick(comments() + 1)));

    done[3] +=
        act(who, comment_path(post, id, "edit"),
            form("token", token(TOKEN_EDIT, id), "side", pick(4) ? "pro" : "contra",
                 "body", body, "action", "post", NULL));
}

static void withdraw(int64_t who, int64_t post)
{
    const int64_t id = own_comment(who);

    done[4] += act(who, comment_path(post, id, "delete"),
                   form("token", token(TOKEN_DELETE, id), NULL));
}

static void decide(void)
{
    static const char *const actions[] = { "approve", "reject", "spam",  "delete",
                                           "restore", "pro",    "contra" };
    const struct response rs =
        post_as(author, "/admin/comments",
                form("token", admin, "do", actions[pick(7)], "ids",
                     id_text(1 + pick(comments() + 1)), NULL));

    ck_status(rs, 303);
    done[5]++;
}

/* The author closes a debate, or opens it again, in the editor. */
static void close_or_open(int64_t post)
{
    static const struct sql OPEN = { "open", "SELECT open FROM post WHERE id = $1" };
    static const struct sql REVISION = { "revision",
                                         "SELECT revision FROM post WHERE id = $1" };
    const int64_t id = post + 1;
    const int64_t open = ask(&OPEN, DB_ARGS(db_i64(id)));
    const struct response rs = post_as(
        author, arena_printf(call_arena(), "/admin/posts/%lld/edit", (long long)id),
        form("token", admin, "title", slugs[post], "kind", "debate", "question",
             "¿Conviene?", "slug", slugs[post], "body", "Texto.", "lang", "es",
             "policy", post ? "first" : "none", "state", "published", "open",
             open ? "0" : "1", "conclusion", "Lo que queda dicho.", "revision",
             id_text(ask(&REVISION, DB_ARGS(db_i64(id)))), NULL));

    ck_status(rs, 303);
    done[6]++;
}

static void something(void)
{
    const int64_t who = pick(READERS), post = pick(POSTS), what = pick(200);

    if (what < 90)
        write_comment(who, post);
    else if (what < 130)
        support(who, post);
    else if (what < 150)
        stand(who, post);
    else if (what < 165)
        edit(who, post);
    else if (what < 172)
        withdraw(who, post);
    else if (what < 199)
        decide();
    else
        close_or_open(post);
    later(1 + pick(20));
}

/* What a recount says about a comment and about a post. */
#define SAID_MAX 8000
struct said {
    int64_t id, parent, post, person, side, state, changed_mind;
    int64_t supports, moved, cited, opponents;
};
static struct said said[SAID_MAX];
static size_t said_n;

struct sums {
    int64_t comments, pro, contra, voices_pro, voices_contra, undecided, changed;
};

static const struct sql SAID = {
    "said", "SELECT id, coalesce(parent_id, 0), post_id, person_id,"
            " side, state, changed_mind,"
            " (SELECT count(*) FROM support s"
            "  WHERE s.comment_id = c.id)"
            " FROM comment c"
            " ORDER BY id"
};

static bool visible(const struct said *s)
{
    return s->state == COMMENT_VISIBLE;
}

/* Ids are handed out in order from 1: said[id - 1]. */
static struct said *by_id(int64_t id)
{
    ck_assert(id > 0 && (size_t)id <= said_n && said[id - 1].id == id);
    return &said[id - 1];
}

/* Each person counts once for each comment they answer, in either way. */
static bool is_first_such(const struct said *s, bool changed_mind)
{
    for (const struct said *t = said; t < s; t++)
        if (visible(t) && t->parent == s->parent && t->person == s->person &&
            (changed_mind ? t->changed_mind != 0 : t->side != by_id(s->parent)->side))
            return false;
    return true;
}

static void recount_replies(void)
{
    for (size_t i = 0; i < said_n; i++) {
        const struct said *s = &said[i];
        struct said *parent;

        if (!s->parent || !visible(s))
            continue;
        parent = by_id(s->parent);
        parent->opponents += s->side != parent->side && is_first_such(s, false);
        parent->moved += s->changed_mind && is_first_such(s, true);
    }
}

static void recount_citations(void)
{
    static const struct sql CITES = { "cites", "SELECT from_id, to_id FROM citation" };
    struct rows r;

    db_query(&r, call_db(), &CITES, DB_NO_ARGS);
    while (db_next(&r))
        by_id(row_i64(&r, 1))->cited += visible(by_id(row_i64(&r, 0)));
    ck_assert_int_eq(db_done(&r), RC_OK);
}

static void recount_comments(void)
{
    struct rows r;

    said_n = 0;
    db_query(&r, call_db(), &SAID, DB_NO_ARGS);
    while (db_next(&r)) {
        ck_assert_uint_lt(said_n, SAID_MAX);
        said[said_n++] = (struct said){
            .id = row_i64(&r, 0),
            .parent = row_i64(&r, 1),
            .post = row_i64(&r, 2),
            .person = row_i64(&r, 3),
            .side = row_i64(&r, 4),
            .state = row_i64(&r, 5),
            .changed_mind = row_i64(&r, 6),
            .supports = row_i64(&r, 7),
        };
    }
    ck_assert_int_eq(db_done(&r), RC_OK);
    recount_replies();
    recount_citations();
}

#define PEOPLE_MAX 200
struct position {
    bool known;
    int64_t first, latest;
};

/* Everybody's words in order: by time, comments before stands, by id. */
static void recount_positions(int64_t post, struct position people[PEOPLE_MAX])
{
    static const struct sql WORDS = {
        "words", "SELECT person_id, side, created, 0, id FROM comment"
                 " WHERE post_id = $1 AND state = 1"
                 " UNION ALL"
                 " SELECT person_id, side, at, 1, id FROM stance WHERE post_id = $1"
                 " ORDER BY 3, 4, 5"
    };
    struct rows r;

    memset(people, 0, PEOPLE_MAX * sizeof(*people));
    db_query(&r, call_db(), &WORDS, DB_ARGS(db_i64(post)));
    while (db_next(&r)) {
        struct position *p;

        ck_assert_int_lt(row_i64(&r, 0), PEOPLE_MAX);
        p = &people[row_i64(&r, 0)];
        p->known = true;
        p->latest = row_i64(&r, 1);
        p->first = p->first ? p->first : p->latest;
    }
    ck_assert_int_eq(db_done(&r), RC_OK);
}

static struct sums recount(int64_t post)
{
    static struct position people[PEOPLE_MAX];
    struct sums s = { 0 };

    for (size_t i = 0; i < said_n; i++) {
        if (said[i].post != post || !visible(&said[i]))
            continue;
        s.comments++;
        s.pro += said[i].side == SIDE_PRO;
        s.contra += said[i].side == SIDE_CONTRA;
    }
    recount_positions(post, people);
    for (size_t i = 0; i < PEOPLE_MAX; i++) {
        const struct position *p = &people[i];

        s.voices_pro += p->latest == SIDE_PRO;
        s.voices_contra += p->latest == SIDE_CONTRA;
        s.undecided += p->known && !p->latest;
        s.changed += p->latest && p->latest != p->first;
    }
    return s;
}

/* Looking at answers. */

static int64_t json_number(const json_t *from, const char *object, const char *name)
{
    const json_t *at = object ? json_object_get(from, object) : from;

    return json_integer_value(json_object_get(at, name));
}

static void check_latest(int64_t post, const struct sums *s)
{
    const struct response rs =
        get(arena_printf(call_arena(), "/p/%s/latest", slugs[post]));
    json_t *json = json_loads(text_of(&rs), 0, NULL);

    ck_assert_ptr_nonnull(json);
    ck_assert_int_eq(json_number(json, "comments", "pro"), s->pro);
    ck_assert_int_eq(json_number(json, "comments", "contra"), s->contra);
    ck_assert_int_eq(json_number(json, "voices", "pro"), s->voices_pro);
    ck_assert_int_eq(json_number(json, "voices", "contra"), s->voices_contra);
    ck_assert_int_eq(json_number(json, "voices", "undecided"), s->undecided);
    ck_assert_int_eq(json_number(json, NULL, "changed"), s->changed);
    json_decref(json);
}

static const char *count_words(int64_t n, const char *one, const char *many)
{
    return n == 1 ? one : arena_printf(call_arena(), "%lld %s", (long long)n, many);
}

/* The bar's ends, the table, the heading. */
static void check_tally(const struct response *page, const struct sums *s)
{
    struct arena *a = call_arena();

    ck_says(*page,
            arena_printf(a, "<p class=\"end pro\"><b>%lld</b>", (long long)s->pro));
    ck_says(*page,
            arena_printf(a, "En contra</span> <b>%lld</b>", (long long)s->contra));
    if (!s->comments)
        return;
    ck_says(*page, arena_printf(a, "<td>%lld</td><td>%lld</td>", (long long)s->pro,
                                (long long)s->contra));
    ck_says(*page, arena_printf(a, "<td>%lld</td><td>%lld</td>",
                                (long long)s->voices_pro, (long long)s->voices_contra));
    ck_says(*page,
            arena_printf(a, "<td colspan=\"2\">%lld</td>", (long long)s->undecided));
    ck_says(*page,
            arena_printf(a, "<td colspan=\"2\">%lld</td>", (long long)s->changed));
    ck_says(*page, count_words(s->comments, "1 comentario", "comentarios"));
}

static void check_upvotes(const json_t *parent)
{
    const json_t *list = json_object_get(parent, "comment"), *c;
    size_t i;

    json_array_foreach(list, i, c)
    {
        const char *at = strstr(json_string_value(json_object_get(c, "url")), "#c");

        ck_assert_int_eq(json_number(c, NULL, "upvoteCount"),
                         by_id(strtoll(at + 2, NULL, 10))->supports);
        check_upvotes(c);
    }
}

static void check_linked_data(const struct response *page, const struct sums *s)
{
    static const char mark[] = "<script type=\"application/ld+json\">";
    const char *at = strstr(text_of(page), mark);
    json_t *json;

    ck_assert_ptr_nonnull(at);
    at += strlen(mark);
    json = json_loadb(at, (size_t)(strstr(at, "</script>") - at), 0, NULL);
    ck_assert_ptr_nonnull(json);
    ck_assert_int_eq(json_number(json, NULL, "commentCount"), s->comments);
    ck_assert_int_eq(json_number(json, "interactionStatistic", "userInteractionCount"),
                     s->comments);
    check_upvotes(json);
    json_decref(json);
}

/* What stands between a comment's start and its end. */
static const char *article_of(const char *start)
{
    return arena_strndup(call_arena(), start,
                         (size_t)(strstr(start, "</article>") - start));
}

static void check_article(const char *text, const struct said *s)
{
    struct arena *a = call_arena();
    const char *supports = strstr(text, "value=\"add\">Apoyar "), *cited;

    if (supports)
        ck_assert_int_eq(strtoll(supports + strlen("value=\"add\">Apoyar "), NULL, 10),
                         s->supports);
    if (strstr(text, "class=\"supporters\"") && s->supports)
        ck_assert_ptr_nonnull(
            strstr(text, s->supports == 1 ? "Lo apoya 1 persona"
                                          : arena_printf(a, "Lo apoyan %lld personas",
                                                         (long long)s->supports)));
    ck_assert_msg((strstr(text, "ha hecho cambiar de postura a") != NULL) ==
                      (s->moved > 0),
                  "%lld moved: %s", (long long)s->moved, text);
    if (s->moved)
        ck_assert_ptr_nonnull(
            strstr(text, arena_printf(a, "ha hecho cambiar de postura a %lld persona",
                                      (long long)s->moved)));
    cited = strstr(text, "<p class=\"cited\">");
    ck_assert_int_eq(cited != NULL, s->cited > 0);
}

/* Every visible comment stands on exactly one of the post's pages, or behind a link to
 * the rest of its thread. */
static int64_t check_articles(const struct response *page, int64_t post)
{
    static const char mark[] = " id=\"c";
    int64_t n = 0;

    for (const char *s = text_of(page); (s = strstr(s, mark)); s++) {
        const int64_t id = strtoll(s + strlen(mark), NULL, 10);
        const struct said *c;

        if (id <= 0)
            continue;
        c = by_id(id);
        ck_assert_int_eq(c->post, post);
        if (!visible(c))
            continue;
        check_article(article_of(s), c);
        n++;
    }
    return n;
}

/* "12 más en este hilo" stands for twelve that are elsewhere. */
static int64_t elsewhere(const struct response *page)
{
    static const char mark[] = " más en este hilo";
    int64_t n = 0;

    for (const char *s = text_of(page); (s = strstr(s, mark)); s++) {
        const char *digits = s;

        while (digits[-1] >= '0' && digits[-1] <= '9')
            digits--;
        n += strtoll(digits, NULL, 10);
    }
    return n;
}

static void check_pages(int64_t post, const struct sums *s)
{
    int64_t found = 0;

    for (int64_t page = 1;; page++) {
        const struct response rs = get(arena_printf(call_arena(), "/p/%s?page=%lld",
                                                    slugs[post], (long long)page));

        if (rs.status == 404 && page > 1)
            break;
        ck_status(rs, 200);
        check_tally(&rs, s);
        if (page == 1 || says(&rs, "ld+json"))
            check_linked_data(&rs, s);
        found += check_articles(&rs, post + 1) + elsewhere(&rs);
    }
    ck_assert_int_eq(found, s->comments);
}

/* Each page of one comment shows its own numbers, or is not there. */
static void check_single(void)
{
    const struct said *s = by_id(1 + pick((int64_t)said_n));
    const struct response rs = get(arena_printf(call_arena(), "/p/%s/comments/%lld",
                                                slugs[s->post - 1], (long long)s->id));

    if (visible(s))
        ck_status(rs, 200);
    if (rs.status == 200)
        check_articles(&rs, s->post);
}

/* The newest fifty, visible ones alone. */
static void check_feed(const char *target, int64_t comments)
{
    const struct response rs = get(target);

    ck_status(rs, 200);
    ck_assert_uint_eq(times(&rs, "<entry"), comments < 50 ? (size_t)comments : 50);
}

static void check_post(int64_t post)
{
    const struct sums s = recount(post + 1);
    struct response rs;
    struct arena *a = call_arena();
    const char *slug = slugs[post];

    check_latest(post, &s);
    check_pages(post, &s);
    check_feed(arena_printf(a, "/p/%s/comments.atom", slug), s.comments);
    check_feed(arena_printf(a, "/p/%s/comments.atom?side=pro", slug), s.pro);
    check_feed(arena_printf(a, "/p/%s/comments.atom?side=contra", slug), s.contra);
    rs = get("/feed.atom");
    ck_says(rs, arena_printf(a, "thr:count=\"%lld\"", (long long)s.comments));
    rs = get("/");
    ck_says(rs, arena_printf(a, "<b>%lld</b>", (long long)s.pro));
    ck_says(rs, arena_printf(a, "<b>%lld</b>", (long long)s.contra));
}

static void print_finding(void *to, const char *line)
{
    (void)to;
    fprintf(stderr, "finding: %s\n", line);
}

static void check_all(void)
{
    int64_t findings = -1;

    recount_comments();
    for (int64_t post = 0; post < POSTS; post++)
        check_post(post);
    for (int i = 0; i < 5; i++)
        check_single();
    ck_assert_int_eq(audit_run(call_db(), print_finding, NULL, &findings), RC_OK);
    ck_assert_int_eq(findings, 0);
}

/* The second debate holds what somebody says for the first time. */
static void open_site(void)
{
    struct post_draft draft;
    struct site *site;

    state = 1;
    memset(readers, 0, sizeof(readers));
    memset(done, 0, sizeof(done));
    call_config()->min_fill_s = 0;
    call_config()->comments_per_minute = call_config()->comments_per_day = 0;
    call_config()->presses_per_minute = call_config()->presses_per_day = 0;
    debate(slugs[0]);
    draft = debate_draft(slugs[1]);
    draft.policy = POLICY_HOLD_FIRST;
    save_post(&draft);
    snprintf(author, COOKIE_MAX, "%s", sign_in("Autora"));
    snprintf(admin, COOKIE_MAX, "%s", admin_token(author));
    ck_assert_int_eq(site_load(call_db(), call_arena(), clock_now(), &site), RC_OK);
    key = site->key;
}

START_TEST(every_number_equals_a_recount)
{
    const char *fork = getenv("CK_FORK");
    const int actions = fork && strcmp(fork, "no") == 0 ? ACTIONS_UNFORKED : ACTIONS;

    open_site();
    for (int i = 1; i <= actions; i++) {
        something();
        if (i % CHECK_EVERY == 0)
            check_all();
        arena_reset(call_arena());
    }
    for (size_t i = 0; i < 7 && actions == ACTIONS; i++)
        ck_assert_msg(done[i] > 20, "only %lld acts of kind %zu", (long long)done[i],
                      i);
}
END_TEST

Suite *counts_suite(void)
{
    Suite *suite = suite_create("counts");
    TCase *c = tcase_create("counts");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, call_setup, call_teardown);
    tcase_set_timeout(c, 300);
    tcase_add_test(c, every_number_equals_a_recount);
    return suite;
}
