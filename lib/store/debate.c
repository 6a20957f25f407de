/*
 * debate.c - the words of the domain: values to names and back
 */
#include <assert.h>
#include <stddef.h>

#include "array.h"
#include "banned.h"
#include "debate.h"
#include "names.h"

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
static const char *const TALLY_SHOWN[] = { [TALLY_ALWAYS] = "always",
                                           [TALLY_AFTER_STANCE] = "stand",
                                           [TALLY_AT_CLOSE] = "close" };
static const char *const ORDER_NAMES[ORDERS] = { [ORDER_BALANCED] = "balanced",
                                                 [ORDER_OLDEST] = "oldest",
                                                 [ORDER_NEWEST] = "newest",
                                                 [ORDER_SUPPORTED] = "supported" };

const char *side_name(enum side side)
{
    assert(side < ARRAY_LEN(SIDES));
    return SIDES[side];
}

bool side_parse(const char *name, enum side *side)
{
    const size_t i = name_find(SIDES, ARRAY_LEN(SIDES), name);

    if (i == SIDE_NONE || i == ARRAY_LEN(SIDES))
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
    assert(state < ARRAY_LEN(STATES));
    return STATES[state];
}

bool comment_state_parse(const char *name, enum comment_state *state)
{
    const size_t i = name_find(STATES, ARRAY_LEN(STATES), name);

    if (i == ARRAY_LEN(STATES))
        return false;
    *state = (enum comment_state)i;
    return true;
}

const char *policy_name(enum policy policy)
{
    assert(policy < ARRAY_LEN(POLICIES));
    return POLICIES[policy];
}

bool policy_parse(const char *name, enum policy *policy)
{
    const size_t i = name_find(POLICIES, ARRAY_LEN(POLICIES), name);

    if (i == ARRAY_LEN(POLICIES))
        return false;
    *policy = (enum policy)i;
    return true;
}

const char *order_name(enum order order)
{
    assert(order < ARRAY_LEN(ORDER_NAMES));
    return ORDER_NAMES[order];
}

bool order_parse(const char *name, enum order *order)
{
    const size_t i = name_find(ORDER_NAMES, ARRAY_LEN(ORDER_NAMES), name);

    if (i == ARRAY_LEN(ORDER_NAMES))
        return false;
    *order = (enum order)i;
    return true;
}

const char *tally_shown_name(enum tally_shown shown)
{
    assert(shown < ARRAY_LEN(TALLY_SHOWN));
    return TALLY_SHOWN[shown];
}

bool tally_shown_parse(const char *name, enum tally_shown *shown)
{
    const size_t i = name_find(TALLY_SHOWN, ARRAY_LEN(TALLY_SHOWN), name);

    if (i == ARRAY_LEN(TALLY_SHOWN))
        return false;
    *shown = (enum tally_shown)i;
    return true;
}
