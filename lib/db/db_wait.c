/*
 * db_wait.c - how writers wait for the write lock, and how many of them may
 */
#include <fcntl.h>
#include <unistd.h>

#include "db_sqlite.h"

#define SOON_US 200
#define SOON_TRIES 50
#define LATER_US 2000

/* Places are bytes of a file, locked by whoever has them: the kernel frees those of the
 * dead. */
static bool lock_place(const struct db *db, int place, short type)
{
    struct flock lock = {
        .l_type = type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1
    };

    return fcntl(db->places_fd, F_SETLK, &lock) == 0;
}

static bool take_place(struct db *db)
{
    if (db->places == 0)
        return true; /* not counted */
    for (int i = 0; db->place < 0 && i < db->places; i++)
        if (lock_place(db, i, F_WRLCK))
            db->place = i;
    return db->place >= 0;
}

/*
 * A writer holds the lock for some 0.1 ms, so whoever waits looks again soon. SQLite's
 * own pauses grow to 100 ms, and meanwhile others overtake: with eight writers the
 * slowest waited a second. A lock that is still held after 10 ms may be held for long,
 * and each process that goes on waiting answers nobody: that takes a place.
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
    if (db->place < 0)
        return;
    lock_place(db, db->place, F_UNLCK);
    db->place = -1;
}

void db_wait_places(struct db *db, int fd, int n)
{
    db->places_fd = fd;
    db->places = n;
}
