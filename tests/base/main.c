/*
 * main.c - tests of lib/base
 */
#include "suite.h"

Suite *address_suite(void);
Suite *arena_suite(void);
Suite *buf_suite(void);
Suite *clock_suite(void);
Suite *debate_suite(void);
Suite *locale_suite(void);
Suite *log_suite(void);
Suite *message_suite(void);
Suite *messages_script_suite(void);
Suite *secret_suite(void);
Suite *turn_suite(void);
Suite *utf8_suite(void);

int main(void)
{
    return SUITES_RUN(arena_suite(), buf_suite(), clock_suite(), debate_suite(),
                      log_suite(), message_suite(), messages_script_suite(),
                      secret_suite(), utf8_suite(), locale_suite(), address_suite(),
                      turn_suite());
}
