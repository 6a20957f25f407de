/*
 * main.c - tests of lib/base
 */
#include "suite.h"

Suite *address_suite(void);
Suite *arena_suite(void);
Suite *buf_suite(void);
Suite *clock_suite(void);
Suite *lang_suite(void);
Suite *locale_suite(void);
Suite *log_suite(void);
Suite *message_suite(void);
Suite *messages_script_suite(void);
Suite *names_suite(void);
Suite *number_suite(void);
Suite *secret_suite(void);
Suite *signed_link_suite(void);
Suite *text_suite(void);
Suite *token_suite(void);
Suite *turn_suite(void);
Suite *utf8_suite(void);

int main(void)
{
    return SUITES_RUN(arena_suite(), buf_suite(), clock_suite(), log_suite(),
                      lang_suite(), message_suite(), messages_script_suite(),
                      secret_suite(), names_suite(), number_suite(), utf8_suite(),
                      text_suite(), token_suite(), signed_link_suite(), locale_suite(),
                      address_suite(), turn_suite());
}
