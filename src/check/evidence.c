#include "check/evidence.h"

#include "base/short_name.h"
#include "base/utf8.h"
#include "check/check_value_state.h"
#include "check/excerpt.h"
#include "document/data_described.h"
#include "finding/rules.h"
#include "http/known_header.h"
#include "http/status.h"

/* ---- lists ---- */

/* "200, 4XX, default": texts with commas between them, no more than are shown. */
struct list {
    struct strbuf out;
    size_t count;
};

static void list_init(struct list *list)
{
    strbuf_init(&list->out, SIZE_MAX);
    list->count = 0;
}

static void list_add(struct list *list, struct str text)
{
    if (list->out.length > EVIDENCE_MAX_BYTES)
        return;
    strbuf_add_text(&list->out, list->count++ ? ", " : "");
    strbuf_add(&list->out, text);
}

/* empty: what stands for a list without a text. */
static struct str list_finish(struct checker *checker, struct list *list, struct str empty)
{
    struct str text = list->count ? str_copy(&checker->arena, strbuf_str(&list->out)) : empty;

    strbuf_release(&list->out);
    return text;
}

/* ---- the status ---- */

static struct str documented_statuses(struct checker *checker, bool with_default)
{
    const struct operation *operation = checker->exercised.operation;
    struct list list;

    list_init(&list);
    for (size_t i = 0; i < operation->response_count; i++)
        if (with_default || !str_is(operation->responses[i].key, "default"))
            list_add(&list, operation->responses[i].key);
    return list_finish(checker, &list, STR_NONE);
}

static void of_status(struct checker *checker, const struct raised *raised, struct told *told)
{
    int status = checker->exchange->response.status;
    const char *reason = status_reason(status);

    told->expected =
        raised->rule == RULE_RESPONSE_SERVER_ERROR
            ? STR("a status below 500")
            : documented_statuses(checker, raised->rule == RULE_RESPONSE_STATUS_UNDOCUMENTED);
    told->found = str_format(&checker->arena, *reason ? "%d (%s)" : "%d", status, reason);
}

/* ---- media types and bodies ---- */

static bool is_of_request(const struct raised *raised)
{
    return str_starts_with(str_of(rule_info(raised->rule)->id), STR("request."));
}

static struct str documented_types(struct checker *checker, enum side side)
{
    const struct content *content = checker_content(checker, side);
    struct list list;

    list_init(&list);
    for (size_t i = 0; content && i < content->count; i++)
        list_add(&list, content->items[i].key);
    return list_finish(checker, &list, STR_NONE);
}

static void of_type(struct checker *checker, const struct raised *raised, struct told *told)
{
    enum side side = is_of_request(raised) ? SIDE_REQUEST : SIDE_RESPONSE;
    struct str type = checker->types[side].text;

    told->expected = documented_types(checker, side);
    told->found =
        type.length ? data_name(&checker->arena, content_type_name(type)) : STR("no content type");
}

static void of_missing_body(struct checker *checker, const struct raised *raised, struct told *told)
{
    struct str types =
        documented_types(checker, is_of_request(raised) ? SIDE_REQUEST : SIDE_RESPONSE);

    told->expected =
        types.length ? str_format(&checker->arena, "a body: %.*s", STR_ARGS(types)) : STR("a body");
    told->found = STR("no body");
}

static void of_undocumented_body(struct checker *checker, const struct raised *raised,
                                 struct told *told)
{
    enum side side = is_of_request(raised) ? SIDE_REQUEST : SIDE_RESPONSE;
    struct str type = checker->types[side].text;
    size_t bytes = checker_body(checker, side)->bytes.length;

    told->expected = STR("no body");
    told->found = checker_body(checker, side)->state == BODY_PRESENT
                      ? str_format(&checker->arena, "a body of %zu %s", bytes,
                                   str_counted(bytes, "byte", "bytes"))
                      : STR("a body");
    if (type.length)
        told->found = str_format(&checker->arena, "%.*s, %.*s", STR_ARGS(told->found),
                                 STR_ARGS(data_name(&checker->arena, content_type_name(type))));
}

/* ---- parameters and headers ---- */

/* "limit, offset": what was sent there. */
static struct str sent_names(struct checker *checker, const struct query_pairs *pairs,
                             struct str empty)
{
    struct list list;

    list_init(&list);
    for (size_t i = 0; i < pairs->count; i++)
        list_add(&list, data_name(&checker->arena, pairs->items[i].name));
    return list_finish(checker, &list, empty);
}

static void of_missing_parameter(struct checker *checker, const struct raised *raised,
                                 struct told *told)
{
    told->expected = str_format(&checker->arena, "parameter %.*s",
                                STR_ARGS(short_name(&checker->arena, raised->name)));
    if (raised->part == PART_REQUEST_QUERY)
        told->found = sent_names(checker, &checker->texts.query, STR("no query"));
    else if (raised->part == PART_REQUEST_BODY)
        told->found = sent_names(checker, &checker->texts.form, STR("no fields"));
    else
        told->found = STR("no such parameter");
}

static struct str documented_parameters(struct checker *checker)
{
    const struct parameters *parameters = &checker->exercised.operation->parameters;
    struct list list;

    list_init(&list);
    for (size_t i = 0; i < parameters->count; i++)
        if (parameters->items[i].in == IN_QUERY)
            list_add(&list, short_name(&checker->arena, parameters->items[i].name));
    return list_finish(checker, &list, STR("no query parameters"));
}

static void of_undocumented_parameter(struct checker *checker, const struct raised *raised,
                                      struct told *told)
{
    struct str text = excerpt_text(checker, raised->part, raised->name);

    if (raised->part == PART_REQUEST_QUERY)
        told->expected = documented_parameters(checker);
    if (text.text)
        told->found = str_format(&checker->arena, "%.*s=%.*s",
                                 STR_ARGS(data_name(&checker->arena, raised->name)),
                                 STR_ARGS(data_cut(&checker->arena, text, DATA_SHOWN_BYTES)));
}

static void of_missing_header(struct checker *checker, const struct raised *raised,
                              struct told *told)
{
    told->expected = str_format(&checker->arena, "header %.*s",
                                STR_ARGS(short_name(&checker->arena, raised->name)));
    told->found = STR("no such header");
}

/* ---- values of headers ---- */

static const char *grammar_of(struct str header)
{
    const struct known_header *known = known_header_find(header);

    return known ? header_grammar_name(known->grammar) : "";
}

static void of_header(struct checker *checker, const struct raised *raised, struct told *told)
{
    struct str text = excerpt_text(checker, raised->part, raised->name);

    if (text.text)
        told->found = data_cut(&checker->arena, text, DATA_SHOWN_BYTES);
    switch (raised->rule) {
    case RULE_HTTP_HEADER_MALFORMED:
        told->expected = str_of(grammar_of(raised->name));
        break;
    case RULE_HTTP_HEADER_DUPLICATE:
        told->expected = STR("one value");
        break;
    case RULE_HTTP_LOCATION_INVALID:
        told->expected = STR("a URI reference");
        break;
    default:
        break;
    }
}

static void of_length(struct checker *checker, const struct raised *raised, struct told *told)
{
    enum side side = raised->part == PART_REQUEST_HEADER ? SIDE_REQUEST : SIDE_RESPONSE;

    struct str text = excerpt_text(checker, raised->part, raised->name);
    uint64_t length;

    of_header(checker, raised, told);
    told->expected = str_to_unsigned(text, &length)
                         ? str_format(&checker->arena, "%zu, the bytes of the body",
                                      checker_body(checker, side)->bytes.length)
                         : STR("a number of bytes");
}

/* ---- the method ---- */

static void of_method(struct checker *checker, const struct raised *raised, struct told *told)
{
    const struct api *api = checker->api;
    struct list list;

    (void)raised;
    list_init(&list);
    for (size_t i = 0; i < api->operation_count; i++)
        if (str_equal(api->operations[i].path, checker->route.path))
            list_add(&list, api->operations[i].method);
    told->expected = list_finish(checker, &list, STR("no method"));
    told->found = data_name(&checker->arena, checker->exchange->request.method);
}

/* ---- values ---- */

static void of_undocumented_property(struct checker *checker, const struct raised *raised,
                                     struct told *told)
{
    struct strbuf out;

    if (!raised->instance)
        return;
    strbuf_init(&out, SIZE_MAX);
    data_add_described(&checker->arena, &out, raised->instance,
                       excerpt_hides(checker, raised, raised->instance) ? DATA_HIDDEN : DATA_TOLD);
    told->found = str_copy(&checker->arena, strbuf_str(&out));
    strbuf_release(&out);
}

/* ---- by rule ---- */

typedef void evidence_maker(struct checker *checker, const struct raised *raised,
                            struct told *told);

static evidence_maker *const makers[RULE_COUNT] = {
    [RULE_ROUTE_METHOD_UNDOCUMENTED] = of_method,
    [RULE_REQUEST_PARAMETER_MISSING] = of_missing_parameter,
    [RULE_REQUEST_PARAMETER_UNWRITTEN] = of_missing_parameter,
    [RULE_REQUEST_PARAMETER_UNDOCUMENTED] = of_undocumented_parameter,
    [RULE_REQUEST_BODY_MISSING] = of_missing_body,
    [RULE_REQUEST_BODY_UNDOCUMENTED] = of_undocumented_body,
    [RULE_REQUEST_CONTENT_TYPE_UNDOCUMENTED] = of_type,
    [RULE_REQUEST_PROPERTY_UNDOCUMENTED] = of_undocumented_property,
    [RULE_RESPONSE_STATUS_UNDOCUMENTED] = of_status,
    [RULE_RESPONSE_STATUS_BY_DEFAULT] = of_status,
    [RULE_RESPONSE_SERVER_ERROR] = of_status,
    [RULE_RESPONSE_CONTENT_TYPE_MISSING] = of_type,
    [RULE_RESPONSE_CONTENT_TYPE_MALFORMED] = of_type,
    [RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED] = of_type,
    [RULE_RESPONSE_BODY_MISSING] = of_missing_body,
    [RULE_RESPONSE_BODY_UNDOCUMENTED] = of_undocumented_body,
    [RULE_RESPONSE_PROPERTY_UNDOCUMENTED] = of_undocumented_property,
    [RULE_RESPONSE_HEADER_MISSING] = of_missing_header,
    [RULE_HTTP_BODY_ON_BODYLESS_STATUS] = of_undocumented_body,
    [RULE_HTTP_CONTENT_LENGTH_MISMATCH] = of_length,
    [RULE_HTTP_HEADER_MALFORMED] = of_header,
    [RULE_HTTP_HEADER_DUPLICATE] = of_header,
    [RULE_HTTP_LOCATION_INVALID] = of_header,
    [RULE_HTTP_WWW_AUTHENTICATE_MISSING] = of_missing_header,
    [RULE_HTTP_ALLOW_MISSING] = of_missing_header,
    [RULE_HTTP_RETRY_AFTER_MISSING] = of_missing_header,
};

void evidence_add(struct checker *checker, const struct raised *raised, struct told *told)
{
    if (makers[raised->rule])
        makers[raised->rule](checker, raised, told);
}
