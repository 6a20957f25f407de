/*
 * tally_picture.h - the tally as a picture of 1200 by 630, for use elsewhere
 *
 * The question, both sides with their numbers, the bar, people and the day. While the
 * tally is hidden from everybody the picture says why instead of numbers, so that an
 * address put somewhere stays good and comes to life when the debate closes. SVG and
 * PNG are drawn from one list of shapes.
 */
#ifndef TALLY_PICTURE_H
#define TALLY_PICTURE_H

#include "page.h"
#include "post.h"

/* Self-contained, light and dark by prefers-color-scheme. */
enum rc tally_picture_svg(const struct page *p, const struct post *post,
                          struct buf *out) MUST_USE;
/* For who shows no SVG: link previews. Light. Cairo draws it with the fonts of the
 * machine; RC_NOT_FOUND: it has none, which is logged once. */
enum rc tally_picture_png(const struct page *p, const struct post *post,
                          struct buf *out) MUST_USE;

#endif
