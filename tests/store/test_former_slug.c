/*
 * test_former_slug.c - current and former slugs of posts
 */
#include "fixture.h"

Suite *former_slug_suite(void);

START_TEST(a_slug_is_taken_once)
{
    struct post_draft draft = post_draft("hello", POST_PLAIN);
    struct post_draft other = post_draft("other", POST_PLAIN);
    int64_t id;
    bool taken;

    save(&draft);
    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_CONFLICT);
    ck_assert(taken);
    other.id = save(&other);
    other.revision = 1;
    other.slug = "hello";
    ck_assert_int_eq(post_save(db, &other, &id, &taken), RC_CONFLICT);
    ck_assert(taken);
    ck_assert_int_eq(post("other")->revision, 1);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM tally"), 2);
}
END_TEST

/* Saves the draft under another slug, a second later. */
static void rename_to(struct post_draft *draft, const char *slug)
{
    draft->revision = post(draft->slug)->revision;
    draft->slug = slug;
    draft->now++;
    save(draft);
}

START_TEST(a_former_slug_leads_to_its_post)
{
    struct post_draft draft = post_draft("one", POST_DEBATE);

    draft.id = save(&draft);
    rename_to(&draft, "two");
    rename_to(&draft, "three");
    ck_assert_str_eq(post("one")->slug, "three");
    ck_assert_str_eq(post("two")->slug, "three");
    ck_assert_int_eq(COUNT("SELECT until FROM former_slug WHERE slug = 'two'"),
                     NOW + 2);
    rename_to(&draft, "three"); /* the same slug */
    ck_assert_int_eq(COUNT("SELECT count(*) FROM former_slug"), 2);
    rename_to(&draft, "one");
    ck_assert_str_eq(post("one")->slug, "one");
    ck_assert_str_eq(post("three")->slug, "one");
    ck_assert_int_eq(COUNT("SELECT count(*) FROM former_slug"), 2);
    assert_clean();
}
END_TEST

START_TEST(a_former_slug_of_another_post_is_taken_knowingly)
{
    struct post_draft draft = post_draft("one", POST_PLAIN);
    struct post_draft other = post_draft("one", POST_PLAIN);
    int64_t id;
    bool taken;

    draft.id = save(&draft);
    rename_to(&draft, "two");
    ck_assert_int_eq(post_save(db, &other, &id, &taken), RC_CONFLICT);
    ck_assert(taken);
    ck_assert_int_eq(post("one")->id, draft.id);
    other.take_slug = true;
    other.id = save(&other);
    ck_assert_int_eq(post("one")->id, other.id);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM former_slug"), 0);
    other.slug = "two"; /* current slug of another post */
    other.revision = 1;
    ck_assert_int_eq(post_save(db, &other, &id, &taken), RC_CONFLICT);
    ck_assert(taken);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM former_slug"), 0);
    assert_clean();
}
END_TEST

START_TEST(a_slug_that_never_was_public_leads_nowhere)
{
    struct post_draft draft = post_draft("one", POST_PLAIN);
    struct post *p;

    draft.state = POST_DRAFT;
    draft.id = save(&draft);
    rename_to(&draft, "two");
    ck_assert_int_eq(post_by_slug(db, arena, "one", true, &p), RC_NOT_FOUND);
    add_plain("one");
    draft.state = POST_PUBLISHED;
    rename_to(&draft, "two");
    draft.state = POST_DRAFT;
    rename_to(&draft, "three"); /* it was public */
    ck_assert_int_eq(post_by_slug(db, arena, "two", false, &p), RC_NOT_FOUND);
    ck_assert_int_eq(post_by_slug(db, arena, "two", true, &p), RC_OK);
    ck_assert_str_eq(p->slug, "three");
    assert_clean();
}
END_TEST

START_TEST(a_save_that_fails_moves_nothing)
{
    struct post_draft draft = post_draft("one", POST_PLAIN);
    int64_t id;
    bool taken;

    draft.id = save(&draft);
    draft.slug = "two";
    draft.revision = 9; /* not the stored one */
    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_CONFLICT);
    ck_assert(!taken);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM former_slug"), 0);
    ck_assert_str_eq(post("one")->slug, "one");
}
END_TEST

START_TEST(a_deleted_post_takes_its_former_slugs_along)
{
    struct post_draft draft = post_draft("one", POST_PLAIN);

    draft.id = save(&draft);
    rename_to(&draft, "two");
    ck_assert_int_eq(db_script(db, "delete", "DELETE FROM tally; DELETE FROM post"),
                     RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM former_slug"), 0);
}
END_TEST

Suite *former_slug_suite(void)
{
    Suite *s = suite_create("former slug");
    TCase *tc = site_case("former slug");

    tcase_add_test(tc, a_slug_is_taken_once);
    tcase_add_test(tc, a_former_slug_leads_to_its_post);
    tcase_add_test(tc, a_former_slug_of_another_post_is_taken_knowingly);
    tcase_add_test(tc, a_slug_that_never_was_public_leads_nowhere);
    tcase_add_test(tc, a_save_that_fails_moves_nothing);
    tcase_add_test(tc, a_deleted_post_takes_its_former_slugs_along);
    suite_add_tcase(s, tc);
    return s;
}
