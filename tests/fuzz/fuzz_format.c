/* Every format on any text: it ends, it reads nothing beyond the text, and what follows a narrow
   grammar follows the wide one it is part of. Input: the text of a string, or a number as written.
   */
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "document/kinds.h"
#include "format/format.h"
#include "format/grammars.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NUMBER KIND_NUMBER
#define STRING KIND_STRING
static const struct format formats[] = {
#define FORMAT(name, kinds, undoubted, source, holds)                                              \
    {{name, sizeof(name) - 1}, kinds, undoubted, source, holds},
#include "format/formats.def"
#undef FORMAT
};

static const struct {
    const char *what;
    bool (*narrow)(struct str text), (*wide)(struct str text);
} inclusions[] = {
    {"a URI is a reference", format_uri, format_uri_reference},
    {"a URI is an IRI", format_uri, format_iri},
    {"an IRI is a reference", format_iri, format_iri_reference},
    {"a reference to a URI is one to an IRI", format_uri_reference, format_iri_reference},
    {"int8 fits int16", format_int8, format_int16},
    {"int16 fits int32", format_int16, format_int32},
    {"int32 fits double-int", format_int32, format_double_int},
    {"double-int fits int64", format_double_int, format_int64},
    {"uint8 fits uint16", format_uint8, format_uint16},
    {"uint16 fits uint32", format_uint16, format_uint32},
    {"uint32 fits uint64", format_uint32, format_uint64},
    {"int64 fits decimal128", format_int64, format_decimal128},
    {"float fits double", format_float, format_double},
    {"sf-integer fits int64", format_sf_integer, format_int64},
};

static void check_inclusions(struct str text)
{
    for (size_t i = 0; i < ARRAY_LENGTH(inclusions); i++)
        if (inclusions[i].narrow(text) && !inclusions[i].wide(text)) {
            fprintf(stderr, "%s: does not hold for \"%.*s\"\n", inclusions[i].what, STR_ARGS(text));
            abort();
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy of its own: what is read beyond it is found. */
    char *copy = malloc(size ? size : 1);
    struct str text = {copy, size};

    if (!copy)
        return 0;
    memcpy(copy, data, size);
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        bool takes_text = formats[i].kinds & KIND_STRING;

        if (formats[i].holds && (takes_text || decimal_is_number(text)))
            formats[i].holds(text);
    }
    check_inclusions(text);
    free(copy);
    return 0;
}
