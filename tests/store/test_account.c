/*
 * test_account.c - authors, their passwords and one-time links
 */
#include "account.h"
#include "array.h"
#include "fixture.h"
#include "session.h"

Suite *account_suite(void);

static int64_t add(const char *name)
{
    int64_t id;

    ck_assert_int_eq(account_add(db, arena, name, NOW, &id), RC_OK);
    return id;
}

static struct account *load(int64_t id)
{
    struct account *account;

    ck_assert_int_eq(account_by_id(db, arena, id, &account), RC_OK);
    return account;
}

START_TEST(an_account_is_a_person_with_a_name)
{
    struct account *account = load(add("María José"));

    ck_assert_str_eq(account->name, "María José");
    ck_assert_int_gt(account->person_id, 0);
    ck_assert_ptr_null(account->password_hash);
    ck_assert_int_eq(account->created, NOW);
}
END_TEST

START_TEST(look_alikes_are_the_same_name)
{
    static const char *const spellings[] = { "MARÍA", "maria", "mari\u0301a", "María" };
    int64_t id = add("María"), other;
    struct account *account;

    for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
        ck_assert_int_eq(account_add(db, arena, spellings[i], NOW, &other),
                         RC_CONFLICT);
        ck_assert_int_eq(account_by_name(db, arena, spellings[i], &account), RC_OK);
        ck_assert_int_eq(account->id, id);
    }
    ck_assert_int_eq(COUNT("SELECT count(*) FROM person"), 1); /* none is left behind */
}
END_TEST

START_TEST(nobody_is_not_found)
{
    struct account *account;

    ck_assert_int_eq(account_by_name(db, arena, "nobody' OR '1'='1", &account),
                     RC_NOT_FOUND);
    ck_assert_int_eq(account_by_id(db, arena, 1, &account), RC_NOT_FOUND);
    ck_assert_int_eq(account_set_password(db, 1, "hash"), RC_NOT_FOUND);
    ck_assert_int_eq(account_remove(db, 1), RC_NOT_FOUND);
}
END_TEST

START_TEST(accounts_are_listed_by_name)
{
    struct account *list;
    size_t n;

    add("Zoe");
    add("ángel");
    add("Berta");
    ck_assert_int_eq(account_list(db, arena, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 3);
    ck_assert_str_eq(list[0].name, "ángel");
    ck_assert_str_eq(list[1].name, "Berta");
    ck_assert_str_eq(list[2].name, "Zoe");
}
END_TEST

START_TEST(a_link_works_until_it_expires)
{
    struct bytes32 token = digest("link", 1), other = digest("link", 2);
    int64_t id = add("Ana");
    struct account *account;

    ck_assert_int_eq(account_link_add(db, id, &token, NOW + 10), RC_OK);
    ck_assert_int_eq(account_by_link(db, arena, &token, NOW + 9, &account), RC_OK);
    ck_assert_int_eq(account->id, id);
    ck_assert_int_eq(account_by_link(db, arena, &token, NOW + 10, &account),
                     RC_NOT_FOUND);
    ck_assert_int_eq(account_by_link(db, arena, &other, NOW, &account), RC_NOT_FOUND);
}
END_TEST

START_TEST(a_link_is_the_only_way_in)
{
    struct bytes32 link = digest("link", 1), session = digest("session", 1);
    struct bytes32 before = digest("link", 2);
    int64_t ana = add("Ana"), luis = add("Luis"), n;
    struct account *account;

    ck_assert_int_eq(account_set_password(db, ana, "ana's"), RC_OK);
    ck_assert_int_eq(account_set_password(db, luis, "luis's"), RC_OK);
    ck_assert(account_has_password(load(ana), "ana's"));
    ck_assert(!account_has_password(load(ana), "luis's"));
    ck_assert_int_eq(account_link_add(db, ana, &before, NOW + 10), RC_OK);
    ck_assert_int_eq(session_add(db, &session, ana, NOW), RC_OK);
    ck_assert_int_eq(account_link_add(db, ana, &link, NOW + 10), RC_OK);
    ck_assert_ptr_null(load(ana)->password_hash);
    ck_assert(!account_has_password(load(ana), "ana's"));
    ck_assert_int_eq(session_count(db, ana, NOW, 10, 10, &n), RC_OK);
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(account_by_link(db, arena, &before, NOW, &account), RC_NOT_FOUND);
    ck_assert_int_eq(account_by_link(db, arena, &link, NOW, &account), RC_OK);
    ck_assert(account_has_password(load(luis), "luis's"));
    ck_assert_int_eq(account_link_add(db, luis + 1, &before, NOW + 10), RC_NOT_FOUND);
}
END_TEST

/* Otherwise the author could not sign in. */
START_TEST(a_link_that_is_not_stored_takes_nothing_away)
{
    struct bytes32 link = digest("link", 1);
    int64_t id = add("Ana");

    ck_assert_int_eq(account_set_password(db, id, "hash"), RC_OK);
    damage("CREATE TRIGGER no BEFORE INSERT ON account_link"
           " BEGIN SELECT raise(ABORT, 'on purpose'); END");
    ck_assert_int_eq(account_link_add(db, id, &link, NOW + 10), RC_FAIL);
    ck_assert(account_has_password(load(id), "hash"));
}
END_TEST

START_TEST(a_link_is_spent_once)
{
    struct bytes32 token = digest("link", 1), session = digest("session", 1);
    int64_t id = add("Ana"), used = 0, n;

    ck_assert_int_eq(account_link_add(db, id, &token, NOW + 10), RC_OK);
    ck_assert_int_eq(session_add(db, &session, id, NOW), RC_OK);
    ck_assert_int_eq(account_link_use(db, &token, NOW + 10, "late", &used),
                     RC_NOT_FOUND);
    ck_assert_ptr_null(load(id)->password_hash);
    ck_assert_int_eq(account_link_use(db, &token, NOW + 9, "first", &used), RC_OK);
    ck_assert_int_eq(used, id);
    ck_assert_int_eq(account_link_use(db, &token, NOW + 9, "second", &used),
                     RC_NOT_FOUND);
    ck_assert_str_eq(load(id)->password_hash, "first");
    ck_assert_int_eq(session_count(db, id, NOW, 10, 10, &n), RC_OK);
    ck_assert_int_eq(n, 0);
}
END_TEST

/* A link stays valid if its use failed. */
START_TEST(a_link_is_not_spent_by_a_failure)
{
    struct bytes32 token = digest("link", 1);
    int64_t id = add("Ana"), used;
    struct account *account;

    ck_assert_int_eq(account_link_add(db, id, &token, NOW + 10), RC_OK);
    damage("CREATE TRIGGER no BEFORE UPDATE ON account"
           " BEGIN SELECT raise(ABORT, 'on purpose'); END");
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, account_link_use(db, &token, NOW, "first", &used)),
                     RC_FAIL);
    ck_assert_int_eq(account_by_link(db, arena, &token, NOW, &account), RC_OK);
}
END_TEST

START_TEST(a_new_password_ends_sessions_and_links_of_that_account)
{
    struct bytes32 link = digest("link", 1), session = digest("session", 1);
    struct bytes32 other = digest("session", 2);
    int64_t ana = add("Ana"), luis = add("Luis"), n;
    struct account *account;

    ck_assert_int_eq(account_link_add(db, ana, &link, NOW + 10), RC_OK);
    ck_assert_int_eq(session_add(db, &session, ana, NOW), RC_OK);
    ck_assert_int_eq(session_add(db, &other, luis, NOW), RC_OK);
    ck_assert_int_eq(account_set_password(db, ana, "$argon2id$x"), RC_OK);
    ck_assert_str_eq(load(ana)->password_hash, "$argon2id$x");
    ck_assert_int_eq(account_by_link(db, arena, &link, NOW, &account), RC_NOT_FOUND);
    ck_assert_int_eq(session_count(db, ana, NOW, 10, 10, &n), RC_OK);
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(session_count(db, luis, NOW, 10, 10, &n), RC_OK);
    ck_assert_int_eq(n, 1);
    ck_assert_ptr_null(load(luis)->password_hash);
}
END_TEST

START_TEST(what_an_account_made_outlives_it)
{
    struct bytes32 token = digest("session", 1);
    struct post_draft draft = post_draft("hello", POST_DEBATE);
    struct comment_draft words;
    int64_t ana = add("Ana"), id;
    struct outcome done;

    draft.account_id = ana;
    draft.id = save(&draft);
    words = comment_draft(draft.id, 1, SIDE_PRO, 0);
    words.person_id = load(ana)->person_id;
    words.by_author = true;
    id = add_comment(&words);
    ck_assert_int_eq(decision_apply(db, arena,
                                    &(struct ruling){ ACTION_CONTRA, ana, NOW, NOW },
                                    &id, 1, &done),
                     RC_OK);
    ck_assert_int_eq(session_add(db, &token, ana, NOW), RC_OK);
    ck_assert_int_eq(account_remove(db, ana), RC_CONFLICT); /* the only one */
    ck_assert_int_eq(COUNT("SELECT count(*) FROM account"), 1);
    add("Luis");
    ck_assert_int_eq(account_remove(db, ana), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM session"), 0);
    ck_assert(comment(id)->by_author);
    assert_numbers("hello", 1, 0, 1, 0, 1, 0);
}
END_TEST

Suite *account_suite(void)
{
    Suite *s = suite_create("account");
    TCase *tc = site_case("account");

    tcase_add_test(tc, an_account_is_a_person_with_a_name);
    tcase_add_test(tc, look_alikes_are_the_same_name);
    tcase_add_test(tc, nobody_is_not_found);
    tcase_add_test(tc, accounts_are_listed_by_name);
    tcase_add_test(tc, a_link_works_until_it_expires);
    tcase_add_test(tc, a_link_is_the_only_way_in);
    tcase_add_test(tc, a_link_that_is_not_stored_takes_nothing_away);
    tcase_add_test(tc, a_link_is_spent_once);
    tcase_add_test(tc, a_link_is_not_spent_by_a_failure);
    tcase_add_test(tc, a_new_password_ends_sessions_and_links_of_that_account);
    tcase_add_test(tc, what_an_account_made_outlives_it);
    suite_add_tcase(s, tc);
    return s;
}
