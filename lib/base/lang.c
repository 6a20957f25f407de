/*
 * lang.c - the languages of the program
 */
#include <assert.h>
#include <stddef.h>

#include "array.h"
#include "lang.h"
#include "names.h"

static const char *const CODES[LANGS] = { [LANG_ES] = "es", [LANG_EN] = "en" };

const char *lang_code(enum lang lang)
{
    assert(lang < LANGS);
    return CODES[lang];
}

bool lang_parse(const char *code, enum lang *lang)
{
    const size_t i = name_find(CODES, ARRAY_LEN(CODES), code);

    if (i == ARRAY_LEN(CODES))
        return false;
    *lang = (enum lang)i;
    return true;
}

enum lang lang_other(enum lang lang)
{
    return lang == LANG_ES ? LANG_EN : LANG_ES;
}
