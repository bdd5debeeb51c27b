/* Readable texts of formats, made rather than looked for: customer@example.com, 2024-01-01. Private
   to witness/. */
#ifndef OASDRIFT_WITNESS_FORMAT_WORD_H
#define OASDRIFT_WITNESS_FORMAT_WORD_H

#include "base/strbuf.h"
#include "format/format.h"
#include "witness/witness.h"

enum { FORMAT_MAX_WORDS = 1000 * 1000 * 1000 }; /* of one format and hint */

/* Adds the n-th text of the format, with the hint's words ("customer email") where it has room for
   words. For every n it is another, of the same settings and hint. Nobody is reached through it:
   names, addresses and networks are those kept for documentation (RFC 2606, RFC 5737, RFC 3849).
   false, and nothing added: there are no more, or none are made of this format. */
bool format_word(const struct format *format, const struct witness_settings *settings,
                 struct str hint, uint64_t n, struct strbuf *out);

#endif
