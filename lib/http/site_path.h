/*
 * site_path.h - every address below /p/: posts, comments and their parts
 *
 * Each begins with '/' and is in the arena. A slug has only [a-z0-9-], so an address
 * fits into Location unchanged, and into href once '&' is escaped. A `query` such as
 * "done=7" is appended; it may be "".
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
/* "/p/slug/comments.atom" for `side` ""; for the name of a side "...?side=pro". */
const char *path_post_feed(struct arena *a, const char *slug, const char *side);

/* The same address with another slug; `below` follows the slug, "" or with a '/'. */
const char *path_post_renamed(struct arena *a, const char *slug, const char *below,
                              const char *query);

/* The comment's own page: "/p/slug/comments/7". */
const char *path_comment(struct arena *a, const char *slug, int64_t id);
/* "/p/slug/comments/7#c7" */
const char *path_comment_place(struct arena *a, const char *slug, int64_t id,
                               const char *query);
/* The part of the replies that begins after reply 9: "/p/slug/comments/7?after=9". */
const char *path_comment_after(struct arena *a, const char *slug, int64_t id,
                               int64_t after);
/* The comment in its thread, on the page that contains it: "/p/slug?at=7#c7". */
const char *path_comment_at(struct arena *a, const char *slug, int64_t id,
                            const char *query);
/* The same if that is the first page: "/p/slug#c7". */
const char *path_comment_first(struct arena *a, const char *slug, int64_t id,
                               const char *query);

/* The form of a reply on the comment's own page: "/p/slug/comments/7?reply=7#reply". */
const char *path_reply(struct arena *a, const char *slug, int64_t id,
                       const char *query);
/* The same on the post's page, which also says why a comment accepts no reply. */
const char *path_reply_on_post(struct arena *a, const char *slug, int64_t id);

/* The post's page after a comment was held ("?held=7#held"), or deleted by its writer
 * ("?done=7#done"). */
const char *path_held(struct arena *a, const char *slug, int64_t id, const char *query);
const char *path_gone(struct arena *a, const char *slug, int64_t id);

#endif
