/*
 * sample_talk.c - reads the comments and acts below a sample post: see sample_talk.h
 */
#include "array.h"
#include "names.h"
#include "sample_reader.h"
#include "sample_talk.h"
#include "utf8.h"

#define LINK_OPENS "](#"

/* name=value name="some words" ... */
static enum rc header_read(struct reader *r, struct line line, struct fields *keys)
{
    const char *s = line.s + strlen(HEADER), *const end = line.s + line.n;
    enum rc rc = RC_OK;

    while (!rc && s < end) {
        const size_t left = (size_t)(end - s);
        const char *equals = memchr(s, '=', left), *stop, *value;
        char quote;

        if (!equals)
            return reader_wrong(r, r->line, "no \"=\" after %.*s", (int)left, s);
        value = equals + 1;
        quote = value < end && *value == '"' ? '"' : ' ';
        value += quote == '"';
        stop = memchr(value, quote, (size_t)(end - value));
        if (!stop && quote == '"')
            return reader_wrong(r, r->line, "a quote is not closed");
        if (!stop)
            stop = end;
        rc = reader_key(r, keys, (struct line){ s, (size_t)(equals - s) },
                        (struct line){ value, (size_t)(stop - value) });
        for (s = stop + (stop < end && quote == '"'); s < end && *s == ' '; s++)
            ;
    }
    return rc;
}

int sample_time_compare(struct sample_time a, struct sample_time b)
{
    return a.day != b.day ? a.day - b.day : a.minute - b.minute;
}

static enum rc held_read(struct reader *r, const char *name, enum held_reason *out)
{
    if (!name)
        *out = HELD_NOT;
    else if (strcmp(name, "first") == 0)
        *out = HELD_FIRST;
    else if (strcmp(name, "links") == 0)
        *out = HELD_LINKS;
    else if (strcmp(name, "honeypot") == 0)
        *out = HELD_HONEYPOT;
    else
        return reader_wrong(r, r->line, "held is not first, links or honeypot");
    return RC_OK;
}

static const struct sample_comment *find(const struct sample_talk *talk, const char *id,
                                         size_t n)
{
    for (const struct sample_comment *c = talk->comments;
         c < talk->comments + talk->n_comments; c++)
        if (strlen(c->id) == n && strncmp(c->id, id, n) == 0)
            return c;
    return NULL;
}

const struct sample_comment *sample_comment_find(const struct sample_talk *talk,
                                                 const char *id)
{
    return find(talk, id, strlen(id));
}

static enum rc id_read(struct reader *r, const struct sample_talk *talk, const char *id)
{
    if (!id || id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")])
        return reader_wrong(r, r->line, "id is missing or not made of a-z, 0-9 and -");
    if (sample_comment_find(talk, id))
        return reader_wrong(r, r->line, "id %s is taken", id);
    return RC_OK;
}

static enum rc parent_read(struct reader *r, const struct sample_talk *talk,
                           const char *id, struct sample_comment *c)
{
    if (!id)
        return RC_OK;
    c->parent = sample_comment_find(talk, id);
    if (!c->parent)
        return reader_wrong(r, r->line, "parent %s does not stand above", id);
    if (sample_time_compare(c->parent->at, c->at) >= 0)
        return reader_wrong(r, r->line, "not later than its parent %s", id);
    return RC_OK;
}

static enum rc writer_read(struct reader *r, const struct fields *keys,
                           struct sample_comment *c)
{
    const char *by = fields_get(keys, "by");

    c->name = fields_get(keys, "name");
    if (by && strcmp(by, "author") != 0)
        return reader_wrong(r, r->line, "by is not author");
    if (!by == !c->name)
        return reader_wrong(r, r->line, "either a name or by=author");
    return RC_OK;
}

static enum rc mind_read(struct reader *r, const char *mind, struct sample_comment *c)
{
    c->changed_mind = mind != NULL;
    return mind && strcmp(mind, "changed") != 0
               ? reader_wrong(r, r->line, "mind is not changed")
               : RC_OK;
}

static enum rc comment_read(struct reader *r, const struct fields *keys,
                            struct sample_talk *talk)
{
    static const char *const known[] = { "id",  "parent", "by",   "name", "side",
                                         "day", "time",   "held", "mind", NULL };
    struct sample_comment *c = &talk->comments[talk->n_comments];
    const char *side = fields_get(keys, "side");
    enum rc rc = reader_known(r, keys, known);

    c->line = r->line;
    c->id = fields_get(keys, "id");
    if (rc)
        return rc;
    rc = id_read(r, talk, c->id);
    if (rc)
        return rc;
    rc = reader_time(r, keys, &c->at);
    if (rc)
        return rc;
    rc = parent_read(r, talk, fields_get(keys, "parent"), c);
    if (rc)
        return rc;
    rc = writer_read(r, keys, c);
    if (rc)
        return rc;
    rc = held_read(r, fields_get(keys, "held"), &c->held);
    if (rc)
        return rc;
    rc = mind_read(r, fields_get(keys, "mind"), c);
    if (rc)
        return rc;
    if (side && !side_parse(side, &c->side))
        return reader_wrong(r, r->line, "side is not pro or contra");
    c->body = reader_body(r);
    talk->n_comments++;
    return *c->body ? RC_OK : reader_wrong(r, c->line, "no text below the header");
}

static enum rc decision_read(struct reader *r, const struct fields *keys,
                             struct sample_talk *talk)
{
    static const char *const known[] = { "do", "on", "day", "time", NULL };
    struct sample_decision *d = &talk->decisions[talk->n_decisions];
    const unsigned line = r->line;
    enum rc rc = reader_known(r, keys, known);

    if (!rc)
        rc = reader_time(r, keys, &d->at);
    if (rc)
        return rc;
    if (!action_parse(fields_text(keys, "do"), &d->action))
        return reader_wrong(r, line, "unknown action %s", fields_text(keys, "do"));
    d->on = sample_comment_find(talk, fields_text(keys, "on"));
    if (!d->on)
        return reader_wrong(r, line, "comment %s does not stand above",
                            fields_text(keys, "on"));
    if (sample_time_compare(d->on->at, d->at) >= 0)
        return reader_wrong(r, line, "decided before it was written");
    talk->n_decisions++;
    return *reader_body(r) ? reader_wrong(r, line, "text below a decision") : RC_OK;
}

static bool act_parse(const char *name, enum sample_act_kind *kind)
{
    static const char *const names[] = { [SAMPLE_SUPPORT] = "support",
                                         [SAMPLE_STANCE] = "stand",
                                         [SAMPLE_EDIT] = "edit",
                                         [SAMPLE_WITHDRAW] = "withdraw" };
    const size_t i = name_find(names, ARRAY_LEN(names), name);

    if (i == ARRAY_LEN(names))
        return false;
    *kind = (enum sample_act_kind)i;
    return true;
}

/* "Ana, Luis" as two names. */
static void names_read(struct reader *r, const char *text, struct sample_act *act)
{
    size_t room = 1;

    for (const char *s = text; *s; s++)
        room += *s == ',';
    act->names = ARENA_ARRAY(r->arena, room, const char *);
    while (*text) {
        const size_t n = strcspn(text, ",");

        act->names[act->n_names++] = arena_strndup(r->arena, text, n);
        text += n;
        text += strspn(text, ", ");
    }
}

/* Reads the target of the act: a comment above it, or a side. */
static enum rc act_target_read(struct reader *r, const struct fields *keys,
                               const struct sample_talk *talk, struct sample_act *act)
{
    const char *on = fields_text(keys, "on"), *side = fields_text(keys, "side");

    if (act->kind == SAMPLE_STANCE)
        return strcmp(side, "undecided") == 0 || side_parse(side, &act->side)
                   ? RC_OK
                   : reader_wrong(r, r->line, "side is not pro, contra or undecided");
    act->on = sample_comment_find(talk, on);
    if (!act->on)
        return reader_wrong(r, r->line, "comment %s does not stand above", on);
    return sample_time_compare(act->on->at, act->at) < 0
               ? RC_OK
               : reader_wrong(r, r->line, "done before it was written");
}

static enum rc act_read(struct reader *r, const struct fields *keys,
                        enum sample_act_kind kind, struct sample_talk *talk)
{
    static const char *const known[] = { "do",  "on",   "side", "names",
                                         "day", "time", NULL };
    struct sample_act *act = &talk->acts[talk->n_acts];
    const bool pressed = kind == SAMPLE_SUPPORT || kind == SAMPLE_STANCE;
    enum rc rc = reader_known(r, keys, known);

    *act = (struct sample_act){ .kind = kind, .line = r->line };
    names_read(r, fields_text(keys, "names"), act);
    if (!rc && pressed != (act->n_names > 0))
        rc = reader_wrong(r, r->line,
                          pressed ? "nobody is named" : "names are its writer's");
    if (!rc)
        rc = reader_time(r, keys, &act->at);
    if (!rc)
        rc = act_target_read(r, keys, talk, act);
    if (rc)
        return rc;
    act->body = reader_body(r);
    if ((kind == SAMPLE_EDIT) != (*act->body != '\0'))
        return reader_wrong(r, act->line, "a text is an edit's, and only an edit's");
    talk->n_acts++;
    return RC_OK;
}

/* Returns the id in the next [text](#id) after `s`, *n bytes long; NULL: there is
 * none. */
static const char *link_next(const char *s, size_t *n)
{
    const char *opens = strstr(s, LINK_OPENS);

    if (!opens)
        return NULL;
    opens += strlen(LINK_OPENS);
    *n = strcspn(opens, ")\n");
    return opens;
}

static enum rc links_check(struct reader *r, const struct sample_talk *talk)
{
    size_t n = 0;

    for (const struct sample_comment *c = talk->comments;
         c < talk->comments + talk->n_comments; c++)
        for (const char *id = c->body; (id = link_next(id, &n)); id += n) {
            const struct sample_comment *to = find(talk, id, n);

            if (!to || sample_time_compare(to->at, c->at) >= 0)
                return reader_wrong(r, c->line,
                                    "points to %.*s, which is no earlier comment",
                                    (int)n, id);
        }
    return RC_OK;
}

static enum rc block_read(struct reader *r, const struct fields *keys,
                          struct sample_talk *talk)
{
    enum sample_act_kind kind;

    if (!fields_count(keys, "do"))
        return comment_read(r, keys, talk);
    if (act_parse(fields_text(keys, "do"), &kind))
        return act_read(r, keys, kind, talk);
    return decision_read(r, keys, talk);
}

static enum rc prelude_read(struct reader *r)
{
    struct line line;

    while (*r->at && !reader_starts(r->at, HEADER)) {
        reader_line(r, &line);
        if (line.n && *line.s != '#')
            return reader_wrong(r, r->line, "text before the first header");
    }
    return RC_OK;
}

enum rc sample_talk_read(struct arena *a, const char *text, struct sample_talk *out,
                         struct sample_error *error)
{
    struct reader r = { a, text, 0, error };
    struct line line;
    enum rc rc;

    if (!utf8_valid(text, strlen(text)))
        return reader_wrong(&r, 1, "not UTF-8");
    *out = (struct sample_talk){
        .comments = ARENA_ARRAY(a, SAMPLE_COMMENTS_MAX, struct sample_comment),
        .decisions = ARENA_ARRAY(a, SAMPLE_COMMENTS_MAX, struct sample_decision),
        .acts = ARENA_ARRAY(a, SAMPLE_COMMENTS_MAX, struct sample_act),
    };
    rc = prelude_read(&r);
    while (!rc && reader_line(&r, &line)) {
        struct field items[KEYS_MAX];
        struct fields keys = { 0, items };

        if (out->n_comments == SAMPLE_COMMENTS_MAX ||
            out->n_decisions == SAMPLE_COMMENTS_MAX ||
            out->n_acts == SAMPLE_COMMENTS_MAX)
            return reader_wrong(&r, r.line, "more than %d blocks", SAMPLE_COMMENTS_MAX);
        rc = header_read(&r, line, &keys);
        if (!rc)
            rc = block_read(&r, &keys, out);
    }
    return rc ? rc : links_check(&r, out);
}

void sample_links_write(struct buf *out, const struct sample_talk *talk,
                        const char *markdown,
                        void (*link)(struct buf *out, const struct sample_comment *to,
                                     const void *arg),
                        const void *arg)
{
    const char *s = markdown, *id;
    size_t n = 0;

    for (; (id = link_next(s, &n)); s = id + n) {
        const struct sample_comment *to = find(talk, id, n);

        buf_add(out, s, (size_t)(id - s) - 1); /* without the '#' */
        if (to)
            link(out, to, arg);
    }
    buf_str(out, s);
}
