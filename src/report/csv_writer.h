/* Comma-separated values (RFC 4180): a row of cells. */
#ifndef OASDRIFT_REPORT_CSV_WRITER_H
#define OASDRIFT_REPORT_CSV_WRITER_H

#include "base/str.h"

struct strbuf;

/* Adds the row with its line end. Text is escaped (base/escape.h); what a spreadsheet would take
   for a formula begins with a "'". An absent cell is empty. */
void csv_add_row(struct strbuf *out, const struct str *cells, size_t count);
/* The first row. */
void csv_add_header(struct strbuf *out, const char *const *names, size_t count);

#endif
