/*
 * held_view.h - why a comment waits, in words
 */
#ifndef HELD_VIEW_H
#define HELD_VIEW_H

#include "debate.h"
#include "message.h"

/* Of a comment that moderation held or filed as spam: not HELD_NOT. */
enum message held_words(enum held_reason reason);

#endif
