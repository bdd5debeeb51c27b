/* properties and its family. */
#include "schema/compiler.h"
#include "schema/walk.h"

/* ---- required ---- */

/* Through references: does the property's schema say readOnly or writeOnly? */
static enum schema_direction exempt_direction(struct compiler *c, struct str name)
{
    const struct schema_reader reader = schema_set_reader(c->set);
    const struct node *schema =
        schema_follow(&reader, node_member(c->frame->view.members[KEYWORD_PROPERTIES], name));

    if (node_member_true(schema, "readOnly"))
        return SCHEMA_REQUEST;
    return node_member_true(schema, "writeOnly") ? SCHEMA_RESPONSE : SCHEMA_ANY;
}

static struct names *read_names(struct compiler *c, const struct node *list, bool with_direction)
{
    struct names *names =
        arena_alloc(&c->set->arena, sizeof *names + list->length * sizeof names->items[0]);

    names->count = 0;
    names->directed = with_direction;
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        if (item->kind != NODE_STRING)
            return NULL;
        names->items[names->count++] = (struct name){
            .text = node_text(item),
            .place = item,
            .exempt = with_direction ? exempt_direction(c, node_text(item)) : SCHEMA_ANY,
        };
    }
    return names;
}

void compile_required(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct names *names = NULL;
    uint32_t at;

    if (c->dialect->required_may_be_flag && node_is_boolean(value))
        return;
    if (value->kind == NODE_ARRAY)
        names = read_names(c, value, c->dialect->has_directions);
    if (!names) {
        compiler_doubt(c, keyword, value, "required is no array of strings");
        return;
    }
    if (names->count == 0)
        return;
    at = compiler_emit(c, OP_REQUIRED, keyword, value);
    compiler_instruction(c, at)->names = names;
}

static struct dependents *new_dependents(struct compiler *c, const struct node *value)
{
    struct dependents *dependents = arena_alloc(
        &c->set->arena, sizeof *dependents + value->length * sizeof dependents->items[0]);

    dependents->count = 0;
    return dependents;
}

void compile_dependent_required(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct dependents *dependents = new_dependents(c, value);
    uint32_t at;

    if (value->kind != NODE_OBJECT) {
        compiler_doubt(c, keyword, value, "dependentRequired is no object");
        return;
    }
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key)) {
        const struct names *names =
            node_value(key)->kind == NODE_ARRAY ? read_names(c, node_value(key), false) : NULL;

        if (!names) {
            compiler_doubt(c, keyword, key, "dependentRequired holds no array of strings");
            return;
        }
        dependents->items[dependents->count++] = (struct dependent){.key = key, .names = names};
    }
    at = compiler_emit(c, OP_DEPENDENT_REQUIRED, keyword, value);
    compiler_instruction(c, at)->dependents = dependents;
}

void compile_dependent_schemas(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct dependents *dependents = new_dependents(c, value);
    uint32_t at;

    if (value->kind != NODE_OBJECT) {
        compiler_doubt(c, keyword, value, "dependentSchemas is no object");
        return;
    }
    at = compiler_emit(c, OP_DEPENDENT_SCHEMAS, keyword, value);
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key))
        dependents->items[dependents->count++] = (struct dependent){
            .key = key,
            .block = compile_block(c, keyword, node_value(key), key, UINT32_MAX) - at,
        };
    compiler_instruction(c, at)->dependents = dependents;
    compiler_close(c, at);
}

/* Until draft 7: each name has an array of names, or a schema. */
void compile_dependencies(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct dependents *names, *schemas;
    uint32_t at;

    if (value->kind != NODE_OBJECT) {
        compiler_doubt(c, keyword, value, "dependencies is no object");
        return;
    }
    names = new_dependents(c, value);
    schemas = new_dependents(c, value);
    at = compiler_emit(c, OP_DEPENDENT_SCHEMAS, keyword, value);
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key)) {
        struct dependent dependent = {.key = key};

        if (node_value(key)->kind != NODE_ARRAY) {
            dependent.block = compile_block(c, keyword, node_value(key), key, UINT32_MAX) - at;
            schemas->items[schemas->count++] = dependent;
        } else if ((dependent.names = read_names(c, node_value(key), false))) {
            names->items[names->count++] = dependent;
        } else {
            compiler_doubt(c, keyword, key, "dependencies holds no array of strings");
        }
    }
    compiler_instruction(c, at)->dependents = schemas;
    compiler_close(c, at);
    at = compiler_emit(c, OP_DEPENDENT_REQUIRED, keyword, value);
    compiler_instruction(c, at)->dependents = names;
}

void compile_property_names(struct compiler *c, enum keyword keyword, const struct node *value)
{
    uint32_t at = compiler_emit(c, OP_PROPERTY_NAMES, keyword, value);

    compile_block(c, keyword, value, NULL, UINT32_MAX);
    compiler_close(c, at);
}

void compile_unevaluated_properties(struct compiler *c, enum keyword keyword,
                                    const struct node *value)
{
    uint32_t at = compiler_emit(c, OP_UNEVALUATED_PROPERTIES, keyword, value);

    compile_block(c, keyword, value, NULL, UINT32_MAX);
    compiler_close(c, at);
}

/* ---- properties, patternProperties, additionalProperties ---- */

static void add_properties(struct compiler *c, uint32_t at, struct members *members)
{
    const struct node *value = c->frame->view.members[KEYWORD_PROPERTIES];
    struct property *properties;

    if (!value)
        return;
    properties = ARENA_ARRAY(&c->set->arena, struct property, value->length);
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key))
        properties[members->property_count++] = (struct property){
            .text = key->text,
            .length = key->length,
            .block = compile_block(c, KEYWORD_PROPERTIES, node_value(key), key, UINT32_MAX) - at,
        };
    members->properties = properties;
}

static void add_patterns(struct compiler *c, uint32_t at, struct members *members)
{
    const struct node *value = c->frame->view.members[KEYWORD_PATTERN_PROPERTIES];
    struct member_pattern *patterns;

    if (!value)
        return;
    patterns = ARENA_ARRAY(&c->set->arena, struct member_pattern, value->length);
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key)) {
        struct str problem;

        patterns[members->pattern_count++] = (struct member_pattern){
            .pattern = schema_set_pattern(c->set, node_text(key), &problem),
            .key = key,
            .block =
                compile_block(c, KEYWORD_PATTERN_PROPERTIES, node_value(key), key, UINT32_MAX) - at,
        };
    }
    members->patterns = patterns;
}

/* Where one of the three makes no sense, none can be judged: which members are additional depends
   on all of them. */
static bool members_make_sense(struct compiler *c)
{
    static const enum keyword named[] = {KEYWORD_PROPERTIES, KEYWORD_PATTERN_PROPERTIES};

    for (size_t i = 0; i < ARRAY_LENGTH(named); i++) {
        const struct node *value = c->frame->view.members[named[i]];
        struct str name = keyword_name(named[i]);

        if (!value || value->kind == NODE_OBJECT)
            continue;
        compiler_doubt(c, named[i], value, "%.*s is no object", STR_ARGS(name));
        return false;
    }
    return true;
}

void compile_members(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct node *additional = c->frame->view.members[KEYWORD_ADDITIONAL_PROPERTIES];
    struct members *members;
    uint32_t at;

    if (c->frame->members_done)
        return;
    c->frame->members_done = true;
    if (!members_make_sense(c))
        return;
    members = ARENA_NEW(&c->set->arena, struct members);
    at = compiler_emit(c, OP_MEMBERS, keyword, value);
    add_properties(c, at, members);
    add_patterns(c, at, members);
    if (additional)
        members->additional =
            compile_block(c, KEYWORD_ADDITIONAL_PROPERTIES, additional, NULL, UINT32_MAX) - at;
    compiler_instruction(c, at)->members = members;
    compiler_close(c, at);
}
