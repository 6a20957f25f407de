/*
 * demo.c - "tertulia demo": fills an empty site with the sample debate
 *
 * Everything goes the way of readers and authors: the forms read it, moderation
 * decides, the store adds it, each at its own moment of the last weeks. Those steps
 * commit one by one, so a failure leaves a part behind, and the message says to start
 * over.
 */
#include "account.h"
#include "cite.h"
#include "clock.h"
#include "commands.h"
#include "comment.h"
#include "form.h"
#include "log.h"
#include "markdown.h"
#include "moderation.h"
#include "person.h"
#include "sample.h"
#include "site.h"

#define AUTHOR_DEFAULT "Elena"
/* Of a comment with its addresses; the form has its own limit. */
#define BODY_BYTES 65536

/* What "tertulia init" calls a site when nobody says its name. */
static const char SITE_UNNAMED[] = "Tertulia";
static const char *const SITE_TITLE[LANGS] = {
    [LANG_ES] = "De puertas adentro",
    [LANG_EN] = "In-house",
};
static const char *const SITE_TAGLINE[LANGS] = {
    [LANG_ES] = "Redes sociales y sentido común para empresas pequeñas",
    [LANG_EN] = "Social media and common sense for small companies",
};

struct demo_post {
    const char *name; /* of its files */
    struct sample_post sample;
    struct sample_talk talk;
    int64_t id;
    enum policy policy;
    bool debate;
    int64_t *comment_ids; /* in the order of talk.comments; 0: not added yet */
};

struct demo {
    struct arena *arena;
    struct db *db;
    struct config config;
    struct form_limits limits;
    struct site *site;
    struct account *author;
    int64_t now;
    struct demo_post *posts;
    size_t n_posts, n_comments;
};

/* A comment that was written or a decision that was taken. */
struct event {
    struct demo_post *post;
    const struct sample_comment *comment;   /* or NULL */
    const struct sample_decision *decision; /* or NULL */
    struct sample_time at;
    size_t order; /* among events of one minute */
};

/* Says where a sample text does not fit; `line` 0: all of its post. */
static enum rc misfit(const struct demo_post *p, unsigned line, const char *what)
{
    if (line)
        log_error("sample %s, line %u: %s", p->name, line, what);
    else
        log_error("sample %s.md: %s", p->name, what);
    return RC_INVALID;
}

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
            return misfit(p, error.line, error.what);
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

/* Names the site, unless somebody did. */
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
    struct field items[] = {
        { "title", s->title }, { "question", s->question },   { "slug", s->slug },
        { "body", s->body },   { "label_pro", "" },           { "label_contra", "" },
        { "kind", s->kind },   { "author", d->author->name }, { "state", "published" },
        { "lang", s->lang },   { "policy", s->policy },       { "open", "1" },
        { "revision", "0" },
    };
    const struct fields fields = { sizeof(items) / sizeof(items[0]), items };
    struct post_form form = { 0 };

    post_form_read(d->arena, LANG_EN, &fields, &d->limits, &form);
    if (form.problems.n)
        return misfit(p, 0, form.problems.items[0].text);
    *draft = form.draft;
    draft->account_id = d->author->id;
    draft->now = clock_now();
    return RC_OK;
}

/* The post of that slug, which was added already; NULL: there is none. */
static struct demo_post *post_find(struct demo *d, const char *slug)
{
    for (size_t i = 0; i < d->n_posts; i++)
        if (d->posts[i].id && strcmp(d->posts[i].sample.slug, slug) == 0)
            return &d->posts[i];
    return NULL;
}

/* Tells `p` that `translation` is the same post in the other language. */
static enum rc post_link(struct demo *d, struct demo_post *p, int64_t translation)
{
    struct post_draft draft = { 0 };
    bool taken;
    enum rc rc;

    clock_fix(moment(d, p->sample.at));
    rc = post_draft_read(d, p, &draft);
    draft.id = p->id;
    draft.revision = 1; /* the first save's */
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
            return misfit(p, 0, "translates a post that does not come earlier");
        draft.translation_id = original->id;
    }
    p->policy = draft.policy;
    p->debate = draft.kind == POST_DEBATE;
    rc = post_save(d->db, &draft, &p->id, &taken);
    return rc || !original ? rc : post_link(d, original, p->id);
}

static void link_write(struct buf *out, const struct sample_comment *to,
                       const void *arg)
{
    const struct demo_post *p = arg;
    const long long id = (long long)p->comment_ids[to - p->talk.comments];

    buf_printf(out, "/p/%s?at=%lld#c%lld", p->sample.slug, id, id);
}

/* The comment's Markdown with the addresses of the comments that it points to. */
static const char *body_text(struct demo *d, const struct demo_post *p,
                             const struct sample_comment *c)
{
    struct buf out;
    const char *body;

    buf_init(&out, BODY_BYTES);
    sample_links_write(&out, &p->talk, c->body, link_write, p);
    body = arena_strndup(d->arena, out.s, out.n);
    buf_clear(&out);
    return body;
}

static int64_t parent_id(const struct demo_post *p, const struct sample_comment *c)
{
    return c->parent ? p->comment_ids[c->parent - p->talk.comments] : 0;
}

static enum rc form_read(struct demo *d, const struct demo_post *p,
                         const struct sample_comment *c, struct comment_form *form)
{
    const int64_t parent = parent_id(p, c);
    struct field items[] = {
        { "side", c->side == SIDE_NONE ? "" : side_name(c->side) },
        { "body", body_text(d, p, c) },
        { "name", c->name ? c->name : d->author->name },
        { "parent", parent ? arena_printf(d->arena, "%lld", (long long)parent) : "" },
        { "url", c->held == HELD_HONEYPOT ? "https://example.com/" : "" },
        { "action", "post" },
    };
    const struct fields fields = { sizeof(items) / sizeof(items[0]), items };
    const struct post post = { .id = p->id, .slug = p->sample.slug };
    enum rc rc =
        comment_form_read(d->arena, LANG_EN, &fields, p->debate, &d->limits, form);

    if (!rc)
        rc = cite_comments(d->db, d->arena, d->config.base_url, &post, form);
    if (!rc && form->problems.n)
        rc = misfit(p, c->line, form->problems.items[0].text);
    return rc;
}

/* The same name is the same person: the digest of a cookie's key that nobody has. */
static enum rc writer_find(struct demo *d, const struct sample_comment *c,
                           struct comment_draft *draft)
{
    draft->by_author = !c->name;
    draft->person_id = c->name ? 0 : d->author->person_id;
    if (!c->name)
        return RC_OK;
    secret_digest(&draft->key_digest, &d->site->key, "sample reader", c->name, NULL);
    return person_by_key(d->db, &draft->key_digest, &draft->person_id);
}

/* Lets moderation look at it. A comment held as somebody's first is one that came when
 * the post still held those. */
static enum rc moderate(struct demo *d, const struct demo_post *p,
                        const struct sample_comment *c,
                        const struct references *named, struct comment_draft *draft)
{
    struct moderation_facts facts = {
        .site = d->site->policy,
        .post = c->held == HELD_FIRST ? POLICY_HOLD_FIRST : p->policy,
        .by_author = draft->by_author,
        .honeypot = c->held == HELD_HONEYPOT,
        .links = markdown_links(draft->body_md, named),
    };
    struct verdict verdict;
    enum rc rc = RC_OK;

    if (draft->person_id)
        rc = comment_known_writer(d->db, draft->person_id, &facts.known_writer);
    if (rc)
        return rc;
    verdict = moderation_decide(&facts);
    draft->state = verdict.state;
    draft->held = verdict.reason;
    return verdict.reason == c->held
               ? RC_OK
               : misfit(p, c->line, "moderation decides otherwise");
}

static enum rc comment_write(struct demo *d, struct demo_post *p,
                             const struct sample_comment *c, int64_t *id)
{
    struct comment_form form = { 0 };
    struct comment_draft draft = { .post_id = p->id,
                                   .now = clock_now(),
                                   .website = "" };
    enum comment_refusal refusal = COMMENT_ACCEPTED;
    enum rc rc = form_read(d, p, c, &form);

    if (rc)
        return rc;
    draft.parent_id = form.parent;
    draft.name = form.name_line;
    draft.website = form.website_line;
    draft.body_md = form.body_text;
    draft.body = form.body_html;
    draft.renderer = MARKDOWN_VERSION;
    draft.side = form.side_value;
    draft.cites = form.named.id;
    draft.cites_n = form.named.n;
    secret_digest(&draft.submission, &d->site->key, "sample", p->sample.slug, c->id,
                  NULL);
    rc = writer_find(d, c, &draft);
    if (!rc)
        rc = moderate(d, p, c, &form.named, &draft);
    if (!rc)
        rc = comment_add(d->db, d->arena, &draft, id, &refusal);
    return refusal == COMMENT_ACCEPTED ? rc : misfit(p, c->line, "the site refuses it");
}

static enum rc comment_event(struct demo *d, const struct event *e)
{
    int64_t *id = &e->post->comment_ids[e->comment - e->post->talk.comments];
    enum rc rc = db_begin_write(d->db);

    if (rc)
        return rc;
    rc = db_end(d->db, comment_write(d, e->post, e->comment, id));
    d->n_comments += !rc;
    return rc;
}

static enum rc decision_event(struct demo *d, const struct event *e)
{
    const struct sample_comment *on = e->decision->on;
    int64_t batch, changed, id = e->post->comment_ids[on - e->post->talk.comments];
    enum rc rc = decision_apply(d->db, d->arena, e->decision->action, &id, 1,
                                d->author->id, clock_now(), &batch, &changed);

    if (!rc && changed != 1)
        rc = misfit(e->post, on->line, "a decision on it changes nothing");
    return rc;
}

static int event_compare(const void *a, const void *b)
{
    const struct event *x = a, *y = b;
    const int by_time = sample_time_compare(x->at, y->at);

    return by_time ? by_time : (x->order > y->order) - (x->order < y->order);
}

static struct event *events_sorted(const struct demo *d, size_t *n)
{
    struct event *list;

    *n = 0;
    for (size_t i = 0; i < d->n_posts; i++)
        *n += d->posts[i].talk.n_comments + d->posts[i].talk.n_decisions;
    list = ARENA_ARRAY(d->arena, *n, struct event);
    *n = 0;
    for (struct demo_post *p = d->posts; p < d->posts + d->n_posts; p++) {
        for (size_t i = 0; i < p->talk.n_comments; i++, ++*n) {
            const struct sample_comment *c = &p->talk.comments[i];

            list[*n] = (struct event){ p, c, NULL, c->at, *n };
        }
        for (size_t i = 0; i < p->talk.n_decisions; i++, ++*n) {
            const struct sample_decision *decision = &p->talk.decisions[i];

            list[*n] = (struct event){ p, NULL, decision, decision->at, *n };
        }
    }
    qsort(list, *n, sizeof(*list), event_compare);
    return list;
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
    for (size_t i = 0; !rc && i < n; i++) {
        clock_fix(moment(d, events[i].at));
        rc = events[i].comment ? comment_event(d, &events[i])
                               : decision_event(d, &events[i]);
    }
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
    d.limits = config_form_limits(&d.config);
    status = fill_empty(&d, author);
    db_close(d.db);
    return status;
}
