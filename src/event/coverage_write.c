/* The coverage event. It has counts, never percentages, so that those of two shards can be added.
 */
#include "event/write.h"

#include "document/node.h"
#include "finding/json_output.h"

static const char *const slot_kind_names[] = {
    [SLOT_PARAMETER] = "parameter",       [SLOT_OMITTED] = "parameter-omitted",
    [SLOT_REQUEST_BODY] = "request-body", [SLOT_STATUS] = "status",
    [SLOT_RESPONSE] = "response",         [SLOT_HEADER] = "header",
};

static const char *const point_kind_names[] = {
    [POINT_PROPERTY] = "property",
    [POINT_ENUM_VALUE] = "enum-value",
    [POINT_BRANCH] = "branch",
    [POINT_KEYWORD] = "keyword",
};

static const char *const point_total_names[] = {
    [POINT_PROPERTY] = "properties",
    [POINT_ENUM_VALUE] = "enum_values",
    [POINT_BRANCH] = "branches",
    [POINT_KEYWORD] = "keywords",
};

static const char *const direction_names[] = {
    [IN_PARAMETER] = "parameter",
    [IN_REQUEST] = "request",
    [IN_RESPONSE] = "response",
};

static const char *const kind_names[] = {
    [NODE_NULL] = "null",     [NODE_FALSE] = "false",   [NODE_TRUE] = "true",
    [NODE_NUMBER] = "number", [NODE_STRING] = "string", [NODE_ARRAY] = "array",
    [NODE_OBJECT] = "object",
};

const char *slot_kind_name(enum slot_kind kind)
{
    return slot_kind_names[kind];
}

const char *point_kind_name(enum point_kind kind)
{
    return point_kind_names[kind];
}

const char *point_total_name(enum point_kind kind)
{
    return point_total_names[kind];
}

const char *coverage_direction_name(enum coverage_direction direction)
{
    return direction_names[direction];
}

const char *undocumented_kind_name(unsigned kind)
{
    return kind < ARRAY_LENGTH(kind_names) ? kind_names[kind] : NULL;
}

static json_t *names_to_json(const struct str *names, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_from_str(names[i]));
    return list;
}

/* ---- operations ---- */

static json_t *slot_to_json(const struct coverage_slot *slot)
{
    json_t *json = json_object();

    json_set_text(json, "kind", slot_kind_names[slot->kind]);
    json_set_str(json, "name", slot->name);
    json_set_str(json, "in", slot->detail);
    json_set_str(json, "media_type", slot->media_type);
    json_set_count(json, "seen", slot->seen);
    if (slot->judged != slot->seen)
        json_set_count(json, "judged", slot->judged);
    if (slot->read != slot->seen)
        json_set_count(json, "read", slot->read);
    json_set_number(json, "valued", slot->valued);
    json_set_rules(json, "rules_off", slot->rules_off);
    if (slot->place.file.length)
        json_object_set_new(json, "description", place_to_json(&slot->place));
    return json;
}

static void add_answers(json_t *json, const struct operation_answers *answers)
{
    json_t *failures = json_array();

    json_set_number(json, "succeeded", answers->succeeded);
    for (size_t i = 0; i < answers->failure_count; i++)
        json_array_append_new(failures, json_integer(answers->failures[i]));
    if (answers->failure_count)
        json_object_set(json, "failures", failures);
    json_decref(failures);
    json_set_number(json, "secured", answers->secured);
    json_set_number(json, "body_known", answers->body_known);
    json_set_number(json, "asserted", answers->asserted);
}

static json_t *coverage_operation_to_json(const struct coverage_operation *operation)
{
    json_t *one = json_object(), *slots = json_array();

    json_set_operation(one, &operation->name);
    if (operation->tag_count)
        json_object_set_new(one, "tags", names_to_json(operation->tags, operation->tag_count));
    json_object_set_new(one, "selected", json_boolean(operation->selected));
    json_set_count(one, "seen", operation->seen);
    if (operation->answers.judged != operation->seen)
        json_set_count(one, "judged", operation->answers.judged);
    add_answers(one, &operation->answers);
    json_set_rules(one, "rules_off", operation->rules_off);
    if (operation->place.file.length)
        json_object_set_new(one, "description", place_to_json(&operation->place));
    for (size_t i = 0; i < operation->slot_count; i++)
        json_array_append_new(slots, slot_to_json(&operation->slots[i]));
    json_object_set_new(one, "slots", slots);
    return one;
}

/* ---- schemas ---- */

bool coverage_point_is_telling(const struct coverage_schema *schema,
                               const struct coverage_point *point)
{
    if (point->seen == 0)
        return true;
    switch (point->kind) {
    case POINT_PROPERTY:
        return point->other == point->seen || (!point->required && point->seen == schema->objects);
    case POINT_KEYWORD:
        return point->bound && (point->other == 0 || point->other == point->seen);
    case POINT_ENUM_VALUE:
    case POINT_BRANCH:
        break;
    }
    return false;
}

/* A place is written only for points that a report may name. A point that is exercised well in one
   shard is so in the whole run: no report will name it. */
static json_t *point_to_json(const struct coverage_schema *schema,
                             const struct coverage_point *point)
{
    json_t *json = json_object();

    json_set_text(json, "kind", point_kind_names[point->kind]);
    json_object_set_new(json, "name", json_from_str(point->name));
    json_set_count(json, "seen", point->seen);
    json_set_number(json, point->kind == POINT_KEYWORD ? "failed" : "null", point->other);
    if (point->required)
        json_object_set_new(json, "required", json_true());
    if (point->bound)
        json_object_set_new(json, "bound", json_true());
    if (coverage_point_is_telling(schema, point) && point->place.file.length)
        json_object_set_new(json, "description", place_to_json(&point->place));
    return json;
}

static json_t *undocumented_to_json(const struct coverage_undocumented *undocumented)
{
    json_t *json = json_object(), *kinds = json_array();

    json_object_set_new(json, "name", json_from_str(undocumented->name));
    json_set_count(json, "seen", undocumented->seen);
    json_set_number(json, "null", undocumented->nulls);
    for (unsigned kind = 0; kind < ARRAY_LENGTH(kind_names); kind++)
        if (undocumented->kinds >> kind & 1)
            json_array_append_new(kinds, json_string(kind_names[kind]));
    json_object_set_new(json, "types", kinds);
    return json;
}

static json_t *schema_to_json(const struct coverage_schema *schema)
{
    json_t *json = json_object(), *points = json_array(), *undocumented = json_array();

    json_set_text(json, "in", direction_names[schema->direction]);
    json_object_set_new(json, "description", place_to_json(&schema->place));
    json_set_count(json, "values", schema->values);
    json_set_count(json, "objects", schema->objects);
    for (size_t i = 0; i < schema->point_count; i++)
        json_array_append_new(points, point_to_json(schema, &schema->points[i]));
    for (size_t i = 0; i < schema->undocumented_count; i++)
        json_array_append_new(undocumented, undocumented_to_json(&schema->undocumented[i]));
    json_object_set_new(json, "points", points);
    if (schema->require_count)
        json_object_set_new(json, "requires",
                            names_to_json(schema->requires, schema->require_count));
    if (schema->undocumented_count)
        json_object_set(json, "undocumented", undocumented);
    json_decref(undocumented);
    if (schema->undocumented_left_out)
        json_object_set_new(json, "undocumented_left_out", json_true());
    return json;
}

void coverage_to_json(json_t *json, const struct event_coverage *coverage)
{
    json_t *operations = json_array(), *schemas = json_array(), *points = json_object();

    for (size_t i = 0; i < coverage->operation_count; i++)
        json_array_append_new(operations, coverage_operation_to_json(&coverage->operations[i]));
    for (size_t i = 0; i < coverage->schema_count; i++)
        json_array_append_new(schemas, schema_to_json(&coverage->schemas[i]));
    for (int kind = 0; kind < POINT_KINDS; kind++)
        json_set_count(points, point_total_names[kind], coverage->points[kind]);
    json_object_set_new(json, "operations", operations);
    json_object_set_new(json, "observed", json_boolean(coverage->observed));
    json_object_set_new(json, "schemas", schemas);
    json_object_set_new(json, "points", points);
    json_set_count(json, "bound_sides", coverage->bound_sides);
}
