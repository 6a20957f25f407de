/*
 * encode.h - an answer as bytes: its head, and its body, compressed where that pays
 */
#ifndef ENCODE_H
#define ENCODE_H

#include "buf.h"
#include "request.h"
#include "response.h"

/* A worker's compressor and its output, reused by every answer. */
struct encoder {
    struct libdeflate_compressor *gzip;
    struct buf head;
    char *room; /* compressed body */
    size_t room_bytes;
};
struct encoder *encoder_new(void);
void encoder_free(struct encoder *p);
/* Frees the room of compressed bodies if it is above `bytes`. Returns true if so. */
bool encoder_shrink(struct encoder *p, size_t bytes);

/* An answer ready to send; valid until the encoder's next one. */
struct encoded {
    const char *head;
    size_t head_bytes;
    const char *body;
    size_t body_bytes; /* 0 for HEAD */
};

/* Compresses a body of at least 1 KiB that nginx caches for all readers, so that it is
 * compressed once. */
struct encoded encoder_encode(struct encoder *p, const struct request *rq,
                              const struct response *rs);

#endif
