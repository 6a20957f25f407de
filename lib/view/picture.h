/*
 * picture.h - a picture as a list of shapes, and as PNG
 *
 * Inside lib/view.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include <stdbool.h>

#include "buf.h"

#define PICTURE_WIDTH 1200 /* what link previews expect (Open Graph) */
#define PICTURE_HEIGHT 630
#define PICTURE_HATCH 12 /* from stripe to stripe, pixels */
#define PICTURE_HATCH_LINE 4

enum ink { INK_PAPER, INK_TEXT, INK_SOFT, INK_LINE, INK_PRO, INK_CONTRA };
enum shape_kind { SHAPE_RECT, SHAPE_HATCHED, SHAPE_DISC, SHAPE_TEXT };

/* In pixels. (x, y) of a text is the start of its base line; with to_end, the end. */
struct shape {
    enum shape_kind kind;
    enum ink ink;
    double x, y, width, height;
    double size;
    bool bold, to_end;
    const char *text;
};
#define PICTURE_SHAPES 32
struct picture {
    const char *title, *text; /* alternative text */
    struct shape shapes[PICTURE_SHAPES];
    size_t n;
};

/* RC_NOT_FOUND: this machine has no fonts; logged once in each process. */
enum rc picture_png(const struct picture *pic, struct buf *out) MUST_USE;

#endif
