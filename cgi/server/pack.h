/*
 * pack.h - an answer as the bytes that leave: its head, and its body compressed where
 * that pays
 */
#ifndef PACK_H
#define PACK_H

#include "buf.h"
#include "request.h"
#include "response.h"

/* A worker's compressor and its output, reused by every answer. */
struct packer {
    struct libdeflate_compressor *gzip;
    struct buf head;
    char *room; /* compressed body */
    size_t room_bytes;
};
struct packer *packer_new(void);
void packer_free(struct packer *p);
/* Gives back the room of compressed bodies when it is above `bytes`; true when it was. */
bool packer_shrink(struct packer *p, size_t bytes);

/* An answer ready to leave; valid until the packer's next one. */
struct packed {
    const char *head;
    size_t head_bytes;
    const char *body;
    size_t body_bytes; /* 0 for HEAD */
};

/* Compresses what nginx keeps for everybody (so that it is compressed once) and what is
 * worth it. */
struct packed packer_pack(struct packer *p, const struct request *rq,
                          const struct response *rs);

#endif
