/*
 * array.h - the length of an array
 */
#ifndef ARRAY_H
#define ARRAY_H

/* Takes the array itself: a pointer to its first item does not carry the length. */
#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

#endif
