/*
 * suite.h - what every test program's main needs
 *
 * A file of tests offers `Suite *NAME_suite(void)`; the folder's main.c lists them.
 */
#ifndef SUITE_H
#define SUITE_H

#include <check.h>
#include <stdlib.h>

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
    suites_run((Suite *[]){ __VA_ARGS__ },                                             \
               sizeof((Suite *[]){ __VA_ARGS__ }) / sizeof(Suite *))

#endif
