/* What decoders find, as findings and not-checked entries of their side. */
#include "check/body.h"

#include <stdarg.h>
#include <stdio.h>

#include "check/documented_values.h"
#include "check/judge_value.h"
#include "check/raise.h"

/* How the two sides differ. */
struct side_rules {
    enum part part, type_part;
    enum schema_direction direction;
    enum rule missing, undocumented, malformed, schema, item_schema, encoding, type_undocumented,
        property_undocumented;
};

static const struct side_rules sides[] = {
    [SIDE_REQUEST] = {PART_REQUEST_BODY, PART_REQUEST_HEADER, SCHEMA_REQUEST,
                      RULE_REQUEST_BODY_MISSING, RULE_REQUEST_BODY_UNDOCUMENTED,
                      RULE_REQUEST_BODY_MALFORMED, RULE_REQUEST_BODY_SCHEMA,
                      RULE_REQUEST_BODY_SCHEMA, RULE_REQUEST_ENCODING,
                      RULE_REQUEST_CONTENT_TYPE_UNDOCUMENTED, RULE_REQUEST_PROPERTY_UNDOCUMENTED},
    [SIDE_RESPONSE] = {PART_RESPONSE_BODY, PART_RESPONSE_HEADER, SCHEMA_RESPONSE,
                       RULE_RESPONSE_BODY_MISSING, RULE_RESPONSE_BODY_UNDOCUMENTED,
                       RULE_RESPONSE_BODY_MALFORMED, RULE_RESPONSE_BODY_SCHEMA,
                       RULE_RESPONSE_ITEM_SCHEMA, RULE_RESPONSE_BODY_SCHEMA,
                       RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED,
                       RULE_RESPONSE_PROPERTY_UNDOCUMENTED},
};

static const struct side_rules *rules_of(const struct typed_body *body)
{
    return &sides[body->side];
}

/* ---- verdicts of decoders ---- */

static struct judged_value judged(const struct typed_body *body, const struct node *schema,
                                  const struct node *instance)
{
    const struct side_rules *rules = rules_of(body);
    const struct response_object *response = body->checker->exercised.response;
    /* What only `default` covers was not written for this status in particular. */
    bool by_default = body->side == SIDE_RESPONSE && response && str_is(response->key, "default");

    return (struct judged_value){.rule = rules->schema,
                                 .undocumented =
                                     by_default ? RULE_COUNT : rules->property_undocumented,
                                 .part = rules->part,
                                 .direction = rules->direction,
                                 .notes = true,
                                 .media_type = body->media_type->key,
                                 .schema = schema,
                                 .instance = instance};
}

void body_judge(const struct typed_body *body, const struct node *instance, bool positions)
{
    struct judged_value value = judged(body, body->media_type->schema, instance);

    if (!value.schema)
        return;
    if (body->listener) {
        body->listener->value(body->listener->context, instance, &value.opaque);
        return;
    }
    value.positions = positions;
    judge_value(body->checker, &value);
    if (body->side == SIDE_RESPONSE)
        check_documented_values(body->checker, body->media_type, instance);
}

void body_judge_parts(const struct typed_body *body, const struct node *instance,
                      const struct opaque_nodes *opaque)
{
    const struct media_type *media_type = body->media_type;
    struct judged_value value = judged(body, media_type->schema, instance);

    if (body->listener) {
        body->listener->value(body->listener->context, instance, opaque);
        return;
    }
    value.opaque = *opaque;
    if (value.schema)
        judge_value(body->checker, &value);
    if (!media_type->item_schema || !node_is(instance, NODE_ARRAY))
        return;
    value.schema = media_type->item_schema;
    value.rule = rules_of(body)->item_schema;
    value.root = instance;
    for (const struct node *item = node_first(instance); item < node_end(instance);
         item = node_next(item)) {
        value.instance = item;
        judge_value(body->checker, &value);
    }
}

void body_judge_header(const struct typed_body *body, const struct parameter *header,
                       const struct node *value)
{
    judge_value(
        body->checker,
        &(struct judged_value){.rule = rules_of(body)->encoding,
                               .undocumented = RULE_COUNT,
                               .part = rules_of(body)->part,
                               .direction = rules_of(body)->direction,
                               .name = header->name,
                               .media_type = body->media_type->key,
                               .schema = header->content ? header->content->schema : header->schema,
                               .instance = value});
}

const struct schema *body_schema(const struct typed_body *body)
{
    return judged_schema(body->checker,
                         &(struct judged_value){.part = rules_of(body)->part,
                                                .schema = body->media_type->schema,
                                                .media_type = body->media_type->key});
}

void body_malformed(const struct typed_body *body, size_t line, size_t column, struct str message)
{
    if (body->listener) {
        body->listener->broken(body->listener->context, message);
        return;
    }
    raise_finding(body->checker, &(struct raised){.rule = rules_of(body)->malformed,
                                                  .part = rules_of(body)->part,
                                                  .media_type = body->media_type->key,
                                                  .line = line,
                                                  .column = column,
                                                  .place = body->media_type->place,
                                                  .message = message});
}

void body_breaks(const struct typed_body *body, const char *keyword, struct str pointer,
                 struct str message)
{
    if (body->listener) {
        body->listener->broken(body->listener->context, message);
        return;
    }
    raise_finding(body->checker,
                  &(struct raised){.rule = rules_of(body)->schema,
                                   .keyword = str_of(keyword),
                                   .part = rules_of(body)->part,
                                   .pointer = pointer,
                                   .media_type = body->media_type->key,
                                   .place = body->media_type->schema ? body->media_type->schema
                                                                     : body->media_type->place,
                                   .message = message});
}

void body_breaks_encoding(const struct typed_body *body, const struct node *place,
                          struct str message)
{
    raise_finding(body->checker, &(struct raised){.rule = rules_of(body)->encoding,
                                                  .part = rules_of(body)->part,
                                                  .media_type = body->media_type->key,
                                                  .place = place,
                                                  .message = message});
}

void body_not_checked(const struct typed_body *body, const char *format, ...)
{
    char reason[REASON_MAX_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    if (body->listener) {
        body->listener->not_checked(body->listener->context, reason);
        return;
    }
    raise_not_checked(body->checker, rules_of(body)->part, STR_NONE, body->media_type->key, "%s",
                      reason);
}

void body_unread(const struct typed_body *body)
{
    raise_unread(body->checker, rules_of(body)->part, STR_NONE, body->media_type->key,
                 body->media_type->unread);
}

void body_duplicate_key(const struct typed_body *body, const struct duplicate_key *twice)
{
    const struct media_type *media_type = body->media_type;
    struct position first = node_position(twice->first), again = node_position(twice->again);

    raise_finding(
        body->checker,
        &(struct raised){
            .rule = RULE_HTTP_JSON_DUPLICATE_KEY,
            .part = rules_of(body)->part,
            .media_type = media_type->key,
            .pointer = node_pointer(&body->checker->arena, node_value(twice->again)),
            .line = again.line,
            .column = again.column,
            .place = media_type->schema ? media_type->schema : media_type->place,
            .message = str_format(&body->checker->arena,
                                  "the key \"%.*s\" stands in line %zu, column %zu already",
                                  STR_ARGS(node_text(twice->again)), first.line, first.column)});
}

/* ---- bodies without a media type of their own ---- */

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

void raise_body_not_checked(struct checker *checker, enum side side, const char *reason)
{
    raise_not_checked(checker, sides[side].part, STR_NONE, STR_NONE, "%s", reason);
}
