/* The functions behind formats.def. Each takes the string, or the number as written, and tells
   whether it follows the grammar named in formats.def. */
#ifndef OASDRIFT_FORMAT_GRAMMARS_H
#define OASDRIFT_FORMAT_GRAMMARS_H

#include "base/str.h"

bool format_date_time(struct str text);
bool format_date(struct str text);
bool format_time(struct str text);
bool format_duration(struct str text);
bool format_date_time_local(struct str text);
bool format_time_local(struct str text);
bool format_http_date(struct str text);

bool format_ipv4(struct str text);
bool format_ipv6(struct str text);
bool format_ipv4_cidr(struct str text);
bool format_ipv6_cidr(struct str text);
bool format_hostname(struct str text);
bool format_idn_hostname(struct str text);
bool format_email(struct str text);
bool format_idn_email(struct str text);

bool format_uri(struct str text);
bool format_uri_reference(struct str text);
bool format_iri(struct str text);
bool format_iri_reference(struct str text);
bool format_uri_template(struct str text);
bool format_json_pointer(struct str text);
bool format_relative_json_pointer(struct str text);

bool format_uuid(struct str text);
bool format_regex(struct str text);
bool format_byte(struct str text);
bool format_base64url(struct str text);
bool format_char(struct str text);
bool format_language(struct str text);
bool format_media_range(struct str text);

bool format_sf_binary(struct str text);
bool format_sf_boolean(struct str text);
bool format_sf_string(struct str text);
bool format_sf_token(struct str text);
bool format_sf_integer(struct str lexeme);
bool format_sf_decimal(struct str lexeme);

/* Those of integers and decimals are given strings too, which may hold anything. */
bool format_int8(struct str lexeme);
bool format_int16(struct str lexeme);
bool format_int32(struct str lexeme);
bool format_int64(struct str lexeme);
bool format_uint8(struct str lexeme);
bool format_uint16(struct str lexeme);
bool format_uint32(struct str lexeme);
bool format_uint64(struct str lexeme);
bool format_double_int(struct str lexeme);
bool format_integer(struct str lexeme);
bool format_float(struct str lexeme);
bool format_double(struct str lexeme);
bool format_decimal(struct str text);
bool format_decimal128(struct str text);

#endif
