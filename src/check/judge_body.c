/* Bodies, both ways. A body is judged against the schema of its own media type and no other; what
   cannot be judged (unknown, cut off, no decoder) is listed as not checked, with the reason. */
#include "check/judge_body.h"

#include "base/utf8.h"
#include "check/documented_values.h"
#include "check/judge_value.h"
#include "check/raise.h"
#include "check/text_value.h"

/* How the two sides differ. */
struct side_rules {
    enum part part, type_part;
    enum schema_direction direction;
    enum rule missing, undocumented, malformed, schema, type_undocumented, property_undocumented;
};

static const struct side_rules sides[] = {
    [SIDE_REQUEST] = {PART_REQUEST_BODY, PART_REQUEST_HEADER, SCHEMA_REQUEST,
                      RULE_REQUEST_BODY_MISSING, RULE_REQUEST_BODY_UNDOCUMENTED,
                      RULE_REQUEST_BODY_MALFORMED, RULE_REQUEST_BODY_SCHEMA,
                      RULE_REQUEST_CONTENT_TYPE_UNDOCUMENTED, RULE_REQUEST_PROPERTY_UNDOCUMENTED},
    [SIDE_RESPONSE] = {PART_RESPONSE_BODY, PART_RESPONSE_HEADER, SCHEMA_RESPONSE,
                       RULE_RESPONSE_BODY_MISSING, RULE_RESPONSE_BODY_UNDOCUMENTED,
                       RULE_RESPONSE_BODY_MALFORMED, RULE_RESPONSE_BODY_SCHEMA,
                       RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED,
                       RULE_RESPONSE_PROPERTY_UNDOCUMENTED},
};

/* A body under one media type of the description. */
struct typed_body {
    struct checker *checker;
    enum side side;
    const struct media_type *media_type;
    const struct content_type *type; /* as the header says, or as assumed */
};

static const struct side_rules *rules_of(const struct typed_body *body)
{
    return &sides[body->side];
}

/* ---- JSON ---- */

static void raise_malformed(const struct typed_body *body, const struct read_failure *failure)
{
    raise_finding(body->checker,
                  &(struct raised){.rule = rules_of(body)->malformed,
                                   .part = rules_of(body)->part,
                                   .media_type = body->media_type->key,
                                   .line = failure->line,
                                   .column = failure->column,
                                   .place = body->media_type->place,
                                   .message = str_format(
                                       &body->checker->arena, "no JSON: %s (line %zu, column %zu)",
                                       failure->message, failure->line, failure->column)});
}

static void check_duplicate_key(const struct typed_body *body, const struct document *document)
{
    struct duplicate_key twice;
    struct position first, again;

    if (!document_find_duplicate_key(document, &twice))
        return;
    first = node_position(twice.first);
    again = node_position(twice.again);
    raise_finding(
        body->checker,
        &(struct raised){
            .rule = RULE_HTTP_JSON_DUPLICATE_KEY,
            .part = rules_of(body)->part,
            .media_type = body->media_type->key,
            .pointer = node_pointer(&body->checker->arena, node_value(twice.again)),
            .line = again.line,
            .column = again.column,
            .place = body->media_type->schema ? body->media_type->schema : body->media_type->place,
            .message = str_format(&body->checker->arena,
                                  "the key \"%.*s\" stands in line %zu, column %zu already",
                                  STR_ARGS(node_text(twice.again)), first.line, first.column)});
}

static void judge_json(const struct typed_body *body, const struct document *document)
{
    struct checker *checker = body->checker;
    const struct side_rules *rules = rules_of(body);
    /* What only `default` covers was not written for this status in particular. */
    bool by_default = body->side == SIDE_RESPONSE && checker->exercised.response &&
                      str_is(checker->exercised.response->key, "default");

    if (!body->media_type->schema)
        return;
    judge_value(checker, &(struct judged_value){
                             .rule = rules->schema,
                             .undocumented = by_default ? RULE_COUNT : rules->property_undocumented,
                             .part = rules->part,
                             .direction = rules->direction,
                             .media_type = body->media_type->key,
                             .schema = body->media_type->schema,
                             .instance = document->root,
                             .positions = true});
    if (body->side == SIDE_RESPONSE)
        check_documented_values(checker, body->media_type, document->root);
}

static void check_json(const struct typed_body *body)
{
    const struct json_body *json = checker_json(body->checker, body->side);

    if (body->media_type->item_schema || body->media_type->field_count)
        raise_not_checked(body->checker, rules_of(body)->part, STR_NONE, body->media_type->key,
                          body->media_type->item_schema
                              ? "itemSchema: sequences of items are not read"
                              : "the fields of a form do not describe JSON");
    if (json->document) {
        check_duplicate_key(body, json->document);
        judge_json(body, json->document);
    } else if (json->failure.outcome == READ_LIMIT) {
        raise_not_checked(body->checker, rules_of(body)->part, STR_NONE, body->media_type->key,
                          "the body meets a limit of the JSON reader: %s", json->failure.message);
    } else {
        raise_malformed(body, &json->failure);
    }
}

/* ---- other media types ---- */

bool type_is_text(const struct content_type *type)
{
    return str_equal_ignoring_case(type->type, STR("text"));
}

/* text/plain of another charset than these would have to be converted first. */
static bool is_utf8(const struct content_type *type, struct str bytes)
{
    struct str charset = content_type_parameter(type, "charset");

    return (!charset.text || str_equal_ignoring_case(charset, STR("utf-8")) ||
            str_equal_ignoring_case(charset, STR("us-ascii"))) &&
           utf8_is_valid(bytes);
}

static void judge_text(const struct typed_body *body, struct str bytes)
{
    const struct side_rules *rules = rules_of(body);

    judge_value(body->checker,
                &(struct judged_value){.rule = rules->schema,
                                       .undocumented = RULE_COUNT,
                                       .part = rules->part,
                                       .direction = rules->direction,
                                       .media_type = body->media_type->key,
                                       .schema = body->media_type->schema,
                                       .instance = string_node(&body->checker->arena, bytes)});
}

static void raise_no_decoder(const struct typed_body *body)
{
    raise_not_checked(body->checker, rules_of(body)->part, STR_NONE, body->media_type->key,
                      "no decoder for %.*s/%.*s", STR_ARGS(body->type->type),
                      STR_ARGS(body->type->subtype));
}

static void check_other(const struct typed_body *body, struct str bytes)
{
    const struct side_rules *rules = rules_of(body);
    const struct schema *schema;

    if (body->media_type->field_count &&
        content_type_is(body->type, "application/x-www-form-urlencoded")) {
        check_form(body->checker, body->media_type, bytes);
        return;
    }
    if (body->media_type->field_count || body->media_type->item_schema) {
        raise_no_decoder(body);
        return;
    }
    if (!body->media_type->schema)
        return;
    schema =
        judged_schema(body->checker, &(struct judged_value){.part = rules->part,
                                                            .schema = body->media_type->schema,
                                                            .media_type = body->media_type->key});
    if (!schema)
        return;
    if (type_is_text(body->type) && schema_types(schema) == 1u << NODE_STRING &&
        is_utf8(body->type, bytes))
        judge_text(body, bytes);
    else
        raise_no_decoder(body);
}

static void judge_typed(const struct typed_body *body)
{
    const struct body *bytes = checker_body(body->checker, body->side);

    if (body->side == SIDE_REQUEST)
        body->checker->exercised.request_type = body->media_type;
    else
        body->checker->exercised.response_type = body->media_type;
    if (body->media_type->unread)
        raise_unread(body->checker, rules_of(body)->part, STR_NONE, body->media_type->key,
                     body->media_type->unread);
    else if (content_type_is_json(body->type))
        check_json(body);
    else
        check_other(body, bytes->bytes);
}

/* ---- which media type ---- */

/* Where the message does not say: the first JSON type that is documented, else the only type. */
static const struct media_type *assume_type(const struct content *content,
                                            struct content_type *type)
{
    for (size_t i = 0; i < content->count; i++)
        if (content_type_parse(content->items[i].key, type) && content_type_is_json(type))
            return &content->items[i];
    return content->count == 1 && content_type_parse(content->items[0].key, type)
               ? &content->items[0]
               : NULL;
}

void raise_type_undocumented(struct checker *checker, enum side side, struct str type,
                             const struct node *place)
{
    raise_finding(checker, &(struct raised){.rule = sides[side].type_undocumented,
                                            .part = sides[side].type_part,
                                            .name = STR("content-type"),
                                            .media_type = type,
                                            .place = place,
                                            .message = str_format(&checker->arena,
                                                                  "the content type %.*s is not "
                                                                  "documented",
                                                                  STR_ARGS(type))});
}

void judge_stated_type(struct checker *checker, enum side side, const struct content *content,
                       const struct node *place, const struct message_type *type)
{
    struct typed_body body = {checker, side, content_find(content, type->text), &type->parsed};

    if (!body.media_type)
        raise_type_undocumented(checker, side, type->text, place);
    else if (checker_body(checker, side)->state == BODY_PRESENT)
        judge_typed(&body);
}

void judge_assumed_type(struct checker *checker, enum side side, const struct content *content)
{
    struct content_type type;
    struct typed_body body = {checker, side, assume_type(content, &type), &type};

    if (body.media_type)
        judge_typed(&body);
    else
        raise_not_checked(checker, sides[side].part, STR_NONE, STR_NONE,
                          "the body has no content type, and none is documented that could be "
                          "tried");
}

void raise_body(struct checker *checker, enum side side, enum rule rule, struct str media_type,
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

void judge_body_as(struct checker *checker, enum side side, const struct media_type *media_type,
                   const struct content_type *type)
{
    judge_typed(&(struct typed_body){checker, side, media_type, type});
}
