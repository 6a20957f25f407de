/*
 * fixture.h - a fresh site in memory for every test, and terse ways to fill it
 *
 * A failure in a helper fails the test.
 */
#ifndef FIXTURE_H
#define FIXTURE_H

#include <check.h>

#include "comment.h"
#include "decision.h"
#include "post_save.h"
#include "thread_page.h"

#define NOW 1800000000 /* the time of every test */

/* Check passes no argument to a test: its fixture sets these. */
extern struct db *db;
extern struct arena *arena;

/* A test case whose tests have a site. */
TCase *site_case(const char *name);

/* A database with a site; path ":memory:" or a file that is not there yet. */
struct db *site_make(const char *path);

/* Published, open posts; their ids. */
int64_t add_debate(const char *slug);
int64_t add_plain(const char *slug);
struct post_draft post_draft(const char *slug, enum post_kind kind);
/* Saves the draft and returns the id. */
int64_t save(const struct post_draft *draft);
struct post *post(const char *slug);

/* Person number n (from 1), added when new. */
int64_t person(unsigned n);
struct bytes32 digest(const char *a, unsigned n);

/* A valid draft with a new text by person `who`; `parent` is 0 or an id. */
struct comment_draft comment_draft(int64_t post_id, unsigned who, enum side side,
                                   int64_t parent);
/* Saves the draft in its own transaction, as the handlers do. */
enum rc try_comment(const struct comment_draft *draft, int64_t *id,
                    enum comment_refusal *refusal);
int64_t add_comment(const struct comment_draft *draft);
/* Adds a comment, visible or in another state. */
int64_t say(int64_t post_id, unsigned who, enum side side, int64_t parent);
int64_t say_as(enum comment_state state, int64_t post_id, unsigned who, enum side side,
               int64_t parent);
/* The next comment gets this id. */
void next_comment_id(int64_t id);

struct comment *comment(int64_t id);
/* Decides about one comment; returns the batch, 0 when nothing changed. */
int64_t decide(enum action action, int64_t id);
int64_t decide_at(enum action action, int64_t id, int64_t now);
struct outcome decide_all(enum action action, const int64_t *ids, size_t n);
/* Returns how many comments of the batch were restored. */
int64_t undo(int64_t batch);

/* The one number that a query gives. */
#define COUNT(text)                                                                    \
    __extension__({                                                                    \
        static const struct sql counted = { "count", text };                           \
        count_by(&counted);                                                            \
    })
int64_t count_by(const struct sql *sql);
/* Runs a script without checks and foreign keys. */
void damage(const char *script);

/* The stored tally equals one that is counted here from comments and stances. */
void assert_tally(int64_t post_id);
/* As assert_tally() and assert_clean(), with these numbers. */
void assert_numbers(const char *slug, int64_t comments, int64_t pro, int64_t contra,
                    int64_t people_pro, int64_t people_contra, int64_t changed);
void assert_clean(void);

/* "id:depth id:depth- ..." of a page, '-' for a tombstone. */
const char *outline(const struct thread_page *page);

#endif
