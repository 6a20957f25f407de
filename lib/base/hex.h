/*
 * hex.h - hexadecimal digits
 */
#ifndef HEX_H
#define HEX_H

/* Returns the value of a digit of either case; -1 if `digit` is none. */
int hex_value(char digit);
/* Writes the two digits of a byte, in capitals, without a NUL. */
void hex_write(unsigned char byte, char out[2]);

#endif
