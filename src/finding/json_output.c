#include "finding/json_output.h"

#include "document/kinds.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/json_writer.h"

json_t *json_from_str(struct str text)
{
    struct strbuf escaped;
    json_t *json;

    if (!text.text)
        text = STR("");
    strbuf_init(&escaped, SIZE_MAX);
    if (!utf8_is_valid(text)) {
        escape_control_to(&escaped, text);
        text = strbuf_str(&escaped);
    }
    json = json_stringn(text.text, text.length);
    strbuf_release(&escaped);
    return json;
}

json_t *json_shown(struct str text)
{
    struct strbuf escaped;
    json_t *json;

    strbuf_init(&escaped, SIZE_MAX);
    escape_control_to(&escaped, text);
    json = json_from_str(strbuf_str(&escaped));
    strbuf_release(&escaped);
    return json;
}

void json_set_str(json_t *object, const char *key, struct str text)
{
    if (text.length)
        json_object_set_new(object, key, json_from_str(text));
}

void json_set_shown(json_t *object, const char *key, struct str text)
{
    if (text.length)
        json_object_set_new(object, key, json_shown(text));
}

void json_set_number(json_t *object, const char *key, uint64_t number)
{
    if (number)
        json_set_count(object, key, number);
}

void json_set_count(json_t *object, const char *key, uint64_t count)
{
    json_object_set_new(object, key, json_integer((json_int_t)count));
}

void json_set_kinds(json_t *object, const char *key, unsigned kinds)
{
    json_t *list = json_array();
    unsigned named;
    const char *name;

    for (size_t i = 0; (name = kinds_name_at(i, &named)); i++)
        if ((kinds & named) == named)
            json_array_append_new(list, json_string(name));
    if (json_array_size(list))
        json_object_set(object, key, list);
    json_decref(list);
}

void json_set_text(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, json_string(text));
}

static void write_value(struct json_writer *writer, const json_t *json);

static void write_array(struct json_writer *writer, const json_t *array)
{
    json_writer_open(writer, '[');
    for (size_t i = 0; i < json_array_size(array); i++) {
        json_writer_element(writer);
        write_value(writer, json_array_get(array, i));
    }
    json_writer_close(writer, ']');
}

static void write_object(struct json_writer *writer, const json_t *object)
{
    json_writer_open(writer, '{');
    for (void *at = json_object_iter((json_t *)object); at;
         at = json_object_iter_next((json_t *)object, at)) {
        json_writer_key(writer,
                        (struct str){json_object_iter_key(at), json_object_iter_key_len(at)});
        write_value(writer, json_object_iter_value(at));
    }
    json_writer_close(writer, '}');
}

/* As jansson has it: with what tells it from an integer. */
static void write_real(struct strbuf *out, const json_t *real)
{
    char *text = json_dumps(real, JSON_ENCODE_ANY);

    strbuf_add_text(out, text);
    free(text);
}

static void write_value(struct json_writer *writer, const json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        write_object(writer, json);
        return;
    case JSON_ARRAY:
        write_array(writer, json);
        return;
    case JSON_STRING:
        json_writer_string(writer, (struct str){json_string_value(json), json_string_length(json)});
        return;
    case JSON_INTEGER:
        strbuf_addf(writer->out, "%" JSON_INTEGER_FORMAT, json_integer_value(json));
        return;
    case JSON_REAL:
        write_real(writer->out, json);
        return;
    case JSON_TRUE:
        strbuf_add_text(writer->out, "true");
        return;
    case JSON_FALSE:
        strbuf_add_text(writer->out, "false");
        return;
    case JSON_NULL:
        strbuf_add_text(writer->out, "null");
        return;
    }
}

void json_write(struct strbuf *out, const json_t *json, enum json_layout layout)
{
    struct json_writer writer = {
        .out = out, .string_limit = SIZE_MAX, .lines = layout == JSON_LINES, .shown = true};

    write_value(&writer, json);
}

/* ---- memory ---- */

/* Before anything of jansson's is made, and unless the program has set an allocator of its own. */
__attribute__((constructor)) static void set_allocator(void)
{
    json_malloc_t take;
    json_free_t give_back;

    json_get_alloc_funcs(&take, &give_back);
    if (take == malloc)
        json_set_alloc_funcs(alloc_bytes, free);
}
