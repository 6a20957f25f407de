/*
 * address.c - mail addresses: see address.h
 */
#include <idn2.h>
#include <stdbool.h>

#include "address.h"
#include "banned.h"

#define LOCAL_MAX 64     /* RFC 5321, section 4.5.3.1.1 */
#define DNS_LABEL_MAX 63 /* RFC 1035, section 2.3.4 */
#define BLANKS " \t\r\n"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
/* RFC 5322, section 3.2.3: atext. */
#define ATEXT LOWER UPPER DIGITS "!#$%&'*+-/=?^_`{|}~"

/* Is `s` made of pieces of 1 to `max` allowed characters, with single dots between? */
static bool dotted(const char *s, size_t n, const char *allowed, size_t max)
{
    const char *end = s + n;

    for (;;) {
        const size_t piece = strspn(s, allowed);

        if (piece < 1 || piece > max || piece > (size_t)(end - s))
            return false;
        s += piece;
        if (s == end)
            return true;
        if (*s++ != '.')
            return false;
    }
}

static bool is_domain(const char *s)
{
    const size_t n = strlen(s);
    const char *last = strrchr(s, '.');

    return last && dotted(s, n, LOWER DIGITS "-", DNS_LABEL_MAX) && *s != '-' &&
           s[n - 1] != '-' && !strstr(s, ".-") && !strstr(s, "-.") &&
           last[1 + strspn(last + 1, DIGITS)]; /* not an IPv4 address */
}

static void lower(char *s)
{
    for (; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s - 'A' + 'a');
}

static bool is_ascii(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s > 0x7F)
            return false;
    return true;
}

/* Returns the address with the domain behind `at` in the DNS's form (IDNA2008, RFC
 * 5891, after the mapping of UTS #46), or NULL for an impossible domain. */
static char *with_ascii_domain(struct arena *a, const char *address, const char *at)
{
    char *domain, *whole;

    if (idn2_to_ascii_8z(at + 1, &domain, IDN2_NONTRANSITIONAL) != IDN2_OK)
        return NULL;
    whole = arena_printf(a, "%.*s%s", (int)(at + 1 - address), address, domain);
    idn2_free(domain);
    return strlen(whole) <= ADDRESS_MAX ? whole : NULL;
}

const char *address_parse(struct arena *a, const char *typed)
{
    const char *start = typed + strspn(typed, BLANKS);
    const size_t n = strcspn(start, BLANKS);
    char *address, *at;

    if (n > ADDRESS_MAX || start[n + strspn(start + n, BLANKS)])
        return NULL;
    address = arena_strndup(a, start, n);
    at = strchr(address, '@');
    if (!at || !dotted(address, (size_t)(at - address), ATEXT, LOCAL_MAX) ||
        at - address > LOCAL_MAX)
        return NULL;
    if (!is_ascii(at + 1)) {
        address = with_ascii_domain(a, address, at);
        if (!address)
            return NULL;
        at = strchr(address, '@');
    }
    lower(at + 1);
    return is_domain(at + 1) ? address : NULL;
}

const char *address_mailbox(struct arena *a, const char *address)
{
    const char *at = strchr(address, '@');
    char *mailbox = arena_printf(a, "%.*s%s", (int)strcspn(address, "+@"), address, at);

    lower(mailbox);
    return mailbox;
}
