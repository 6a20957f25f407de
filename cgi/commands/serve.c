/*
 * serve.c - "tertulia serve": FastCGI with workers, or one request of plain CGI
 */
#include "cgi.h"
#include "commands.h"
#include "listener.h"
#include "pool.h"

static int serve_cgi(const struct app *app)
{
    struct worker w;
    enum rc rc;

    if (app_check_database(app) || worker_open(&w, app))
        return EXIT_FAILED;
    rc = cgi_serve(&w);
    worker_close(&w);
    return rc ? EXIT_FAILED : EXIT_DONE;
}

static int serve_fastcgi(const struct command_line *line, struct app *app)
{
    const char *path =
        arena_strdup(line->arena, app->config.socket); /* outlives a reload */
    struct listener listener;
    int status;

    if (app_check_database(app) || listener_open(&listener, path))
        return EXIT_FAILED;
    status = pool_run(app, &listener, line->config_path);
    listener_close(&listener);
    return status;
}

int command_serve(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };
    struct app app;
    int status;

    if (!command_read(line, none, NULL, 0))
        return EXIT_USAGE;
    if (app_open(&app, line->config_path))
        return EXIT_FAILED;
    app_apply(&app);
    if (getenv("GATEWAY_INTERFACE") && !listener_given())
        status = serve_cgi(&app);
    else
        status = serve_fastcgi(line, &app);
    app_close(&app);
    return status;
}
