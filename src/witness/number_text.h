/* A number as a JSON text that a person would write. Private to witness/. */
#ifndef OASDRIFT_WITNESS_NUMBER_TEXT_H
#define OASDRIFT_WITNESS_NUMBER_TEXT_H

#include "base/decimal.h"
#include "base/strbuf.h"

enum { NUMBER_READABLE_DIGITS = 25 }; /* longer ones have an exponent where that is shorter */

enum number_style {
    NUMBER_PLAIN,
    NUMBER_INTEGER, /* an integral one never has an exponent (draft 4) */
    NUMBER_FRACTION /* an integral one has a fraction or an exponent: 1.0 (draft 4) */
};

void number_write(struct strbuf *out, const struct decimal *number, enum number_style style);
/* Its significant digits, without sign, point and exponent, into an empty buffer. */
void number_digits(struct strbuf *out, const struct decimal *number);
/* Does it take more characters than `limit` without an exponent? */
bool number_is_longer(const struct decimal *number, int64_t limit);

#endif
