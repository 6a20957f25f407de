/*
 * main.c - tests of cgi/
 */
#include "suite.h"

Suite *admin_pages_suite(void);
Suite *app_suite(void);
Suite *arrivals_suite(void);
Suite *citation_suite(void);
Suite *closing_suite(void);
Suite *comment_page_suite(void);
Suite *comment_refusal_suite(void);
Suite *comments_feed_suite(void);
Suite *config_suite(void);
Suite *cost_suite(void);
Suite *counts_suite(void);
Suite *demo_suite(void);
Suite *dispatch_suite(void);
Suite *event_suite(void);
Suite *fcgi_header_suite(void);
Suite *flood_suite(void);
Suite *gateway_suite(void);
Suite *home_feed_suite(void);
Suite *identity_suite(void);
Suite *listener_suite(void);
Suite *login_suite(void);
Suite *mail_requested_suite(void);
Suite *mail_author_suite(void);
Suite *mail_reader_suite(void);
Suite *markdown_pass_suite(void);
Suite *mind_suite(void);
Suite *moved_suite(void);
Suite *own_comment_suite(void);
Suite *encode_suite(void);
Suite *page_tag_suite(void);
Suite *password_turn_suite(void);
Suite *post_page_suite(void);
Suite *reader_key_suite(void);
Suite *request_suite(void);
Suite *routes_suite(void);
Suite *sample_reader_suite(void);
Suite *sample_suite(void);
Suite *seal_suite(void);
Suite *secrecy_suite(void);
Suite *sheet_suite(void);
Suite *short_suite(void);
Suite *snapshot_suite(void);
Suite *reaction_suite(void);
Suite *tally_suite(void);
Suite *trace_suite(void);
Suite *unread_suite(void);
Suite *unsaved_account_suite(void);
Suite *unsaved_suite(void);
Suite *weight_suite(void);
Suite *write_suite(void);

/* One suite a line, so that branches that add suites rarely conflict. */
/* clang-format off */
int main(void)
{
    return SUITES_RUN(
        listener_suite(),
        arrivals_suite(),
        fcgi_header_suite(),
        gateway_suite(),
        encode_suite(),
        identity_suite(),
        dispatch_suite(),
        routes_suite(),
        comment_page_suite(),
        comment_refusal_suite(),
        markdown_pass_suite(),
        snapshot_suite(),
        reaction_suite(),
        mind_suite(),
        own_comment_suite(),
        post_page_suite(),
        page_tag_suite(),
        flood_suite(),
        weight_suite(),
        short_suite(),
        secrecy_suite(),
        login_suite(),
        event_suite(),
        trace_suite(),
        reader_key_suite(),
        seal_suite(),
        password_turn_suite(),
        admin_pages_suite(),
        write_suite(),
        unread_suite(),
        unsaved_suite(),
        unsaved_account_suite(),
        moved_suite(),
        citation_suite(),
        comments_feed_suite(),
        home_feed_suite(),
        config_suite(),
        cost_suite(),
        closing_suite(),
        tally_suite(),
        sheet_suite(),
        app_suite(),
        sample_suite(),
        sample_reader_suite(),
        demo_suite(),
        mail_reader_suite(),
        mail_requested_suite(),
        mail_author_suite(),
        counts_suite(), request_suite());
}
