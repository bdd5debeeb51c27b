/* The rows of the tables of styles, parameter_styles.def here and in check/: a parameter "color" of
   a description, and a text of it. For the short names of schemas it is included last. */
#ifndef UNIT_DECODE_PARAMETER_STYLES_H
#define UNIT_DECODE_PARAMETER_STYLES_H

#include "row_json.h"

#define S   "type: string"
#define I   "type: integer"
#define N   "type: number"
#define B   "type: boolean"
#define IS  "type: [integer, string]"
#define BS  "type: [boolean, string]"
#define IZ  "type: [integer, 'null']"
#define AS  "type: array, items: {type: string}"
#define AI  "type: array, items: {type: integer}"
#define AB  "type: array, items: {type: boolean}"
#define AA  "type: array, items: {type: array}"
#define AIS "type: [array, string], items: {type: integer}"
#define RGB "properties: {R: {type: integer}, G: {type: integer}, B: {type: integer}}"
#define O   "type: object, additionalProperties: false, " RGB
#define OR  "type: object, additionalProperties: false, required: [R], " RGB
#define OA  "allOf: [{type: object, " RGB "}]"
#define OO  "type: object, " RGB
#define OM  "type: object, additionalProperties: {type: integer}"
#define ON  "type: object, properties: {list: {type: array}}"
#define OS  "type: object, properties: {a: {type: string}, b: {type: string}}"

struct style_row {
    const char *source, *version, *in, *style;
    bool explode;
    const char *schema, *text;
    const char *value;   /* NULL: outcome */
    const char *outcome; /* without an enum of one in the schema; NULL: value */
};

#define ROW(source, in, style, explode, schema, text, value)                                       \
    {source, "3.1.0", in, style, explode, schema, text, value, NULL},
#define OUTCOME(source, in, style, explode, schema, text, outcome)                                 \
    {source, "3.1.0", in, style, explode, schema, text, NULL, outcome},
#define ROW_20(source, in, format, schema, text, value)                                            \
    {source, "2.0", in, format, false, schema, text, value, NULL},
#define OUTCOME_20(source, in, format, schema, text, outcome)                                      \
    {source, "2.0", in, format, false, schema, text, NULL, outcome},
#define ROW_30(source, in, style, explode, schema, text, value)                                    \
    {source, "3.0.3", in, style, explode, schema, text, value, NULL},
#define OUTCOME_30(source, in, style, explode, schema, text, outcome)                              \
    {source, "3.0.3", in, style, explode, schema, text, NULL, outcome},
#define ROW_32(source, in, style, explode, schema, text, value)                                    \
    {source, "3.2.0", in, style, explode, schema, text, value, NULL},
#define OUTCOME_32(source, in, style, explode, schema, text, outcome)                              \
    {source, "3.2.0", in, style, explode, schema, text, NULL, outcome},

static inline bool is_in(const struct style_row *row, const char *in)
{
    return strcmp(row->in, in) == 0;
}

static inline bool is_query(const struct style_row *row)
{
    return is_in(row, "query") || is_in(row, "querystring");
}

/* An enum of one tells which of several readings is meant: 2.0 and 3.0 have no const. */
static inline void add_schema(const struct style_row *row, struct strbuf *out)
{
    strbuf_add_text(out, row->schema);
    if (!row->value)
        return;
    strbuf_add_text(out, ", enum: [");
    add_json(out, row->value);
    strbuf_add_text(out, "]");
}

/* In 2.0 a parameter is its own schema; the style is a collectionFormat, "" for none. */
static inline void describe_20(const struct style_row *row, struct strbuf *out)
{
    strbuf_addf(out,
                "swagger: '2.0'\ninfo: {title: Colors, version: '1'}\npaths:\n  %s:\n    get:\n"
                "      parameters: [{name: color, in: %s, required: true, ",
                is_in(row, "path") ? "/p/{color}" : "/p/x", row->in);
    if (*row->style)
        strbuf_addf(out, "collectionFormat: %s, ", row->style);
    add_schema(row, out);
    strbuf_add_text(out, "}]\n      responses: {'200': {description: ok}}\n");
}

/* The style "content/TYPE" is a content parameter of that type; a '+' behind a style allows what is
   reserved. */
static inline void describe(const struct style_row *row, struct strbuf *out)
{
    bool content = strncmp(row->style, "content/", 8) == 0;
    size_t length = str_find_char(str_of(row->style), '+');

    if (strcmp(row->version, "2.0") == 0) {
        describe_20(row, out);
        return;
    }
    strbuf_addf(out,
                "openapi: %s\ninfo: {title: Colors, version: '1'}\npaths:\n  %s:\n    get:\n"
                "      parameters: [{name: color, in: %s, required: true, ",
                row->version, is_in(row, "path") ? "/p/{color}" : "/p/x", row->in);
    if (content)
        strbuf_addf(out, "content: {%s: {schema: {", row->style + 8);
    else
        strbuf_addf(out, "style: %.*s, explode: %s, %sschema: {", (int)length, row->style,
                    row->explode ? "true" : "false",
                    row->style[length] ? "allowReserved: true, " : "");
    add_schema(row, out);
    strbuf_add_text(out, content ? "}}}" : "}");
    strbuf_add_text(out, "}]\n      responses: {'200': {description: ok}}\n");
}

#endif
