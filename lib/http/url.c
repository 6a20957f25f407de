/*
 * url.c - percent encoding, and web addresses that readers type
 */
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "hex.h"
#include "url.h"
#include "utf8.h"

static const char UNRESERVED[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                 "0123456789-._~";
/* RFC 3986, section 2, without the apostrophe. */
static const char IN_ADDRESS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                 "0123456789-._~:/?#[]@!$&()*+,;=%";

static bool one_of(const char *set, char c)
{
    return c && strchr(set, c);
}

enum rc url_decode(struct arena *a, const char *s, size_t n, bool plus, char **out)
{
    char *decoded = arena_alloc(a, n + 1);
    size_t used = 0;

    for (size_t i = 0; i < n; i++) {
        char c = s[i];

        if (c == '%') {
            const int high = n - i > 2 ? hex_value(s[i + 1]) : -1;
            const int low = n - i > 2 ? hex_value(s[i + 2]) : -1;

            if (high < 0 || low < 0)
                return RC_INVALID;
            c = (char)(unsigned char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        decoded[used++] = c;
    }
    if (!utf8_valid(decoded, used))
        return RC_INVALID;
    *out = decoded;
    return RC_OK;
}

char *url_encode(struct arena *a, const char *s)
{
    char *encoded = arena_array(a, strlen(s) + 1, 3);
    char *to = encoded;

    for (; *s; s++) {
        if (one_of(UNRESERVED, *s)) {
            *to++ = *s;
            continue;
        }
        *to++ = '%';
        hex_write((unsigned char)*s, to);
        to += 2;
    }
    return encoded;
}

/* Only characters of addresses, and visible ones beyond ASCII (RFC 3987)? */
static bool characters_fit(const char *s)
{
    while (*s) {
        utf8proc_int32_t point;
        utf8proc_ssize_t n;

        if ((unsigned char)*s < 0x80) {
            if (!one_of(IN_ADDRESS, *s++))
                return false;
            continue;
        }
        n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &point);
        if (n <= 0)
            return false;
        switch (utf8proc_category(point)) {
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
            return false;
        default:
            s += n;
        }
    }
    return true;
}

/* A registered name: labels of letters, digits, '-' and '_', none empty. */
static bool name_fits(const char *s, size_t n)
{
    bool label = false;

    for (size_t i = 0; i < n; i++) {
        if (s[i] == '.') {
            if (!label)
                return false;
            label = false;
        } else if ((unsigned char)s[i] >= 0x80 || s[i] == '_' ||
                   (one_of(UNRESERVED, s[i]) && s[i] != '~')) {
            label = true;
        } else {
            return false;
        }
    }
    return n > 0 && s[0] != '.';
}

static bool port_fits(const char *s, size_t n)
{
    return n >= 1 && n <= 5 && strspn(s, "0123456789") >= n;
}

/* host [":" port]? The host may be an IPv6 address in brackets. */
static bool authority_fits(const char *s, size_t n)
{
    size_t host = 0;

    if (n && s[0] == '[') {
        const size_t inside = strspn(s + 1, "0123456789abcdefABCDEF:.");

        if (inside < 2 || inside + 2 > n || s[inside + 1] != ']')
            return false;
        host = inside + 2;
    } else {
        while (host < n && s[host] != ':')
            host++;
        if (!name_fits(s, host))
            return false;
    }
    return host == n || (s[host] == ':' && port_fits(s + host + 1, n - host - 1));
}

bool url_is_web(const char *s, size_t max_bytes)
{
    const char *rest;

    if (strlen(s) > max_bytes || !characters_fit(s))
        return false;
    if (strncasecmp(s, "http://", 7) == 0)
        rest = s + 7;
    else if (strncasecmp(s, "https://", 8) == 0)
        rest = s + 8;
    else
        return false;
    return authority_fits(rest, strcspn(rest, "/?#"));
}

bool url_is_local(const char *s)
{
    if (s[0] != '/' || s[1] == '/')
        return false;
    /* Browsers drop tabs and line ends and read '\' as '/': "/\t/x" is another site. */
    for (; *s; s++) {
        if (*s <= ' ' || *s >= 0x7f || *s == '\\')
            return false;
    }
    return true;
}
