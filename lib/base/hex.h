/*
 * hex.h - hexadecimal digits
 */
#ifndef HEX_H
#define HEX_H

/* The value of a digit of either case; -1: it is none. */
int hex_value(char digit);
/* The two digits of a byte, in capitals. */
void hex_write(unsigned char byte, char out[2]);

#endif
