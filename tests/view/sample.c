/*
 * sample.c - a made-up debate for the tests, the benchmark and the pictures of lib/view
 */
#include "array.h"
#include "comment_form.h"
#include "post_data.h"
#include "post_view.h"
#include "sample.h"
#include "thread_page.h"

#define OUT_MAX (8u << 20)

struct line {
    int depth;
    enum side side;
    const char *name, *html;
};

static const struct line LINES[] = {
    { 0, SIDE_PRO, "Ana",
      "<p>En una empresa de ocho personas nadie tiene media jornada para las redes. O "
      "lo hace "
      "alguien de fuera, o no se hace.</p>" },
    { 1, SIDE_CONTRA, "Luis",
      "<p>No hace falta media jornada. <strong>Dos publicaciones por semana</strong> y "
      "contestar los mensajes caben en una hora.</p>" },
    { 2, SIDE_PRO, "Ana",
      "<p>Esa hora nunca llega: siempre hay un cliente antes.</p>" },
    { 2, SIDE_CONTRA, "Marta",
      "<p>Estoy con Luis. Lo que cuesta no es publicar, es <em>saber qué decir</em>, y "
      "eso "
      "solo lo sabe la casa.</p><ul><li>Los pedidos</li><li>Las averías</li></ul>" },
    { 0, SIDE_CONTRA, "Íñigo Ruiz de la Peña",
      "<blockquote><p>nadie conoce la empresa como quien trabaja en "
      "ella</p></blockquote>"
      "<p>La voz se nota. Un texto comprado suena a comprado: "
      "<a href=\"https://example.org/\" rel=\"nofollow ugc noopener\">un "
      "ejemplo</a>.</p>" },
    { 1, SIDE_CONTRA, "Ana", "<p>Borrado</p>" },
    { 2, SIDE_CONTRA, "Pau",
      "<p>Respondo a lo de arriba: depende de quién escriba.</p>" },
    { 0, SIDE_PRO, "Rosa", "<p>Con un buen encargo, sí. Sin él, <code>no</code>.</p>" },
};
#define LINES_N ARRAY_LEN(LINES)

static void fill_line(struct comment *c, const struct comment *above[], size_t i,
                      const struct line *line)
{
    const struct comment *parent = line->depth ? above[line->depth - 1] : NULL;

    *c = (struct comment){ .id = (int64_t)i + 1,
                           .post_id = 1,
                           .parent_id = parent ? parent->id : 0,
                           .root_id = parent ? parent->root_id : (int64_t)i + 1,
                           .person_id = (int64_t)i + 4,
                           .depth = line->depth,
                           .name = line->name,
                           .website = "",
                           .side = line->side,
                           .state = COMMENT_VISIBLE,
                           .body = { line->html },
                           .created = SAMPLE_TIME + (int64_t)i * 3600 };
    above[line->depth] = c;
}

static void fill_threads(struct sample *s)
{
    const struct comment *above[COMMENT_DEPTH_MAX] = { NULL };
    struct comment *items = ARENA_ARRAY(s->arena, LINES_N, struct comment);

    for (size_t i = 0; i < LINES_N; i++)
        fill_line(&items[i], above, i, &LINES[i]);
    items[2].person_id = items[0].person_id;
    items[4].website = "https://example.org/inigo?a=1&b=2";
    items[4].retagged_from = SIDE_PRO;
    items[5].state = COMMENT_DELETED;
    items[7].by_author = true;
    s->threads = (struct thread_page){ .items = items, .n = LINES_N };
}

void sample_comments(struct sample *s, size_t n, int depth_max)
{
    const struct comment *above[COMMENT_DEPTH_MAX] = { NULL };
    struct comment *items = ARENA_ARRAY(s->arena, n, struct comment);

    for (size_t i = 0; i < n; i++) {
        const struct line line = { .depth = (int)(i % (size_t)(depth_max + 1)),
                                   .side = i % 2 ? SIDE_CONTRA : SIDE_PRO,
                                   .name = LINES[i % LINES_N].name,
                                   .html = LINES[i % LINES_N].html };
        fill_line(&items[i], above, i, &line);
    }
    s->threads = (struct thread_page){ .items = items, .n = n };
}

static void fill_post(struct sample *s, enum lang lang)
{
    s->post = (struct post){
        .id = 1,
        .slug = "externalizar-redes",
        .kind = POST_DEBATE,
        .state = POST_PUBLISHED,
        .lang = lang,
        .open = true,
        .title = "Las redes sociales, ¿dentro o fuera?",
        .question = "¿Debe una empresa pequeña externalizar sus redes sociales?",
        .label_pro = "",
        .label_contra = "",
        .author = "Carmen Soler",
        .body = { "<p>Casi todas las semanas me lo pregunta alguien: si conviene "
                  "llevar las "
                  "redes desde dentro o encargárselas a otra empresa. No hay una "
                  "respuesta "
                  "única, pero sí buenas razones de cada lado.</p><h2>Lo que pesa</h2>"
                  "<p>El tiempo, el tono y el dinero. Y la pregunta de siempre: "
                  "<strong>¿quién contesta un sábado?</strong></p>"
                  "<blockquote><p>Una cuenta sin nadie detrás es peor que ninguna.</p>"
                  "</blockquote>" },
        .summary = "Casi todas las semanas me lo pregunta alguien: si conviene llevar "
                   "las redes "
                   "desde dentro o encargárselas a otra empresa.",
        .created = SAMPLE_TIME - 90000,
        .published = SAMPLE_TIME - 86400,
        .updated = SAMPLE_TIME - 3600,
        .translation_slug = "outsource-social-media",
        .translation_lang = LANG_EN,
        .tally = { .comments = 34,
                   .pro = 19,
                   .contra = 15,
                   .people_pro = 12,
                   .people_contra = 9,
                   .changed = 3 },
    };
}

static void fill_page(struct sample *s, enum lang lang)
{
    s->site =
        (struct site){ .title = "La otra cara",
                       .tagline = "Redes sociales para empresas que no tienen tiempo",
                       .lang = lang,
                       .policy = POLICY_HOLD_NONE };
    s->page = (struct page){ .tpl = s->tpl,
                             .arena = s->arena,
                             .site = &s->site,
                             .lang = lang,
                             .base_url = "https://blog.example",
                             .static_version = "0123456789ab",
                             .title = s->post.question,
                             .description = s->post.summary,
                             .canonical = "/p/externalizar-redes",
                             .other_path = "/p/outsource-social-media",
                             .feed_path = "/feed.atom" };
}

void sample_open(struct sample *s, enum lang lang)
{
    *s = (struct sample){ .arena = arena_new() };
    if (tpl_set_open(SOURCE_DIR "/templates", &s->tpl))
        abort();
    buf_init(&s->out, OUT_MAX);
    fill_post(s, lang);
    fill_page(s, lang);
    fill_threads(s);
    s->form =
        (struct comment_form){ .side = "", .body = "", .name = "", .website = "" };
    s->view = (struct post_view){
        .post = &s->post,
        .threads = &s->threads,
        .tally = true,
        .options = { .page = 1 },
        .form = { .form = &s->form, .token = "1793787120.token", .body_max = 8192 },
    };
}

void sample_close(struct sample *s)
{
    buf_clear(&s->out);
    tpl_set_free(s->tpl);
    arena_free(s->arena);
}

const char *sample_post(struct sample *s)
{
    buf_reset(&s->out);
    if (post_view(&s->page, &s->view, &s->out))
        abort();
    return s->out.s;
}
