#include "observe/coverage_union.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "observe/undocumented_names.h"

struct united_schema {
    struct coverage_schema schema;
    struct coverage_point *points; /* where schema.points leads */
    struct undocumented_names undocumented;
};

struct coverage_union {
    struct arena arena;
    bool any;
    struct event_coverage coverage;
    struct coverage_operation *operations;
    struct map by_place; /* -> struct united_schema */
    VEC(struct united_schema *) schemas;
    struct coverage_schema *result; /* on the heap, made anew for each result */
};

struct coverage_union *coverage_union_new(void)
{
    struct coverage_union *united = alloc_zeroed(1, sizeof *united);

    arena_init(&united->arena);
    return united;
}

void coverage_union_free(struct coverage_union *united)
{
    if (!united)
        return;
    map_release(&united->by_place);
    VEC_RELEASE(&united->schemas);
    free(united->result);
    arena_release(&united->arena);
    free(united);
}

static struct str keep(struct coverage_union *united, struct str text)
{
    return text.text ? str_copy(&united->arena, text) : STR_NONE;
}

static struct place keep_place(struct coverage_union *united, struct place place)
{
    place.file = keep(united, place.file);
    place.pointer = keep(united, place.pointer);
    place.excerpt = keep(united, place.excerpt);
    return place;
}

static const struct str *keep_names(struct coverage_union *united, const struct str *names,
                                    size_t count)
{
    struct str *kept = ARENA_ARRAY(&united->arena, struct str, count + 1);

    for (size_t i = 0; i < count; i++)
        kept[i] = keep(united, names[i]);
    return kept;
}

static bool differs(struct error *err)
{
    return error_raise(err, "the coverage is of another description, or of other operations");
}

/* ---- operations ---- */

static struct coverage_slot *keep_slots(struct coverage_union *united,
                                        const struct coverage_operation *operation)
{
    struct coverage_slot *slots =
        ARENA_ARRAY(&united->arena, struct coverage_slot, operation->slot_count + 1);

    for (size_t i = 0; i < operation->slot_count; i++) {
        slots[i] = operation->slots[i];
        slots[i].name = keep(united, slots[i].name);
        slots[i].detail = keep(united, slots[i].detail);
        slots[i].media_type = keep(united, slots[i].media_type);
        slots[i].place = keep_place(united, slots[i].place);
        slots[i].rules_off = rules_off_copy(&united->arena, slots[i].rules_off);
    }
    return slots;
}

/* Behind those that are there. */
static void keep_operations(struct coverage_union *united, const struct event_coverage *coverage)
{
    size_t before = united->coverage.operation_count;
    struct coverage_operation *operations = ARENA_ARRAY(&united->arena, struct coverage_operation,
                                                        before + coverage->operation_count + 1);

    for (size_t i = 0; i < before; i++)
        operations[i] = united->operations[i];
    united->operations = operations;
    for (size_t i = 0; i < coverage->operation_count; i++) {
        struct coverage_operation *operation = &operations[before + i];

        *operation = coverage->operations[i];
        operation->name = operation_name_copy(&united->arena, &operation->name);
        operation->tags = keep_names(united, operation->tags, operation->tag_count);
        operation->place = keep_place(united, operation->place);
        operation->rules_off = rules_off_copy(&united->arena, operation->rules_off);
        operation->slots = keep_slots(united, operation);
    }
    united->coverage.operations = operations;
    united->coverage.operation_count = before + coverage->operation_count;
}

static void keep_first(struct coverage_union *united, const struct event_coverage *coverage)
{
    united->coverage = *coverage;
    united->coverage.operation_count = 0;
    keep_operations(united, coverage);
    united->any = true;
}

static bool is_same_slot(const struct coverage_slot *a, const struct coverage_slot *b)
{
    return a->kind == b->kind && str_equal(a->name, b->name) && str_equal(a->detail, b->detail) &&
           str_equal(a->media_type, b->media_type);
}

static bool add_operation(struct coverage_operation *kept, const struct coverage_operation *added)
{
    struct coverage_slot *slots = (struct coverage_slot *)kept->slots; /* made by keep_slots */

    if (!operation_name_equal(&kept->name, &added->name) || kept->selected != added->selected ||
        kept->slot_count != added->slot_count)
        return false;
    kept->seen += added->seen;
    operation_answers_add(&kept->answers, &added->answers);
    for (size_t i = 0; i < kept->slot_count; i++) {
        if (!is_same_slot(&slots[i], &added->slots[i]))
            return false;
        coverage_slot_add(&slots[i], &added->slots[i]);
    }
    return true;
}

static bool add_operations(struct coverage_union *united, const struct event_coverage *coverage)
{
    if (united->coverage.operation_count != coverage->operation_count ||
        united->coverage.observed != coverage->observed ||
        united->coverage.bound_sides != coverage->bound_sides)
        return false;
    for (int kind = 0; kind < POINT_KINDS; kind++)
        if (united->coverage.points[kind] != coverage->points[kind])
            return false;
    for (size_t i = 0; i < coverage->operation_count; i++)
        if (!add_operation(&united->operations[i], &coverage->operations[i]))
            return false;
    return true;
}

/* ---- schemas ---- */

static void place_key(struct strbuf *key, const struct coverage_schema *schema)
{
    strbuf_addf(key, "%d:%zu:", (int)schema->direction, schema->place.file.length);
    strbuf_add(key, schema->place.file);
    strbuf_add(key, schema->place.pointer);
}

static struct united_schema *keep_schema(struct coverage_union *united,
                                         const struct coverage_schema *schema)
{
    struct united_schema *kept = ARENA_NEW(&united->arena, struct united_schema);

    kept->schema = *schema;
    kept->schema.place = keep_place(united, schema->place);
    kept->points = ARENA_ARRAY(&united->arena, struct coverage_point, schema->point_count + 1);
    kept->schema.points = kept->points;
    for (size_t i = 0; i < schema->point_count; i++) {
        kept->points[i] = schema->points[i];
        kept->points[i].name = keep(united, schema->points[i].name);
        kept->points[i].place = keep_place(united, schema->points[i].place);
    }
    kept->schema.requires = keep_names(united, schema->requires, schema->require_count);
    VEC_ADD(&united->schemas, kept);
    return kept;
}

static bool add_points(struct coverage_union *united, struct united_schema *kept,
                       const struct coverage_schema *added)
{
    if (kept->schema.point_count != added->point_count)
        return false;
    kept->schema.values += added->values;
    kept->schema.objects += added->objects;
    for (size_t i = 0; i < added->point_count; i++) {
        struct coverage_point *point = &kept->points[i];
        const struct coverage_point *other = &added->points[i];

        if (point->kind != other->kind || !str_equal(point->name, other->name))
            return false;
        point->seen += other->seen;
        point->other += other->other;
        if (!point->place.file.text)
            point->place = keep_place(united, other->place);
    }
    return true;
}

static bool add_schema(struct coverage_union *united, const struct coverage_schema *schema)
{
    struct strbuf key;
    struct united_schema *kept;
    bool fits = true;

    strbuf_init(&key, SIZE_MAX);
    place_key(&key, schema);
    kept = map_get(&united->by_place, strbuf_str(&key));
    if (kept) {
        fits = add_points(united, kept, schema);
    } else {
        kept = keep_schema(united, schema);
        *map_put(&united->by_place, str_copy(&united->arena, strbuf_str(&key))) = kept;
    }
    strbuf_release(&key);
    for (size_t i = 0; i < schema->undocumented_count; i++)
        undocumented_names_add(&kept->undocumented, &united->arena, &schema->undocumented[i]);
    kept->undocumented.left_out |= schema->undocumented_left_out;
    return fits;
}

bool coverage_union_add(struct coverage_union *united, const struct event_coverage *coverage,
                        struct error *err)
{
    if (!united->any)
        keep_first(united, coverage);
    else if (!add_operations(united, coverage))
        return differs(err);
    for (size_t i = 0; i < coverage->schema_count; i++)
        if (!add_schema(united, &coverage->schemas[i]))
            return differs(err);
    return true;
}

/* ---- of another API ---- */

void coverage_union_join(struct coverage_union *united, const struct event_coverage *coverage)
{
    if (!united->any) {
        keep_first(united, coverage);
    } else {
        keep_operations(united, coverage);
        united->coverage.bound_sides += coverage->bound_sides;
        for (int kind = 0; kind < POINT_KINDS; kind++)
            united->coverage.points[kind] += coverage->points[kind];
    }
    for (size_t i = 0; i < coverage->schema_count; i++)
        add_schema(united, &coverage->schemas[i]);
}

/* ---- the result ---- */

int coverage_compare_schemas(const void *left, const void *right)
{
    const struct coverage_schema *a = left, *b = right;
    int order = str_compare(a->place.file, b->place.file);

    if (!order)
        order = str_compare(a->place.pointer, b->place.pointer);
    return order ? order : (int)a->direction - (int)b->direction;
}

const struct event_coverage *coverage_union_result(struct coverage_union *united)
{
    size_t count = united->schemas.count;

    united->result = alloc_resize(united->result, (count + 1) * sizeof *united->result);
    for (size_t i = 0; i < count; i++) {
        const struct united_schema *kept = united->schemas.items[i];

        united->result[i] = kept->schema;
        united->result[i].undocumented = kept->undocumented.items;
        united->result[i].undocumented_count = kept->undocumented.count;
        united->result[i].undocumented_left_out = kept->undocumented.left_out;
    }
    if (count)
        qsort(united->result, count, sizeof *united->result, coverage_compare_schemas);
    united->coverage.schemas = united->result;
    united->coverage.schema_count = count;
    return &united->coverage;
}
