/* What is secret by its form alone, whatever it is called. */
#ifndef OASDRIFT_REDACT_SECRET_FORM_H
#define OASDRIFT_REDACT_SECRET_FORM_H

#include "base/str.h"

/* Does a value look as keys and tokens do that were drawn at random? Asked of values whose name
   only hints at a secret. Of 8 bytes at least, without blanks, with digits among letters; a date, a
   version, an address, words with a number behind them are none. */
bool secret_form_is_random(struct str value);
/* Does it look as codes do that people type: letters and digits, four at least, in groups that a
   blank or a hyphen parts, with a digit among them? "4711", "123-456", "Zq01x"; "on" and "0.577"
   are none. */
bool secret_form_is_code(struct str value);
/* Does it look as the name of a session does: random, a code that is no number, or long and without
   blanks? Twilio's names of resources ("AC" and 32 hexadecimal digits) are none. */
bool secret_form_is_session(struct str value);

/* Is there a secret at the byte of the text? *start to *end: where it lies; behind `at` where a
   word comes first that is none ("Bearer"). JSON Web Tokens (RFC 7519) and their encrypted form
   (RFC 7516), private keys (RFC 7468), credentials behind the name of an authentication scheme,
   keys with the prefixes of their issuers, and the userinfo of a URL (RFC 3986, 3.2.1). */
bool secret_form_at(struct str text, size_t at, size_t *start, size_t *end);

#endif
