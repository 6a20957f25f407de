/*
 * db_slow.c - logs slow statements: see db_slow_after()
 */
#include "clock.h"
#include "db_handle.h"
#include "db_slow.h"
#include "log.h"

void db_slow_after(struct db *db, int64_t ms)
{
    db->slow_ms = ms;
}

void db_slow_end(struct db *db)
{
    if (db->slow_more)
        log_warning("database: and %u more slow statements within a minute",
                    db->slow_more);
    db->slow_lines = db->slow_more = 0;
}

void db_slow_look(const struct rows *r)
{
    struct db *db = r->db;
    int64_t minute;

    if (db->slow_ms == 0 || r->ms < db->slow_ms)
        return;
    minute = clock_coarse_ms() / 1000 / MINUTE_S;
    if (minute != db->slow_minute)
        db_slow_end(db);
    db->slow_minute = minute;
    if (db->slow_lines == DB_SLOW_LINES) {
        db->slow_more++;
        return;
    }
    db->slow_lines++;
    log_warning("database: the statement %s took %lld ms", r->sql->name,
                (long long)r->ms);
}
