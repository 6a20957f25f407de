/*
 * feed_view.c - Atom and JSON
 *
 * ctemplate's XML and JSON contexts do not hold against hostile bytes, so Atom is put
 * together with buf_escape (stored text has no control characters) and JSON by jansson.
 */
#include <jansson.h>

#include "clock.h"
#include "feed_view.h"

static void element(struct buf *out, const char *name, const char *text)
{
    buf_printf(out, "<%s>", name);
    buf_escape(out, text);
    buf_printf(out, "</%s>\n", name);
}

static void element_time(struct buf *out, const char *name, int64_t at)
{
    char stamp[21];

    clock_rfc3339(at, stamp);
    element(out, name, stamp);
}

/* <link .../> to a path on this site. */
static void link_to(struct buf *out, const struct page *p, const char *rel,
                    const char *type, const char *path, const char *rest)
{
    buf_printf(out, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
    buf_escape(out, p->base_url);
    buf_escape(out, path);
    buf_escape(out, rest);
    buf_str(out, "\"/>\n");
}

/* base_url's host; *n without the port, and without the brackets around an IPv6
 * address. */
static const char *host_of(const struct page *p, size_t *n)
{
    const char *host = strstr(p->base_url, "://") + strlen("://");

    if (*host == '[')
        *n = strcspn(++host, "]");
    else
        *n = strcspn(host, ":/");
    return host;
}

/* A tag URI (RFC 4151): unlike its address, a post's id and date do not change. */
static void post_id(struct buf *out, const struct page *p, const struct post *post)
{
    char stamp[21];
    size_t n;
    const char *host = host_of(p, &n);

    clock_rfc3339(post->created, stamp);
    buf_printf(out, "<id>tag:%.*s,%.10s:post/%lld</id>\n", (int)n, host, stamp,
               (long long)post->id);
}

static int64_t published(const struct post *post)
{
    return post->published ? post->published : post->created;
}

/* A post's text may change before it is published for the first time. */
static int64_t updated(const struct post *post)
{
    return post->updated > published(post) ? post->updated : published(post);
}

static void entry(const struct page *p, const struct post *post, struct buf *out)
{
    buf_printf(out, "<entry xml:lang=\"%s\">\n", lang_code(post->lang));
    post_id(out, p, post);
    element(out, "title", post->title);
    link_to(out, p, "alternate", "text/html", "/p/", post->slug);
    element_time(out, "published", published(post));
    element_time(out, "updated", updated(post));
    buf_str(out, "<author>");
    element(out, "name", post->author[0] ? post->author : p->site->title);
    buf_str(out, "</author>\n");
    if (post->body.s[0]) {
        buf_str(out, "<content type=\"html\">");
        buf_escape(out, post->body.s);
        buf_str(out, "</content>\n");
    } else {
        element(out, "summary", post->summary);
    }
    buf_str(out, "</entry>\n");
}

static int64_t last_update(const struct post *posts, size_t n)
{
    int64_t last = 0;

    for (size_t i = 0; i < n; i++)
        if (updated(&posts[i]) > last)
            last = updated(&posts[i]);
    return last;
}

enum rc feed_view(const struct page *p, const struct post *posts, size_t n,
                  struct buf *out)
{
    buf_printf(out,
               "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
               "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n",
               lang_code(p->lang));
    element(out, "id", arena_printf(p->arena, "%s%s", p->base_url, p->feed_path));
    element(out, "title", p->site->title);
    if (p->site->tagline[0])
        element(out, "subtitle", p->site->tagline);
    link_to(out, p, "self", "application/atom+xml", p->feed_path, "");
    link_to(out, p, "alternate", "text/html", page_home_path(p), "");
    element_time(out, "updated", last_update(posts, n));
    for (size_t i = 0; i < n; i++)
        entry(p, &posts[i], out);
    buf_str(out, "</feed>\n");
    return out->rc;
}

enum rc latest_view(const struct post *post, int64_t last_id, int64_t now,
                    struct buf *out)
{
    const struct tally *t = &post->tally;
    json_t *json = json_pack(
        "{s:s, s:I, s:{s:I, s:I}, s:{s:I, s:I, s:I}, s:I, s:b}", "post", post->slug,
        "last_id", (json_int_t)last_id, "comments", "pro", (json_int_t)t->pro, "contra",
        (json_int_t)t->contra, "voices", "pro", (json_int_t)t->voices_pro, "contra",
        (json_int_t)t->voices_contra, "undecided", (json_int_t)t->voices_undecided,
        "changed", (json_int_t)t->changed, "open", post_is_open(post, now));
    char *text = json ? json_dumps(json, JSON_COMPACT) : NULL;
    const bool made = text != NULL;

    if (made) {
        buf_str(out, text);
        buf_char(out, '\n');
    }
    free(text);
    json_decref(json);
    return made ? out->rc : RC_FAIL;
}
