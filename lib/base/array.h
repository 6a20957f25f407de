/*
 * array.h - the length of an array
 */
#ifndef ARRAY_H
#define ARRAY_H

/* Of an array itself: a pointer to its first item does not know it. */
#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

#endif
