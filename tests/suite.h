/*
 * suite.h - what every test program's main needs
 *
 * A file of tests offers `Suite *NAME_suite(void)`; the folder's main.c lists them.
 */
#ifndef SUITE_H
#define SUITE_H

#include <check.h>
#include <stdlib.h>

#include "array.h"

/* Seconds for a test without its own limit: enough for sanitizers or valgrind on a busy
 * machine. Check's default of 4 would fail tests that are merely slow. */
#define SUITE_PATIENCE_S "120"

/* Call it before the first suite is made: a tcase takes its limit then. */
static inline void suites_be_patient(void)
{
    setenv("CK_DEFAULT_TIMEOUT", SUITE_PATIENCE_S, 0);
}

/* Runs every suite (each test in a child process, unless CK_FORK=no) and prints
 * failures. */
static inline int suites_run(Suite **suites, size_t n)
{
    SRunner *runner = srunner_create(suites[0]);
    int failed;

    for (size_t i = 1; i < n; i++)
        srunner_add_suite(runner, suites[i]);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define SUITES_RUN(...)                                                                \
    (suites_be_patient(),                                                              \
     suites_run((Suite *[]){ __VA_ARGS__ },                                            \
                sizeof((Suite *[]){ __VA_ARGS__ }) / sizeof(Suite *)))

#endif
