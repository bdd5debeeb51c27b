/* Where a schema allows several types, the text is read as each of them that its style has a form
   for (OpenAPI 3.1, 4.8.12.4); the first reading that holds is meant, else the first is judged.
   Values inside arrays and objects are scalars: what is nested has no form in any style, and that
   is said instead of guessed. */
#include "decode/parameter.h"

#include "base/utf8.h"
#include "decode/candidates.h"
#include "decode/schema_shape.h"
#include "http/query.h"

/* What is the same for all readings of one parameter. */
struct reader {
    struct decoding *decoding;
    const struct parameter *parameter;
    const struct parameter_text *text;
    const struct node *schema;
    struct candidates candidates;
    struct str broken, unsupported; /* why the first reading that failed did; STR_NONE: none did */
};

static void fail(struct reader *reader, struct str problem)
{
    if (!reader->broken.text)
        reader->broken = problem;
}

static void give_up(struct reader *reader, struct str problem)
{
    if (!reader->unsupported.text)
        reader->unsupported = problem;
}

static bool decode(struct reader *reader, struct str raw, struct str *decoded)
{
    *decoded = raw;
    if (reader->text->encoded &&
        !percent_decode(reader->decoding->arena, raw, reader->text->plus, decoded)) {
        fail(reader, STR("a '%' is not followed by two hexadecimal digits"));
        return false;
    }
    if (!utf8_is_valid(*decoded)) {
        fail(reader, STR("the value is no UTF-8"));
        return false;
    }
    return true;
}

/* ---- arrays and objects ---- */

/* A part's JSON, of the type that its own schema holds for. */
static bool add_scalar(struct reader *reader, const struct node *schema, struct str raw,
                       struct strbuf *out)
{
    unsigned types = schema ? shape_types(reader->decoding, schema) : KIND_STRING;
    struct candidates candidates = {.count = 0};
    struct arena *arena = reader->decoding->arena;
    struct str text;
    bool holds;

    if (types && !(types & ~(unsigned)(KIND_ARRAY | KIND_OBJECT))) {
        give_up(reader, STR("no style has a form for arrays and objects inside of others"));
        return false;
    }
    if (!decode(reader, raw, &text))
        return false;
    candidates_add_scalars(&candidates, arena, text, types);
    if (candidates.count == 0)
        candidates_add(&candidates, string_node(arena, text));
    return node_write(candidates_choose(&candidates, reader->decoding, schema, &holds), out);
}

static bool write_array(struct reader *reader, const struct style_parts *parts, struct strbuf *out)
{
    const struct node *items = shape_items(reader->decoding, reader->schema);

    strbuf_add_char(out, '[');
    for (size_t i = 0; i < parts->count; i++) {
        strbuf_add_text(out, i ? "," : "");
        if (!add_scalar(reader, items, parts->items[i].value, out))
            return false;
    }
    strbuf_add_char(out, ']');
    return true;
}

static bool write_property(struct reader *reader, const struct style_part *part, bool decoded,
                           struct strbuf *out)
{
    struct str name = part->name;

    if (!decoded && !decode(reader, part->name, &name))
        return false;
    json_quote(out, name);
    strbuf_add_char(out, ':');
    return add_scalar(reader, shape_property(reader->decoding, reader->schema, name), part->value,
                      out);
}

static bool write_object(struct reader *reader, const struct style_parts *parts, bool decoded,
                         struct strbuf *out)
{
    strbuf_add_char(out, '{');
    for (size_t i = 0; i < parts->count; i++) {
        strbuf_add_text(out, i ? "," : "");
        if (!write_property(reader, &parts->items[i], decoded, out))
            return false;
    }
    strbuf_add_char(out, '}');
    return true;
}

static const struct node *array_node(struct reader *reader, const struct style_parts *parts)
{
    struct strbuf json;
    const struct node *node = NULL;

    strbuf_init(&json, SIZE_MAX);
    if (write_array(reader, parts, &json))
        node = json_node(reader->decoding->arena, strbuf_str(&json));
    strbuf_release(&json);
    return node;
}

/* decoded: the names are. */
static const struct node *object_node(struct reader *reader, const struct style_parts *parts,
                                      bool decoded)
{
    struct strbuf json;
    const struct node *node = NULL;
    struct duplicate_key twice;

    strbuf_init(&json, SIZE_MAX);
    if (write_object(reader, parts, decoded, &json))
        node = json_node(reader->decoding->arena, strbuf_str(&json));
    strbuf_release(&json);
    if (!node || !document_find_duplicate_key(node_document(node), &twice))
        return node;
    give_up(reader,
            str_format(reader->decoding->arena,
                       "its property %.*s stands several times: no style has a form for that",
                       STR_ARGS(node_string(twice.again))));
    return NULL;
}

/* ---- the readings of a text ---- */

/* In a query, each repetition of the name is an element; in a cookie there is no such form. */
static bool is_repeated_form(const struct reader *reader)
{
    const struct parameter *parameter = reader->parameter;

    if (!parameter->explode)
        return false;
    return parameter->style == STYLE_FORM || parameter->style == STYLE_COOKIE ||
           (reader->text->count > 1 &&
            (parameter->style == STYLE_SPACE_DELIMITED || parameter->style == STYLE_TAB_DELIMITED ||
             parameter->style == STYLE_PIPE_DELIMITED));
}

static void read_repeated(struct reader *reader)
{
    const struct parameter_text *text = reader->text;
    struct arena *arena = reader->decoding->arena;
    struct style_part *items = ARENA_ARRAY(arena, struct style_part, text->count);
    struct style_parts parts = {items, text->count};

    if (reader->parameter->in == IN_COOKIE && reader->parameter->style != STYLE_COOKIE &&
        str_find_char(text->texts[0], '&') < text->texts[0].length) {
        give_up(reader, STR("exploded arrays have no form of their own in a cookie"));
        return;
    }
    for (size_t i = 0; i < text->count; i++)
        items[i] = (struct style_part){STR_NONE, text->texts[i]};
    candidates_add(&reader->candidates, array_node(reader, &parts));
}

static bool has_delimiter(const struct reader *reader, struct str text)
{
    return str_find_char(text, style_delimiter(reader->parameter)) < text.length;
}

/* OpenAPI 3.0.0 to 3.0.3 put dots between the elements of label arrays that are not exploded. */
static void read_dotted(struct reader *reader, struct str text)
{
    struct parameter dotted = *reader->parameter;
    struct style_parts parts;

    dotted.explode = true;
    if (!style_array(&dotted, reader->decoding->arena, text, &parts).text)
        candidates_add(&reader->candidates, array_node(reader, &parts));
}

static void read_array(struct reader *reader, struct str text)
{
    const struct parameter *parameter = reader->parameter;
    struct arena *arena = reader->decoding->arena;
    struct style_parts parts;
    struct str problem = style_array(parameter, arena, text, &parts);

    if (problem.text) {
        fail(reader, problem);
        return;
    }
    candidates_add(&reader->candidates, array_node(reader, &parts));
    if (parts.count == 1 && parts.items[0].value.length == 0)
        candidates_add(&reader->candidates, json_node(arena, STR("[]"))); /* RFC 6570 writes none */
    if (parameter->style == STYLE_LABEL && !parameter->explode && !has_delimiter(reader, text))
        read_dotted(reader, text);
    if (parameter->allow_reserved && parts.count > 1) { /* the delimiters may belong to the value */
        struct style_part whole = {STR_NONE, text};

        candidates_add(&reader->candidates, array_node(reader, &(struct style_parts){&whole, 1}));
    }
}

static void read_object(struct reader *reader, struct str text)
{
    const struct parameter *parameter = reader->parameter;
    struct style_parts parts;
    struct str problem = style_object(parameter, reader->decoding->arena, text, &parts);

    if ((parameter->style == STYLE_FORM || parameter->style == STYLE_COOKIE) && parameter->explode)
        problem = STR("the properties of an exploded object have names of their own, not the "
                      "parameter's");
    if (problem.text)
        fail(reader, problem);
    else
        candidates_add(&reader->candidates, object_node(reader, &parts, false));
}

static void read_single(struct reader *reader, struct str text, unsigned types)
{
    struct arena *arena = reader->decoding->arena;
    struct str problem = style_single(reader->parameter, arena, text, &text);

    if (problem.text)
        fail(reader, problem);
    else if (decode(reader, text, &text)) {
        candidates_add_scalars(&reader->candidates, arena, text, types);
        if (reader->candidates.count == 0)
            candidates_add(&reader->candidates, string_node(arena, text));
    }
}

/* Clients that encode a whole array write %2C for the commas between the elements too: a server
   that splits first sees one element. Would it hold otherwise? */
static bool has_encoded_delimiters(struct reader *reader, struct str text)
{
    struct arena *arena = reader->decoding->arena;
    struct candidates split = {.count = 0};
    struct style_parts parts;
    struct str decoded;
    bool holds = false;

    if (!reader->text->encoded || has_delimiter(reader, text) || is_repeated_form(reader) ||
        !percent_decode(arena, text, reader->text->plus, &decoded) ||
        !has_delimiter(reader, decoded) ||
        style_array(reader->parameter, arena, decoded, &parts).text)
        return false;
    candidates_add(&split, array_node(reader, &parts));
    return candidates_choose(&split, reader->decoding, reader->schema, &holds) && holds;
}

/* ---- the whole ---- */

static enum reading unsupported(struct parameter_value *value, struct str problem)
{
    value->problem = problem;
    return READING_UNSUPPORTED;
}

static enum reading broken(struct parameter_value *value, struct str problem)
{
    value->problem = problem;
    return READING_BROKEN;
}

static enum reading conclude(struct reader *reader, struct parameter_value *value);

/* An object of the pairs: those of one name, whose property is an array, are its elements. */
static bool write_field(struct reader *reader, const struct style_parts *parts, size_t first,
                        struct strbuf *out)
{
    struct str name = parts->items[first].name;
    const struct node *schema = shape_property(reader->decoding, reader->schema, name);
    bool array = schema && shape_types(reader->decoding, schema) == KIND_ARRAY, some = false;

    json_quote(out, name);
    strbuf_add_text(out, array ? ":[" : ":");
    for (size_t i = first; i < parts->count; i++) {
        if (!str_equal(parts->items[i].name, name))
            continue;
        if (some && !array) {
            give_up(reader, STR("a name stands several times, and its value is no array"));
            return false;
        }
        strbuf_add_text(out, some ? "," : "");
        if (!add_scalar(reader, array ? shape_items(reader->decoding, schema) : schema,
                        parts->items[i].value, out))
            return false;
        some = true;
    }
    strbuf_add_text(out, array ? "]" : "");
    return true;
}

static bool is_first_part(const struct style_parts *parts, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_equal(parts->items[i].name, parts->items[at].name))
            return false;
    return true;
}

static const struct node *form_node(struct reader *reader, const struct style_parts *parts)
{
    struct strbuf json;
    const struct node *node = NULL;
    bool whole = true, some = false;

    strbuf_init(&json, SIZE_MAX);
    strbuf_add_char(&json, '{');
    for (size_t i = 0; i < parts->count && whole; i++) {
        if (parts->items[i].name.length == 0 || !is_first_part(parts, i))
            continue;
        strbuf_add_text(&json, some ? "," : "");
        whole = write_field(reader, parts, i, &json);
        some = true;
    }
    strbuf_add_char(&json, '}');
    if (whole)
        node = json_node(reader->decoding->arena, strbuf_str(&json));
    if (whole && !node)
        fail(reader, STR("a name is no UTF-8"));
    strbuf_release(&json);
    return node;
}

/* OpenAPI 3.2, 4.12.2.2: a form, as a querystring is mostly written. */
static enum reading read_form(struct reader *reader, struct parameter_value *value)
{
    const struct media_type *media_type = reader->parameter->content;
    struct arena *arena = reader->decoding->arena;
    struct query_pairs pairs;
    struct style_part *parts;
    struct style_parts properties;

    if (!query_pairs_read(arena, reader->text->texts[0], &pairs))
        return unsupported(value, STR("it has more pairs than are read"));
    parts = ARENA_ARRAY(arena, struct style_part, pairs.count);
    for (size_t i = 0; i < pairs.count; i++)
        parts[i] = (struct style_part){pairs.items[i].name, pairs.items[i].value};
    properties = (struct style_parts){parts, pairs.count};
    reader->schema = media_type->schema;
    candidates_add(&reader->candidates, form_node(reader, &properties));
    return conclude(reader, value);
}

static enum reading read_content(struct reader *reader, struct parameter_value *value)
{
    struct content_type type;
    struct read_failure failure;
    const struct document *document;
    struct str text;

    if (!content_type_parse(reader->parameter->content->key, &type))
        return unsupported(value, STR("its content is of no media type"));
    if (content_type_is(&type, "application/x-www-form-urlencoded"))
        return read_form(reader, value);
    if (!content_type_is_json(&type))
        return unsupported(value, str_format(reader->decoding->arena,
                                             "its content has no decoder: %.*s/%.*s",
                                             STR_ARGS(type.type), STR_ARGS(type.subtype)));
    if (!decode(reader, reader->text->texts[0], &text))
        return broken(value, reader->broken);
    value->repeated = reader->text->count > 1;
    document = json_read(reader->decoding->arena, STR("value"), text, &failure);
    if (document) {
        value->node = document->root;
        return READING_VALUE;
    }
    if (failure.outcome == READ_LIMIT)
        return unsupported(value, STR("it meets a limit of the JSON reader"));
    return broken(value, str_format(reader->decoding->arena, "no JSON: %s", failure.message));
}

/* OpenAPI 3.1, 4.8.12.6: arrays and single values have no form in deepObject. */
static const struct str no_deep_form = {"deepObject has a form for objects only", 38};

/* The reading that holds; without one, what is told depends on why the others failed. */
static enum reading conclude(struct reader *reader, struct parameter_value *value)
{
    bool holds;

    value->node = candidates_choose(&reader->candidates, reader->decoding, reader->schema, &holds);
    if (value->node && (holds || !reader->unsupported.text))
        return READING_VALUE;
    if (reader->unsupported.text)
        return unsupported(value, reader->unsupported);
    return broken(value, reader->broken);
}

static enum reading read_texts(struct reader *reader, unsigned types, struct parameter_value *value)
{
    const struct parameter_text *text = reader->text;
    bool several = text->count > 1, repeated_form = is_repeated_form(reader), holds;
    bool array = (types & KIND_ARRAY) || (types == 0 && several);

    if (reader->parameter->style == STYLE_DEEP_OBJECT)
        return types == KIND_OBJECT ? broken(value, STR("the properties of a deepObject stand in "
                                                        "brackets behind its name"))
                                    : unsupported(value, no_deep_form);
    if (array && repeated_form)
        read_repeated(reader);
    else if (array)
        read_array(reader, text->texts[0]);
    if (types & KIND_OBJECT)
        read_object(reader, text->texts[0]);
    value->repeated = several && types && !(array && repeated_form);
    if (types & ~(unsigned)(KIND_ARRAY | KIND_OBJECT) || (types == 0 && !several))
        read_single(reader, text->texts[0], types);
    if ((types & KIND_ARRAY) && repeated_form && text->texts[0].length == 0)
        candidates_add(&reader->candidates, json_node(reader->decoding->arena, STR("[]")));
    if ((types & KIND_ARRAY) && reader->candidates.count &&
        candidates_choose(&reader->candidates, reader->decoding, reader->schema, &holds) &&
        !holds && has_encoded_delimiters(reader, text->texts[0]))
        return broken(value, STR("the delimiters between its elements are percent-encoded: by its "
                                 "style it is one element"));
    return conclude(reader, value);
}

enum reading parameter_read(struct decoding *decoding, const struct parameter *parameter,
                            const struct parameter_text *text, struct parameter_value *value)
{
    struct reader reader = {
        .decoding = decoding, .parameter = parameter, .text = text, .schema = parameter->schema};
    unsigned types;

    *value = (struct parameter_value){0};
    if (text->count && parameter->content)
        return read_content(&reader, value);
    types = shape_types(decoding, parameter->schema);
    if (text->count)
        return read_texts(&reader, types, value);
    if (parameter->style == STYLE_DEEP_OBJECT && types && !(types & KIND_OBJECT))
        return unsupported(value, no_deep_form);
    candidates_add(&reader.candidates, object_node(&reader, &text->properties, true));
    return conclude(&reader, value);
}
