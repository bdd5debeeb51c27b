#include "generate/write_content.h"

#include "base/percent.h"
#include "document/document.h"
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

static bool write_form(const struct node *value, struct strbuf *out)
{
    if (!node_is(value, NODE_OBJECT))
        return false;
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key)) {
        const struct node *member = node_value(key);
        struct strbuf json;

        strbuf_init(&json, out->ceiling);
        strbuf_add_text(out, out->length ? "&" : "");
        percent_encode(out, node_string(key));
        strbuf_add_char(out, '=');
        if (!node_text(member).text)
            node_write(member, &json);
        percent_encode(out, node_text(member).text ? node_text(member) : strbuf_str(&json));
        strbuf_release(&json);
    }
    return true;
}

bool write_content(enum writable way, const struct node *value, struct strbuf *out)
{
    switch (way) {
    case WRITABLE_NOT:
        return false;
    case WRITABLE_TEXT:
        return node_string(value).text && strbuf_add(out, node_string(value));
    case WRITABLE_FORM:
        return write_form(value, out);
    case WRITABLE_JSON:
        return node_write(value, out);
    }
    return false;
}
