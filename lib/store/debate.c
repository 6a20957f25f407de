/*
 * debate.c - the words of the domain: values to names and back
 */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "banned.h"
#include "debate.h"

static const char *const SIDES[] = {
    [SIDE_NONE] = "", [SIDE_PRO] = "pro", [SIDE_CONTRA] = "contra"
};
static const char *const STATES[COMMENT_STATES] = { [COMMENT_PENDING] = "pending",
                                                    [COMMENT_VISIBLE] = "visible",
                                                    [COMMENT_REJECTED] = "rejected",
                                                    [COMMENT_SPAM] = "spam",
                                                    [COMMENT_DELETED] = "deleted" };
static const char *const POLICIES[] = { [POLICY_SITE] = "site",
                                        [POLICY_HOLD_ALL] = "all",
                                        [POLICY_HOLD_FIRST] = "first",
                                        [POLICY_HOLD_NONE] = "none" };
static const char *const TALLY_SHOWN[] = {
    [TALLY_ALWAYS] = "always", [TALLY_AFTER_STAND] = "stand", [TALLY_AT_CLOSE] = "close"
};
static const char *const ORDER_NAMES[ORDERS] = { [ORDER_BALANCED] = "balanced",
                                                 [ORDER_OLDEST] = "oldest",
                                                 [ORDER_NEWEST] = "newest",
                                                 [ORDER_SUPPORTED] = "supported" };

#define COUNT(names) (sizeof(names) / sizeof((names)[0]))

/* Index of the name, or `n`. */
static size_t find(const char *const *names, size_t n, const char *name)
{
    size_t i = 0;

    while (name && i < n && strcmp(names[i], name) != 0)
        i++;
    return name ? i : n;
}

const char *side_name(enum side side)
{
    assert(side < COUNT(SIDES));
    return SIDES[side];
}

bool side_parse(const char *name, enum side *side)
{
    const size_t i = find(SIDES, COUNT(SIDES), name);

    if (i == SIDE_NONE || i == COUNT(SIDES))
        return false;
    *side = (enum side)i;
    return true;
}

enum side side_other(enum side side)
{
    switch (side) {
    case SIDE_PRO:
        return SIDE_CONTRA;
    case SIDE_CONTRA:
        return SIDE_PRO;
    case SIDE_NONE:
        break;
    }
    return SIDE_NONE;
}

const char *comment_state_name(enum comment_state state)
{
    assert(state < COUNT(STATES));
    return STATES[state];
}

bool comment_state_parse(const char *name, enum comment_state *state)
{
    const size_t i = find(STATES, COUNT(STATES), name);

    if (i == COUNT(STATES))
        return false;
    *state = (enum comment_state)i;
    return true;
}

const char *policy_name(enum policy policy)
{
    assert(policy < COUNT(POLICIES));
    return POLICIES[policy];
}

bool policy_parse(const char *name, enum policy *policy)
{
    const size_t i = find(POLICIES, COUNT(POLICIES), name);

    if (i == COUNT(POLICIES))
        return false;
    *policy = (enum policy)i;
    return true;
}

const char *order_name(enum order order)
{
    assert(order < COUNT(ORDER_NAMES));
    return ORDER_NAMES[order];
}

bool order_parse(const char *name, enum order *order)
{
    const size_t i = find(ORDER_NAMES, COUNT(ORDER_NAMES), name);

    if (i == COUNT(ORDER_NAMES))
        return false;
    *order = (enum order)i;
    return true;
}

const char *tally_shown_name(enum tally_shown shown)
{
    assert(shown < COUNT(TALLY_SHOWN));
    return TALLY_SHOWN[shown];
}

bool tally_shown_parse(const char *name, enum tally_shown *shown)
{
    const size_t i = find(TALLY_SHOWN, COUNT(TALLY_SHOWN), name);

    if (i == COUNT(TALLY_SHOWN))
        return false;
    *shown = (enum tally_shown)i;
    return true;
}
