/*
 * comment_row.c - a comment read from its columns
 */
#include "comment_row.h"

void comment_read(const struct rows *r, struct arena *a, struct comment *c)
{
    c->id = row_i64(r, 0);
    c->post_id = row_i64(r, 1);
    c->parent_id = row_i64(r, 2);
    c->root_id = row_i64(r, 3);
    c->person_id = row_i64(r, 4);
    c->depth = (int)row_i64(r, 5);
    c->by_author = row_i64(r, 6) != 0;
    c->name = row_text(r, 7, a);
    c->website = row_text(r, 8, a);
    c->side = (enum side)row_i64(r, 9);
    c->retagged_from = (enum side)row_i64(r, 10);
    c->changed_mind = row_i64(r, 11) != 0;
    c->state = (enum comment_state)row_i64(r, 12);
    c->held = (enum held_reason)row_i64(r, 13);
    c->body = row_html(r, 14, a);
    c->created = row_i64(r, 15);
    c->shown = row_i64(r, 16);
    c->edited = row_i64(r, 17);
    c->withdrawn = row_i64(r, 18);
    c->supports = row_i64(r, 19);
    c->opponents = row_i64(r, 20);
    c->minds_changed = row_i64(r, 21);
    c->cited = row_i64(r, 22);
    c->excerpt = NULL;
    c->shortened = false;
}
