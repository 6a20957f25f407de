/*
 * demo.c - "tertulia demo": fills an empty site with the sample debate
 *
 * All texts take the path of those of readers and authors: the forms read them,
 * moderation decides, the store adds them, each at its own moment of the last weeks.
 * These steps commit one by one, so a failure leaves a part behind, and the message
 * says to start over.
 */
#include "array.h"
#include "clock.h"
#include "commands.h"
#include "demo_site.h"
#include "demo_talk.h"
#include "form_limits.h"
#include "log.h"
#include "post_form.h"
#include "sample_post.h"
#include "sample_talk.h"
#include "sample_texts.h"

#define AUTHOR_DEFAULT "Elena"
/* The title that "tertulia init" gives a site by default. */
static const char SITE_UNNAMED[] = "Tertulia";
static const char *const SITE_TITLE[LANGS] = {
    [LANG_ES] = "De puertas adentro",
    [LANG_EN] = "In-house",
};
static const char *const SITE_TAGLINE[LANGS] = {
    [LANG_ES] = "Redes sociales y sentido común para empresas pequeñas",
    [LANG_EN] = "Social media and common sense for small companies",
};

/* A comment, a decision of the author or an act of readers: one of the three. */
struct event {
    struct demo_post *post;
    const struct sample_comment *comment;
    const struct sample_decision *decision;
    const struct sample_act *act;
    struct sample_time at;
    size_t order; /* among events of one minute */
};

static int64_t moment(const struct demo *d, struct sample_time at)
{
    const time_t now = (time_t)d->now;
    struct tm tm;

    localtime_r(&now, &tm);
    tm.tm_mday += at.day;
    tm.tm_hour = at.minute / 60;
    tm.tm_min = at.minute % 60;
    tm.tm_sec = 0;
    tm.tm_isdst = -1;
    return (int64_t)mktime(&tm);
}

static enum rc texts_read(struct demo *d)
{
    const struct sample_text *t;
    struct sample_error error = { 0, "" };

    for (t = sample_texts; t->name; t++)
        d->n_posts++;
    d->posts = ARENA_ARRAY(d->arena, d->n_posts, struct demo_post);
    for (size_t i = 0; i < d->n_posts; i++) {
        struct demo_post *p = &d->posts[i];

        t = &sample_texts[i];
        p->name = t->name;
        if (sample_post_read(d->arena, t->post, &p->sample, &error) ||
            (t->comments && sample_talk_read(d->arena, t->comments, &p->talk, &error)))
            return demo_misfit(p, error.line, error.what);
        p->comment_ids = ARENA_ARRAY(d->arena, p->talk.n_comments, int64_t);
    }
    return RC_OK;
}

static enum rc author_find(struct demo *d, const char *name)
{
    int64_t id;
    enum rc rc = account_by_name(d->db, d->arena, name, &d->author);

    if (rc != RC_NOT_FOUND)
        return rc;
    rc = account_add(d->db, d->arena, name, clock_now(), &id);
    return rc ? rc : account_by_id(d->db, d->arena, id, &d->author);
}

/* Gives the site a title and a tagline, unless it has its own. */
static enum rc site_name(struct demo *d)
{
    enum rc rc = site_load(d->db, d->arena, d->now, &d->site);

    if (rc || *d->site->tagline || strcmp(d->site->title, SITE_UNNAMED) != 0)
        return rc;
    d->site->title = SITE_TITLE[d->site->lang];
    d->site->tagline = SITE_TAGLINE[d->site->lang];
    return site_save(d->db, d->site);
}

static enum rc post_draft_read(struct demo *d, const struct demo_post *p,
                               struct post_draft *draft)
{
    const struct sample_post *s = &p->sample;
    char closes[17] = "";
    struct field items[] = {
        { "title", s->title },    { "question", s->question },
        { "slug", s->slug },      { "body", s->body },
        { "label_pro", "" },      { "label_contra", "" },
        { "kind", s->kind },      { "author", d->author->name },
        { "state", "published" }, { "lang", s->lang },
        { "policy", s->policy },  { "open", "1" },
        { "revision", "0" },      { "conclusion", s->conclusion },
        { "closes", closes },
    };
    const struct fields fields = { ARRAY_LEN(items), items };
    struct post_form form = { 0 };

    if (s->closes.day)
        clock_local(moment(d, s->closes), closes);
    post_form_read(d->arena, LANG_EN, &fields, &d->limits, &form);
    if (form.problems.n)
        return demo_misfit(p, 0, form.problems.items[0].text);
    *draft = form.draft;
    draft->account_id = d->author->id;
    draft->now = clock_now();
    return RC_OK;
}

/* Returns the post of that slug if it was added already, else NULL. */
static struct demo_post *post_find(struct demo *d, const char *slug)
{
    for (size_t i = 0; i < d->n_posts; i++)
        if (d->posts[i].id && strcmp(d->posts[i].sample.slug, slug) == 0)
            return &d->posts[i];
    return NULL;
}

/* Saves in `p` that `translation` is the same post in the other language. */
static enum rc post_link(struct demo *d, struct demo_post *p, int64_t translation)
{
    struct post_draft draft = { 0 };
    bool taken;
    enum rc rc;

    clock_fix(moment(d, p->sample.at));
    rc = post_draft_read(d, p, &draft);
    draft.id = p->id;
    draft.revision = 1; /* that of the first save */
    draft.translation_id = translation;
    return rc ? rc : post_save(d->db, &draft, &p->id, &taken);
}

static enum rc post_add(struct demo *d, struct demo_post *p)
{
    struct demo_post *original = NULL;
    struct post_draft draft;
    bool taken;
    enum rc rc;

    clock_fix(moment(d, p->sample.at));
    rc = post_draft_read(d, p, &draft);
    if (rc)
        return rc;
    if (*p->sample.translation) {
        original = post_find(d, p->sample.translation);
        if (!original)
            return demo_misfit(p, 0, "translates a post that does not come earlier");
        draft.translation_id = original->id;
    }
    p->policy = draft.policy;
    p->debate = draft.kind == POST_DEBATE;
    rc = post_save(d->db, &draft, &p->id, &taken);
    return rc || !original ? rc : post_link(d, original, p->id);
}

static int event_compare(const void *a, const void *b)
{
    const struct event *x = a, *y = b;
    const int by_time = sample_time_compare(x->at, y->at);

    return by_time ? by_time : (x->order > y->order) - (x->order < y->order);
}

/* Appends the events below a post to the list. Returns their number. */
static size_t events_of(struct demo_post *p, struct event *list, size_t order)
{
    const struct sample_talk *talk = &p->talk;
    size_t n = 0;

    for (size_t i = 0; i < talk->n_comments; i++, n++)
        list[n] = (struct event){ .post = p,
                                  .comment = &talk->comments[i],
                                  .at = talk->comments[i].at,
                                  .order = order + n };
    for (size_t i = 0; i < talk->n_decisions; i++, n++)
        list[n] = (struct event){ .post = p,
                                  .decision = &talk->decisions[i],
                                  .at = talk->decisions[i].at,
                                  .order = order + n };
    for (size_t i = 0; i < talk->n_acts; i++, n++)
        list[n] = (struct event){
            .post = p, .act = &talk->acts[i], .at = talk->acts[i].at, .order = order + n
        };
    return n;
}

static struct event *events_sorted(const struct demo *d, size_t *n)
{
    struct event *list;
    size_t room = 0;

    for (struct demo_post *p = d->posts; p < d->posts + d->n_posts; p++)
        room += p->talk.n_comments + p->talk.n_decisions + p->talk.n_acts;
    list = ARENA_ARRAY(d->arena, room, struct event);
    *n = 0;
    for (struct demo_post *p = d->posts; p < d->posts + d->n_posts; p++)
        *n += events_of(p, list + *n, *n);
    qsort(list, *n, sizeof(*list), event_compare);
    return list;
}

static enum rc event_happens(struct demo *d, const struct event *e)
{
    clock_fix(moment(d, e->at));
    if (e->comment)
        return demo_comment(d, e->post, e->comment);
    return e->decision ? demo_decision(d, e->post, e->decision)
                       : demo_act(d, e->post, e->act);
}

static enum rc site_fill(struct demo *d, const char *author)
{
    struct event *events;
    size_t n;
    enum rc rc = texts_read(d);

    if (rc)
        return rc;
    events = events_sorted(d, &n);
    clock_fix(moment(d, d->posts[0].sample.at));
    rc = author_find(d, author);
    if (!rc)
        rc = site_name(d);
    for (size_t i = 0; !rc && i < d->n_posts; i++)
        rc = post_add(d, &d->posts[i]);
    for (size_t i = 0; !rc && i < n; i++)
        rc = event_happens(d, &events[i]);
    clock_fix(0);
    return rc;
}

static int fill_empty(struct demo *d, const char *author)
{
    struct post *posts;
    size_t n;
    enum rc rc = post_list_all(d->db, d->arena, 1, 0, &posts, &n);

    if (!rc && n)
        return command_failed(
            "the site has posts already; the sample debate only fills an "
            "empty site");
    if (!rc)
        rc = site_fill(d, author);
    if (rc)
        return command_failed(
            "the sample debate is incomplete; remove %s, then run \"init\" "
            "and \"demo\" again",
            d->config.database);
    printf("%zu posts and %zu comments, written by %s and readers of the last weeks\n",
           d->n_posts, d->n_comments, d->author->name);
    return EXIT_DONE;
}

int command_demo(const struct command_line *line)
{
    const char *author = AUTHOR_DEFAULT;
    const struct command_option options[] = { { "--author", &author, NULL },
                                              { NULL, NULL, NULL } };
    struct demo d = { .arena = line->arena, .now = clock_now() };
    int status;

    if (!command_read(line, options, NULL, 0))
        return EXIT_USAGE;
    author = command_text(line->arena, author, 1, ACCOUNT_NAME_MAX);
    if (!author)
        return command_misused("--author is a name of 1 to %d characters",
                               ACCOUNT_NAME_MAX);
    if (command_site_open(line, &d.config, &d.db))
        return EXIT_FAILED;
    if (*d.config.timezone)
        setenv("TZ", d.config.timezone, 1);
    tzset();
    d.limits = form_limits(&d.config);
    status = fill_empty(&d, author);
    db_close(d.db);
    return status;
}
