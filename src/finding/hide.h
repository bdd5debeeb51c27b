/* What another part of the run knows for a secret, taken out of findings that were sealed without
   it. */
#ifndef OASDRIFT_FINDING_HIDE_H
#define OASDRIFT_FINDING_HIDE_H

#include "finding/finding.h"
#include "redact/secret_digest.h"

/* In messages, names, pointers, paths, URLs, command lines, reasons and diagnostics. What
   tells another place then has the fingerprint of that one, as if it had been known all the time.
   digests: settled; key: theirs; folder: of the description, for fingerprints. */
void findings_hide(struct findings *findings, const struct secret_digests *digests, struct str key,
                   struct str folder);

#endif
