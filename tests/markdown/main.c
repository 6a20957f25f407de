/*
 * main.c - tests of lib/markdown
 */
#include "suite.h"

Suite *bounds_suite(void);
Suite *markdown_suite(void);
Suite *pictures_suite(void);
Suite *reference_suite(void);
Suite *rewrite_suite(void);
Suite *slug_suite(void);

int main(void)
{
    return SUITES_RUN(bounds_suite(), markdown_suite(), rewrite_suite(),
                      reference_suite(), slug_suite(), pictures_suite());
}
