/*
 * port.c - claimed ports: see port.h
 */
#include <check.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "port.h"

/* Below the ports that Linux assigns automatically (ip_local_port_range: 32768). */
#define FIRST 20000
#define PORTS 12000

/* An abstract socket (unix(7)): one process can have the name, and it leaves no file.
 * Its name is the whole of sun_path, as in Node.js. -1: another process has it. */
static int claim(int number)
{
    struct sockaddr_un name = { .sun_family = AF_UNIX };
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(name.sun_path + 1, sizeof(name.sun_path) - 1, "tertulia-test-port-%d",
             number);
    if (bind(fd, (const struct sockaddr *)&name, sizeof(name)) == 0)
        return fd;
    close(fd);
    return -1;
}

/* No socket listens on the port, and none is still closing. */
static bool is_free(int number)
{
    const struct sockaddr_in address = { .sin_family = AF_INET,
                                         .sin_port = htons((uint16_t)number),
                                         .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool bound =
        bind(fd, (const struct sockaddr *)&address, sizeof(address)) == 0;

    close(fd);
    return bound;
}

struct port port_take(void)
{
    for (int i = 0; i < PORTS; i++) {
        const int number = FIRST + (getpid() + i) % PORTS;
        const struct port port = { number, claim(number) };

        if (port.claim >= 0 && is_free(number))
            return port;
        port_give_back(&port);
    }
    ck_abort_msg("every port from %d to %d is taken", FIRST, FIRST + PORTS - 1);
}

void port_give_back(const struct port *port)
{
    if (port->claim >= 0)
        close(port->claim);
}
