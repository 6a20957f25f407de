/*
 * port.h - ports of 127.0.0.1 for the servers of tests, each for one test at a time
 */
#ifndef PORT_H
#define PORT_H

struct port {
    int number;
    int claim; /* a descriptor; the claim ends when every process has closed it */
};

/* Returns a port on which no process listens. Other callers, here or of
 * tests/browser/port.mjs, do not get it until it is given back or this process ends. */
struct port port_take(void);
void port_give_back(const struct port *port);

#endif
