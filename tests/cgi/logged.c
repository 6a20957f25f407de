/*
 * logged.c - what a test makes the program log: see logged.h
 */
#include <sys/mman.h>
#include <unistd.h>

#include "call.h"
#include "logged.h"

static int kept, file; /* standard error, and the file that replaces it */

void logged_open(void)
{
    kept = dup(STDERR_FILENO);
    file = memfd_create("log", MFD_CLOEXEC);
    ck_assert_int_ge(file, 0);
    dup2(file, STDERR_FILENO);
}

void logged_close(void)
{
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(file);
}

char *logged_whole(void)
{
    const off_t n = lseek(file, 0, SEEK_CUR);
    char *text = arena_alloc(call_arena(), (size_t)n + 1);

    ck_assert_int_eq(pread(file, text, (size_t)n, 0), n);
    ck_assert_int_eq(ftruncate(file, 0), 0);
    lseek(file, 0, SEEK_SET);
    return text;
}

const char *logged(void)
{
    const char *mark = arena_printf(call_arena(), " tertulia[%ld] ", (long)getpid());
    char *text = logged_whole(), *to = text;
    const char *at;

    for (const char *from = text; (at = strstr(from, mark)) != NULL;) {
        const char *end = at + strcspn(at, "\n") + 1;

        memmove(to, from, (size_t)(at - from) + 1);
        to += at - from + 1;
        at += strlen(mark);
        memmove(to, at, (size_t)(end - at));
        to += end - at;
        from = end;
    }
    *to = '\0';
    return text;
}
