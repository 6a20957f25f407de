/*
 * site_path.c - every address below /p/: see site_path.h
 */
#include "site_path.h"

static const char *join(struct arena *a, const char *slug, const char *below,
                        const char *query, const char *anchor)
{
    return arena_printf(a, "/p/%s%s%s%s%s%s", slug, below, query[0] ? "?" : "", query,
                        anchor[0] ? "#" : "", anchor);
}

/* Puts "name=7" in front of a query. */
static const char *query_with(struct arena *a, const char *name, int64_t id,
                              const char *query)
{
    return arena_printf(a, "%s=%lld%s%s", name, (long long)id, query[0] ? "&" : "",
                        query);
}

static const char *anchor_of(struct arena *a, int64_t comment_id)
{
    return arena_printf(a, "c%lld", (long long)comment_id);
}

static const char *below_comment(struct arena *a, int64_t id)
{
    return arena_printf(a, "/comments/%lld", (long long)id);
}

const char *path_post(struct arena *a, const char *slug)
{
    return join(a, slug, "", "", "");
}

const char *path_post_view(struct arena *a, const char *slug, const char *query)
{
    return join(a, slug, "", query, "");
}

const char *path_post_place(struct arena *a, const char *slug, const char *anchor)
{
    return join(a, slug, "", "", anchor);
}

const char *path_post_part(struct arena *a, const char *slug, const char *part)
{
    return join(a, slug, arena_printf(a, "/%s", part), "", "");
}

const char *path_post_feed(struct arena *a, const char *slug, const char *side)
{
    return join(a, slug, "/comments.atom",
                side[0] ? arena_printf(a, "side=%s", side) : "", "");
}

const char *path_post_renamed(struct arena *a, const char *slug, const char *below,
                              const char *query)
{
    return join(a, slug, below, query, "");
}

const char *path_comment(struct arena *a, const char *slug, int64_t id)
{
    return join(a, slug, below_comment(a, id), "", "");
}

const char *path_comment_place(struct arena *a, const char *slug, int64_t id,
                               const char *query)
{
    return join(a, slug, below_comment(a, id), query, anchor_of(a, id));
}

const char *path_comment_after(struct arena *a, const char *slug, int64_t id,
                               int64_t after)
{
    return join(a, slug, below_comment(a, id), query_with(a, "after", after, ""), "");
}

const char *path_comment_at(struct arena *a, const char *slug, int64_t id,
                            const char *query)
{
    return join(a, slug, "", query_with(a, "at", id, query), anchor_of(a, id));
}

const char *path_comment_first(struct arena *a, const char *slug, int64_t id,
                               const char *query)
{
    return join(a, slug, "", query, anchor_of(a, id));
}

const char *path_reply(struct arena *a, const char *slug, int64_t id, const char *query)
{
    return join(a, slug, below_comment(a, id), query_with(a, "reply", id, query),
                "reply");
}

const char *path_reply_on_post(struct arena *a, const char *slug, int64_t id)
{
    return join(a, slug, "", query_with(a, "reply", id, ""), "reply");
}

const char *path_held(struct arena *a, const char *slug, int64_t id, const char *query)
{
    return join(a, slug, "", query_with(a, "held", id, query), "held");
}

const char *path_gone(struct arena *a, const char *slug, int64_t id)
{
    return join(a, slug, "", query_with(a, "done", id, ""), "done");
}
