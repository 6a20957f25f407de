/*
 * message_table.h - the table that messages.awk makes from the PO files; only message.c
 * and its tests look at it
 */
#ifndef MESSAGE_TABLE_H
#define MESSAGE_TABLE_H

#include <stddef.h>

#include "lang.h"
#include "message_ids.h"

struct message_text {
    const char *one;  /* or the only form */
    const char *many; /* NULL: the message counts nothing */
};

/* Sorted as strcmp does from 1 on; 0 is MSG_NONE, "". */
extern const char *const message_names[MESSAGES];
extern const struct message_text message_texts[LANGS][MESSAGES];

#endif
