#include "source/recorded_multipart.h"

#include "base/strbuf.h"
#include "document/node.h"
#include "http/media_type.h"
#include "source/recorded_body.h"

/* Chrome writes "(binary)" for what it does not show. */
static bool is_text_part(const struct node *part, const struct part_keys *keys)
{
    const struct node *value = node_member(part, str_of(keys->value));

    return node_is(value, NODE_STRING) && !str_is(node_string(value), "(binary)") &&
           node_member_string(part, "fileName").length == 0 &&
           !str_is(node_member_string(part, "type"), "file");
}

static bool are_texts(const struct node *parts, const struct part_keys *keys)
{
    for (const struct node *part = node_first(parts); part < node_end(parts);
         part = node_next(part))
        if (!node_member_true(part, "disabled") && !is_text_part(part, keys))
            return false;
    return true;
}

/* As browsers write it (HTML, 4.10.21.8). */
static void add_name(struct strbuf *out, struct str name)
{
    for (size_t i = 0; i < name.length; i++)
        switch (name.text[i]) {
        case '"':
            strbuf_add_text(out, "%22");
            break;
        case '\r':
            strbuf_add_text(out, "%0D");
            break;
        case '\n':
            strbuf_add_text(out, "%0A");
            break;
        default:
            strbuf_add_char(out, name.text[i]);
        }
}

static void add_part(struct strbuf *out, const struct node *part, const struct part_keys *keys,
                     struct str boundary)
{
    struct str type = node_member_string(part, "contentType");

    strbuf_addf(out, "--%.*s\r\nContent-Disposition: form-data; name=\"", STR_ARGS(boundary));
    add_name(out, node_member_string(part, keys->name));
    strbuf_add_text(out, "\"\r\n");
    if (type.length && str_find_char(type, '\n') == type.length)
        strbuf_addf(out, "Content-Type: %.*s\r\n", STR_ARGS(type));
    strbuf_add_text(out, "\r\n");
    strbuf_add(out, node_member_string(part, keys->value));
    strbuf_add_text(out, "\r\n");
}

/* A value may hold anything: the boundary is one that none of them holds. */
static struct str own_boundary(struct arena *arena, const struct node *parts,
                               const struct part_keys *keys)
{
    struct str boundary = STR("part");

    for (const struct node *part = node_first(parts); part < node_end(parts);)
        if (str_find(node_member_string(part, keys->value), boundary) == SIZE_MAX ||
            boundary.length > 64) {
            part = node_next(part);
        } else {
            boundary = str_format(arena, "%.*s-part", STR_ARGS(boundary));
            part = node_first(parts);
        }
    return boundary;
}

static struct str boundary_of(struct str content_type)
{
    struct content_type type;

    return content_type_parse(content_type, &type) ? content_type_parameter(&type, "boundary")
                                                   : STR_NONE;
}

struct body body_of_parts(struct arena *arena, const struct node *parts,
                          const struct part_keys *keys, const struct headers *headers)
{
    struct str type = headers_get(headers, "content-type");
    struct str boundary = boundary_of(type);
    struct body body;
    struct strbuf out;

    if (!are_texts(parts, keys) || (type.length && !boundary.length))
        return body_unknown(STR("the recording has the request body's parts only"),
                            STR("multipart/form-data"));
    if (!boundary.length) {
        boundary = own_boundary(arena, parts, keys);
        type = str_format(arena, "multipart/form-data; boundary=%.*s", STR_ARGS(boundary));
    }
    strbuf_init(&out, RECORDED_BODY_MAX_BYTES);
    for (const struct node *part = node_first(parts); part < node_end(parts);
         part = node_next(part))
        if (!node_member_true(part, "disabled"))
            add_part(&out, part, keys, boundary);
    strbuf_addf(&out, "--%.*s--\r\n", STR_ARGS(boundary));
    body = body_of_buffer(arena, &out);
    body.form = type;
    return body;
}
