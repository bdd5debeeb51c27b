/* Every style, explode and type in every place, by the table of parameter_styles.def. A text is
   read as a value when the value as `const` holds for it. */
#include "judging.h"

#define S   "type: string"
#define I   "type: integer"
#define N   "type: number"
#define B   "type: boolean"
#define AS  "type: array, items: {type: string}"
#define AI  "type: array, items: {type: integer}"
#define AA  "type: array, items: {type: array}"
#define RGB "properties: {R: {type: integer}, G: {type: integer}, B: {type: integer}}"
#define O   "type: object, additionalProperties: false, " RGB
#define OR  "type: object, additionalProperties: false, required: [R], " RGB
#define OO  "type: object, " RGB
#define OM  "type: object, additionalProperties: {type: integer}"
#define ON  "type: object, properties: {list: {type: array}}"
#define OS  "type: object, properties: {a: {type: string}, b: {type: string}}"

/* %s: the place */
#define STYLE_BROKEN        "error request.parameter-style request.%s color\n"
#define SCHEMA(keyword, at) "error request.parameter-schema." keyword " request.%s color" at "\n"
#define PARAMETER_MISSING   "error request.parameter-missing request.%s color\n"
#define REPEATED            "error request.parameter-repeated request.%s color\n"
#define UNDOCUMENTED(name)  "warning request.parameter-undocumented request.%s " name "\n"
#define ABSORBED(name)      "info request.parameter-undocumented request.%s " name "\n"
#define NOT_CHECKED         "not-checked request.%s: *"

static const struct row {
    const char *source, *version, *in, *style;
    bool explode;
    const char *schema, *text;
    const char *value;    /* NULL: expected */
    const char *expected; /* what the checker says */
} rows[] = {
#define ROW(source, in, style, explode, schema, text, value)                                       \
    {source, "3.1.0", in, style, explode, schema, text, value, ""},
#define OUTCOME(source, in, style, explode, schema, text, expected)                                \
    {source, "3.1.0", in, style, explode, schema, text, NULL, expected},
#define ROW_20(source, in, format, schema, text, value)                                            \
    {source, "2.0", in, format, false, schema, text, value, ""},
#define OUTCOME_20(source, in, format, schema, text, expected)                                     \
    {source, "2.0", in, format, false, schema, text, NULL, expected},
#define ROW_30(source, in, style, explode, schema, text, value)                                    \
    {source, "3.0.3", in, style, explode, schema, text, value, ""},
#define OUTCOME_30(source, in, style, explode, schema, text, expected)                             \
    {source, "3.0.3", in, style, explode, schema, text, NULL, expected},
#define ROW_32(source, in, style, explode, schema, text, value)                                    \
    {source, "3.2.0", in, style, explode, schema, text, value, ""},
#define OUTCOME_32(source, in, style, explode, schema, text, expected)                             \
    {source, "3.2.0", in, style, explode, schema, text, NULL, expected},
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

static void add_json(struct strbuf *out, const char *text)
{
    for (; *text; text++)
        strbuf_add_char(out, *text == '\'' ? '"' : *text);
}

/* An enum of one: 2.0 and 3.0 have no const. */
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
    size_t length = str_find_char(str_of(row->style), '+');

    if (strcmp(row->version, "2.0") == 0) {
        describe_20(row, out);
        return;
    }
    strbuf_addf(out,
                "openapi: %s\ninfo: {title: Colors, version: '1'}\npaths:\n  %s:\n    get:\n"
                "      security: [{}]\n      parameters: [{name: color, in: %s, required: true, ",
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

/* The lines, or their start where expected ends with '*'. */
static bool says(const char *got, const char *expected)
{
    size_t length = strlen(expected);

    if (length && expected[length - 1] == '*')
        return strncmp(got, expected, length - 1) == 0 && strstr(got, "\n")[1] == '\0';
    return strcmp(got, expected) == 0;
}

START_TEST(styles)
{
    const struct row *row = &rows[_i];
    char request[512], header[512], expected[512];
    struct judging judging;
    struct strbuf description;
    const char *got;

    strbuf_init(&description, SIZE_MAX);
    describe(row, &description);
    snprintf(request, sizeof request, "GET /p/%s%s%s", is_in(row, "path") ? row->text : "x",
             is_query(row) ? "?" : "", is_query(row) ? row->text : "");
    snprintf(header, sizeof header, "%s: %s", is_in(row, "cookie") ? "cookie" : "color", row->text);
    snprintf(expected, sizeof expected, row->expected, is_query(row) ? "query" : row->in);
    judging_init(&judging, description.text, NULL);
    got = judge_sent(
        &judging,
        &(struct sent){.request = request,
                       .request_headers = is_in(row, "path") || is_query(row) ? NULL : header});
    ck_assert_msg(says(got, expected), "%s: %s %s explode %d {%s} \"%s\": got\n%sexpected %s\n%s",
                  row->source, row->in, row->style, row->explode, row->schema, row->text, got,
                  row->value ? row->value : "", expected);
    judging_release(&judging);
    strbuf_release(&description);
}
END_TEST

UNIT_SUITE("parameter styles", UNIT_LOOP(styles, rows))
