#include "observe/drift.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/data_span.h"
#include "base/map.h"
#include "document/kinds.h"
#include "finding/rules.h"
#include "observe/rename.h"

struct search {
    const struct event_coverage *coverage;
    const struct drift_settings *settings;
    struct findings *findings;
    struct arena arena;    /* of messages, and of the keys of places */
    struct map operations; /* place_key -> struct coverage_operation; empty: no rule set asks */
    /* By coverage_direction: names that a schema requires and does not describe itself. Another one
       may describe the same objects, as beside a $ref or in another branch of allOf. */
    struct map required[IN_RESPONSE + 1];
};

/* What a finding of this family is about. */
struct observed {
    rule_index rule;
    /* NULL: a schema, which operations may share */
    const struct coverage_operation *operation;
    struct str status_key, name;
    enum part part;
    const struct place *place;
    uint64_t observations;
    struct str message;
    enum severity ceiling; /* SEVERITY_OFF: none */
};

uint64_t drift_least(uint64_t asked)
{
    return asked ? asked : DRIFT_LEAST_OBSERVATIONS;
}

static uint64_t least_of(const struct search *search)
{
    return drift_least(search->settings->least);
}

/* ---- what is asked of the whole coverage, again and again ---- */

/* "openapi.yaml#/paths/~1a/get" */
static struct str place_key(struct search *search, const struct place *place)
{
    return str_format(&search->arena, "%.*s#%.*s", STR_ARGS(place->file), STR_ARGS(place->pointer));
}

/* Of operations that share a place, the first stays. */
static void index_operations(struct search *search)
{
    const struct event_coverage *coverage = search->coverage;

    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];
        void **known = map_put(&search->operations, place_key(search, &operation->place));

        if (!*known)
            *known = (void *)operation;
    }
}

static void index_required(struct search *search)
{
    const struct event_coverage *coverage = search->coverage;

    for (size_t i = 0; i < coverage->schema_count; i++) {
        const struct coverage_schema *schema = &coverage->schemas[i];

        for (size_t j = 0; j < schema->require_count; j++)
            *map_put(&search->required[schema->direction], schema->requires[j]) = (void *)schema;
    }
}

/* Does what rule sets say depend on where a finding is? */
static bool looks_at_places(const struct search *search)
{
    const struct rules *rules = search->settings->settler->rules;

    return rules && rules_look_at_places(rules);
}

/* The operation whose description the place lies in; NULL: none. */
static const struct coverage_operation *operation_around(struct search *search,
                                                         const struct place *place)
{
    struct str key = place_key(search, place);

    for (size_t at = place->file.length + 1; at < key.length; at++) {
        const struct coverage_operation *operation =
            key.text[at] == '/' ? map_get(&search->operations, str_slice(key, 0, at)) : NULL;

        if (operation)
            return operation;
    }
    return NULL;
}

/* ---- raising ---- */

/* Where rule sets see it: a schema that no operations share is its operation's. */
static void place_subject(struct search *search, const struct observed *observed,
                          struct rule_subject *subject)
{
    const struct coverage_operation *operation = observed->operation;

    if (!operation)
        operation = operation_around(search, observed->place);
    if (operation) {
        subject->operation = operation->name;
        subject->tags = operation->tags;
        subject->tag_count = operation->tag_count;
    }
    rule_subject_place(&search->arena, subject, operation ? operation->place.pointer : STR_NONE,
                       observed->place->pointer);
    if (observed->status_key.length)
        subject->status_key = observed->status_key;
}

static void raise(struct search *search, const struct observed *observed)
{
    const struct settler *settler = search->settings->settler;
    struct found found = {
        .subject = {.rule = observed->rule, .part = observed->part, .name = observed->name},
        .told.message = observed->message,
        .ceiling = observed->ceiling};
    struct finding finding = {.status_key = observed->status_key,
                              .description = *observed->place,
                              .observations = observed->observations};

    if (observed->operation)
        finding.operation = observed->operation->name;
    if (looks_at_places(search))
        place_subject(search, observed, &found.subject);
    if (settle(settler, &search->arena, &found, &finding))
        findings_add(search->findings, &finding);
}

/* By the rule of three; of three and fewer nothing can be said. */
enum { LEAST_FOR_CONFIDENCE = 4 };

/* "in 412 objects (95 % confidence: fewer than 0.73 % are otherwise)" */
static struct str in_none_of(struct search *search, uint64_t observations, const char *one,
                             const char *many)
{
    uint64_t share = observations ? 30000 / observations : 0; /* hundredths of a percent */
    const char *what = str_counted(observations, one, many);

    if (observations < LEAST_FOR_CONFIDENCE)
        return str_format(&search->arena, "in %" PRIu64 " %s", observations, what);
    return str_format(&search->arena,
                      "in %" PRIu64 " %s (95 %% confidence: fewer than %" PRIu64 ".%02" PRIu64
                      " %% are otherwise)",
                      observations, what, share / 100, share % 100);
}

/* ---- operations ---- */

static uint64_t count_hits(const struct event_coverage *coverage)
{
    uint64_t hits = 0;

    for (size_t i = 0; i < coverage->operation_count; i++)
        hits += coverage->operations[i].seen;
    return hits;
}

/* Thirty exchanges say nothing about a description of a thousand operations: one exchange for each
   operation is needed at least. */
static void find_operations(struct search *search)
{
    const struct event_coverage *coverage = search->coverage;
    uint64_t hits = count_hits(coverage);

    if (hits < least_of(search) || hits < coverage->operation_count)
        return;
    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];

        if (operation->selected && operation->seen == 0)
            raise(search, &(struct observed){
                              .rule = RULE_DRIFT_OPERATION_NEVER_SEEN,
                              .operation = operation,
                              .part = PART_REQUEST_PATH,
                              .place = &operation->place,
                              .observations = hits,
                              .message = str_format(
                                  &search->arena, "the operation was never used %.*s",
                                  STR_ARGS(in_none_of(search, hits, "exchange", "exchanges")))});
    }
}

static void find_responses(struct search *search, const struct coverage_operation *operation)
{
    if (!operation->selected || operation->seen < least_of(search))
        return;
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        if (slot->kind == SLOT_STATUS && slot->seen == 0 && !str_is(slot->name, "default"))
            raise(search,
                  &(struct observed){
                      .rule = RULE_DRIFT_RESPONSE_NEVER_SEEN,
                      .operation = operation,
                      .status_key = slot->name,
                      .part = PART_RESPONSE_STATUS,
                      .place = &slot->place,
                      .observations = operation->seen,
                      .message = str_format(
                          &search->arena, "status %.*s never came %.*s", STR_ARGS(slot->name),
                          STR_ARGS(in_none_of(search, operation->seen, "exchange", "exchanges")))});
    }
}

/* ---- schemas ---- */

static enum part part_of(const struct coverage_schema *schema)
{
    switch (schema->direction) {
    case IN_PARAMETER:
        return PART_REQUEST_QUERY;
    case IN_REQUEST:
        return PART_REQUEST_BODY;
    case IN_RESPONSE:
        break;
    }
    return PART_RESPONSE_BODY;
}

static void raise_point(struct search *search, const struct coverage_schema *schema,
                        const struct coverage_point *point, rule_index rule, struct str message,
                        uint64_t observations)
{
    raise(search, &(struct observed){.rule = rule,
                                     .name = point->kind == POINT_PROPERTY ? point->name : STR_NONE,
                                     .part = part_of(schema),
                                     .place = &point->place,
                                     .observations = observations,
                                     .message = message});
}

static void find_absent(struct search *search, const struct coverage_schema *schema,
                        const struct coverage_point *point)
{
    const struct coverage_undocumented *undocumented = rename_find(schema, point);
    struct arena *arena = &search->arena;

    if (undocumented)
        raise_point(
            search, schema, point, RULE_DRIFT_POSSIBLE_RENAME,
            str_format(arena,
                       "\"%.*s\" was never there, and \"%.*s\", which is not described, was "
                       "in %" PRIu64 " of %" PRIu64 " %s: is that its name now?",
                       STR_ARGS(point->name),
                       STR_ARGS(search->settings->sealed ? undocumented->name
                                                         : data_name(arena, undocumented->name)),
                       undocumented->seen, schema->objects,
                       str_counted(schema->objects, "object", "objects")),
            schema->objects);
    else
        raise_point(search, schema, point, RULE_DRIFT_PROPERTY_NEVER_SEEN,
                    str_format(&search->arena, "the property \"%.*s\" was never there %.*s",
                               STR_ARGS(point->name),
                               STR_ARGS(in_none_of(search, schema->objects, "object", "objects"))),
                    schema->objects);
}

static void find_property(struct search *search, const struct coverage_schema *schema,
                          const struct coverage_point *point)
{
    uint64_t least = least_of(search);

    if (schema->objects >= least && point->seen == 0)
        find_absent(search, schema, point);
    if (point->seen >= least && point->other == point->seen)
        raise_point(search, schema, point, RULE_DRIFT_PROPERTY_ALWAYS_NULL,
                    str_format(&search->arena, "the property \"%.*s\" was always null %.*s",
                               STR_ARGS(point->name),
                               STR_ARGS(in_none_of(search, point->seen, "object", "objects"))),
                    point->seen);
    else if (schema->objects >= least && point->seen == schema->objects && !point->required &&
             !map_get(&search->required[schema->direction], point->name))
        raise_point(search, schema, point, RULE_DRIFT_PROPERTY_ALWAYS_PRESENT,
                    str_format(&search->arena,
                               "the property \"%.*s\" is optional and was always there %.*s",
                               STR_ARGS(point->name),
                               STR_ARGS(in_none_of(search, schema->objects, "object", "objects"))),
                    schema->objects);
}

static size_t count_points(const struct coverage_schema *schema, enum point_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < schema->point_count; i++)
        count += schema->points[i].kind == kind;
    return count;
}

/* As with operations: one observation for each value of the enum, at least. */
static bool tells_of_values(const struct search *search, const struct coverage_schema *schema)
{
    return schema->values >= least_of(search) &&
           schema->values >= count_points(schema, POINT_ENUM_VALUE);
}

static void find_value(struct search *search, const struct coverage_schema *schema,
                       const struct coverage_point *point)
{
    if (point->seen == 0)
        raise_point(search, schema, point, RULE_DRIFT_ENUM_VALUE_NEVER_SEEN,
                    str_format(&search->arena, "the value %.*s never came %.*s",
                               STR_ARGS(point->name),
                               STR_ARGS(in_none_of(search, schema->values, "value", "values"))),
                    schema->values);
}

/* A single object may have had all of them. */
static bool is_told_as_map(const struct search *search, const struct coverage_schema *schema)
{
    for (size_t i = 0; i < findings_count(search->findings); i++) {
        const struct finding *finding = findings_at(search->findings, i);

        if (finding->rule == RULE_DRIFT_LOOKS_LIKE_MAP &&
            str_equal(finding->description.file, schema->place.file) &&
            str_starts_with(finding->description.pointer, schema->place.pointer))
            return true;
    }
    return false;
}

/* Many names that no schema describes, each of them rare, and all with values of one kind. */
static void find_map(struct search *search, const struct coverage_schema *schema)
{
    unsigned kinds = 0;

    if (schema->undocumented_count < DRIFT_MAP_LEAST_NAMES || schema->objects < least_of(search) ||
        is_told_as_map(search, schema))
        return;
    for (size_t i = 0; i < schema->undocumented_count; i++) {
        if (schema->undocumented[i].seen > schema->objects / 2)
            return;
        kinds |= schema->undocumented[i].kinds;
    }
    kinds &= ~(unsigned)KIND_NULL;
    if ((kinds & (kinds - 1)) != 0 && kinds != KIND_BOOLEAN)
        return;
    raise(search, &(struct observed){
                      .rule = RULE_DRIFT_LOOKS_LIKE_MAP,
                      .part = part_of(schema),
                      .place = &schema->place,
                      .observations = schema->objects,
                      .ceiling = SEVERITY_INFO,
                      .message = str_format(
                          &search->arena,
                          "%zu%s undocumented properties in %" PRIu64
                          " objects, none in more than half of them and all of one type: "
                          "additionalProperties would describe them",
                          schema->undocumented_count,
                          schema->undocumented_left_out ? " or more" : "", schema->objects)});
}

static void find_in_schema(struct search *search, const struct coverage_schema *schema)
{
    bool of_values = tells_of_values(search, schema);

    for (size_t i = 0; i < schema->point_count; i++) {
        const struct coverage_point *point = &schema->points[i];

        switch (point->kind) {
        case POINT_PROPERTY:
            find_property(search, schema, point);
            break;
        case POINT_ENUM_VALUE:
            if (of_values)
                find_value(search, schema, point);
            break;
        case POINT_BRANCH:
        case POINT_KEYWORD:
            break;
        }
    }
    find_map(search, schema);
}

void drift_find(const struct event_coverage *coverage, const struct drift_settings *settings,
                struct findings *findings)
{
    struct search search = {.coverage = coverage, .settings = settings, .findings = findings};

    if (!coverage || !coverage->observed)
        return;
    arena_init(&search.arena);
    if (looks_at_places(&search))
        index_operations(&search);
    index_required(&search);
    find_operations(&search);
    for (size_t i = 0; i < coverage->operation_count; i++)
        find_responses(&search, &coverage->operations[i]);
    for (size_t i = 0; i < coverage->schema_count; i++)
        find_in_schema(&search, &coverage->schemas[i]);
    for (size_t i = 0; i < ARRAY_LENGTH(search.required); i++)
        map_release(&search.required[i]);
    map_release(&search.operations);
    arena_release(&search.arena);
}
