/*
 * demo_talk.h - what happens below the posts of the sample site
 */
#ifndef DEMO_TALK_H
#define DEMO_TALK_H

#include "demo_site.h"

/* Each happens now, as clock.h was told. */
enum rc demo_comment(struct demo *d, struct demo_post *p,
                     const struct sample_comment *c) MUST_USE;
enum rc demo_decision(struct demo *d, const struct demo_post *p,
                      const struct sample_decision *decision) MUST_USE;
enum rc demo_act(struct demo *d, const struct demo_post *p,
                 const struct sample_act *act) MUST_USE;

#endif
