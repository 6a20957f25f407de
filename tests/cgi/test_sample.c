/*
 * test_sample.c - the sample site says what it should, and a broken text says where
 */
#include "sample.h"
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

/* What the author decided about a comment, or NULL. */
static const struct sample_decision *decision_on(const struct pair *p,
                                                 const struct sample_comment *c)
{
    for (size_t i = 0; i < p->talk.n_decisions; i++)
        if (p->talk.decisions[i].on == c)
            return &p->talk.decisions[i];
    return NULL;
}

/* The side on which it ends up. */
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
        /* The open debates are what the site was made for; the closed one is short. */
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

/* The thread that started it, with its exact sides. */
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

/* Has this comment's writer written on the other side, earlier in the file? */
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

static void address(struct buf *out, const struct sample_comment *to, const void *arg)
{
    buf_printf(out, "%s%s", (const char *)arg, to->name);
}

#define ANA "== id=ana name=Ana day=-2 time=10:00\nHola\n"
#define WHEN " day=-1 time=10:00\n"

START_TEST(links_get_their_addresses)
{
    const char *text = ANA "== id=b by=author" WHEN "[a](#ana), [b](/b) y [c](#ana)";
    const char base[] = "/";
    struct sample_talk talk;
    struct sample_error error;
    struct buf out;

    ck_assert_int_eq(sample_talk_read(arena, text, &talk, &error), RC_OK);
    buf_init(&out, 100);
    sample_links_write(&out, &talk, talk.comments[1].body, address, base);
    ck_assert_str_eq(out.s, "[a](/Ana), [b](/b) y [c](/Ana)");
    buf_clear(&out);
}
END_TEST

START_TEST(a_talk_is_read)
{
    const char *text = "# note\n\n" ANA "== id=b parent=ana side=contra held=links "
                       "name=\"Ana, la de = \" day=-1 time=23:59\n\n\nUno\n\n> dos\n\n"
                       "== do=delete on=ana day=-1 time=10:00";
    struct sample_talk talk;
    struct sample_error error;
    const struct sample_comment *c;

    ck_assert_int_eq(sample_talk_read(arena, text, &talk, &error), RC_OK);
    ck_assert_uint_eq(talk.n_comments, 2);
    c = &talk.comments[1];
    ck_assert_str_eq(c->name, "Ana, la de = ");
    ck_assert_str_eq(c->body, "Uno\n\n> dos");
    ck_assert_int_eq(c->side, SIDE_CONTRA);
    ck_assert_int_eq(c->held, HELD_LINKS);
    ck_assert_int_eq(c->at.day, -1);
    ck_assert_int_eq(c->at.minute, 24 * 60 - 1);
    ck_assert_uint_eq(c->line, 5);
    ck_assert_ptr_eq(c->parent, talk.comments);
    ck_assert_uint_eq(talk.n_decisions, 1);
    ck_assert_int_eq(talk.decisions[0].action, ACTION_DELETE);
    ck_assert_ptr_eq(talk.decisions[0].on, talk.comments);
}
END_TEST

START_TEST(what_people_do_besides_writing_is_read)
{
    const char *text = ANA "== id=b parent=ana name=B side=pro mind=changed" WHEN
                           "x\n== do=support on=ana names=\"B, C D\"" WHEN
                           "== do=stand side=undecided names=E" WHEN
                           "== do=edit on=ana day=-2 time=10:05\nDe nuevo\n"
                           "== do=withdraw on=ana" WHEN;
    struct sample_talk talk;
    struct sample_error error;
    const struct sample_act *a;

    ck_assert_int_eq(sample_talk_read(arena, text, &talk, &error), RC_OK);
    ck_assert(!talk.comments[0].changed_mind);
    ck_assert(talk.comments[1].changed_mind);
    ck_assert_uint_eq(talk.n_acts, 4);
    a = talk.acts;
    ck_assert_int_eq(a[0].kind, SAMPLE_SUPPORT);
    ck_assert_ptr_eq(a[0].on, talk.comments);
    ck_assert_uint_eq(a[0].n_names, 2);
    ck_assert_str_eq(a[0].names[0], "B");
    ck_assert_str_eq(a[0].names[1], "C D");
    ck_assert_int_eq(a[0].at.day, -1);
    ck_assert_int_eq(a[1].kind, SAMPLE_STAND);
    ck_assert_int_eq(a[1].side, SIDE_NONE);
    ck_assert_int_eq(a[2].kind, SAMPLE_EDIT);
    ck_assert_str_eq(a[2].body, "De nuevo");
    ck_assert_int_eq(a[3].kind, SAMPLE_WITHDRAW);
    ck_assert_ptr_eq(a[3].on, talk.comments);
}
END_TEST

START_TEST(a_debate_that_closes_is_read)
{
    struct sample_post p;
    struct sample_error error;

    ck_assert_int_eq(sample_post_read(arena,
                                      "title: a\nday: -9\ntime: 10:00\ncloses: -2\n"
                                      "---\nUno\n\n== conclusion\nDos\n",
                                      &p, &error),
                     RC_OK);
    ck_assert_str_eq(p.body, "Uno");
    ck_assert_str_eq(p.conclusion, "Dos");
    ck_assert_int_eq(p.closes.day, -2);
    ck_assert_int_eq(p.closes.minute, 20 * 60);
}
END_TEST

START_TEST(an_empty_talk_is_read)
{
    struct sample_talk talk;
    struct sample_error error;

    ck_assert_int_eq(sample_talk_read(arena, "", &talk, &error), RC_OK);
    ck_assert_uint_eq(talk.n_comments, 0);
    ck_assert_int_eq(sample_talk_read(arena, "# only a note", &talk, &error), RC_OK);
}
END_TEST

static const struct broken {
    const char *text;
    unsigned line;
    const char *what; /* part of the complaint */
} TALKS[] = {
    { "hola\n" ANA, 1, "before the first header" },
    { "\xff", 1, "UTF-8" },
    { "== id=a name=A day=-1", 1, "time" },
    { "== id=a name=A day=1 time=10:00\nx", 1, "day" },
    { "== id=a name=A day=-0 time=10:00\nx", 1, "day" },
    { "== id=a name=A day=-366 time=10:00\nx", 1, "day" },
    { "== id=a name=A day=-99999999999999999999 time=10:00\nx", 1, "day" },
    { "== id=a name=A day=-1 time=24:00\nx", 1, "time" },
    { "== id=a name=A day=-1 time=1:000\nx", 1, "time" },
    { "== id=a name=A day=-1 time=10:000\nx", 1, "time" },
    { "== id=a name=A day=-1 time=10\nx", 1, "time" },
    { "== name=A" WHEN "x", 1, "id" },
    { "== id=A name=A" WHEN "x", 1, "id" },
    { "== id= name=A" WHEN "x", 1, "empty" },
    { "== =a name=A" WHEN "x", 1, "empty" },
    { "== id=a name=\"\"" WHEN "x", 1, "empty" },
    { "== id=a name=\"A day=-1 time=10:00\nx", 1, "quote" },
    { "== id=a name=\"A\nday=\"-1\" time=10:00\nx", 1, "quote" },
    { "== id=a pepe" WHEN "x", 1, "unknown key pepe" },
    { "== pepe\nx", 1, "no \"=\"" },
    { "== id=a id=b name=A" WHEN "x", 1, "twice" },
    { "== a=1 b=1 c=1 d=1 e=1 f=1 g=1 h=1 i=1 j=1 k=1 l=1 m=1" WHEN "x", 1, "many" },
    { "== id=a name=A colour=red" WHEN "x", 1, "unknown key colour" },
    { "== id=a" WHEN "x", 1, "name or by=author" },
    { "== id=a name=A by=author" WHEN "x", 1, "name or by=author" },
    { "== id=a by=reader" WHEN "x", 1, "by is not author" },
    { "== id=a name=A side=both" WHEN "x", 1, "side" },
    { "== id=a name=A held=yes" WHEN "x", 1, "held" },
    { "== id=a name=A" WHEN "\n\n" ANA, 1, "no text" },
    { "== id=a name=A" WHEN, 1, "no text" },
    { ANA "\n\n" ANA, 5, "taken" },
    { ANA "== id=b parent=zoe name=B" WHEN "x", 3, "parent zoe" },
    { ANA "== id=b parent=b name=B" WHEN "x", 3, "parent b" },
    { ANA "== id=b parent=ana name=B day=-2 time=10:00\nx", 3, "not later" },
    { ANA "== id=b name=B" WHEN "[x](#zoe)", 3, "zoe, which is no earlier" },
    { ANA "== id=b name=B" WHEN "[x](#b)", 3, "no earlier" },
    { ANA "== id=b name=B" WHEN "[x](#ana", 0, NULL },
    { ANA "== id=b name=B" WHEN "[x](#", 3, "no earlier" },
    { ANA "== do=eat on=ana" WHEN, 3, "unknown action eat" },
    { ANA "== do=delete" WHEN, 3, "does not stand above" },
    { ANA "== do=delete on=zoe" WHEN, 3, "zoe does not stand above" },
    { ANA "== do=delete on=ana day=-3 time=10:00\n", 3, "before it was written" },
    { ANA "== do=delete on=ana day=-2 time=10:00\n", 3, "before it was written" },
    { ANA "== do=delete on=ana" WHEN "\nx", 3, "text below" },
    { ANA "== do=delete on=ana name=A" WHEN, 3, "unknown key name" },
    { "== id=a name=A mind=open" WHEN "x", 1, "mind" },
    { ANA "== do=support on=ana" WHEN, 3, "nobody is named" },
    { ANA "== do=support on=zoe names=B" WHEN, 3, "zoe does not stand above" },
    { ANA "== do=support on=ana names=B day=-2 time=10:00\n", 3,
      "before it was written" },
    { ANA "== do=support on=ana names=B" WHEN "x", 3, "only an edit's" },
    { ANA "== do=stand side=both names=B" WHEN, 3, "side" },
    { ANA "== do=stand side=pro" WHEN, 3, "nobody is named" },
    { ANA "== do=edit on=ana" WHEN, 3, "only an edit's" },
    { ANA "== do=edit on=ana names=B" WHEN "x", 3, "its writer's" },
};

START_TEST(a_broken_talk_names_the_line)
{
    const struct broken *b = &TALKS[_i];
    struct sample_talk talk;
    struct sample_error error = { 0, "" };
    enum rc rc = sample_talk_read(arena, b->text, &talk, &error);

    ck_assert_int_eq(rc, b->what ? RC_INVALID : RC_OK);
    ck_assert_uint_eq(error.line, b->line);
    if (b->what && !strstr(error.what, b->what))
        ck_abort_msg("\"%s\" lacks \"%s\"", error.what, b->what);
}
END_TEST

#define FRONT "title: T\nslug: t\nday: -1\ntime: 10:00\n"

static const struct broken POSTS[] = {
    { "", 0, "---" },
    { FRONT, 4, "---" },
    { FRONT "---\n", 5, "no text" },
    { FRONT "----\nx", 5, "key: value" },
    { "title\n" FRONT "---\nx", 1, "key: value" },
    { "title:\n" FRONT "---\nx", 1, "key: value" },
    { ": x\n" FRONT "---\nx", 1, "empty" },
    { FRONT "title: U\n---\nx", 5, "twice" },
    { FRONT "colour: red\n---\nx", 6, "unknown key colour" },
    { "title: T\nday: 0\ntime: 10:00\n---\nx", 4, "day" },
    { "title: \xc3\x28\n", 1, "UTF-8" },
};

START_TEST(a_broken_post_names_the_line)
{
    const struct broken *b = &POSTS[_i];
    struct sample_post post;
    struct sample_error error = { 9, "" };

    ck_assert_int_eq(sample_post_read(arena, b->text, &post, &error), RC_INVALID);
    ck_assert_uint_eq(error.line, b->line);
    if (!strstr(error.what, b->what))
        ck_abort_msg("\"%s\" lacks \"%s\"", error.what, b->what);
}
END_TEST

START_TEST(too_many_blocks_are_refused)
{
    struct sample_talk talk;
    struct sample_error error;
    struct buf text;

    buf_init(&text, 1 << 20);
    for (int i = 0; i <= SAMPLE_COMMENTS_MAX; i++)
        buf_printf(&text, "== id=c%d name=A day=-1 time=10:00\nx\n", i);
    ck_assert_int_eq(sample_talk_read(arena, text.s, &talk, &error), RC_INVALID);
    ck_assert_uint_eq(error.line, 2 * SAMPLE_COMMENTS_MAX + 1);
    buf_clear(&text);
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
    tcase_add_test(c, links_get_their_addresses);
    tcase_add_test(c, a_talk_is_read);
    tcase_add_test(c, what_people_do_besides_writing_is_read);
    tcase_add_test(c, a_debate_that_closes_is_read);
    tcase_add_test(c, an_empty_talk_is_read);
    tcase_add_loop_test(c, a_broken_talk_names_the_line, 0,
                        sizeof(TALKS) / sizeof(TALKS[0]));
    tcase_add_loop_test(c, a_broken_post_names_the_line, 0,
                        sizeof(POSTS) / sizeof(POSTS[0]));
    tcase_add_test(c, too_many_blocks_are_refused);
    return suite;
}
