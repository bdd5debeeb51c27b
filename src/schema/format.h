/* The functions behind formats.def. Each takes the string, or the number as written, and tells
   whether it follows the grammar named in formats.def. */
#ifndef OASDRIFT_SCHEMA_FORMAT_H
#define OASDRIFT_SCHEMA_FORMAT_H

#include "base/str.h"

bool format_date_time(struct str text);
bool format_date(struct str text);
bool format_time(struct str text);
bool format_duration(struct str text);
bool format_uuid(struct str text);
bool format_ipv4(struct str text);
bool format_ipv6(struct str text);
bool format_hostname(struct str text);
bool format_email(struct str text);
bool format_uri(struct str text);
bool format_uri_reference(struct str text);
bool format_json_pointer(struct str text);
bool format_regex(struct str text);
bool format_byte(struct str text);
bool format_int32(struct str lexeme);
bool format_int64(struct str lexeme);
bool format_float(struct str lexeme);
bool format_double(struct str lexeme);

#endif
