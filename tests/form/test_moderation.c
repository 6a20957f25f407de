/*
 * test_moderation.c - whether a new comment waits
 */
#include "moderation.h"
#include "suite.h"

#define VISIBLE                                                                        \
    {                                                                                  \
        COMMENT_VISIBLE, HELD_NOT                                                      \
    }
#define SPAM                                                                           \
    {                                                                                  \
        COMMENT_SPAM, HELD_HONEYPOT                                                    \
    }
#define WAITS(why)                                                                     \
    {                                                                                  \
        COMMENT_PENDING, HELD_##why                                                    \
    }

static const struct {
    struct moderation_facts facts;
    struct verdict verdict;
} cases[] = {
    { { .site = POLICY_HOLD_NONE }, VISIBLE },
    { { .site = POLICY_HOLD_FIRST }, WAITS(FIRST) },
    { { .site = POLICY_HOLD_FIRST, .known_writer = true }, VISIBLE },
    { { .site = POLICY_HOLD_ALL, .known_writer = true }, WAITS(POLICY) },
    /* The post's policy wins, both ways. */
    { { .site = POLICY_HOLD_ALL, .post = POLICY_HOLD_NONE }, VISIBLE },
    { { .site = POLICY_HOLD_NONE, .post = POLICY_HOLD_ALL }, WAITS(POLICY) },
    { { .site = POLICY_HOLD_NONE, .post = POLICY_HOLD_FIRST }, WAITS(FIRST) },
    /* Links wait under any policy, for any writer. */
    { { .site = POLICY_HOLD_NONE, .links = MODERATION_LINKS }, VISIBLE },
    { { .site = POLICY_HOLD_NONE, .links = MODERATION_LINKS + 1 }, WAITS(LINKS) },
    { { .site = POLICY_HOLD_FIRST, .known_writer = true, .links = 50 }, WAITS(LINKS) },
    { { .site = POLICY_HOLD_NONE, .honeypot = true, .known_writer = true }, SPAM },
    { { .site = POLICY_HOLD_ALL, .honeypot = true, .links = 50 }, SPAM },
    { { .site = POLICY_HOLD_ALL, .by_author = true, .links = 50, .honeypot = true },
      VISIBLE },
    /* A row that the program never writes: hold rather than show. */
    { { .site = POLICY_SITE, .known_writer = true }, WAITS(POLICY) },
};

START_TEST(the_facts_decide)
{
    const struct verdict got = moderation_decide(&cases[_i].facts);

    ck_assert_int_eq(got.state, cases[_i].verdict.state);
    ck_assert_int_eq(got.reason, cases[_i].verdict.reason);
}
END_TEST

Suite *moderation_suite(void);

Suite *moderation_suite(void)
{
    Suite *suite = suite_create("moderation");
    TCase *tc = tcase_create("moderation");

    tcase_add_loop_test(tc, the_facts_decide, 0, (int)ARRAY_LEN(cases));
    suite_add_tcase(suite, tc);
    return suite;
}
