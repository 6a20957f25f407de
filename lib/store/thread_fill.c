/*
 * thread_fill.c - fills a page of comments within its limit: see thread_fill.h
 */
#include <string.h>

#include "buf.h"
#include "citation.h"
#include "comment.h"
#include "thread_fill.h"

/* A page that turns out heavier shortens some comments: see find_long(). */
#define BYTES_MAX 115000
/* Bytes of a comment besides its writer's texts (measured). */
#define FRAME_BYTES 760
#define FRAME_SLUGS 3 /* its links contain the slug */
#define FRAME_NAMES 3 /* occurrences of its writer's name */
#define CITER_BYTES 45
#define SHORT_BYTES 760 /* of a shortened comment, besides its writer's name */
#define TOMBSTONE_BYTES 260

int64_t thread_fill_frame(int64_t slug_bytes)
{
    return FRAME_BYTES + FRAME_SLUGS * slug_bytes;
}

int64_t thread_fill_short(int64_t slug_bytes)
{
    return SHORT_BYTES + slug_bytes;
}

/* A hidden comment keeps only its place, its side and who hid it. */
static void redact(struct comment *c)
{
    c->name = c->website = "";
    c->body = (struct html){ "" };
    c->person_id = 0;
    c->by_author = c->changed_mind = false;
    c->retagged_from = SIDE_NONE;
    c->supports = c->opponents = c->minds_changed = c->cited = c->edited = 0;
}

struct thread_fill thread_fill_new(struct db *db, struct arena *a,
                                   struct thread_page *page, size_t room)
{
    *page = (struct thread_page){ .items = ARENA_ARRAY(a, room, struct comment) };
    return (struct thread_fill){ .db = db,
                                 .arena = a,
                                 .page = page,
                                 .left = INT64_MAX,
                                 .weights = ARENA_ARRAY(a, room, int64_t) };
}

static int64_t escaped(const char *text)
{
    return (int64_t)buf_escaped_bytes(text);
}

int64_t thread_fill_weight(const struct comment *c, int64_t slug_bytes, int64_t above)
{
    const int64_t citers = c->cited < CITERS_MAX ? c->cited : CITERS_MAX;

    return thread_fill_frame(slug_bytes) + (int64_t)strlen(c->body.s) +
           FRAME_NAMES * escaped(c->name) + escaped(c->website) + above +
           citers * (CITER_BYTES + slug_bytes);
}

static int64_t weight_in_short(const struct comment *c, int64_t slug_bytes)
{
    return c->state == COMMENT_VISIBLE
               ? thread_fill_short(slug_bytes) + escaped(c->name)
               : TOMBSTONE_BYTES;
}

/* Bytes of the name of the parent's writer; 0: the page lacks the parent. */
static int64_t name_above(const struct thread_fill *f, const struct comment *c)
{
    return c->depth ? f->names[c->depth - 1] : 0;
}

void thread_fill_put(struct thread_fill *f, const struct comment *c)
{
    struct comment *to = &f->page->items[f->page->n];

    *to = *c;
    if (c->state != COMMENT_VISIBLE)
        redact(to);
    f->weights[f->page->n++] =
        c->state == COMMENT_VISIBLE
            ? thread_fill_weight(c, f->slug_bytes, name_above(f, c))
            : TOMBSTONE_BYTES;
    f->at[c->depth] = c->id;
    f->names[c->depth] = escaped(to->name);
}

enum rc thread_fill_below(struct thread_fill *f, const struct comment *c, int64_t max,
                          bool *fits)
{
    struct comment *above[COMMENT_DEPTH_MAX];
    int64_t id = c->parent_id, n = 0, bytes;

    bytes = thread_fill_weight(c, f->slug_bytes, name_above(f, c));
    for (int depth = c->depth; depth-- > 0 && f->at[depth] != id; n++) {
        const enum rc rc = comment_by_id(f->db, f->arena, id, &above[n]);

        if (rc)
            return rc;
        id = above[n]->parent_id;
        bytes += weight_in_short(above[n], f->slug_bytes);
    }
    *fits = n <= max && (bytes <= f->left || !f->page->n);
    if (!*fits)
        return RC_OK;
    while (n-- > 0)
        thread_fill_put(f, above[n]);
    thread_fill_put(f, c);
    f->left -= bytes;
    return RC_OK;
}

/* Bytes that the page saves if this comment is shortened. */
static int64_t gain(const struct thread_fill *f, size_t at)
{
    const struct comment *c = &f->page->items[at];

    return c->shortened ? 0 : f->weights[at] - weight_in_short(c, f->slug_bytes);
}

/* Finds the comment to shorten next. Among those that save nearly as many bytes as the
 * longest (three quarters at least) it is the last of the page, so that the first ones
 * stay whole. Returns false if none is left. */
static bool find_long(const struct thread_fill *f, size_t keep, size_t *at)
{
    int64_t most = 0;

    for (size_t i = 0; i < f->page->n; i++)
        if (i != keep && gain(f, i) > most)
            most = gain(f, i);
    for (size_t i = 0; most && i < f->page->n; i++)
        if (i != keep && 4 * gain(f, i) >= 3 * most)
            *at = i;
    return most > 0;
}

void thread_fill_shorten(struct thread_fill *f, size_t keep)
{
    int64_t total = 0;
    size_t at = 0;

    for (size_t i = 0; i < f->page->n; i++)
        total += i == keep ? 0 : f->weights[i];
    while (total > BYTES_MAX && find_long(f, keep, &at)) {
        total -= gain(f, at);
        f->page->items[at].shortened = true;
    }
}
