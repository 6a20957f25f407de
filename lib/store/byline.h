/*
 * byline.h - the names under posts
 *
 * A name remains an author's as long as a post shows it, even after the account is
 * gone. May return RC_BUSY or RC_FAIL.
 */
#ifndef BYLINE_H
#define BYLINE_H

#include "db.h"

/* Is this name, or one that looks like it (see text_fold), under any post? */
enum rc byline_is(struct db *db, struct arena *a, const char *name, bool *yes) MUST_USE;

#endif
