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

/* A test case whose tests have a place; nothing is in it but the configuration. */
TCase *place_case(const char *name);

/* The configuration becomes `text`, behind which [paths] and [server] are set. */
void configure(const char *text);
/* The name of a file in the place. */
const char *in_place(const char *name);

/* Runs "tertulia --config ... WORDS". */
#define RUN(...) run_command(NULL, "", WORDS(__VA_ARGS__))
#define RUN_WITH(variable, ...) run_command(WORDS(variable), "", WORDS(__VA_ARGS__))
#define RUN_ON(input, ...) run_command(NULL, input, WORDS(__VA_ARGS__))
struct outcome run_command(const char *const *variables, const char *input,
                           const char *const *words);

/* It was done, with nothing to complain about. */
#define ck_done(result)                                                                \
    do {                                                                               \
        const struct outcome done_ = (result);                                         \
        ck_assert_msg(done_.status == 0 && !*done_.err, "%d: %s", done_.status,        \
                      done_.err);                                                      \
    } while (0)
/* It ended with this status and one line on standard error that has `text` in it. */
#define ck_refused(result, wanted, text)                                               \
    do {                                                                               \
        const struct outcome refused_ = (result);                                      \
        ck_assert_msg(refused_.status == (wanted) && one_line(refused_.err) &&         \
                          strstr(refused_.err, text),                                  \
                      "%d instead of %d, no \"%s\": %s", refused_.status, (wanted),    \
                      text, refused_.err);                                             \
    } while (0)
bool one_line(const char *text);

/* An empty site. */
void make_site(void);
/* The one number that a query gives. */
int64_t number(const char *query);
/* Runs statements that no check stands in the way of. */
void damage(const char *script);

#endif
