#include "generate/write_content.h"

#include "base/percent.h"
#include "decode/body.h"
#include "document/document.h"
#include "generate/serialise.h"
#include "http/media_type.h"

enum writable content_writable(struct str key)
{
    struct content_type type;

    if (!content_type_parse(key, &type))
        return WRITABLE_NOT;
    if (str_is(type.type, "*") || content_type_is(&type, "application/*"))
        return WRITABLE_JSON;
    switch (type.kind) {
    case CONTENT_JSON:
        return WRITABLE_JSON;
    case CONTENT_FORM:
        return WRITABLE_FORM;
    case CONTENT_MULTIPART:
        return WRITABLE_NOT;
    case CONTENT_XML:
    case CONTENT_JSON_LINES:
    case CONTENT_JSON_SEQUENCE:
    case CONTENT_EVENT_STREAM:
    case CONTENT_OTHER:
        break;
    }
    return WRITABLE_TEXT;
}

/* ---- forms ---- */

/* name: percent-encoded. Objects and arrays within each other have no form in any style; servers
   that say deepObject take "a[0][b]=1", as PHP and Rails read it. As deep as the value is:
   DOCUMENT_MAX_DEPTH bounds it. */
static void write_nested(struct str name, const struct node *value, struct strbuf *out)
{
    bool object = value->kind == NODE_OBJECT;
    size_t index = 0;

    if (!object && value->kind != NODE_ARRAY) {
        strbuf_add_text(out, out->length ? "&" : "");
        strbuf_add(out, name);
        strbuf_add_char(out, '=');
        percent_encode(out, node_text(value).text       ? node_text(value)
                            : value->kind == NODE_TRUE  ? STR("true")
                            : value->kind == NODE_FALSE ? STR("false")
                                                        : STR(""));
        return;
    }
    for (const struct node *at = node_first(value); at < node_end(value);
         at = object ? node_next_key(at) : node_next(at)) {
        struct strbuf inner;

        strbuf_init(&inner, out->ceiling);
        strbuf_addf(&inner, "%.*s%%5B", STR_ARGS(name));
        if (object)
            percent_encode(&inner, node_string(at));
        else
            strbuf_addf(&inner, "%zu", index++);
        strbuf_add_text(&inner, "%5D");
        write_nested(strbuf_str(&inner), object ? node_value(at) : at, out);
        strbuf_release(&inner);
    }
}

static void write_deep(struct str name, const struct node *value, struct strbuf *out)
{
    struct strbuf encoded;

    strbuf_init(&encoded, out->ceiling);
    percent_encode(&encoded, name);
    write_nested(strbuf_str(&encoded), value, out);
    strbuf_release(&encoded);
}

static bool is_flat(const struct node *value)
{
    const bool object = value->kind == NODE_OBJECT;

    if (!object && value->kind != NODE_ARRAY)
        return true;
    for (const struct node *at = node_first(value); at < node_end(value);
         at = object ? node_next_key(at) : node_next(at)) {
        enum node_kind kind = (enum node_kind)(object ? node_value(at) : at)->kind;

        if (kind == NODE_OBJECT || kind == NODE_ARRAY)
            return false;
    }
    return true;
}

static void write_json_field(struct str name, const struct node *value, struct strbuf *out)
{
    struct strbuf json;

    strbuf_init(&json, out->ceiling);
    node_write(value, &json);
    percent_encode(out, name);
    strbuf_add_char(out, '=');
    percent_encode(out, strbuf_str(&json));
    strbuf_release(&json);
}

/* As decode/form.c reads it: as a parameter of a query, but for an object without a style. */
static void write_field(const struct media_type *type, struct str name, const struct node *value,
                        struct strbuf *out)
{
    const struct encoding *encoding = encoding_of(&type->encodings, name);
    const bool styled = encoding && encoding->styled;
    const struct parameter field = {.name = name,
                                    .in = IN_FORM,
                                    .style = styled ? encoding->style : STYLE_FORM,
                                    .explode = styled ? encoding->explode : true,
                                    .allow_reserved = styled && encoding->allow_reserved};
    const bool nested = styled && encoding->style == STYLE_DEEP_OBJECT;
    size_t before = out->length;
    size_t start;

    if (nested && value->length && (value->kind == NODE_ARRAY || !is_flat(value))) {
        write_deep(name, value, out);
        return;
    }
    strbuf_add_text(out, before ? "&" : "");
    start = out->length;
    if (!is_flat(value) || (value->kind == NODE_OBJECT && !styled) ||
        !parameter_serialise(&field, value, out)) {
        out->length = start;
        write_json_field(name, value, out);
    }
    if (out->length == start)
        out->length = before;
}

static bool write_form(const struct media_type *type, const struct node *value, struct strbuf *out)
{
    if (!node_is(value, NODE_OBJECT))
        return false;
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key))
        write_field(type, node_string(key), node_value(key), out);
    return true;
}

bool write_content(const struct media_type *type, const struct node *value, struct strbuf *out)
{
    switch (content_writable(type->key)) {
    case WRITABLE_NOT:
        return false;
    case WRITABLE_TEXT:
        return node_string(value).text && strbuf_add(out, node_string(value));
    case WRITABLE_FORM:
        return write_form(type, value, out);
    case WRITABLE_JSON:
        return node_write(value, out);
    }
    return false;
}
