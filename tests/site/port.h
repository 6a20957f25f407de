/*
 * port.h - ports of 127.0.0.1 for the servers of tests: no two tests that run at once
 * get the same one
 */
#ifndef PORT_H
#define PORT_H

struct port {
    int number;
    int claim; /* a descriptor; the claim ends when every process has closed it */
};

/* A port that nobody listens on. Others who ask here or in tests/browser/port.mjs do not
 * get it until it is given back or this process ends. */
struct port port_take(void);
void port_give_back(const struct port *port);

#endif
