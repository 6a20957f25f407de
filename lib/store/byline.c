/*
 * byline.c - the names under posts: see byline.h
 */
#include "byline.h"
#include "db.h"
#include "text.h"

#define BYLINES_MAX 1000

/* Steps from one distinct name to the next: the cost depends on names, not posts. */
static const struct sql NEXT_BYLINE = { "next_byline",
    "SELECT author"
    " FROM post"
    " WHERE author > $1"
    " ORDER BY author"
    " LIMIT 1" };

/* Replaces *name by the next name; NULL after the last one. */
static enum rc next(struct db *db, struct arena *a, const char **name)
{
    struct rows r;

    db_query(&r, db, &NEXT_BYLINE, DB_ARGS(db_text(*name)));
    *name = db_next(&r) ? row_text(&r, 0, a) : NULL;
    return db_done(&r);
}

enum rc byline_is(struct db *db, struct arena *a, const char *name, bool *yes)
{
    const char *folded = text_fold(a, name), *byline = "";
    enum rc rc = RC_OK;

    *yes = false;
    for (int i = 0; !rc && !*yes && byline && i < BYLINES_MAX; i++) {
        rc = next(db, a, &byline);
        *yes = !rc && byline && strcmp(text_fold(a, byline), folded) == 0;
    }
    return rc;
}
