/* Every style, explode and type in every place, by the table of parameter_styles.def. */
#include "decoder.h"

#include "decode/parameter.h"

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

static const struct row {
    const char *source, *version, *in, *style;
    bool explode;
    const char *schema, *text;
    const char *value;   /* NULL: outcome */
    const char *outcome; /* without an enum of one in the schema */
} rows[] = {
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
#include "parameter_styles.def"
};

static bool is_in(const struct row *row, const char *in)
{
    return strcmp(row->in, in) == 0;
}

static bool is_query(const struct row *row)
{
    return is_in(row, "query") || is_in(row, "querystring");
}

/* An enum of one tells which of several readings is meant: 2.0 and 3.0 have no const. */
static void add_schema(const struct row *row, struct strbuf *out)
{
    strbuf_add_text(out, row->schema);
    if (!row->value)
        return;
    strbuf_add_text(out, ", enum: [");
    add_json(out, row->value);
    strbuf_add_text(out, "]");
}

/* In 2.0 a parameter is its own schema; the style is a collectionFormat, "" for none. */
static void describe_20(const struct row *row, struct strbuf *out)
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
static void describe(const struct row *row, struct strbuf *out)
{
    bool content = strncmp(row->style, "content/", 8) == 0;
    size_t length = strcspn(row->style, "+");

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

static enum reading read_row(const struct row *row, struct decoder *decoder,
                             struct parameter_value *value)
{
    struct header header = {is_in(row, "cookie") ? STR("cookie") : STR("color"), str_of(row->text)};
    const struct headers headers = {.items = &header,
                                    .count = !is_in(row, "path") && !is_query(row)};
    struct route route;
    struct request_texts texts = {.route = &route, .headers = &headers};
    const char *url = str_format(&decoder->arena, "/p/%s%s%s", is_in(row, "path") ? row->text : "x",
                                 is_query(row) ? "?" : "", is_query(row) ? row->text : "")
                          .text;

    texts.operation = decoder_operation(decoder, "GET", url, &route);
    ck_assert(query_pairs_read(&decoder->arena, route.query, &texts.query));
    return decode_parameter(&decoder->decoding, &texts, &texts.operation->parameters.items[0],
                            value);
}

/* What the reading came to: the value's JSON, or a word for the problem. */
static void tell(enum reading reading, const struct parameter_value *value, struct strbuf *out)
{
    switch (reading) {
    case READING_ABSENT:
        strbuf_add_text(out, value->unwritten ? "unwritten" : "absent");
        return;
    case READING_VALUE:
        if (value->node)
            node_write(value->node, out);
        if (value->repeated)
            strbuf_addf(out, " repeated %zu", value->count);
        return;
    case READING_BROKEN:
        ck_assert(value->problem.length > 0);
        strbuf_add_text(out, "broken");
        return;
    case READING_UNSUPPORTED:
        ck_assert(value->problem.length > 0);
        strbuf_add_text(out, "unsupported");
        return;
    }
}

START_TEST(styles)
{
    const struct row *row = &rows[_i];
    struct strbuf description, got, expected;
    struct decoder decoder;
    struct parameter_value value;

    strbuf_init(&description, SIZE_MAX);
    strbuf_init(&expected, SIZE_MAX);
    strbuf_init(&got, SIZE_MAX);
    describe(row, &description);
    decoder_init(&decoder, description.text);
    tell(read_row(row, &decoder, &value), &value, &got);
    add_json(&expected, row->value ? row->value : row->outcome);
    ck_assert_msg(str_equal(strbuf_str(&got), strbuf_str(&expected)),
                  "%s: %s %s explode %d {%s} \"%s\": got %.*s, expected %.*s", row->source, row->in,
                  row->style, row->explode, row->schema, row->text, STR_ARGS(strbuf_str(&got)),
                  STR_ARGS(strbuf_str(&expected)));
    decoder_release(&decoder);
    strbuf_release(&got);
    strbuf_release(&expected);
    strbuf_release(&description);
}
END_TEST

UNIT_SUITE("parameter styles", UNIT_LOOP(styles, rows))
