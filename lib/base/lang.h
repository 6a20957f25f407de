/*
 * lang.h - the languages of the program
 */
#ifndef LANG_H
#define LANG_H

#include <stdbool.h>

enum lang { LANG_ES = 0, LANG_EN = 1 };
#define LANGS 2

const char *lang_code(enum lang lang); /* "es", "en" (BCP 47) */
bool lang_parse(const char *code, enum lang *lang);
enum lang lang_other(enum lang lang);

#endif
