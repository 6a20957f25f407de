/*
 * post.h - posts of authors, with their running tally
 */
#ifndef POST_H
#define POST_H

#include "db.h"
#include "debate.h"
#include "feed_part.h"
#include "lang.h"
#include "tally.h"

struct post {
    int64_t id;
    const char *slug;
    enum post_kind kind;
    enum post_state state;
    enum lang lang;
    enum policy policy;
    bool open;      /* as its author set it; post_is_open() decides */
    int64_t closes; /* when it closes automatically; 0: never */
    int64_t closed; /* when its author closed it; 0: not */
    enum tally_shown tally_shown;
    const char *title;
    const char *question;                 /* "" when plain */
    const char *label_pro, *label_contra; /* "" means the language's default */
    const char *author;
    /* Only from post_for_edit. */
    const char *body_md, *conclusion_md;
    struct html body;       /* only from post_by_slug and post_list_whole */
    struct html conclusion; /* the same; "": none */
    bool has_conclusion;    /* written; readers see it once the debate is closed */
    const char *summary;    /* plain text, at most 300 code points */
    int64_t version;        /* +1 at each change that its page shows */
    int64_t revision;       /* +1 at each save */
    int64_t created;
    int64_t published; /* the first time; 0: never */
    int64_t updated;   /* last change of title, question, body or conclusion */
    /* Published post in the other language, or NULL. Both only from post_by_slug. */
    const char *translation_slug;
    enum lang translation_lang;
    struct tally tally;
};

/* Returns a debate's question, else the title. */
const char *post_heading(const struct post *post);
/* Does the post take comments, edits, supports and stances? Only this function decides.
 * In SQL it is POST_IS_OPEN, where `now` is the parameter's name, such as "$3". */
bool post_is_open(const struct post *post, int64_t now);
#define POST_IS_OPEN(p, now)                                                           \
    p "state = 1 AND " p "open = 1"                                                    \
      " AND (" p "closes IS NULL OR " p "closes > " now ")"
/* When it was first published; before that, when it was created. */
int64_t post_appeared(const struct post *post);
/* When an open post closes, or when a closed one did; 0: not set. */
int64_t post_closing(const struct post *post);
/* Is there a conclusion to show? One written early waits until the debate is closed. */
bool post_is_concluded(const struct post *post, int64_t now);
/* Has the debate closed automatically, without a conclusion? */
bool post_awaits_conclusion(const struct post *post, int64_t now);
/* May the viewer see the counts of the sides? Only this function decides. An author can
 * hide them from viewers without a stance, so that no count sways them; a closed debate
 * shows its result. For a response that all viewers share, has_stance is false. */
bool tally_is_shown(const struct post *post, int64_t now, bool has_stance);

/* RC_OK: the published post takes comments and reactions; *kind is set. RC_NOT_FOUND.
 * RC_CONFLICT: it is closed. */
enum rc post_takes(struct db *db, int64_t post_id, int64_t now,
                   enum post_kind *kind) MUST_USE;
/* Finds a post by its slug, or by a former one that no other post has taken: compare
 * (*out)->slug. RC_NOT_FOUND: no such post, or a draft and `drafts` is false. */
enum rc post_by_slug(struct db *db, struct arena *a, const char *slug, bool drafts,
                     struct post **out) MUST_USE;
/* Former slugs, newest first. */
#define POST_FORMER_SLUGS_MAX 20
enum rc post_former_slugs(struct db *db, struct arena *a, int64_t id,
                          const char *const **out, size_t *n) MUST_USE;
/* With body_md and conclusion_md instead of their HTML. RC_NOT_FOUND. */
enum rc post_for_edit(struct db *db, struct arena *a, int64_t id,
                      struct post **out) MUST_USE;
/* Newest published posts in one language, at most `limit` from `offset` on. Like every
 * list but post_list_whole(), without bodies. */
enum rc post_list(struct db *db, struct arena *a, enum lang lang, int64_t limit,
                  int64_t offset, struct post **out, size_t *n) MUST_USE;
/* One part of these posts with their bodies, up to `limit` or FEED_BYTES: the feed. */
enum rc post_list_whole(struct db *db, struct arena *a, enum lang lang, int64_t limit,
                        struct feed_part *part, struct post **out, size_t *n) MUST_USE;
/* All posts and drafts, last created first: the admin page. */
enum rc post_list_all(struct db *db, struct arena *a, int64_t limit, int64_t offset,
                      struct post **out, size_t *n) MUST_USE;
/* Posts that are not public. */
enum rc post_count_drafts(struct db *db, int64_t *n) MUST_USE;
/* Debates for which post_awaits_conclusion() is true. */
enum rc post_count_awaiting(struct db *db, int64_t now, int64_t *n) MUST_USE;
/* The newest open debate of a language. RC_NOT_FOUND. */
enum rc post_open_debate(struct db *db, struct arena *a, enum lang lang, int64_t now,
                         struct post **out) MUST_USE;
/* Has the site published posts in both languages? */
enum rc post_languages(struct db *db, bool *both) MUST_USE;
/* Inside a write transaction, after a change of what the post's page shows. Raises the
 * versions of the post and of the site. */
enum rc post_touch(struct db *db, int64_t post_id) MUST_USE;

#endif
