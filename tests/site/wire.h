/*
 * wire.h - bytes as they are: HTTP that no client would send, and FastCGI without nginx
 */
#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/* Sends n bytes to nginx and reads until it closes; "" when it says nothing. */
const char *wire_http(struct arena *a, const char *bytes, size_t n);
/* Status of an answer, 0 without one. An answer without a head (HTTP/0.9) is -1. */
int wire_status(const char *answer);

/* Does somebody listen there? */
bool wire_reaches(const char *socket_path);
/* FastCGI towards the program: a connected descriptor. */
int wire_open(const char *socket_path);
/* false: the peer has closed. */
bool wire_send(int fd, const void *bytes, size_t n);
/* BEGIN_REQUEST of a responder. */
void wire_begin(int fd);
/* PARAMS: names and values in turn, the list ends with NULL; then the empty record. */
void wire_params(int fd, ...) __attribute__((sentinel));
/* STDIN; no bytes end it. */
void wire_stdin(int fd, const char *bytes, size_t n);
/* The same, of bytes as they are. */
void wire_pairs(int fd, const void *bytes, size_t n);
/* A comment on DEBATE whose body, three bytes, is still to come; and that. */
int wire_half_a_comment(void);
void wire_other_half(int fd);
/* A whole GET; what the program answers. */
const char *wire_get(struct arena *a, const char *socket_path, const char *path);
/* What comes until the program closes, without record headers; closes fd. */
const char *wire_answer(struct arena *a, int fd);

#endif
