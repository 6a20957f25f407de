/*
 * bench_view.c - CPU time of rendering a post's page, by number of comments
 *
 * Meant for the release preset; prints one line per size and checks no limit.
 */
#include <stdio.h>
#include <time.h>

#include "array.h"
#include "sample.h"

#define ROUNDS 200

static double cpu_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void measure(struct sample *s, size_t comments)
{
    double best = 1e9;

    sample_comments(s, comments, 5);
    for (int i = 0; i < ROUNDS; i++) {
        const double start = cpu_ms();
        sample_post(s);
        const double spent = cpu_ms() - start;
        best = spent < best ? spent : best;
    }
    printf("%5zu comments: %7.3f ms, %6.2f us each, %zu bytes\n", comments, best,
           comments ? best * 1e3 / (double)comments : 0.0, s->out.n);
}

int main(void)
{
    static const size_t SIZES[] = { 0, 1, 10, 100, 1000 };
    struct sample s;

    sample_open(&s, LANG_ES);
    for (size_t i = 0; i < ARRAY_LEN(SIZES); i++)
        measure(&s, SIZES[i]);
    sample_close(&s);
    return 0;
}
