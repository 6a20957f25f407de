/*
 * feed_view.c - Atom of the posts, and JSON
 *
 * jansson makes the JSON: ctemplate's JSON context does not withstand hostile bytes.
 */
#include <jansson.h>

#include "atom.h"
#include "clock.h"
#include "comments_feed.h"
#include "feed_view.h"
#include "site_path.h"

/* A post's text may change before it is published for the first time. */
static int64_t updated(const struct post *post)
{
    return post->updated > post_appeared(post) ? post->updated : post_appeared(post);
}

/* The feed of the comments, their number, the time of the last one (RFC 4685). */
static void replies(const struct page *p, const struct feed_post *e, struct buf *out)
{
    const struct post *post = e->post;
    char stamp[21];

    buf_str(out, "<link rel=\"replies\" type=\"application/atom+xml\"");
    atom_address(out, p, "href", comments_feed_path(p, post, SIDE_NONE));
    if (tally_is_shown(post, p->now, false))
        buf_printf(out, " thr:count=\"%lld\"", (long long)post->tally.comments);
    if (e->last_comment) {
        clock_rfc3339(e->last_comment, stamp);
        buf_printf(out, " thr:updated=\"%s\"", stamp);
    }
    buf_str(out, "/>\n");
}

static void entry(const struct page *p, const struct feed_post *e, struct buf *out)
{
    const struct post *post = e->post;

    buf_printf(out, "<entry xml:lang=\"%s\">\n", lang_code(post->lang));
    atom_element(out, "id", atom_post_tag(p, post));
    atom_element(out, "title", post->title);
    atom_link(out, p, "alternate", "text/html", path_post(p->arena, post->slug));
    replies(p, e, out);
    atom_time(out, "published", post_appeared(post));
    atom_time(out, "updated", updated(post));
    atom_author(out, post->author[0] ? post->author : p->site->title, "");
    if (post->body.s[0])
        atom_content(out, post->body);
    else
        atom_element(out, "summary", post->summary);
    buf_str(out, "</entry>\n");
}

static int64_t last_update(const struct posts_feed *feed)
{
    int64_t last = 0;

    for (size_t i = 0; i < feed->n; i++)
        if (updated(feed->entries[i].post) > last)
            last = updated(feed->entries[i].post);
    return last;
}

enum rc feed_view(const struct page *p, const struct posts_feed *feed, struct buf *out)
{
    const struct atom_feed head = { .id = atom_address_id(p),
                                    .title = p->site->title,
                                    .alternate = page_home_path(p),
                                    .part = feed->part };

    atom_begin(p, &head, out);
    if (p->site->tagline[0])
        atom_element(out, "subtitle", p->site->tagline);
    atom_time(out, "updated", last_update(feed));
    for (size_t i = 0; i < feed->n; i++)
        entry(p, &feed->entries[i], out);
    atom_end(out);
    return out->rc;
}

static json_t *count(int64_t n)
{
    return json_integer((json_int_t)n);
}

/* The numbers per side, or null for each while they are hidden. */
static void set_tally(json_t *json, const struct tally *t, bool shown)
{
    json_object_set_new(json, "comments",
                        shown ? json_pack("{s:o, s:o}", "pro", count(t->pro), "contra",
                                          count(t->contra))
                              : json_null());
    /* "voices" is people: programs of others read this key. */
    json_object_set_new(json, "voices",
                        shown
                            ? json_pack("{s:o, s:o, s:o}", "pro", count(t->people_pro),
                                        "contra", count(t->people_contra), "undecided",
                                        count(t->people_undecided))
                            : json_null());
    json_object_set_new(json, "changed", shown ? count(t->changed) : json_null());
}

enum rc latest_view(const struct post *post, int64_t last_id, int64_t now,
                    struct buf *out)
{
    json_t *json =
        json_pack("{s:s, s:o}", "post", post->slug, "last_id", count(last_id));
    char *text;
    bool made;

    set_tally(json, &post->tally, tally_is_shown(post, now, false));
    json_object_set_new(json, "open", json_boolean(post_is_open(post, now)));
    text = json ? json_dumps(json, JSON_COMPACT) : NULL;
    made = text != NULL;
    if (made) {
        buf_str(out, text);
        buf_char(out, '\n');
    }
    free(text);
    json_decref(json);
    return made ? out->rc : RC_FAIL;
}
