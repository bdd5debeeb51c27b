#include "check/body_findings.h"

#include "base/data_span.h"
#include "check/check_value.h"
#include "check/documented_values.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "check/sensitive.h"
#include "finding/rules.h"

/* How the two sides differ. */
struct side_rules {
    enum part part, type_part;
    enum schema_direction direction;
    rule_index malformed, schema, item_schema, encoding, type_undocumented, property_undocumented;
};

static const struct side_rules sides[] = {
    [SIDE_REQUEST] = {PART_REQUEST_BODY, PART_REQUEST_HEADER, SCHEMA_REQUEST,
                      RULE_REQUEST_BODY_MALFORMED, RULE_REQUEST_BODY_SCHEMA,
                      RULE_REQUEST_BODY_SCHEMA, RULE_REQUEST_ENCODING,
                      RULE_REQUEST_CONTENT_TYPE_UNDOCUMENTED, RULE_REQUEST_PROPERTY_UNDOCUMENTED},
    [SIDE_RESPONSE] = {PART_RESPONSE_BODY, PART_RESPONSE_HEADER, SCHEMA_RESPONSE,
                       RULE_RESPONSE_BODY_MALFORMED, RULE_RESPONSE_BODY_SCHEMA,
                       RULE_RESPONSE_ITEM_SCHEMA, RULE_RESPONSE_BODY_SCHEMA,
                       RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED,
                       RULE_RESPONSE_PROPERTY_UNDOCUMENTED},
};

static void note_read(const struct checked_body *body)
{
    struct exercised *exercised = &body->checker->exercised;

    if (body->side == SIDE_REQUEST)
        exercised->request_read = true;
    else
        exercised->response_read = true;
}

/* ---- values ---- */

static struct checked_value judged(const struct checked_body *body, const struct node *schema,
                                   const struct node *instance)
{
    const struct side_rules *rules = &sides[body->side];
    const struct response_object *response = body->checker->exercised.response;
    /* What only `default` covers was not written for this status in particular. */
    bool by_default = body->side == SIDE_RESPONSE && response && str_is(response->key, "default");

    return (struct checked_value){.rule = rules->schema,
                                  .undocumented =
                                      by_default ? RULE_COUNT : rules->property_undocumented,
                                  .part = rules->part,
                                  .direction = rules->direction,
                                  .notes = true,
                                  .media_type = body->media_type->key,
                                  .schema = schema,
                                  .instance = instance};
}

/* http.json-duplicate-key */
static void raise_duplicate_key(const struct checked_body *body, const struct duplicate_key *twice)
{
    const struct media_type *media_type = body->media_type;
    struct arena *arena = &body->checker->arena;
    struct position first = node_position(twice->first), again = node_position(twice->again);

    raise_finding(
        body->checker,
        &(struct raised){
            .rule = RULE_HTTP_JSON_DUPLICATE_KEY,
            .part = sides[body->side].part,
            .media_type = media_type->key,
            .pointer = node_pointer(arena, node_value(twice->again)),
            .instance = twice->again,
            .line = again.line,
            .column = again.column,
            .place = media_type->schema ? media_type->schema : media_type->place,
            .message = str_format(arena, "the key \"%.*s\" stands in line %zu, column %zu already",
                                  STR_ARGS(data_name(arena, node_text(twice->again))), first.line,
                                  first.column)});
}

/* http.json-byte-order-mark: RFC 8259, 8.1 */
static void check_byte_order_mark(const struct checked_body *body)
{
    const struct media_type *media_type = body->media_type;

    if (str_starts_with(checker_body(body->checker, body->side)->bytes, STR("\xEF\xBB\xBF")))
        raise_finding(body->checker,
                      &(struct raised){
                          .rule = RULE_HTTP_JSON_BYTE_ORDER_MARK,
                          .part = sides[body->side].part,
                          .media_type = media_type->key,
                          .line = 1,
                          .column = 1,
                          .place = media_type->schema ? media_type->schema : media_type->place,
                          .message = STR("the JSON text starts with a byte order mark (U+FEFF)")});
}

/* What JSON itself asks of the text. */
static void check_json(const struct checked_body *body, const struct node *root)
{
    struct duplicate_key twice;

    check_byte_order_mark(body);
    if (document_find_duplicate_key(node_document(root), &twice))
        raise_duplicate_key(body, &twice);
    check_json_numbers(body->checker, body->side, root);
}

/* itemSchema describes each item of a sequence. */
static void judge_items(const struct checked_body *body, const struct decoded_value *decoded)
{
    const struct node *array = decoded->instance;
    struct checked_value value = judged(body, body->media_type->item_schema, NULL);

    if (!value.schema || !node_is(array, NODE_ARRAY))
        return;
    value.rule = sides[body->side].item_schema;
    value.opaque = decoded->opaque;
    value.root = array;
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item)) {
        value.instance = item;
        check_value(body->checker, &value);
    }
}

static void on_value(void *context, const struct decoded_value *decoded)
{
    const struct checked_body *body = context;
    struct checked_value value = judged(body, body->media_type->schema, decoded->instance);

    note_read(body);
    if (decoded->origin == VALUE_WRITTEN)
        check_json(body, decoded->instance);
    value.positions = decoded->origin == VALUE_WRITTEN;
    value.opaque = decoded->opaque;
    if (value.schema || body->media_type->item_schema)
        outcome_settle(body->checker, body_aspect(body->side), OUTCOME_JUDGED);
    if (value.schema)
        check_value(body->checker, &value);
    if (decoded->origin == VALUE_BUILT)
        judge_items(body, decoded);
    else if (value.schema && body->side == SIDE_RESPONSE)
        check_documented_values(body->checker, body->media_type, decoded->instance);
}

static void on_part_header(void *context, const struct parameter *header, const struct node *value)
{
    const struct checked_body *body = context;
    const struct side_rules *rules = &sides[body->side];

    check_value(body->checker,
                &(struct checked_value){.rule = rules->encoding,
                                        .undocumented = RULE_COUNT,
                                        .part = rules->part,
                                        .direction = rules->direction,
                                        .name = header->name,
                                        .media_type = body->media_type->key,
                                        .schema = header->content ? header->content->schema
                                                                  : header->schema,
                                        .instance = value});
}

static void on_fields(void *context, const struct query_pairs *fields, bool encoded)
{
    const struct checked_body *body = context;

    note_read(body);
    outcome_settle(body->checker, body_aspect(body->side), OUTCOME_JUDGED);
    check_form(body->checker, body->media_type, fields, encoded);
}

/* ---- what is no value ---- */

static void on_fault(void *context, const struct decode_fault *fault)
{
    const struct checked_body *body = context;
    const struct side_rules *rules = &sides[body->side];
    const struct media_type *media_type = body->media_type;
    struct raised raised = {.part = rules->part,
                            .media_type = media_type->key,
                            .line = fault->line,
                            .column = fault->column,
                            .place = media_type->place,
                            .message = fault->message};

    if (placeholder_explains_fault(body->checker, body->side, media_type))
        return;
    note_read(body);
    sensitive_names(body->checker, media_type->schema);
    switch (fault->kind) {
    case FAULT_MALFORMED:
        raised.rule = rules->malformed;
        break;
    case FAULT_SCHEMA:
        raised.rule = rules->schema;
        raised.keyword = str_of(fault->keyword);
        raised.pointer = STR("");
        raised.place = media_type->schema ? media_type->schema : media_type->place;
        break;
    case FAULT_ENCODING:
        raised.rule = rules->encoding;
        raised.place = fault->place;
        break;
    }
    raise_finding(body->checker, &raised);
    if (fault->kind == FAULT_MALFORMED && media_type_asks_of_value(media_type))
        raise_not_checked(body->checker, rules->part, STR_NONE, media_type->key,
                          "the body cannot be read as %.*s", STR_ARGS(media_type->key));
}

/* Nothing but the bytes as they are was asked for. */
static void on_octets(void *context)
{
    const struct checked_body *body = context;

    note_read(body);
    outcome_settle(body->checker, body_aspect(body->side), OUTCOME_JUDGED);
}

static void on_not_checked(void *context, struct str reason, const char *cause)
{
    const struct checked_body *body = context;

    raise_not_checked_of(body->checker, cause, sides[body->side].part, STR_NONE,
                         body->media_type->key, "%.*s", STR_ARGS(reason));
}

const struct decode_listener body_findings = {
    .value = on_value,
    .part_header = on_part_header,
    .fields = on_fields,
    .octets = on_octets,
    .fault = on_fault,
    .not_checked = on_not_checked,
};

/* ---- of a side, whatever the media type ---- */

bool media_type_asks_of_value(const struct media_type *media_type)
{
    return media_type->schema || media_type->item_schema || media_type->field_count;
}

enum aspect body_aspect(enum side side)
{
    return side == SIDE_REQUEST ? ASPECT_REQUEST_BODY : ASPECT_RESPONSE_BODY;
}

void raise_type_unusable(struct checker *checker, enum side side, struct str type,
                         const struct node *place)
{
    struct str name = content_type_name(type);

    raise_finding(checker, &(struct raised){
                               .rule = sides[side].type_undocumented,
                               .part = sides[side].type_part,
                               .name = STR("content-type"),
                               .media_type = type,
                               .place = place,
                               .message = str_format(&checker->arena,
                                                     "the content type %.*s is not "
                                                     "documented",
                                                     STR_ARGS(data_name(&checker->arena, type)))});
    if (checker_body(checker, side)->state == BODY_PRESENT)
        raise_not_checked(checker, sides[side].part, STR_NONE, name,
                          "no schema for its media type, %.*s",
                          STR_ARGS(data_name(&checker->arena, name)));
}

void raise_body(struct checker *checker, enum side side, rule_index rule, struct str media_type,
                const struct node *place, const char *message)
{
    raise_finding(checker, &(struct raised){.rule = rule,
                                            .part = sides[side].part,
                                            .media_type = media_type,
                                            .place = place,
                                            .message = str_of(message)});
}

void raise_body_unseen(struct checker *checker, enum side side, const struct content *content)
{
    const struct body *body = checker_body(checker, side);
    struct str reason = body->reason;

    if (!reason.length)
        reason =
            body->state == BODY_UNKNOWN ? STR("the body is not known") : STR("the body is cut off");
    raise_not_checked(checker, sides[side].part, STR_NONE,
                      content->count == 1 ? content->items[0].key : STR_NONE, "%.*s",
                      STR_ARGS(reason));
}

void raise_body_not_checked(struct checker *checker, enum side side, const char *reason)
{
    raise_not_checked(checker, sides[side].part, STR_NONE, STR_NONE, "%s", reason);
}

void raise_body_unread(struct checker *checker, enum side side, const struct media_type *media_type)
{
    raise_unread(checker, sides[side].part, media_type->key, media_type->unread);
}
