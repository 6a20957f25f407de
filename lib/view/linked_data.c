/*
 * linked_data.c - JSON-LD of schema.org: see linked_data.h
 *
 * jansson latches nothing, so a value that cannot be made (no memory, broken UTF-8)
 * leaves its key out.
 */
#include <jansson.h>

#include "clock.h"
#include "linked_data.h"
#include "plain_text.h"
#include "side_view.h"
#include "site_path.h"

static void set_text(json_t *json, const char *key, const char *text)
{
    if (text[0])
        json_object_set_new(json, key, json_string(text));
}

static void set_time(json_t *json, const char *key, int64_t at)
{
    char stamp[21];

    clock_rfc3339(at, stamp);
    json_object_set_new(json, key, json_string(stamp));
}

static void set_number(json_t *json, const char *key, int64_t n)
{
    json_object_set_new(json, key, json_integer((json_int_t)n));
}

static json_t *typed(const char *type)
{
    return json_pack("{s:s}", "@type", type);
}

static void set_named(json_t *json, const char *key, const char *type, const char *name)
{
    json_object_set_new(json, key,
                        json_pack("{s:s, s:s}", "@type", type, "name", name));
}

/* Appends to the list under a key. */
static void append(json_t *json, const char *key, json_t *item)
{
    json_t *list = json_object_get(json, key);

    if (!list) {
        list = json_array();
        json_object_set_new(json, key, list);
    }
    json_array_append_new(list, item);
}

static const char *url(const struct page *p, const char *path)
{
    return arena_printf(p->arena, "%s%s", p->base_url, path);
}

/* Code points, at most, of each comment's text. */
static size_t text_share(const struct thread_page *threads)
{
    const size_t n =
        threads->n < LINKED_COMMENTS_MAX ? threads->n : LINKED_COMMENTS_MAX;
    const size_t share = n ? LINKED_TEXT_POINTS / n : LINKED_TEXT_MAX;

    return share < LINKED_TEXT_MAX ? share : LINKED_TEXT_MAX;
}

static json_t *comment_json(const struct page *p, const struct post_view *v,
                            const struct comment *c, size_t points)
{
    json_t *json = typed("Comment");

    set_named(json, "author", "Person", c->name);
    set_time(json, "datePublished", c->created);
    set_text(json, "text", plain_text(p->arena, c->body, points));
    set_text(json, "url", url(p, path_comment_at(p->arena, v->post->slug, c->id, "")));
    set_text(json, "keywords", side_label(p, v->post, c->side));
    if (c->edited)
        set_time(json, "dateModified", c->edited);
    if (c->supports)
        set_number(json, "upvoteCount", c->supports);
    return json;
}

/* Replies go below their parents. Those of a removed comment go one level higher: it
 * has neither author nor text. */
static void set_comments(json_t *post, const struct page *p, const struct post_view *v)
{
    const size_t points = text_share(v->threads);
    json_t *above[COMMENT_DEPTH_MAX + 1] = { post }; /* borrowed, by depth */
    size_t n = 0;

    for (size_t i = 0; i < v->threads->n && n < LINKED_COMMENTS_MAX; i++) {
        const struct comment *c = &v->threads->items[i];
        json_t *parent = above[c->depth] ? above[c->depth] : post, *json = parent;

        if (c->state == COMMENT_VISIBLE) {
            json = comment_json(p, v, c, points);
            append(parent, "comment", json);
            n++;
        }
        above[c->depth + 1] = json;
    }
}

static json_t *post_json(const struct page *p, const struct post *post)
{
    json_t *json =
        typed(post->kind == POST_DEBATE ? "DiscussionForumPosting" : "BlogPosting");

    set_text(json, "headline", post_heading(post));
    set_text(json, "url", url(p, path_post(p->arena, post->slug)));
    set_text(json, "inLanguage", lang_code(post->lang));
    set_named(json, "author", "Person",
              post->author[0] ? post->author : p->site->title);
    set_time(json, "datePublished", post_appeared(post));
    if (post->updated > post_appeared(post))
        set_time(json, "dateModified", post->updated);
    return json;
}

static void set_comment_count(json_t *json, const struct post *post)
{
    json_t *counter = json_pack("{s:s, s:s}", "@type", "InteractionCounter",
                                "interactionType", "https://schema.org/CommentAction");

    set_number(counter, "userInteractionCount", post->tally.comments);
    json_object_set_new(json, "interactionStatistic", counter);
    set_number(json, "commentCount", post->tally.comments);
}

/* Takes ownership of json. Only "<" could end the block. */
static struct html finished(const struct page *p, json_t *json)
{
    struct html html = { "" };
    char *text, *out;
    size_t n = 0, less = 0;

    json_object_set_new(json, "@context", json_string("https://schema.org"));
    text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (!text)
        return html;
    for (const char *s = text; *s; s++)
        less += *s == '<';
    out = arena_alloc(p->arena, strlen(text) + less * strlen("\\u003c") + 1);
    for (const char *s = text; *s; s++) {
        if (*s == '<') {
            memcpy(out + n, "\\u003c", strlen("\\u003c"));
            n += strlen("\\u003c");
        } else {
            out[n++] = *s;
        }
    }
    free(text);
    html.s = out;
    return html;
}

struct html linked_data_post(const struct page *p, const struct post_view *v)
{
    json_t *json = post_json(p, v->post);

    set_text(json, "text", plain_text(p->arena, v->post->body, LINKED_TEXT_MAX));
    if (tally_is_shown(v->post, p->now, false))
        set_comment_count(json, v->post);
    set_comments(json, p, v);
    return finished(p, json);
}

struct html linked_data_home(const struct page *p, const struct post *debate,
                             const struct post *posts, size_t n)
{
    json_t *json = typed("Blog");

    set_text(json, "name", p->site->title);
    set_text(json, "description", p->site->tagline);
    set_text(json, "url", url(p, page_home_path(p)));
    set_text(json, "inLanguage", lang_code(p->lang));
    if (debate)
        append(json, "blogPost", post_json(p, debate));
    for (size_t i = 0; i < n; i++)
        append(json, "blogPost", post_json(p, &posts[i]));
    return finished(p, json);
}
