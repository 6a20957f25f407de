/*
 * fixture.c - a fresh site for every test: see fixture.h
 */
#include "audit.h"
#include "fixture.h"
#include "person.h"
#include "site.h"
#include "upgrade.h"

struct db *db;
struct arena *arena;

struct db *site_make(const char *path)
{
    struct db *made;

    ck_assert_int_eq(db_open(&made, path, DB_CREATE, 20000), RC_OK);
    ck_assert_int_eq(schema_create(made), RC_OK);
    ck_assert_int_eq(site_create(made, "Tertulia", "", LANG_ES, NOW), RC_OK);
    return made;
}

static void setup(void)
{
    ck_assert(secret_init());
    arena = arena_new();
    db = site_make(":memory:");
}

static void teardown(void)
{
    db_close(db);
    arena_free(arena);
}

TCase *site_case(const char *name)
{
    TCase *tc = tcase_create(name);

    tcase_add_checked_fixture(tc, setup, teardown);
    return tc;
}

struct post_draft post_draft(const char *slug, enum post_kind kind)
{
    return (struct post_draft){
        .slug = slug,
        .title = "A title",
        .question = kind == POST_DEBATE ? "Should we?" : "",
        .label_pro = "",
        .label_contra = "",
        .author = "Ana",
        .body_md = "text",
        .summary = "text",
        .conclusion_md = "",
        .body = { "<p>text</p>" },
        .conclusion = { "" },
        .renderer = 1,
        .kind = kind,
        .state = POST_PUBLISHED,
        .lang = LANG_ES,
        .open = true,
        .now = NOW,
    };
}

int64_t save(const struct post_draft *draft)
{
    int64_t id;
    bool taken;

    ck_assert_int_eq(post_save(db, draft, &id, &taken), RC_OK);
    return id;
}

int64_t add_debate(const char *slug)
{
    struct post_draft draft = post_draft(slug, POST_DEBATE);

    return save(&draft);
}

int64_t add_plain(const char *slug)
{
    struct post_draft draft = post_draft(slug, POST_PLAIN);

    return save(&draft);
}

struct post *post(const char *slug)
{
    struct post *p;

    ck_assert_int_eq(post_by_slug(db, arena, slug, true, &p), RC_OK);
    return p;
}

struct bytes32 digest(const char *a, unsigned n)
{
    struct bytes32 s;

    secret_digest(&s, NULL, a, arena_printf(arena, "%u", n), NULL);
    return s;
}

int64_t person(unsigned n)
{
    struct bytes32 key = digest("person", n);
    int64_t id;

    ck_assert_int_eq(person_by_key(db, &key, &id), RC_OK);
    if (!id)
        ck_assert_int_eq(person_add(db, &key, NOW, &id), RC_OK);
    return id;
}

struct comment_draft comment_draft(int64_t post_id, unsigned who, enum side side,
                                   int64_t parent)
{
    static unsigned said; /* each text is new */
    const char *text = arena_printf(arena, "text %u", ++said);

    return (struct comment_draft){
        .post_id = post_id,
        .parent_id = parent,
        .person_id = person(who),
        .name = arena_printf(arena, "Reader %u", who),
        .website = "",
        .text = { .source = text,
                  .html = { arena_printf(arena, "<p>%s</p>", text) },
                  .excerpt = text,
                  .renderer = 1 },
        .side = side,
        .state = COMMENT_VISIBLE,
        .submission = digest("submission", said),
        .now = NOW,
    };
}

enum rc try_comment(const struct comment_draft *draft, int64_t *id,
                    enum comment_refusal *refusal)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, comment_add(db, arena, draft, id, refusal));
}

int64_t add_comment(const struct comment_draft *draft)
{
    enum comment_refusal refusal;
    int64_t id;

    ck_assert_int_eq(try_comment(draft, &id, &refusal), RC_OK);
    ck_assert_int_eq(refusal, COMMENT_ACCEPTED);
    return id;
}

int64_t say_as(enum comment_state state, int64_t post_id, unsigned who, enum side side,
               int64_t parent)
{
    struct comment_draft draft = comment_draft(post_id, who, side, parent);

    draft.state = state;
    draft.held = state == COMMENT_VISIBLE ? HELD_NOT : HELD_POLICY;
    return add_comment(&draft);
}

int64_t say(int64_t post_id, unsigned who, enum side side, int64_t parent)
{
    return say_as(COMMENT_VISIBLE, post_id, who, side, parent);
}

void next_comment_id(int64_t id)
{
    static const struct sql FORGET = { "forget_sequence", "DELETE FROM sqlite_sequence"
                                                          " WHERE name = 'comment'" };
    static const struct sql SET = { "set_sequence",
                                    "INSERT INTO sqlite_sequence (name, seq)"
                                    " VALUES ('comment', $1)" };

    ck_assert_int_eq(db_run(db, &FORGET, DB_NO_ARGS), RC_OK);
    ck_assert_int_eq(db_run(db, &SET, DB_ARGS(db_i64(id - 1))), RC_OK);
}

struct comment *comment(int64_t id)
{
    struct comment *c;

    ck_assert_int_eq(comment_by_id(db, arena, id, &c), RC_OK);
    return c;
}

int64_t decide(enum action action, int64_t id)
{
    return decide_at(action, id, NOW);
}

int64_t decide_at(enum action action, int64_t id, int64_t now)
{
    const struct ruling ruling = { action, 0, now, now + 1 };
    struct outcome done;

    ck_assert_int_eq(decision_apply(db, arena, &ruling, &id, 1, &done), RC_OK);
    ck_assert_int_eq(done.changed, done.batch != 0);
    ck_assert_int_eq(done.unread, 0);
    return done.batch;
}

struct outcome decide_all(enum action action, const int64_t *ids, size_t n)
{
    const struct ruling ruling = { action, 0, NOW, NOW + 1 };
    struct outcome done;

    ck_assert_int_eq(decision_apply(db, arena, &ruling, ids, n, &done), RC_OK);
    return done;
}

int64_t undo(int64_t batch)
{
    struct outcome done;

    ck_assert_int_eq(decision_undo(db, arena, batch, NOW, NOW + 1, &done), RC_OK);
    ck_assert_int_eq(done.unread, 0);
    return done.changed;
}

int64_t count_by(const struct sql *sql)
{
    int64_t n = -1;

    ck_assert_int_eq(db_get_i64(db, sql, DB_NO_ARGS, &n), RC_OK);
    return n;
}

void damage(const char *script)
{
    ck_assert_int_eq(db_script(db, "damage",
                               "PRAGMA foreign_keys = OFF;"
                               "PRAGMA ignore_check_constraints = ON;"),
                     RC_OK);
    ck_assert_int_eq(db_script(db, "damage", script), RC_OK);
    ck_assert_int_eq(db_script(db, "damage",
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA ignore_check_constraints = OFF;"),
                     RC_OK);
}

#define PEOPLE_MAX 200

/* Counts a visible comment or a stance; those of a person come in order. */
static void recount_word(enum side first[], enum side latest[], bool known[],
                         int64_t person_id, enum side side)
{
    ck_assert_int_lt(person_id, PEOPLE_MAX);
    known[person_id] = true;
    if (first[person_id] == SIDE_NONE)
        first[person_id] = side;
    latest[person_id] = side;
}

static struct tally recount(int64_t post_id)
{
    static const struct sql WORDS = {
        "recount",
        "SELECT 1, person_id, side, created, 0, id FROM comment"
        " WHERE post_id = $1 AND state = 1"
        " UNION ALL"
        " SELECT 0, person_id, side, at, 1, id FROM stance WHERE post_id = $1"
        " ORDER BY 4, 5, 6"
    };
    enum side first[PEOPLE_MAX] = { SIDE_NONE }, latest[PEOPLE_MAX] = { SIDE_NONE };
    bool known[PEOPLE_MAX] = { false };
    struct tally t = { 0 };
    struct rows r;

    db_query(&r, db, &WORDS, DB_ARGS(db_i64(post_id)));
    while (db_next(&r)) {
        const bool comment = row_i64(&r, 0) != 0;
        const enum side side = (enum side)row_i64(&r, 2);

        t.comments += comment;
        t.pro += comment && side == SIDE_PRO;
        t.contra += comment && side == SIDE_CONTRA;
        if (!comment || side != SIDE_NONE)
            recount_word(first, latest, known, row_i64(&r, 1), side);
    }
    ck_assert_int_eq(db_done(&r), RC_OK);
    for (int i = 0; i < PEOPLE_MAX; i++) {
        t.people_pro += latest[i] == SIDE_PRO;
        t.people_contra += latest[i] == SIDE_CONTRA;
        t.people_undecided += known[i] && latest[i] == SIDE_NONE;
        t.changed += latest[i] != SIDE_NONE && latest[i] != first[i];
    }
    return t;
}

static void assert_equal(struct tally t, struct tally expected)
{
    ck_assert_int_eq(t.comments, expected.comments);
    ck_assert_int_eq(t.pro, expected.pro);
    ck_assert_int_eq(t.contra, expected.contra);
    ck_assert_int_eq(t.people_pro, expected.people_pro);
    ck_assert_int_eq(t.people_contra, expected.people_contra);
    ck_assert_int_eq(t.people_undecided, expected.people_undecided);
    ck_assert_int_eq(t.changed, expected.changed);
}

void assert_tally(int64_t post_id)
{
    struct post *p;

    ck_assert_int_eq(post_for_edit(db, arena, post_id, &p), RC_OK);
    assert_equal(p->tally, recount(post_id));
}

void assert_numbers(const char *slug, int64_t comments, int64_t pro, int64_t contra,
                    int64_t people_pro, int64_t people_contra, int64_t changed)
{
    struct post *p = post(slug);

    assert_equal(p->tally, (struct tally){ .comments = comments,
                                           .pro = pro,
                                           .contra = contra,
                                           .people_pro = people_pro,
                                           .people_contra = people_contra,
                                           .changed = changed });
    assert_tally(p->id);
    assert_clean();
}

static void print_finding(void *to, const char *line)
{
    (void)to;
    fprintf(stderr, "finding: %s\n", line);
}

void assert_clean(void)
{
    int64_t findings = -1;

    ck_assert_int_eq(audit_run(db, print_finding, NULL, &findings), RC_OK);
    ck_assert_int_eq(findings, 0);
}

const char *outline(const struct thread_page *page)
{
    const char *text = "";

    for (size_t i = 0; i < page->n; i++)
        text = arena_printf(arena, "%s%s%lld:%d%s", text, i ? " " : "",
                            (long long)page->items[i].id, page->items[i].depth,
                            page->items[i].state == COMMENT_VISIBLE ? "" : "-");
    return text;
}
