/* A value for a schema: JSON text is written from the schema's facets and read back, then judged by
   the schema itself. Several attempts are made, from "as documented" to "from the keywords alone"
   and over the branches of oneOf and anyOf; the first that holds is taken. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/json_writer.h"
#include "generate/facets.h"
#include "generate/generate.h"
#include "generate/pattern_example.h"

enum {
    VALUE_MAX_DEPTH = 16, /* arrays and objects inside each other */
    VALUE_MAX_BYTES = 1024 * 1024,
    VALUE_MAX_ITEMS = 1000,
    VALUE_MAX_SCHEMAS = 5000, /* visited in one attempt */
    VALUE_SHOWN_DEPTH = 6,    /* deeper, an array that may be empty is empty */
    VALUE_BRANCHES = 4,       /* of oneOf and anyOf tried */
    VALUE_LONGEST_EXTRA = 4096
};

struct maker {
    struct api *api;
    struct strbuf *out;
    struct json_writer writer; /* to out */
    size_t branch;
    bool documented; /* examples and defaults may be taken */
    size_t depth, schemas;
};

static bool make(struct maker *maker, const struct node *schema);

/* ---- strings ---- */

static const struct {
    const char *format, *text;
} formats[] = {
    {"date-time", "2026-01-01T00:00:00Z"},
    {"date", "2026-01-01"},
    {"time", "00:00:00Z"},
    {"duration", "P1D"},
    {"uuid", "00000000-0000-4000-8000-000000000000"},
    {"email", "user@example.com"},
    {"idn-email", "user@example.com"},
    {"uri", "https://example.com/"},
    {"uri-reference", "/"},
    {"iri", "https://example.com/"},
    {"iri-reference", "/"},
    {"uri-template", "/{id}"},
    {"hostname", "example.com"},
    {"idn-hostname", "example.com"},
    {"ipv4", "192.0.2.1"},
    {"ipv6", "2001:db8::1"},
    {"byte", "b2FzZHJpZnQ="},
    {"json-pointer", "/a"},
    {"regex", "a"},
    {"date-time-local", "2026-01-01T00:00:00"},
    {"time-local", "00:00:00"},
    {"http-date", "Thu, 01 Jan 2026 00:00:00 GMT"},
    {"ipv4-cidr", "192.0.2.0/24"},
    {"ipv6-cidr", "2001:db8::/32"},
    {"relative-json-pointer", "0"},
    {"int64", "1"},
    {"uint64", "1"},
    {"decimal", "1.5"},
    {"decimal128", "1.5"},
    {"base64url", "b2FzZHJpZnQ"},
    {"char", "a"},
    {"language", "en"},
    {"media-range", "text/plain"},
    {"sf-binary", ":b2FzZHJpZnQ=:"},
    {"sf-boolean", "?1"},
    {"sf-string", "\"string\""},
};

/* Repetitions grow until the text is long enough. */
static bool write_pattern(struct maker *maker, const struct facets *facets)
{
    struct strbuf text;
    bool made = false;

    strbuf_init(&text, VALUE_MAX_BYTES);
    for (size_t extra = 0; !made && extra <= VALUE_LONGEST_EXTRA; extra = extra * 2 + 1) {
        strbuf_clear(&text);
        if (!pattern_example(facets->pattern, extra, &text))
            break;
        made = utf8_length(strbuf_str(&text)) >= facets->min_length;
    }
    if (made)
        json_add_string(maker->out, strbuf_str(&text));
    strbuf_release(&text);
    return made;
}

static struct str format_text(struct str format)
{
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        if (str_is(format, formats[i].format))
            return str_of(formats[i].text);
    }
    return STR("string");
}

static bool make_string(struct maker *maker, const struct facets *facets)
{
    struct str text = format_text(facets->format);

    if (facets->pattern.text)
        return write_pattern(maker, facets);
    if (facets->min_length > VALUE_MAX_BYTES)
        return false;
    text = str_slice(text, 0, facets->max_length);
    if (text.length >= facets->min_length) {
        json_add_string(maker->out, text);
        return true;
    }
    strbuf_add_char(maker->out, '"');
    json_add_escaped(maker->out, text);
    for (size_t length = text.length; length < facets->min_length; length++)
        strbuf_add_char(maker->out, 'a');
    strbuf_add_char(maker->out, '"');
    return true;
}

/* ---- numbers ---- */

static double number_of(const struct node *node, double otherwise)
{
    char text[64];
    struct str lexeme = node_text(node);

    if (!node_is(node, NODE_NUMBER) || lexeme.length >= sizeof text)
        return otherwise;
    memcpy(text, lexeme.text, lexeme.length);
    text[lexeme.length] = '\0';
    return strtod(text, NULL);
}

/* Near the lower bound, else near the upper one, else 1; a multiple when one is asked for. */
static bool make_number(struct maker *maker, const struct facets *facets)
{
    double step = number_of(facets->multiple, facets->integer ? 1 : 0);
    double low = number_of(facets->minimum, -HUGE_VAL), high = number_of(facets->maximum, HUGE_VAL);
    double value = low > 1 || (facets->minimum && high < 1) ? low : high < 1 ? high : 1;

    if (step > 0)
        value = (value == high && value != low ? floor(value / step) : ceil(value / step)) * step;
    if (facets->exclusive_minimum && value <= low)
        value = step > 0 ? value + step : high < HUGE_VAL ? (low + high) / 2 : low + 1;
    if (facets->exclusive_maximum && value >= high)
        value = step > 0 ? value - step : low > -HUGE_VAL ? (low + high) / 2 : high - 1;
    if (!isfinite(value))
        return false;
    if (fabs(value) < 9e15 && value == floor(value))
        strbuf_addf(maker->out, "%" PRId64, (int64_t)value);
    else
        strbuf_addf(maker->out, "%.15g", value);
    return true;
}

/* ---- containers ---- */

static bool make_item(struct maker *maker, const struct node *schema)
{
    if (schema)
        return make(maker, schema);
    json_add_string(maker->out, STR("string"));
    return true;
}

static bool make_element(struct maker *maker, const struct node *schema)
{
    json_writer_element(&maker->writer);
    return make_item(maker, schema);
}

static bool make_member(struct maker *maker, struct str name, const struct node *schema)
{
    json_writer_key(&maker->writer, name);
    return make_item(maker, schema);
}

/* As far as the text has come: what cannot be made after all is taken back. */
struct mark {
    struct json_writer writer;
    size_t length;
};

static struct mark mark_of(const struct maker *maker)
{
    return (struct mark){maker->writer, maker->out->length};
}

static void take_back(struct maker *maker, const struct mark *mark)
{
    maker->writer = mark->writer;
    maker->out->length = mark->length;
}

static bool make_array(struct maker *maker, const struct facets *facets)
{
    const struct node *prefix = facets->prefix_items;
    size_t prefix_count = node_is(prefix, NODE_ARRAY) ? prefix->length : 0;
    size_t count = facets->min_items > prefix_count ? facets->min_items : prefix_count;

    if (count > VALUE_MAX_ITEMS)
        return false;
    json_writer_open(&maker->writer, '[');
    if (count == 0 && facets->items && maker->depth < VALUE_SHOWN_DEPTH) {
        struct mark before = mark_of(maker);

        /* One item shows more than none, where one can be made. */
        if (!make_element(maker, facets->items))
            take_back(maker, &before);
    }
    for (size_t i = 0; i < count; i++) {
        if (!make_element(maker, i < prefix_count ? node_element(prefix, i) : facets->items))
            return false;
    }
    json_writer_close(&maker->writer, ']');
    return true;
}

static const struct node *property_schema(const struct facets *facets, struct str name)
{
    const struct node *schema = map_get(&facets->properties, name);

    if (schema)
        return schema;
    return node_is(facets->additional, NODE_OBJECT) ? facets->additional : NULL;
}

static bool make_required(struct maker *maker, const struct facets *facets)
{
    for (size_t i = 0; i < facets->required.count; i++) {
        struct str name = facets->required.entries[i].key;

        if (!make_member(maker, name, property_schema(facets, name)))
            return false;
    }
    return true;
}

static bool make_object(struct maker *maker, const struct facets *facets)
{
    size_t count = facets->required.count;

    json_writer_open(&maker->writer, '{');
    if (!make_required(maker, facets))
        return false;
    for (size_t i = 0; i < facets->properties.count && count < facets->min_properties; i++) {
        const struct map_entry *property = &facets->properties.entries[i];
        struct mark before = mark_of(maker);

        if (map_get(&facets->required, property->key))
            continue;
        if (make_member(maker, property->key, property->value))
            count++;
        else
            take_back(maker, &before);
    }
    json_writer_close(&maker->writer, '}');
    return true;
}

/* ---- any value ---- */

/* The kind to make: one that `type` allows, else the one that the keywords hint at. */
static enum node_kind kind_of(const struct facets *facets)
{
    static const enum node_kind order[] = {NODE_OBJECT, NODE_ARRAY, NODE_STRING,
                                           NODE_NUMBER, NODE_TRUE,  NODE_NULL};

    for (size_t i = 0; facets->types && i < ARRAY_LENGTH(order); i++) {
        if (facets->types & 1u << order[i])
            return order[i];
    }
    if (facets->properties.count > 0 || facets->required.count > 0 || facets->additional)
        return NODE_OBJECT;
    if (facets->items || facets->prefix_items)
        return NODE_ARRAY;
    if (facets->minimum || facets->maximum || facets->multiple)
        return NODE_NUMBER;
    return NODE_STRING;
}

static bool make_kind(struct maker *maker, const struct facets *facets)
{
    switch (kind_of(facets)) {
    case NODE_NULL:
        return strbuf_add_text(maker->out, "null");
    case NODE_FALSE:
    case NODE_TRUE:
        return strbuf_add_text(maker->out, "true");
    case NODE_NUMBER:
        return make_number(maker, facets);
    case NODE_STRING:
        return make_string(maker, facets);
    case NODE_ARRAY:
        return make_array(maker, facets);
    case NODE_OBJECT:
        return make_object(maker, facets);
    case NODE_HEADER:
        break;
    }
    return false;
}

/* What the schema itself shows; NULL: it shows nothing. */
static const struct node *documented_value(const struct maker *maker, const struct facets *facets)
{
    if (maker->documented && facets->example)
        return facets->example;
    if (maker->documented && facets->fallback)
        return facets->fallback;
    if (facets->constant)
        return facets->constant;
    return node_element(facets->choices, 0);
}

static bool make(struct maker *maker, const struct node *schema)
{
    const struct node *value;
    struct facets facets;
    bool made = false;

    if (maker->depth == VALUE_MAX_DEPTH || maker->schemas == VALUE_MAX_SCHEMAS ||
        maker->out->overflowed)
        return false;
    maker->depth++;
    maker->schemas++;
    facets_init(&facets, maker->api, schema, maker->branch);
    value = documented_value(maker, &facets);
    if (!facets.refused)
        made = value ? node_write(value, maker->out) : make_kind(maker, &facets);
    facets_release(&facets);
    maker->depth--;
    return made;
}

/* Does the schema take the value, as far as can be told? A schema that cannot be compiled refuses
   nothing. */
static bool may_hold(struct api *api, struct evaluator *evaluator, const struct node *schema,
                     const struct node *value)
{
    struct error err = {0};
    const struct schema *compiled = openapi_compile(api, schema, &err);

    return !compiled || schema_evaluate(evaluator, compiled, value, NULL) != SCHEMA_INVALID;
}

const struct node *generate_value(struct api *api, struct arena *arena, const struct node *schema)
{
    struct evaluator *evaluator = evaluator_new();
    const struct node *value = NULL;
    struct strbuf out;

    strbuf_init(&out, VALUE_MAX_BYTES);
    for (size_t attempt = 0; !value && attempt < (size_t)2 * VALUE_BRANCHES; attempt++) {
        struct maker maker = {.api = api,
                              .out = &out,
                              .writer = {.out = &out, .string_limit = SIZE_MAX},
                              .branch = attempt / 2,
                              .documented = attempt % 2 == 0};
        const struct document *document;

        strbuf_clear(&out);
        if (!make(&maker, schema) || out.overflowed)
            continue;
        document = json_read(arena, STR("generated"), str_copy(arena, strbuf_str(&out)), NULL);
        if (document && may_hold(api, evaluator, schema, document->root))
            value = document->root;
    }
    strbuf_release(&out);
    evaluator_free(evaluator);
    return value;
}
