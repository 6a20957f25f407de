/*
 * render_view.c - writes sample pages into a directory, to view them in a browser
 *
 * usage: render_view DIR
 */
#include <stdio.h>

#include "home_view.h"
#include "message.h"
#include "sample.h"

static void write_out(struct sample *s, const char *directory, const char *name)
{
    const char *path = arena_printf(s->arena, "%s/%s-%s.html", directory,
                                    lang_code(s->page.lang), name);
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(s->out.s, 1, s->out.n, file) != s->out.n || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    buf_reset(&s->out);
}

static void write_post(struct sample *s, const char *directory, const char *name)
{
    sample_post(s);
    write_out(s, directory, name);
}

/* The form shown again, with an error in every field. */
static void write_problems(struct sample *s, const char *directory)
{
    struct comment_form *form = &s->form;

    form->body = "Un texto\ncon dos líneas";
    form->website = "ejemplo";
    problem_add(&form->problems, "side", message(s->page.lang, MSG_FORM_NO_SIDE));
    problem_add(&form->problems, "body",
                message_count(s->arena, s->page.lang, MSG_FORM_TOO_LONG, 12));
    problem_add(&form->problems, "name", message(s->page.lang, MSG_FORM_NO_SIDE));
    problem_add(&form->problems, "website", message(s->page.lang, MSG_FORM_NO_SIDE));
    s->page.problems = true;
    write_post(s, directory, "problems");
    s->page.problems = false;
    form->problems.n = 0;
}

static void write_reply(struct sample *s, const char *directory)
{
    s->form.side = "contra";
    s->form.side_value = SIDE_CONTRA;
    s->form.name_line = "Teresa";
    s->form.name = "Teresa";
    s->form.parent = 4;
    s->form.markup.html = (struct html){ "<p>Así se <em>verá</em>.</p>" };
    s->view.form.preview = true;
    s->view.form.reply_to = &s->threads.items[3];
    s->view.viewer.person_id = SAMPLE_WRITER;
    s->view.held = true;
    s->view.viewer.waiting = &s->threads.items[1];
    s->view.viewer.waiting_n = 1;
    write_post(s, directory, "reply");
    s->view.form.preview = false;
    s->view.form.reply_to = NULL;
    s->view.form.conflict = true;
    s->post.open = false;
    write_post(s, directory, "conflict");
    s->view.form.conflict = false;
    write_post(s, directory, "closed");
    s->view.single = &s->threads.items[3];
    write_post(s, directory, "single");
}

static void write_home(struct sample *s, const char *directory)
{
    struct post posts[3] = { s->post, s->post, s->post };
    const struct home_view home = {
        .debate = &s->post, .posts = posts, .n = 3, .page = 1, .more = true
    };

    posts[1].kind = POST_PLAIN;
    posts[1].title = "Qué hacemos cuando nos critican en público";
    posts[2].open = false;
    posts[2].tally = (struct tally){ .comments = 3, .pro = 3, .people_pro = 2 };
    s->page.title = "";
    if (home_view(&s->page, &home, &s->out))
        abort();
    write_out(s, directory, "home");
    if (error_view(&s->page, &(struct error_page){ 500, "a1b2c3", NULL, NULL },
                   &s->out))
        abort();
    write_out(s, directory, "error");
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s DIR\n", argv[0]);
        return 2;
    }
    for (int lang = 0; lang < LANGS; lang++) {
        struct sample s;

        sample_open(&s, (enum lang)lang);
        write_post(&s, argv[1], "post");
        write_home(&s, argv[1]);
        s.page.title = s.post.question;
        write_problems(&s, argv[1]);
        write_reply(&s, argv[1]);
        sample_close(&s);
    }
    return 0;
}
