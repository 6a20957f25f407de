/*
 * main.c - tests of lib/store
 */
#include "suite.h"

Suite *account_suite(void);
Suite *rate_limit_suite(void);
Suite *audit_suite(void);
Suite *comment_suite(void);
Suite *debate_suite(void);
Suite *decision_suite(void);
Suite *edit_suite(void);
Suite *email_suite(void);
Suite *former_slug_suite(void);
Suite *history_suite(void);
Suite *known_address_suite(void);
Suite *order_suite(void);
Suite *outbox_suite(void);
Suite *page_suite(void);
Suite *part_suite(void);
Suite *person_suite(void);
Suite *plan_suite(void);
Suite *post_suite(void);
Suite *queue_suite(void);
Suite *rank_suite(void);
Suite *recent_suite(void);
Suite *session_suite(void);
Suite *site_suite(void);
Suite *stance_suite(void);
Suite *tally_suite(void);
Suite *thread_suite(void);
Suite *undo_suite(void);
Suite *upgrade_suite(void);

int main(void)
{
    return SUITES_RUN(site_suite(), person_suite(), account_suite(), session_suite(),
                      rate_limit_suite(), post_suite(), former_slug_suite(),
                      comment_suite(), tally_suite(), thread_suite(), page_suite(),
                      order_suite(), part_suite(), recent_suite(), decision_suite(),
                      undo_suite(), rank_suite(), stance_suite(), edit_suite(),
                      queue_suite(), audit_suite(), upgrade_suite(), plan_suite(),
                      history_suite(), email_suite(), outbox_suite(),
                      known_address_suite(), debate_suite());
}
