/*
 * test_cost.c - no POST costs much more than its length
 *
 * Every route that takes a body gets its largest body of every hostile shape without a
 * session: without a token, and with a token and a cookie that a stranger can have. The
 * CPU time of the answer is compared with that of plain words of the same length. Both
 * are measured in turns, the fastest of each counts, and the turns end once the ratio
 * holds: other processes only add time, so a busy machine needs more turns and fails no
 * test. Counting instructions would need valgrind, which plain ./check does not use
 * (and under which this file is not run).
 */
#include "call.h"
#include "hostile.h"
#include "routes.h"
#include "site.h"
#include "token.h"

#define STRANGER_MAX 3 /* times what plain words cost */
#define AUTHOR_MAX 10
#define TURNS 20
#define PLAIN "Una frase normal, que dice algo sobre el tema. "
#define FIELDS_OF_FORM 3

/* Forms that a stranger can send: tokens are the same for all readers, and a writer has
 * the cookie of their own comment. */
static const struct door {
    const char *path, *purpose;
    int64_t id;                                /* the token is bound to it */
    const char *fields[FIELDS_OF_FORM + 1][2]; /* make a form that is accepted */
    bool own;
} doors[] = {
    { "/p/:slug/comments",
      "comment",
      1,
      { { "side", "pro" }, { "name", "Ana" }, { "body", "Hola" } },
      false },
    { "/p/:slug/comments/:id/support", "reaction", 1, { { "do", "add" } }, false },
    { "/p/:slug/comments/:id/edit", "edit", 1, { { "side", "pro" } }, true },
    { "/p/:slug/comments/:id/delete", "delete", 1, { { NULL, NULL } }, true },
    { "/p/:slug/stance", "reaction", 1, { { "side", "pro" } }, false },
    { "/p/:slug/follow", "mail", 1, { { "email", "ana@example.org" } }, false },
    { "/continue", "mail", 0, { { "email", "ana@example.org" } }, false },
    { "/admin/login", "login", 0, { { "name", "Ana" }, { "password", "x" } }, false },
};

static const char *writer; /* cookie of comment 1 */
static unsigned serial;    /* makes each text differ from the one before */

static void setup(void)
{
    struct config *c = call_config();
    struct response rs;

    call_setup();
    c->smtp_url = "smtp://127.0.0.1:1";
    c->comments_per_minute = c->comments_per_day = 0;
    c->reactions_per_minute = c->reactions_per_day = 0;
    c->mails_per_hour = 0;
    c->edit_minutes = 1440;
    debate("uno");
    rs = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Hola"));
    writer = cookie_of(&rs, "reader");
    /* Comments saved from here on are held, so they are on no page. */
    number("UPDATE post SET policy = 1 RETURNING 1");
    serial = 100000;
}

static const struct door *door_of(const struct route *route)
{
    for (size_t i = 0; i < ARRAY_LEN(doors); i++)
        if (strcmp(doors[i].path, route->path) == 0)
            return &doors[i];
    return NULL;
}

static const char *token_of(const struct door *door)
{
    struct site *site;

    ck_assert_int_eq(site_load(call_db(), call_arena(), CALL_NOW, &site), RC_OK);
    return token_make(call_arena(), &site->key, door->purpose, door->id, CALL_NOW);
}

/* Returns the path of a route for post 1 and comment 1. */
static const char *target_of(const char *path)
{
    const char *target = "";

    while (*path) {
        const size_t n = 1 + strcspn(path + 1, "/");

        target = strncmp(path, "/:slug", n) == 0
                     ? arena_printf(call_arena(), "%s/uno", target)
                 : strncmp(path, "/:id", n) == 0
                     ? arena_printf(call_arena(), "%s/1", target)
                     : arena_printf(call_arena(), "%s%.*s", target, (int)n, path);
        path += n;
    }
    return target;
}

/* Returns the next of the fields separated by blanks; NULL at the end. */
static const char *next_field(const char **inputs)
{
    const char *start = *inputs;
    const size_t n = strcspn(start, " ");

    *inputs += n + strspn(start + n, " ");
    return n ? arena_strndup(call_arena(), start, n) : NULL;
}

/* Only necessary escapes, so that more text fits into the body. */
static bool is_escaped(char c)
{
    return strchr("&%+", c) != NULL;
}

static size_t encoded_bytes(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += is_escaped(*text) ? 3 : 1;
    return n;
}

static void add_value(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (is_escaped(*text))
            buf_printf(out, "%%%02X", (unsigned char)*text);
        else
            buf_char(out, *text == ' ' ? '+' : *text);
    }
}

/* Two costs measured in turns, the fastest of each; 0: not yet. */
struct race {
    int64_t plain_ns, hostile_ns;
    int turns;
};

static void race_time(int64_t *fastest, int64_t ns)
{
    if (!*fastest || ns < *fastest)
        *fastest = ns;
}

static double race_ratio(const struct race *r)
{
    return (double)r->hostile_ns / (double)r->plain_ns;
}

static bool race_is_open(struct race *r, double max)
{
    return r->turns++ < TURNS && (!r->hostile_ns || race_ratio(r) > max);
}

/* A request in the making. */
struct trial {
    const char *target;
    const char *inputs; /* fields that get the text, separated by blanks */
    const char *before; /* the rest of the body, or "" */
    const char *cookie;
    bool numbered;      /* each text begins with another number */
    double max;         /* ratio */
    int64_t plain_ns;   /* fastest so far, of plain words ... */
    size_t plain_bytes; /* ... of about this length; 0: none yet */
    int status;         /* of the last answer */
};

static int64_t cost(struct trial *t, const char *text)
{
    const char *inputs = t->inputs, *field;
    struct buf body;
    int64_t ns;

    buf_init(&body, (size_t)64 << 20);
    buf_str(&body, t->before);
    while ((field = next_field(&inputs))) {
        buf_printf(&body, "&%s=", field);
        if (t->numbered)
            buf_printf(&body, "%u\n\n", serial++);
        add_value(&body, text);
    }
    ns = visit_cost_ns(&(struct visit){ .method = METHOD_POST,
                                        .target = t->target,
                                        .body = body.s,
                                        .body_bytes = body.n,
                                        .cookie = t->cookie },
                       &t->status);
    buf_clear(&body);
    return ns;
}

static int64_t plain_cost(struct trial *t, size_t bytes)
{
    const struct hostile plain = {
        .head = "", .unit = PLAIN, .middle = "", .close = ""
    };
    char *text = hostile_text(&plain, bytes);
    const int64_t ns = cost(t, text);

    free(text);
    return ns;
}

/* Returns the cost of the text divided by that of plain words of `bytes`. */
static double ratio(struct trial *t, const char *text, size_t bytes)
{
    struct race race = { .plain_ns = t->plain_ns };

    if (t->plain_bytes < bytes || t->plain_bytes > bytes + bytes / 50)
        race.plain_ns = 0;
    while (race_is_open(&race, t->max)) {
        if (race.turns > 1 || !race.plain_ns)
            race_time(&race.plain_ns, plain_cost(t, bytes));
        race_time(&race.hostile_ns, cost(t, text));
    }
    t->plain_ns = race.plain_ns;
    t->plain_bytes = bytes;
    return race_ratio(&race);
}

/* Measures each shape: at most `bytes` as text and `encoded` bytes after encoding. */
static void check(struct trial *t, size_t bytes, size_t encoded, bool lines_only)
{
    for (size_t i = 0; i < HOSTILE_N; i++) {
        char *text;
        size_t n;
        double r;

        if (lines_only && !HOSTILE[i].line)
            continue;
        text = hostile_text(&HOSTILE[i], bytes);
        while ((n = encoded_bytes(text)) > encoded)
            text[strlen(text) * encoded / (n + 1)] = '\0';
        r = ratio(t, text, n < bytes ? n : bytes);
        ck_assert_msg(r <= t->max,
                      "POST %s, %s%s: %zu bytes of %s cost %.1f times as "
                      "much as words",
                      t->target, *t->before ? "open, " : "", t->inputs, n,
                      HOSTILE[i].name, r);
        free(text);
    }
}

static size_t words_in(const char *inputs)
{
    size_t n = 0;

    while (next_field(&inputs))
        n++;
    return n;
}

static size_t body_max(const struct route *route)
{
    const struct config *c = call_config();

    return (size_t)(route->body == EDITOR_BODY ? c->editor_bytes : c->form_bytes);
}

/* Fills all fields, without a token. Routes of authors read no text of a stranger, as
 * another test shows, so Markdown shapes are left out for them. */
static void check_shut(const struct route *route)
{
    const size_t n = words_in(route->inputs);
    const size_t room = (body_max(route) - 20 * n) / n;
    struct trial t = { .target = target_of(route->path),
                       .inputs = route->inputs,
                       .before = "",
                       .max = STRANGER_MAX };

    check(&t, room, room, route->role == ROLE_AUTHOR);
}

/* Fills one field; the others are valid. */
static void check_open(const struct route *route, const struct door *door,
                       const char *field)
{
    const bool body = strcmp(field, "body") == 0;
    struct trial t = { .target = target_of(route->path),
                       .inputs = field,
                       .before = arena_printf(call_arena(), "token=%s", token_of(door)),
                       .cookie = door->own ? writer : NULL,
                       .numbered = body,
                       .max = STRANGER_MAX };
    const size_t room = body_max(route) - 300;

    for (size_t i = 0; door->fields[i][0]; i++)
        if (strcmp(door->fields[i][0], field) != 0)
            t.before = arena_printf(call_arena(), "%s&%s=%s", t.before,
                                    door->fields[i][0], door->fields[i][1]);
    check(&t, room, room, true);
    if (body) /* a text within the limit is parsed */
        check(&t, (size_t)call_config()->comment_bytes - 8, room, false);
}

START_TEST(no_body_costs_more_than_its_length)
{
    const struct route *route = &routes[_i];
    const struct door *door = door_of(route);
    const char *inputs = route->inputs, *field;

    if (route->method != METHOD_POST)
        return;
    check_shut(route);
    while (door && (field = next_field(&inputs)))
        if (strcmp(field, "token") != 0)
            check_open(route, door, field);
}
END_TEST

/* Bodies that are hostile before any field is read. */
static const struct hostile bodies[] = {
    { .name = "empty fields", .head = "", .unit = "&", .middle = "", .close = "" },
    { .name = "nameless fields", .head = "", .unit = "=&", .middle = "", .close = "" },
    { .name = "short fields", .head = "", .unit = "a=&", .middle = "", .close = "" },
    { .name = "like ours", .head = "", .unit = "t=&", .middle = "", .close = "" },
    { .name = "escapes", .head = "a=", .unit = "%41", .middle = "", .close = "" },
    { .name = "open escapes", .head = "a=", .unit = "%", .middle = "", .close = "" },
    { .name = "blanks", .head = "a=", .unit = "+", .middle = "", .close = "" },
    { .name = "equals signs", .head = "a=", .unit = "=", .middle = "", .close = "" },
    { .name = "a field again",
      .head = "",
      .unit = "token=x&",
      .middle = "",
      .close = "" },
    { .name = "bytes above",
      .head = "a=",
      .unit = "\xc3\xb1",
      .middle = "",
      .close = "" },
    { .name = "broken bytes",
      .head = "a=\xff",
      .unit = "b",
      .middle = "",
      .close = "" },
};

static int64_t raw_cost(const char *target, char *body)
{
    int status;

    return visit_cost_ns(&(struct visit){ .method = METHOD_POST,
                                          .target = target,
                                          .body = body,
                                          .body_bytes = strlen(body) },
                         &status);
}

static void check_body(const char *target, const char *name, char *text)
{
    const struct hostile plain = {
        .head = "a=", .unit = "palabras+y+", .middle = "", .close = ""
    };
    char *usual = hostile_text(&plain, strlen(text));
    struct race race = { 0 };

    while (race_is_open(&race, STRANGER_MAX)) {
        race_time(&race.plain_ns, raw_cost(target, usual));
        race_time(&race.hostile_ns, raw_cost(target, text));
    }
    ck_assert_msg(race_ratio(&race) <= STRANGER_MAX,
                  "POST %s: %zu bytes of %s cost %.1f times as much as words", target,
                  strlen(text), name, race_ratio(&race));
    free(usual);
}

/* Returns as many fields as are read, with words in the last one. */
static char *most_fields(const struct hostile *h, size_t n)
{
    const struct hostile words = {
        .head = "z=", .unit = "y", .middle = "", .close = ""
    };
    char *fields = hostile_text(h, 1000 * strlen(h->unit));
    char *rest = hostile_text(&words, n - strlen(fields)), *text = malloc(n + 1);

    snprintf(text, n + 1, "%s%s", fields, rest);
    free(fields);
    free(rest);
    return text;
}

START_TEST(no_body_costs_more_by_its_form)
{
    const struct route *route = &routes[_i];

    if (route->method != METHOD_POST)
        return;
    for (size_t i = 0; i < ARRAY_LEN(bodies); i++) {
        const struct hostile *h = &bodies[i];
        char *all = hostile_text(h, body_max(route)),
             *some = most_fields(h, body_max(route));

        check_body(target_of(route->path), h->name, all);
        check_body(target_of(route->path), h->name, some);
        free(all);
        free(some);
    }
}
END_TEST

/* A new form needs its line in `doors`. */
START_TEST(every_token_of_a_form_is_known_here)
{
    const struct route *route = &routes[_i];
    const char *inputs = route->inputs, *field;

    if (route->method != METHOD_POST || route->role != ROLE_ANYONE)
        return;
    while ((field = next_field(&inputs)))
        ck_assert_msg(strcmp(field, "token") != 0 || door_of(route), "%s", route->path);
}
END_TEST

/* Without a session a field costs no more than an unknown one: it is decoded, and shown
 * again where that is promised, but not parsed. */
START_TEST(of_a_stranger_nothing_is_read)
{
    const struct route *route = &routes[_i];
    const char *inputs = route->inputs, *field;

    if (route->method != METHOD_POST || route->role != ROLE_AUTHOR)
        return;
    while ((field = next_field(&inputs))) {
        const size_t n = route->body == EDITOR_BODY ? (size_t)call_config()->post_bytes
                                                    : body_max(route) - 100;
        struct trial known = { .target = target_of(route->path),
                               .inputs = field,
                               .before = "" },
                     unknown = known;
        struct race race = { 0 };

        unknown.inputs = "unknown";
        while (race_is_open(&race, STRANGER_MAX)) {
            race_time(&race.plain_ns, plain_cost(&unknown, n));
            race_time(&race.hostile_ns, plain_cost(&known, n));
        }
        ck_assert_msg(race_ratio(&race) <= STRANGER_MAX,
                      "POST %s, %s costs %.1f times as much", known.target, field,
                      race_ratio(&race));
    }
}
END_TEST

/* An author's longest texts: 200 KB and a conclusion as long. */
START_TEST(no_post_costs_an_author_much_more_than_its_length)
{
    const char *author = sign_in("Autora");
    const size_t n = (size_t)call_config()->post_bytes - 10;
    struct trial t = {
        .target = "/admin/posts/new",
        .inputs = "body conclusion",
        .before = form("token", admin_token(author), "kind", "debate", "question",
                       "¿Conviene?", "title", "", NULL), /* is not saved */
        .cookie = author,
        .max = AUTHOR_MAX,
    };

    call_config()->editor_bytes = 4194304;
    check(&t, n, 3 * n, false);
}
END_TEST

/* Request headers of clients, as long as nginx allows. */
static const struct hostile headers[] = {
    { .name = "cookies", .head = "", .unit = "a=b; ", .middle = "", .close = "" },
    { .name = "readers", .head = "", .unit = "reader=x;", .middle = "", .close = "" },
    { .name = "separators", .head = "", .unit = ";", .middle = "", .close = "" },
    { .name = "blanks", .head = "", .unit = " ", .middle = "a=b", .close = "" },
    { .name = "equals signs", .head = "", .unit = "=", .middle = "", .close = "" },
    { .name = "tags", .head = "", .unit = "\"a\", ", .middle = "", .close = "" },
    { .name = "weak tags", .head = "", .unit = "W/\"\"", .middle = "", .close = "" },
    { .name = "quotation marks", .head = "", .unit = "\"", .middle = "", .close = "" },
    { .name = "commas", .head = "", .unit = ",", .middle = "*", .close = "" },
    { .name = "marks", .head = "a=", .unit = "\xcc\x81", .middle = "", .close = "" },
};
#define HEADER_BYTES ((size_t)32 * 1024)

START_TEST(no_header_costs_more_than_its_length)
{
    const struct hostile plain = {
        .head = "a=", .unit = "palabras y ", .middle = "", .close = ""
    };
    char *text = hostile_text(&headers[_i], HEADER_BYTES),
         *usual = hostile_text(&plain, HEADER_BYTES);
    struct visit v = { .method = METHOD_GET, .target = "/p/uno" };
    struct race race = { 0 };
    int status;

    while (race_is_open(&race, STRANGER_MAX)) {
        v.cookie = v.etag = v.agent = usual;
        race_time(&race.plain_ns, visit_cost_ns(&v, &status));
        v.cookie = v.etag = v.agent = text;
        race_time(&race.hostile_ns, visit_cost_ns(&v, &status));
    }
    ck_assert_msg(race_ratio(&race) <= STRANGER_MAX, "%s cost %.1f times as much",
                  headers[_i].name, race_ratio(&race));
    free(text);
    free(usual);
}
END_TEST

Suite *cost_suite(void);
Suite *cost_suite(void)
{
    Suite *suite = suite_create("cost");
    TCase *c = tcase_create("cost");

    suite_add_tcase(suite, c);
    tcase_set_timeout(c, 900);
    tcase_set_tags(c, "slow");
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(c, every_token_of_a_form_is_known_here, 0, (int)routes_n);
    tcase_add_loop_test(c, no_body_costs_more_than_its_length, 0, (int)routes_n);
    tcase_add_loop_test(c, no_body_costs_more_by_its_form, 0, (int)routes_n);
    tcase_add_loop_test(c, of_a_stranger_nothing_is_read, 0, (int)routes_n);
    tcase_add_test(c, no_post_costs_an_author_much_more_than_its_length);
    tcase_add_loop_test(c, no_header_costs_more_than_its_length, 0,
                        (int)ARRAY_LEN(headers));
    return suite;
}
