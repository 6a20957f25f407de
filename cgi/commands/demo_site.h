/*
 * demo_site.h - the state of "tertulia demo" while it makes the sample site
 *
 * demo.c makes the site and its posts, demo_talk.c the comments and acts below them.
 */
#ifndef DEMO_SITE_H
#define DEMO_SITE_H

#include "account.h"
#include "config.h"
#include "form.h"
#include "sample.h"
#include "site.h"

struct demo_post {
    const char *name; /* of its files */
    struct sample_post sample;
    struct sample_talk talk;
    int64_t id;
    enum policy policy;
    bool debate;
    int64_t *comment_ids; /* in the order of talk.comments; 0: not added yet */
};

struct demo {
    struct arena *arena;
    struct db *db;
    struct config config;
    struct form_limits limits;
    struct site *site;
    struct account *author;
    int64_t now;
    struct demo_post *posts;
    size_t n_posts, n_comments;
};

/* Logs what is wrong with a sample text, and where; `line` 0: its whole post. Returns
 * RC_INVALID. */
enum rc demo_misfit(const struct demo_post *p, unsigned line, const char *what);

#endif
