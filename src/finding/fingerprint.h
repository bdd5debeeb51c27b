/* Identities as texts of FINGERPRINT_LENGTH hexadecimal digits: SHA-256 over fields, each as its
   length in decimal, ':', and its bytes, so that no two lists of fields give the same text; an
   absent field counts as an empty one. Private to finding/. */
#ifndef OASDRIFT_FINDING_FINGERPRINT_H
#define OASDRIFT_FINDING_FINGERPRINT_H

#include "base/sha256.h"
#include "finding/finding.h"

struct fingerprint {
    struct sha256 hash;
};

/* kind: the first field, "v1". */
void fingerprint_begin(struct fingerprint *fingerprint, struct str kind);
void fingerprint_add(struct fingerprint *fingerprint, struct str field);
void fingerprint_end(struct fingerprint *fingerprint, char text[static FINGERPRINT_LENGTH + 1]);
/* ---- the fields that are made of a finding; borrowed from it, or in the arena ---- */

/* The description's file, and the pointer in it; absent for an assertion, which its name tells. */
struct str fingerprint_file(struct arena *arena, const struct finding *finding, struct str folder);
struct str fingerprint_place(const struct finding *finding);
/* The documented key, else the status in digits, else absent. */
struct str fingerprint_status(struct arena *arena, const struct finding *finding);
/* The generalised pointer, with the name of a parameter or header before it. */
struct str fingerprint_where(struct arena *arena, const struct finding *finding);

#endif
