/*
 * site_path.h - every address below /p/: of a post, of a comment, of what belongs to them
 *
 * Each begins with '/' and lies in the arena. A slug holds [a-z0-9-] alone, so an address
 * fits into Location as it is, and into href once '&' is escaped. A `query` such as
 * "done=7" goes along; it may be "".
 */
#ifndef SITE_PATH_H
#define SITE_PATH_H

#include <stdint.h>

#include "arena.h"

/* "/p/slug" */
const char *path_post(struct arena *a, const char *slug);
/* "/p/slug?side=pro" */
const char *path_post_view(struct arena *a, const char *slug, const char *query);
/* "/p/slug#stance" */
const char *path_post_place(struct arena *a, const char *slug, const char *anchor);
/* "/p/slug/sheet" */
const char *path_post_part(struct arena *a, const char *slug, const char *part);
/* "/p/slug/comments.atom"; with `side`, the name of one, "...?side=pro". "": of both. */
const char *path_post_feed(struct arena *a, const char *slug, const char *side);

/* The same address below another post: `below` is what follows the slug, with a '/'. */
const char *path_post_renamed(struct arena *a, const char *slug, const char *below,
                              const char *query);

/* The comment's own page: "/p/slug/comments/7". */
const char *path_comment(struct arena *a, const char *slug, int64_t id);
/* "/p/slug/comments/7#c7" */
const char *path_comment_place(struct arena *a, const char *slug, int64_t id,
                               const char *query);
/* Replies in parts: "/p/slug/comments/7?after=9". */
const char *path_comment_after(struct arena *a, const char *slug, int64_t id,
                               int64_t after);
/* The comment among the others, on whatever page it stands: "/p/slug?at=7#c7". */
const char *path_comment_at(struct arena *a, const char *slug, int64_t id,
                            const char *query);
/* The same when that is the first page: "/p/slug#c7". */
const char *path_comment_first(struct arena *a, const char *slug, int64_t id,
                               const char *query);

/* The form of a reply on the comment's own page: "/p/slug/comments/7?reply=7#reply". */
const char *path_reply(struct arena *a, const char *slug, int64_t id,
                       const char *query);
/* The same on the post's page, which also says why a comment takes no reply. */
const char *path_reply_on_post(struct arena *a, const char *slug, int64_t id);

/* The post's page with what happened to a comment: it waits ("?held=7#held"), or is gone
 * ("?done=7#done"). */
const char *path_held(struct arena *a, const char *slug, int64_t id, const char *query);
const char *path_gone(struct arena *a, const char *slug, int64_t id);

#endif
