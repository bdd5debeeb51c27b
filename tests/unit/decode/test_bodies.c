/* Bodies of every kind of media type, by the table of bodies.def: what the listener of decode_body
   hears of each. */
#include "decoder.h"

#include "decode/body.h"
#include "document/data_excerpt.h"
#include "row_json.h"

#include "bodies.h"

#define SCHEMA(text) "schema: " text

static const struct row {
    const char *source, *type, *fields, *body, *heard;
} rows[] = {
#define ROW(source, type, fields, body, heard) {source, type, fields, body, heard},
#include "bodies.def"
};

/* ---- the listener ---- */

struct heard {
    struct strbuf text; /* one after the other, "; " between them */
};

static struct strbuf *next(void *context)
{
    struct heard *heard = context;

    strbuf_add_text(&heard->text, heard->text.length ? "; " : "");
    return &heard->text;
}

static void on_value(void *context, const struct decoded_value *value)
{
    struct strbuf *out = next(context);

    node_write(value->instance, out);
    if (value->opaque.count)
        strbuf_addf(out, " but %zu", value->opaque.count);
    for (size_t i = 0; i < value->opaque.count; i++)
        ck_assert(node_is(value->opaque.items[i], NODE_NULL) ||
                  str_is(node_string(value->opaque.items[i]), ""));
}

static void on_part_header(void *context, const struct parameter *header, const struct node *value)
{
    struct strbuf *out = next(context);

    strbuf_addf(out, "header %.*s ", STR_ARGS(header->name));
    node_write(value, out);
}

static void on_fields(void *context, const struct query_pairs *fields, bool encoded)
{
    struct strbuf *out = next(context);

    strbuf_add_text(out, encoded ? "encoded fields" : "fields");
    for (size_t i = 0; i < fields->count; i++)
        strbuf_addf(out, " %.*s=%.*s", STR_ARGS(fields->items[i].name),
                    STR_ARGS(fields->items[i].value));
}

/* Rows name what is told of bytes, and these hold. */
static void on_octets(void *context)
{
    (void)context;
}

static void on_fault(void *context, const struct decode_fault *fault)
{
    struct strbuf *out = next(context);

    ck_assert(fault->message.length > 0);
    switch (fault->kind) {
    case FAULT_MALFORMED:
        strbuf_add_text(out, "malformed");
        if (fault->line)
            strbuf_addf(out, " %zu:%zu", fault->line, fault->column);
        break;
    case FAULT_SCHEMA:
        strbuf_addf(out, "breaks %s", fault->keyword);
        break;
    case FAULT_ENCODING:
        ck_assert(fault->place);
        strbuf_add_text(out, "breaks its encoding");
        break;
    }
}

static void on_not_checked(void *context, struct str reason, const char *cause)
{
    struct arena arena;

    (void)cause;
    arena_init(&arena);
    reason = data_spans_show(&arena, reason);
    strbuf_addf(next(context), "not checked: %.*s", STR_ARGS(reason));
    arena_release(&arena);
}

static const struct decode_listener listener = {
    .value = on_value,
    .part_header = on_part_header,
    .fields = on_fields,
    .octets = on_octets,
    .fault = on_fault,
    .not_checked = on_not_checked,
};

/* ---- a row ---- */

static void describe(const struct row *row, struct strbuf *out)
{
    struct str type = str_of(row->type), key = str_cut(&type, ';');

    if (str_starts_with(str_of(row->fields), STR("parameters: ")))
        strbuf_addf(out,
                    "swagger: '2.0'\ninfo: {title: Bodies, version: '1'}\npaths:\n  /b:\n    "
                    "post:\n      consumes: ['%.*s']\n      %s\n",
                    STR_ARGS(key), row->fields);
    else
        strbuf_addf(out,
                    "openapi: 3.2.0\ninfo: {title: Bodies, version: '1'}\npaths:\n  /b:\n    "
                    "post:\n      requestBody:\n        content:\n          '%.*s': {%s}\n",
                    STR_ARGS(key), row->fields);
    strbuf_add_text(out, "      responses: {'200': {description: ok}}\n");
}

START_TEST(bodies)
{
    const struct row *row = &rows[_i];
    struct heard heard;
    struct strbuf description, expected;
    struct decoder decoder;
    struct route route;
    struct content_type type;
    const struct content *content;

    strbuf_init(&description, SIZE_MAX);
    strbuf_init(&expected, SIZE_MAX);
    strbuf_init(&heard.text, SIZE_MAX);
    describe(row, &description);
    decoder_init(&decoder, description.text);
    content = &decoder_operation(&decoder, "POST", "/b", &route)->request_body->content;
    ck_assert(content_type_parse(str_of(row->type), &type));
    decode_body(&(struct typed_body){.decoding = &decoder.decoding,
                                     .media_type = &content->items[0],
                                     .type = &type,
                                     .name = STR("body"),
                                     .listener = &listener,
                                     .context = &heard},
                str_of(row->body));
    add_json(&expected, row->heard);
    ck_assert_msg(str_equal(strbuf_str(&heard.text), strbuf_str(&expected)),
                  "%s: %s %s \"%s\": got\n%.*s\nexpected %.*s", row->source, row->type, row->fields,
                  row->body, STR_ARGS(strbuf_str(&heard.text)), STR_ARGS(strbuf_str(&expected)));
    decoder_release(&decoder);
    strbuf_release(&heard.text);
    strbuf_release(&expected);
    strbuf_release(&description);
}
END_TEST

UNIT_SUITE("bodies", UNIT_LOOP(bodies, rows))
