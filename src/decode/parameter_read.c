/* Where a schema allows several types, the text is read as each of them that its style has a form
   for (OpenAPI 3.1, 4.8.12.4); the first reading that holds is meant, else the first is judged.
   Values inside arrays and objects are scalars: what is nested has no form in any style, and that
   is said instead of guessed. */
#include "decode/parameter_reader.h"

#include "base/utf8.h"
#include "decode/schema_shape.h"

void reader_fail(struct reader *reader, struct str problem)
{
    if (!reader->broken.text)
        reader->broken = problem;
}

void reader_give_up(struct reader *reader, struct str problem)
{
    if (!reader->unsupported.text)
        reader->unsupported = problem;
}

bool reader_decode(struct reader *reader, struct str raw, struct str *decoded)
{
    *decoded = raw;
    if (reader->text->encoded &&
        !percent_decode(reader->decoding->arena, raw, reader->text->plus, decoded)) {
        reader_fail(reader, STR("a '%' is not followed by two hexadecimal digits"));
        return false;
    }
    if (!utf8_is_valid(*decoded)) {
        reader_fail(reader, STR("the value is no UTF-8"));
        return false;
    }
    return true;
}

/* ---- arrays and objects ---- */

/* A part, of the type that its own schema holds for. */
bool reader_add_scalar(struct reader *reader, const struct node *schema, struct str raw,
                       struct value_builder *builder)
{
    unsigned types = schema ? shape_types(reader->decoding, schema) : KIND_STRING;
    struct candidates candidates = {.count = 0};
    struct arena *arena = reader->decoding->arena;
    struct str text;
    bool holds;

    if (types && !(types & ~(unsigned)(KIND_ARRAY | KIND_OBJECT))) {
        reader_give_up(reader, STR("no style has a form for arrays and objects inside of others"));
        return false;
    }
    if (!reader_decode(reader, raw, &text))
        return false;
    candidates_add_scalars(&candidates, arena, text, types);
    if (candidates.count == 0)
        candidates_add(&candidates, string_node(arena, text));
    value_builder_add(builder, candidates_choose(&candidates, reader->decoding, schema, &holds));
    return true;
}

static bool add_elements(struct reader *reader, const struct style_parts *parts,
                         struct value_builder *builder)
{
    const struct node *items = shape_items(reader->decoding, reader->schema);
    bool whole = true;

    value_builder_open(builder, '[');
    for (size_t i = 0; i < parts->count && whole; i++)
        whole = reader_add_scalar(reader, items, parts->items[i].value, builder);
    value_builder_close(builder, ']');
    return whole;
}

static bool add_property(struct reader *reader, const struct style_part *part, bool decoded,
                         struct value_builder *builder)
{
    struct str name = part->name;

    if (!decoded && !reader_decode(reader, part->name, &name))
        return false;
    value_builder_key(builder, name);
    return reader_add_scalar(reader, shape_property(reader->decoding, reader->schema, name),
                             part->value, builder);
}

static bool add_properties(struct reader *reader, const struct style_parts *parts, bool decoded,
                           struct value_builder *builder)
{
    bool whole = true;

    value_builder_open(builder, '{');
    for (size_t i = 0; i < parts->count && whole; i++)
        whole = add_property(reader, &parts->items[i], decoded, builder);
    value_builder_close(builder, '}');
    return whole;
}

static const struct node *array_node(struct reader *reader, const struct style_parts *parts)
{
    struct value_builder builder;
    const struct node *node = NULL;

    value_builder_init(&builder);
    if (add_elements(reader, parts, &builder))
        node = value_builder_finish(&builder, reader->decoding->arena, NULL);
    value_builder_release(&builder);
    return node;
}

/* decoded: the names are. */
static const struct node *object_node(struct reader *reader, const struct style_parts *parts,
                                      bool decoded)
{
    struct value_builder builder;
    const struct node *node = NULL;
    struct duplicate_key twice;

    value_builder_init(&builder);
    if (add_properties(reader, parts, decoded, &builder))
        node = value_builder_finish(&builder, reader->decoding->arena, NULL);
    value_builder_release(&builder);
    if (!node || !document_find_duplicate_key(node_document(node), &twice))
        return node;
    reader_give_up(
        reader, str_format(reader->decoding->arena,
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
        reader_give_up(reader, STR("exploded arrays have no form of their own in a cookie"));
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
        reader_fail(reader, problem);
        return;
    }
    candidates_add(&reader->candidates, array_node(reader, &parts));
    if (parts.count == 1 && parts.items[0].value.length == 0)
        candidates_add(&reader->candidates, json_node(arena, STR("[]"))); /* RFC 6570 writes none */
    if (style_array_at_commas(parameter, arena, text, &parts))
        candidates_add(&reader->candidates, array_node(reader, &parts));
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
    if (problem.text && style_has_other_grammar(parameter))
        reader_give_up(reader, STR("the header's own grammar is none of objects"));
    else if (problem.text)
        reader_fail(reader, problem);
    else
        candidates_add(&reader->candidates, object_node(reader, &parts, false));
}

static void read_single(struct reader *reader, struct str text, unsigned types)
{
    struct arena *arena = reader->decoding->arena;
    struct str problem = style_single(reader->parameter, arena, text, &text);

    if (problem.text)
        reader_fail(reader, problem);
    else if (reader_decode(reader, text, &text)) {
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

enum reading reading_unsupported(struct parameter_value *value, struct str problem)
{
    value->problem = problem;
    return READING_UNSUPPORTED;
}

enum reading reading_broken(struct parameter_value *value, struct str problem)
{
    value->problem = problem;
    return READING_BROKEN;
}

/* OpenAPI 3.1, 4.8.12.6: arrays and single values have no form in deepObject. */
static const struct str no_deep_form = {"deepObject has a form for objects only", 38};

/* The reading that holds; without one, what is told depends on why the others failed. */
enum reading reader_conclude(struct reader *reader, struct parameter_value *value)
{
    bool holds;

    value->node = candidates_choose(&reader->candidates, reader->decoding, reader->schema, &holds);
    if (value->node && (holds || !reader->unsupported.text))
        return READING_VALUE;
    if (reader->unsupported.text)
        return reading_unsupported(value, reader->unsupported);
    return reading_broken(value, reader->broken);
}

static enum reading read_texts(struct reader *reader, unsigned types, struct parameter_value *value)
{
    const struct parameter_text *text = reader->text;
    bool several = text->count > 1, repeated_form = is_repeated_form(reader), holds;
    bool array = (types & KIND_ARRAY) || (types == 0 && several);

    if (reader->parameter->style == STYLE_DEEP_OBJECT)
        return types == KIND_OBJECT
                   ? reading_broken(value, STR("the properties of a deepObject stand in "
                                               "brackets behind its name"))
                   : reading_unsupported(value, no_deep_form);
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
        has_encoded_delimiters(reader, text->texts[0]) &&
        candidates_choose(&reader->candidates, reader->decoding, reader->schema, &holds) && !holds)
        return reading_broken(value,
                              STR("the delimiters between its elements are percent-encoded: by its "
                                  "style it is one element"));
    return reader_conclude(reader, value);
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
        return reading_unsupported(value, no_deep_form);
    candidates_add(&reader.candidates, object_node(&reader, &text->properties, true));
    return reader_conclude(&reader, value);
}
