/*
 * test_comment_feed.c - a feed in parts: its links meet every entry once
 */
#include "array.h"
#include "comment_feed.h"
#include "fixture.h"

Suite *recent_suite(void);

#define COMMENTS 90
#define CROWD (COMMENT_FEED_WINDOW + 500)
#define ALL (COMMENTS + 2 * CROWD)

/* Pseudo-random numbers, the same in each run. */
static unsigned draw(unsigned below)
{
    static unsigned state = 7;

    state = state * 1103515245u + 12345u;
    return (state >> 16) % below;
}

/* n visible comments on one debate, all on one side, with ids after `from`. */
static void crowd(int64_t post_id, int64_t from, int n)
{
    const char *script = arena_printf(
        arena,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO comment (id, post_id, root_id, path, depth, thread_size, "
        "person_id,"
        "   by_author, name, website, side, changed_mind, state, held, body_md, "
        "excerpt,"
        "   body_html, renderer, submission_digest, created, shown)"
        " SELECT %lld + i, %lld, 1, 'x' || i, 0, 1, 1, 0, 'Ana', '', 2, 0, 1, 0, 'x', "
        "'x', 'x',"
        "   1, CAST(printf('%%032d', %lld + i) AS BLOB), %d, %d + i / 100"
        " FROM n",
        n, (long long)from, (long long)post_id, (long long)from, NOW, NOW);

    ck_assert_int_eq(db_script(db, "crowd", script), RC_OK);
}

/* Comments of any state on four debates; 2 is in English and 4 is a draft now. Each
 * became visible some time after it was written. A crowd in English and one on the
 * third debate lie between them. */
static void fill(void)
{
    static const enum comment_state states[] = { COMMENT_VISIBLE, COMMENT_VISIBLE,
                                                 COMMENT_VISIBLE, COMMENT_PENDING,
                                                 COMMENT_SPAM,    COMMENT_DELETED };
    struct post_draft english = post_draft("english", POST_DEBATE);
    int64_t id = 1, posts[4] = { add_debate("one") };

    english.lang = LANG_EN;
    posts[1] = save(&english);
    posts[2] = add_debate("two");
    posts[3] = add_debate("draft");
    for (int i = 0; i < COMMENTS; i++) {
        next_comment_id(id);
        id = say_as(states[draw(6)], posts[draw(4)], 1 + draw(9),
                    draw(2) ? SIDE_PRO : SIDE_CONTRA, 0);
        ck_assert_int_eq(
            db_script(db, "late",
                      arena_printf(arena,
                                   "UPDATE comment SET shown = shown + %u"
                                   " WHERE id = %lld AND shown IS NOT NULL",
                                   draw(200), (long long)id)),
            RC_OK);
        id += 1 + draw(3);
    }
    crowd(posts[1], 100000, CROWD);
    crowd(posts[2], 200000, CROWD);
    ck_assert_int_eq(
        db_script(db, "draft", "UPDATE post SET state = 0 WHERE slug = 'draft'"),
        RC_OK);
}

static const struct {
    struct comment_feed_query query;
    struct sql ids;
} feeds[] = {
    { { .lang = LANG_ES },
      { "ids_es", "SELECT c.id FROM comment c JOIN post p ON p.id = c.post_id"
                  " WHERE c.state = 1 AND p.state = 1 AND p.lang = 'es'"
                  " ORDER BY c.shown DESC, c.id DESC" } },
    { { .lang = LANG_EN },
      { "ids_en", "SELECT c.id FROM comment c JOIN post p ON p.id = c.post_id"
                  " WHERE c.state = 1 AND p.lang = 'en'"
                  " ORDER BY c.shown DESC, c.id DESC" } },
    { { .post_id = 1 },
      { "ids_post", "SELECT id FROM comment WHERE state = 1 AND post_id = 1"
                    " ORDER BY shown DESC, id DESC" } },
    { { .post_id = 3, .only = SIDE_PRO },
      { "ids_side", "SELECT id FROM comment WHERE state = 1 AND post_id = 3"
                    " AND side = 1 ORDER BY shown DESC, id DESC" } },
    { { .post_id = 99 }, { "ids_none", "SELECT id FROM comment WHERE post_id = 99" } },
};
enum { FEEDS = ARRAY_LEN(feeds) };

/* The ids that the feed must hold, newest first. */
static size_t all_ids(const struct sql *sql, int64_t ids[ALL])
{
    struct rows r;
    size_t n = 0;

    db_query(&r, db, sql, DB_NO_ARGS);
    while (db_next(&r))
        ids[n++] = row_i64(&r, 0);
    ck_assert_int_eq(db_done(&r), RC_OK);
    return n;
}

static size_t part_of(const struct comment_feed_query *q, int64_t limit,
                      struct feed_part *part, struct comment_feed_entry **entries)
{
    size_t n;

    ck_assert_int_eq(comment_feed_part(db, arena, q, limit, part, entries, &n), RC_OK);
    ck_assert_uint_le(n, (size_t)limit);
    return n;
}

START_TEST(the_way_to_the_oldest_meets_each_once)
{
    static const int64_t limits[] = { 1, 3, 7, 100 };
    const struct comment_feed_query *q = &feeds[_i % FEEDS].query;
    const int64_t limit = limits[_i / FEEDS];
    struct feed_part part = { 0 };
    struct comment_feed_entry *entries;
    int64_t ids[ALL];
    size_t n, met = 0;

    fill();
    n = all_ids(&feeds[_i % FEEDS].ids, ids);
    for (size_t parts = 0;; parts++) {
        const size_t here = part_of(q, limit, &part, &entries);

        ck_assert_uint_le(parts, n / (size_t)limit + ALL / COMMENT_FEED_WINDOW + 1);
        for (size_t i = 0; i < here; i++) {
            ck_assert_uint_lt(met, n);
            ck_assert_int_eq(entries[i].comment.id, ids[met++]);
        }
        if (!part.next)
            break;
        part.before = part.next;
        arena_reset(arena);
    }
    ck_assert_uint_eq(met, n);
}
END_TEST

START_TEST(the_way_back_to_the_newest_leaves_none_out)
{
    const struct comment_feed_query *q = &feeds[_i].query;
    struct feed_part part = { 0 };
    struct comment_feed_entry *entries;
    int64_t ids[ALL];
    size_t left, most, parts = 0;

    fill();
    left = all_ids(&feeds[_i].ids, ids);
    most = left / 3 + ALL / COMMENT_FEED_WINDOW + 1;
    part.before = left ? ids[left - 1] : 1; /* older than all */
    do {
        size_t here;

        part.before = part.previous ? part.previous : part.before;
        here = part_of(q, 3, &part, &entries);
        while (here-- && left)
            if (entries[here].comment.id == ids[left - 1])
                left--;
        ck_assert_uint_le(parts++, most);
        arena_reset(arena);
    } while (part.previous);
    part.before = 0; /* the first part, which may hold some of them again */
    for (size_t here = part_of(q, 3, &part, &entries); here-- && left;)
        if (entries[here].comment.id == ids[left - 1])
            left--;
    ck_assert_uint_eq(left, 0);
}
END_TEST

START_TEST(no_part_follows_the_oldest_comment_of_all)
{
    struct post_draft english = post_draft("english", POST_DEBATE);
    const struct comment_feed_query spanish = { .lang = LANG_ES };
    struct feed_part part = { 0 };
    struct comment_feed_entry *entries;
    int64_t post_id;

    english.lang = LANG_EN;
    post_id = save(&english);
    say_as(COMMENT_VISIBLE, post_id, 1, SIDE_PRO, 0);
    crowd(post_id, 1000, COMMENT_FEED_WINDOW - 1);
    ck_assert_uint_eq(part_of(&spanish, 50, &part, &entries), 0);
    ck_assert_int_eq(part.next, 0);
    crowd(post_id, 100000, 1);
    ck_assert_uint_eq(part_of(&spanish, 50, &part, &entries), 0);
    ck_assert_int_ne(part.next, 0);
}
END_TEST

START_TEST(what_is_written_meanwhile_moves_nothing)
{
    const int64_t post_id = add_debate("one");
    const struct comment_feed_query q = { .post_id = post_id };
    struct feed_part part = { 0 };
    struct comment_feed_entry *entries;

    for (int i = 0; i < 5; i++)
        say(post_id, 1, SIDE_PRO, 0);
    part_of(&q, 2, &part, &entries); /* 5, 4 */
    ck_assert_int_eq(part.next, 4);
    say(post_id, 1, SIDE_PRO, 0);
    decide(ACTION_DELETE, 4);
    part.before = part.next;
    part_of(&q, 2, &part, &entries);
    ck_assert_int_eq(entries[0].comment.id, 3);
    ck_assert_int_eq(part.next, 2);
    ck_assert_int_eq(part.previous, 0); /* 6 and 5 are the newest two */
    say(post_id, 1, SIDE_PRO, 0);
    part_of(&q, 2, &part, &entries);
    ck_assert_int_eq(part.previous, 7);
}
END_TEST

START_TEST(a_made_up_id_is_a_place_like_any_other)
{
    const int64_t post_id = add_debate("one");
    const struct comment_feed_query queries[] = { { .lang = LANG_ES },
                                                  { .post_id = post_id } };
    struct comment_feed_entry *entries;

    say(post_id, 1, SIDE_PRO, 0);
    for (int i = 0; i < 2; i++) {
        struct feed_part part = { .before = INT64_MAX };

        ck_assert_uint_eq(part_of(&queries[i], 5, &part, &entries), 1);
        ck_assert_int_eq(part.next, 0);
        ck_assert_int_eq(part.previous, 0);
        part.before = 1;
        ck_assert_uint_eq(part_of(&queries[i], 5, &part, &entries), 0);
        ck_assert_int_eq(part.next, 0);
    }
}
END_TEST

/* A client that knows the newest part finds a comment approved since in the newest
 * part. */
START_TEST(what_is_approved_late_is_new)
{
    const int64_t post_id = add_debate("one");
    const struct comment_feed_query q = { .post_id = post_id };
    struct feed_part part = { 0 };
    struct comment_feed_entry *entries;
    int64_t at;

    say(post_id, 1, SIDE_PRO, 0);
    say_as(COMMENT_PENDING, post_id, 2, SIDE_CONTRA, 0);
    say(post_id, 3, SIDE_PRO, 0);
    part_of(&q, 2, &part, &entries);
    ck_assert_int_eq(entries[0].comment.id, 3);
    decide_at(ACTION_APPROVE, 2, NOW + 100);
    ck_assert_uint_eq(part_of(&q, 2, &part, &entries), 2);
    ck_assert_int_eq(entries[0].comment.id, 2);
    ck_assert_int_eq(entries[0].comment.shown, NOW + 100);
    ck_assert_int_eq(entries[1].comment.id, 3);
    ck_assert_int_eq(part.next, 3);
    part.before = part.next;
    ck_assert_uint_eq(part_of(&q, 2, &part, &entries), 1);
    ck_assert_int_eq(entries[0].comment.id, 1);
    ck_assert_int_eq(comment_feed_last(db, post_id, &at), RC_OK);
    ck_assert_int_eq(at, NOW + 100);
    /* Hidden and restored, it has its old place: readers have seen it. */
    say(post_id, 1, SIDE_PRO, 0);
    decide_at(ACTION_SPAM, 2, NOW + 200);
    decide_at(ACTION_RESTORE, 2, NOW + 300);
    part.before = 0;
    part_of(&q, 2, &part, &entries);
    ck_assert_int_eq(entries[0].comment.id, 2);
}
END_TEST

/* The place of a comment that was never visible lies between those written before and
 * after it. */
START_TEST(an_id_that_was_never_seen_is_a_place)
{
    const int64_t post_id = add_debate("one");
    const struct comment_feed_query q = { .post_id = post_id };
    struct feed_part part = { .before = 2 };
    struct comment_feed_entry *entries;

    say(post_id, 1, SIDE_PRO, 0);
    say_as(COMMENT_PENDING, post_id, 2, SIDE_CONTRA, 0);
    say(post_id, 3, SIDE_PRO, 0);
    for (int i = 0; i < 2; i++) {
        ck_assert_uint_eq(part_of(&q, 5, &part, &entries), 1);
        ck_assert_int_eq(entries[0].comment.id, 1);
        damage("DELETE FROM comment WHERE id = 2"); /* a deleted id has the same one */
    }
}
END_TEST

START_TEST(the_newest_come_whole_for_the_feed)
{
    struct post_draft draft = post_draft("draft", POST_PLAIN);
    struct feed_part part = { 0 };
    struct post *list;
    size_t n;

    draft.state = POST_DRAFT;
    save(&draft);
    for (int i = 0; i < 3; i++)
        add_plain(arena_printf(arena, "p%d", i));
    draft = post_draft("english", POST_PLAIN);
    draft.lang = LANG_EN;
    save(&draft);
    ck_assert_int_eq(post_list_whole(db, arena, LANG_ES, 2, &part, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(list[0].slug, "p2");
    ck_assert_str_eq(list[1].slug, "p1");
    ck_assert_str_eq(list[0].body.s, "<p>text</p>");
    ck_assert_int_eq(post_list_whole(db, arena, LANG_ES, 9, &part, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 3);
}
END_TEST

START_TEST(posts_come_in_parts_by_their_date)
{
    struct feed_part part = { 0 };
    struct post_draft draft;
    struct post *list;
    size_t n, met = 0;

    for (int i = 0; i < 7; i++) { /* two share a second; the ids go the other way */
        draft = post_draft(arena_printf(arena, "p%d", i), POST_PLAIN);
        draft.now = NOW - i / 2;
        draft.state = i == 3 ? POST_DRAFT : POST_PUBLISHED;
        save(&draft);
    }
    do {
        static const char *const slugs[] = { "p1", "p0", "p2", "p5", "p4", "p6" };

        part.before = part.next;
        ck_assert_int_eq(post_list_whole(db, arena, LANG_ES, 2, &part, &list, &n),
                         RC_OK);
        for (size_t i = 0; i < n; i++)
            ck_assert_str_eq(list[i].slug, slugs[met++]);
    } while (part.next);
    ck_assert_uint_eq(met, 6);
    ck_assert_int_eq(part.previous, post("p0")->id); /* with p2 and p5 */
    part.before = part.previous;
    ck_assert_int_eq(post_list_whole(db, arena, LANG_ES, 2, &part, &list, &n), RC_OK);
    ck_assert_str_eq(list[0].slug, "p2");
    ck_assert_int_eq(part.previous, 0);
    part.before = post("p3")->id; /* a draft has no place */
    ck_assert_int_eq(post_list_whole(db, arena, LANG_ES, 2, &part, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 0);
}
END_TEST

Suite *recent_suite(void)
{
    Suite *s = suite_create("recent");
    TCase *tc = site_case("recent");

    tcase_add_loop_test(tc, the_way_to_the_oldest_meets_each_once, 0, 4 * FEEDS);
    tcase_add_loop_test(tc, the_way_back_to_the_newest_leaves_none_out, 0, FEEDS);
    tcase_add_test(tc, no_part_follows_the_oldest_comment_of_all);
    tcase_add_test(tc, what_is_written_meanwhile_moves_nothing);
    tcase_add_test(tc, a_made_up_id_is_a_place_like_any_other);
    tcase_add_test(tc, what_is_approved_late_is_new);
    tcase_add_test(tc, an_id_that_was_never_seen_is_a_place);
    tcase_add_test(tc, the_newest_come_whole_for_the_feed);
    tcase_add_test(tc, posts_come_in_parts_by_their_date);
    suite_add_tcase(s, tc);
    return s;
}
