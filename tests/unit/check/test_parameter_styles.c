/* Every style, explode and type in every place, by the table of parameter_styles.def. A text is
   read as a value when the value as `const` holds for it. */
#include "judging.h"

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

/* %s: the place */
#define STYLE_BROKEN        "error request.parameter-style request.%s color\n"
#define SCHEMA(keyword, at) "error request.parameter-schema." keyword " request.%s color" at "\n"
#define PARAMETER_MISSING   "error request.parameter-missing request.%s color\n"
#define REPEATED            "error request.parameter-repeated request.%s color\n"
#define UNDOCUMENTED(name)  "warning request.parameter-undocumented request.%s " name "\n"
#define ABSORBED(name)      "info request.parameter-undocumented request.%s " name "\n"
#define NOT_CHECKED         "not-checked request.%s: *"

static const struct row {
    const char *source, *in, *style;
    bool explode;
    const char *schema, *text;
    const char *value;    /* NULL: expected */
    const char *expected; /* what the checker says */
} rows[] = {
#define ROW(source, in, style, explode, schema, text, value)                                       \
    {source, in, style, explode, schema, text, value, ""},
#define OUTCOME(source, in, style, explode, schema, text, expected)                                \
    {source, in, style, explode, schema, text, NULL, expected},
#include "parameter_styles.def"
};

static bool is_in(const struct row *row, const char *in)
{
    return strcmp(row->in, in) == 0;
}

static void add_json(struct strbuf *out, const char *text)
{
    for (; *text; text++)
        strbuf_add_char(out, *text == '\'' ? '"' : *text);
}

static void describe(const struct row *row, struct strbuf *out)
{
    strbuf_addf(out,
                "openapi: 3.1.0\ninfo: {title: Colors, version: '1'}\npaths:\n  %s:\n    get:\n"
                "      security: [{}]\n"
                "      parameters: [{name: color, in: %s, required: true, style: %s, explode: %s,\n"
                "        schema: {%s",
                is_in(row, "path") ? "/p/{color}" : "/p/x", row->in, row->style,
                row->explode ? "true" : "false", row->schema);
    if (row->value) {
        strbuf_add_text(out, ", const: ");
        add_json(out, row->value);
    }
    strbuf_add_text(out, "}}]\n      responses: {'200': {description: ok}}\n");
}

/* The lines, or their start where expected ends with '*'. */
static bool says(const char *got, const char *expected)
{
    size_t length = strlen(expected);

    if (length && expected[length - 1] == '*')
        return strncmp(got, expected, length - 1) == 0 && strchr(got, '\n')[1] == '\0';
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
             is_in(row, "query") ? "?" : "", is_in(row, "query") ? row->text : "");
    snprintf(header, sizeof header, "%s: %s", is_in(row, "cookie") ? "cookie" : "color", row->text);
    snprintf(expected, sizeof expected, row->expected, row->in);
    judging_init(&judging, description.text, NULL);
    got = judge_sent(&judging,
                     &(struct sent){.request = request,
                                    .request_headers =
                                        is_in(row, "path") || is_in(row, "query") ? NULL : header});
    ck_assert_msg(says(got, expected), "%s: %s %s explode %d {%s} \"%s\": got\n%sexpected %s\n%s",
                  row->source, row->in, row->style, row->explode, row->schema, row->text, got,
                  row->value ? row->value : "", expected);
    judging_release(&judging);
    strbuf_release(&description);
}
END_TEST

UNIT_MAIN("parameter styles", UNIT_LOOP(styles, rows))
