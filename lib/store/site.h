/*
 * site.h - the settings of the whole site, kept in one row
 */
#ifndef SITE_H
#define SITE_H

#include "db.h"
#include "debate.h"
#include "lang.h"

/* Code points, as schema.sql checks. */
#define SITE_TITLE_MAX 200
#define SITE_TAGLINE_MAX 200

struct site {
    const char *title, *tagline;
    enum lang lang;     /* of home and of the admin pages */
    enum policy policy; /* never POLICY_SITE */
    struct bytes32 key; /* keys digests and tokens; never shown */
    int64_t version;    /* +1 at each public change */
    /* When a post last closed automatically; 0: never. Together with the version it
     * determines which debates are open. A cache key needs both: one of the two alone,
     * or their sum, may repeat while other debates are open. */
    int64_t last_closing;
};

/* RC_NOT_FOUND (logged) cannot happen in a file that "tertulia init" made. */
enum rc site_load(struct db *db, struct arena *a, int64_t now,
                  struct site **out) MUST_USE;
/* Adds the row, with a random key. */
enum rc site_create(struct db *db, const char *title, const char *tagline,
                    enum lang lang, int64_t now) MUST_USE;
/* Saves title, tagline, lang and policy. */
enum rc site_save(struct db *db, const struct site *site) MUST_USE;
/* Inside a write transaction, after a public change: raises the version. */
enum rc site_touch(struct db *db) MUST_USE;

#endif
