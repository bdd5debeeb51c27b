#include "generate/serialise.h"

#include "base/percent.h"
#include "decode/style.h"
#include "generate/write_content.h"

struct writer {
    const struct parameter *parameter;
    const struct style_form *form;
    struct strbuf *out;
};

/* Header values are not encoded (OpenAPI 3.2 says it; nobody decodes them). */
static void write_text(const struct writer *writer, struct str text)
{
    if (writer->parameter->in == IN_HEADER || writer->parameter->style == STYLE_COOKIE)
        strbuf_add(writer->out, text);
    else if (writer->parameter->allow_reserved && writer->parameter->in == IN_QUERY)
        percent_encode_reserved(writer->out, text);
    else
        percent_encode(writer->out, text);
}

static bool write_primitive(const struct writer *writer, const struct node *value)
{
    switch ((enum node_kind)value->kind) {
    case NODE_NULL:
        return true;
    case NODE_FALSE:
        write_text(writer, STR("false"));
        return true;
    case NODE_TRUE:
        write_text(writer, STR("true"));
        return true;
    case NODE_NUMBER:
    case NODE_STRING:
        write_text(writer, node_text(value));
        return true;
    case NODE_ARRAY:
    case NODE_OBJECT:
    case NODE_HEADER:
        break;
    }
    return false;
}

static void write_name(const struct writer *writer)
{
    if (!writer->form->named || writer->parameter->in == IN_QUERYSTRING)
        return;
    write_text(writer, writer->parameter->name);
    strbuf_add_char(writer->out, '=');
}

static void write_first(const struct writer *writer)
{
    if (writer->form->first)
        strbuf_add_char(writer->out, writer->form->first);
}

static void write_delimiter(const struct writer *writer, bool exploded)
{
    const struct style_form *form = writer->form;

    if (!exploded && form->encoded)
        strbuf_add_text(writer->out, form->encoded);
    else
        strbuf_add_char(writer->out, exploded ? form->exploded : form->joined);
}

static bool write_array(const struct writer *writer, const struct node *array)
{
    bool explode = writer->parameter->explode;
    size_t written = 0;

    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item)) {
        if (written++ > 0)
            write_delimiter(writer, explode);
        if (written == 1 || explode)
            write_name(writer);
        if (!write_primitive(writer, item))
            return false;
    }
    return true;
}

static bool write_object(const struct writer *writer, const struct node *object)
{
    bool explode = writer->parameter->explode, deep = writer->parameter->style == STYLE_DEEP_OBJECT;
    size_t written = 0;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        if (written++ > 0)
            write_delimiter(writer, explode || deep);
        if (deep) {
            write_text(writer, writer->parameter->name);
            strbuf_add_text(writer->out, "%5B");
        } else if (written == 1 && !explode) {
            write_name(writer);
        }
        write_text(writer, node_string(key));
        if (deep || explode)
            strbuf_add_text(writer->out, deep ? "%5D=" : "=");
        else
            write_delimiter(writer, false);
        if (!write_primitive(writer, node_value(key)))
            return false;
    }
    return true;
}

/* A parameter with content holds the value as its media type writes it, else its JSON text. */
static bool write_as_content(const struct writer *writer, const struct node *value)
{
    enum writable way = content_writable(writer->parameter->content->key);
    struct strbuf text;
    bool whole;

    strbuf_init(&text, SIZE_MAX);
    whole = write_content(writer->parameter->content, value, &text) || node_write(value, &text);
    write_name(writer);
    if (way == WRITABLE_FORM && writer->parameter->in == IN_QUERYSTRING)
        strbuf_add(writer->out, strbuf_str(&text)); /* it is a query already */
    else
        write_text(writer, strbuf_str(&text));
    strbuf_release(&text);
    return whole;
}

bool parameter_serialise(const struct parameter *parameter, const struct node *value,
                         struct strbuf *out)
{
    struct writer writer = {parameter, style_form(parameter->style), out};
    bool container = value->kind == NODE_ARRAY || value->kind == NODE_OBJECT;

    if (parameter->content)
        return write_as_content(&writer, value);
    if (container && value->length == 0)
        return true;
    if (parameter->style == STYLE_DEEP_OBJECT && value->kind != NODE_OBJECT)
        return false;
    write_first(&writer);
    if (value->kind == NODE_ARRAY)
        return write_array(&writer, value);
    if (value->kind == NODE_OBJECT)
        return write_object(&writer, value);
    write_name(&writer);
    return write_primitive(&writer, value);
}

void parameter_serialise_text(const struct parameter *parameter, struct str text,
                              struct strbuf *out)
{
    struct writer writer = {parameter, style_form(parameter->style), out};

    write_first(&writer);
    write_name(&writer);
    write_text(&writer, text);
}
