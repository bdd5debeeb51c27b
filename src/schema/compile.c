/* From schema nodes to programs. Each schema object is compiled once, as a part of the program of
   the schema it was met in. What $ref leads to is reached by a CALL, so nothing is compiled twice
   and recursive schemas need nothing special. */
#include <stdarg.h>
#include <stdio.h>

#include "base/text_format.h"
#include "base/utf8.h"
#include "schema/compiler.h"

/* ---- emitting ---- */

uint32_t compiler_emit(struct compiler *c, enum op op, enum keyword keyword,
                       const struct node *place)
{
    struct instruction instruction = {.op = (uint8_t)op, .kinds = op_kinds(op), .length = 1};
    struct origin origin = {.place = place, .index = UINT32_MAX, .keyword = (uint8_t)keyword};

    if (c->code.count >= SCHEMA_MAX_INSTRUCTIONS) {
        c->too_large = true;
        c->code.count = 0;
        c->origins.count = 0;
    }
    VEC_ADD(&c->code, instruction);
    VEC_ADD(&c->origins, origin);
    return (uint32_t)(c->code.count - 1);
}

struct instruction *compiler_instruction(struct compiler *c, uint32_t at)
{
    return &c->code.items[at];
}

void compiler_close(struct compiler *c, uint32_t at)
{
    c->code.items[at].length = (uint32_t)c->code.count - at;
}

static void emit_doubt(struct compiler *c, enum keyword keyword, const struct node *place,
                       struct str text, const char *cause)
{
    struct doubt_reason *reason = ARENA_NEW(&c->set->arena, struct doubt_reason);
    uint32_t at = compiler_emit(c, OP_DOUBT, keyword, place);

    reason->text = str_copy(&c->set->arena, str_slice(text, 0, utf8_valid_prefix(text)));
    snprintf(reason->cause, sizeof reason->cause, "%s", cause);
    compiler_instruction(c, at)->reason = reason;
    if (keyword < KEYWORD_COUNT)
        compiler_instruction(c, at)->kinds = keyword_row(keyword)->instances;
}

void compiler_doubt(struct compiler *c, enum keyword keyword, const struct node *place,
                    const char *format, ...)
{
    char text[DOUBT_MAX_BYTES];
    va_list arguments;

    va_start(arguments, format);
    emit_doubt(c, keyword, place, text_format_cut(text, sizeof text, format, arguments), "");
    va_end(arguments);
}

void compiler_doubt_for(struct compiler *c, enum keyword keyword, const struct node *place,
                        const struct error *why)
{
    struct str text = str_format(&c->set->arena, "the schema cannot be used: %s", why->message);

    emit_doubt(c, keyword, place, str_slice(text, 0, DOUBT_MAX_BYTES - 1), why->cause);
}

bool schema_read_count(const struct node *value, uint64_t *count)
{
    struct decimal number;
    int64_t small;

    if (!node_is(value, NODE_NUMBER) || !node_is_integral(value))
        return false;
    number = decimal_parse(node_text(value));
    if (number.negative)
        return false;
    *count = decimal_to_int64(&number, &small) ? (uint64_t)small : UINT64_MAX;
    return true;
}

/* ---- one schema ---- */

/* The keywords that the dialect reads, and that are in force here. */
static void gather_keywords(const struct schema_set *set, const struct resource *resource,
                            struct schema_view *view, const struct node *node)
{
    unsigned dialect = 1u << resource->dialect;

    schema_view_read(view, &set->names, node, resource->dialect, 0);
    for (enum keyword each = schema_view_next(view, 0); each != KEYWORD_NONE;
         each = schema_view_next(view, each + 1))
        if (!keyword_is_read(each, dialect) ||
            !(keyword_row(each)->vocabulary & resource->vocabularies))
            schema_view_drop(view, each);
}

/* OpenAPI 3.0 and the drafts up to 7: what stands beside a $ref is ignored. (A member of the name
   "$ref" whose value is no string is no reference.) */
static bool reference_rules_alone(const struct compiler *c, const struct schema_frame *frame)
{
    return c->dialect->reference_alone && node_is(frame->view.members[KEYWORD_REF], NODE_STRING);
}

static uint8_t schema_flags(const struct compiler *c, const struct schema_frame *frame)
{
    uint8_t flags = c->resource->identity->anchors ? FLAG_DYNAMIC : 0;

    if (reference_rules_alone(c, frame))
        return flags;
    if (node_is(frame->view.members[KEYWORD_WRITE_ONLY], NODE_TRUE) ||
        str_is(node_string(frame->view.members[KEYWORD_FORMAT]), "password"))
        flags |= FLAG_SENSITIVE;
    if (frame->view.members[KEYWORD_UNEVALUATED_ITEMS] ||
        frame->view.members[KEYWORD_UNEVALUATED_PROPERTIES])
        flags |= FLAG_TRACKS;
    if (frame->view.schema->length == 0)
        flags |= FLAG_OPEN;
    return flags;
}

static void compile_keywords(struct compiler *c, const struct schema_view *view)
{
    for (enum keyword each = schema_view_next(view, 0); each != KEYWORD_NONE;
         each = schema_view_next(view, each + 1))
        if (keyword_row(each)->compile)
            keyword_row(each)->compile(c, each, view->members[each]);
}

/* readOnly, writeOnly, deprecated: to be told of what the schema is applied to. */
void compile_note(struct compiler *c, enum keyword keyword, const struct node *value)
{
    uint8_t flag = keyword == KEYWORD_READ_ONLY    ? FLAG_READ_ONLY
                   : keyword == KEYWORD_WRITE_ONLY ? FLAG_WRITE_ONLY
                                                   : FLAG_DEPRECATED;

    if (value->kind == NODE_TRUE)
        compiler_instruction(c, c->frame->at)->flags |= flag;
}

/* The resource that is compiled now. */
static void enter_resource(struct compiler *c, const struct resource *resource)
{
    c->resource = resource;
    c->dialect = dialect_row(resource->dialect);
}

static void compile_object_schema(struct compiler *c, uint32_t at, const struct node *node)
{
    const struct resource *outer_resource = c->resource;
    struct schema_frame *outer = c->frame;
    struct schema_frame frame;

    enter_resource(c, resource_at(c->resources, node));
    if (c->resource->unchecked.text) {
        compiler_doubt(c, KEYWORD_NONE, node, "%.*s", STR_ARGS(c->resource->unchecked));
        enter_resource(c, outer_resource);
        return;
    }
    gather_keywords(c->set, c->resource, &frame.view, node);
    frame.at = at;
    frame.members_done = false;
    compiler_instruction(c, at)->flags = schema_flags(c, &frame);
    compiler_instruction(c, at)->anchors = c->resource->identity->anchors;
    c->frame = &frame;
    if (reference_rules_alone(c, &frame))
        compile_ref(c, KEYWORD_REF, frame.view.members[KEYWORD_REF]);
    else
        compile_keywords(c, &frame.view);
    c->frame = outer;
    enter_resource(c, outer_resource);
}

static void compile_into(struct compiler *c, uint32_t at, const struct node *node)
{
    if (node->kind == NODE_OBJECT) {
        compile_object_schema(c, at, node);
    } else if (node->kind == NODE_TRUE) {
        compiler_instruction(c, at)->flags = FLAG_OPEN;
    } else if (node->kind == NODE_FALSE) {
        compiler_instruction(c, at)->flags = FLAG_CLOSED;
        compiler_emit(c, OP_NEVER, (enum keyword)c->origins.items[at].keyword, node);
    } else {
        compiler_doubt(c, KEYWORD_NONE, node, "this is no schema but a value of type %s",
                       node_type_name(node));
    }
}

uint32_t compile_block(struct compiler *c, enum keyword keyword, const struct node *node,
                       const struct node *key, uint32_t index)
{
    uint32_t at = compiler_emit(c, OP_SCHEMA, keyword, node);
    struct schema *known = pointer_map_get(&c->set->by_node, node, 0);

    c->origins.items[at].key = key;
    c->origins.items[at].index = index;
    if (known) {
        uint32_t call = compiler_emit(c, OP_CALL, KEYWORD_NONE, node);

        compiler_instruction(c, call)->schema = known;
    } else {
        if (node->kind == NODE_OBJECT) {
            known = schema_add(c->set, node);
            known->entry = at;
        }
        compile_into(c, at, node);
    }
    compiler_close(c, at);
    return at;
}

/* ---- programs ---- */

/* Tells the schemas that lie in the program where they begin. */
static void settle(struct schema_set *set, struct program *program, size_t first)
{
    for (size_t i = first; i < set->schemas.count; i++) {
        struct schema *schema = set->schemas.items[i];

        if (schema->program)
            continue;
        if (schema->entry < program->count && program->origins[schema->entry].place == schema->node)
            schema->program = program;
    }
}

static struct program *take_program(struct compiler *c)
{
    struct program *program = ARENA_NEW(&c->set->arena, struct program);
    struct instruction *code = arena_alloc(&c->set->arena, c->code.count * sizeof *code);
    struct origin *origins = arena_alloc(&c->set->arena, c->origins.count * sizeof *origins);

    memcpy(code, c->code.items, c->code.count * sizeof *code);
    memcpy(origins, c->origins.items, c->origins.count * sizeof *origins);
    *program = (struct program){code, origins, (uint32_t)c->code.count};
    return program;
}

/* Replaces what was emitted by a program that only says why it is of no use. */
static void refuse_size(struct compiler *c, const struct node *node)
{
    error_raise_node(c->err, node, "the schema needs more than %d instructions",
                     SCHEMA_MAX_INSTRUCTIONS);
    c->code.count = c->origins.count = 0;
    compiler_emit(c, OP_SCHEMA, KEYWORD_NONE, node);
    compiler_doubt(c, KEYWORD_NONE, node, "the schema needs more than %d instructions",
                   SCHEMA_MAX_INSTRUCTIONS);
}

static void compile_program(struct schema_set *set, struct schema *schema, struct error *err)
{
    struct compiler c = {
        .set = set, .err = err, .resources = resources_of(set, node_document(schema->node))};
    size_t first = set->schemas.count;
    uint32_t at = compiler_emit(&c, OP_SCHEMA, KEYWORD_NONE, schema->node);

    enter_resource(&c, resource_at(c.resources, schema->node));
    compile_into(&c, at, schema->node);
    if (c.too_large)
        refuse_size(&c, schema->node);
    compiler_close(&c, at);
    schema->entry = at;
    schema->program = take_program(&c);
    settle(set, (struct program *)schema->program, first);
    VEC_ADD(&set->fresh, schema->program);
    VEC_RELEASE(&c.code);
    VEC_RELEASE(&c.origins);
}

const struct schema *schema_compile_in_part(struct schema_set *set, const struct node *node)
{
    schema_compile(set, node, NULL);
    return schema_has_form(node) ? schema_of(set, node) : NULL;
}

const struct schema *schema_compile(struct schema_set *set, const struct node *node,
                                    struct error *err)
{
    struct error first = {0};
    struct schema *schema;

    if (!schema_has_form(node)) {
        error_raise_node(err, node,
                         "a schema is an object or a boolean, this is a value of type %s",
                         node_type_name(node));
        return NULL;
    }
    schema = schema_of(set, node);
    while (set->pending.count) {
        struct schema *next = set->pending.items[--set->pending.count];

        if (!next->program)
            compile_program(set, next, &first);
    }
    schema_set_prepare(set);
    if (first.raised && !schema->broken)
        schema->broken = schema_set_keep_error(set, &first);
    if (!schema->broken)
        return schema;
    error_pass(err, schema->broken);
    return NULL;
}
