/*
 * logged.h - what a test makes the program log
 */
#ifndef LOGGED_H
#define LOGGED_H

/* Between these two calls standard error goes to memory. */
void logged_open(void);
void logged_close(void);
/* Returns what was logged since the last call, lines of "level tertulia[pid] message".
 * Lives until call_teardown(). */
char *logged_whole(void);
/* The same as lines of "level message". */
const char *logged(void);

#endif
