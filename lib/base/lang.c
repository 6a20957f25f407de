/*
 * lang.c - the languages the program speaks
 */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "lang.h"

static const char CODES[LANGS][3] = { [LANG_ES] = "es", [LANG_EN] = "en" };

const char *lang_code(enum lang lang)
{
    assert(lang < LANGS);
    return CODES[lang];
}

bool lang_parse(const char *code, enum lang *lang)
{
    for (unsigned i = 0; code && i < LANGS; i++) {
        if (strcmp(code, CODES[i]) == 0) {
            *lang = (enum lang)i;
            return true;
        }
    }
    return false;
}

enum lang lang_other(enum lang lang)
{
    return lang == LANG_ES ? LANG_EN : LANG_ES;
}
