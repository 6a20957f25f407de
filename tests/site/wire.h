/*
 * wire.h - raw bytes: HTTP that no client would send, and FastCGI without nginx
 */
#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/* Sends n bytes to nginx and reads until it closes; "": no answer. */
const char *wire_http(struct arena *a, const char *bytes, size_t n);
/* Status of an answer, 0 without one. An answer without a head (HTTP/0.9) is -1. */
int wire_status(const char *answer);

/* Does a process listen on the socket? */
bool wire_reaches(const char *socket_path);
/* Connects to the program for FastCGI and returns the descriptor. */
int wire_open(const char *socket_path);
/* false: the peer has closed. */
bool wire_send(int fd, const void *bytes, size_t n);
/* BEGIN_REQUEST of a responder. */
void wire_begin(int fd);
/* PARAMS: names and values in turn, the list ends with NULL; then the empty record. */
void wire_params(int fd, ...) __attribute__((sentinel));
/* STDIN; n = 0 ends it. */
void wire_stdin(int fd, const char *bytes, size_t n);
/* PARAMS as raw bytes, then the empty record. */
void wire_pairs(int fd, const void *bytes, size_t n);
/* Begins a comment on DEBATE without its body of three bytes; sends that body. */
int wire_half_a_comment(void);
void wire_other_half(int fd);
/* Sends a whole GET and returns the program's answer. */
const char *wire_get(struct arena *a, const char *socket_path, const char *path);
/* Reads STDOUT until the program closes, without record headers; closes fd. */
const char *wire_answer(struct arena *a, int fd);

#endif
