/*
 * post_save.h - saves a post that an author wrote, and the slugs that lead to it
 */
#ifndef POST_SAVE_H
#define POST_SAVE_H

#include "post.h"

/* What an editor saves; strings are borrowed. */
struct post_draft {
    int64_t id; /* 0: a new post */
    /* The revision that was edited; another one is RC_CONFLICT. */
    int64_t revision;
    int64_t account_id;
    int64_t translation_id; /* 0: unchanged */
    const char *slug, *title, *question, *label_pro, *label_contra, *author, *body_md,
        *summary, *conclusion_md;
    bool take_slug; /* even if it is a former slug of another post */
    struct html body, conclusion;
    int renderer;
    enum post_kind kind;
    enum post_state state;
    enum lang lang;
    enum policy policy;
    bool open;
    int64_t closes; /* 0: never */
    enum tally_shown tally_shown;
    int64_t now;
};

/* In its own transaction. A slug that was public once goes on leading to the post.
 * RC_CONFLICT: with *taken, the slug is that of another post, or a former one that
 * take_slug does not claim; else another revision was saved, or the post is gone.
 * RC_FORBIDDEN: a post with comments cannot become a debate or stop being one. */
enum rc post_save(struct db *db, const struct post_draft *in, int64_t *id,
                  bool *taken) MUST_USE;

#endif
