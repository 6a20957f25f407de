/*
 * admin_fixture.h - a page with a signed-in author, and checks for every admin page
 */
#ifndef ADMIN_FIXTURE_H
#define ADMIN_FIXTURE_H

#include "buf.h"
#include "suite.h"

#define HOSTILE "\"><script>alert('x')</script>&amp;"
extern struct arena *arena;
extern struct buf out;
extern struct page page;

/* How often the page that was rendered into `out` contains the text. */
size_t count(const char *needle);
#define ck_shows(needle)                                                               \
    ck_assert_msg(count(needle) > 0, "missing: %s in\n%.3000s", needle, out.s)
#define ck_hides(needle)                                                               \
    ck_assert_msg(count(needle) == 0, "there is: %s in\n%.3000s", needle, out.s)

/* No typed text became markup, every form has the author's token, and the page is not
 * indexed. */
void check_frame(void);

/* Adds the tests to the suite, with a signed-in author before each. */
void admin_tests(Suite *s, const char *name, const TTest *const *tests, size_t n);
/* test_queue_view.c */
void queue_view_tests(Suite *s);

#endif
