/* What is secret by its form alone, whatever it is called. */
#ifndef OASDRIFT_REDACT_SECRET_FORM_H
#define OASDRIFT_REDACT_SECRET_FORM_H

#include "base/str.h"

/* Does a value look as keys and tokens do that were drawn at random? Asked of values whose name
   only hints at a secret. Of 8 bytes at least, without blanks, with digits among letters; a date, a
   version, an address, words with a number behind them are none. */
bool secret_form_is_random(struct str value);

#endif
