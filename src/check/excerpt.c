#include "check/excerpt.h"

#include "base/utf8.h"
#include "check/check_value_state.h"
#include "check/sensitive.h"
#include "finding/excerpt.h"

/* ---- parameters and headers ---- */

/* Does the description call it secret, or a part of it? */
static bool is_described_secret(struct checker *checker, const struct parameters *parameters,
                                enum parameter_location in, struct str name)
{
    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter->in == in && str_equal_ignoring_case(parameter->name, name) &&
            sensitive_may_be_in(checker, parameter->content ? parameter->content->schema
                                                            : parameter->schema))
            return true;
    }
    return false;
}

static struct str header_text(struct checker *checker, const struct headers *headers,
                              struct str name)
{
    const struct secret_places places = sensitive_places(checker);
    struct str value = headers_joined(&checker->arena, headers, name);

    return value.text ? redact_header_at(checker->redaction, &checker->arena, name, value, &places)
                      : value;
}

/* The first pair of that name. */
static struct str pair_text(struct checker *checker, const struct query_pairs *pairs,
                            struct str name)
{
    const struct secret_places places = sensitive_places(checker);

    for (size_t i = 0; i < pairs->count; i++) {
        struct str pair;

        if (!str_equal(pairs->items[i].name, name))
            continue;
        pair = str_format(&checker->arena, "%.*s=%.*s", STR_ARGS(name),
                          STR_ARGS(pairs->items[i].value));
        pair = redact_pairs_at(checker->redaction, &checker->arena, pair, &places);
        return str_starts_with(pair, name) ? str_slice(pair, name.length + 1, SIZE_MAX) : STR_NONE;
    }
    return STR_NONE;
}

static struct str segment_text(const struct checker *checker, struct str name)
{
    const struct route *route = &checker->route;

    for (size_t i = 0; i < route->parameter_count; i++) {
        struct str value = route->parameters[i].value;

        if (str_equal(route->parameters[i].name, name))
            return redaction_hides(checker->redaction, NAME_IN_FIELD, name, value) ||
                           sensitive_is_noted(checker, name, value)
                       ? STR(REDACTED)
                       : value;
    }
    return STR_NONE;
}

struct str excerpt_text(struct checker *checker, enum part part, struct str name)
{
    const struct exchange *exchange = checker->exchange;
    const struct operation *operation = checker->exercised.operation;
    const struct response_object *response = checker->exercised.response;

    switch (part) {
    case PART_REQUEST_HEADER:
        return operation && is_described_secret(checker, &operation->parameters, IN_HEADER, name)
                   ? STR(REDACTED)
                   : header_text(checker, &exchange->request.headers, name);
    case PART_RESPONSE_HEADER:
        return response && is_described_secret(checker, &response->headers, IN_HEADER, name)
                   ? STR(REDACTED)
                   : header_text(checker, &exchange->response.headers, name);
    case PART_REQUEST_QUERY:
        return operation && is_described_secret(checker, &operation->parameters, IN_QUERY, name)
                   ? STR(REDACTED)
                   : pair_text(checker, &checker->texts.query, name);
    case PART_REQUEST_PATH:
        return segment_text(checker, name);
    case PART_REQUEST_BODY:
        return pair_text(checker, &checker->texts.form, name);
    case PART_REQUEST_COOKIE: /* all of them are secret */
    case PART_RESPONSE_STATUS:
    case PART_RESPONSE_BODY:
    case PART_DESCRIPTION:
        break;
    }
    return STR_NONE;
}

static struct excerpt excerpt_named(struct checker *checker, enum part part, struct str name)
{
    struct str text = name.length ? excerpt_text(checker, part, name) : STR_NONE;

    return text.text ? excerpt_of_named(&checker->arena, name, text)
                     : (struct excerpt){.text = STR_NONE};
}

/* ---- values ---- */

struct shown_value {
    struct checker *checker;
    const struct raised *raised;
    struct str
        masked; /* the body, where it is no JSON and something in it is secret; else absent */
};

static enum side side_of(const struct raised *raised)
{
    return raised->part == PART_REQUEST_BODY ? SIDE_REQUEST : SIDE_RESPONSE;
}

static struct str type_of(const struct checker *checker, enum side side)
{
    const struct headers *headers = side == SIDE_REQUEST ? &checker->exchange->request.headers
                                                         : &checker->exchange->response.headers;
    struct str type = headers_get(headers, "content-type");

    return type.length ? type : checker_body(checker, side)->form;
}

/* The body's text, at most EXCERPT_BODY_BYTES, without what its structure tells is secret. */
static struct str masked_body(struct checker *checker, enum side side)
{
    const struct secret_places places = sensitive_places(checker);

    return redact_body_at(checker->redaction, &checker->arena, type_of(checker, side),
                          utf8_cut(checker_body(checker, side)->bytes, EXCERPT_BODY_BYTES),
                          &places);
}

static bool is_json(const struct checker *checker, enum side side, const struct node *value)
{
    return node_document(value) == checker->bodies[side].document;
}

/* What was built of a form, of XML or parts has lost what told its secrets there: a value is shown
   only if it is still in the body. */
static struct shown_value shown_value_of(struct checker *checker, const struct raised *raised,
                                         const struct node *value)
{
    struct shown_value shown = {checker, raised, STR_NONE};
    enum side side = side_of(raised);
    struct str bytes = checker_body(checker, side)->bytes, masked;

    if (is_json(checker, side, value))
        return shown;
    masked = masked_body(checker, side);
    if (bytes.length > EXCERPT_BODY_BYTES)
        shown.masked = STR(""); /* nothing of it */
    else if (masked.text != bytes.text)
        shown.masked = masked;
    return shown;
}

static bool hides(void *context, const struct node *value)
{
    const struct shown_value *shown = context;

    return shown->raised->secret ||
           value_at_is_secret(shown->checker, shown->raised->part, shown->raised->name, value) ||
           (shown->masked.text && str_find(shown->masked, node_text(value)) == SIZE_MAX);
}

bool excerpt_hides(struct checker *checker, const struct raised *raised, const struct node *value)
{
    struct shown_value shown = shown_value_of(checker, raised, value);

    return hides(&shown, value);
}

static struct excerpt excerpt_value(struct checker *checker, const struct raised *raised,
                                    const struct node *node)
{
    struct shown_value shown = shown_value_of(checker, raised, node);

    return excerpt_of_value(&checker->arena,
                            &(struct excerpt_value){.root = node_document(node)->root,
                                                    .node = node,
                                                    .form = is_json(checker, side_of(raised), node)
                                                                ? EXCERPT_JSON
                                                                : EXCERPT_PLAIN,
                                                    .hides = hides,
                                                    .context = &shown});
}

/* ---- bodies ---- */

static bool may_hold_secrets(struct checker *checker, const struct media_type *type)
{
    if (sensitive_may_be_in(checker, type->schema) ||
        sensitive_may_be_in(checker, type->item_schema))
        return true;
    for (size_t i = 0; i < type->field_count; i++)
        if (sensitive_may_be_in(checker, type->fields[i].schema))
            return true;
    return false;
}

/* Is it known what the description calls secret in the body? root: NULL where it is a text. */
static bool secrets_are_known(struct checker *checker, enum side side, const struct node *root)
{
    const struct content *content = checker_content(checker, side);

    if (root && checker->sensitive.value == root)
        return true;
    for (size_t i = 0; content && i < content->count; i++)
        if (may_hold_secrets(checker, &content->items[i]))
            return false;
    return true;
}

/* Number of the '\n' in it. */
static size_t count_ends(struct str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += text.text[i] == '\n';
    return count;
}

/* What stands further along a long line is not shown. */
static struct excerpt excerpt_lines(struct checker *checker, const struct raised *raised)
{
    enum side side = side_of(raised);
    size_t line = raised->line;
    struct str whole = checker_body(checker, side)->bytes;
    struct str bytes = utf8_cut(whole, EXCERPT_BODY_BYTES), masked;

    if (raised->column > EXCERPT_MAX_COLUMNS ||
        (bytes.length < whole.length && count_ends(bytes) < line))
        return (struct excerpt){.text = STR_NONE};
    masked = masked_body(checker, side);
    /* A secret of several lines is one now, and which line was meant is not known any more. */
    if (count_ends(masked) != count_ends(bytes))
        line = 0;
    return excerpt_of_text(&checker->arena, masked, line);
}

static struct excerpt excerpt_body(struct checker *checker, const struct raised *raised)
{
    enum side side = side_of(raised);
    struct str type = type_of(checker, side);
    const struct json_body *json = &checker->bodies[side];
    const struct node *root;

    if (checker_body(checker, side)->state != BODY_PRESENT)
        return (struct excerpt){.text = STR_NONE};
    if (type.length && content_kind_of(content_type_name(type)) == CONTENT_JSON)
        json = checker_json(checker, side);
    root = json->document ? json->document->root : NULL;
    if (!secrets_are_known(checker, side, root))
        return (struct excerpt){.text = STR_NONE};
    if (root && raised->line == 0)
        return excerpt_value(checker, raised, root);
    return excerpt_lines(checker, raised);
}

static struct excerpt excerpt_at(struct checker *checker, const struct raised *raised)
{
    const struct node *value = raised->instance;

    if (!value)
        return raised->name.length ? excerpt_named(checker, raised->part, raised->name)
                                   : excerpt_body(checker, raised);
    return raised->judged || secrets_are_known(checker, side_of(raised), node_document(value)->root)
               ? excerpt_value(checker, raised, value)
               : (struct excerpt){.text = STR_NONE};
}

struct excerpt excerpt_of(struct checker *checker, const struct raised *raised)
{
    struct excerpt excerpt = {.text = STR_NONE};

    switch (raised->part) {
    case PART_REQUEST_PATH:
    case PART_REQUEST_QUERY:
    case PART_REQUEST_HEADER:
    case PART_RESPONSE_HEADER:
        return excerpt_named(checker, raised->part, raised->name);
    case PART_REQUEST_BODY:
    case PART_RESPONSE_BODY:
        return excerpt_at(checker, raised);
    case PART_RESPONSE_STATUS:
        excerpt = excerpt_body(checker, raised);
        excerpt.line = 0;
        break;
    case PART_REQUEST_COOKIE:
    case PART_DESCRIPTION:
        break;
    }
    return excerpt;
}
