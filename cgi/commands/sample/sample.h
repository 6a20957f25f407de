/*
 * sample.h - the posts and comments of the sample site, read from this folder's files
 *
 * NAME.md is a post: lines "key: value", a line "---", then its Markdown. Keys: title,
 * slug, lang, kind, policy, day, time; question on debates; translation names the slug
 * of a post that comes earlier in sample_texts; closes counts days as day does (+14 is
 * in two weeks) and means 20:00. The conclusion follows a line "== conclusion".
 *
 * NAME.txt holds the comments and acts below it, thread by thread. Lines before the
 * first block are blank or start with '#'. A comment is a header and, until the next
 * header, its Markdown:
 *
 *   == id=fair parent=money side=pro name="Gareth" day=-20 time=19:45
 *   Fair enough, [as Hannah says](#nuances).
 *
 * by=author replaces a name; the same name is the same person. mind=changed says that
 * the parent made the writer change to this side. held=first|links|honeypot says why
 * moderation holds it. [text](#id) points to an earlier comment. A later decision of
 * the author is a block of one line, with an action of decision.h:
 *
 *   == do=delete on=fair day=-19 time=08:00
 *
 * An act of readers is a block, too. do=support and do=stand (a stance) name the
 * readers, separated by commas; do=withdraw and do=edit are acts of the writer, and the
 * new text follows do=edit:
 *
 *   == do=support on=fair names="Hannah, Priya" day=-19 time=09:00
 *   == do=stand side=undecided names="Owen" day=-18 time=10:30
 *
 * Days count back from today (-1 is yesterday) and times are local, so that the debate
 * is always fresh.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "arena.h"
#include "debate.h"
#include "decision.h"

struct sample_time {
    int day;    /* -365 .. -1; 1 .. 365 in the future */
    int minute; /* of the day, 0 .. 1439 */
};

struct sample_post {
    /* Values of the post form. */
    const char *title, *question, *slug, *lang, *kind, *policy;
    const char *translation; /* slug or "" */
    struct sample_time at;
    struct sample_time closes;     /* day 0: never */
    const char *body, *conclusion; /* conclusion "": none */
};

struct sample_comment {
    const char *id;
    const struct sample_comment *parent; /* NULL: starts a thread */
    const char *name;                    /* NULL: written by the author */
    enum side side;
    enum held_reason held;
    bool changed_mind;
    struct sample_time at;
    const char *body;
    unsigned line; /* of its header, from 1 */
};

struct sample_decision {
    enum action action;
    const struct sample_comment *on;
    struct sample_time at;
};

enum sample_act_kind { SAMPLE_SUPPORT, SAMPLE_STANCE, SAMPLE_EDIT, SAMPLE_WITHDRAW };

struct sample_act {
    enum sample_act_kind kind;
    const struct sample_comment *on; /* NULL for a stance */
    enum side side;                  /* of a stance; SIDE_NONE: undecided */
    const char **names;              /* of a support or a stance */
    size_t n_names;
    struct sample_time at;
    const char *body; /* of an edit */
    unsigned line;    /* of its header, from 1 */
};

#define SAMPLE_COMMENTS_MAX 200
struct sample_talk {
    /* In the order of the file; a parent comes first. */
    struct sample_comment *comments;
    struct sample_decision *decisions;
    struct sample_act *acts;
    size_t n_comments, n_decisions, n_acts;
};

/* An error in a text, and its line. */
struct sample_error {
    unsigned line;
    const char *what;
};

#endif
