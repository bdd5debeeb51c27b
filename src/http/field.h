/* What may stand in a message's head (RFC 9110, 5.1 and 5.5): everything we put on a wire is asked
   here first, or a CR LF in a value would smuggle a second request. */
#ifndef OASDRIFT_HTTP_FIELD_H
#define OASDRIFT_HTTP_FIELD_H

#include "base/str.h"

/* 1*tchar (RFC 9110, 5.6.2): methods, header names, parameter names. Empty is none. */
bool token_is_valid(struct str text);
bool header_name_is_valid(struct str name);
/* No control byte but HTAB, no white space at the ends; bytes above 0x7f may stand (obs-text).
   Empty is valid. */
bool header_value_is_valid(struct str value);
/* Does the field frame a message or steer one connection (RFC 9110, 7.6.1; RFC 9112, 6)? Only who
   writes the message knows what to say there. */
bool header_is_of_connection(struct str name);
/* Splits a list field's value at its commas, which a quoted string may hold: returns the next
   element without surrounding white space, or STR_NONE at the end. Empty elements are passed over
   (RFC 9110, 5.6.1.2). */
struct str field_list_next(struct str *rest);

#endif
