/* Path, query, header and cookie parameters of a request. */
#include "base/percent.h"
#include "decode/example.h"
#include "generate/draft.h"
#include "generate/serialise.h"
#include "http/query.h"
#include "openapi/template.h"

static const char *const places[] = {[IN_PATH] = "path",
                                     [IN_QUERY] = "query",
                                     [IN_HEADER] = "header",
                                     [IN_COOKIE] = "cookie",
                                     [IN_QUERYSTRING] = "querystring",
                                     [IN_FORM] = "form"};

/* What --parameter says; STR_NONE: nothing. */
static struct str given_value(const struct generate_settings *settings, struct str name)
{
    for (size_t i = 0; i < settings->parameter_count; i++) {
        if (str_equal(settings->parameters[i].name, name))
            return settings->parameters[i].value;
    }
    return STR_NONE;
}

static bool holds(struct decoding *decoding, const struct node *schema, const struct node *value)
{
    const struct schema *compiled = decoding_schema(decoding, schema);

    return !compiled ||
           schema_evaluate(decoding->evaluator, compiled, value, NULL) != SCHEMA_INVALID;
}

/* As it is written in a URL; STR_NONE: an array or an object. */
static struct str scalar_text(const struct node *value)
{
    switch (value->kind) {
    case NODE_STRING:
        return node_string(value);
    case NODE_NUMBER:
        return node_text(value);
    case NODE_TRUE:
        return STR("true");
    case NODE_FALSE:
        return STR("false");
    default:
        return STR_NONE;
    }
}

static const struct node *decoded(struct decoding *decoding, const struct parameter *parameter,
                                  const struct example *example)
{
    const struct node *schema = parameter->schema, *written = example->value;
    struct str text = written ? scalar_text(written) : example->serialized;
    struct parameter_value value;

    if (written && holds(decoding, schema, written))
        return written;
    if (decode_example(decoding, parameter, text, &value) != READING_VALUE || !value.node ||
        (written && !holds(decoding, schema, value.node)))
        return written;
    return value.node;
}

/* An example may be written as it is sent ("1,2,3" for an array, 5 for a text of digits), and a
   serializedValue is: then the value is what its style decodes. */
const struct node *draft_example_value(struct draft *draft, const struct parameter *parameter,
                                       const struct example **example)
{
    const struct example *shown =
        draft_example(parameter->examples, parameter->example_count, draft->set);
    const struct node *value;
    struct evaluator *evaluator;
    struct decoding decoding;

    *example = shown;
    if (!shown || (shown->value && (!scalar_text(shown->value).text || !parameter->schema)))
        return shown ? shown->value : NULL;
    evaluator = evaluator_new();
    decoding_init(&decoding, draft->api, draft->arena, evaluator);
    value = decoded(&decoding, parameter, shown);
    decoding_release(&decoding);
    evaluator_free(evaluator);
    return value;
}

/* Of its example, else made. NULL: there is none, and the draft is refused. */
static const struct node *parameter_value(struct draft *draft, const struct parameter *parameter,
                                          const struct example *example, const struct node *shown)
{
    const struct node *schema = parameter->content ? parameter->content->schema : parameter->schema;
    struct example_use use = {0};

    if (shown)
        draft_use(draft, schema, parameter->name, example, shown, &use);
    else if (schema)
        use.value = generate_value(draft->values, draft->arena, schema, parameter->name, &use.why);
    if (!use.value)
        draft_refuse(draft,
                     "%s parameter \"%.*s\" has no %sexample and its schema gives no value%s%s; "
                     "--parameter %.*s=VALUE sets it",
                     places[parameter->in], STR_ARGS(parameter->name), use.refused ? "valid " : "",
                     use.why ? ": " : "", use.why ? use.why : "", STR_ARGS(parameter->name));
    return use.value;
}

bool draft_value(struct draft *draft, const struct parameter *parameter, struct strbuf *out,
                 bool *used)
{
    struct str given = given_value(draft->settings, parameter->name);
    const struct example *example;
    const struct node *value;

    *used = true;
    if (given.text) {
        parameter_serialise_text(parameter, given, out);
        return true;
    }
    value = draft_example_value(draft, parameter, &example);
    *used = value || parameter->required;
    if (!*used)
        return true;
    value = parameter_value(draft, parameter, example, value);
    if (!value)
        return false;
    if (!parameter_serialise(parameter, value, out))
        return draft_refuse(draft, "%s parameter \"%.*s\": its style has no form for such a value",
                            places[parameter->in], STR_ARGS(parameter->name));
    return true;
}

/* "a=1&b=2" as cookies of their own. */
static bool cookies_add(struct draft *draft, struct str pairs)
{
    struct str name, value;

    while (query_next(&pairs, &name, &value)) {
        if (!draft_cookie(draft, name, value.text ? value : STR("")))
            return false;
    }
    return true;
}

static bool parameter_add(struct draft *draft, const struct parameter *parameter)
{
    struct strbuf out;
    struct str text;
    bool used, added;

    if (parameter->in == IN_HEADER && draft_is_given(draft, parameter->name))
        return true;
    strbuf_init(&out, draft->query.ceiling);
    added = draft_value(draft, parameter, &out, &used);
    if (added && out.overflowed)
        added = draft_refuse(draft, "%s parameter \"%.*s\" would be too long",
                             places[parameter->in], STR_ARGS(parameter->name));
    text = str_copy(draft->arena, strbuf_str(&out));
    strbuf_release(&out);
    if (!added || !used)
        return added;
    if (parameter->in == IN_HEADER)
        return draft_header(draft, parameter->name, text);
    if (parameter->in == IN_COOKIE)
        return cookies_add(draft, text);
    if (text.length > 0) {
        strbuf_add_text(&draft->query, draft->query.length ? "&" : "");
        strbuf_add(&draft->query, text);
    }
    return true;
}

static const struct parameter *path_parameter(const struct operation *operation, struct str name)
{
    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];

        if (parameter->in == IN_PATH && str_equal(parameter->name, name))
            return parameter;
    }
    return NULL;
}

static bool path_value_add(struct draft *draft, struct str name)
{
    /* One that the description forgot can still be given. */
    const struct parameter undeclared = {
        .name = name, .in = IN_PATH, .style = STYLE_SIMPLE, .required = true};
    const struct parameter *parameter = path_parameter(draft->operation, name);
    size_t before = draft->path.length;
    bool used;

    if (!draft_value(draft, parameter ? parameter : &undeclared, &draft->path, &used))
        return false;
    if (draft->path.length == before)
        return draft_refuse(draft, "path parameter \"%.*s\" would be empty", STR_ARGS(name));
    return true;
}

static bool path_write(struct draft *draft)
{
    struct str rest = draft->operation->path, literal, name;

    while (template_next(&rest, &literal, &name)) {
        percent_encode_reserved(&draft->path, literal);
        if (name.text && !path_value_add(draft, name))
            return false;
    }
    return true;
}

bool draft_parameters(struct draft *draft)
{
    if (!path_write(draft))
        return false;
    for (size_t i = 0; i < draft->operation->parameters.count; i++) {
        const struct parameter *parameter = &draft->operation->parameters.items[i];

        if (parameter->in != IN_PATH && !parameter_add(draft, parameter))
            return false;
    }
    return true;
}

static size_t usable_count(const struct example *examples, size_t count)
{
    size_t usable = 0;

    for (size_t i = 0; i < count; i++)
        usable += example_is_usable(&examples[i]);
    return usable;
}

size_t draft_set_count(const struct generate_settings *settings, const struct operation *operation)
{
    size_t most = 1;

    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];
        size_t count = usable_count(parameter->examples, parameter->example_count);

        if (count > most && !given_value(settings, parameter->name).text)
            most = count;
    }
    for (size_t i = 0; operation->request_body && i < operation->request_body->content.count; i++) {
        const struct media_type *type = &operation->request_body->content.items[i];
        size_t count = usable_count(type->examples, type->example_count);

        most = count > most ? count : most;
    }
    return most < DRAFT_MAX_SETS ? most : DRAFT_MAX_SETS;
}
