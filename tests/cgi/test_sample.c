/*
 * test_sample.c - the sample site says what it should
 */
#include "sample.h"
#include "sample_post.h"
#include "sample_talk.h"
#include "sample_texts.h"
#include "suite.h"
#include "utf8.h"

#define TEXTS_MAX 10
#define DEPTH_MAX 5 /* levels of a thread */

struct pair {
    const char *name;
    struct sample_post post;
    struct sample_talk talk;
};

static struct arena *arena;
static struct pair pairs[TEXTS_MAX];
static size_t n_pairs;

static void setup(void)
{
    arena = arena_new();
    for (n_pairs = 0; sample_texts[n_pairs].name; n_pairs++) {
        const struct sample_text *t = &sample_texts[n_pairs];
        struct pair *p = &pairs[n_pairs];
        struct sample_error error = { 0, "" };

        ck_assert_uint_lt(n_pairs, TEXTS_MAX);
        *p = (struct pair){ .name = t->name };
        if (sample_post_read(arena, t->post, &p->post, &error))
            ck_abort_msg("%s.md:%u: %s", t->name, error.line, error.what);
        if (t->comments && sample_talk_read(arena, t->comments, &p->talk, &error))
            ck_abort_msg("%s.txt:%u: %s", t->name, error.line, error.what);
    }
}

static void teardown(void)
{
    arena_free(arena);
}

static const struct pair *pair(const char *name)
{
    for (size_t i = 0; i < n_pairs; i++)
        if (strcmp(pairs[i].name, name) == 0)
            return &pairs[i];
    ck_abort_msg("no %s", name);
    return NULL;
}

static bool is_debate(const struct pair *p)
{
    return strcmp(p->post.kind, "debate") == 0;
}

/* Every comment of every text: `p` and `c` in turn. */
#define FOR_EACH_COMMENT(p, c)                                                         \
    for (const struct pair *p = pairs; p < pairs + n_pairs; p++)                       \
        for (const struct sample_comment *c = p->talk.comments;                        \
             c < p->talk.comments + p->talk.n_comments; c++)

static int level(const struct sample_comment *c)
{
    int n = 1;

    while ((c = c->parent))
        n++;
    return n;
}

/* Returns the author's decision about a comment, or NULL. */
static const struct sample_decision *decision_on(const struct pair *p,
                                                 const struct sample_comment *c)
{
    for (size_t i = 0; i < p->talk.n_decisions; i++)
        if (p->talk.decisions[i].on == c)
            return &p->talk.decisions[i];
    return NULL;
}

/* Returns a comment's side after the author's decision. */
static enum side final_side(const struct pair *p, const struct sample_comment *c)
{
    const struct sample_decision *d = decision_on(p, c);

    if (d && d->action == ACTION_PRO)
        return SIDE_PRO;
    return d && d->action == ACTION_CONTRA ? SIDE_CONTRA : c->side;
}

static size_t words(const char *s)
{
    size_t n = 0;

    for (s += strspn(s, " \n"); *s; s += strspn(s, " \n")) {
        s += strcspn(s, " \n");
        n++;
    }
    return n;
}

START_TEST(there_are_enough_comments_most_in_spanish)
{
    size_t all = 0;

    for (size_t i = 0; i < n_pairs; i++)
        all += pairs[i].talk.n_comments;
    ck_assert_uint_ge(all, 60);
    ck_assert_uint_le(all, 80);
    ck_assert_uint_ge(pair("debate.en")->talk.n_comments, 10);
    ck_assert_uint_gt(pair("debate.es")->talk.n_comments,
                      2 * pair("debate.en")->talk.n_comments);
}
END_TEST

START_TEST(posts_have_their_length)
{
    for (size_t i = 0; i < n_pairs; i++) {
        const size_t n = words(pairs[i].post.body);
        /* Open debates are long; the closed one is short. */
        const bool whole = is_debate(&pairs[i]) && !*pairs[i].post.conclusion;

        ck_assert_uint_ge(n, whole ? 600 : 120);
        ck_assert_uint_le(n, whole ? 900 : 250);
        ck_assert_uint_le(utf8_length(pairs[i].post.title), 200);
        ck_assert_uint_le(utf8_length(pairs[i].post.question), 300);
        ck_assert_uint_le(strlen(pairs[i].post.slug), 80);
    }
}
END_TEST

START_TEST(both_debates_pose_a_question_and_are_translations)
{
    const struct pair *es = pair("debate.es"), *en = pair("debate.en");

    ck_assert(is_debate(es) && is_debate(en));
    ck_assert(*es->post.question && *en->post.question);
    ck_assert_str_eq(es->post.lang, "es");
    ck_assert_str_eq(en->post.lang, "en");
    ck_assert_str_eq(en->post.translation, es->post.slug);
}
END_TEST

START_TEST(posts_stand_oldest_first)
{
    for (size_t i = 1; i < n_pairs; i++)
        ck_assert_int_lt(sample_time_compare(pairs[i - 1].post.at, pairs[i].post.at),
                         0);
}
END_TEST

START_TEST(every_comment_fits_the_limits)
{
    FOR_EACH_COMMENT(p, c)
    {
        ck_assert_uint_le(strlen(c->body),
                          8192 - 400); /* room for the links' addresses */
        if (c->name)
            ck_assert_uint_le(utf8_length(c->name), 64);
        ck_assert_int_gt(sample_time_compare(c->at, p->post.at), 0);
        ck_assert_int_eq(c->side != SIDE_NONE, is_debate(p));
        if (!c->name && is_debate(p))
            ck_assert_int_eq(c->side, SIDE_CONTRA);
    }
}
END_TEST

START_TEST(both_sides_are_strong_in_both_languages)
{
    const char *const names[] = { "debate.es", "debate.en" };

    for (size_t i = 0; i < 2; i++) {
        const struct pair *p = pair(names[i]);
        size_t n[3] = { 0 };

        for (size_t j = 0; j < p->talk.n_comments; j++)
            n[final_side(p, &p->talk.comments[j])]++;
        ck_assert_uint_gt(3 * n[SIDE_PRO], p->talk.n_comments);
        ck_assert_uint_gt(3 * n[SIDE_CONTRA], p->talk.n_comments);
    }
}
END_TEST

START_TEST(threads_reach_five_levels)
{
    int deepest = 0;

    FOR_EACH_COMMENT(p, c)
    if (level(c) > deepest)
        deepest = level(c);
    ck_assert_int_eq(deepest, DEPTH_MAX);
}
END_TEST

START_TEST(comments_spread_over_three_weeks)
{
    bool week[3] = { false };

    FOR_EACH_COMMENT(p, c)
    {
        ck_assert_int_ge(c->at.day, -21);
        week[(-c->at.day - 1) / 7] = true;
    }
    ck_assert(week[0] && week[1] && week[2]);
}
END_TEST

/* Checks the first thread of a debate, with its exact sides. */
static void opening_thread(const char *text, const char *first, const char *second,
                           const char *third, const char *reference)
{
    const struct sample_talk *talk = &pair(text)->talk;
    const struct sample_comment *c = talk->comments;

    ck_assert_str_eq(c[0].id, first);
    ck_assert(!c[0].parent && c[0].name && c[0].side == SIDE_PRO);
    ck_assert(c[1].parent == &c[0] && !c[1].name && c[1].side == SIDE_CONTRA);
    ck_assert(c[2].parent == &c[1] && c[2].side == SIDE_PRO);
    ck_assert_str_eq(c[2].name, c[0].name);
    c = sample_comment_find(talk, second);
    ck_assert(c && !c->parent && c->side == SIDE_CONTRA);
    ck_assert_ptr_nonnull(strstr(c->body, reference));
    c = sample_comment_find(talk, third);
    ck_assert(c && !c->parent && c->side == SIDE_CONTRA);
}

START_TEST(the_opening_thread_is_there)
{
    opening_thread("debate.es", "caja", "matices", "personal", "](#caja)");
    opening_thread("debate.en", "money", "nuances", "payroll", "](#money)");
}
END_TEST

START_TEST(every_queue_has_something_to_show)
{
    size_t held[5] = { 0 }, waiting = 0, actions[ACTION_CONTRA + 1] = { 0 },
           tombstones = 0;

    FOR_EACH_COMMENT(p, c)
    {
        const struct sample_decision *d = decision_on(p, c);

        held[c->held]++;
        waiting += c->held != HELD_NOT && c->held != HELD_HONEYPOT && !d;
        if (d)
            actions[d->action]++;
        d = c->parent ? decision_on(p, c->parent) : NULL;
        tombstones += d && d->action == ACTION_DELETE;
    }
    ck_assert_uint_eq(waiting, 2);
    ck_assert_uint_eq(held[HELD_HONEYPOT], 1);
    ck_assert_uint_eq(actions[ACTION_DELETE], 1);
    ck_assert_uint_ge(tombstones, 2);
    ck_assert_uint_ge(actions[ACTION_REJECT], 1);
    ck_assert_uint_ge(actions[ACTION_CONTRA], 1);
    ck_assert_uint_ge(actions[ACTION_APPROVE], 1);
}
END_TEST

/* Did the comment's writer take the other side earlier in the file? */
static bool changes_side(const struct pair *p, const struct sample_comment *c)
{
    for (const struct sample_comment *o = p->talk.comments; c->name && o < c; o++)
        if (o->name && strcmp(o->name, c->name) == 0 &&
            final_side(p, o) != final_side(p, c))
            return true;
    return false;
}

START_TEST(a_few_people_change_sides_and_some_write_often)
{
    size_t changes = 0, often = 0;

    FOR_EACH_COMMENT(p, c)
    {
        size_t n = 0;

        changes += changes_side(p, c);
        for (size_t i = 0; c->name && i < p->talk.n_comments; i++)
            n += p->talk.comments[i].name &&
                 strcmp(p->talk.comments[i].name, c->name) == 0;
        often += n > 2;
    }
    ck_assert_uint_ge(changes, 3);
    ck_assert_uint_le(changes, 6);
    ck_assert_uint_ge(often, 6);
}
END_TEST

Suite *sample_suite(void);
Suite *sample_suite(void)
{
    Suite *suite = suite_create("sample");
    TCase *c = tcase_create("sample");

    suite_add_tcase(suite, c);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, there_are_enough_comments_most_in_spanish);
    tcase_add_test(c, posts_have_their_length);
    tcase_add_test(c, both_debates_pose_a_question_and_are_translations);
    tcase_add_test(c, posts_stand_oldest_first);
    tcase_add_test(c, every_comment_fits_the_limits);
    tcase_add_test(c, both_sides_are_strong_in_both_languages);
    tcase_add_test(c, threads_reach_five_levels);
    tcase_add_test(c, comments_spread_over_three_weeks);
    tcase_add_test(c, the_opening_thread_is_there);
    tcase_add_test(c, every_queue_has_something_to_show);
    tcase_add_test(c, a_few_people_change_sides_and_some_write_often);
    return suite;
}
