/* What one part of a run tells the others of the secrets that it has learned: a keyed hash of each
   that nobody can guess (unguessable.h), and nothing of the others. Whoever has such a secret
   before him, in a text, can tell that it is one; nobody else learns anything. */
#ifndef OASDRIFT_REDACT_SECRET_DIGEST_H
#define OASDRIFT_REDACT_SECRET_DIGEST_H

#include "base/arena.h"
#include "base/vec.h"

enum {
    SECRET_DIGEST_LENGTH = 24,           /* hexadecimal digits: 96 bits */
    SECRET_DIGESTS_MAX = 256 * 1024,     /* of a part, and of what a merge passes on */
    SECRET_DIGEST_VALUE_MAX = 64 * 1024, /* bytes of a secret, escapes undone */
    SECRET_DIGEST_KEY_LENGTH = 64
};

struct secret_digest {
    char hash[SECRET_DIGEST_LENGTH]; /* of the key and the first window that cannot be guessed */
    uint32_t offset;                 /* of the window in the secret */
    uint32_t length;                 /* of the secret */
};

/* Those with the lowest hashes are kept, so that all parts of a run keep the same. A zeroed set is
   an empty one. */
struct secret_digests {
    VEC(struct secret_digest) items;
    bool left_out; /* there were more than SECRET_DIGESTS_MAX, or than a run can learn */
};

/* The key's text, SECRET_DIGEST_KEY_LENGTH bytes; what it hangs on all parts have that can be
   merged: `names`, the SHA-256 of the descriptions. */
struct str secret_digest_key(struct arena *arena, const struct str *names, size_t count);
/* Of a value as it was sent. false: it may be guessed, or is too long. */
bool secret_digest_of(struct str key, struct str value, struct secret_digest *digest);

void secret_digests_release(struct secret_digests *digests);
void secret_digests_add(struct secret_digests *digests, const struct secret_digest *digest);
/* Sorts by hash, each once, and leaves out what is too much. */
void secret_digests_settle(struct secret_digests *digests);
/* The text with REDACTED in place of the secrets; the text itself when it has none. A secret is
   found as it is, cut off behind its window, and with escapes of URLs, JSON, XML and HTML. Where
   some were left out, all that cannot be guessed is taken for a secret. digests: settled. Linear
   in the text. */
struct str secret_digests_redact(const struct secret_digests *digests, struct str key,
                                 struct arena *arena, struct str text);

#endif
