/*
 * config.h - the operator's settings: an INI file and the environment
 *
 * Each key "[section] key" is also the environment variable TERTULIA_SECTION_KEY, which
 * wins. An unknown key or a bad value stops the start and names the line. The table in
 * config.c is the only list of keys, defaults and bounds.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdint.h>

#include "arena.h"
#include "db.h"
#include "log.h"
#include "rc.h"

#define CONFIG_DEFAULT_PATH "/etc/tertulia/tertulia.conf"
#define CONFIG_WORKERS_MAX 64

/* How the connection to the mail server is protected. */
enum mail_tls {
    MAIL_TLS_VERIFIED,   /* "verified": encrypted, its certificate checked */
    MAIL_TLS_UNVERIFIED, /* "unverified": encrypted, its certificate not checked */
    MAIL_TLS_NONE        /* "none": not encrypted */
};

struct config {
    /* [site] */
    const char *base_url; /* "https://example.org", without a trailing slash */
    const char *timezone; /* "Europe/Madrid"; "" is the system's */
    /* [paths] */
    const char *database, *templates, *statics;
    /* [database] */
    const char *durability; /* "grouped" or "full" */
    /* [server] */
    const char *socket;
    int64_t workers;   /* processes */
    int64_t timeout_s; /* to read a request's body; to write an answer */
    int64_t request_s; /* to make an answer; then the worker ends */
    /* [log] */
    const char *log_level;
    int64_t slow_ms; /* a statement that takes this long is logged; 0: none */
    /* [mail] */
    const char *smtp_url;  /* "smtp://host:587", "smtps://host:465"; "": no mail */
    const char *mail_from; /* an address; its display name is the site's title */
    const char *smtp_user, *smtp_password; /* "": none */
    const char *smtp_password_file;        /* holds the password; "": none */
    const char *smtp_tls;                  /* "verified", "unverified" or "none" */
    const char *smtp_ca_file;              /* "": the system's */
    int64_t smtp_timeout_s;                /* for one mail */
    /* [limits] 0 switches a rate limit off */
    int64_t comment_bytes, name_points, website_bytes, post_bytes;
    int64_t form_bytes;                            /* body of a reader's POST */
    int64_t editor_bytes;                          /* body of the post editor's POST */
    int64_t comments_per_minute, comments_per_day; /* per address */
    int64_t reactions_per_minute,
        reactions_per_day; /* the same: stances, supports, edits, deletions */
    int64_t edit_minutes;  /* how long its writer may change a comment; 0: never */
    int64_t min_fill_s;    /* a form sent sooner is shown again */
    int64_t token_hours;
    int64_t session_days, session_idle_hours;
    int64_t failed_logins;     /* per address in 15 minutes */
    int64_t failed_logins_all; /* from all addresses but the account's known ones */
    int64_t mails_per_hour;    /* that one IP address may request */
};

/* `path` NULL: $TERTULIA_CONFIG, else CONFIG_DEFAULT_PATH if it exists, else defaults
 * and environment only. Relative paths start from the file's folder; in the
 * environment, from the current directory. Strings live in `a`. Failures are
 * logged with file and line. */
enum rc config_load(struct arena *a, const char *path, struct config *out) MUST_USE;
/* Is a mail server configured? Else no form asks for mail addresses. */
bool config_has_mail(const struct config *c);
/* Parses a value of [mail] tls; false: it is unknown. */
bool config_mail_tls(const char *name, enum mail_tls *tls);
/* Parses a value of [database] durability; false: it is unknown. */
bool config_durability(const char *name, enum db_durability *durability);
/* Parses "debug", "info", "warning" or "error"; false: it is unknown. */
bool config_log_level(const char *name, enum log_level *level);

#endif
