/*
 * post_office.c - a real mail server: see post_office.h
 */
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "browser.h"
#include "buf.h"
#include "post_office.h"
#include "program.h"
#include "scratch.h"
#include "server.h"

#define EXIM "/usr/sbin/exim4"
#define MAILS_MAX 500

static struct {
    struct scratch scratch;
    struct port port;
    pid_t pid; /* 0: not running */
    const char *user;
} office;

bool office_exists(void)
{
    return access(EXIM, X_OK) == 0;
}

/* Root may not receive mail: the user of exim's package receives it. */
static struct passwd *owner(void)
{
    struct passwd *who = geteuid() == 0 ? getpwnam("Debian-exim") : getpwuid(geteuid());

    ck_assert_msg(who != NULL, "no user for exim4: install exim4-daemon-light");
    return who;
}

const char *office_file(struct arena *a, const char *name)
{
    return arena_printf(a, "%s/%s", office.scratch.folder, name);
}

static void make_folder(struct arena *a, const char *name)
{
    const char *path = office_file(a, name);

    ck_assert_int_eq(mkdir(path, 0755), 0);
    ck_assert_int_eq(chown(path, owner()->pw_uid, owner()->pw_gid), 0);
}

static void make_certificate(struct arena *a)
{
    const char *key = office_file(a, "key.pem");
    const struct outcome o = program_run(
        a,
        &(struct program){ "/usr/bin/openssl",
                           WORDS("req", "-x509", "-newkey", "ec", "-pkeyopt",
                                 "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                                 "-subj", "/CN=localhost", "-addext",
                                 "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
                                 office_file(a, "cert.pem")),
                           NULL },
        "", 0);

    ck_assert_msg(o.status == 0, "%s", o.err);
    ck_assert_int_eq(chmod(key, 0644), 0); /* a key for this test only */
}

void office_make(void)
{
    struct arena *a = arena_new();

    scratch_make(&office.scratch);
    ck_assert_int_eq(chmod(office.scratch.folder, 0755), 0);
    make_folder(a, "spool");
    make_folder(a, "log");
    make_folder(a, "inbox");
    make_certificate(a);
    office.port = port_take();
    arena_free(a);
}

static const char *configuration(struct arena *a, bool tls)
{
    const char *dir = office.scratch.folder;

    return arena_printf(
        a,
        "exim_user = %u\n"
        "exim_group = %u\n"
        "primary_hostname = localhost\n"
        "keep_environment =\n"
        "spool_directory = %s/spool\n"
        "log_file_path = %s/log/%%slog\n"
        "pid_file_path = %s/spool/pid\n"
        "daemon_smtp_ports = %d\n"
        "local_interfaces = 127.0.0.1\n"
        "smtp_accept_queue_per_connection = 0\n" /* all are delivered at once */
        "deliver_drop_privilege = true\n"
        "host_lookup =\n"
        "tls_advertise_hosts = %s\n"
        "tls_certificate = %s/cert.pem\n"
        "tls_privatekey = %s/key.pem\n"
        "acl_smtp_rcpt = rcpt\n"
        "acl_smtp_data = accept\n"
        "begin acl\n"
        "rcpt:\n"
        "  deny !authenticated = *\n"
        "       message = who are you?\n"
        "  deny local_parts = nobody\n"
        "       message = no such user here\n"
        "  defer local_parts = later\n"
        "        message = come back later\n"
        "  accept\n"
        "begin routers\n"
        "all:\n"
        "  driver = accept\n"
        "  transport = inbox\n"
        "begin transports\n"
        "inbox:\n"
        "  driver = appendfile\n"
        "  directory = %s/inbox\n"
        "  maildir_format\n"
        "  envelope_to_add\n"
        "  user = %u\n"
        "  group = %u\n"
        "begin authenticators\n"
        "plain:\n"
        "  driver = plaintext\n"
        "  public_name = PLAIN\n"
        "  server_prompts = :\n"
        "  server_condition = ${if and{{eq{$auth2}{tertulia}}{eq{$auth3}{secret}}}}\n"
        "  server_set_id = $auth2\n",
        owner()->pw_uid, owner()->pw_gid, dir, dir, dir, office.port.number,
        tls ? "*" : "", dir, dir, dir, owner()->pw_uid, owner()->pw_gid);
}

static bool is_open(void)
{
    const struct sockaddr_in address = { .sin_family = AF_INET,
                                         .sin_port =
                                             htons((uint16_t)office.port.number),
                                         .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool open_now =
        connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0;

    close(fd);
    return open_now;
}

void office_open(bool tls)
{
    struct arena *a = arena_new();
    const char *conf = office_file(a, "exim.conf");
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    const int err =
        open(office_file(a, "out"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);

    file_write(conf, configuration(a, tls));
    ck_assert_int_eq(chmod(conf, 0644), 0);
    office.pid = program_start(
        &(struct program){ EXIM, WORDS("-C", conf, "-bdf"), NULL }, nothing, err, err);
    close(nothing);
    close(err);
    ck_assert_msg(EVENTUALLY(is_open()), "%s",
                  file_read(a, office_file(a, "out"), NULL));
    arena_free(a);
}

int office_port(void)
{
    return office.port.number;
}

const char *office_settings(struct arena *a, const char *tls, bool ca)
{
    return arena_printf(a,
                        "smtp_url = smtp://127.0.0.1:%d\n"
                        "from = debate@example.org\n"
                        "user = tertulia\n"
                        "password = secret\n"
                        "timeout_seconds = 20\n"
                        "tls = %s\n"
                        "%s%s\n",
                        office.port.number, tls, ca ? "ca_file = " : "",
                        ca ? office_file(a, "cert.pem") : "");
}

static int hex(char c)
{
    const char *digits = "0123456789ABCDEF", *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) : -1;
}

static char *undone(struct arena *a, const char *text)
{
    char *out = arena_alloc(a, strlen(text) + 1);
    const char *body = strstr(text, "\n\n");
    size_t n = body ? (size_t)(body - text) : 0;

    memcpy(out, text, n); /* headers have another encoding */
    for (text += n; *text; text++) {
        if (text[0] == '=' && text[1] == '\n') {
            text++;
        } else if (text[0] == '=' && hex(text[1]) >= 0 && hex(text[2]) >= 0) {
            out[n++] = (char)(16 * hex(text[1]) + hex(text[2]));
            text += 2;
        } else {
            out[n++] = *text;
        }
    }
    return out;
}

static int is_mail(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

/* Reads the mails to `to` (NULL: all), in no order: file names do not show it. */
static size_t read_inbox(struct arena *a, const char *to, const char **out)
{
    const char *folder = office_file(a, "inbox/new");
    const char *mark = arena_printf(a, "\nEnvelope-to: %s\n", to ? to : "");
    struct dirent **list = NULL;
    const int n = scandir(folder, &list, is_mail, NULL);
    size_t found = 0;

    for (int i = 0; i < n; i++) {
        const char *file = arena_printf(a, "%s/%s", folder, list[i]->d_name);
        const char *text = arena_printf(a, "\n%s", file_read(a, file, NULL));

        if (found < MAILS_MAX && (!to || strstr(text, mark)))
            out[found++] = undone(a, text);
        free(list[i]);
    }
    free(list);
    return found;
}

static size_t occurrences(const char *text, const char *mark)
{
    size_t n = 0;

    while ((text = strstr(text, mark))) {
        text += strlen(mark);
        n++;
    }
    return n;
}

static const char *journal(struct arena *a)
{
    return file_read(a, office_file(a, "log/mainlog"), NULL);
}

/* Is every accepted mail delivered? exim logs "<=" before it answers "250" and
 * "Completed" after the last delivery. */
static bool is_delivered(struct arena *a)
{
    const char *lines = journal(a);

    return occurrences(lines, " <= ") == occurrences(lines, " Completed\n");
}

static void wait_for_deliveries(void)
{
    struct arena *a = arena_new();

    ck_assert_msg(EVENTUALLY((arena_reset(a), is_delivered(a))), "%s", journal(a));
    arena_free(a);
}

/* Waits first: a delivery goes on without the server and writes into the folder. */
void office_close(void)
{
    if (!office.pid)
        return;
    wait_for_deliveries();
    program_end(office.pid);
    office.pid = 0;
}

void office_remove(void)
{
    office_close();
    scratch_remove(&office.scratch);
    port_give_back(&office.port);
}

size_t office_count(struct arena *a, const char *to)
{
    wait_for_deliveries();
    return read_inbox(a, to, ARENA_ARRAY(a, MAILS_MAX, const char *));
}

/* Counts the mails to `to` that hold a text; sets *mail to one of them. */
static size_t find(struct arena *a, const char *to, const char *text, const char **mail)
{
    const char **list = ARENA_ARRAY(a, MAILS_MAX, const char *);
    const size_t n = read_inbox(a, to, list);
    size_t found = 0;

    for (size_t i = 0; i < n; i++) {
        if (!strstr(list[i], text))
            continue;
        *mail = list[i];
        found++;
    }
    return found;
}

/* The text of all mails in the inbox. */
static const char *all(struct arena *a)
{
    const char **list = ARENA_ARRAY(a, MAILS_MAX, const char *);
    const size_t n = read_inbox(a, NULL, list);
    struct buf b;
    char *text;

    buf_init(&b, (size_t)16 * 1024 * 1024);
    for (size_t i = 0; i < n; i++)
        buf_str(&b, list[i]);
    text = arena_strdup(a, b.n ? b.s : "");
    buf_clear(&b);
    return text;
}

const char *office_wait(struct arena *a, const char *to, const char *text)
{
    struct arena *poll = arena_new(); /* for one reading of the inbox */
    const char *mail = NULL;
    size_t n;

    ck_assert_msg(EVENTUALLY((arena_reset(poll), find(poll, to, text, &mail) > 0)),
                  "no \"%s\" for %s in %s\n%s", text, to, all(a), journal(a));
    wait_for_deliveries();
    n = find(poll, to, text, &mail);
    ck_assert_msg(n == 1, "%zu times \"%s\" for %s", n, text, to);
    mail = arena_strdup(a, mail);
    arena_free(poll);
    return mail;
}

const char *office_all(struct arena *a)
{
    wait_for_deliveries();
    return all(a);
}
