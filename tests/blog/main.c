/*
 * main.c - tests of lib/blog
 */
#include "suite.h"

Suite *bounds_suite(void);
Suite *comment_form_suite(void);
Suite *form_suite(void);
Suite *letter_suite(void);
Suite *link_suite(void);
Suite *markdown_suite(void);
Suite *moderation_suite(void);
Suite *pictures_suite(void);
Suite *post_form_suite(void);
Suite *reference_suite(void);
Suite *rewrite_suite(void);
Suite *slug_suite(void);
Suite *token_suite(void);

int main(void)
{
    return SUITES_RUN(bounds_suite(), markdown_suite(), rewrite_suite(),
                      reference_suite(), slug_suite(), moderation_suite(),
                      token_suite(), form_suite(), comment_form_suite(),
                      post_form_suite(), letter_suite(), link_suite(),
                      pictures_suite());
}
