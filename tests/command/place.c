/*
 * place.c - a temporary folder with a configuration: see place.h
 */
#include "array.h"
#include "db.h"
#include "place.h"

struct place place;

const char *in_place(const char *name)
{
    return arena_printf(place.arena, "%s/%s", place.scratch.folder, name);
}

void configure(const char *text)
{
    file_write(place.config, arena_printf(place.arena,
                                          "%s\n"
                                          "[paths]\n"
                                          "database = site.db\n"
                                          "templates = " SOURCE_DIR "/templates\n"
                                          "static = " SOURCE_DIR "/static\n"
                                          "[server]\n"
                                          "socket = tertulia.sock\n",
                                          text));
}

static void setup(void)
{
    place = (struct place){ .arena = arena_new() };
    scratch_make(&place.scratch);
    snprintf(place.config, sizeof(place.config), "%s/tertulia.conf",
             place.scratch.folder);
    configure("");
}

static void teardown(void)
{
    scratch_remove(&place.scratch);
    arena_free(place.arena);
}

TCase *place_case(const char *name)
{
    TCase *tc = tcase_create(name);

    tcase_add_checked_fixture(tc, setup, teardown);
    return tc;
}

struct outcome run_command(const char *const *variables, const char *input,
                           const char *const *words)
{
    const char *all[16] = { "--config", place.config };

    for (size_t i = 0; words[i]; i++) {
        ck_assert_uint_lt(i + 3, ARRAY_LEN(all));
        all[i + 2] = words[i];
    }
    return program_run(place.arena, &(struct program){ NULL, all, variables }, input,
                       strlen(input));
}

bool one_line(const char *text)
{
    const char *end = strchr(text, '\n');

    return end && end > text && !end[1];
}

void make_site(void)
{
    ck_done(RUN("init"));
}

static struct db *database(void)
{
    struct db *db;

    ck_assert_int_eq(db_open(&db, place.scratch.file, DB_READ_WRITE, PATIENCE_MS),
                     RC_OK);
    return db;
}

int64_t number(const char *query)
{
    const struct sql sql = { "number", query };
    struct db *db = database();
    int64_t n = 0;

    ck_assert_int_eq(db_get_i64(db, &sql, DB_NO_ARGS, &n), RC_OK);
    db_close(db);
    return n;
}

void damage(const char *script)
{
    struct db *db = database();

    ck_assert_int_eq(db_script(db, "unchecked",
                               "PRAGMA foreign_keys = OFF;"
                               "PRAGMA ignore_check_constraints = ON"),
                     RC_OK);
    ck_assert_int_eq(db_script(db, "damage", script), RC_OK);
    db_close(db);
}
