/*
 * test_order.c - each order of threads equals a plain sort, with every filter
 */
#include <stdlib.h>

#include "fixture.h"
#include "support.h"
#include "thread.h"
#include "thread_order.h"

Suite *order_suite(void);

#define READERS 12
#define ROOTS_MAX 400

/* A comment that starts a thread, as the test knows it. */
struct known {
    int64_t id, rank, supports, opponents, size;
    enum side side;
    bool visible;
};

static enum order sorting;

static int compare(const void *a, const void *b)
{
    const struct known *x = a, *y = b;
    int64_t by = 0;

    if (sorting == ORDER_BALANCED)
        by = y->rank - x->rank;
    if (sorting == ORDER_SUPPORTED)
        by = y->supports - x->supports;
    if (!by)
        by = sorting == ORDER_NEWEST ? y->id - x->id : x->id - y->id;
    return (by > 0) - (by < 0);
}

/* Every comment that starts a thread. */
static size_t read_all(int64_t post_id, struct known *out)
{
    static const struct sql ALL = {
        "all_roots",
        "SELECT c.id, c.rank, c.supports, c.opponents, c.side, c.state,"
        "       (SELECT count(*) FROM comment r WHERE r.root_id = c.id AND r.state = 1)"
        " FROM comment c WHERE c.post_id = $1 AND c.parent_id IS NULL"
    };
    struct rows r;
    size_t n = 0;

    db_query(&r, db, &ALL, DB_ARGS(db_i64(post_id)));
    while (db_next(&r)) {
        ck_assert_uint_lt(n, ROOTS_MAX);
        out[n++] = (struct known){ .id = row_i64(&r, 0),
                                   .rank = row_i64(&r, 1),
                                   .supports = row_i64(&r, 2),
                                   .opponents = row_i64(&r, 3),
                                   .side = (enum side)row_i64(&r, 4),
                                   .visible = row_i64(&r, 5) == COMMENT_VISIBLE,
                                   .size = row_i64(&r, 6) };
    }
    ck_assert_int_eq(db_done(&r), RC_OK);
    return n;
}

/* Sorts the threads of a side that a query selects; SIDE_NONE: of both. */
static size_t sorted(const struct thread_query *q, enum side side, struct known *out)
{
    static struct known all[ROOTS_MAX];
    const size_t n = read_all(q->post_id, all);
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if ((side == SIDE_NONE || all[i].side == side) && all[i].size > 0 &&
            (!q->unanswered || (all[i].visible && !all[i].opponents)))
            out[kept++] = all[i];
    sorting = q->order;
    qsort(out, kept, sizeof(out[0]), compare);
    return kept;
}

/* Sets the ids that all pages have together; balanced, the halves of a page
 * alternate. */
static size_t expected(const struct thread_query *q, int64_t *ids)
{
    static struct known one[ROOTS_MAX], two[ROOTS_MAX];
    const size_t half = THREAD_PAGE / 2;
    size_t n = 0, pro, contra;

    if (q->order != ORDER_BALANCED || q->only != SIDE_NONE) {
        n = sorted(q, q->only, one);
        for (size_t i = 0; i < n; i++)
            ids[i] = one[i].id;
        return n;
    }
    pro = sorted(q, SIDE_PRO, one);
    contra = sorted(q, SIDE_CONTRA, two);
    for (size_t page = 0; page < pro || page < contra; page += half)
        for (size_t i = page; i < page + half; i++) {
            if (i < pro)
                ids[n++] = one[i].id;
            if (i < contra)
                ids[n++] = two[i].id;
        }
    return n;
}

static size_t listed(struct thread_query q, int64_t *ids)
{
    struct thread_page page = { .more = true };
    size_t n = 0;

    for (q.page = 1; page.more; q.page++) {
        ck_assert_int_eq(thread_page(db, arena, &q, &page), RC_OK);
        for (size_t i = 0; i < page.n; i++)
            if (page.items[i].depth == 0)
                ids[n++] = page.items[i].id;
    }
    return n;
}

static void assert_order(const struct thread_query *q)
{
    static int64_t wanted[ROOTS_MAX], found[ROOTS_MAX];
    const size_t n = expected(q, wanted);

    ck_assert_uint_eq(listed(*q, found), n);
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(found[i] == wanted[i],
                      "order %d, side %d, unanswered %d: %lld instead of %lld at %zu",
                      (int)q->order, (int)q->only, q->unanswered, (long long)found[i],
                      (long long)wanted[i], i);
}

static void assert_orders(int64_t post_id)
{
    for (int order = 0; order < ORDERS; order++)
        for (int only = SIDE_NONE; only <= SIDE_CONTRA; only++)
            for (int unanswered = 0; unanswered < 2; unanswered++)
                assert_order(&(struct thread_query){ .post_id = post_id,
                                                     .sides = true,
                                                     .only = (enum side)only,
                                                     .order = (enum order)order,
                                                     .unanswered = unanswered });
}

static void support(int64_t post_id, unsigned who, int64_t id)
{
    const struct actor actor = { .person_id = person(who), .now = NOW };
    enum rc rc = db_begin_write(db);

    if (!rc)
        rc = db_end(db, support_set(db, &actor, post_id, id, true));
    ck_assert(rc == RC_OK || rc == RC_FORBIDDEN || rc == RC_NOT_FOUND);
}

/* Always the same numbers (Numerical Recipes' generator). */
static uint32_t pick(uint32_t *state, uint32_t n)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % n;
}

static void quarrel_once(uint32_t *state, int64_t post_id, int64_t id)
{
    const unsigned who = 1 + pick(state, READERS);

    switch (pick(state, 8)) {
    case 0:
        if (comment(id)->state == COMMENT_VISIBLE)
            say(post_id, who, pick(state, 2) ? SIDE_PRO : SIDE_CONTRA, id);
        break;
    case 1:
        decide((enum action)pick(state, ACTION_CONTRA + 1), id);
        break;
    default:
        support(post_id, who, id);
    }
}

/* A debate with random comments, supports, answers and decisions. */
static int64_t quarrel(uint32_t state, int threads)
{
    const int64_t post_id = add_debate("hello");
    int64_t roots[ROOTS_MAX];

    for (int i = 0; i < threads; i++)
        roots[i] = say(post_id, 1 + pick(&state, READERS),
                       pick(&state, 5) < 3 ? SIDE_PRO : SIDE_CONTRA, 0);
    for (int i = 0; i < 4 * threads; i++)
        quarrel_once(&state, post_id, roots[pick(&state, (uint32_t)threads)]);
    return post_id;
}

START_TEST(every_order_equals_a_plain_sort)
{
    assert_orders(quarrel((uint32_t)_i, 30));
    assert_clean();
}
END_TEST

START_TEST(every_order_goes_on_over_pages)
{
    assert_orders(quarrel(99, 180));
}
END_TEST

START_TEST(a_comment_finds_the_page_that_shows_it)
{
    const int64_t post_id = quarrel(7, 180);
    struct thread_query q = { .post_id = post_id, .sides = true, .page = 1 };
    struct thread_page page;

    do {
        ck_assert_int_eq(thread_page(db, arena, &q, &page), RC_OK);
        for (size_t i = 0; i < page.n; i++) {
            const struct comment *c = comment(page.items[i].id);
            struct thread_place place;
            int64_t number;

            ck_assert_int_eq(thread_page_of(db, arena, c, true, &number), RC_OK);
            ck_assert_int_eq(number, q.page);
            ck_assert_int_eq(thread_place_of(db, arena, c, true, &place), RC_OK);
            ck_assert_int_eq(place.later, q.page > 1);
            ck_assert(place.shown);
        }
        q.page++;
    } while (page.more);
    ck_assert_int_gt(q.page, 3);
}
END_TEST

START_TEST(the_strongest_lead_their_side)
{
    static struct known known[ROOTS_MAX];
    const struct thread_query q = { .post_id = quarrel(3, 40) };
    struct comment *list;
    size_t n;

    for (int side = SIDE_PRO; side <= SIDE_CONTRA; side++) {
        const size_t all = sorted(&q, (enum side)side, known);
        size_t next = 0;

        ck_assert_int_eq(
            thread_order_strongest(db, arena, q.post_id, (enum side)side, 5, &list, &n),
            RC_OK);
        ck_assert_uint_eq(n, 5);
        for (size_t i = 0; i < all && next < n; i++)
            if (known[i].visible)
                ck_assert_int_eq(list[next++].id, known[i].id);
        ck_assert_uint_eq(next, n);
    }
}
END_TEST

/* Steps of SQLite that read the first page. */
static int64_t steps_of(const struct thread_query *q)
{
    struct thread_page page;
    const int64_t before = db_steps(db);

    ck_assert_int_eq(thread_page(db, arena, q, &page), RC_OK);
    ck_assert(page.more);
    return db_steps(db) - before;
}

static int64_t crowded(const char *slug, int threads)
{
    const int64_t post_id = add_debate(slug);

    for (int i = 0; i < threads; i++)
        say(post_id, 1 + (unsigned)i % READERS, i % 2 ? SIDE_PRO : SIDE_CONTRA, 0);
    return post_id;
}

START_TEST(a_page_costs_what_it_shows_and_not_what_there_is)
{
    const int64_t few = crowded("few", 2 * THREAD_PAGE + 2);
    const int64_t many = crowded("many", 12 * THREAD_PAGE);

    for (int i = 0; i < 2 * ORDERS; i++) {
        struct thread_query q = { .post_id = few,
                                  .sides = true,
                                  .order = (enum order)(i % ORDERS),
                                  .unanswered = i >= ORDERS,
                                  .page = 1 };
        const int64_t steps = steps_of(&q);

        q.post_id = many;
        ck_assert_int_le(10 * steps_of(&q), 11 * steps);
    }
}
END_TEST

static int64_t unanswered(int64_t post_id, enum side side)
{
    int64_t n = -1;

    ck_assert_int_eq(thread_order_unanswered(db, post_id, side, &n), RC_OK);
    return n;
}

START_TEST(what_nobody_answered_is_counted)
{
    static struct known list[ROOTS_MAX];
    const struct thread_query q = { .post_id = quarrel(5, 60), .unanswered = true };

    for (int side = SIDE_PRO; side <= SIDE_CONTRA; side++) {
        const int64_t n = unanswered(q.post_id, (enum side)side);

        ck_assert_int_gt(n, 0);
        ck_assert_uint_eq((size_t)n, sorted(&q, (enum side)side, list));
    }
}
END_TEST

START_TEST(an_answer_takes_a_comment_off_the_unanswered)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0), answer;

    say(post_id, 2, SIDE_PRO, id);
    ck_assert_int_eq(unanswered(post_id, SIDE_PRO), 1);
    answer = say(post_id, 3, SIDE_CONTRA, id);
    ck_assert_int_eq(unanswered(post_id, SIDE_PRO), 0);
    decide(ACTION_DELETE, answer);
    ck_assert_int_eq(unanswered(post_id, SIDE_PRO), 1);
    decide(ACTION_DELETE, id);
    ck_assert_int_eq(unanswered(post_id, SIDE_PRO), 0);
}
END_TEST

Suite *order_suite(void)
{
    Suite *s = suite_create("order");
    TCase *tc = site_case("order");

    tcase_add_loop_test(tc, every_order_equals_a_plain_sort, 1, 6);
    tcase_add_test(tc, every_order_goes_on_over_pages);
    tcase_add_test(tc, a_comment_finds_the_page_that_shows_it);
    tcase_add_test(tc, the_strongest_lead_their_side);
    tcase_add_test(tc, a_page_costs_what_it_shows_and_not_what_there_is);
    tcase_add_test(tc, what_nobody_answered_is_counted);
    tcase_add_test(tc, an_answer_takes_a_comment_off_the_unanswered);
    suite_add_tcase(s, tc);
    return s;
}
