/*
 * recount.c - counts from rows alone: see recount.h
 */
#include "call.h"
#include "recount.h"

#define SAID_MAX 8000
#define PEOPLE_MAX 200

static struct said said[SAID_MAX];
static size_t said_n;

struct position {
    bool known;
    int64_t first, latest;
};

static const struct sql SAID = {
    "said", "SELECT id, coalesce(parent_id, 0), post_id, person_id,"
            " side, state, changed_mind,"
            " (SELECT count(*) FROM support s"
            "  WHERE s.comment_id = c.id)"
            " FROM comment c"
            " ORDER BY id"
};

bool said_visible(const struct said *s)
{
    return s->state == COMMENT_VISIBLE;
}

/* Ids are assigned in order from 1: said[id - 1]. */
struct said *said_by_id(int64_t id)
{
    ck_assert(id > 0 && (size_t)id <= said_n && said[id - 1].id == id);
    return &said[id - 1];
}

/* A person counts once per parent as an opponent, and once as a changed mind. */
static bool is_first_such(const struct said *s, bool changed_mind)
{
    for (const struct said *t = said; t < s; t++)
        if (said_visible(t) && t->parent == s->parent && t->person == s->person &&
            (changed_mind ? t->changed_mind != 0
                          : t->side != said_by_id(s->parent)->side))
            return false;
    return true;
}

static void recount_replies(void)
{
    for (size_t i = 0; i < said_n; i++) {
        const struct said *s = &said[i];
        struct said *parent;

        if (!s->parent || !said_visible(s))
            continue;
        parent = said_by_id(s->parent);
        parent->opponents += s->side != parent->side && is_first_such(s, false);
        parent->minds_changed += s->changed_mind && is_first_such(s, true);
    }
}

static void recount_citations(void)
{
    static const struct sql CITES = { "cites", "SELECT from_id, to_id FROM citation" };
    struct rows r;

    db_query(&r, call_db(), &CITES, DB_NO_ARGS);
    while (db_next(&r))
        said_by_id(row_i64(&r, 1))->cited += said_visible(said_by_id(row_i64(&r, 0)));
    ck_assert_int_eq(db_done(&r), RC_OK);
}

size_t recount_comments(void)
{
    struct rows r;

    said_n = 0;
    db_query(&r, call_db(), &SAID, DB_NO_ARGS);
    while (db_next(&r)) {
        ck_assert_uint_lt(said_n, SAID_MAX);
        said[said_n++] = (struct said){
            .id = row_i64(&r, 0),
            .parent = row_i64(&r, 1),
            .post = row_i64(&r, 2),
            .person = row_i64(&r, 3),
            .side = row_i64(&r, 4),
            .state = row_i64(&r, 5),
            .changed_mind = row_i64(&r, 6),
            .supports = row_i64(&r, 7),
        };
    }
    ck_assert_int_eq(db_done(&r), RC_OK);
    recount_replies();
    recount_citations();
    return said_n;
}

/* Order of what people said: by time, comments before stances, by id. */
static void recount_positions(int64_t post, struct position people[PEOPLE_MAX])
{
    static const struct sql WORDS = {
        "words", "SELECT person_id, side, created, 0, id FROM comment"
                 " WHERE post_id = $1 AND state = 1"
                 " UNION ALL"
                 " SELECT person_id, side, at, 1, id FROM stance WHERE post_id = $1"
                 " ORDER BY 3, 4, 5"
    };
    struct rows r;

    memset(people, 0, PEOPLE_MAX * sizeof(*people));
    db_query(&r, call_db(), &WORDS, DB_ARGS(db_i64(post)));
    while (db_next(&r)) {
        struct position *p;

        ck_assert_int_lt(row_i64(&r, 0), PEOPLE_MAX);
        p = &people[row_i64(&r, 0)];
        p->known = true;
        p->latest = row_i64(&r, 1);
        p->first = p->first ? p->first : p->latest;
    }
    ck_assert_int_eq(db_done(&r), RC_OK);
}

struct sums recount_post(int64_t post)
{
    static struct position people[PEOPLE_MAX];
    struct sums s = { 0 };

    for (size_t i = 0; i < said_n; i++) {
        if (said[i].post != post || !said_visible(&said[i]))
            continue;
        s.comments++;
        s.pro += said[i].side == SIDE_PRO;
        s.contra += said[i].side == SIDE_CONTRA;
    }
    recount_positions(post, people);
    for (size_t i = 0; i < PEOPLE_MAX; i++) {
        const struct position *p = &people[i];

        s.people_pro += p->latest == SIDE_PRO;
        s.people_contra += p->latest == SIDE_CONTRA;
        s.undecided += p->known && !p->latest;
        s.changed += p->latest && p->latest != p->first;
    }
    return s;
}
