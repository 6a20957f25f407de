/*
 * place.h - a temporary folder with a configuration, to run commands in
 */
#ifndef PLACE_H
#define PLACE_H

#include "program.h"
#include "scratch.h"
#include "suite.h"

struct place {
    struct scratch scratch;
    char config[96];
    struct arena *arena;
};
extern struct place place;

/* A test case whose tests have a place, which holds only the configuration. */
TCase *place_case(const char *name);

/* Writes the configuration: `text`, then the sections [paths] and [server]. */
void configure(const char *text);
/* Returns the path of a file in the place. */
const char *in_place(const char *name);

/* Runs "tertulia --config ... WORDS". */
#define RUN(...) run_command(NULL, "", WORDS(__VA_ARGS__))
#define RUN_WITH(variable, ...) run_command(WORDS(variable), "", WORDS(__VA_ARGS__))
#define RUN_ON(input, ...) run_command(NULL, input, WORDS(__VA_ARGS__))
struct outcome run_command(const char *const *variables, const char *input,
                           const char *const *words);

/* The command succeeded and printed no error. */
#define ck_done(result)                                                                \
    do {                                                                               \
        const struct outcome done_ = (result);                                         \
        ck_assert_msg(done_.status == 0 && !*done_.err, "%d: %s", done_.status,        \
                      done_.err);                                                      \
    } while (0)
/* The command ended with status `wanted` and one error line that contains `text`. */
#define ck_refused(result, wanted, text)                                               \
    do {                                                                               \
        const struct outcome refused_ = (result);                                      \
        ck_assert_msg(refused_.status == (wanted) && one_line(refused_.err) &&         \
                          strstr(refused_.err, text),                                  \
                      "%d instead of %d, no \"%s\": %s", refused_.status, (wanted),    \
                      text, refused_.err);                                             \
    } while (0)
bool one_line(const char *text);

/* Creates an empty site. */
void make_site(void);
/* Returns the number that a query selects. */
int64_t number(const char *query);
/* Runs statements without foreign keys and CHECK constraints. */
void damage(const char *script);

#endif
