/*
 * routes.c - the map of the site: every address, who may use it and what it takes
 */
#include "array.h"
#include "pages.h"
#include "routes.h"

#define GET METHOD_GET
#define POST METHOD_POST

/* Two columns: who may, and the answer to a POST of somebody else. */
#define ANYONE ROLE_ANYONE, NULL
#define BEARER ROLE_BEARER, NULL
#define AUTHOR ROLE_AUTHOR, NULL
#define AUTHOR_ELSE(refuse) ROLE_AUTHOR, refuse

#define VIEW_INPUTS                                                                    \
    "side order show view page at reply changed held done after older seal"
#define COMMENT_INPUTS                                                                 \
    "side body name website email notify parent changed token action url again"
#define EDITOR_INPUTS                                                                  \
    "title kind question slug body label_pro label_contra author lang policy open "    \
    "closes tally_shown conclusion take "                                              \
    "state revision token saved seal"

/* clang-format off */
const struct route routes[] = {
    /* Readers */
    { GET,  "/",                        home_show,       ANYONE, NO_BODY,     "lang page" },
    { GET,  "/counting",                counting_show,   ANYONE, NO_BODY,     "lang" },
    { GET,  "/p/:slug",                 post_show,       ANYONE, NO_BODY,     VIEW_INPUTS },
    { POST, "/p/:slug/comments",        comment_create,  ANYONE, FORM_BODY,   COMMENT_INPUTS },
    { GET,  "/p/:slug/comments/:id",    comment_show,    ANYONE, NO_BODY,     VIEW_INPUTS },
    { POST, "/p/:slug/comments/:id/support", support_create, ANYONE, FORM_BODY, "do token again" },
    { GET,  "/p/:slug/comments/:id/edit",    own_edit,       ANYONE, NO_BODY,   "" },
    { POST, "/p/:slug/comments/:id/edit",    own_save,       ANYONE, FORM_BODY, "side body token action" },
    { GET,  "/p/:slug/comments/:id/delete",  own_delete,     ANYONE, NO_BODY,   "" },
    { POST, "/p/:slug/comments/:id/delete",  own_erase,      ANYONE, FORM_BODY, "token" },
    { POST, "/p/:slug/stance",          stance_create,   ANYONE, FORM_BODY,   "side token again" },
    { GET,  "/p/:slug/sheet",           sheet_show,      ANYONE, NO_BODY,     "" },
    { GET,  "/p/:slug/tally.svg",       tally_svg_show,  ANYONE, NO_BODY,     "" },
    { GET,  "/p/:slug/tally.png",       tally_png_show,  ANYONE, NO_BODY,     "" },
    { GET,  "/p/:slug/latest",          latest_show,     ANYONE, NO_BODY,     "" },
    { GET,  "/p/:slug/comments.atom",   post_comments_feed_show, ANYONE, NO_BODY, "side before" },
    { GET,  "/feed.atom",               feed_show,       ANYONE, NO_BODY,     "lang before" },
    { GET,  "/comments.atom",           comments_feed_show, ANYONE, NO_BODY,  "lang before" },
    { GET,  "/sitemap.xml",             sitemap_show,    ANYONE, NO_BODY,     "" },
    { GET,  "/robots.txt",              robots_show,     ANYONE, NO_BODY,     "" },
    { GET,  "/healthz",                 health_show,     ANYONE, NO_BODY,     "" },

    /* Readers: mail */
    { POST, "/p/:slug/follow",          follow_ask,      ANYONE, FORM_BODY,   "email token url" },
    { GET,  "/continue",                continue_show,   ANYONE, NO_BODY,     "lang" },
    { POST, "/continue",                continue_ask,    ANYONE, FORM_BODY,   "email token lang" },
    { GET,  "/mail/asked",              mail_asked,      ANYONE, NO_BODY,     "lang wait" },
    /* What the links of mails open: a GET asks, a POST does it. */
    { GET,  "/mail/confirm",            confirm_show,    ANYONE, NO_BODY,     "key" },
    { POST, "/mail/confirm",            confirm_use,     ANYONE, FORM_BODY,   "key id do" },
    { GET,  "/mail/continue",           continue_open,   ANYONE, NO_BODY,     "key" },
    { POST, "/mail/continue",           continue_use,    ANYONE, FORM_BODY,   "key" },
    { GET,  "/mail/manage",             manage_show,     ANYONE, NO_BODY,     "key saved seal" },
    { POST, "/mail/manage",             manage_change,   ANYONE, FORM_BODY,   "key stop erase" },
    { GET,  "/mail/unsubscribe",        unsubscribe_show, ANYONE, NO_BODY,    "key" },
    { POST, "/mail/unsubscribe",        unsubscribe_use, BEARER, FORM_BODY,   "key" },
    { GET,  "/mail/author",             author_show,     ANYONE, NO_BODY,     "key" },
    { POST, "/mail/author",             author_confirm,  ANYONE, FORM_BODY,   "key" },
    { GET,  "/mail/decide",             decide_show,     ANYONE, NO_BODY,     "key do" },
    { POST, "/mail/decide",             decide_use,      ANYONE, FORM_BODY,   "key do seen" },

    /* Authors: signing in and out */
    { GET,  "/admin/login",             login_show,      ANYONE, NO_BODY,     "next" },
    { POST, "/admin/login",             login_try,       ANYONE, FORM_BODY,   "name password next token" },
    { GET,  "/admin/welcome",           welcome_show,    ANYONE, NO_BODY,     "key" },
    { POST, "/admin/welcome",           welcome_use,     ANYONE, FORM_BODY,   "key password again" },
    { POST, "/admin/logout",            logout,          AUTHOR, FORM_BODY,   "token" },

    /* Authors: moderating */
    { GET,  "/admin",                   dashboard_enter, ANYONE, NO_BODY,     "" },
    { GET,  "/admin/",                  dashboard_show,  AUTHOR, NO_BODY,     "undone unread seal" },
    { GET,  "/admin/comments",          queue_show,      AUTHOR, NO_BODY,
      "state page batch changed did undone unread marked seal" },
    /* "ids" may come often. */
    { POST, "/admin/comments",          queue_decide,    AUTHOR, EDITOR_BODY, "do state page batch seen token" },

    /* Authors: writing and settings */
    { GET,  "/admin/posts",             posts_show,      AUTHOR, NO_BODY,     "page" },
    { GET,  "/admin/posts/new",         write_new,       AUTHOR, NO_BODY,     "" },
    { POST, "/admin/posts/new",         write_create,    AUTHOR_ELSE(write_refuse), EDITOR_BODY, EDITOR_INPUTS },
    { GET,  "/admin/posts/:id/edit",    write_edit,      AUTHOR, NO_BODY,     EDITOR_INPUTS },
    { POST, "/admin/posts/:id/edit",    write_save,      AUTHOR_ELSE(write_refuse), EDITOR_BODY, EDITOR_INPUTS },
    { GET,  "/admin/settings",          settings_show,   AUTHOR, NO_BODY,     "saved seal" },
    { POST, "/admin/settings",          settings_save,   AUTHOR, FORM_BODY,
      "title tagline lang policy token" },
    { GET,  "/admin/account",           account_show,    AUTHOR, NO_BODY,     "saved seal" },
    { POST, "/admin/account",           account_change,  AUTHOR, FORM_BODY,
      "do current password again email notify token" },
};
/* clang-format on */

const size_t routes_n = ARRAY_LEN(routes);
