/*
 * main.c - tests of lib/db
 */
#include "suite.h"

Suite *db_suite(void);
Suite *db_each_suite(void);
Suite *db_file_suite(void);
Suite *db_commit_suite(void);
Suite *db_log_suite(void);
Suite *db_wait_suite(void);
Suite *db_unsynced_suite(void);
Suite *db_refusal_suite(void);
Suite *db_power_suite(void);
Suite *db_slow_suite(void);

int main(void)
{
    return SUITES_RUN(db_suite(), db_each_suite(), db_file_suite(), db_commit_suite(),
                      db_log_suite(), db_wait_suite(), db_unsynced_suite(),
                      db_refusal_suite(), db_power_suite(), db_slow_suite());
}
