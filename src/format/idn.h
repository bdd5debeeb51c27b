/* Internationalized names (IDNA2008), by libidn2. It is loaded for the first label that needs it:
   to link it, with its Unicode tables, would add 0.6 ms to every start. */
#ifndef OASDRIFT_FORMAT_IDN_H
#define OASDRIFT_FORMAT_IDN_H

#include <idn2.h>

#include "base/strbuf.h"

enum { IDN_MAX_NAME = 253, IDN_MAX_LABEL = 63 }; /* octets in ASCII; RFC 1035, 2.3.4 */

struct idn {
    void *library;
    __typeof__(idn2_lookup_u8) *lookup_u8;
    __typeof__(idn2_register_u8) *register_u8;
    __typeof__(idn2_to_unicode_8z8z) *to_unicode_8z8z;
    __typeof__(idn2_free) *free;
};

/* false when libidn2 is not there: then nothing can be said of names beyond ASCII. Only the first
   call of a process takes long. */
bool idn_load(struct idn *idn);
void idn_unload(struct idn *idn);

/* "xn--..." in any case: is it what a U-label becomes? */
bool idn_is_a_label(const struct idn *idn, struct str label);
/* The A-label of a label that is not ASCII, NUL-terminated. false when it is no U-label, which it
   may be without being in normal form C. */
bool idn_to_ascii(const struct idn *idn, struct str label, char ascii[static IDN_MAX_LABEL + 1]);
/* Appends the U-label of a valid A-label. */
void idn_to_unicode(const struct idn *idn, const char *a_label, struct strbuf *out);

/* RFC 5893, 2: if a label of a name goes from right to left, all of its labels must keep the rule.
   name: U-labels and ASCII labels with dots between them, valid UTF-8. */
bool idn_keeps_bidi_rule(struct str name);

#endif
