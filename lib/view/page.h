/*
 * page.h - the frame that all HTML pages share: head, header, footer
 *
 * A view takes a struct page and its own plain struct, calls no store function, and
 * appends a whole HTML document to `out`. Strings are text as typed; templates escape
 * them.
 */
#ifndef PAGE_H
#define PAGE_H

#include "arena.h"
#include "buf.h"
#include "fields.h"
#include "form.h"
#include "site.h"
#include "tpl.h"

struct page {
    const struct tpl_set *tpl;
    struct arena *arena;
    const struct site *site;
    enum lang lang;
    int64_t now;                /* time of the request */
    const char *base_url;       /* "https://example.org", no trailing slash */
    const char *static_version; /* of the static files: "/static/site.css?v=..." */
    const char *title;       /* of the document; "" on home: the site's title alone */
    const char *description; /* "" or one sentence */
    const char *canonical;   /* path, or NULL: no canonical link */
    const char *other_path;  /* of the page in the other language, or NULL */
    const char *feed_path;   /* "/feed.atom" */
    /* Path and title of the feed of comments; NULL: none. */
    const char *comments_path, *comments_title;
    const char *microformat;    /* class of <main>: "h-entry", "h-feed"; or NULL */
    int64_t published, updated; /* of an article; 0: no such time */
    /* A picture for link previews, 1200 by 630 pixels: its path and alternative text;
     * or NULL. */
    const char *picture, *picture_text;
    bool noindex;
    bool problems;   /* the title begins with "Error:" */
    int64_t post_id; /* the post shown, for its author to edit; 0: none */
    /* Of a signed-in author; NULL: the viewer is none. */
    const char *account;     /* the author's name */
    const char *admin_token; /* for the forms */
};

/* Starts a document: page.tpl filled with the frame's values and {{>CONTENT}} included
 * from the template `name`; *content is its dictionary. A name that begins with
 * "admin_" gets /static/admin.css, and with p->account the navigation of
 * templates/admin_nav.tpl (ACCOUNT, ADMIN_TOKEN). "post" gets /static/debate.js. Finish
 * with page_finish. */
struct tpl *page_begin(const struct page *p, const char *name,
                       struct tpl_dict **content);
/* The same for a page whose address is a secret of its reader: sets the title, noindex
 * and no canonical link in *p. */
struct tpl *page_begin_private(struct page *p, const char *name, const char *title,
                               struct tpl_dict **content);
/* A time in the format of <time datetime>: "2026-11-30T19:00:00Z". */
const char *page_stamp(const struct page *p, int64_t at);
/* A number in the format of the page's language. */
const char *page_number(const struct page *p, int64_t n);
/* Path of home in the page's language. */
const char *page_home_path(const struct page *p);
/* Fills the section PAGER with links to the pages around this one; NULL: there is none.
 * Adds nothing if both are NULL. */
void pager_fill(struct tpl_dict *d, int64_t page, const char *previous,
                const char *following);
/* Renders, frees. */
enum rc page_finish(struct tpl *t, struct buf *out) MUST_USE;
/* Fills {{>PROBLEMS}} in `d`: templates/problems.tpl, the summary with links to the
 * fields. Adds nothing without problems. */
void page_problems(struct tpl *t, struct tpl_dict *d, const struct problems *problems);

/* The page of an error status: 400, 403, 404, 405, 409, 413, 415, 429, 500, 503; others
 * have the words of 500. */
struct error_page {
    int status;
    const char *reference; /* a number to quote, or "" */
    /* Texts typed into a form that cannot be shown again; "" or NULL: none. */
    const char *text, *more_text;
};
enum rc error_view(const struct page *p, const struct error_page *e,
                   struct buf *out) MUST_USE;

#endif
