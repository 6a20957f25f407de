/*
 * demo.h - the sample site while it is made
 *
 * Inside cgi/commands: demo.c makes the site and its posts, demo_talk.c what happens
 * below them.
 */
#ifndef DEMO_H
#define DEMO_H

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

/* Says where a sample text does not fit; `line` 0: all of its post. RC_INVALID. */
enum rc demo_misfit(const struct demo_post *p, unsigned line, const char *what);

/* Each happens now, as clock.h was told. */
enum rc demo_comment(struct demo *d, struct demo_post *p,
                     const struct sample_comment *c) MUST_USE;
enum rc demo_decision(struct demo *d, const struct demo_post *p,
                      const struct sample_decision *decision) MUST_USE;
enum rc demo_act(struct demo *d, const struct demo_post *p,
                 const struct sample_act *act) MUST_USE;

#endif
