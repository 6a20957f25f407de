/*
 * main.c - tests of the SQL on a real PostgreSQL
 */
#include <unistd.h>

#include "server.h"
#include "suite.h"

Suite *schema_suite(void);
Suite *statements_suite(void);
Suite *claims_suite(void);

int main(int argc, char **argv)
{
    (void)argc;
    if (!server_folder()) {
        execl(SOURCE_DIR "/tests/postgres/server", "server", argv[0], NULL);
        return 1;
    }
    return SUITES_RUN(schema_suite(), statements_suite(), claims_suite());
}
