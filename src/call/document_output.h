/* A document that a call writes. */
#ifndef OASDRIFT_CALL_DOCUMENT_OUTPUT_H
#define OASDRIFT_CALL_DOCUMENT_OUTPUT_H

#include "base/file_output.h"
#include "document/document.h"

/* Writes it, and puts the file in its place. path ("-" or NULL: standard output) tells by .json,
   .yaml or .yml what it is written as; else `format` does. */
bool document_output(const struct document *document, const char *path, enum document_format format,
                     struct file_output *file, struct error *err);

#endif
