/* SHA-256 (FIPS 180-4), for fingerprints and digests of descriptions. */
#ifndef OASDRIFT_BASE_SHA256_H
#define OASDRIFT_BASE_SHA256_H

#include "base/str.h"

struct sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[64];
};

enum { SHA256_BYTES = 32, SHA256_HEX_LENGTH = 64 };

void sha256_init(struct sha256 *hash);
void sha256_add(struct sha256 *hash, struct str text);
/* Either of the two ends the hash. */
void sha256_bytes(struct sha256 *hash, unsigned char bytes[static SHA256_BYTES]);
/* Lower-case hexadecimal and a NUL. */
void sha256_hex(struct sha256 *hash, char hex[static SHA256_HEX_LENGTH + 1]);

#endif
