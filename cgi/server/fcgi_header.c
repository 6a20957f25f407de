/*
 * fcgi_header.c - checks how a FastCGI request begins: see fcgi_header.h
 */
#include <stdbool.h>
#include <string.h>

#include "fcgi_header.h"

#define VERSION 1
#define BEGIN_REQUEST 1
#define PARAMS 4
#define RECORD_HEADER 8
#define BEGIN_BODY 8
#define RESPONDER 1

struct record {
    unsigned type, id;
    size_t bytes, whole; /* of its content; with header and padding */
};

static struct record record_at(const unsigned char *h)
{
    struct record r = { .type = h[1],
                        .id = (unsigned)h[2] << 8 | h[3],
                        .bytes = (size_t)h[4] << 8 | h[5] };

    r.whole = RECORD_HEADER + r.bytes + h[6];
    return r;
}

/* Reads a length of one byte, or of four if the highest bit is set; false: it is
 * incomplete. */
static bool take_length(const unsigned char **p, const unsigned char *end, size_t *n)
{
    const unsigned char *b = *p;
    const ptrdiff_t size = b < end && *b & 0x80 ? 4 : 1;

    if (end - b < size)
        return false;
    *n = b[0];
    if (size == 4)
        *n = (*n & 0x7f) << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 | b[3];
    *p += size;
    return true;
}

/* Checks the content of all PARAMS: a NUL would end the C string early, an '=' in a name
 * would end the name. */
static enum fcgi_header check_variables(const unsigned char *p, size_t n)
{
    const unsigned char *const end = p + n;
    enum fcgi_header verdict = FCGI_HEADER_COMPLETE;
    size_t name, value;

    while (p < end) {
        if (!take_length(&p, end, &name) || !take_length(&p, end, &value) ||
            name + value > (size_t)(end - p))
            return FCGI_HEADER_BROKEN;
        if (memchr(p, '\0', name + value) || memchr(p, '=', name))
            verdict = FCGI_HEADER_CUT;
        p += name + value;
    }
    return verdict;
}

static bool begins(const unsigned char *bytes, size_t n)
{
    const struct record r = record_at(bytes);
    const unsigned char *role = bytes + RECORD_HEADER;

    if (bytes[0] != VERSION || r.type != BEGIN_REQUEST || r.id == 0 ||
        r.bytes != BEGIN_BODY)
        return false;
    return n < RECORD_HEADER + 2 || (role[0] == 0 && role[1] == RESPONDER);
}

static bool goes_on(const unsigned char *header, unsigned id)
{
    const struct record r = record_at(header);

    return header[0] == VERSION && r.type == PARAMS && r.id == id;
}

enum fcgi_header fcgi_header_check(unsigned char *bytes, size_t n)
{
    const enum fcgi_header unfinished =
        n < FCGI_HEADER_MAX ? FCGI_HEADER_SHORT : FCGI_HEADER_BROKEN;
    size_t at, variables = 0;
    unsigned id;

    if (n < RECORD_HEADER)
        return unfinished;
    if (!begins(bytes, n))
        return FCGI_HEADER_BROKEN;
    id = record_at(bytes).id;
    at = record_at(bytes).whole;
    while (at < n && n - at >= RECORD_HEADER) {
        const struct record r = record_at(bytes + at);

        if (!goes_on(bytes + at, id))
            return FCGI_HEADER_BROKEN;
        if (n - at < r.whole)
            break;
        if (r.bytes == 0)
            return check_variables(bytes, variables);
        /* A variable may begin in one record and end in the next. */
        memmove(bytes + variables, bytes + at + RECORD_HEADER, r.bytes);
        variables += r.bytes;
        at += r.whole;
    }
    return unfinished;
}
