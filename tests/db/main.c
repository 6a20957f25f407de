/*
 * main.c - tests of lib/db
 */
#include "suite.h"

Suite *db_suite(void);
Suite *db_file_suite(void);
Suite *db_commit_suite(void);

int main(void)
{
    return SUITES_RUN(db_suite(), db_file_suite(), db_commit_suite());
}
