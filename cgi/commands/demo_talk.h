/*
 * demo_talk.h - comments, decisions and acts below the posts of the sample site
 */
#ifndef DEMO_TALK_H
#define DEMO_TALK_H

#include "demo_site.h"

/* Each happens at the time that clock_fix() has set. */
enum rc demo_comment(struct demo *d, struct demo_post *p,
                     const struct sample_comment *c) MUST_USE;
enum rc demo_decision(struct demo *d, const struct demo_post *p,
                      const struct sample_decision *decision) MUST_USE;
enum rc demo_act(struct demo *d, const struct demo_post *p,
                 const struct sample_act *act) MUST_USE;

#endif
