/*
 * main.c - tests of lib/form
 */
#include "suite.h"

Suite *comment_form_suite(void);
Suite *form_suite(void);
Suite *moderation_suite(void);
Suite *post_form_suite(void);

int main(void)
{
    return SUITES_RUN(moderation_suite(), form_suite(), comment_form_suite(),
                      post_form_suite());
}
