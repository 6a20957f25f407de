/*
 * mail_message.c - a mail as bytes: see mail_message.h
 */
#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "clock.h"
#include "mail_message.h"

#define CRLF "\r\n"
#define LINE_MAX_QP 76 /* RFC 2045, section 6.7 */
#define WORD_BYTES 39  /* 52 characters of base64: 64 with "=?UTF-8?B?" and "?=" */
#define BASE64 sodium_base64_VARIANT_ORIGINAL

static bool is_plain(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7E)
            return false;
    return true;
}

/* Encoded words (RFC 2047) of whole characters, one per line. */
static void encoded_words(struct buf *out, const char *text)
{
    char word[sodium_base64_ENCODED_LEN(WORD_BYTES, BASE64)];
    const char *separator = "";

    while (*text) {
        size_t n = strnlen(text, WORD_BYTES);

        while (n && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
        sodium_bin2base64(word, sizeof(word), (const unsigned char *)text, n, BASE64);
        buf_printf(out, "%s=?UTF-8?B?%s?=", separator, word);
        separator = CRLF " ";
        text += n;
    }
}

/* Free text of a header. It is encoded if it is not plain or too long for its line: a
 * line end in it cannot end the header. "=?" would look like an encoded word. */
static void unstructured(struct buf *out, const char *text)
{
    if (is_plain(text) && strlen(text) <= 60 && !strstr(text, "=?"))
        buf_str(out, text);
    else
        encoded_words(out, text);
}

/* A name before an address, quoted if it is plain. */
static void phrase(struct buf *out, const char *text)
{
    if (!is_plain(text) || strlen(text) > 50 || strstr(text, "=?")) {
        encoded_words(out, text);
        return;
    }
    buf_char(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_char(out, '\\');
        buf_char(out, *text);
    }
    buf_char(out, '"');
}

static void from(const struct mail_message *l, struct buf *out)
{
    buf_str(out, "From: ");
    if (l->from_name[0]) {
        phrase(out, l->from_name);
        buf_str(out, CRLF " ");
    }
    buf_printf(out, "<%s>" CRLF, l->from);
}

/* Ids separated by blanks become message ids, one per line. */
static void message_ids(const struct mail_message *l, const char *header,
                        const char *ids, struct buf *out)
{
    const char *separator = " ";

    buf_printf(out, "%s:", header);
    while (*ids) {
        const size_t n = strcspn(ids, " ");

        buf_printf(out, "%s<%.*s@%s>", separator, (int)n, ids, l->host);
        separator = CRLF " ";
        ids += n + strspn(ids + n, " ");
    }
    buf_str(out, CRLF);
}

static void list(const struct mail_message *l, struct buf *out)
{
    buf_str(out, "List-Id: ");
    phrase(out, l->list_name);
    buf_printf(out, CRLF " <%s.%s>" CRLF, l->list_id, l->host);
}

static void headers(const struct mail_message *l, struct buf *out)
{
    char date[32];

    clock_rfc5322(l->date, date);
    buf_printf(out, "Date: %s" CRLF, date);
    from(l, out);
    buf_printf(out, "To: <%s>" CRLF "Subject: ", l->to);
    unstructured(out, l->subject);
    buf_str(out, CRLF);
    message_ids(l, "Message-ID", l->id, out);
    if (l->in_reply_to)
        message_ids(l, "In-Reply-To", l->in_reply_to, out);
    if (l->references)
        message_ids(l, "References", l->references, out);
    /* Automatic responders must not answer (RFC 3834, section 5). */
    buf_str(out, "Auto-Submitted: auto-generated" CRLF);
    if (l->list_id)
        list(l, out);
    if (l->unsubscribe)
        buf_printf(out,
                   "List-Unsubscribe: <%s>" CRLF
                   "List-Unsubscribe-Post: List-Unsubscribe=One-Click" CRLF,
                   l->unsubscribe);
    buf_str(out, "MIME-Version: 1.0" CRLF "Content-Type: text/plain; charset=UTF-8" CRLF
                 "Content-Transfer-Encoding: quoted-printable" CRLF CRLF);
}

/* Must this byte of a line become "=XX"? A blank at the end of a line would be lost; a
 * dot or "From " at the start misleads some programs. */
static bool is_quoted(const char *line, size_t at, size_t n)
{
    const unsigned char c = (unsigned char)line[at];

    if (c == ' ' || c == '\t')
        return at + 1 == n;
    if (at == 0 && (c == '.' || (n >= 5 && memcmp(line, "From ", 5) == 0)))
        return true;
    return c < 0x21 || c > 0x7E || c == '=';
}

/* Writes one line of text, with soft breaks where it is too long for a line of mail. */
static void quoted_line(struct buf *out, const char *line, size_t n)
{
    size_t column = 0;

    for (size_t i = 0; i < n; i++) {
        const bool quoted = is_quoted(line, i, n);
        const size_t width = quoted ? 3 : 1;

        if (column + width > LINE_MAX_QP - 1) {
            buf_str(out, "=" CRLF);
            column = 0;
        }
        if (quoted)
            buf_printf(out, "=%02X", (unsigned)(unsigned char)line[i]);
        else
            buf_char(out, line[i]);
        column += width;
    }
    buf_str(out, CRLF);
}

void mail_message_write(const struct mail_message *message, struct buf *out)
{
    const char *text = message->text;

    headers(message, out);
    while (*text) {
        const size_t n = strcspn(text, "\n");

        quoted_line(out, text, n);
        text += n + (text[n] == '\n');
    }
}
