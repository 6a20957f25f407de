/*
 * message_table.h - the table that messages.awk makes; only message.c and tests use it
 */
#ifndef MESSAGE_TABLE_H
#define MESSAGE_TABLE_H

#include <stddef.h>

#include "lang.h"
#include "message_ids.h"

struct message_text {
    const char *one;  /* singular, or the only form */
    const char *many; /* plural; NULL: the message has none */
};

/* From index 1 on sorted in the order of strcmp; index 0 is MSG_NONE, "". */
extern const char *const message_names[MESSAGES];
extern const struct message_text message_texts[LANGS][MESSAGES];

#endif
