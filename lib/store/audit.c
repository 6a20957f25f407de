/*
 * audit.c - every invariant, recounted from the comments alone: see audit.h
 */
#include "array.h"
#include "audit.h"
#include "rank.h"
#include "text.h"

#define LINES_PER_KIND 20

/* Every person's position in every debate: their comments and stances, numbered from
 * the first and from the last. */
#define POSITIONS                                                                      \
    "WITH word AS (SELECT post_id, person_id, side, created AS at, 0 AS kind, id\n"    \
    "              FROM comment\n"                                                     \
    "              WHERE state = 1 AND side <> 0\n"                                    \
    "              UNION ALL\n"                                                        \
    "              SELECT post_id, person_id, side, at, 1, id\n"                       \
    "              FROM stance),\n"                                                    \
    "     turn AS (SELECT post_id, person_id, side,\n"                                 \
    "                     row_number() OVER (PARTITION BY post_id, person_id\n"        \
    "                                        ORDER BY at DESC, kind DESC, id DESC)\n"  \
    "                         AS last\n"                                               \
    "              FROM word),\n"                                                      \
    "     sided AS (SELECT post_id, person_id, side,\n"                                \
    "                      row_number() OVER (PARTITION BY post_id, person_id\n"       \
    "                                         ORDER BY at, kind, id) AS first\n"       \
    "               FROM word\n"                                                       \
    "               WHERE side <> 0),\n"                                               \
    "     recount AS (SELECT l.post_id, l.person_id, l.side,\n"                        \
    "                        coalesce(f.side, 0) AS first_side\n"                      \
    "                 FROM turn l\n"                                                   \
    "                 LEFT JOIN sided f ON f.post_id = l.post_id\n"                    \
    "                                  AND f.person_id = l.person_id\n"                \
    "                                  AND f.first = 1\n"                              \
    "                 WHERE l.last = 1)"

/* Recounts the tally of every post. /counting shows this query. */
#define RECOUNT                                                                        \
    POSITIONS ",\n"                                                                    \
    "     people AS (SELECT post_id,\n"                                                \
    "                       sum(CASE WHEN side = 1 THEN 1 ELSE 0 END) AS pro,\n"       \
    "                       sum(CASE WHEN side = 2 THEN 1 ELSE 0 END) AS contra,\n"    \
    "                       sum(CASE WHEN side = 0 THEN 1 ELSE 0 END) AS undecided,\n" \
    "                       sum(CASE WHEN side <> 0 AND side <> first_side\n"          \
    "                                THEN 1 ELSE 0 END) AS changed\n"                  \
    "                FROM recount\n"                                                   \
    "                GROUP BY post_id),\n"                                             \
    "     said AS (SELECT post_id, count(*) AS comments,\n"                            \
    "                     sum(CASE WHEN side = 1 THEN 1 ELSE 0 END) AS pro,\n"         \
    "                     sum(CASE WHEN side = 2 THEN 1 ELSE 0 END) AS contra\n"       \
    "              FROM comment\n"                                                     \
    "              WHERE state = 1\n"                                                  \
    "              GROUP BY post_id)\n"                                                \
    "SELECT p.id AS post_id,\n"                                                        \
    "       coalesce(s.comments, 0) AS comments,\n"                                    \
    "       coalesce(s.pro, 0) AS pro,\n"                                              \
    "       coalesce(s.contra, 0) AS contra,\n"                                        \
    "       coalesce(v.pro, 0) AS people_pro,\n"                                       \
    "       coalesce(v.contra, 0) AS people_contra,\n"                                 \
    "       coalesce(v.undecided, 0) AS people_undecided,\n"                           \
    "       coalesce(v.changed, 0) AS changed\n"                                       \
    "FROM post p\n"                                                                    \
    "LEFT JOIN said s ON s.post_id = p.id\n"                                           \
    "LEFT JOIN people v ON v.post_id = p.id"

/* Each selects one line of text per finding. */
static const struct sql AUDITS[] = {
    { "audit_site",
      "SELECT 'site: there must be exactly one row'"
      " WHERE (SELECT count(*) FROM site) <> 1" },

    { "audit_slug",
      "SELECT 'post ' || id || ': slug is not made of a-z, 0-9 and -'"
      " FROM post"
      " WHERE trim(slug, 'abcdefghijklmnopqrstuvwxyz0123456789-') <> ''" },

    { "audit_former_slug",
      "SELECT 'former slug ' || f.slug || ': is the address of post ' || p.id"
      " FROM former_slug f"
      " JOIN post p ON p.slug = f.slug"
      " UNION ALL"
      " SELECT 'former slug ' || f.slug || ': post ' || p.id || ' was never public'"
      " FROM former_slug f"
      " JOIN post p ON p.id = f.post_id AND p.published IS NULL"
      " UNION ALL"
      " SELECT 'former slug ' || slug || ': is not made of a-z, 0-9 and -'"
      " FROM former_slug"
      " WHERE trim(slug, 'abcdefghijklmnopqrstuvwxyz0123456789-') <> ''" },

    { "audit_closed",
      "SELECT 'post ' || id || ': is open, but was closed by its author'"
      " FROM post"
      " WHERE open = 1 AND closed IS NOT NULL" },

    { "audit_tally_row",
      "SELECT 'post ' || p.id || ': has no tally'"
      " FROM post p"
      " LEFT JOIN tally t ON t.post_id = p.id"
      " WHERE t.post_id IS NULL" },

    { "audit_comments",
      "SELECT 'post ' || t.post_id || ': the tally counts ' || t.comments"
      "       || ' comments, ' || t.pro || ' pro, ' || t.contra"
      "       || ' contra; recounted '"
      "       || n.comments || ', ' || n.pro || ', ' || n.contra"
      " FROM tally t"
      " JOIN (" RECOUNT ") n ON n.post_id = t.post_id"
      " WHERE t.comments <> n.comments OR t.pro <> n.pro OR t.contra <> n.contra" },

    { "audit_person_stances",
      POSITIONS
      " SELECT 'post ' || r.post_id || ': the stance of person ' || r.person_id"
      "        || ' is wrong'"
      " FROM recount r"
      " LEFT JOIN person_stance v"
      "   ON v.post_id = r.post_id AND v.person_id = r.person_id"
      " WHERE v.side IS NULL OR v.side <> r.side OR v.first_side <> r.first_side"
      " UNION ALL"
      " SELECT 'post ' || v.post_id || ': person ' || v.person_id"
      "        || ' has a stance, but said nothing'"
      " FROM person_stance v"
      " LEFT JOIN recount r ON r.post_id = v.post_id AND r.person_id = v.person_id"
      " WHERE r.person_id IS NULL" },

    { "audit_people_tally",
      "SELECT 'post ' || t.post_id || ': the tally has ' || t.people_pro"
      "       || ' people pro, ' || t.people_contra || ' contra, '"
      "       || t.people_undecided || ' undecided, ' || t.changed"
      "       || ' changed; recounted '"
      "       || n.people_pro || ', ' || n.people_contra || ', '"
      "       || n.people_undecided || ', ' || n.changed"
      " FROM tally t"
      " JOIN (" RECOUNT ") n ON n.post_id = t.post_id"
      " WHERE t.people_pro <> n.people_pro OR t.people_contra <> n.people_contra"
      "    OR t.people_undecided <> n.people_undecided OR t.changed <> n.changed" },

    { "audit_days",
      "WITH recount AS (SELECT post_id, shown / 86400 AS day,"
      "                        sum(CASE WHEN side = 1 THEN 1 ELSE 0 END) AS pro,"
      "                        sum(CASE WHEN side = 2 THEN 1 ELSE 0 END) AS contra"
      "                 FROM comment"
      "                 WHERE state = 1 AND side <> 0"
      "                 GROUP BY post_id, shown / 86400)"
      " SELECT 'post ' || r.post_id || ': day ' || r.day || ' is counted wrong'"
      " FROM recount r"
      " LEFT JOIN daily d ON d.post_id = r.post_id AND d.day = r.day"
      " WHERE d.day IS NULL OR d.pro <> r.pro OR d.contra <> r.contra"
      " UNION ALL"
      " SELECT 'post ' || d.post_id || ': nothing became visible on day ' || d.day"
      " FROM daily d"
      " LEFT JOIN recount r ON r.post_id = d.post_id AND r.day = d.day"
      " WHERE r.day IS NULL" },

    { "audit_supports",
      "SELECT 'comment ' || c.id || ': counts ' || c.supports"
      "       || ' supports; recounted '"
      "       || coalesce(n.people, 0)"
      " FROM comment c"
      " LEFT JOIN (SELECT comment_id, count(*) AS people"
      "            FROM support"
      "            GROUP BY comment_id) n ON n.comment_id = c.id"
      " WHERE c.supports <> coalesce(n.people, 0)"
      " UNION ALL"
      " SELECT 'comment ' || c.id || ': supported by its own writer'"
      " FROM support s"
      " JOIN comment c ON c.id = s.comment_id AND c.person_id = s.person_id" },

    { "audit_answers",
      "SELECT 'comment ' || c.id || ': counts ' || c.opponents || ' opponents and '"
      "       || c.minds_changed || ' minds changed; recounted '"
      "       || coalesce(n.opponents, 0) || ', '"
      "       || coalesce(n.minds_changed, 0)"
      " FROM comment c"
      " LEFT JOIN (SELECT p.id,"
      "                   count(DISTINCT CASE WHEN r.side <> 0 AND r.side <> p.side"
      "                                       THEN r.person_id END) AS opponents,"
      "                   count(DISTINCT CASE WHEN r.changed_mind = 1"
      "                                       THEN r.person_id END) AS minds_changed"
      "            FROM comment r"
      "            JOIN comment p ON p.id = r.parent_id"
      "            WHERE r.state = 1"
      "            GROUP BY p.id) n ON n.id = c.id"
      " WHERE c.opponents <> coalesce(n.opponents, 0)"
      "    OR c.minds_changed <> coalesce(n.minds_changed, 0)" },

    { "audit_citations",
      "SELECT 'comment ' || c.id || ': counts ' || c.cited || ' citations; recounted '"
      "       || coalesce(n.citations, 0)"
      " FROM comment c"
      " LEFT JOIN (SELECT t.to_id, count(*) AS citations"
      "            FROM citation t"
      "            JOIN comment f ON f.id = t.from_id"
      "            WHERE f.state = 1"
      "            GROUP BY t.to_id) n ON n.to_id = c.id"
      " WHERE c.cited <> coalesce(n.citations, 0)"
      " UNION ALL"
      " SELECT 'comment ' || t.from_id || ': cites ' || t.to_id || ' of another post'"
      " FROM citation t"
      " JOIN comment f ON f.id = t.from_id"
      " JOIN comment c ON c.id = t.to_id"
      " WHERE f.post_id <> c.post_id OR f.id = c.id" },

    { "audit_shown_citations",
      "SELECT 'comment ' || f.id || ': its citations are not marked as its state says'"
      " FROM comment f"
      " WHERE EXISTS (SELECT 1"
      "               FROM citation t"
      "               WHERE t.from_id = f.id"
      "                 AND t.shown <> CASE WHEN f.state = 1 THEN 1 ELSE 0 END)" },

    { "audit_withdrawn",
      "SELECT 'comment ' || id || ': taken back by its writer, but its text is there'"
      " FROM comment"
      " WHERE withdrawn IS NOT NULL"
      "   AND (body_md <> '' OR excerpt <> '' OR body_html <> '' OR website <> ''"
      "        OR name <> '-'"
      "        OR EXISTS (SELECT 1 FROM revision WHERE comment_id = comment.id))" },

    { "audit_revisions",
      "SELECT 'comment ' || c.id || ': its earlier texts are not numbered from 1 to '"
      "       || count(*)"
      " FROM revision r"
      " JOIN comment c ON c.id = r.comment_id"
      " GROUP BY c.id"
      " HAVING max(r.n) <> count(*)"
      " UNION ALL"
      " SELECT 'comment ' || c.id || ': has earlier texts, but was never edited'"
      " FROM comment c"
      " WHERE c.edited IS NULL"
      "   AND EXISTS (SELECT 1 FROM revision WHERE comment_id = c.id)" },

    { "audit_retagged_from",
      "SELECT 'comment ' || c.id || ': nobody retagged it from the side that it names'"
      " FROM comment c"
      " WHERE c.retagged_from IS NOT NULL"
      "   AND NOT EXISTS (SELECT 1"
      "                   FROM decision"
      "                   WHERE comment_id = c.id AND side_before = c.retagged_from"
      "                     AND side_after <> side_before)" },

    { "audit_batches",
      "SELECT 'decision ' || d.id || ': is not in the batch of decision ' || d.batch"
      " FROM decision d"
      " LEFT JOIN decision f ON f.id = d.batch"
      " WHERE f.id IS NULL OR f.batch <> f.id OR f.id > d.id OR f.action <> d.action"
      "    OR f.undone <> d.undone" },

    { "audit_authors",
      "SELECT 'account ' || a.id || ': its person has the key of a reader'"
      " FROM account a"
      " JOIN person p ON p.id = a.person_id"
      " WHERE p.key_digest IS NOT NULL"
      "    OR EXISTS (SELECT 1 FROM person_key WHERE person_id = p.id)"
      " UNION ALL"
      " SELECT 'account ' || id || ': its digests end at a comment that is not there'"
      " FROM account"
      " WHERE digest_id > (SELECT coalesce(max(id), 0) FROM comment)" },

    { "audit_thread_size",
      "SELECT 'comment ' || c.id || ': its thread counts ' || c.thread_size"
      "       || ' visible comments; recounted ' || coalesce(n.visible, 0)"
      " FROM comment c"
      " LEFT JOIN (SELECT root_id, count(*) AS visible"
      "            FROM comment"
      "            WHERE state = 1"
      "            GROUP BY root_id) n ON n.root_id = c.id"
      " WHERE c.thread_size <> CASE WHEN c.parent_id IS NULL"
      "                             THEN coalesce(n.visible, 0)"
      "                             ELSE 0 END" },

    /* A cycle or an orphan cannot satisfy this: depth falls by one at each step up. */
    { "audit_tree",
      "SELECT 'comment ' || c.id || ': does not hang below its parent ' || c.parent_id"
      " FROM comment c"
      " LEFT JOIN comment p ON p.id = c.parent_id"
      " WHERE c.parent_id IS NOT NULL"
      "   AND (p.id IS NULL OR c.depth <> p.depth + 1 OR c.root_id <> p.root_id"
      "        OR c.post_id <> p.post_id)"
      " UNION ALL"
      " SELECT 'comment ' || c.id || ': starts a thread but belongs to '"
      "        || coalesce(CAST(c.root_id AS TEXT), 'none')"
      " FROM comment c"
      " WHERE c.parent_id IS NULL AND (c.root_id IS NULL OR c.root_id <> c.id)" },

    { "audit_side",
      "SELECT 'comment ' || c.id || CASE WHEN p.kind = 1"
      "                                  THEN ': in a debate without a side'"
      "                                  ELSE ': takes a side where no question is' END"
      " FROM comment c"
      " JOIN post p ON p.id = c.post_id"
      " WHERE p.kind <> CASE WHEN c.side = 0 THEN 0 ELSE 1 END" },

    { "audit_shown",
      "SELECT 'comment ' || id || ': visible, but it is not known since when'"
      " FROM comment"
      " WHERE state = 1 AND shown IS NULL" },

    { "audit_subscription",
      "SELECT 'subscription ' || s.id || ': follows a comment of another post'"
      " FROM subscription s"
      " JOIN comment c ON c.id = s.comment_id"
      " WHERE c.post_id <> s.post_id" },

    { "audit_email",
      "SELECT 'email ' || e.id || ': was given with a comment of somebody else'"
      " FROM email e"
      " JOIN comment c ON c.id = e.comment_id"
      " WHERE e.person_id IS NULL OR e.person_id <> c.person_id" },

    /* Recipient and subject of a mail, by its kind: see outbox.h. */
    { "audit_outbox",
      "SELECT 'mail ' || id || ': does not know whom or what it is for'"
      " FROM outbox"
      " WHERE (email_id IS NOT NULL) <> (kind IN (1, 2, 4))"
      "    OR (account_id IS NOT NULL) <> (kind IN (5, 6, 7))"
      "    OR (comment_id IS NOT NULL) <> (kind IN (3, 4, 6, 7))"
      "    OR (since_id IS NOT NULL AND kind <> 7)"
      "    OR (link_id IS NOT NULL) <> (kind = 2)"
      " UNION ALL"
      " SELECT 'mail ' || o.id || ': brings the link of another address'"
      " FROM outbox o"
      " JOIN person_link l ON l.id = o.link_id"
      " WHERE l.email_id <> o.email_id" },

    { "audit_answer",
      "SELECT 'mail ' || o.id || ': goes to an address that was not confirmed'"
      " FROM outbox o"
      " JOIN email e ON e.id = o.email_id"
      " WHERE o.kind IN (2, 4) AND e.confirmed IS NULL" },
};

/* A check that SQL cannot make: returns the finding of a row, or NULL when the row is
 * right. */
struct walk {
    struct sql rows;
    const char *(*finding)(const struct rows *r, struct arena *a);
};

static const char *rank_finding(const struct rows *r, struct arena *a)
{
    const int64_t rank = row_i64(r, 1);
    const int64_t right = rank_wilson(row_i64(r, 2), row_i64(r, 3));

    if (rank == right)
        return NULL;
    return arena_printf(a, "comment %lld: ranks %lld; recounted %lld",
                        (long long)row_i64(r, 0), (long long)rank, (long long)right);
}

/* A path is the parent's path and the id: the number of its hex digits less one (in
 * hex), then the digits. */
static const char *path_finding(const struct rows *r, struct arena *a)
{
    const long long id = row_i64(r, 0);
    const char *digits = arena_printf(a, "%llx", id);
    const char *right =
        arena_printf(a, "%s%zx%s", row_text(r, 2, a), strlen(digits) - 1, digits);

    if (strcmp(row_text(r, 1, a), right) == 0)
        return NULL;
    return arena_printf(
        a, "comment %lld: its path does not continue the one of its parent", id);
}

static const char *name_finding(const struct rows *r, struct arena *a)
{
    if (strcmp(row_text(r, 2, a), text_fold(a, row_text(r, 1, a))) == 0)
        return NULL;
    return arena_printf(a, "account %lld: is not found by its name",
                        (long long)row_i64(r, 0));
}

static const struct walk WALKS[] = {
    { { "audit_rank",
        "SELECT id, rank, supports, opponents"
        " FROM comment" },
      rank_finding },
    { { "audit_path",
        "SELECT c.id, c.path, p.path"
        " FROM comment c"
        " LEFT JOIN comment p ON p.id = c.parent_id" },
      path_finding },
    { { "audit_names",
        "SELECT id, name, folded_name"
        " FROM account" },
      name_finding },
};

static const struct sql SIZE = { "audit_size",
    "SELECT (SELECT count(*) FROM post), (SELECT count(*) FROM comment)" };

struct findings {
    void (*found)(void *to, const char *line);
    void *to;
    int64_t findings;
    int64_t of_kind; /* of the current kind */
};

static void report(void *to, const char *line)
{
    struct findings *l = to;

    l->findings++;
    if (++l->of_kind <= LINES_PER_KIND)
        l->found(l->to, line);
}

static void end_kind(struct findings *l, struct arena *a)
{
    if (l->of_kind > LINES_PER_KIND)
        l->found(l->to, arena_printf(a, "and %lld more of this kind",
                                     (long long)l->of_kind - LINES_PER_KIND));
    l->of_kind = 0;
}

static enum rc run(struct db *db, struct arena *a, const struct sql *audit,
                   struct findings *l)
{
    struct rows r;

    db_query(&r, db, audit, DB_NO_ARGS);
    while (db_next(&r))
        report(l, l->of_kind < LINES_PER_KIND ? row_text(&r, 0, a) : "");
    end_kind(l, a);
    return db_done(&r);
}

static enum rc walk(struct db *db, struct arena *a, const struct walk *walk,
                    struct findings *l)
{
    struct rows r;

    db_query(&r, db, &walk->rows, DB_NO_ARGS);
    while (db_next(&r)) {
        const char *finding = walk->finding(&r, a);

        if (finding)
            report(l, finding);
        arena_reset(a);
    }
    end_kind(l, a);
    return db_done(&r);
}

enum rc audit_run(struct db *db, void (*found)(void *to, const char *line), void *to,
                  int64_t *findings)
{
    struct findings all = { .found = found, .to = to };
    struct arena *a = arena_new();
    enum rc rc = db_begin_read(db); /* one snapshot for all counts; readers go on */

    if (!rc) {
        rc = db_integrity(db, report, &all);
        end_kind(&all, a);
        for (size_t i = 0; !rc && i < ARRAY_LEN(AUDITS); i++)
            rc = run(db, a, &AUDITS[i], &all);
        for (size_t i = 0; !rc && i < ARRAY_LEN(WALKS); i++)
            rc = walk(db, a, &WALKS[i], &all);
        rc = db_end(db, rc);
    }
    arena_free(a);
    *findings = all.findings;
    return rc;
}

enum rc audit_size(struct db *db, int64_t *posts, int64_t *comments)
{
    struct rows r;

    db_query(&r, db, &SIZE, DB_NO_ARGS);
    if (db_next(&r)) {
        *posts = row_i64(&r, 0);
        *comments = row_i64(&r, 1);
    }
    return db_done(&r);
}

const char *audit_recount(void)
{
    return RECOUNT;
}
