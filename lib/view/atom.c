/*
 * atom.c - the parts of all our Atom feeds: see atom.h
 */
#include "atom.h"
#include "clock.h"

void atom_element(struct buf *out, const char *name, const char *text)
{
    buf_printf(out, "<%s>", name);
    buf_escape(out, text);
    buf_printf(out, "</%s>\n", name);
}

void atom_time(struct buf *out, const char *name, int64_t at)
{
    char stamp[21];

    clock_rfc3339(at, stamp);
    atom_element(out, name, stamp);
}

void atom_author(struct buf *out, const char *name, const char *website)
{
    buf_str(out, "<author>");
    atom_element(out, "name", name);
    if (website[0])
        atom_element(out, "uri", website);
    buf_str(out, "</author>\n");
}

void atom_content(struct buf *out, struct html html)
{
    buf_str(out, "<content type=\"html\">");
    buf_escape(out, html.s);
    buf_str(out, "</content>\n");
}

void atom_address(struct buf *out, const struct page *p, const char *name,
                  const char *path)
{
    buf_printf(out, " %s=\"", name);
    buf_escape(out, p->base_url);
    buf_escape(out, path);
    buf_char(out, '"');
}

void atom_link(struct buf *out, const struct page *p, const char *rel, const char *type,
               const char *path)
{
    buf_printf(out, "<link rel=\"%s\" type=\"%s\"", rel, type);
    atom_address(out, p, "href", path);
    buf_str(out, "/>\n");
}

/* The host of base_url, *n bytes without the port and the brackets around an IPv6
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

static const char *tag(const struct page *p, const char *kind, int64_t id,
                       int64_t created)
{
    char stamp[21];
    size_t n;
    const char *host = host_of(p, &n);

    clock_rfc3339(created, stamp);
    return arena_printf(p->arena, "tag:%.*s,%.10s:%s/%lld", (int)n, host, stamp, kind,
                        (long long)id);
}

const char *atom_post_tag(const struct page *p, const struct post *post)
{
    return tag(p, "post", post->id, post->created);
}

const char *atom_comment_tag(const struct page *p, int64_t id, int64_t created)
{
    return tag(p, "comment", id, created);
}

const char *atom_address_id(const struct page *p)
{
    return arena_printf(p->arena, "%s%s", p->base_url, p->feed_path);
}

static void feed_link(struct buf *out, const struct page *p, const char *rel,
                      int64_t before)
{
    const char *path = p->feed_path;

    if (before)
        path = arena_printf(p->arena, "%s%cbefore=%lld", path,
                            strchr(path, '?') ? '&' : '?', (long long)before);
    atom_link(out, p, rel, "application/atom+xml", path);
}

static void part_links(struct buf *out, const struct page *p,
                       const struct feed_part *part)
{
    feed_link(out, p, "self", part->before);
    if (part->before) {
        feed_link(out, p, "first", 0);
        feed_link(out, p, "previous", part->previous);
    }
    if (part->next)
        feed_link(out, p, "next", part->next);
}

void atom_begin(const struct page *p, const struct atom_feed *feed, struct buf *out)
{
    buf_printf(out,
               "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
               "<feed xmlns=\"http://www.w3.org/2005/Atom\""
               " xmlns:thr=\"http://purl.org/syndication/thread/1.0\" xml:lang=\"%s\"",
               lang_code(p->lang));
    atom_address(out, p, "xml:base", "/"); /* contents link to paths */
    buf_str(out, ">\n");
    atom_element(out, "id", feed->id);
    atom_element(out, "title", feed->title);
    part_links(out, p, &feed->part);
    atom_link(out, p, "alternate", "text/html", feed->alternate);
}

void atom_end(struct buf *out)
{
    buf_str(out, "</feed>\n");
}
