/*
 * program.h - starts programs, hands them their input and reads what they say
 *
 * What is started gets an environment of its own: nothing of the caller's that could
 * configure tertulia. It ends with its starter. Whatever fails here fails the test.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <check.h>
#include <stdbool.h>
#include <sys/types.h>

#include "arena.h"

#define PATIENCE_MS 60000 /* how long anything may take on a busy machine */

struct program {
    const char *path;             /* NULL: tertulia */
    const char *const *words;     /* behind its name; ends with NULL */
    const char *const *variables; /* "NAME=value", ends with NULL; or NULL */
};
#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Three descriptors, which stay the caller's. */
pid_t program_start(const struct program *p, int in, int out, int err);

/* What a program said and how it ended: its exit status, or 128 and the signal. */
struct outcome {
    int status;
    const char *out, *err; /* in the arena */
};
struct outcome program_run(struct arena *a, const struct program *p, const char *in,
                           size_t in_bytes);

/* One request of plain CGI to the site of a configuration. */
struct outcome program_cgi(struct arena *a, const char *config, const char *method,
                           const char *target, const char *body);

/* The exit status as above. Kills a child that does not end in time and fails. */
int program_wait(pid_t pid);
/* SIGTERM, then program_wait. */
int program_end(pid_t pid);
/* Has a process that need not be a child ended? */
bool program_is_over(pid_t pid);
/* Has a process that need not be a child a descriptor of that file, as proc(5) names it? */
bool program_has_open(pid_t pid, const char *file);
/* A process that need not be a child does nothing between the two. */
void program_pause(pid_t pid);
void program_resume(pid_t pid);

int64_t now_ms(void);
/* Asks again and again: true as soon as the condition is, false when patience ends. */
#define EVENTUALLY(condition)                                                          \
    __extension__({                                                                    \
        const int64_t until_ = now_ms() + PATIENCE_MS;                                 \
        bool is_ = (condition);                                                        \
        while (!is_ && now_ms() < until_) {                                            \
            usleep(5000);                                                              \
            is_ = (condition);                                                         \
        }                                                                              \
        is_;                                                                           \
    })

/* The whole of a file, with its length when `n` is not NULL; "" without one. */
char *file_read(struct arena *a, const char *path, size_t *n);
void file_write(const char *path, const char *text);

#endif
