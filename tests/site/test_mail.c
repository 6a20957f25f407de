/*
 * test_mail.c - mail to readers and authors through a real mail server, and failures
 */
#include <fcntl.h>
#include <signal.h>
#include <time.h>

#include "browser.h"
#include "post_office.h"
#include "server.h"

Suite *mail_suite(void);

#define ANA "ana@example.test"
#define LUIS "luis@example.test"
#define WAITING "SELECT count(*) FROM outbox WHERE state = 0"

static struct browser *reader, *stranger, *author;

static struct arena *memory(void)
{
    return browser_arena(reader);
}

static void setup(void)
{
    reader = browser_new();
    stranger = browser_new();
    author = browser_new();
}

static void teardown(void)
{
    browser_free(reader);
    browser_free(stranger);
    browser_free(author);
}

static bool quiet(void)
{
    return site_number(WAITING) == 0;
}

static void with_a_server(void)
{
    office_make();
    office_open(true);
    site_start(&(struct site_setup){ 0 });
    ck_assert_int_eq(site_mail_process(), 0);
    site_configure(
        &(struct site_setup){ .mail = office_settings(site.arena, "verified", true) });
    site_reload(); /* the way to switch mail on */
    ck_assert(EVENTUALLY(site_mail_process() != 0));
}

static void without_a_server(void)
{
    struct arena *a = arena_new();

    office_make();
    site_prepare(&(struct site_setup){ .mail = office_settings(a, "verified", true) });
    arena_free(a);
}

static void end(void)
{
    site_stop();
    office_remove();
}

/* From now on only "tertulia mail" sends. The mail process is paused while the database
 * is locked, so that it does not hold the lock itself. */
static pid_t pause_mail_process(void)
{
    const pid_t pid = site_mail_process();
    struct db *db;

    ck_assert_int_gt(pid, 0);
    ck_assert(EVENTUALLY(quiet()));
    db = site_lock();
    program_pause(pid);
    site_unlock(db);
    return pid;
}

static struct outcome send_mail(void)
{
    return site_command(WORDS("mail"));
}

/* Posts a comment with a mail address. */
static struct answer argue_with(struct browser *b, const char *slug, const char *email,
                                const char *notify, const char *body)
{
    return post(b, arena_printf(memory(), "/p/%s/comments", slug),
                form(b, "token", reader_token(b, slug), "side", "pro", "body", body,
                     "name", "Ana Ñúñez", "email", email, "notify", notify, "action",
                     "post", NULL));
}

/* The text after `mark` in a mail, up to the end of the line or a bracket. */
static const char *after(const char *mail, const char *mark)
{
    const char *at = strstr(mail, mark);

    ck_assert_msg(at != NULL, "no \"%s\" in %s", mark, mail);
    at += strlen(mark);
    return arena_strndup(memory(), at, strcspn(at, "\n>"));
}

/* The path and query of a link. */
static const char *link_to(const char *mail, const char *path)
{
    return arena_printf(memory(), "%s%s", path,
                        after(mail, arena_printf(memory(), "http://127.0.0.1:%d%s",
                                                 site.port.number, path)));
}

static const char *key_of(const char *link)
{
    return strstr(link, "key=") + strlen("key=");
}

/* Waits for the mail to `to` that holds a text. */
static const char *mail_to(const char *to, const char *text)
{
    return office_wait(memory(), to, text);
}

/* Opens the link of the mail to `to` and confirms that the comments are theirs. */
static void confirm(struct browser *b, const char *to)
{
    const char *link = link_to(mail_to(to, "/mail/confirm"), "/mail/confirm");
    const struct answer r = get(b, link);

    ck_says(r, "value=\"mine\"");
    ck_status(post(b, "/mail/confirm",
                   form(b, "key", key_of(link), "id", field_of(b, &r, "id"), "do",
                        "mine", NULL)),
              200);
}

static void has(const char *mail, const char *text)
{
    ck_assert_msg(strstr(mail, text) != NULL, "no \"%s\" in %s", text, mail);
}

static void lacks(const char *mail, const char *text)
{
    ck_assert_msg(strstr(mail, text) == NULL, "\"%s\" in %s", text, mail);
}

START_TEST(a_reader_is_told_of_an_answer_and_stops_it)
{
    const char *mail, *target;
    struct answer r;
    long first, second;

    r = argue_with(reader, DEBATE, ANA, "answers", "Desde casa sí.");
    ck_status(r, 303);
    first = id_of(reader, &r);
    mail = mail_to(ANA, "/mail/confirm");
    has(mail, "\nContent-Type: text/plain; charset=UTF-8\n");
    has(mail, "\nAuto-Submitted: auto-generated\n");
    has(mail,
        "Ana Ñúñez escribió en «¿Se llevan mejor desde casa?» y dio esta dirección.");
    has(mail, "Si no has sido tú, puedes decirlo allí mismo");
    has(mail, "«¿Se llevan mejor desde casa?»");
    lacks(mail, "Desde casa sí.");
    r = argue(stranger, DEBATE, "contra", "Antes de confirmar.", first);
    ck_assert(EVENTUALLY(quiet()));
    ck_assert_uint_eq(office_count(memory(), ANA), 1);
    confirm(reader, ANA);

    r = argue(stranger, DEBATE, "contra", "No:\nñ y «comillas», fuera.", first);
    second = id_of(stranger, &r);
    mail = mail_to(
        ANA, arena_printf(memory(), "\nMessage-ID: <comment-%ld@127.0.0.1>\n", second));
    has(mail,
        arena_printf(memory(), "\nIn-Reply-To: <comment-%ld@127.0.0.1>\n", first));
    has(mail, arena_printf(memory(), "<comment-%ld@127.0.0.1>\nAuto-", first));
    has(mail, "\nReferences: <post-1@127.0.0.1>\n");
    has(mail, "\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n");
    has(mail, "\n> No:\n> ñ y «comillas», fuera.\n");
    has(mail, "(En contra) responde a tu comentario");
    lacks(mail, ANA "\nBcc");
    target = link_to(after(mail, "List-Unsubscribe: <"), "/mail/unsubscribe");
    ck_says(get(stranger, target), "method=\"post\"");
    ck_status(ASK(stranger, .target = target, .body = "List-Unsubscribe=One-Click",
                  .headers = { "Origin: https://mail.example" }),
              200);
    argue(stranger, DEBATE, "contra", "Otra.", first);
    ck_assert(EVENTUALLY(quiet()));
    ck_assert_uint_eq(office_count(memory(), ANA), 2);
}
END_TEST

START_TEST(the_mail_process_is_replaced)
{
    const pid_t first = site_mail_process();
    pid_t next = 0;

    ck_assert_int_gt(first, 0);
    kill(first, SIGKILL);
    ck_assert(EVENTUALLY((next = site_mail_process()) != 0 && next != first));
}
END_TEST

START_TEST(english_pages_make_english_mail)
{
    site_debate("english", POLICY_HOLD_NONE);
    site_change("UPDATE post SET lang = 'en' WHERE slug = 'english'");
    ck_status(argue_with(reader, "english", "ann@example.test", "debate", "Yes."), 303);
    mail_to("ann@example.test", "Subject: Did you give this address");
    confirm(reader, "ann@example.test");
    argue(stranger, "english", "contra", "No.", 0);
    mail_to("ann@example.test", "(Against) commented on");
}
END_TEST

START_TEST(what_is_hidden_reaches_nobody)
{
    struct answer r;
    struct outcome o;
    pid_t paused;

    site_debate("secreto", POLICY_HOLD_NONE);
    argue_with(reader, "secreto", LUIS, "debate", "Lo sigo.");
    confirm(reader, LUIS);
    sign_in(author);
    paused = pause_mail_process();
    r = argue(stranger, "secreto", "contra", "zqxborrado", 0);
    post(author, "/admin/comments",
         form(author, "token", admin_token(author), "do", "delete", "ids",
              arena_printf(memory(), "%ld", id_of(stranger, &r)), NULL));
    r = argue(stranger, "secreto", "contra", "zqxrechazado", 0);
    post(author, "/admin/comments",
         form(author, "token", admin_token(author), "do", "reject", "ids",
              arena_printf(memory(), "%ld", id_of(stranger, &r)), NULL));
    site_change("UPDATE post SET policy = 1 WHERE slug = 'secreto'");
    argue(stranger, "secreto", "contra", "zqxretenido", 0);
    site_change("UPDATE post SET policy = 3 WHERE slug = 'secreto'");
    argue(stranger, "secreto", "contra", "Esto sí.", 0);
    o = send_mail();
    ck_assert_msg(o.status == 0, "%s", o.err);
    mail_to(LUIS, "Esto sí.");
    ck_assert_uint_eq(office_count(memory(), LUIS), 2);
    lacks(office_all(memory()), "zqx");
    program_resume(paused);
}
END_TEST

START_TEST(an_author_approves_by_mail)
{
    const char *link, *mail;
    struct answer r;
    long id;

    site_debate("revision", POLICY_HOLD_ALL);
    sign_in(author);
    ck_status(post(author, "/admin/account",
                   form(author, "token", admin_token(author), "do", "mail", "email",
                        "elena@example.test", "notify", "each", NULL)),
              303);
    link = link_to(mail_to("elena@example.test", "/mail/author"), "/mail/author");
    ck_status(post(stranger, "/mail/author", form(stranger, "key", key_of(link), NULL)),
              200);
    r = argue(reader, "revision", "contra", "Espero turno.", 0);
    id = id_of(reader, &r);
    mail = mail_to("elena@example.test", "> Espero turno.");
    link = link_to(after(mail, "Aprobar: "), "/mail/decide");
    ck_says(get(stranger, link), "Espero turno.");
    ck_status(
        get_fresh(stranger, arena_printf(memory(), "/p/revision/comments/%ld", id)),
        404);
    ck_status(
        post(stranger, "/mail/decide",
             form(stranger, "key",
                  arena_strndup(memory(), key_of(link), strcspn(key_of(link), "&")),
                  "do", "approve", NULL)),
        200);
    ck_says(get_fresh(stranger, "/p/revision"), "Espero turno.");
}
END_TEST

START_TEST(what_all_of_it_left_behind_is_sound)
{
    ck_assert(EVENTUALLY(quiet()));
    site_assert_sound();
}
END_TEST

/* Puts a mail to `to` directly into the outbox. */
static void put(const char *to)
{
    site_change(arena_printf(
        memory(),
        "INSERT INTO email (address, lang, created) VALUES ('%s', 'es', 1);"
        "INSERT INTO outbox (kind, email_id, created, due)"
        " SELECT 1, max(id), 1, 1 FROM email",
        to));
}

static void configure(const char *tls, bool ca)
{
    site_configure(
        &(struct site_setup){ .mail = office_settings(site.arena, tls, ca) });
}

START_TEST(the_mail_process_ends_in_time)
{
    site_serve();
    ck_assert(EVENTUALLY(site_mail_process() != 0));
    ck_assert_int_eq(program_end(site.serve), 0);
    site.serve = 0;
    ck_assert_ptr_null(strstr(site_log(), "did not end in time"));
}
END_TEST

START_TEST(mail_waits_for_a_server_that_is_away)
{
    struct outcome o;
    int64_t due, began, ended;

    put(ANA);
    put(LUIS);
    began = time(NULL);
    o = send_mail();
    ended = time(NULL);
    ck_assert_int_eq(o.status, 1);
    ck_assert_ptr_nonnull(strstr(o.err, "see [mail] in the configuration"));
    due = site_number("SELECT max(due) FROM outbox");
    ck_assert(due >= began + 60 && due <= ended + 60);
    ck_assert_int_eq(site_number("SELECT sum(attempts) FROM outbox"), 1);
    o = site_command(WORDS("mail", "--status"));
    ck_assert_ptr_nonnull(strstr(o.out, "waiting\t2\n"));
    ck_assert_ptr_nonnull(strstr(o.out, "1 attempts"));
    office_open(true);
    site_change("UPDATE outbox SET due = 1");
    o = send_mail();
    ck_assert_msg(o.status == 0, "%s", o.err);
    ck_assert_str_eq(o.out, "2 sent, 0 later, 0 failed, 0 dropped\n");
    ck_assert_uint_eq(office_count(memory(), ANA), 1);
    ck_assert_uint_eq(office_count(memory(), LUIS), 1);
    ck_assert_str_eq(send_mail().out, "0 sent, 0 later, 0 failed, 0 dropped\n");
    site_assert_sound();
}
END_TEST

START_TEST(a_refusal_for_good_ends_a_mail_and_one_for_now_does_not)
{
    struct outcome o;

    office_open(true);
    put("nobody@example.test");
    put("later@example.test");
    put(ANA);
    o = send_mail();
    ck_assert_msg(o.status == 0, "%s", o.err);
    ck_assert_str_eq(o.out, "1 sent, 1 later, 1 failed, 0 dropped\n");
    ck_assert_ptr_nonnull(strstr(o.err, "no such user here"));
    ck_assert_int_eq(site_number("SELECT attempts FROM outbox WHERE state = 0"), 1);
    o = site_command(WORDS("mail", "--status"));
    ck_assert_ptr_nonnull(strstr(o.out, "failed\t1\n"));
    ck_assert_ptr_nonnull(strstr(o.out, "451 come back later"));
    ck_assert_ptr_nonnull(strstr(o.out, "550 no such user here"));
    site_change("UPDATE outbox SET due = 1, attempts = 6 WHERE state = 0");
    ck_assert_str_eq(send_mail().out, "0 sent, 0 later, 1 failed, 0 dropped\n");
}
END_TEST

START_TEST(no_mail_goes_to_a_server_that_is_not_trusted)
{
    struct outcome o;

    office_open(true);
    put(ANA);
    configure("verified", false);
    o = send_mail();
    ck_assert_int_eq(o.status, 1);
    ck_assert_ptr_nonnull(strstr(o.err, "certificate"));
    ck_assert_uint_eq(office_count(memory(), ANA), 0);
    site_change("UPDATE outbox SET due = 1");
    configure("unverified", false);
    ck_assert_int_eq(send_mail().status, 0);
    ck_assert_uint_eq(office_count(memory(), ANA), 1);
}
END_TEST

START_TEST(no_mail_goes_out_in_the_clear)
{
    struct outcome o;

    office_open(false);
    put(ANA);
    o = send_mail();
    ck_assert_int_eq(o.status, 1);
    ck_assert_ptr_nonnull(strstr(o.err, "STARTTLS"));
    ck_assert_uint_eq(office_count(memory(), ANA), 0);
    site_change("UPDATE outbox SET due = 1");
    configure("none", false);
    ck_assert_int_eq(send_mail().status, 0);
    ck_assert_uint_eq(office_count(memory(), ANA), 1);
}
END_TEST

START_TEST(two_senders_send_once)
{
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    pid_t pids[4];

    office_open(true);
    for (unsigned i = 0; i < 20; i++)
        put(arena_printf(memory(), "many%u@example.test", i));
    for (size_t i = 0; i < 4; i++)
        pids[i] = program_start(
            &(struct program){ NULL, WORDS("--config", site.config, "mail"), NULL },
            nothing, nothing, nothing);
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(program_wait(pids[i]), 0);
    ck_assert_int_eq(site_number("SELECT count(*) FROM outbox WHERE state = 1"), 20);
    ck_assert_int_eq(site_number("SELECT max(attempts) FROM outbox"), 1);
    for (unsigned i = 0; i < 20; i++)
        ck_assert_uint_eq(
            office_count(memory(), arena_printf(memory(), "many%u@example.test", i)),
            1);
    close(nothing);
}
END_TEST

START_TEST(a_test_says_what_the_server_said)
{
    struct outcome o;

    office_open(true);
    o = site_command(WORDS("mail", "--test", ANA));
    ck_assert_msg(o.status == 0, "%s", o.err);
    ck_assert_ptr_nonnull(strstr(o.out, "235 "));
    ck_assert_ptr_nonnull(strstr(o.out, "250 OK id="));
    ck_assert_ptr_null(strstr(o.out, "secret"));
    ck_assert_ptr_null(strstr(o.out, "AHRlcnR1bGlh")); /* the login in base64 */
    mail_to(ANA, "Si lees esto, Prueba");
    site_configure(&(struct site_setup){
        .mail = arena_printf(site.arena,
                             "smtp_url = smtp://127.0.0.1:%d\nfrom = a@example.org\n"
                             "tls = unverified\nuser = tertulia\n"
                             "password_file = password\n",
                             office_port()) });
    ck_assert_int_eq(site_command(WORDS("mail", "--test", ANA)).status, 1);
    file_write(site_file("password"), "wrong\n");
    o = site_command(WORDS("mail", "--test", ANA));
    ck_assert_int_eq(o.status, 1);
    ck_assert_ptr_nonnull(strstr(o.err, "535"));
    ck_assert_ptr_null(strstr(o.err, "wrong"));
    file_write(site_file("password"), "secret\n");
    ck_assert_int_eq(site_command(WORDS("mail", "--test", ANA)).status, 0);
    ck_assert_int_eq(site_command(WORDS("mail", "--test", "no address")).status, 2);
    ck_assert_int_eq(site_command(WORDS("mail", "--test", ANA, "--status")).status, 2);
    site_configure(&(struct site_setup){ 0 });
    o = site_command(WORDS("mail"));
    ck_assert_int_eq(o.status, 1);
    ck_assert_ptr_nonnull(strstr(o.err, "smtp_url"));
}
END_TEST

Suite *mail_suite(void)
{
    Suite *s = suite_create("mail");
    TCase *served, *alone;

    if (!office_exists()) {
        fputs("no exim4: mail is not tested\n", stderr);
        return s;
    }
    served = tcase_create("served");
    alone = tcase_create("alone");
    tcase_add_unchecked_fixture(served, with_a_server, end);
    tcase_add_checked_fixture(served, setup, teardown);
    tcase_add_test(served, a_reader_is_told_of_an_answer_and_stops_it);
    tcase_add_test(served, the_mail_process_is_replaced);
    tcase_add_test(served, english_pages_make_english_mail);
    tcase_add_test(served, what_is_hidden_reaches_nobody);
    tcase_add_test(served, an_author_approves_by_mail);
    tcase_add_test(served, what_all_of_it_left_behind_is_sound);
    suite_add_tcase(s, served);
    tcase_add_checked_fixture(alone, without_a_server, end);
    tcase_add_checked_fixture(alone, setup, teardown);
    tcase_add_test(alone, the_mail_process_ends_in_time);
    tcase_add_test(alone, mail_waits_for_a_server_that_is_away);
    tcase_add_test(alone, a_refusal_for_good_ends_a_mail_and_one_for_now_does_not);
    tcase_add_test(alone, no_mail_goes_to_a_server_that_is_not_trusted);
    tcase_add_test(alone, no_mail_goes_out_in_the_clear);
    tcase_add_test(alone, two_senders_send_once);
    tcase_add_test(alone, a_test_says_what_the_server_said);
    suite_add_tcase(s, alone);
    return s;
}
