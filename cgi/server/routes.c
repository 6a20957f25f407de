/*
 * routes.c - the map of the site: every address, its handler, role and inputs
 */
#include "array.h"
#include "pages.h"
#include "routes.h"

#define GET METHOD_GET
#define POST METHOD_POST

/* Two columns: the role, and the handler of a POST that the role does not admit. */
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
    { GET,  "/",                          home_show,                ANYONE, NO_BODY,     "lang page",
      "The home page: the open debate, then the newest posts with their tallies." },
    { GET,  "/counting",                  counting_show,            ANYONE, NO_BODY,     "lang",
      "Explains how the tally is counted, and shows the SQL that recounts it." },
    { GET,  "/p/:slug",                   post_show,                ANYONE, NO_BODY,     VIEW_INPUTS,
      "A post with its tally, its threads and the comment form." },
    { POST, "/p/:slug/comments",          comment_create,           ANYONE, FORM_BODY,   COMMENT_INPUTS,
      "Saves a comment or a reply, or shows its preview." },
    { GET,  "/p/:slug/comments/:id",      comment_show,             ANYONE, NO_BODY,     VIEW_INPUTS,
      "One comment with its ancestors and its replies." },
    { POST, "/p/:slug/comments/:id/support", support_create,           ANYONE, FORM_BODY,   "do token again",
      "Supports a comment, or takes the support back." },
    { GET,  "/p/:slug/comments/:id/edit", own_comment_edit,         ANYONE, NO_BODY,     "",
      "The form in which a writer edits their own recent comment." },
    { POST, "/p/:slug/comments/:id/edit", own_comment_save,         ANYONE, FORM_BODY,   "side body token action",
      "Saves the edited comment, or shows its preview." },
    { GET,  "/p/:slug/comments/:id/delete", own_comment_delete,       ANYONE, NO_BODY,     "",
      "Asks the writer of a recent comment whether to delete it." },
    { POST, "/p/:slug/comments/:id/delete", own_comment_erase,        ANYONE, FORM_BODY,   "token",
      "Deletes the writer's own comment." },
    { POST, "/p/:slug/stance",            stance_create,            ANYONE, FORM_BODY,   "side token again",
      "Takes or changes a stance without a comment: pro, contra or undecided." },
    { GET,  "/p/:slug/sheet",             sheet_show,               ANYONE, NO_BODY,     "",
      "The post and its debate as a sheet to print." },
    { GET,  "/p/:slug/tally.svg",         tally_svg_show,           ANYONE, NO_BODY,     "",
      "The tally as an SVG picture." },
    { GET,  "/p/:slug/tally.png",         tally_png_show,           ANYONE, NO_BODY,     "",
      "The tally as a PNG picture, for link cards." },
    { GET,  "/p/:slug/latest",            latest_show,              ANYONE, NO_BODY,     "",
      "The tally and the newest comment's id as JSON, for scripts that poll." },
    { GET,  "/p/:slug/comments.atom",     post_comments_feed_show,  ANYONE, NO_BODY,     "side before",
      "The feed of a post's comments, of one side if asked." },
    { GET,  "/feed.atom",                 feed_show,                ANYONE, NO_BODY,     "lang before",
      "The feed of posts." },
    { GET,  "/comments.atom",             comments_feed_show,       ANYONE, NO_BODY,     "lang before",
      "The feed of the comments on all posts." },
    { GET,  "/sitemap.xml",               sitemap_show,             ANYONE, NO_BODY,     "",
      "The list of public addresses for search engines." },
    { GET,  "/robots.txt",                robots_show,              ANYONE, NO_BODY,     "",
      "Lists the pages that crawlers are to leave out." },
    { GET,  "/healthz",                   health_show,              ANYONE, NO_BODY,     "",
      "Answers 200 while the database can be read, else 503; without data." },

    /* Readers: mail */
    { POST, "/p/:slug/follow",            follow_ask,               ANYONE, FORM_BODY,   "email token url",
      "Asks for mail about new comments on a post." },
    { GET,  "/continue",                  identity_link_show,       ANYONE, NO_BODY,     "lang",
      "The form for a mail whose link makes another browser the same reader." },
    { POST, "/continue",                  identity_link_ask,        ANYONE, FORM_BODY,   "email token lang",
      "Sends that mail if the address is known; the answer is the same if not." },
    { GET,  "/mail/asked",                mail_requested,           ANYONE, NO_BODY,     "lang wait",
      "Says that a mail is on its way if the address can get one." },
    /* Links in mails open these: a GET asks, a POST acts. */
    { GET,  "/mail/confirm",              confirm_show,             ANYONE, NO_BODY,     "key",
      "Shows who gave this address, and asks whether its owner agrees." },
    { POST, "/mail/confirm",              confirm_use,              ANYONE, FORM_BODY,   "key id do",
      "Allows mail, claims the comments as well, or refuses mail for good." },
    { GET,  "/mail/continue",             identity_link_open,       ANYONE, NO_BODY,     "key",
      "Asks whether this browser is to be the reader who got the mail." },
    { POST, "/mail/continue",             identity_link_use,        ANYONE, FORM_BODY,   "key",
      "Gives this browser a key of the reader who got the mail." },
    { GET,  "/mail/manage",               manage_show,              ANYONE, NO_BODY,     "key saved seal",
      "Lists what an address is subscribed to." },
    { POST, "/mail/manage",               manage_change,            ANYONE, FORM_BODY,   "key stop erase",
      "Ends one subscription or all of them, or erases the address." },
    { GET,  "/mail/unsubscribe",          unsubscribe_show,         ANYONE, NO_BODY,     "key",
      "Asks whether to end the mail about one post." },
    { POST, "/mail/unsubscribe",          unsubscribe_use,          BEARER, FORM_BODY,   "key",
      "Ends the mail about one post, also by a mail program's one-click button." },
    { GET,  "/mail/author",               author_show,              ANYONE, NO_BODY,     "key",
      "Asks an author to confirm the address for mail about comments." },
    { POST, "/mail/author",               author_confirm,           ANYONE, FORM_BODY,   "key",
      "Confirms an author's address for mail about comments." },
    { GET,  "/mail/decide",               mail_moderation_show,     ANYONE, NO_BODY,     "key do",
      "Asks an author to confirm a decision that a mail offered." },
    { POST, "/mail/decide",               mail_moderation_use,      ANYONE, FORM_BODY,   "key do seen",
      "Carries out a decision on a comment that a mail offered." },

    /* Authors: signing in and out */
    { GET,  "/admin/login",               login_show,               ANYONE, NO_BODY,     "next",
      "The form to sign in." },
    { POST, "/admin/login",               login_try,                ANYONE, FORM_BODY,   "name password next token",
      "Signs an author in." },
    { GET,  "/admin/welcome",             welcome_show,             ANYONE, NO_BODY,     "key",
      "The form to choose a password, which a one-time link opens." },
    { POST, "/admin/welcome",             welcome_use,              ANYONE, FORM_BODY,   "key password again",
      "Sets the password, signs in and ends the one-time link." },
    { POST, "/admin/logout",              logout,                   AUTHOR, FORM_BODY,   "token",
      "Signs out in this browser." },

    /* Authors: moderating */
    { GET,  "/admin",                     dashboard_enter,          ANYONE, NO_BODY,     "",
      "Redirects to /admin/." },
    { GET,  "/admin/",                    dashboard_show,           AUTHOR, NO_BODY,     "undone unread seal",
      "The dashboard: waiting comments, posts, the latest decisions." },
    { GET,  "/admin/comments",            queue_show,               AUTHOR, NO_BODY,
      "state page batch changed did undone unread marked seal",
      "The comments in one state, to moderate." },
    /* Field "ids" may come several times. */
    { POST, "/admin/comments",            queue_decide,             AUTHOR, EDITOR_BODY, "do state page batch seen token",
      "Approves, rejects, deletes or restores comments, or undoes a decision." },

    /* Authors: writing and settings */
    { GET,  "/admin/posts",               posts_show,               AUTHOR, NO_BODY,     "page",
      "The list of posts, drafts included." },
    { GET,  "/admin/posts/new",           write_new,                AUTHOR, NO_BODY,     "",
      "The empty editor." },
    { POST, "/admin/posts/new",         write_create,    AUTHOR_ELSE(write_refuse), EDITOR_BODY, EDITOR_INPUTS,
      "Saves a new post." },
    { GET,  "/admin/posts/:id/edit",      write_edit,               AUTHOR, NO_BODY,     EDITOR_INPUTS,
      "The editor with a post in it." },
    { POST, "/admin/posts/:id/edit",    write_save,      AUTHOR_ELSE(write_refuse), EDITOR_BODY, EDITOR_INPUTS,
      "Saves the post, unless another editor has saved it meanwhile." },
    { GET,  "/admin/settings",            settings_show,            AUTHOR, NO_BODY,     "saved seal",
      "The settings of the site: title, tagline, language, moderation." },
    { POST, "/admin/settings",            settings_save,            AUTHOR, FORM_BODY,
      "title tagline lang policy token",
      "Saves the settings." },
    { GET,  "/admin/account",             account_show,             AUTHOR, NO_BODY,     "saved seal",
      "The author's own account: password, mail address, mail about comments." },
    { POST, "/admin/account",             account_change,           AUTHOR, FORM_BODY,
      "do current password again email notify token",
      "Changes the password or the mail, or signs out everywhere." },
};
/* clang-format on */

const size_t routes_n = ARRAY_LEN(routes);
