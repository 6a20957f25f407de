/*
 * tally_picture.c - the tally as a picture: its layout, and as SVG
 */
#include "message.h"
#include "picture.h"
#include "side_view.h"
#include "tally_picture.h"
#include "tally_view.h"
#include "text.h"
#include "utf8.h"

#define MARGIN 80
#define TEXT_WIDTH (PICTURE_WIDTH - 2 * MARGIN)
#define END (PICTURE_WIDTH - MARGIN)
/* Width of an average letter, as a part of the type size, in DejaVu Sans Bold, a wide
 * font: fonts differ from machine to machine, and a line must fit in each. */
#define LETTER 0.64

#define QUESTION_TOP 160
#define QUESTION_LINES 3
#define QUESTION_SIZE 52
#define LONG_QUESTION_LINES 4
#define LONG_QUESTION_SIZE 40
#define PICTURE_LABEL_POINTS 20
#define SITE_POINTS 50
#define LABEL_Y 388
#define MARK 34 /* width and height of a mark */
#define NUMBER_Y 468
#define BAR_Y 484
#define BAR_HEIGHT 40
#define BAR_GAP 6
#define PEOPLE_Y 564
#define DATE_Y 600

static struct shape *add(struct picture *pic, enum shape_kind kind, enum ink ink,
                         double x, double y)
{
    struct shape *s = &pic->shapes[pic->n++];

    *s = (struct shape){ .kind = kind, .ink = ink, .x = x, .y = y };
    return s;
}

static void add_text(struct picture *pic, enum ink ink, double x, double y, double size,
                     const char *text)
{
    struct shape *s = add(pic, SHAPE_TEXT, ink, x, y);

    s->size = size;
    s->bold = size > 30;
    s->to_end = x > PICTURE_WIDTH / 2.0;
    s->text = text;
}

static void add_rect(struct picture *pic, enum shape_kind kind, enum ink ink, double x,
                     double y, double width, double height)
{
    struct shape *s = add(pic, kind, ink, x, y);

    s->width = width;
    s->height = height;
}

/* Bytes of a line of at most `points` code points; it ends after a word if it can. */
static size_t line_end(struct arena *a, const char *text, size_t points)
{
    const size_t whole = strlen(text);
    size_t n;

    if (utf8_length(text) <= points)
        return whole;
    n = strlen(text_prefix(a, text, points));
    for (size_t i = n; i > n / 2; i--)
        if (text[i] == ' ')
            return i;
    return n;
}

static size_t letters_in_line(double size)
{
    return (size_t)(TEXT_WIDTH / (size * LETTER));
}

/* The text in lines that fit, the last of `max` shortened. */
static void add_lines(struct arena *a, struct picture *pic, enum ink ink, double y,
                      double size, size_t max, const char *text)
{
    for (size_t line = 1; *text && line <= max; line++) {
        size_t n = line_end(a, text, letters_in_line(size));

        add_text(pic, ink, MARGIN, y, size,
                 line == max ? text_shorten(a, text, letters_in_line(size))
                             : arena_strndup(a, text, n));
        text += n;
        text += *text == ' ';
        y += size * 1.25;
    }
}

/* A long question is set smaller. */
static void add_question(struct arena *a, struct picture *pic, const char *question)
{
    const bool fits =
        utf8_length(question) <= (QUESTION_LINES - 1) * letters_in_line(QUESTION_SIZE);

    add_lines(a, pic, INK_TEXT, QUESTION_TOP, fits ? QUESTION_SIZE : LONG_QUESTION_SIZE,
              fits ? QUESTION_LINES : LONG_QUESTION_LINES, question);
}

/* A disc with a plus, a square with a minus, as everywhere on the site. */
static void add_mark(struct picture *pic, enum side side, double x)
{
    const double top = LABEL_Y - MARK + 8, arm = MARK / 2.0, thick = 4;
    const double mid_x = x + MARK / 2.0, mid_y = top + MARK / 2.0;
    const bool pro = side == SIDE_PRO;

    add_rect(pic, pro ? SHAPE_DISC : SHAPE_RECT, pro ? INK_PRO : INK_CONTRA, x, top,
             MARK, MARK);
    add_rect(pic, SHAPE_RECT, INK_PAPER, mid_x - arm / 2, mid_y - thick / 2, arm,
             thick);
    if (pro)
        add_rect(pic, SHAPE_RECT, INK_PAPER, mid_x - thick / 2, mid_y - arm / 2, thick,
                 arm);
}

static void add_sides(const struct page *p, struct picture *pic,
                      const struct post *post)
{
    const char *pro = side_label(p, post, SIDE_PRO);
    const char *contra = side_label(p, post, SIDE_CONTRA);

    add_mark(pic, SIDE_PRO, MARGIN);
    add_text(pic, INK_PRO, MARGIN + MARK + 14, LABEL_Y, 31,
             text_shorten(p->arena, pro, PICTURE_LABEL_POINTS));
    add_mark(pic, SIDE_CONTRA, END - MARK);
    add_text(pic, INK_CONTRA, END - MARK - 14, LABEL_Y, 31,
             text_shorten(p->arena, contra, PICTURE_LABEL_POINTS));
}

static void add_bar(struct picture *pic, const struct tally *t)
{
    const int64_t all = tally_sides(t);
    const double pro = all ? TEXT_WIDTH * (double)t->pro / (double)all : 0;
    const double gap = t->pro && t->contra ? BAR_GAP : 0;

    if (!all)
        add_rect(pic, SHAPE_RECT, INK_LINE, MARGIN, BAR_Y, TEXT_WIDTH, BAR_HEIGHT);
    if (t->pro)
        add_rect(pic, SHAPE_RECT, INK_PRO, MARGIN, BAR_Y, pro, BAR_HEIGHT);
    if (t->contra)
        add_rect(pic, SHAPE_HATCHED, INK_CONTRA, MARGIN + pro + gap, BAR_Y,
                 TEXT_WIDTH - pro - gap, BAR_HEIGHT);
}

static const char *people(const struct page *p, const struct tally *t)
{
    const char *changed =
        t->changed ? message_count(p->arena, p->lang, MSG_TALLY_CHANGED, t->changed)
                   : message(p->lang, MSG_TALLY_CHANGED_NOBODY);

    return arena_printf(p->arena, "%s · %s",
                        message_count(p->arena, p->lang, MSG_TALLY_PEOPLE,
                                      t->people_pro + t->people_contra),
                        changed);
}

static void add_numbers(const struct page *p, struct picture *pic,
                        const struct post *post)
{
    const struct tally *t = &post->tally;

    add_text(pic, INK_PRO, MARGIN, NUMBER_Y, 76, page_number(p, t->pro));
    add_text(pic, INK_CONTRA, END, NUMBER_Y, 76, page_number(p, t->contra));
    add_bar(pic, t);
    add_text(pic, INK_TEXT, MARGIN, PEOPLE_Y, 26, people(p, t));
}

/* Today, or the day on which the debate ended. */
static const char *day(const struct page *p, const struct post *post)
{
    const int64_t closed = post_is_open(post, p->now) ? 0 : post_closing(post);

    if (!closed)
        return format_date(p->arena, p->lang, p->now);
    return arena_printf(p->arena, "%s %s", message(p->lang, MSG_POST_CLOSED_ON),
                        format_date(p->arena, p->lang, closed));
}

static void picture_make(const struct page *p, const struct post *post,
                         struct picture *pic)
{
    const bool shown = tally_is_shown(post, p->now, false);

    *pic = (struct picture){ .title = post_heading(post) };
    add_rect(pic, SHAPE_RECT, INK_PAPER, 0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
    add_text(pic, INK_SOFT, MARGIN, 92, 28,
             text_shorten(p->arena, p->site->title, SITE_POINTS));
    add_question(p->arena, pic, pic->title);
    add_sides(p, pic, post);
    if (shown) {
        pic->text = tally_sentence(p, post);
        add_numbers(p, pic, post);
    } else {
        pic->text = tally_why_hidden(p, post);
        add_lines(p->arena, pic, INK_TEXT, NUMBER_Y, 26, 2, pic->text);
    }
    add_text(pic, INK_SOFT, MARGIN, DATE_Y, 22, day(p, post));
}

/* The colours of site.css. */
static const char STYLE[] =
    ".paper{fill:#faf9f6}.text{fill:#1d1f21}.soft{fill:#5a5f66}.line{fill:#dcd9d1}"
    ".pro{fill:#0b5394}.contra{fill:#a34700}"
    "@media(prefers-color-scheme:dark){.paper{fill:#15171a}.text{fill:#e6e4df}"
    ".soft{fill:#a4a8ae}.line{fill:#33373d}.pro{fill:#8ec5ff}.contra{fill:#ffb570}}";

static const char *const CLASS[] = {
    [INK_PAPER] = "paper", [INK_TEXT] = "text", [INK_SOFT] = "soft",
    [INK_LINE] = "line",   [INK_PRO] = "pro",   [INK_CONTRA] = "contra"
};

static void write_shape(const struct shape *s, struct buf *out)
{
    switch (s->kind) {
    case SHAPE_TEXT:
        buf_printf(
            out, "<text class=\"%s\" x=\"%.0f\" y=\"%.0f\" font-size=\"%.0f\"%s%s>",
            CLASS[s->ink], s->x, s->y, s->size, s->bold ? " font-weight=\"bold\"" : "",
            s->to_end ? " text-anchor=\"end\"" : "");
        buf_escape(out, s->text);
        buf_str(out, "</text>\n");
        break;
    case SHAPE_DISC:
        buf_printf(out, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n",
                   CLASS[s->ink], s->x + s->width / 2, s->y + s->height / 2,
                   s->width / 2);
        break;
    case SHAPE_RECT:
    case SHAPE_HATCHED:
        buf_printf(out,
                   "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                   "height=\"%.1f\"/>\n",
                   CLASS[s->ink], s->x, s->y, s->width, s->height);
        if (s->kind == SHAPE_HATCHED)
            buf_printf(out,
                       "<rect fill=\"url(#hatch)\" x=\"%.1f\" y=\"%.1f\" "
                       "width=\"%.1f\" height=\"%.1f\"/>\n",
                       s->x, s->y, s->width, s->height);
        break;
    }
}

enum rc tally_picture_svg(const struct page *p, const struct post *post,
                          struct buf *out)
{
    struct picture pic;

    picture_make(p, post, &pic);
    buf_printf(out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
               "width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"title text\" "
               "lang=\"%s\" font-family=\"system-ui, -apple-system, 'Segoe UI', "
               "Roboto, 'DejaVu Sans', sans-serif\">\n<title id=\"title\">",
               PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_WIDTH, PICTURE_HEIGHT,
               lang_code(p->lang));
    buf_escape(out, pic.title);
    buf_str(out, "</title>\n<desc id=\"text\">");
    buf_escape(out, pic.text);
    buf_printf(out,
               "</desc>\n<style>%s</style>\n<defs><pattern id=\"hatch\" width=\"%d\" "
               "height=\"%d\" patternUnits=\"userSpaceOnUse\" "
               "patternTransform=\"rotate(45)\"><rect class=\"paper\" width=\"%d\" "
               "height=\"%d\" opacity=\".45\"/></pattern></defs>\n",
               STYLE, PICTURE_HATCH, PICTURE_HATCH, PICTURE_HATCH_LINE, PICTURE_HATCH);
    for (size_t i = 0; i < pic.n; i++)
        write_shape(&pic.shapes[i], out);
    buf_str(out, "</svg>\n");
    return out->rc;
}

enum rc tally_picture_png(const struct page *p, const struct post *post,
                          struct buf *out)
{
    struct picture pic;

    picture_make(p, post, &pic);
    return picture_png(&pic, out);
}
