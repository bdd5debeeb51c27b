/* OpenAPI 3.1, 4.8.12.3 (style values) for single values and arrays. Delimiters are looked for
   before anything is decoded, so that an encoded comma belongs to its value. Where a schema allows
   several types, each one that the text can be read as is tried; the first that holds is meant,
   else the first is judged. Objects in a parameter, label and matrix are not read: that is said. */
#include "check/parameter_value.h"

#include "base/strbuf.h"
#include "base/utf8.h"

enum { MAX_CANDIDATES = 6, MAX_SCHEMA_HOPS = 32 };

#define KIND(kind) (1u << (kind))
static const unsigned booleans = KIND(NODE_TRUE) | KIND(NODE_FALSE);

struct candidates {
    const struct node *items[MAX_CANDIDATES];
    size_t count;
};

/* What is the same for all texts of one parameter. */
struct reader {
    struct checker *checker;
    const struct parameter *parameter;
    const struct parameter_text *text;
    const struct node *schema;
    struct parameter_value *value;
};

/* ---- JSON texts ---- */

static void quote(struct strbuf *out, struct str text)
{
    strbuf_add_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if (c == '"' || c == '\\')
            strbuf_addf(out, "\\%c", c);
        else if (c < 0x20)
            strbuf_addf(out, "\\u%04x", c);
        else
            strbuf_add_char(out, (char)c);
    }
    strbuf_add_char(out, '"');
}

static const struct node *read_json(struct arena *arena, struct str text)
{
    struct read_failure failure;
    const struct document *document =
        json_read(arena, STR("value"), str_copy(arena, text), &failure);

    return document ? document->root : NULL;
}

const struct node *string_node(struct arena *arena, struct str text)
{
    struct strbuf json;
    const struct node *node;

    strbuf_init(&json, SIZE_MAX);
    quote(&json, text);
    node = utf8_is_valid(text) ? read_json(arena, strbuf_str(&json)) : NULL;
    strbuf_release(&json);
    return node;
}

/* ---- single values ---- */

static bool is_boolean(struct str text)
{
    return str_is(text, "true") || str_is(text, "false");
}

static void add(struct candidates *candidates, const struct node *node)
{
    if (node && candidates->count < MAX_CANDIDATES)
        candidates->items[candidates->count++] = node;
}

/* types 0: the schema does not say, and a text is first of all a string. */
static void add_scalars(struct arena *arena, struct str text, unsigned types,
                        struct candidates *candidates)
{
    unsigned wanted = types ? types : ~0u;

    if (types == 0)
        add(candidates, string_node(arena, text));
    if ((wanted & KIND(NODE_NUMBER)) && decimal_is_number(text))
        add(candidates, read_json(arena, text));
    if ((wanted & booleans) && is_boolean(text))
        add(candidates, read_json(arena, text));
    if ((wanted & KIND(NODE_NULL)) && str_is(text, "null"))
        add(candidates, read_json(arena, text));
    if (types & KIND(NODE_STRING))
        add(candidates, string_node(arena, text));
}

static const struct schema *compiled(struct checker *checker, const struct node *schema)
{
    return schema ? schema_compile(checker->api->schemas, schema, NULL) : NULL;
}

static unsigned types_of(struct checker *checker, const struct node *schema)
{
    const struct schema *program = compiled(checker, schema);

    return program ? schema_types(program) : 0;
}

static const struct node *choose(struct checker *checker, const struct node *schema,
                                 const struct candidates *candidates)
{
    const struct schema *program = compiled(checker, schema);

    if (!program || candidates->count <= 1)
        return candidates->count ? candidates->items[0] : NULL;
    for (size_t i = 0; i < candidates->count; i++)
        if (schema_evaluate(checker->evaluator, program, candidates->items[i], NULL) !=
            SCHEMA_INVALID)
            return candidates->items[i];
    return candidates->items[0];
}

/* ---- decoding ---- */

static bool broken(struct reader *reader, const char *problem)
{
    reader->value->problem = str_of(problem);
    return false;
}

static bool decode(struct reader *reader, struct str raw, struct str *decoded)
{
    *decoded = raw;
    if (reader->text->encoded &&
        !percent_decode(&reader->checker->arena, raw, reader->text->plus, decoded))
        return broken(reader, "a '%' is not followed by two hexadecimal digits");
    if (!utf8_is_valid(*decoded))
        return broken(reader, "the value is no UTF-8");
    return true;
}

/* ---- arrays ---- */

/* The schema of the elements, through references and allOf. */
static const struct node *items_schema(struct checker *checker, const struct node *schema,
                                       unsigned hops)
{
    const struct node *all, *found;

    schema = openapi_dereference(checker->api, schema);
    found = node_member(schema, STR("items"));
    if (found || !schema || hops == MAX_SCHEMA_HOPS)
        return found;
    all = node_member(schema, STR("allOf"));
    if (!node_is(all, NODE_ARRAY))
        return NULL;
    for (const struct node *part = node_first(all); part < node_end(all) && !found;
         part = node_next(part))
        found = items_schema(checker, part, hops + 1);
    return found;
}

/* The next element before a delimiter; "%20" and "%7C" stand for the delimiters of their styles. */
static struct str next_element(const struct reader *reader, struct str *rest)
{
    struct str text = *rest;
    const char *encoded = NULL;
    char raw = ',';
    size_t end, length = 1;

    if (reader->parameter->in == IN_HEADER && reader->parameter->style == STYLE_SIMPLE)
        return str_trim(str_cut(rest, ','));
    if (reader->parameter->style == STYLE_SPACE_DELIMITED) {
        encoded = "%20";
        raw = '+';
    } else if (reader->parameter->style == STYLE_PIPE_DELIMITED) {
        encoded = str_find(text, STR("%7C")) != SIZE_MAX ? "%7C" : "%7c";
        raw = '|';
    }
    end = str_find_char(text, raw);
    if (encoded && str_find(text, str_of(encoded)) < end) {
        end = str_find(text, str_of(encoded));
        length = 3;
    }
    if (end >= text.length)
        *rest = STR_NONE;
    else
        *rest = str_slice(text, end + length, SIZE_MAX);
    return str_slice(text, 0, end);
}

/* An element's JSON, of the type that its own schema holds for. */
static bool add_element(struct reader *reader, const struct node *items, struct str raw,
                        struct strbuf *out)
{
    struct candidates candidates = {0};
    struct arena *arena = &reader->checker->arena;
    unsigned types = items ? types_of(reader->checker, items) : KIND(NODE_STRING);
    const struct node *chosen;
    struct str text;

    if (!decode(reader, raw, &text))
        return false;
    add_scalars(arena, text, types, &candidates);
    if (candidates.count == 0)
        add(&candidates, string_node(arena, text));
    chosen = choose(reader->checker, items, &candidates);
    strbuf_add_text(out, out->length > 1 ? "," : "");
    return node_write(chosen, out);
}

static bool is_exploded(const struct reader *reader)
{
    return reader->parameter->explode && reader->parameter->style == STYLE_FORM;
}

static bool add_elements(struct reader *reader, struct strbuf *out)
{
    const struct node *items = items_schema(reader->checker, reader->schema, 0);
    struct str rest = reader->text->texts[0];
    size_t count = 0;

    if (is_exploded(reader)) {
        for (; count < reader->text->count && count < CHECK_MAX_PARAMETER_ELEMENTS; count++)
            if (!add_element(reader, items, reader->text->texts[count], out))
                return false;
        return true;
    }
    for (; rest.text && count < CHECK_MAX_PARAMETER_ELEMENTS; count++)
        if (!add_element(reader, items, next_element(reader, &rest), out))
            return false;
    if (rest.text)
        return broken(reader, "the array has more elements than are read");
    return true;
}

static const struct node *read_array(struct reader *reader)
{
    struct strbuf json;
    const struct node *node = NULL;

    strbuf_init(&json, SIZE_MAX);
    strbuf_add_char(&json, '[');
    if (add_elements(reader, &json)) {
        strbuf_add_char(&json, ']');
        node = read_json(&reader->checker->arena, strbuf_str(&json));
    }
    strbuf_release(&json);
    return node;
}

/* ---- the whole ---- */

static enum reading unsupported(struct reader *reader, const char *what)
{
    reader->value->problem = str_of(what);
    return READING_UNSUPPORTED;
}

static enum reading read_content(struct reader *reader)
{
    struct content_type type;
    struct read_failure failure;
    const struct document *document;
    struct str text;

    if (!content_type_parse(reader->parameter->content->key, &type) || !content_type_is_json(&type))
        return unsupported(reader, "its content is not JSON, and there is no decoder for it");
    if (!decode(reader, reader->text->texts[0], &text))
        return READING_BROKEN;
    document = json_read(&reader->checker->arena, STR("value"), text, &failure);
    if (document) {
        reader->value->node = document->root;
        return READING_VALUE;
    }
    if (failure.outcome == READ_LIMIT)
        return unsupported(reader, "it meets a limit of the JSON reader");
    reader->value->problem = str_format(&reader->checker->arena, "no JSON: %s", failure.message);
    return READING_BROKEN;
}

static bool style_is_read(enum parameter_style style)
{
    switch (style) {
    case STYLE_SIMPLE:
    case STYLE_FORM:
    case STYLE_SPACE_DELIMITED:
    case STYLE_PIPE_DELIMITED:
        return true;
    case STYLE_LABEL:
    case STYLE_MATRIX:
    case STYLE_DEEP_OBJECT:
        return false;
    }
    return false;
}

static enum reading read_styled(struct reader *reader, unsigned types)
{
    struct candidates candidates = {0};
    struct arena *arena = &reader->checker->arena;
    bool several = reader->text->count > 1;
    struct str text;

    if ((types & KIND(NODE_ARRAY)) || (types == 0 && several)) {
        const struct node *array = read_array(reader);

        if (!array && types == KIND(NODE_ARRAY))
            return READING_BROKEN;
        add(&candidates, array);
        if (reader->text->texts[0].length == 0)
            add(&candidates, read_json(arena, STR("[]"))); /* RFC 6570 has no empty list */
    }
    reader->value->repeated =
        several && types && !((types & KIND(NODE_ARRAY)) && is_exploded(reader));
    if (types != KIND(NODE_ARRAY)) {
        if (!decode(reader, reader->text->texts[0], &text))
            return READING_BROKEN;
        if (!several || reader->value->repeated)
            add_scalars(arena, text, types, &candidates);
        if (candidates.count == 0)
            add(&candidates, string_node(arena, text));
    }
    reader->value->node = choose(reader->checker, reader->schema, &candidates);
    return READING_VALUE;
}

enum reading parameter_read(struct checker *checker, const struct parameter *parameter,
                            const struct parameter_text *text, struct parameter_value *value)
{
    struct reader reader = {checker, parameter, text, parameter->schema, value};
    unsigned types;

    *value = (struct parameter_value){0};
    if (parameter->content)
        return read_content(&reader);
    if (parameter->style == STYLE_DEEP_OBJECT) {
        broken(&reader, "the properties of a deepObject stand in brackets behind its name");
        return READING_BROKEN;
    }
    types = types_of(checker, parameter->schema);
    if (types == KIND(NODE_OBJECT))
        return unsupported(&reader, "objects in parameters are not read");
    if (!style_is_read(parameter->style))
        return unsupported(&reader, "its style is not read");
    return read_styled(&reader, types);
}
