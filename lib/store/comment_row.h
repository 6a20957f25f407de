/*
 * comment_row.h - how a row of table comment becomes a struct comment
 *
 * For the files of this folder that select comments.
 */
#ifndef COMMENT_ROW_H
#define COMMENT_ROW_H

#include "comment.h"

#define COMMENT_COLUMNS                                                                \
    "c.id, c.post_id, c.parent_id, c.root_id, c.person_id, c.depth, c.by_author,"      \
    " c.name, c.website, c.side, c.moved_from, c.changed_mind, c.state, c.held,"       \
    " c.body_html, c.created, c.shown, c.edited, c.withdrawn, c.supports,"             \
    " c.opponents, c.moved, c.cited"
#define COMMENT_COLUMNS_N 23

/* The first COMMENT_COLUMNS_N columns of the current row. */
void comment_read(const struct rows *r, struct arena *a, struct comment *out);

#endif
