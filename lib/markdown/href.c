/*
 * href.c - where the links of a Markdown text may lead: see href.h
 */
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "hex.h"
#include "href.h"
#include "url.h"

#define HREF_MAX 2000 /* bytes; what browsers and servers handle everywhere */

char *href_escape(struct arena *a, const char *url)
{
    const size_t url_n = strlen(url);
    char *out = arena_array(a, url_n > HREF_MAX ? 1 : url_n + 1, 3);
    size_t n = 0;

    for (; *url && url_n <= HREF_MAX; url++) {
        const unsigned char c = (unsigned char)*url;

        if (c <= ' ' || c == 0x7f || strchr("\"'<>\\^`{|}", *url)) {
            out[n++] = '%';
            hex_write(c, out + n);
            n += 2;
        } else {
            out[n++] = *url;
        }
    }
    return out;
}

/* A reader's mailto has no "?": some mail programs attach files that a query names. */
static bool mail_fits(const char *s, bool reader)
{
    const size_t path = strcspn(s, "?");

    if (strncasecmp(s, "mailto:", 7) != 0 || strlen(s) > HREF_MAX)
        return false;
    return memchr(s, '@', path) && (!reader || !s[path]);
}

static bool here_fits(const char *s)
{
    return strlen(s) <= HREF_MAX && (url_is_local(s) || (s[0] == '#' && s[1]));
}

/* A post or comment by its path, which stays valid when the site's name changes. */
static bool post_fits(const char *s)
{
    return strncmp(s, "/p/", strlen("/p/")) == 0 && !strstr(s, "..") && here_fits(s);
}

bool href_is_web(const char *s)
{
    return url_is_web(s, HREF_MAX);
}

bool href_fits(const char *s, bool reader)
{
    return href_is_web(s) || mail_fits(s, reader) ||
           (reader ? post_fits(s) : here_fits(s));
}

bool href_image_fits(const char *s)
{
    return href_is_web(s) || (strlen(s) <= HREF_MAX && url_is_local(s));
}

size_t href_count(const char *s)
{
    size_t n = 0;

    while ((s = strcasestr(s, "http"))) {
        s += 4;
        n += strncmp(s, "://", 3) == 0 || strncasecmp(s, "s://", 4) == 0;
    }
    return n;
}

/* Bytes of the character at s if an address may contain it, else 0. Square brackets
 * belong to the text around the address: [url=http://...]. */
static size_t step_at(const char *s)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t n;

    if ((unsigned char)*s < 0x80)
        return *s > ' ' && *s != 0x7f && !strchr("\"'<>[\\]^`{|}", *s);
    n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &point);
    if (n <= 0)
        return 0;
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
        return (size_t)n;
    default:
        return 0;
    }
}

/* An address does not include the sentence's punctuation after it, nor closing brackets
 * that it did not open. */
static size_t trimmed(const char *s, size_t n)
{
    int open = 0;

    for (size_t i = 0; i < n; i++)
        open += (s[i] == '(') - (s[i] == ')');
    for (; n; n--) {
        if (s[n - 1] == ')' && open < 0)
            open++;
        else if (!strchr(".,;:!?*_~", s[n - 1]))
            break;
    }
    return n;
}

static bool word_before(const char *start, const char *s)
{
    const char c = s > start ? s[-1] : ' ';

    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

bool href_at(const char *start, const char *s, size_t *run, size_t *n)
{
    const bool web =
        strncasecmp(s, "http://", 7) == 0 || strncasecmp(s, "https://", 8) == 0;
    size_t step;

    if ((!web && strncmp(s, "/p/", 3) != 0) || word_before(start, s))
        return false;
    for (*run = 0; (step = step_at(s + *run)); *run += step)
        ;
    *n = trimmed(s, *run);
    return true;
}
