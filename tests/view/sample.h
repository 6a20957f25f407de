/*
 * sample.h - a made-up debate for the tests, the benchmark and the pictures of lib/view
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "comment_form.h"
#include "feed_view.h"
#include "post_data.h"
#include "thread_page.h"

/* 2026-11-04 10:12:00 UTC */
#define SAMPLE_TIME INT64_C(1793787120)
#define SAMPLE_WRITER 7 /* person of comments[3] */

struct sample {
    struct arena *arena;
    struct tpl_set *tpl;
    struct buf out;
    struct site site;
    struct page page;
    struct post post;
    struct comment_form form;
    struct thread_page threads;
    struct post_view view;
};

/* A debate with a thread of every kind of comment, in a language. Ends the program on
 * failure. */
void sample_open(struct sample *s, enum lang lang);
void sample_close(struct sample *s);
/* Replaces the threads by `n` comments, `depth_max` deep at most, sides alternating. */
void sample_comments(struct sample *s, size_t n, int depth_max);
/* The rendered post; valid until the next call. */
const char *sample_post(struct sample *s);

#endif
