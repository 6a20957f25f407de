/*
 * banned.h - library calls that do not compile in this project
 *
 * Each is unbounded, not reentrant or not random enough; the comment beside it names
 * the replacement. The system headers that declare them are included first, so that
 * only our own uses fail.
 */
#ifndef BANNED_H
#define BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat stpcpy sprintf vsprintf /* arena_printf, buf_printf */
#pragma GCC poison strtok                                /* strcspn and strspn */
#pragma GCC poison localtime gmtime ctime asctime        /* localtime_r, gmtime_r */
#pragma GCC poison rand srand random srandom             /* secret_random */
#pragma GCC poison gets atoi atol                        /* parse_id, parse_uint */

#endif
