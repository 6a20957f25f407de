/*
 * main.c - tests of lib/http
 */
#include "suite.h"

Suite *fields_suite(void);
Suite *response_suite(void);
Suite *site_path_suite(void);
Suite *url_suite(void);

int main(void)
{
    return SUITES_RUN(url_suite(), fields_suite(), response_suite(), site_path_suite());
}
