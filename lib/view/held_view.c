/*
 * held_view.c - why a comment waits: see held_view.h
 */
#include "held_view.h"

enum message held_words(enum held_reason reason)
{
    switch (reason) {
    case HELD_POLICY:
        return MSG_ADMIN_HELD_POLICY;
    case HELD_FIRST:
        return MSG_ADMIN_HELD_FIRST;
    case HELD_LINKS:
        return MSG_ADMIN_HELD_LINKS;
    case HELD_NOT:
    case HELD_HONEYPOT:
        break;
    }
    return MSG_ADMIN_HELD_HONEYPOT;
}
