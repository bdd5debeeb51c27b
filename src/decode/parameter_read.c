/* A text is put together as each form that its style has and that its schema speaks of
   (OpenAPI 3.1, 4.8.12.4); the parts of a form are texts again. The reading that the schema holds
   for is meant, of several the first; without one, what comes nearest is judged. Values inside
   arrays and objects are scalars: what is nested has no form in any style, and that is said instead
   of guessed. */
#include "decode/parameter_reader.h"

#include "decode/schema_shape.h"

/* ---- the forms of a text ---- */

/* Each repetition of the name is an element. */
static bool is_repeated_form(const struct reader *reader)
{
    const struct parameter *parameter = reader->parameter;

    return parameter->explode &&
           (parameter->style == STYLE_FORM || parameter->style == STYLE_COOKIE);
}

/* Has the style a form for the kind? 2.0 has no such table: collectionFormat is for arrays alone.
 */
static bool is_defined(struct reader *reader, unsigned kind)
{
    const char *problem = reader->decoding->api->version->number == VERSION_2_0
                              ? NULL
                              : style_undefined(reader->parameter, kind);

    if (problem)
        reader_give_up(reader, str_of(problem));
    return !problem;
}

static void read_repeated(struct reader *reader)
{
    const struct parameter_text *text = reader->text;
    struct arena *arena = reader->decoding->arena;
    struct style_part *items = ARENA_ARRAY(arena, struct style_part, text->count);
    struct style_parts parts = {items, text->count};

    for (size_t i = 0; i < text->count; i++)
        items[i] = (struct style_part){STR_NONE, text->texts[i]};
    choice_add(reader->choice, reader_array(reader, &parts));
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
        choice_add(reader->choice, reader_array(reader, &parts));
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
    choice_add(reader->choice, reader_array(reader, &parts));
    if (parts.count == 1 && parts.items[0].value.length == 0)
        choice_add(reader->choice, json_node(arena, STR("[]"))); /* RFC 6570 writes none */
    if (style_array_at_commas(parameter, arena, text, &parts))
        choice_add(reader->choice, reader_array(reader, &parts));
    if (parameter->style == STYLE_LABEL && !parameter->explode && !has_delimiter(reader, text))
        read_dotted(reader, text);
    if (parameter->allow_reserved && parts.count > 1) { /* the delimiters may belong to the value */
        struct style_part whole = {STR_NONE, text};

        choice_add(reader->choice, reader_array(reader, &(struct style_parts){&whole, 1}));
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
        choice_add(reader->choice, reader_object(reader, &parts, false));
}

static void read_single(struct reader *reader, struct str text)
{
    struct arena *arena = reader->decoding->arena;
    struct str problem = style_single(reader->parameter, arena, text, &text);

    if (problem.text)
        reader_fail(reader, problem);
    else if (reader_decode(reader, text, &text))
        choice_add_scalars(reader->choice, arena, text);
}

/* ---- the reading ---- */

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

static enum reading_found settle(struct reader *reader, const struct node *tree,
                                 const struct node **node)
{
    return text_value_settle(reader->decoding, reader->schema, reader->direction, tree, node, NULL);
}

/* Clients that encode a whole array write %2C for the commas between the elements too: a server
   that splits first sees one element. Does it hold otherwise? */
static bool read_encoded_delimiters(struct reader *reader, const struct node **node)
{
    struct arena *arena = reader->decoding->arena;
    const struct node *array;
    struct style_parts parts;
    struct str text, decoded;

    if (!(reader->forms & KIND_ARRAY) || !reader->text->count || !reader->text->encoded)
        return false;
    text = reader->text->texts[0];
    if (has_delimiter(reader, text) || is_repeated_form(reader) ||
        !percent_decode(arena, text, reader->text->plus, &decoded) ||
        !has_delimiter(reader, decoded) ||
        style_array(reader->parameter, arena, decoded, &parts).text)
        return false;
    array = reader_array(reader, &parts);
    return array && settle(reader, array, node) == READING_HOLDS;
}

/* OpenAPI 3.1, 4.8.12.6: arrays and single values have no form in deepObject. */
static const struct str no_deep_form = STR_INITIAL("deepObject has a form for objects only");
static const struct str no_nested_form =
    STR_INITIAL("no style has a form for arrays and objects inside of others");

static enum reading conclude_without(const struct reader *reader, struct parameter_value *value)
{
    return reader->unsupported.text ? reading_unsupported(value, reader->unsupported)
                                    : reading_broken(value, reader->broken);
}

/* Is the value an object with a property that only the parameter's own name makes one? */
static bool is_own_name_doubtful(const struct reader *reader)
{
    return reader->text->count && reader->text->properties.count && reader->types == KIND_OBJECT &&
           !shape_may_name(reader->decoding, reader->schema, reader->parameter->name);
}

enum reading reader_conclude(struct reader *reader, struct parameter_value *value)
{
    const struct node *split;
    enum reading_found found;

    if (reader->choice->count == 0)
        return conclude_without(reader, value);
    found = settle(reader, choice_node(reader->decoding->arena, reader->choice), &value->node);
    if (found != READING_HOLDS && reader->unsupported.text)
        return reading_unsupported(value, reader->unsupported);
    switch (found) {
    case READING_HOLDS:
        if (is_own_name_doubtful(reader))
            value->doubt = reader->broken;
        break;
    case READING_FAILS:
        if (is_own_name_doubtful(reader))
            return conclude_without(reader, value);
        if (!read_encoded_delimiters(reader, &split))
            break;
        value->node = split;
        value->doubt = STR("the delimiters between its elements are percent-encoded: by its style "
                           "it is one element");
        break;
    case READING_UNFORMED:
        return reading_unsupported(value, no_nested_form);
    case READING_CUT:
        return reading_unsupported(value, STR("its text has more readings than are tried"));
    }
    return READING_VALUE;
}

/* The properties of a deepObject stand in brackets behind its name; under the name alone no style
   says how a value is written. What many write there is as in a form. */
static void read_beside_deep_object(struct reader *reader)
{
    if (reader->types == KIND_OBJECT) {
        reader_fail(reader,
                    STR("the properties of a deepObject stand in brackets behind its name"));
        return;
    }
    reader_give_up(reader, no_deep_form);
    if (reader->forms & KIND_OBJECT && reader->text->count == 1)
        read_single(reader, reader->text->texts[0]);
}

/* An array of one element looks the same in each form. */
static bool is_one_cookie(const struct reader *reader)
{
    return reader->parameter->in == IN_COOKIE && reader->text->count == 1 &&
           str_find_char(reader->text->texts[0], '&') == reader->text->texts[0].length;
}

/* Where nothing but arrays and objects is spoken of, a style that has no form for single values
   takes none, and leaves nothing open. */
static bool may_be_single(struct reader *reader)
{
    const unsigned whole = KIND_ARRAY | KIND_OBJECT;
    bool only_whole = reader->forms && !(reader->forms & ~(whole | KIND_NULL));

    return !(only_whole && style_undefined(reader->parameter, KIND_STRING)) &&
           is_defined(reader, KIND_STRING);
}

static void read_forms(struct reader *reader, struct parameter_value *value)
{
    const struct parameter_text *text = reader->text;
    bool several = text->count > 1, repeated_form = is_repeated_form(reader);
    bool array = (reader->forms & KIND_ARRAY) || (reader->types == 0 && several);
    unsigned single = reader->types & ~(unsigned)(KIND_ARRAY | KIND_OBJECT);

    if (array && (is_defined(reader, KIND_ARRAY) || is_one_cookie(reader)))
        repeated_form ? read_repeated(reader) : read_array(reader, text->texts[0]);
    if ((reader->forms & KIND_OBJECT) && is_defined(reader, KIND_OBJECT))
        read_object(reader, text->texts[0]);
    value->repeated = several && reader->types && !(array && repeated_form);
    if ((several ? single && !(array && repeated_form) : single || reader->types == 0) &&
        may_be_single(reader))
        read_single(reader, text->texts[0]);
    if ((reader->forms & KIND_ARRAY) && repeated_form && text->count == 1 &&
        text->texts[0].length == 0)
        choice_add(reader->choice, json_node(reader->decoding->arena, STR("[]")));
}

static void read_whole(struct reader *reader, struct parameter_value *value)
{
    if (reader->text->count == 0 && reader->types && !(reader->types & KIND_OBJECT))
        reader_give_up(reader, no_deep_form);
    else if (reader->text->count == 0)
        choice_add(reader->choice, reader_object(reader, &reader->text->properties, true));
    else if (reader->parameter->style == STYLE_DEEP_OBJECT)
        read_beside_deep_object(reader);
    else
        read_forms(reader, value);
    if (reader->text->count && reader->text->properties.count)
        choice_add(reader->choice, reader_object(reader, &reader->text->properties, true));
}

/* 2.0, Parameter Object: it is its own schema, and no object. */
static bool is_object_of_20(const struct parameter *parameter)
{
    return parameter->schema && parameter->schema == parameter->place &&
           str_is(node_member_string(parameter->place, "type"), "object");
}

static enum reading refuse_object(struct decoding *decoding, const struct parameter *parameter,
                                  struct parameter_value *value)
{
    const struct node *type = node_member(parameter->place, STR("type"));
    struct position position = node_position(type);

    return reading_unsupported(
        value, str_format(decoding->arena,
                          "\"object\" is no type that it has in OpenAPI 2.0 (%.*s:%zu:%zu)",
                          STR_ARGS(node_file(type)), position.line, position.column));
}

enum reading parameter_read(struct decoding *decoding, const struct parameter *parameter,
                            const struct parameter_text *text, enum schema_direction direction,
                            struct parameter_value *value)
{
    struct reader reader = {.decoding = decoding,
                            .parameter = parameter,
                            .styled = true,
                            .text = text,
                            .direction = direction,
                            .schema = parameter->schema,
                            .types = shape_types(decoding, parameter->schema),
                            .forms = shape_forms(decoding, parameter->schema),
                            .choice = choice_new(decoding->arena, CHOICE_MAX_ALTERNATIVES)};

    *value = (struct parameter_value){0};
    if (is_object_of_20(parameter))
        return refuse_object(decoding, parameter, value);
    if (text->count && parameter->content)
        return read_content(&reader, value);
    read_whole(&reader, value);
    return reader_conclude(&reader, value);
}

/* ---- fields of forms ---- */

/* A field that is JSON, as far as its schema and its encoding let it be. */
static void add_json(struct reader *reader, const struct form_field *field)
{
    struct arena *arena = reader->decoding->arena;
    const struct node *array = NULL;
    struct str text;

    if (!reader_takes_json(reader) || reader->text->count != 1 ||
        !(field->forms & (KIND_OBJECT | KIND_ARRAY)) ||
        !reader_decode(reader, reader->text->texts[0], &text))
        return;
    if (field->forms & KIND_OBJECT)
        choice_add(reader->choice, reader_json_object(arena, text));
    if (field->json && (field->forms & KIND_ARRAY))
        array = json_node(arena, text);
    if (node_is(array, NODE_ARRAY))
        choice_add(reader->choice, array);
}

enum reading form_field_read(struct decoding *decoding, const struct form_field *field,
                             const struct parameter_text *text, struct parameter_value *value)
{
    struct reader reader = {.decoding = decoding,
                            .parameter = &field->parameter,
                            .styled = field->styled,
                            .text = text,
                            .types = field->types,
                            .forms = field->forms,
                            .choice = choice_new(decoding->arena, CHOICE_MAX_ALTERNATIVES)};

    *value = (struct parameter_value){0};
    add_json(&reader, field);
    read_whole(&reader, value);
    if (value->repeated) { /* an array, which its schema then refuses */
        reader.choice = choice_new(decoding->arena, CHOICE_MAX_ALTERNATIVES);
        read_repeated(&reader);
    }
    if (reader.choice->count == 0)
        return conclude_without(&reader, value);
    value->node = choice_node(decoding->arena, reader.choice);
    return READING_VALUE;
}
