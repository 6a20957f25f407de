/*
 * main.c - tests of the whole: a real nginx in front of the real program
 */
#include "suite.h"

Suite *access_log_suite(void);
Suite *cache_suite(void);
Suite *database_suite(void);
Suite *demo_script_suite(void);
Suite *disk_suite(void);
Suite *journey_suite(void);
Suite *limit_suite(void);
Suite *load_suite(void);
Suite *mail_suite(void);
Suite *peer_suite(void);
Suite *process_suite(void);
Suite *refusal_suite(void);
Suite *sign_in_suite(void);
Suite *watch_suite(void);

int main(void)
{
    return SUITES_RUN(journey_suite(), cache_suite(), refusal_suite(), limit_suite(),
                      process_suite(), peer_suite(), watch_suite(), load_suite(),
                      mail_suite(), disk_suite(), database_suite(), sign_in_suite(),
                      demo_script_suite(), access_log_suite());
}
