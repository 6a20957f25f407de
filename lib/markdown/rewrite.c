/*
 * rewrite.c - makes the tree of a Markdown text fit to show
 *
 * One pass of cmark's iterator: leaves are replaced when entered, containers when left,
 * and new nodes go before the current one, so the iterator never meets them. cmark
 * checks a node's ancestors before it moves the node, so emphasis too deep to show is
 * flattened on the way down: the tree around the current node stays shallow.
 */
#include <string.h>

#include "buf.h"
#include "href.h"
#include "rewrite.h"
#include "site_path.h"

#define LINK_MAX (64 << 10) /* bytes of one opening tag, its title included */
#define EMPHASIS_MAX 16     /* levels shown; browsers cap a page's depth at 512 */
#define LANGUAGE_MAX 32     /* characters of a code block's language */

struct pass {
    struct arena *arena;
    struct rewrite *rewrite;
    struct buf tag;   /* the opening tag that is being written */
    size_t named;     /* references met so far */
    cmark_node *live; /* the link around the current node: links do not nest */
    int64_t comment;  /* to which `live` leads, or 0 */
    int emphasis;     /* levels around the current node */
    int heading;      /* level of the previous heading, as shown */
};

static cmark_node *text_node(const char *literal)
{
    cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);

    cmark_node_set_literal(text, literal);
    return text;
}

static cmark_node *inline_node(const char *before, const char *after)
{
    cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);

    cmark_node_set_on_enter(node, before);
    cmark_node_set_on_exit(node, after);
    return node;
}

static void discard(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

/* Puts the children of a link, image or emphasis between other tags. */
static void dress(cmark_node *node, const char *before, const char *after)
{
    cmark_node *dressed = inline_node(before, after);
    cmark_node *child;

    cmark_node_insert_before(node, dressed);
    while ((child = cmark_node_first_child(node)))
        cmark_node_append_child(dressed, child);
    discard(node);
}

/* <a href="..."> in p->tag; false when it does not fit. */
static bool tag_open(struct pass *p, const char *href, const char *title)
{
    buf_reset(&p->tag);
    buf_str(&p->tag, "<a href=\"");
    buf_escape(&p->tag, href);
    if (p->rewrite->reader) {
        buf_str(&p->tag, "\" rel=\"nofollow ugc noopener");
    } else if (title && title[0]) {
        buf_str(&p->tag, "\" title=\"");
        buf_escape(&p->tag, title);
    }
    buf_str(&p->tag, "\">");
    return !p->tag.rc;
}

/* <a class="ref" href="..."> in p->tag: our own page, so without rel. */
static void tag_open_reference(struct pass *p, int64_t id)
{
    buf_reset(&p->tag);
    buf_printf(&p->tag, "<a class=\"ref\" href=\"%s\">",
               path_comment_at(p->arena, p->rewrite->references->slug, id, ""));
}

/* May the text link to this comment, which it names? */
static bool reference_fits(struct pass *p, int64_t id)
{
    const struct references *refs = p->rewrite->references;

    return p->named++ < REFERENCES_MAX && refs &&
           references_take(refs, &p->rewrite->named, id);
}

/* The same for a comment that the text names by its address. */
static bool url_names_comment(struct pass *p, const char *url, int64_t *id)
{
    const struct references *refs = p->rewrite->references;

    return refs && reference_in_url(refs, url, id) && reference_fits(p, *id);
}

static const char *reference_text(struct pass *p, int64_t id)
{
    return arena_printf(p->arena, "#%lld", (long long)id);
}

/* A link or image without text shows its address. */
static void text_instead(cmark_node *node, const char *url)
{
    if (!cmark_node_first_child(node))
        cmark_node_append_child(node, text_node(url));
}

/* Is the link's text its address, as in <http://...>? */
static bool is_autolink(cmark_node *node)
{
    cmark_node *text = cmark_node_first_child(node);

    return text && !cmark_node_next(text) &&
           cmark_node_get_type(text) == CMARK_NODE_TEXT &&
           strcmp(cmark_node_get_literal(text), cmark_node_get_url(node)) == 0;
}

static void link_enter(struct pass *p, cmark_node *node)
{
    const char *url = cmark_node_get_url(node);
    const char *href = href_escape(p->arena, url);
    int64_t comment;

    if (!p->live && url_names_comment(p, url, &comment)) {
        if (is_autolink(node))
            cmark_node_set_literal(cmark_node_first_child(node),
                                   reference_text(p, comment));
        p->live = node;
        p->comment = comment;
        return;
    }
    p->rewrite->links += href_is_web(href);
    if (!p->live && href_fits(href, p->rewrite->reader))
        p->live = node;
}

static void link_exit(struct pass *p, cmark_node *node)
{
    const char *url = cmark_node_get_url(node);
    const bool live = p->live == node;
    const int64_t comment = live ? p->comment : 0;

    if (live) {
        p->live = NULL;
        p->comment = 0;
    }
    text_instead(node, comment ? reference_text(p, comment) : url);
    if (comment)
        tag_open_reference(p, comment);
    if (comment ||
        (live && tag_open(p, href_escape(p->arena, url), cmark_node_get_title(node))))
        dress(node, p->tag.s, "</a>");
    else
        dress(node, "", "");
}

static void author_image_exit(struct pass *p, cmark_node *node)
{
    const char *url = cmark_node_get_url(node);

    if (href_image_fits(href_escape(p->arena, url)))
        return;
    text_instead(node, url);
    dress(node, "", "");
}

/* Replaces an emphasis that is nested too deep by its children; the iterator visits
 * them next. */
static void emphasis_enter(struct pass *p, cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);

    if (p->emphasis < EMPHASIS_MAX || !child) {
        p->emphasis++;
        return;
    }
    for (; child; child = cmark_node_first_child(node))
        cmark_node_insert_before(node, child);
    discard(node);
}

/* A post's title is h1, a comment's own heading h3. Headings in the text start one
 * level below, whether they begin with # or, as many do, with ##, and skip no level. */
static void heading_exit(struct pass *p, cmark_node *node)
{
    const int above = p->rewrite->reader ? 3 : 1;
    const int written = cmark_node_get_heading_level(node);
    const int level = (written > 1 ? written - 1 : 1) + above;
    const int next = (p->heading ? p->heading : above) + 1;

    p->heading = level < next ? level : next;
    p->heading = p->heading < 6 ? p->heading : 6;
    cmark_node_set_heading_level(node, p->heading);
}

/* "C++ {.numbered}" becomes "c++"; cmark writes it as class="language-c++". */
static void code_enter(cmark_node *node)
{
    const char *info = cmark_node_get_fence_info(node);
    char language[LANGUAGE_MAX + 1] = "";

    for (size_t i = 0; info && info[i] && i < LANGUAGE_MAX; i++) {
        const char c =
            info[i] >= 'A' && info[i] <= 'Z' ? (char)(info[i] + 32) : info[i];

        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_+-", c))
            break;
        language[i] = c;
    }
    cmark_node_set_fence_info(node, language);
}

static void html_inline_enter(struct pass *p, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);

    p->rewrite->links += href_count(literal);
    cmark_node_insert_before(node, text_node(literal));
    discard(node);
}

static void html_block_enter(struct pass *p, cmark_node *node)
{
    const char *s = cmark_node_get_literal(node);
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);

    p->rewrite->links += href_count(s);
    while (*s) {
        const size_t n = strcspn(s, "\n");

        if (cmark_node_first_child(paragraph))
            cmark_node_append_child(paragraph, cmark_node_new(CMARK_NODE_LINEBREAK));
        cmark_node_append_child(paragraph, text_node(arena_strndup(p->arena, s, n)));
        s += n + (s[n] == '\n');
    }
    cmark_node_insert_before(node, paragraph);
    discard(node);
}

/* Returns the text of a link for an address, its opening tag in p->tag, or NULL if the
 * address stays text. */
static const char *address_link(struct pass *p, const char *url)
{
    int64_t id;

    if (url_names_comment(p, url, &id)) {
        tag_open_reference(p, id);
        return reference_text(p, id);
    }
    if (!href_is_web(url))
        return NULL;
    p->rewrite->links++;
    return tag_open(p, url, NULL) ? url : NULL;
}

/* A place in a text where a link may begin. */
struct text_run {
    const char *start; /* of the text: the signs before `at` may rule a link out */
    const char *at;
    size_t scanned; /* bytes from `at` on that hold no other link */
    size_t linked;  /* of these, the bytes that the link replaces */
};

/* Sets run->scanned. Returns the words of the link at run->at, with run->linked and its
 * opening tag in p->tag; or NULL if there is none. */
static const char *link_at(struct pass *p, struct text_run *run)
{
    int64_t id;

    if (reference_in_text(run->start, run->at, &id, &run->linked)) {
        run->scanned = run->linked;
        if (!reference_fits(p, id))
            return NULL;
        tag_open_reference(p, id);
        return reference_text(p, id);
    }
    run->scanned = 1;
    if (!href_at(run->start, run->at, &run->scanned, &run->linked))
        return NULL;
    return address_link(p, arena_strndup(p->arena, run->at, run->linked));
}

/* Makes links of bare addresses and named comments, and new nodes of the text around
 * them. */
static void text_enter(struct pass *p, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node), *words;
    const char *rest = text; /* what no new node holds yet */
    struct text_run run = { .start = text, .at = text };

    for (; (run.at = strpbrk(run.at, "hH#/")); run.at += run.scanned) {
        words = link_at(p, &run);
        if (!words)
            continue;
        cmark_node *link = inline_node(p->tag.s, "</a>");

        cmark_node_append_child(link, text_node(words));
        if (run.at > rest)
            cmark_node_insert_before(
                node,
                text_node(arena_strndup(p->arena, rest, (size_t)(run.at - rest))));
        cmark_node_insert_before(node, link);
        rest = run.at + run.linked;
        run.scanned = run.linked;
    }
    if (rest == text)
        return;
    if (*rest)
        cmark_node_insert_before(node, text_node(rest));
    discard(node);
}

static void enter(struct pass *p, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_CODE_BLOCK:
        code_enter(node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        html_block_enter(p, node);
        break;
    case CMARK_NODE_HTML_INLINE:
        html_inline_enter(p, node);
        break;
    case CMARK_NODE_TEXT:
        if (!p->live)
            text_enter(p, node);
        break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        emphasis_enter(p, node);
        break;
    case CMARK_NODE_IMAGE:
        if (p->rewrite->reader)
            link_enter(p, node);
        break;
    case CMARK_NODE_LINK:
        link_enter(p, node);
        break;
    default:
        break;
    }
}

static void leave(struct pass *p, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        heading_exit(p, node);
        break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        p->emphasis--;
        break;
    case CMARK_NODE_IMAGE:
        if (p->rewrite->reader)
            link_exit(p, node);
        else
            author_image_exit(p, node);
        break;
    case CMARK_NODE_LINK:
        link_exit(p, node);
        break;
    default:
        break;
    }
}

void rewrite_tree(struct arena *a, cmark_node *root, struct rewrite *rewrite)
{
    struct pass pass = { .arena = a, .rewrite = rewrite };
    cmark_event_type event;
    cmark_iter *iter;

    buf_init(&pass.tag, LINK_MAX);
    iter = cmark_iter_new(root);
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);

        if (event == CMARK_EVENT_ENTER)
            enter(&pass, node);
        else
            leave(&pass, node);
    }
    cmark_iter_free(iter);
    buf_clear(&pass.tag);
}
