/*
 * arena.h - memory that is freed all at once
 *
 * A worker owns one arena and empties it after every request, so request code allocates
 * freely and frees nothing. Allocation never returns NULL: true exhaustion ends the
 * process with a logged line and the supervisor replaces it, which is sound because
 * what a client controls is bounded before it reaches an arena. Debug builds (no
 * NDEBUG) malloc each piece so that AddressSanitizer sees overruns.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);
/* Invalidates all memory handed out so far; keeps one block for the next request. */
void arena_reset(struct arena *a);

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t bytes);
/* Zeroed array; the product is checked. */
void *arena_array(struct arena *a, size_t count, size_t bytes_each);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

/* NUL-terminated copies. arena_strndup copies exactly n bytes, which hold no NUL. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif
