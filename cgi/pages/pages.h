/*
 * pages.h - the handlers that routes.c names: a file per noun
 */
#ifndef PAGES_H
#define PAGES_H

#include "handler.h"

/* home.c */
handler home_show;
/* post.c */
handler post_show, comment_show;
/* comment.c */
handler comment_create;
/* reaction.c */
handler stance_create, support_create;
/* mail_follow.c */
handler follow_ask, mail_requested;
/* mail_identity.c */
handler identity_link_show, identity_link_ask, identity_link_open, identity_link_use;
/* mail_settings.c */
handler confirm_show, confirm_use, manage_show, manage_change, unsubscribe_show,
    unsubscribe_use;
/* mail_moderation.c */
handler author_show, author_confirm, mail_moderation_show, mail_moderation_use;
/* own_comment.c */
handler own_comment_edit, own_comment_save, own_comment_delete, own_comment_erase;
/* feed.c */
handler latest_show, feed_show, comments_feed_show, post_comments_feed_show;
/* sheet.c */
handler sheet_show;
/* tally.c */
handler counting_show, tally_svg_show, tally_png_show;
/* system.c */
handler robots_show, sitemap_show, health_show;
/* login.c */
handler login_show, login_try, welcome_show, welcome_use, logout;
/* moderate.c */
handler dashboard_enter, dashboard_show, queue_show, queue_decide;
/* write.c */
handler posts_show, write_new, write_create, write_edit, write_save, write_refuse;
/* settings.c */
handler settings_show, settings_save, account_show, account_change;

#endif
