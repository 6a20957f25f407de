/*
 * main.c - tests of cgi/
 */
#include "suite.h"

Suite *comment_page_suite(void);
Suite *config_suite(void);
Suite *demo_suite(void);
Suite *dispatch_suite(void);
Suite *sample_suite(void);

int main(void)
{
    return SUITES_RUN(dispatch_suite(), comment_page_suite(), config_suite(), sample_suite(), demo_suite());
}
