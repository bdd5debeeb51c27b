/* What str_format, strbuf_addf and error_raise format with: vsnprintf, but for "%.*s", which takes
   as many bytes as its length says. vsnprintf would stop at a NUL, and text from outside may hold
   one. */
#ifndef OASDRIFT_BASE_TEXT_FORMAT_H
#define OASDRIFT_BASE_TEXT_FORMAT_H

#include "base/str.h"
#include <stdarg.h>

/* Writes up to size - 1 bytes and a NUL to out; returns the length of the whole text. Conversions:
   d i u o x X c s p e f g %, with flags, width, precision and the sizes l ll z j t. */
size_t text_format(char *out, size_t size, const char *format, va_list args);
/* The same, and returns what of it is in out. */
struct str text_format_cut(char *out, size_t size, const char *format, va_list args);

#endif
