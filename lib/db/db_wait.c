/*
 * db_wait.c - how writers wait for the write lock, and how many of them
 */
#include <unistd.h>

#include "db_handle.h"
#include "db_wait.h"

#define SOON_US 200
#define SOON_TRIES 50
#define LATER_US 2000

static bool take_place(struct db *db)
{
    return db->places == 0 || db->place.fd >= 0 ||
           turn_take(db->places_path, db->places, &db->place) == RC_OK;
}

/*
 * A writer holds the lock for about 0.1 ms, so a waiting one tries again soon. SQLite's
 * own pauses grow to 100 ms, and meanwhile others overtake: with eight writers the
 * slowest waited a second. A lock that is still held after 10 ms may be held for long,
 * and a waiting process answers no reader: from then on it needs a place.
 */
static int wait_for_turn(void *to, int tries)
{
    struct db *db = to;
    const bool soon = tries < SOON_TRIES;
    const int64_t waited_us =
        soon ? (int64_t)tries * SOON_US
             : SOON_TRIES * SOON_US + (int64_t)(tries - SOON_TRIES) * LATER_US;

    if (waited_us >= (int64_t)db->busy_timeout_ms * 1000)
        return 0;
    if (!soon && !take_place(db))
        return 0;
    usleep(soon ? SOON_US : LATER_US);
    return 1;
}

void db_wait_set(struct db *db)
{
    sqlite3_busy_handler(db->handle, wait_for_turn, db);
}

void db_wait_over(struct db *db)
{
    turn_give(&db->place);
}

void db_wait_places(struct db *db, int n)
{
    db->places = db->places_path ? n : 0;
}
