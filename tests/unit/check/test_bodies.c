/* Request bodies that are no JSON, by the table of bodies.def. A body is read as a value when the
   value as `const` holds for it. */
#include "decode/row_json.h"
#include "judging.h"

#include "decode/bodies.h"

#define SCHEMA(text) "schema: {allOf: [" text "], CONST}"

#define BODY_SCHEMA(keyword, at) "error request.body-schema." keyword " request.body " at "\n"
#define UNDOCUMENTED(at)         "warning request.property-undocumented request.body " at "\n"
#define MALFORMED                "error request.body-malformed request.body -\n" NOT_CHECKED
#define ENCODING_BROKEN          "error request.encoding request.body -\n"
#define NOT_CHECKED              "not-checked request.body: *\n"

static const struct row {
    const char *source, *type, *fields, *body;
    const char *value;    /* NULL: expected */
    const char *expected; /* what the checker says */
} rows[] = {
#define ROW(source, type, fields, body, value)        {source, type, fields, body, value, ""},
#define OUTCOME(source, type, fields, body, expected) {source, type, fields, body, NULL, expected},
#include "bodies.def"
};

static void describe(const struct row *row, struct strbuf *out)
{
    struct str type = str_of(row->type), key = str_cut(&type, ';');
    struct str fields = str_of(row->fields);
    size_t at = str_find(fields, STR("CONST"));

    strbuf_addf(out,
                "openapi: 3.2.0\ninfo: {title: Bodies, version: '1'}\npaths:\n  /b:\n    post:\n"
                "      security: [{}]\n      requestBody:\n        content:\n          '%.*s': {",
                STR_ARGS(key));
    if (at == SIZE_MAX) {
        strbuf_add(out, fields);
    } else {
        strbuf_add(out, str_slice(fields, 0, at));
        strbuf_add_text(out, row->value ? "const: " : "x-none: 1");
        if (row->value)
            add_json(out, row->value);
        strbuf_add(out, str_slice(fields, at + strlen("CONST"), SIZE_MAX));
    }
    strbuf_add_text(out, "}\n      responses: {'200': {description: ok}}\n");
}

START_TEST(bodies)
{
    const struct row *row = &rows[_i];
    struct judging judging;
    struct strbuf description;
    char header[256];
    const char *got;

    strbuf_init(&description, SIZE_MAX);
    describe(row, &description);
    snprintf(header, sizeof header, "content-type: %s", row->type);
    judging_init(&judging, description.text, NULL);
    got = judge_sent(
        &judging,
        &(struct sent){.request = "POST /b", .request_headers = header, .request_body = row->body});
    ck_assert_msg(lines_match(row->expected, got), "%s: %s %s \"%s\": got\n%sexpected %s\n%s",
                  row->source, row->type, row->fields, row->body, got, row->value ? row->value : "",
                  row->expected);
    judging_release(&judging);
    strbuf_release(&description);
}
END_TEST

UNIT_SUITE("bodies", UNIT_LOOP(bodies, rows))
