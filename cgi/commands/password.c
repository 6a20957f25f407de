/*
 * password.c - reads a password without showing or keeping it
 */
#include <termios.h>
#include <unistd.h>

#include "password.h"
#include "utf8.h"

struct password {
    char text[PASSWORD_MAX + 2]; /* one more byte shows that it is too long */
};

/* Reads the first line, without its end, byte by byte: stdio would keep a copy. */
static enum rc read_line(struct password *p)
{
    size_t n = 0;
    char c;

    while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
        if (n < sizeof(p->text) - 1)
            p->text[n++] = c;
    if (n > 0 && n < sizeof(p->text) - 1 && p->text[n - 1] == '\r')
        n--;
    p->text[n] = '\0';
    if (!utf8_valid(p->text, n) || n < PASSWORD_MIN || n > PASSWORD_MAX) {
        command_failed("a password has %d to %d bytes of UTF-8", PASSWORD_MIN,
                       PASSWORD_MAX);
        return RC_INVALID;
    }
    return RC_OK;
}

static enum rc read_unseen(const char *prompt, struct password *p)
{
    struct termios shown, hidden;
    enum rc rc;

    if (tcgetattr(STDIN_FILENO, &shown) != 0) {
        command_failed("standard input is no terminal; use --password-stdin");
        return RC_INVALID;
    }
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    fputs(prompt, stderr);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    rc = read_line(p);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fputc('\n', stderr);
    return rc;
}

static enum rc read_twice(struct password *p)
{
    struct password again = { { 0 } };
    enum rc rc = read_unseen("Password: ", p);

    if (!rc)
        rc = read_unseen("Once more: ", &again);
    if (!rc && strcmp(p->text, again.text) != 0) {
        command_failed("the two are not the same; nothing was changed");
        rc = RC_INVALID;
    }
    explicit_bzero(&again, sizeof(again));
    return rc;
}

enum rc password_obtain(struct arena *a, enum password_source source, const char **hash)
{
    struct password p = { { 0 } };
    enum rc rc = source == PASSWORD_STDIN ? read_line(&p) : read_twice(&p);

    if (!rc)
        rc = password_hash(a, p.text, hash);
    explicit_bzero(&p, sizeof(p));
    return rc;
}
