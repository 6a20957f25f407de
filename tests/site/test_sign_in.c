/*
 * test_sign_in.c - a crowd signs in: few passwords at a time, readers are answered
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

#include "browser.h"
#include "server.h"
#include "turn.h"

#define CROWD 24
#define BUSY "Ahora mismo se están comprobando otras contraseñas."

/* Guesses have no limit, so that only turns can refuse one. */
#define NO_LIMITS "failed_logins = 0\nfailed_logins_all = 0\n"

static const char *turns_file(void)
{
    return arena_printf(site.arena, "%s-turns", site.scratch.file);
}

static struct answer guess(struct browser *b)
{
    const struct answer page = get(b, "/admin/login");

    return post(b, "/admin/login",
                form(b, "token", field_of(b, &page, "token"), "name", AUTHOR,
                     "password", "no es esta", "next", "", NULL));
}

static int guess_status(void)
{
    struct browser *b = browser_new();
    const int status = guess(b).status;

    browser_free(b);
    return status;
}

/* A thread that guesses once. */
struct guesser {
    pthread_t thread;
    int status;
};

static void *guess_once(void *guesser)
{
    ((struct guesser *)guesser)->status = guess_status();
    return NULL;
}

/* Guesses all at once; returns how many passwords were checked. The others got 503. */
static int crowd(void)
{
    struct guesser guessers[CROWD];
    int looked_at = 0;

    for (int i = 0; i < CROWD; i++)
        ck_assert_int_eq(
            pthread_create(&guessers[i].thread, NULL, guess_once, &guessers[i]), 0);
    for (int i = 0; i < CROWD; i++) {
        pthread_join(guessers[i].thread, NULL);
        if (guessers[i].status != 503)
            ck_assert_int_eq(guessers[i].status, 422);
        looked_at += guessers[i].status == 422;
    }
    return looked_at;
}

/* A worker opens the file for a turn and keeps it open while it checks a password. */
static bool has_turns_open(pid_t pid)
{
    return program_has_open(pid, turns_file());
}

static bool turn_is_taken(void)
{
    struct turn turn;
    const enum rc rc = turn_take(turns_file(), 1, &turn);

    if (!rc)
        turn_give(&turn);
    return rc == RC_BUSY;
}

static atomic_bool caught;

static void *guess_until_caught(void *nothing)
{
    while (!caught)
        guess_status();
    return nothing;
}

/* Pauses a worker while it checks a password; 0: found none that does. */
static pid_t stop_at_password(void)
{
    pid_t workers[8];
    const size_t n = site_workers(workers, 8);

    for (size_t i = 0; i < n; i++) {
        if (!has_turns_open(workers[i]))
            continue;
        program_pause(workers[i]);
        /* The pause may have come before it got its turn, or after it gave it back. */
        if (has_turns_open(workers[i]) && turn_is_taken())
            return workers[i];
        program_resume(workers[i]);
    }
    return 0;
}

START_TEST(a_password_that_takes_for_ever_stops_nobody_else)
{
    struct browser *reader, *late;
    pthread_t guesser;
    pid_t stopped = 0;

    site_start(&(struct site_setup){ .limits = NO_LIMITS });
    reader = browser_new();
    late = browser_new();
    caught = false;
    ck_assert_int_eq(pthread_create(&guesser, NULL, guess_until_caught, NULL), 0);
    ck_assert(EVENTUALLY((stopped = stop_at_password()) != 0));
    caught = true;
    /* It has the turn of strangers: no other stranger gets one, or waits for one. */
    ck_assert_int_eq(crowd(), 0);
    ck_says(guess(late), BUSY);
    ck_status(get_fresh(reader, "/p/" DEBATE), 200);
    ck_assert(has_turns_open(stopped));
    /* The kernel gives back the turn of a process that dies. */
    ck_assert_int_eq(kill(stopped, SIGKILL), 0);
    pthread_join(guesser, NULL);
    ck_assert(EVENTUALLY(guess_status() == 422));
    ck_status(get_fresh(reader, "/p/" DEBATE), 200);
    browser_free(reader);
    browser_free(late);
    site_stop();
}
END_TEST

START_TEST(a_crowd_is_sent_away_while_readers_and_the_author_are_served)
{
    struct browser *b, *stranger;
    struct turn turn;
    struct answer r;

    site_start(&(struct site_setup){ .limits = NO_LIMITS });
    b = browser_new();
    stranger = browser_new();
    ck_assert_int_gt(crowd(), 0);
    sign_in(b); /* this address is known from now on */
    ck_assert_int_eq(turn_take(turns_file(), 1, &turn), RC_OK);
    ck_assert_int_gt(crowd(), 0); /* the turn of known addresses */
    ck_status(get_fresh(b, "/p/" DEBATE), 200);
    site_change("DELETE FROM known_address");
    ck_assert_int_eq(crowd(), 0);
    r = guess(stranger);
    ck_status(r, 503);
    ck_assert_str_eq(header_of(stranger, &r, "Retry-After"), "5");
    turn_give(&turn);
    ck_status(guess(stranger), 422);
    browser_free(stranger);
    browser_free(b);
    site_stop();
}
END_TEST

Suite *sign_in_suite(void);

Suite *sign_in_suite(void)
{
    Suite *s = suite_create("sign_in");
    TCase *tc = tcase_create("sign_in");

    tcase_add_test(tc, a_password_that_takes_for_ever_stops_nobody_else);
    tcase_add_test(tc, a_crowd_is_sent_away_while_readers_and_the_author_are_served);
    suite_add_tcase(s, tc);
    return s;
}
