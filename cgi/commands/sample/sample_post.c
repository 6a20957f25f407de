/*
 * sample_post.c - reads a post of the sample site: see sample_post.h
 */
#include "number.h"
#include "sample_post.h"
#include "sample_reader.h"
#include "utf8.h"

#define CONCLUSION "== conclusion"
#define CLOSING_MINUTE (20 * 60)

/* "key: value" lines down to "---". */
static enum rc front_read(struct reader *r, struct fields *keys)
{
    struct line line;
    enum rc rc = RC_OK;

    while (!rc && reader_line(r, &line)) {
        const char *colon = memchr(line.s, ':', line.n);
        size_t name;

        if (line.n == 3 && reader_starts(line.s, "---"))
            return RC_OK;
        if (!colon || line.n < (size_t)(colon - line.s) + 3 || colon[1] != ' ')
            return reader_wrong(r, r->line, "not like \"key: value\"");
        name = (size_t)(colon - line.s);
        rc = reader_key(r, keys, (struct line){ line.s, name },
                        (struct line){ colon + 2, line.n - name - 2 });
    }
    return rc ? rc : reader_wrong(r, r->line, "no line \"---\" below the keys");
}

/* "+14" or "-2": days from today, at CLOSING_MINUTE. */
static enum rc closing_read(struct reader *r, const char *text, struct sample_time *out)
{
    uint64_t days = 0;

    *out = (struct sample_time){ 0, CLOSING_MINUTE };
    if (!text)
        return RC_OK;
    if ((*text != '-' && *text != '+') ||
        !parse_uint(text + 1, SAMPLE_DAYS_MAX, &days) || !days)
        return reader_wrong(r, r->line, "closes is not like +14 or -2");
    out->day = *text == '-' ? -(int)days : (int)days;
    return RC_OK;
}

static enum rc conclusion_read(struct reader *r, struct sample_post *out)
{
    struct line line;

    out->conclusion = "";
    if (!reader_line(r, &line))
        return RC_OK;
    if (line.n != strlen(CONCLUSION) || !reader_starts(line.s, CONCLUSION))
        return reader_wrong(r, r->line, "a header that is not \"" CONCLUSION "\"");
    out->conclusion = reader_body(r);
    return *out->conclusion && !*r->at ? RC_OK
                                       : reader_wrong(r, r->line, "not one conclusion");
}

enum rc sample_post_read(struct arena *a, const char *text, struct sample_post *out,
                         struct sample_error *error)
{
    static const char *const known[] = { "title", "question", "slug",        "lang",
                                         "kind",  "policy",   "translation", "day",
                                         "time",  "closes",   NULL };
    struct reader r = { a, text, 0, error };
    struct field items[KEYS_MAX];
    struct fields keys = { 0, items };
    enum rc rc;

    if (!utf8_valid(text, strlen(text)))
        return reader_wrong(&r, 1, "not UTF-8");
    rc = front_read(&r, &keys);
    if (rc)
        return rc;
    rc = reader_known(&r, &keys, known);
    if (rc)
        return rc;
    rc = reader_time(&r, &keys, &out->at);
    if (rc)
        return rc;
    rc = closing_read(&r, fields_get(&keys, "closes"), &out->closes);
    if (rc)
        return rc;
    out->title = fields_text(&keys, "title");
    out->question = fields_text(&keys, "question");
    out->slug = fields_text(&keys, "slug");
    out->lang = fields_text(&keys, "lang");
    out->kind = fields_text(&keys, "kind");
    out->policy = fields_text(&keys, "policy");
    out->translation = fields_text(&keys, "translation");
    out->body = reader_body(&r);
    if (!*out->body)
        return reader_wrong(&r, r.line, "no text below the keys");
    return conclusion_read(&r, out);
}
