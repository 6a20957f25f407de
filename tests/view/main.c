/*
 * main.c - every suite of lib/view
 */
#include "suite.h"

Suite *tpl_suite(void);
Suite *page_suite(void);
Suite *post_view_suite(void);
Suite *comment_view_suite(void);
Suite *feed_view_suite(void);
Suite *comments_feed_suite(void);
Suite *plain_text_suite(void);
Suite *linked_data_suite(void);
Suite *timeline_suite(void);
Suite *admin_view_suite(void);

int main(void)
{
    return SUITES_RUN(tpl_suite(), page_suite(), post_view_suite(),
                      comment_view_suite(), feed_view_suite(), comments_feed_suite(),
                      plain_text_suite(), linked_data_suite(), timeline_suite(),
                      admin_view_suite());
}
