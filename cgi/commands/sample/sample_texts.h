/*
 * sample_texts.h - the files of the sample site
 */
#ifndef SAMPLE_TEXTS_H
#define SAMPLE_TEXTS_H

struct sample_text {
    const char *name;            /* of the files, without .md and .txt */
    const char *post, *comments; /* comments NULL: it has none */
};
/* Oldest first; ends with a name of NULL. */
extern const struct sample_text sample_texts[];

#endif
