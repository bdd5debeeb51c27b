#include "check/checker.h"

#include "check/header_value.h"
#include "check/judge_value.h"
#include "check/parameter_value.h"
#include "check/raise.h"
#include "http/cookie.h"

static const enum part parts[] = {
    [IN_PATH] = PART_REQUEST_PATH,
    [IN_QUERY] = PART_REQUEST_QUERY,
    [IN_HEADER] = PART_REQUEST_HEADER,
    [IN_COOKIE] = PART_REQUEST_COOKIE,
};

/* ---- where a parameter's text is ---- */

static bool find_in_path(const struct route *route, struct str name, struct str *text)
{
    for (size_t i = 0; i < route->parameter_count; i++)
        if (str_equal(route->parameters[i].name, name)) {
            *text = route->parameters[i].value;
            return true;
        }
    return false;
}

/* The texts of a parameter; none: it is not there. */
static struct parameter_text find_texts(struct checker *checker, const struct parameter *parameter)
{
    struct arena *arena = &checker->arena;
    const struct headers *headers = &checker->exchange->request.headers;
    struct str *one = ARENA_NEW(arena, struct str);
    struct parameter_text text = {.texts = one, .encoded = true, .plus = PLUS_IS_LITERAL};

    switch (parameter->in) {
    case IN_PATH:
        text.count = find_in_path(&checker->route, parameter->name, one);
        break;
    case IN_QUERY:
        text.plus = PLUS_IS_SPACE;
        text.count = query_pairs_find(&checker->query, arena, parameter->name, &text.texts);
        break;
    case IN_HEADER:
        text.encoded = false;
        *one = header_value(arena, headers, parameter->name);
        text.count = one->text != NULL;
        break;
    case IN_COOKIE:
        text.count = cookie_find(headers, parameter->name, one);
        break;
    }
    return text;
}

/* ---- judging one ---- */

static struct raised raised_for(const struct parameter *parameter, enum rule rule,
                                struct str message)
{
    return (struct raised){.rule = rule,
                           .part = parts[parameter->in],
                           .name = parameter->name,
                           .place = parameter->place,
                           .message = message};
}

/* deepObject and exploded forms of objects have no text under the parameter's own name. */
static bool has_no_name_of_its_own(struct checker *checker, const struct parameter *parameter)
{
    const struct schema *schema;

    if (parameter->in != IN_QUERY && parameter->in != IN_COOKIE)
        return false;
    if (parameter->style == STYLE_DEEP_OBJECT)
        return true;
    if (!parameter->schema || parameter->style != STYLE_FORM || !parameter->explode)
        return false;
    schema = schema_compile(checker->api->schemas, parameter->schema, NULL);
    return schema && schema_types(schema) == 1u << NODE_OBJECT;
}

/* "color[R]" belongs to a deepObject parameter "color". */
static bool is_deep_part_of(struct str name, const struct parameter *parameter)
{
    return parameter->style == STYLE_DEEP_OBJECT && name.length > parameter->name.length &&
           str_starts_with(name, parameter->name) && name.text[parameter->name.length] == '[';
}

static bool is_own_name(const struct parameters *parameters, struct str name)
{
    for (size_t i = 0; i < parameters->count; i++)
        if (parameters->items[i].in == IN_QUERY && str_equal(parameters->items[i].name, name))
            return true;
    return false;
}

/* Is there a name in the query that may be one of the object's properties? */
static bool has_properties(const struct checker *checker, const struct parameter *parameter)
{
    for (size_t i = 0; i < checker->query.count; i++) {
        struct str name = checker->query.items[i].name;

        if (parameter->style == STYLE_DEEP_OBJECT
                ? is_deep_part_of(name, parameter)
                : !is_own_name(&checker->exercised.operation->parameters, name))
            return true;
    }
    return false;
}

static void check_absent(struct checker *checker, const struct parameter *parameter)
{
    const struct exchange *exchange = checker->exchange;
    bool stripped = exchange->credentials_hidden &&
                    (parameter->in == IN_COOKIE ||
                     (parameter->in == IN_HEADER &&
                      redaction_hides_header(checker->redaction, parameter->name)));
    struct raised raised;

    if (has_no_name_of_its_own(checker, parameter) && has_properties(checker, parameter)) {
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: objects in parameters are not read",
                          STR_ARGS(parameter->name));
        return;
    }
    if (!parameter->required)
        return;
    if (stripped) {
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: the recorder takes credentials out",
                          STR_ARGS(parameter->name));
        return;
    }
    raised = raised_for(parameter, RULE_REQUEST_PARAMETER_MISSING,
                        STR("a required parameter is missing"));
    raise_finding(checker, &raised);
}

static void judge(struct checker *checker, const struct parameter *parameter,
                  const struct parameter_value *value)
{
    bool secret =
        parameter->in == IN_COOKIE ||
        (parameter->in == IN_HEADER && redaction_hides_header(checker->redaction, parameter->name));
    const struct node *schema = parameter->content ? parameter->content->schema : parameter->schema;

    VEC_ADD(&checker->parameters, parameter);
    if (schema && value->node)
        judge_value(checker, &(struct judged_value){.rule = RULE_REQUEST_PARAMETER_SCHEMA,
                                                    .undocumented = RULE_COUNT,
                                                    .part = parts[parameter->in],
                                                    .direction = SCHEMA_REQUEST,
                                                    .name = parameter->name,
                                                    .schema = schema,
                                                    .instance = value->node,
                                                    .secret = secret});
}

static void check_present(struct checker *checker, const struct parameter *parameter,
                          const struct parameter_text *text)
{
    struct parameter_value value;
    struct raised raised;

    /* OpenAPI 3.1, 4.8.12.2: with allowEmptyValue an empty value is right whatever the schema. */
    if (parameter->allow_empty && text->texts[0].length == 0) {
        VEC_ADD(&checker->parameters, parameter);
        return;
    }
    switch (parameter_read(checker, parameter, text, &value)) {
    case READING_VALUE:
        if (value.repeated) {
            raised = raised_for(parameter, RULE_REQUEST_PARAMETER_REPEATED,
                                str_format(&checker->arena,
                                           "stands %zu times and has one value; the first is "
                                           "judged",
                                           text->count));
            raise_finding(checker, &raised);
        }
        judge(checker, parameter, &value);
        return;
    case READING_BROKEN:
        raised = raised_for(parameter, RULE_REQUEST_PARAMETER_STYLE, value.problem);
        raise_finding(checker, &raised);
        return;
    case READING_UNSUPPORTED:
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: %.*s", STR_ARGS(parameter->name),
                          STR_ARGS(value.problem));
        return;
    }
}

/* ---- what is there and not described ---- */

static bool is_described(struct checker *checker, struct str name)
{
    const struct parameters *parameters = &checker->exercised.operation->parameters;
    const struct api *api = checker->api;

    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter->in != IN_QUERY)
            continue;
        if (str_equal(parameter->name, name) || is_deep_part_of(name, parameter))
            return true;
        /* Its properties are names of the query, and its schema is open as a rule. */
        if (parameter->style == STYLE_FORM && has_no_name_of_its_own(checker, parameter))
            return true;
    }
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        const struct security_scheme *scheme = &api->security_schemes[i];

        if (scheme->kind == SECURITY_API_KEY && scheme->in == IN_QUERY &&
            str_equal(scheme->parameter, name))
            return true;
    }
    return false;
}

static void check_undocumented(struct checker *checker)
{
    for (size_t i = 0; i < checker->query.count; i++) {
        struct str name = checker->query.items[i].name;

        if (name.length == 0 || is_described(checker, name))
            continue;
        raise_finding(checker,
                      &(struct raised){.rule = RULE_REQUEST_PARAMETER_UNDOCUMENTED,
                                       .part = PART_REQUEST_QUERY,
                                       .name = name,
                                       .place = checker->exercised.operation->place,
                                       .message = STR("the query parameter is not described")});
    }
}

void check_parameters(struct checker *checker)
{
    const struct parameters *parameters = &checker->exercised.operation->parameters;

    if (!query_pairs_read(&checker->arena, checker->route.query, &checker->query))
        raise_not_checked(checker, PART_REQUEST_QUERY, STR_NONE, STR_NONE,
                          "the query has more than %d pairs: the rest is not looked at",
                          CHECK_MAX_QUERY_PAIRS);
    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];
        struct parameter_text text = find_texts(checker, parameter);

        if (text.count)
            check_present(checker, parameter, &text);
        else
            check_absent(checker, parameter);
    }
    check_undocumented(checker);
}
