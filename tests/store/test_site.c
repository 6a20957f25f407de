/*
 * test_site.c - the settings of the whole site
 */
#include "fixture.h"
#include "site.h"

Suite *site_suite(void);

static struct site *load(void)
{
    struct site *s;

    ck_assert_int_eq(site_load(db, arena, NOW, &s), RC_OK);
    return s;
}

START_TEST(a_new_site_holds_first_comments)
{
    struct site *s = load();

    ck_assert_str_eq(s->title, "Tertulia");
    ck_assert_str_eq(s->tagline, "");
    ck_assert_int_eq(s->lang, LANG_ES);
    ck_assert_int_eq(s->policy, POLICY_HOLD_FIRST);
    ck_assert_int_eq(s->version, 1);
}
END_TEST

START_TEST(each_site_has_a_key_of_its_own)
{
    struct db *first = db;
    struct site *one = load(), *two;

    db = site_make(":memory:");
    two = load();
    db_close(db);
    db = first;
    ck_assert(!secret_equal(&one->key, &two->key));
}
END_TEST

START_TEST(a_second_site_in_the_same_file_is_refused)
{
    ck_assert_int_eq(site_create(db, "Other", "", LANG_EN, NOW), RC_CONFLICT);
    ck_assert_str_eq(load()->title, "Tertulia");
}
END_TEST

START_TEST(settings_come_back_and_the_key_stays)
{
    struct site *before = load(), *s;
    struct site changed = {
        .title = "Otra «tertulia»",
        .tagline = "A favor",
        .lang = LANG_EN,
        .policy = POLICY_HOLD_ALL,
    };

    ck_assert_int_eq(site_save(db, &changed), RC_OK);
    s = load();
    ck_assert_str_eq(s->title, "Otra «tertulia»");
    ck_assert_str_eq(s->tagline, "A favor");
    ck_assert_int_eq(s->lang, LANG_EN);
    ck_assert_int_eq(s->policy, POLICY_HOLD_ALL);
    ck_assert_int_eq(s->version, before->version + 1);
    ck_assert(secret_equal(&s->key, &before->key));
}
END_TEST

START_TEST(a_post_may_follow_the_site_but_the_site_follows_nobody)
{
    struct site changed = *load();

    changed.policy = POLICY_SITE;
    ck_assert_int_eq(site_save(db, &changed), RC_FAIL);
    ck_assert_int_eq(load()->policy, POLICY_HOLD_FIRST);
}
END_TEST

START_TEST(a_touch_changes_the_version_alone)
{
    ck_assert_int_eq(site_touch(db), RC_OK);
    ck_assert_int_eq(load()->version, 2);
    ck_assert_str_eq(load()->title, "Tertulia");
}
END_TEST

START_TEST(the_last_closing_is_the_newest_that_has_passed)
{
    struct post_draft draft = post_draft("one", POST_DEBATE);

    ck_assert_int_eq(load()->last_closing, 0);
    draft.closes = NOW - 10;
    save(&draft);
    draft.slug = "two";
    draft.closes = NOW;
    save(&draft);
    draft.slug = "three";
    draft.closes = NOW + 1;
    save(&draft);
    ck_assert_int_eq(load()->last_closing, NOW);
}
END_TEST

START_TEST(a_missing_row_is_reported)
{
    struct site *s;

    damage("DELETE FROM site");
    ck_assert_int_eq(site_load(db, arena, NOW, &s), RC_NOT_FOUND);
}
END_TEST

START_TEST(a_damaged_row_is_reported)
{
    struct site *s;

    damage("UPDATE site SET site_key = x'00'");
    ck_assert_int_eq(site_load(db, arena, NOW, &s), RC_NOT_FOUND);
}
END_TEST

Suite *site_suite(void)
{
    Suite *s = suite_create("site");
    TCase *tc = site_case("site");

    tcase_add_test(tc, a_new_site_holds_first_comments);
    tcase_add_test(tc, each_site_has_a_key_of_its_own);
    tcase_add_test(tc, a_second_site_in_the_same_file_is_refused);
    tcase_add_test(tc, settings_come_back_and_the_key_stays);
    tcase_add_test(tc, a_post_may_follow_the_site_but_the_site_follows_nobody);
    tcase_add_test(tc, a_touch_changes_the_version_alone);
    tcase_add_test(tc, the_last_closing_is_the_newest_that_has_passed);
    tcase_add_test(tc, a_missing_row_is_reported);
    tcase_add_test(tc, a_damaged_row_is_reported);
    suite_add_tcase(s, tc);
    return s;
}
