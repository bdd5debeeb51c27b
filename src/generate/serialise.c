#include "generate/serialise.h"

#include "http/percent.h"

/* What each style puts before the first value, between values, and between the values of an array
   that is not exploded (OpenAPI 3.1, 4.8.12.4). */
static const struct form {
    const char *first;
    const char *next;   /* exploded */
    const char *joined; /* not exploded */
    bool named;         /* "name=" stands before a value */
} forms[] = {
    [STYLE_SIMPLE] = {"", ",", ",", false},
    [STYLE_LABEL] = {".", ".", ",", false},
    [STYLE_MATRIX] = {";", ";", ",", true},
    [STYLE_FORM] = {"", "&", ",", true},
    [STYLE_SPACE_DELIMITED] = {"", "&", "%20", true},
    [STYLE_PIPE_DELIMITED] = {"", "&", "%7C", true},
    [STYLE_TAB_DELIMITED] = {"", "&", "%09", true},
    [STYLE_DEEP_OBJECT] = {"", "&", "&", true},
    [STYLE_COOKIE] = {"", "&", ",", true},
};

struct writer {
    const struct parameter *parameter;
    const struct form *form;
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

static bool write_array(const struct writer *writer, const struct node *array)
{
    bool explode = writer->parameter->explode;
    size_t written = 0;

    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item)) {
        if (written++ > 0)
            strbuf_add_text(writer->out, explode ? writer->form->next : writer->form->joined);
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
            strbuf_add_text(writer->out,
                            explode || deep ? writer->form->next : writer->form->joined);
        if (deep) {
            write_text(writer, writer->parameter->name);
            strbuf_add_text(writer->out, "%5B");
        } else if (written == 1 && !explode) {
            write_name(writer);
        }
        write_text(writer, node_string(key));
        strbuf_add_text(writer->out, deep ? "%5D=" : explode ? "=" : writer->form->joined);
        if (!write_primitive(writer, node_value(key)))
            return false;
    }
    return true;
}

/* A parameter with content holds the value's JSON text. */
static bool write_content(const struct writer *writer, const struct node *value)
{
    struct strbuf json;
    bool whole;

    strbuf_init(&json, SIZE_MAX);
    whole = node_write(value, &json);
    write_name(writer);
    write_text(writer, strbuf_str(&json));
    strbuf_release(&json);
    return whole;
}

bool parameter_serialise(const struct parameter *parameter, const struct node *value,
                         struct strbuf *out)
{
    struct writer writer = {parameter, &forms[parameter->style], out};
    bool container = value->kind == NODE_ARRAY || value->kind == NODE_OBJECT;

    if (parameter->content)
        return write_content(&writer, value);
    if (container && value->length == 0)
        return true;
    if (parameter->style == STYLE_DEEP_OBJECT && value->kind != NODE_OBJECT)
        return false;
    strbuf_add_text(out, writer.form->first);
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
    struct writer writer = {parameter, &forms[parameter->style], out};

    strbuf_add_text(out, writer.form->first);
    write_name(&writer);
    write_text(&writer, text);
}
