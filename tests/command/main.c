/*
 * main.c - tests of the command line
 */
#include "suite.h"

Suite *configuration_suite(void);
Suite *database_suite(void);
Suite *nginx_suite(void);
Suite *user_suite(void);
Suite *words_suite(void);

int main(void)
{
    return SUITES_RUN(words_suite(), configuration_suite(), database_suite(),
                      user_suite(), nginx_suite());
}
