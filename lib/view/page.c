/*
 * page.c - the frame of all HTML pages, the summary of a form's problems, error pages
 */
#include "clock.h"
#include "message.h"
#include "page.h"

static const char *absolute(const struct page *p, const char *path)
{
    return arena_printf(p->arena, "%s%s", p->base_url, path);
}

struct tpl *page_begin_private(struct page *p, const char *name, const char *title,
                               struct tpl_dict **content)
{
    p->title = title;
    p->noindex = true;
    p->canonical = NULL;
    return page_begin(p, name, content);
}

const char *page_stamp(const struct page *p, int64_t at)
{
    char *stamp = arena_alloc(p->arena, 21);

    clock_rfc3339(at, stamp);
    return stamp;
}

const char *page_number(const struct page *p, int64_t n)
{
    return format_number(p->arena, p->lang, n);
}

const char *page_home_path(const struct page *p)
{
    return p->lang == p->site->lang
               ? "/"
               : arena_printf(p->arena, "/?lang=%s", lang_code(p->lang));
}

static void fill_links(const struct page *p, struct tpl_dict *d)
{
    if (p->canonical) {
        struct tpl_dict *c = tpl_section(d, "CANONICAL");
        tpl_text(c, "URL", absolute(p, p->canonical));
    }
    if (p->canonical && p->other_path) {
        struct tpl_dict *pair = tpl_section(d, "ALTERNATES");
        tpl_text(pair, "URL", absolute(p, p->canonical));
        tpl_text(pair, "OTHER_URL", absolute(p, p->other_path));
        tpl_text(pair, "OTHER_LANG", lang_code(lang_other(p->lang)));
    }
    tpl_text(d, "FEED_PATH", p->feed_path);
    if (p->comments_path) {
        struct tpl_dict *comments = tpl_section(d, "COMMENTS_FEED");
        tpl_text(comments, "PATH", p->comments_path);
        tpl_text(comments, "TITLE", p->comments_title);
    }
}

static void fill_stamp(const struct page *p, struct tpl_dict *d, const char *section,
                       int64_t at)
{
    if (at)
        tpl_text(tpl_section(d, section), "STAMP", page_stamp(p, at));
}

/* The preview that other sites show of a link to the page. */
static void fill_card(const struct page *p, struct tpl_dict *d)
{
    if (!p->canonical)
        return;
    fill_stamp(p, d, "PUBLISHED", p->published);
    fill_stamp(p, d, "UPDATED", p->updated);
    tpl_text(d, "CARD", p->picture ? "summary_large_image" : "summary");
    if (p->picture) {
        struct tpl_dict *picture = tpl_section(d, "PICTURE");
        tpl_text(picture, "URL", absolute(p, p->picture));
        tpl_text(picture, "ALT", p->picture_text);
    }
}

static void fill_head(const struct page *p, struct tpl_dict *d)
{
    const bool named = p->title[0];

    tpl_text(d, "LANG", lang_code(p->lang));
    tpl_text(d, "HOME", page_home_path(p));
    tpl_text(d, "SITE_TITLE", p->site->title);
    tpl_text(d, "STATIC_VERSION", p->static_version);
    tpl_text(d, "DOCUMENT", named ? p->title : p->site->title);
    tpl_text(d, "OG_TYPE", named ? "article" : "website");
    tpl_text(d, "OG_LOCALE", p->lang == LANG_ES ? "es_ES" : "en_GB");
    if (named)
        tpl_show(d, "NAMED");
    if (p->problems)
        tpl_show(d, "WITH_PROBLEMS");
    if (p->noindex)
        tpl_show(d, "NOINDEX");
    if (p->description[0]) {
        tpl_text(d, "DESCRIPTION_TEXT", p->description);
        tpl_show(d, "DESCRIPTION");
    }
    fill_links(p, d);
    fill_card(p, d);
    if (p->microformat)
        tpl_text(tpl_section(d, "MICROFORMAT"), "CLASS", p->microformat);
}

/* Links to the admin pages, for an author who reads the site. */
static void fill_signed_in(const struct page *p, struct tpl_dict *d)
{
    d = tpl_section(d, "SIGNED_IN");
    if (p->post_id) {
        tpl_int(d, "POST_ID", p->post_id);
        tpl_show(d, "EDIT");
    }
}

static void fill_header(const struct page *p, struct tpl *t, struct tpl_dict *d,
                        const char *name)
{
    const bool admin = strncmp(name, "admin_", strlen("admin_")) == 0;

    if (p->other_path) {
        struct tpl_dict *link = tpl_section(d, "OTHER");
        tpl_text(link, "PATH", p->other_path);
        tpl_text(link, "OTHER_LANG", lang_code(lang_other(p->lang)));
    }
    if (!admin && p->account)
        fill_signed_in(p, d);
    if (admin)
        tpl_show(d, "ADMIN_CSS");
    if (strcmp(name, "post") == 0)
        tpl_show(d, "DEBATE_JS");
    if (admin && p->account) {
        struct tpl_dict *nav = tpl_include(t, d, "ADMIN_NAV", "admin_nav");
        tpl_text(nav, "ACCOUNT", p->account);
        tpl_text(nav, "ADMIN_TOKEN", p->admin_token);
        tpl_show(nav, name); /* marks the entry of the page that is shown */
    }
}

struct tpl *page_begin(const struct page *p, const char *name,
                       struct tpl_dict **content)
{
    struct tpl *t = tpl_new(p->tpl, p->lang, "page");
    struct tpl_dict *d = tpl_root(t);

    fill_head(p, d);
    fill_header(p, t, d, name);
    *content = tpl_include(t, d, "CONTENT", name);
    return t;
}

void pager_fill(struct tpl_dict *d, int64_t page, const char *previous,
                const char *following)
{
    if (!previous && !following)
        return;
    d = tpl_section(d, "PAGER");
    tpl_int(d, "PAGE", page);
    if (previous)
        tpl_text(tpl_section(d, "PREVIOUS"), "PATH", previous);
    if (following)
        tpl_text(tpl_section(d, "FOLLOWING"), "PATH", following);
}

enum rc page_finish(struct tpl *t, struct buf *out)
{
    const enum rc rc = tpl_render(t, out);

    tpl_free(t);
    return rc;
}

void page_problems(struct tpl *t, struct tpl_dict *d, const struct problems *problems)
{
    if (!problems->n)
        return;
    d = tpl_include(t, d, "PROBLEMS", "problems");
    for (size_t i = 0; i < problems->n; i++) {
        const struct problem *problem = &problems->items[i];
        struct tpl_dict *item = tpl_section(d, "PROBLEM");
        const bool field = problem->field[0];

        tpl_text(item, "TEXT", problem->text);
        tpl_text(item, "FIELD", field ? problem->field : "");
        tpl_show(item, field ? "TO_FIELD" : "PLAIN");
        if (problem->href) {
            tpl_text(item, "HREF", problem->href);
            tpl_show(item, "LOOK");
        }
    }
}

struct error_words {
    int status;
    enum message title, text;
};

static const struct error_words ERRORS[] = {
    { 400, MSG_ERROR_400_TITLE, MSG_ERROR_400_TEXT },
    { 403, MSG_ERROR_403_TITLE, MSG_ERROR_403_TEXT },
    { 404, MSG_ERROR_404_TITLE, MSG_ERROR_404_TEXT },
    { 405, MSG_ERROR_405_TITLE, MSG_ERROR_405_TEXT },
    { 409, MSG_ERROR_409_TITLE, MSG_ERROR_409_TEXT },
    { 413, MSG_ERROR_413_TITLE, MSG_ERROR_413_TEXT },
    { 415, MSG_ERROR_415_TITLE, MSG_ERROR_415_TEXT },
    { 429, MSG_ERROR_429_TITLE, MSG_ERROR_429_TEXT },
    { 503, MSG_ERROR_503_TITLE, MSG_ERROR_503_TEXT },
    { 500, MSG_ERROR_500_TITLE, MSG_ERROR_500_TEXT }, /* last: for every other status */
};

static const struct error_words *error_words(int status)
{
    const struct error_words *e = ERRORS;

    while (e->status != status && e->status != 500)
        e++;
    return e;
}

static void fill_typed(struct tpl_dict *d, const char *text)
{
    if (text && text[0])
        tpl_text(tpl_section(d, "TYPED"), "TEXT", text);
}

enum rc error_view(const struct page *p, const struct error_page *e, struct buf *out)
{
    const struct error_words *words = error_words(e->status);
    struct page page = *p;
    struct tpl_dict *d;
    struct tpl *t;

    page.title = message(p->lang, words->title);
    page.noindex = true;
    page.canonical = NULL;
    t = page_begin(&page, "error", &d);
    tpl_int(d, "STATUS", e->status);
    tpl_text(d, "HOME", page_home_path(p));
    tpl_text(d, "TITLE", page.title);
    tpl_text(d, "TEXT", message(p->lang, words->text));
    if (e->reference[0]) {
        tpl_text(d, "NUMBER", e->reference);
        tpl_show(d, "REFERENCE");
    }
    fill_typed(d, e->text);
    fill_typed(d, e->more_text);
    return page_finish(t, out);
}
