/*
 * smtp.c - hands mails to the mail server: see smtp.h
 */
#include <curl/curl.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "array.h"
#include "log.h"
#include "mail_view.h"
#include "smtp.h"

#define CONNECT_S 10L
#define PASSWORD_MAX_BYTES 1024

struct smtp {
    CURL *curl; /* keeps the connection */
    const struct config *config;
    struct arena *arena; /* of the strings that libcurl borrows */
    const char *password;
    int stop;
    /* Of the current mail. */
    const struct buf *message;
    size_t sent;     /* bytes of it */
    char verb[8];    /* our last command, except QUIT, which follows a refusal */
    char reply[256]; /* the server's last line before QUIT */
    bool leaving;
    struct buf *log;
};

/* The password is the first line of its file. */
static enum rc read_password(struct smtp *s)
{
    const char *path = s->config->smtp_password_file;
    char *text;
    int fd;
    ssize_t n;

    s->password = s->config->smtp_password;
    if (!*path)
        return RC_OK;
    text = arena_alloc(s->arena, PASSWORD_MAX_BYTES + 1);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    n = fd < 0 ? -1 : read(fd, text, PASSWORD_MAX_BYTES);
    if (fd >= 0)
        close(fd);
    if (n <= 0) {
        log_error("%s: cannot be read: %m; see [mail] password_file", path);
        return RC_INVALID;
    }
    text[strcspn(text, "\r\n")] = '\0';
    s->password = text;
    return RC_OK;
}

static size_t give(char *to, size_t size, size_t n, void *user)
{
    struct smtp *s = user;
    const size_t left = s->message->n - s->sent;
    const size_t piece = size * n < left ? size * n : left;

    memcpy(to, s->message->s + s->sent, piece);
    s->sent += piece;
    return piece;
}

/* libcurl calls it about once a second, also without traffic. */
static int progress(void *user, curl_off_t all_down, curl_off_t down, curl_off_t all_up,
                    curl_off_t up)
{
    const struct smtp *s = user;
    struct pollfd stop = { .fd = s->stop, .events = POLLIN };

    (void)all_down;
    (void)down;
    (void)all_up;
    (void)up;
    return s->stop >= 0 && poll(&stop, 1, 0) > 0;
}

/* Notes a command without its arguments: addresses, and secrets of a login. */
static void note_command(struct smtp *s, const char *line, size_t n)
{
    static const char *const known[] = { "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL",
                                         "RCPT", "DATA", "RSET",     "QUIT" };

    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        const size_t length = strlen(known[i]);

        if (n < length || memcmp(line, known[i], length) != 0)
            continue;
        s->leaving = strcmp(known[i], "QUIT") == 0;
        if (!s->leaving && length < sizeof(s->verb))
            memcpy(s->verb, known[i], length + 1);
        if (s->log)
            buf_printf(s->log, "> %s\n", known[i]);
    }
}

static void note_reply(struct smtp *s, const char *line, size_t n)
{
    while (n && (line[n - 1] == '\r' || line[n - 1] == '\n'))
        n--;
    if (s->log)
        buf_printf(s->log, "%.*s\n", (int)(n < 250 ? n : 250), line);
    if (!s->leaving)
        snprintf(s->reply, sizeof(s->reply), "%.*s", (int)(n < 250 ? n : 250), line);
}

static int listen_in(CURL *curl, curl_infotype type, char *bytes, size_t n, void *user)
{
    (void)curl;
    if (type == CURLINFO_HEADER_OUT)
        note_command(user, bytes, n);
    else if (type == CURLINFO_HEADER_IN)
        note_reply(user, bytes, n);
    return 0;
}

static void set_security(const struct smtp *s)
{
    const struct config *c = s->config;
    enum mail_tls tls = MAIL_TLS_VERIFIED;
    bool verified;

    config_mail_tls(c->smtp_tls, &tls); /* config_load() checked it */
    verified = tls == MAIL_TLS_VERIFIED;
    curl_easy_setopt(s->curl, CURLOPT_USE_SSL,
                     tls == MAIL_TLS_NONE ? (long)CURLUSESSL_NONE
                                          : (long)CURLUSESSL_ALL);
    curl_easy_setopt(s->curl, CURLOPT_SSL_VERIFYPEER, verified ? 1L : 0L);
    curl_easy_setopt(s->curl, CURLOPT_SSL_VERIFYHOST, verified ? 2L : 0L);
    if (*c->smtp_ca_file)
        curl_easy_setopt(s->curl, CURLOPT_CAINFO, c->smtp_ca_file);
    if (*c->smtp_user) {
        curl_easy_setopt(s->curl, CURLOPT_USERNAME, c->smtp_user);
        curl_easy_setopt(s->curl, CURLOPT_PASSWORD, s->password);
    }
}

static void set_options(const struct smtp *s)
{
    const struct config *c = s->config;
    /* libcurl sends the path as our name in EHLO. */
    const char *url =
        arena_printf(s->arena, "%s/%s", c->smtp_url, mail_host(s->arena, c->base_url));

    curl_easy_setopt(s->curl, CURLOPT_URL, url);
    curl_easy_setopt(s->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(s->curl, CURLOPT_PROXY, ""); /* not that of the environment */
    curl_easy_setopt(s->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(s->curl, CURLOPT_TIMEOUT, (long)c->smtp_timeout_s);
    curl_easy_setopt(s->curl, CURLOPT_CONNECTTIMEOUT,
                     c->smtp_timeout_s < CONNECT_S ? (long)c->smtp_timeout_s
                                                   : CONNECT_S);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM,
                     arena_printf(s->arena, "<%s>", c->mail_from));
    curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(s->curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(s->curl, CURLOPT_READDATA, s);
    curl_easy_setopt(s->curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(s->curl, CURLOPT_XFERINFOFUNCTION, progress);
    curl_easy_setopt(s->curl, CURLOPT_XFERINFODATA, s);
    curl_easy_setopt(s->curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(s->curl, CURLOPT_DEBUGFUNCTION, listen_in);
    curl_easy_setopt(s->curl, CURLOPT_DEBUGDATA, s);
    set_security(s);
}

enum rc smtp_open(struct smtp **out, const struct config *config, int stop)
{
    struct arena *arena = arena_new();
    struct smtp *s = ARENA_NEW(arena, struct smtp);
    enum rc rc;

    *s = (struct smtp){ .config = config, .arena = arena, .stop = stop };
    rc = read_password(s);
    if (!rc && !(s->curl = curl_easy_init())) {
        log_error("mail: libcurl does not start");
        rc = RC_FAIL;
    }
    if (rc) {
        arena_free(arena);
        return rc;
    }
    set_options(s);
    *out = s;
    return RC_OK;
}

void smtp_close(struct smtp *s)
{
    curl_easy_cleanup(s->curl);
    arena_free(s->arena);
}

static bool was(const struct smtp *s, const char *verb)
{
    return strcmp(s->verb, verb) == 0;
}

/* A refusal of RCPT or DATA, or a 4xx to MAIL, is about this mail; any other failure
 * would have met another mail, too. */
static enum smtp_outcome outcome_of(const struct smtp *s, CURLcode code)
{
    const bool about = was(s, "RCPT") || was(s, "DATA");
    long reply = 0;

    if (code == CURLE_OK)
        return SMTP_SENT;
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return SMTP_STOPPED;
    reply = strtol(s->reply, NULL, 10); /* RFC 5321, section 4.2: three digits */
    if (about && reply >= 500 && reply <= 599)
        return SMTP_NEVER;
    if ((about || was(s, "MAIL")) && reply >= 400 && reply <= 499)
        return SMTP_LATER;
    return SMTP_AWAY;
}

void smtp_send(struct smtp *s, const char *to, const struct buf *message,
               struct buf *log, struct smtp_answer *out)
{
    char recipient[300], error[CURL_ERROR_SIZE] = "";
    struct curl_slist *list;
    CURLcode code;

    snprintf(recipient, sizeof(recipient), "<%s>", to);
    list = curl_slist_append(NULL, recipient);
    s->message = message;
    s->sent = 0;
    s->verb[0] = s->reply[0] = '\0';
    s->leaving = false;
    s->log = log;
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, list);
    curl_easy_setopt(s->curl, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(s->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)message->n);
    code = list ? curl_easy_perform(s->curl) : CURLE_OUT_OF_MEMORY;
    curl_easy_setopt(s->curl, CURLOPT_ERRORBUFFER, NULL);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(list);
    out->outcome = outcome_of(s, code);
    if (out->outcome == SMTP_NEVER || out->outcome == SMTP_LATER || code == CURLE_OK)
        snprintf(out->text, sizeof(out->text), "%s", s->reply);
    else
        snprintf(out->text, sizeof(out->text), "%.255s%s%.80s",
                 error[0] ? error : curl_easy_strerror(code), s->reply[0] ? ": " : "",
                 s->reply);
}
