/*
 * db.c - statements in one call, for every engine: see db.h
 */
#include "db.h"

enum rc db_run(struct db *db, const struct sql *sql, struct db_args args)
{
    struct rows r;

    db_query(&r, db, sql, args);
    while (db_next(&r))
        ;
    return db_done(&r);
}

enum rc db_get_i64(struct db *db, const struct sql *sql, struct db_args args,
                   int64_t *out)
{
    struct rows r;
    bool found;
    enum rc rc;

    db_query(&r, db, sql, args);
    found = db_next(&r);
    if (found)
        *out = row_i64(&r, 0);
    rc = db_done(&r);
    return rc || found ? rc : RC_NOT_FOUND;
}

enum rc db_get_i64_or_zero(struct db *db, const struct sql *sql, struct db_args args,
                           int64_t *out)
{
    enum rc rc;

    *out = 0;
    rc = db_get_i64(db, sql, args, out);
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc db_exists(struct db *db, const struct sql *sql, struct db_args args, bool *yes)
{
    int64_t value;
    enum rc rc = db_get_i64(db, sql, args, &value);

    *yes = rc == RC_OK;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}
