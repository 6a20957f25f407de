/*
 * logged.h - what a test makes the program log
 */
#ifndef LOGGED_H
#define LOGGED_H

/* Between these two standard error is kept in memory. */
void logged_open(void);
void logged_close(void);
/* What was logged since the last call, "level tertulia[pid] message" a line; until
 * call_teardown(). */
char *logged_whole(void);
/* The same, each line "level message". */
const char *logged(void);

#endif
