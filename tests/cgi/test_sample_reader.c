/*
 * test_sample_reader.c - reading the sample texts, and the line of an error
 */
#include "sample.h"
#include "sample_post.h"
#include "sample_talk.h"
#include "suite.h"

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

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
    ck_assert_int_eq(a[1].kind, SAMPLE_STANCE);
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
    const char *what; /* part of the error */
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

Suite *sample_reader_suite(void);
Suite *sample_reader_suite(void)
{
    Suite *suite = suite_create("sample reader");
    TCase *c = tcase_create("sample reader");

    suite_add_tcase(suite, c);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, links_get_their_addresses);
    tcase_add_test(c, a_talk_is_read);
    tcase_add_test(c, what_people_do_besides_writing_is_read);
    tcase_add_test(c, a_debate_that_closes_is_read);
    tcase_add_test(c, an_empty_talk_is_read);
    tcase_add_loop_test(c, a_broken_talk_names_the_line, 0, ARRAY_LEN(TALKS));
    tcase_add_loop_test(c, a_broken_post_names_the_line, 0, ARRAY_LEN(POSTS));
    tcase_add_test(c, too_many_blocks_are_refused);
    return suite;
}
