/*
 * hex.c - hexadecimal digits: see hex.h
 */
#include "hex.h"

int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

void hex_write(unsigned char byte, char out[2])
{
    static const char digits[] = "0123456789ABCDEF";

    out[0] = digits[byte >> 4];
    out[1] = digits[byte & 15];
}
