/*
 * encode.h - an answer as the bytes that leave: its head, and its body compressed where
 * that pays
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
/* Gives back the room of compressed bodies when it is above `bytes`; true when it was. */
bool encoder_shrink(struct encoder *p, size_t bytes);

/* An answer ready to leave; valid until the encoder's next one. */
struct encoded {
    const char *head;
    size_t head_bytes;
    const char *body;
    size_t body_bytes; /* 0 for HEAD */
};

/* Compresses what nginx keeps for everybody (so that it is compressed once) and what is
 * worth it. */
struct encoded encoder_encode(struct encoder *p, const struct request *rq,
                              const struct response *rs);

#endif
