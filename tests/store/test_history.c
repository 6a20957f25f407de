/*
 * test_history.c - after any sequence of changes the numbers equal a recount
 */
#include <check.h>
#include <sys/wait.h>
#include <unistd.h>

#include "comment_edit.h"
#include "fixture.h"
#include "scratch.h"
#include "stance.h"
#include "support.h"
#include "thread.h"

Suite *history_suite(void);

#define ACTIONS 1500
#define CHECK_EVERY 50
#define POSTS 3

/* A site with changes that are the same in every run (Numerical Recipes' generator). */
struct history {
    uint32_t state;
    int64_t posts[POSTS];
    int64_t comments; /* ids 1 .. */
    int64_t batches;  /* decisions so far */
};

static int64_t pick(struct history *h, int64_t n)
{
    h->state = h->state * 1664525u + 1013904223u;
    return (int64_t)(h->state >> 8) % n;
}

/* A comment by one of twenty people; half are replies, refused if the parent is
 * hidden. */
static void add(struct history *h)
{
    int post = (int)pick(h, POSTS);
    enum side side = post == 2 ? SIDE_NONE : pick(h, 2) ? SIDE_PRO : SIDE_CONTRA;
    int64_t parent = pick(h, 2) && h->comments ? 1 + pick(h, h->comments) : 0;
    struct comment_draft draft =
        comment_draft(h->posts[post], 1 + (unsigned)pick(h, 20), side, parent);
    enum comment_refusal refusal;
    int64_t id;
    enum rc rc;

    draft.changed_mind = parent && side != SIDE_NONE && pick(h, 4) == 0;
    draft.text.cites = &h->comments;
    draft.text.cites_n = 1;
    draft.state =
        pick(h, 3) ? COMMENT_VISIBLE : (enum comment_state)pick(h, COMMENT_STATES);
    rc = try_comment(&draft, &id, &refusal);
    ck_assert(rc == RC_OK || (rc == RC_CONFLICT && (refusal == COMMENT_PARENT_GONE ||
                                                    refusal == COMMENT_SAME_MIND ||
                                                    refusal == COMMENT_TOO_DEEP)));
    h->comments += rc == RC_OK;
}

static void decide_some(struct history *h)
{
    int64_t ids[5];
    enum action action;

    if (!h->comments)
        return;
    for (int i = 0; i < 5; i++)
        ids[i] = 1 + pick(h, h->comments);
    action = (enum action)pick(h, ACTION_CONTRA + 1);
    h->batches += decide_all(action, ids, 1 + (size_t)pick(h, 5)).changed;
}

static void undo_one(struct history *h)
{
    struct outcome done;
    enum rc rc;

    if (!h->batches)
        return;
    rc = decision_undo(db, arena, 1 + pick(h, h->batches), NOW, NOW + 1, &done);
    ck_assert(rc == RC_OK || rc == RC_NOT_FOUND);
}

/* A reader takes a stance, supports a comment or withdraws their own. */
static void react(struct history *h)
{
    const unsigned who = 1 + (unsigned)pick(h, 20);
    const struct actor actor = { .person_id = person(who), .now = NOW + pick(h, 9) };
    const int64_t id = 1 + pick(h, h->comments + 1);
    const int64_t debate = h->posts[pick(h, POSTS)];
    enum comment_lock lock;
    enum rc rc = db_begin_write(db);

    ck_assert_int_eq(rc, RC_OK);
    switch (pick(h, 4)) {
    case 0:
        rc = stance_set(db, &actor, debate, (enum side)pick(h, 3));
        break;
    case 1:
        rc = comment_withdraw(db, arena, id, actor.person_id, NOW, 900, &lock);
        break;
    default:
        rc = support_set(db, &actor, debate, id, pick(h, 3) > 0);
    }
    rc = db_end(db, rc);
    ck_assert(rc == RC_OK || rc == RC_NOT_FOUND || rc == RC_FORBIDDEN);
}

/* A writer changes the text of their comment, sometimes its side; it may become
 * pending. */
static void edit(struct history *h)
{
    static const struct sql WRITER = { "writer", "SELECT person_id, side"
                                                 " FROM comment"
                                                 " WHERE id = $1" };
    const int64_t cites[] = { 1 + pick(h, h->comments + 1), 1 };
    struct comment_edit in = { .id = 1 + pick(h, h->comments + 1),
                               .text = { .source = "other",
                                         .html = { "other" },
                                         .excerpt = "other",
                                         .cites = cites,
                                         .cites_n = 2 },
                               .now = NOW + 1,
                               .window_s = 900 };
    enum comment_lock lock;
    struct rows r;
    enum rc rc;

    in.state = pick(h, 4) ? COMMENT_VISIBLE : COMMENT_PENDING;
    db_query(&r, db, &WRITER, DB_ARGS(db_i64(in.id)));
    if (db_next(&r)) {
        in.person_id = row_i64(&r, 0);
        in.side = (enum side)row_i64(&r, 1);
    }
    ck_assert_int_eq(db_done(&r), RC_OK);
    if (in.side != SIDE_NONE && pick(h, 3) == 0)
        in.side = in.side == SIDE_PRO ? SIDE_CONTRA : SIDE_PRO;
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    rc = db_end(db, comment_edit(db, arena, &in, &lock));
    ck_assert(rc == RC_OK || rc == RC_NOT_FOUND || rc == RC_CONFLICT);
}

/* Counts the visible comments on all pages of a post and those left out of them. Only
 * visible comments have a name. */
static int64_t shown(int64_t post_id, bool sides, enum order order)
{
    struct thread_query q = {
        .post_id = post_id, .sides = sides, .order = order, .page = 1
    };
    struct thread_page page;
    int64_t visible = 0;

    do {
        ck_assert_int_eq(thread_page(db, arena, &q, &page), RC_OK);
        for (size_t i = 0; i < page.rests_n; i++)
            visible += page.rests[i].more;
        for (size_t i = 0; i < page.n; i++) {
            visible += page.items[i].state == COMMENT_VISIBLE;
            ck_assert_int_eq(*page.items[i].name == '\0',
                             page.items[i].state != COMMENT_VISIBLE);
        }
        q.page++;
    } while (page.more);
    return visible;
}

static void check(const struct history *h)
{
    assert_clean();
    for (int i = 0; i < POSTS; i++) {
        struct post *p;

        assert_tally(h->posts[i]);
        ck_assert_int_eq(post_for_edit(db, arena, h->posts[i], &p), RC_OK);
        for (int order = 0; order < ORDERS; order++)
            ck_assert_int_eq(shown(p->id, p->kind == POST_DEBATE, (enum order)order),
                             p->tally.comments);
    }
    arena_reset(arena);
}

START_TEST(every_history_adds_up)
{
    struct history h = { .state = (uint32_t)_i };

    h.posts[0] = add_debate("one");
    h.posts[1] = add_debate("two");
    h.posts[2] = add_plain("plain");
    for (int i = 1; i <= ACTIONS; i++) {
        int64_t what = pick(&h, 10);

        if (what < 4)
            add(&h);
        else if (what < 6)
            react(&h);
        else if (what < 7)
            edit(&h);
        else if (what < 9)
            decide_some(&h);
        else
            undo_one(&h);
        if (i % CHECK_EVERY == 0)
            check(&h);
    }
    ck_assert_int_gt(h.comments, ACTIONS / 5);
    ck_assert_int_gt(h.batches, ACTIONS / 5);
}
END_TEST

#define PROCESSES 4
#define EACH 25

/* One process of several: its own connection, some comments, an exit status. */
static int write_some(const char *path, unsigned who)
{
    struct db *own;
    int failed = 0;

    if (db_open(&own, path, DB_READ_WRITE, 30000))
        return 1;
    for (unsigned i = 0; i < EACH && !failed; i++) {
        struct arena *a = arena_new();
        char *text = arena_printf(a, "%u says %u", who, i);
        struct comment_draft draft = {
            .post_id = 1,
            .parent_id = i % 3 ? 1 : 0,
            .name = "Reader",
            .website = "",
            .text = { .source = text, .html = { text }, .excerpt = text },
            .side = i % 2 ? SIDE_PRO : SIDE_CONTRA,
            .state = COMMENT_VISIBLE,
            .now = NOW,
        };
        enum comment_refusal refusal;
        int64_t id;

        secret_digest(&draft.key_digest, NULL, "process", who % 2 ? "odd" : "even",
                      NULL);
        secret_digest(&draft.submission, NULL, text, NULL);
        failed = db_begin_write(own) ||
                 db_end(own, comment_add(own, a, &draft, &id, &refusal));
        arena_free(a);
    }
    db_close(own);
    return failed;
}

static struct scratch scratch;

/* A site in a file, closed: no connection survives a fork. */
static void setup_file(void)
{
    ck_assert(secret_init());
    arena = arena_new();
    scratch_make(&scratch);
    db = site_make(scratch.file);
    db_close(db);
    db = NULL;
}

static void teardown_file(void)
{
    db_close(db);
    scratch_remove(&scratch);
    arena_free(arena);
}

START_TEST(processes_write_at_once_and_lose_nothing)
{
    pid_t pids[PROCESSES];

    ck_assert_int_eq(db_open(&db, scratch.file, DB_READ_WRITE, 0), RC_OK);
    say(add_debate("hello"), 1, SIDE_PRO, 0);
    db_close(db);
    db = NULL;
    for (unsigned i = 0; i < PROCESSES; i++) {
        pids[i] = fork();
        ck_assert_int_ge(pids[i], 0);
        if (pids[i] == 0)
            _exit(write_some(scratch.file, i));
    }
    for (unsigned i = 0; i < PROCESSES; i++) {
        int status;

        ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
        ck_assert_int_eq(status, 0);
    }
    ck_assert_int_eq(db_open(&db, scratch.file, DB_READ_WRITE, 0), RC_OK);
    ck_assert_int_eq(post("hello")->tally.comments, 1 + PROCESSES * EACH);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM person"), 3);
    assert_tally(1);
    assert_clean();
}
END_TEST

Suite *history_suite(void)
{
    Suite *s = suite_create("history");
    TCase *tc = site_case("history"), *processes = tcase_create("processes");

    tcase_add_loop_test(tc, every_history_adds_up, 1, 4);
    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(processes, setup_file, teardown_file);
    tcase_add_test(processes, processes_write_at_once_and_lose_nothing);
    suite_add_tcase(s, processes);
    return s;
}
