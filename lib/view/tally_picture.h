/*
 * tally_picture.h - the tally as a picture of 1200 by 630, for use elsewhere
 *
 * It shows the question, both sides with their numbers, the bar, people and the day.
 * While some readers may not see the tally, it says why instead of numbers; once they
 * may, the same address shows the numbers. SVG and PNG are drawn from one list of
 * shapes.
 */
#ifndef TALLY_PICTURE_H
#define TALLY_PICTURE_H

#include "page.h"
#include "post.h"

/* Self-contained, light and dark by prefers-color-scheme. */
enum rc tally_picture_svg(const struct page *p, const struct post *post,
                          struct buf *out) MUST_USE;
/* For link previews, which show no SVG. Light only. Cairo draws it with the machine's
 * fonts; RC_NOT_FOUND: the machine has none, which is logged once. */
enum rc tally_picture_png(const struct page *p, const struct post *post,
                          struct buf *out) MUST_USE;

#endif
