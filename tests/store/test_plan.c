/*
 * test_plan.c - every statement finds its rows by an index
 */
#include "account.h"
#include "array.h"
#include "byline.h"
#include "citation.h"
#include "comment_edit.h"
#include "comment_feed.h"
#include "comment_queue.h"
#include "email.h"
#include "fixture.h"
#include "known_address.h"
#include "mail_comment.h"
#include "outbox.h"
#include "person.h"
#include "rate_limit.h"
#include "session.h"
#include "site.h"
#include "sitemap.h"
#include "stance.h"
#include "subscription.h"
#include "support.h"
#include "thread.h"
#include "thread_order.h"

Suite *plan_suite(void);

/* Up to a page of each side, sorted once more: test_order.c counts what that takes. */
#define BOTH_SIDES(name)                                                               \
    { name, "SCAN one" }, { name, "SCAN two" },                                        \
    {                                                                                  \
        name, "USE TEMP B-TREE FOR ORDER BY"                                           \
    }

/* Steps over a whole table or result that are known to be harmless. */
static const struct {
    const char *name, *step;
} allowed[] = {
    /* In order of the key, up to the limit. */
    { "list_all_posts", "SCAN p" },
    { "sitemap", "SCAN p" },
    { "recent_batches", "SCAN decision" },
    /* Few, or read from an index alone; for authors. */
    { "count_drafts", "SCAN post" },
    { "count_published", "SCAN post USING INDEX post_newest" },
    { "erase_sessions", "SCAN session" },
    { "notify_authors", "SCAN a" },
    { "digest_due", "SCAN a" },
    { "list_accounts", "SCAN a USING INDEX sqlite_autoindex_account_2" },
    { "count_states", "SCAN comment USING COVERING INDEX comment_state" },
    /* Rows that a LIMIT has bounded already, or that are counted. */
    { "count_languages", "SCAN e" },
    { "count_languages", "SCAN f" },
    { "count_unanswered", "SCAN unanswered" },
    BOTH_SIDES("both_oldest"),
    BOTH_SIDES("both_newest"),
    BOTH_SIDES("both_supported"),
    BOTH_SIDES("unanswered_both_best"),
    BOTH_SIDES("unanswered_both_oldest"),
    BOTH_SIDES("unanswered_both_newest"),
    { "better", "SCAN earlier" },
    { "as_good_before", "SCAN earlier" },
    { "older", "SCAN earlier" },
    { "recent_batches", "USE TEMP B-TREE FOR GROUP BY" },
    { "list_subscriptions", "USE TEMP B-TREE FOR GROUP BY" },
    { "list_subscriptions", "USE TEMP B-TREE FOR count(DISTINCT)" },
    { "list_subscriptions", "USE TEMP B-TREE FOR ORDER BY" },
    { "writer_of_address", "USE TEMP B-TREE FOR ORDER BY" },
    { "queue_oldest", "SCAN seen" },
    { "queue_newest", "SCAN seen" },
    /* For the mail process: one row per mailbox; a table that empties itself. */
    { "expand_announcement", "USE TEMP B-TREE FOR GROUP BY" },
    { "outbox_status", "SCAN outbox" },
    { "outbox_status", "USE TEMP B-TREE FOR GROUP BY" },
    { "outbox_errors", "SCAN outbox" },
    /* Rows that wait for their parent: SQLite looks only while a constraint is
     * broken. */
    { "insert_person", "SCAN person_stance" },
    { "insert_account", "SCAN decision" },
    { "insert_account", "SCAN post" },
    { "insert_post", "SCAN post" },
    { "insert_comment", "SCAN comment" },
    { "insert_comment", "SCAN citation" },
};

/* Where two indexes would serve and only one is fast: a person has few comments, a post
 * or a state has many. */
static const struct {
    const char *name, *index;
} chosen[] = {
    { "first_side", "comment_person" },
    { "latest_side", "comment_person" },
    { "first_stance", "stance_person" },
    { "latest_stance", "stance_person" },
    { "opposes_elsewhere", "comment_parent" },
    { "mind_changed_elsewhere", "comment_parent" },
    { "answered", "comment_parent" },
    { "last_signature", "comment_person" },
    { "known_writer", "comment_person" },
    { "says_mind_changed", "comment_person" },
    { "comment_with_text", "comment_person" },
    { "waiting", "comment_person" },
    { "load_site", "post_closes" },
    { "last_visible", "comment_shown_post" },
    { "post_by_slug", "sqlite_autoindex_post_1" },
    { "older_of_site", "comment_shown (state=? AND shown<?)" },
    { "newer_of_site", "comment_shown (state=? AND shown>?)" },
    { "older_of_post", "comment_shown_post (post_id=? AND state=? AND shown<?)" },
    { "newer_of_post", "comment_shown_post (post_id=? AND state=? AND shown>?)" },
    { "place", "comment_state (state=? AND withdrawn=? AND id<?)" },
    { "older_posts", "post_newest (lang=? AND published<?)" },
    { "newer_posts", "post_newest (lang=? AND published>?)" },
    { "comment_feed_last", "comment_shown_post" },
    { "sitemap", "comment_shown_post" },
    { "post_of_other_kind", "comment_post" },
    { "roots_best", "comment_best" },
    { "roots_oldest", "comment_roots" },
    { "roots_newest", "comment_roots" },
    { "roots_supported", "comment_supported" },
    { "unanswered_best", "comment_unanswered " },
    { "unanswered_oldest", "comment_unanswered_id" },
    { "unanswered_newest", "comment_unanswered_id" },
    { "both_oldest", "comment_roots" },
    { "both_newest", "comment_roots" },
    { "both_supported", "comment_supported" },
    { "unanswered_both_best", "comment_unanswered " },
    { "unanswered_both_oldest", "comment_unanswered_id" },
    { "unanswered_both_newest", "comment_unanswered_id" },
    { "count_unanswered", "comment_unanswered" },
    { "strongest", "comment_best" },
    { "better", "comment_best" },
    { "as_good_before", "comment_best" },
    { "older", "comment_roots" },
    { "cited_by", "citation_to" },
    { "replies", "comment_thread" },
    { "subtree", "comment_thread" },
    { "subtree_after", "comment_thread" },
    { "subtree_goes_on", "comment_thread" },
    { "subtree_shows", "comment_thread" },
    { "subtree_back", "comment_thread" },
};

/* The main table of a statement comes first in its plan. */
static bool as_chosen(const char *name, const char *step)
{
    if (strncmp(step, "SEARCH ", 7) != 0 && strncmp(step, "SCAN ", 5) != 0)
        return true;
    for (size_t i = 0; i < ARRAY_LEN(chosen); i++)
        if (strcmp(chosen[i].name, name) == 0)
            return strstr(step, chosen[i].index) || strstr(step, " r ") ||
                   strstr(step, "SUBQUERY") || strstr(step, "INTEGER PRIMARY KEY") ||
                   strstr(step, "CONSTANT ROW");
    return true;
}

static bool harmless(const char *name, const char *step)
{
    for (size_t i = 0; i < ARRAY_LEN(allowed); i++)
        if (strcmp(allowed[i].name, name) == 0 && strcmp(allowed[i].step, step) == 0)
            return true;
    return false;
}

struct plans {
    int steps, bad;
};

static void judge(void *to, const char *name, const char *step)
{
    struct plans *plans = to;
    bool scan = strncmp(step, "SCAN ", 5) == 0 && !strstr(step, "CONSTANT ROW");

    plans->steps++;
    if (harmless(name, step) ||
        (as_chosen(name, step) && !scan && !strstr(step, "TEMP B-TREE")))
        return;
    fprintf(stderr, "%s: %s\n", name, step);
    plans->bad++;
}

static void read_recent(int64_t post_id)
{
    const struct comment_feed_query queries[] = { { .lang = LANG_ES },
                                                  { .post_id = post_id },
                                                  { .post_id = post_id,
                                                    .only = SIDE_PRO } };
    struct sitemap_post *posts;
    struct comment_feed_entry *entries;
    int64_t at;
    size_t n;

    for (size_t i = 0; i < 2 * ARRAY_LEN(queries); i++) {
        struct feed_part part = { .before = i % 2 ? 2 : 0 };

        ck_assert_int_eq(
            comment_feed_part(db, arena, &queries[i / 2], 10, &part, &entries, &n),
            RC_OK);
    }
    ck_assert_int_eq(comment_feed_last(db, post_id, &at), RC_OK);
    ck_assert_int_eq(sitemap_posts(db, arena, &posts, &n), RC_OK);
}

static void read_orders(int64_t post_id)
{
    struct thread_page page;

    for (int i = 0; i < 4 * ORDERS; i++) {
        struct thread_query q = { .post_id = post_id,
                                  .sides = true,
                                  .only = i / ORDERS % 2 ? SIDE_PRO : SIDE_NONE,
                                  .order = (enum order)(i % ORDERS),
                                  .unanswered = i >= 2 * ORDERS,
                                  .page = 1 };

        ck_assert_int_eq(thread_page(db, arena, &q, &page), RC_OK);
    }
}

static void read_pages(int64_t post_id)
{
    struct comment *list, *waiting;
    struct thread_part part;
    int64_t number, last;
    size_t n;
    bool known;

    read_orders(post_id);
    ck_assert_int_eq(thread_of(db, arena, comment(1), 0, &part), RC_OK);
    ck_assert_int_eq(thread_of(db, arena, comment(1), 2, &part), RC_NOT_FOUND);
    ck_assert_int_eq(thread_page_of(db, arena, comment(2), true, &number), RC_OK);
    ck_assert_int_eq(thread_page_of(db, arena, comment(2), false, &number), RC_OK);
    ck_assert_int_eq(thread_order_unanswered(db, post_id, SIDE_PRO, &number), RC_OK);
    ck_assert_int_eq(thread_order_strongest(db, arena, post_id, SIDE_PRO, 3, &list, &n),
                     RC_OK);
    ck_assert_int_eq(thread_waiting(db, arena, post_id, person(1), &waiting, &n),
                     RC_OK);
    ck_assert_int_eq(comment_last_id(db, post_id, &last), RC_OK);
    read_recent(post_id);
    ck_assert_int_eq(comment_known_writer(db, person(1), &known), RC_OK);
}

static void read_lists(void)
{
    int64_t counts[COMMENT_STATES], drafts;
    struct comment_entry *entries;
    struct decision_batch *batches;
    const char *const *slugs;
    struct post *p;
    size_t n;
    bool both;

    ck_assert_int_eq(post_by_slug(db, arena, "hello", false, &p), RC_OK);
    ck_assert_int_eq(post_by_slug(db, arena, "nothing", false, &p), RC_NOT_FOUND);
    ck_assert_int_eq(post_former_slugs(db, arena, 1, &slugs, &n), RC_OK);
    ck_assert_int_eq(post_list(db, arena, LANG_ES, 10, 0, &p, &n), RC_OK);
    for (int i = 0; i < 2; i++) {
        struct feed_part part = { .before = i };

        ck_assert_int_eq(post_list_whole(db, arena, LANG_ES, 10, &part, &p, &n), RC_OK);
    }
    ck_assert_int_eq(post_list_all(db, arena, 10, 0, &p, &n), RC_OK);
    ck_assert_int_eq(post_count_drafts(db, &drafts), RC_OK);
    ck_assert_int_eq(post_count_awaiting(db, NOW, &drafts), RC_OK);
    ck_assert_int_eq(post_open_debate(db, arena, LANG_ES, NOW, &p), RC_OK);
    ck_assert_int_eq(post_languages(db, &both), RC_OK);
    ck_assert_int_eq(comment_queue(db, arena, COMMENT_PENDING, 10, 0, &entries, &n),
                     RC_OK);
    ck_assert_int_eq(comment_queue(db, arena, COMMENT_VISIBLE, 10, 0, &entries, &n),
                     RC_OK);
    ck_assert_int_eq(comment_count_by_state(db, counts), RC_OK);
    ck_assert_int_eq(decision_recent(db, arena, 10, &batches, &n), RC_OK);
}

static void write_all(int64_t post_id)
{
    struct post_draft draft = post_draft("hello", POST_DEBATE);
    int64_t batch;

    say(post_id, 1, SIDE_PRO, 0);
    say(post_id, 2, SIDE_CONTRA, 1);
    batch = decide(ACTION_CONTRA, 1);
    ck_assert_int_eq(undo(batch), 1);
    draft.id = post_id;
    draft.revision = 1;
    save(&draft);
}

/* Reactions of readers, and what they read after them. */
static void react(int64_t post_id)
{
    struct signature signature;
    bool says, visible;
    const struct actor actor = { .person_id = person(3), .now = NOW };
    struct comment_draft draft = comment_draft(post_id, 2, SIDE_PRO, 1);
    struct comment_edit in = {
        .text = { .source = "x", .html = { "x" }, .excerpt = "x" }, .side = SIDE_PRO
    };
    int64_t cites[] = { 1 }, *supports;
    enum comment_lock lock;
    struct revisions revisions;
    struct tally_day *days;
    const char *text;
    size_t n;

    draft.text.cites = in.text.cites = cites;
    draft.text.cites_n = in.text.cites_n = 1;
    draft.changed_mind = true;
    in.id = add_comment(&draft);
    in.person_id = person(2);
    in.state = COMMENT_VISIBLE;
    in.now = NOW + 1;
    in.window_s = 900;
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(stance_set(db, &actor, post_id, SIDE_PRO), RC_OK);
    ck_assert_int_eq(support_set(db, &actor, post_id, 1, true), RC_OK);
    ck_assert_int_eq(support_set(db, &actor, post_id, 1, false), RC_OK);
    ck_assert_int_eq(comment_edit(db, arena, &in, &lock), RC_OK);
    ck_assert_int_eq(comment_withdraw(db, arena, in.id, in.person_id, NOW, 900, &lock),
                     RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    decide(ACTION_DELETE, 1); /* the only one of its day and side */
    ck_assert_int_eq(support_of(db, arena, post_id, person(3), &supports, &n), RC_OK);
    ck_assert_int_eq(comment_revisions(db, arena, 1, 0, &revisions), RC_OK);
    ck_assert_int_eq(comment_source(db, arena, 1, &text), RC_OK);
    ck_assert_int_eq(comment_last_signature(db, arena, person(1), &signature), RC_OK);
    ck_assert_int_eq(comment_says_mind_changed(db, post_id, person(1), &says), RC_OK);
    ck_assert_int_eq(comment_visible(db, post_id, 1, &visible), RC_OK);
    ck_assert_int_eq(citation_of(db, 1, cites, 1, &n), RC_OK);
    ck_assert_int_eq(tally_days(db, arena, post_id, &days, &n), RC_OK);
}

static void sign_in(void)
{
    struct bytes32 token = digest("token", 1);
    struct rate_limit limit = { 60, 5 };
    struct account *account;
    struct session *s;
    struct site *site;
    int64_t id, wait_s, n;
    size_t accounts;
    bool yes;

    ck_assert_int_eq(site_load(db, arena, NOW, &site), RC_OK);
    ck_assert_int_eq(account_add(db, arena, "Ana", NOW, &id), RC_OK);
    ck_assert_int_eq(account_by_name(db, arena, "Ana", &account), RC_OK);
    ck_assert_int_eq(byline_is(db, arena, "Ana", &yes), RC_OK);
    ck_assert_int_eq(account_list(db, arena, &account, &accounts), RC_OK);
    ck_assert_int_eq(account_by_link(db, arena, &token, NOW, &account), RC_NOT_FOUND);
    ck_assert_int_eq(account_link_add(db, id, &token, NOW + 10), RC_OK);
    ck_assert_int_eq(account_link_use(db, &token, NOW, "hash", &id), RC_OK);
    ck_assert_int_eq(session_add(db, &token, id, NOW), RC_OK);
    ck_assert_int_eq(session_load(db, arena, &token, NOW, 100, 100, &s), RC_OK);
    ck_assert_int_eq(session_seen(db, s, NOW + 60), RC_OK);
    ck_assert_int_eq(session_count(db, id, NOW, 100, 100, &n), RC_OK);
    ck_assert_int_eq(session_erase(db, NOW, 100, 100), RC_OK);
    ck_assert_int_eq(session_remove_all(db, id, &n), RC_OK);
    ck_assert_int_eq(rate_limit_check(db, RATE_LOGIN, &token, limit, NOW, &wait_s),
                     RC_OK);
    ck_assert_int_eq(rate_limit_record_guess(db, &token, id, NOW), RC_OK);
    ck_assert_int_eq(rate_limit_forget_guesses(db, &token, id), RC_OK);
    ck_assert_int_eq(rate_limit_sweep(db, NOW, 10), RC_OK);
    ck_assert_int_eq(known_address_add(db, id, &token, NOW), RC_OK);
    ck_assert_int_eq(known_address_find(db, id, &token, NOW, &yes), RC_OK);
}

static void mail(int64_t post_id)
{
    const struct bytes32 key = digest("key", 77);
    struct email e = { .person_id = person(1), .address = "a@b.org", .created = NOW };
    struct email follower = { .address = "a@b.org", .created = NOW };
    struct account_mail how = { .address = "b@b.org", .notify = NOTIFY_DAILY };
    struct mail m = { .kind = MAIL_IDENTITY_LINK, .created = NOW };
    struct outbox_status status;
    struct outbox_error *errors;
    struct subscription *list;
    struct mail_comment *notices;
    struct email *stored, *requests;
    int64_t n;
    size_t found;
    bool yes;

    e.comment_id = say(post_id, 1, SIDE_PRO, 0);
    ck_assert_int_eq(email_claim(db, &e, 0), RC_OK);
    ck_assert_int_eq(email_claim(db, &e, 0), RC_OK);
    ck_assert_int_eq(email_claim(db, &follower, post_id), RC_OK);
    ck_assert_int_eq(email_next_request(db, "a@b.org", &n), RC_OK);
    ck_assert_int_eq(email_refused(db, &key, NOW, &yes), RC_OK);
    ck_assert_int_eq(email_refuse(db, &key, NOW), RC_OK);
    ck_assert_int_eq(email_drop(db, follower.id), RC_OK);
    ck_assert_int_eq(email_unjoined(db, "a@b.org", &n), RC_NOT_FOUND);
    ck_assert_int_eq(email_waits(db, e.id, &yes), RC_OK);
    ck_assert_int_eq(email_join(db, e.id, NOW), RC_OK);
    ck_assert_int_eq(email_by_id(db, arena, e.id, &stored), RC_OK);
    ck_assert_int_eq(email_requests(db, arena, stored, &requests, &found), RC_OK);
    ck_assert_int_eq(subscription_add(db, e.id, post_id, 0, NOW), RC_OK);
    ck_assert_int_eq(subscription_list(db, arena, e.id, false, &list, &found), RC_OK);
    ck_assert_int_eq(subscription_reason(db, e.id, 1, &yes), RC_OK);
    ck_assert_int_eq(person_link_add(db, "a@b.org", NOW, &m.email_id, &m.link_id),
                     RC_OK);
    ck_assert_int_eq(outbox_add(db, &m), RC_OK);
    ck_assert_int_eq(person_link_check(db, m.link_id, NOW), RC_OK);
    ck_assert_int_eq(person_link_use(db, m.link_id, &key, NOW), RC_OK);
    ck_assert_int_eq(account_mail_set(db, 1, &how, NOW), RC_OK);
    ck_assert_int_eq(account_mail_confirm(db, 1, "b@b.org", NOW), RC_OK);
    ck_assert_int_eq(account_mail(db, arena, 1, &how), RC_OK);
    say(post_id, 3, SIDE_PRO, 0);
    ck_assert_int_eq(outbox_is_due(db, NOW, &yes), RC_OK);
    ck_assert_int_eq(outbox_expand(db, NOW), RC_OK);
    ck_assert_int_eq(outbox_add_digests(db, NOW + DAY_S), RC_OK);
    ck_assert_int_eq(mail_comment_list(db, arena, 0, 9, 0, 10, &notices, &found),
                     RC_OK);
    ck_assert_int_eq(mail_comment_by_id(db, arena, 1, &notices), RC_OK);
    ck_assert_int_eq(outbox_claim(db, NOW, 60, &m), RC_OK);
    ck_assert_int_eq(outbox_retry(db, m.id, NOW, "", true), RC_OK);
    ck_assert_int_eq(outbox_end(db, m.id, MAIL_SENT, "", NOW), RC_OK);
    ck_assert_int_eq(outbox_status(db, &status), RC_OK);
    ck_assert_int_eq(outbox_errors(db, arena, 9, &errors, &found), RC_OK);
    ck_assert_int_eq(outbox_erase(db, NOW, 9), RC_OK);
    ck_assert_int_eq(subscription_stop(db, e.id, 0, NOW, &n), RC_OK);
    ck_assert_int_eq(email_forget(db, NOW, 9), RC_OK);
    ck_assert_int_eq(email_erase(db, e.id), RC_OK);
}

START_TEST(every_statement_uses_an_index)
{
    struct plans plans = { 0 };
    int64_t post_id = add_debate("hello");

    write_all(post_id);
    read_pages(post_id);
    read_lists();
    react(post_id);
    sign_in();
    mail(post_id);
    ck_assert_int_eq(db_plans(db, judge, &plans), RC_OK);
    ck_assert_int_gt(plans.steps, 40);
    ck_assert_int_eq(plans.bad, 0);
}
END_TEST

/* judge() must notice a scan and a sort. */
START_TEST(a_scan_or_a_sort_would_be_noticed)
{
    static const struct sql SCAN = { "scan",
                                     "SELECT count(*) FROM comment WHERE held = 1" };
    static const struct sql SORT = { "sort", "SELECT id"
                                             " FROM comment"
                                             " WHERE post_id = 1"
                                             " ORDER BY name" };
    struct plans before = { 0 }, after = { 0 };

    ck_assert_int_eq(db_plans(db, judge, &before), RC_OK);
    ck_assert_int_eq(db_run(db, &SCAN, DB_NO_ARGS), RC_OK);
    ck_assert_int_eq(db_run(db, &SORT, DB_NO_ARGS), RC_OK);
    ck_assert_int_eq(db_plans(db, judge, &after), RC_OK);
    ck_assert_int_eq(after.bad - before.bad, 2);
}
END_TEST

Suite *plan_suite(void)
{
    Suite *s = suite_create("plan");
    TCase *tc = site_case("plan");

    tcase_add_test(tc, every_statement_uses_an_index);
    tcase_add_test(tc, a_scan_or_a_sort_would_be_noticed);
    suite_add_tcase(s, tc);
    return s;
}
