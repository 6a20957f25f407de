/*
 * picture.c - a picture as PNG, drawn by Cairo (only user of cairo.h)
 */
#include <cairo.h>
#include <math.h>

#include "log.h"
#include "picture.h"

/* The light colours of site.css. */
static const unsigned COLOURS[] = {
    [INK_PAPER] = 0xfaf9f6, [INK_TEXT] = 0x1d1f21, [INK_SOFT] = 0x5a5f66,
    [INK_LINE] = 0xdcd9d1,  [INK_PRO] = 0x0b5394,  [INK_CONTRA] = 0xa34700
};
#define STRIPE_OPACITY .45

#ifdef __SANITIZE_ADDRESS__
/* Fontconfig keeps the few patterns of a process by their offsets, which LeakSanitizer
 * takes for lost. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}
#endif

static void use(cairo_t *c, enum ink ink, double opacity)
{
    const unsigned rgb = COLOURS[ink];

    cairo_set_source_rgba(c, (rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                          (rgb & 0xff) / 255.0, opacity);
}

static void draw_text(cairo_t *c, const struct shape *s)
{
    cairo_text_extents_t box = { .x_advance = 0 };

    cairo_select_font_face(c, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           s->bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(c, s->size);
    if (s->to_end)
        cairo_text_extents(c, s->text, &box);
    cairo_move_to(c, s->x - box.x_advance, s->y);
    cairo_show_text(c, s->text);
}

/* Stripes at 45 degrees, from the rectangle's left to its right. */
static void draw_stripes(cairo_t *c, const struct shape *s)
{
    const double apart = PICTURE_HATCH * M_SQRT2;
    const int stripes = (int)ceil((s->width + 2 * s->height) / apart);

    cairo_save(c);
    cairo_rectangle(c, s->x, s->y, s->width, s->height);
    cairo_clip(c);
    use(c, INK_PAPER, STRIPE_OPACITY);
    cairo_set_line_width(c, PICTURE_HATCH_LINE);
    for (int i = 0; i < stripes; i++) {
        const double x = s->x - s->height + i * apart;

        cairo_move_to(c, x, s->y + s->height);
        cairo_line_to(c, x + s->height, s->y);
    }
    cairo_stroke(c);
    cairo_restore(c);
}

static void draw(cairo_t *c, const struct shape *s)
{
    use(c, s->ink, 1);
    switch (s->kind) {
    case SHAPE_TEXT:
        draw_text(c, s);
        break;
    case SHAPE_DISC:
        cairo_arc(c, s->x + s->width / 2, s->y + s->height / 2, s->width / 2, 0,
                  2 * M_PI);
        cairo_fill(c);
        break;
    case SHAPE_RECT:
    case SHAPE_HATCHED:
        cairo_rectangle(c, s->x, s->y, s->width, s->height);
        cairo_fill(c);
        if (s->kind == SHAPE_HATCHED)
            draw_stripes(c, s);
        break;
    }
}

/* Without any font Cairo uses a built-in one that has only a few letters. */
static bool has_fonts(cairo_t *c)
{
    static bool logged; /* once in the life of a process is enough */

    cairo_select_font_face(c, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    if (cairo_scaled_font_get_type(cairo_get_scaled_font(c)) == CAIRO_FONT_TYPE_FT)
        return true;
    if (!logged)
        log_error("pictures: this machine has no fonts, so tally.png is not there; "
                  "install some (Debian: fonts-dejavu-core)");
    logged = true;
    return false;
}

static cairo_status_t append(void *to, const unsigned char *bytes, unsigned n)
{
    struct buf *out = to;

    buf_add(out, bytes, n);
    return out->rc ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

enum rc picture_png(const struct picture *pic, struct buf *out)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, PICTURE_WIDTH, PICTURE_HEIGHT);
    cairo_t *c = cairo_create(surface);
    cairo_status_t status = cairo_status(c);
    enum rc rc = RC_OK;

    if (!status && !has_fonts(c))
        rc = RC_NOT_FOUND;
    for (size_t i = 0; !rc && i < pic->n; i++)
        draw(c, &pic->shapes[i]);
    if (!status)
        status = cairo_status(c);
    if (!rc && !status)
        status = cairo_surface_write_to_png_stream(surface, append, out);
    cairo_destroy(c);
    cairo_surface_destroy(surface);
    if (!rc && status) {
        log_error("pictures: %s", cairo_status_to_string(status));
        rc = out->rc ? out->rc : RC_FAIL;
    }
    return rc;
}
