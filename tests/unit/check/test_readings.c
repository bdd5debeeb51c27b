/* A text has no type until a schema asks: the same values in every place that carries texts, by the
   table of readings.def. One that holds is silent, and one that does not is told. */
#include "judging.h"

enum column {
    IN_A_QUERY,
    IN_A_QUERY_WITH_COMMAS,
    IN_A_PATH,
    IN_A_HEADER,
    IN_A_COOKIE,
    IN_A_RESPONSE_HEADER,
    IN_A_FORM,
    IN_A_MULTIPART,
    IN_XML,
    IN_A_LABEL,
    IN_A_MATRIX,
    BETWEEN_PIPES,
    IN_A_DEEP_OBJECT,
    COLUMNS
};

static const struct row {
    const char *schema, *hold, *fail, *except;
} rows[] = {
#define ROW(schema, hold, fail)            {schema, hold, fail, ""},
#define EXCEPT(schema, hold, fail, except) {schema, hold, fail, except},
#include "readings.def"
};

static const char description_head[] =
    "openapi: 3.1.0\ninfo: {title: Readings, version: '1'}\n"
    "components:\n  schemas:\n    List: {type: array, items: {type: integer}}\n"
    "    Ids: {anyOf: [{$ref: '#/components/schemas/List'}, {type: 'null'}]}\n"
    "    Size: {type: object, properties: {a: {type: integer}}}\npaths:\n";

/* ---- the description ---- */

static void add_parameter(struct strbuf *out, const char *path, const char *in, const char *style,
                          const char *schema)
{
    strbuf_addf(out,
                "  %s:\n    get:\n      parameters: [{name: p, in: %s, required: %s, %s, "
                "schema: {%s}}]\n      responses: {'200': {description: ok}}\n",
                path, in, strcmp(in, "path") == 0 ? "true" : "false", style, schema);
}

/* An object is the body, other values are its property "p". */
static void add_body(struct strbuf *out, const char *path, const char *type, const char *schema,
                     bool whole)
{
    strbuf_addf(out,
                "  %s:\n    post:\n      requestBody: {content: {%s: {schema: %s%s%s}}}\n"
                "      responses: {'200': {description: ok}}\n",
                path, type, whole ? "{" : "{type: object, properties: {p: {", schema,
                whole ? "}" : "}}}");
}

static void describe(const char *schema, bool whole, struct strbuf *out)
{
    strbuf_add_text(out, description_head);
    add_parameter(out, "/query", "query", "explode: true", schema);
    add_parameter(out, "/csv", "query", "explode: false", schema);
    add_parameter(out, "/path/{p}", "path", "explode: false", schema);
    add_parameter(out, "/header", "header", "explode: false", schema);
    add_parameter(out, "/cookie", "cookie", "explode: false", schema);
    add_parameter(out, "/label/{p}", "path", "style: label", schema);
    add_parameter(out, "/matrix/{p}", "path", "style: matrix", schema);
    add_parameter(out, "/pipes", "query", "style: pipeDelimited", schema);
    add_parameter(out, "/deep", "query", "style: deepObject, explode: true", schema);
    strbuf_addf(out,
                "  /response:\n    get:\n      responses: {'200': {description: ok, headers: {P: "
                "{schema: {%s}}}}}\n",
                schema);
    add_body(out, "/form", "application/x-www-form-urlencoded", schema, whole);
    add_body(out, "/multipart", "multipart/form-data", schema, whole);
    add_body(out, "/xml", "application/xml", schema, whole);
}

/* ---- one value in one column ---- */

struct written_part {
    struct str name, value; /* name: of a property */
};

struct written_value {
    struct written_part items[8];
    size_t count;
    char kind; /* '[', '{', or 's' */
};

static struct written_value value_of(struct str text)
{
    struct written_value value = {.kind = 's'};

    if (text.length && (text.text[0] == '[' || text.text[0] == '{')) {
        value.kind = text.text[0];
        text = str_slice(text, 1, SIZE_MAX);
    }
    while (text.text) {
        struct str rest = str_cut(&text, ','), name = STR("p");

        if (value.kind == '{')
            name = str_cut(&rest, '=');
        value.items[value.count++] = (struct written_part){name, rest};
    }
    return value;
}

static void write_pairs(const struct written_value *value, struct strbuf *out)
{
    for (size_t i = 0; i < value->count; i++)
        strbuf_addf(out, "%s%.*s=%.*s", i ? "&" : "", STR_ARGS(value->items[i].name),
                    STR_ARGS(value->items[i].value));
}

static void write_commas(const struct written_value *value, struct strbuf *out)
{
    for (size_t i = 0; i < value->count; i++) {
        if (value->kind == '{')
            strbuf_addf(out, "%s%.*s", i ? "," : "", STR_ARGS(value->items[i].name));
        strbuf_addf(out, "%s%.*s", i || value->kind == '{' ? "," : "",
                    STR_ARGS(value->items[i].value));
    }
}

static void write_pipes(const struct written_value *value, struct strbuf *out)
{
    for (size_t i = 0; i < value->count; i++)
        strbuf_addf(out, "%s%.*s", i ? "|" : "", STR_ARGS(value->items[i].value));
}

static void write_brackets(const struct written_value *value, struct strbuf *out)
{
    for (size_t i = 0; i < value->count; i++)
        strbuf_addf(out, "%sp[%.*s]=%.*s", i ? "&" : "", STR_ARGS(value->items[i].name),
                    STR_ARGS(value->items[i].value));
}

static void write_multipart(const struct written_value *value, struct strbuf *out)
{
    for (size_t i = 0; i < value->count; i++)
        strbuf_addf(out, "--b\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n%.*s\r\n",
                    STR_ARGS(value->items[i].name), STR_ARGS(value->items[i].value));
    strbuf_add_text(out, "--b--\r\n");
}

static void write_xml(const struct written_value *value, struct strbuf *out)
{
    strbuf_add_text(out, "<r>");
    for (size_t i = 0; i < value->count; i++)
        strbuf_addf(out, "<%.*s>%.*s</%.*s>", STR_ARGS(value->items[i].name),
                    STR_ARGS(value->items[i].value), STR_ARGS(value->items[i].name));
    strbuf_add_text(out, "</r>");
}

static const char *finish(struct arena *arena, struct strbuf *text)
{
    const char *finished = str_copy(arena, strbuf_str(text)).text;

    strbuf_release(text);
    return finished;
}

static const char *in_text(struct arena *arena, const char *before,
                           const struct written_value *value,
                           void (*write)(const struct written_value *value, struct strbuf *out))
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, before);
    write(value, &text);
    strbuf_add_char(&text, '\0');
    return finish(arena, &text);
}

static struct sent sent_in(struct arena *arena, enum column column,
                           const struct written_value *value)
{
    struct sent sent = {.request_state = BODY_EMPTY};

    switch (column) {
    case IN_A_QUERY:
        return (struct sent){.request = in_text(arena, "GET /query?", value, write_pairs)};
    case IN_A_QUERY_WITH_COMMAS:
        return (struct sent){.request = in_text(arena, "GET /csv?p=", value, write_commas)};
    case IN_A_PATH:
        return (struct sent){.request = in_text(arena, "GET /path/", value, write_commas)};
    case IN_A_HEADER:
        return (struct sent){.request = "GET /header",
                             .request_headers = in_text(arena, "p: ", value, write_commas)};
    case IN_A_COOKIE:
        return (struct sent){.request = "GET /cookie",
                             .request_headers = in_text(arena, "cookie: p=", value, write_commas)};
    case IN_A_RESPONSE_HEADER:
        return (struct sent){.request = "GET /response",
                             .status = 200,
                             .headers = in_text(arena, "P: ", value, write_commas)};
    case IN_A_FORM:
        return (struct sent){.request = "POST /form",
                             .request_headers = "content-type: application/x-www-form-urlencoded",
                             .request_body = in_text(arena, "", value, write_pairs)};
    case IN_A_MULTIPART:
        return (struct sent){.request = "POST /multipart",
                             .request_headers = "content-type: multipart/form-data; boundary=b",
                             .request_body = in_text(arena, "", value, write_multipart)};
    case IN_XML:
        return (struct sent){.request = "POST /xml",
                             .request_headers = "content-type: application/xml",
                             .request_body = in_text(arena, "", value, write_xml)};
    case IN_A_LABEL:
        return (struct sent){.request = in_text(arena, "GET /label/.", value, write_commas)};
    case IN_A_MATRIX:
        return (struct sent){.request = in_text(arena, "GET /matrix/;p=", value, write_commas)};
    case BETWEEN_PIPES:
        return (struct sent){.request = in_text(arena, "GET /pipes?p=", value, write_pipes)};
    case IN_A_DEEP_OBJECT:
        return (struct sent){.request = in_text(arena, "GET /deep?", value, write_brackets)};
    case COLUMNS:
        break;
    }
    return sent;
}

static bool writes(enum column column, char kind)
{
    return column == BETWEEN_PIPES ? kind == '[' : column == IN_A_DEEP_OBJECT ? kind == '{' : true;
}

/* What has to be said of a value. In XML what depends on branches of objects is not checked. */
static bool is_as_expected(enum column column, const char *got, bool holds)
{
    bool told = strstr(got, "error ") != NULL, unchecked = strstr(got, "not-checked request.body");

    if (column == IN_XML && unchecked && !told)
        return true;
    /* Pipes have no form for single values; what is none of the rest may be one. */
    if (column == BETWEEN_PIPES && !holds && strstr(got, "no form for single values"))
        return true;
    /* What an open object takes without describing it is another matter. */
    return holds ? !told && !strstr(got, "warning request.parameter") && !unchecked &&
                       !strstr(got, "not-checked request.query")
                 : told || strstr(got, "warning request.parameter-undocumented");
}

static void judge_values(const struct row *row, enum column column, const char *values, bool holds)
{
    static const char letters[] = "qcphkrfmxlyid";
    struct str rest = str_of(values);

    if (!*values || strchr(row->except, letters[column]))
        return;
    while (rest.text) {
        struct str text = str_cut(&rest, ' ');
        struct written_value value = value_of(text);
        struct strbuf description;
        struct judging judging;
        struct sent sent;
        const char *got;

        if (!writes(column, value.kind))
            continue;
        strbuf_init(&description, SIZE_MAX);
        describe(row->schema, value.kind == '{', &description);
        judging_init(&judging, description.text, NULL);
        sent = sent_in(&judging.arena, column, &value);
        got = judge_sent(&judging, &sent);
        ck_assert_msg(is_as_expected(column, got, holds), "{%s} column %c, \"%.*s\" %s: got\n%s",
                      row->schema, letters[column], STR_ARGS(text), holds ? "holds" : "fails", got);
        judging_release(&judging);
        strbuf_release(&description);
    }
}

START_TEST(readings)
{
    const struct row *row = &rows[_i / COLUMNS];
    enum column column = (enum column)(_i % COLUMNS);

    judge_values(row, column, row->hold, true);
    judge_values(row, column, row->fail, false);
}
END_TEST

UNIT_SUITE("readings", UNIT_TIMES(readings, ARRAY_LENGTH(rows) * COLUMNS))
