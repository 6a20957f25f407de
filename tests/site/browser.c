/*
 * browser.c - a visitor on libcurl: see browser.h
 */
#include <curl/curl.h>
#include <stdarg.h>
#include <stdatomic.h>

#include "array.h"
#include "browser.h"
#include "buf.h"
#include "server.h"
#include "url.h"

#define ANSWER_MAX ((size_t)32 * 1024 * 1024)

struct browser {
    CURL *curl;
    struct arena *arena;
    struct buf head, body; /* of the answer that is coming in */
};

struct browser *browser_new(void)
{
    struct arena *a = arena_new();
    struct browser *b = ARENA_NEW(a, struct browser);

    b->arena = a;
    b->curl = curl_easy_init();
    /* Set once: libcurl of Debian 12 leaks it when it is set again. */
    curl_easy_setopt(b->curl, CURLOPT_COOKIEFILE, "");
    buf_init(&b->head, ANSWER_MAX);
    buf_init(&b->body, ANSWER_MAX);
    return b;
}

void browser_free(struct browser *b)
{
    curl_easy_cleanup(b->curl);
    buf_clear(&b->head);
    buf_clear(&b->body);
    arena_free(b->arena);
}

struct arena *browser_arena(struct browser *b)
{
    return b->arena;
}

static size_t take(char *bytes, size_t size, size_t n, void *to)
{
    buf_add(to, bytes, size * n);
    return size * n;
}

static const char *copy(struct arena *a, const struct buf *b)
{
    char *text = arena_alloc(a, b->n + 1);

    memcpy(text, b->s, b->n);
    return text;
}

/* Sets every option that an earlier request may have changed. */
static void prepare(struct browser *b, const struct ask *what)
{
    CURL *c = b->curl;

    curl_easy_setopt(c, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS,
                     what->patience_ms ? what->patience_ms : (long)PATIENCE_MS);
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(c, CURLOPT_URL,
                     arena_printf(b->arena, "http://127.0.0.1:%d%s", site.port.number,
                                  what->target));
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, &b->head);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &b->body);
    if (what->body) {
        curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)strlen(what->body));
        curl_easy_setopt(c, CURLOPT_POSTFIELDS, what->body);
    }
    curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, what->method);
    if (what->method && strcmp(what->method, "HEAD") == 0)
        curl_easy_setopt(c, CURLOPT_NOBODY, 1L);
}

struct answer ask(struct browser *b, const struct ask *what)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
    long status = 0;
    struct answer r = { 0, "", "", 0 };

    buf_reset(&b->head);
    buf_reset(&b->body);
    prepare(b, what);
    for (size_t i = 0; i < ARRAY_LEN(what->headers); i++)
        if (what->headers[i])
            headers = curl_slist_append(headers, what->headers[i]);
    curl_easy_setopt(b->curl, CURLOPT_HTTPHEADER, headers);
    if (curl_easy_perform(b->curl) == CURLE_OK)
        curl_easy_getinfo(b->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    r.status = (int)status;
    r.head = copy(b->arena, &b->head);
    r.body = copy(b->arena, &b->body);
    r.n = b->body.n;
    return r;
}

struct answer get(struct browser *b, const char *target)
{
    return ASK(b, .target = target);
}

struct answer post(struct browser *b, const char *target, const char *body)
{
    return ASK(b, .target = target, .body = body);
}

const char *fresh(struct browser *b, const char *path)
{
    static atomic_uint asked;

    return arena_printf(b->arena, "%s%cfresh=%d-%u", path,
                        strchr(path, '?') ? '&' : '?', getpid(), ++asked);
}

struct answer get_fresh(struct browser *b, const char *path)
{
    return get(b, fresh(b, path));
}

const char *header_of(struct browser *b, const struct answer *r, const char *name)
{
    const size_t n = strlen(name);

    for (const char *line = r->head; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncasecmp(line, name, n) == 0 && line[n] == ':') {
            const char *value = line + n + 1 + strspn(line + n + 1, " ");

            return arena_strndup(b->arena, value, strcspn(value, "\r\n"));
        }
    }
    return "";
}

const char *field_of(struct browser *b, const struct answer *r, const char *name)
{
    const char *mark = arena_printf(b->arena, "name=\"%s\" value=\"", name);
    const char *at = strstr(r->body, mark);

    if (!at)
        return "";
    at += strlen(mark);
    return arena_strndup(b->arena, at, strcspn(at, "\""));
}

bool says(const struct answer *r, const char *text)
{
    return strstr(r->body, text) != NULL;
}

const char *form(struct browser *b, ...)
{
    const char *name, *text = "";
    va_list pairs;

    va_start(pairs, b);
    while ((name = va_arg(pairs, const char *)))
        text = arena_printf(b->arena, "%s%s%s=%s", text, *text ? "&" : "", name,
                            url_encode(b->arena, va_arg(pairs, const char *)));
    va_end(pairs);
    return text;
}

const char *reader_token(struct browser *b, const char *slug)
{
    const struct answer page = get(b, arena_printf(b->arena, "/p/%s", slug));

    return field_of(b, &page, "token");
}

const char *comment_form(struct browser *b, const char *token, const char *text)
{
    return form(b, "token", token, "side", "pro", "body", text, "name", "Ana", "action",
                "post", NULL);
}

struct answer argue(struct browser *b, const char *slug, const char *side,
                    const char *body, long parent)
{
    const char *to = parent ? arena_printf(b->arena, "%ld", parent) : "";

    return post(b, arena_printf(b->arena, "/p/%s/comments", slug),
                form(b, "token", reader_token(b, slug), "side", side, "body", body,
                     "name", "Ana", "parent", to, "action", "post", NULL));
}

long id_of(struct browser *b, const struct answer *r)
{
    const char *where = header_of(b, r, "Location");
    const char *mark = strstr(where, "#c");

    if (!mark)
        mark = strstr(where, "held=");
    return mark ? strtol(mark + strcspn(mark, "0123456789"), NULL, 10) : 0;
}

void sign_in(struct browser *b)
{
    const struct answer page = get(b, "/admin/login");
    const struct answer r = post(b, "/admin/login",
                                 form(b, "token", field_of(b, &page, "token"), "name",
                                      AUTHOR, "password", PASSWORD, "next", "", NULL));

    ck_status(r, 303);
    ck_assert_str_eq(header_of(b, &r, "Location"), "/admin/");
}

const char *admin_token(struct browser *b)
{
    const struct answer page = get(b, "/admin/settings");

    ck_status(page, 200);
    return field_of(b, &page, "token");
}
