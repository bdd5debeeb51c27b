/* allOf, anyOf, oneOf with the discriminator, not, if. */
#include "base/map.h"
#include "schema/compiler.h"

static bool is_schema_list(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct str name = keyword_name(keyword);

    if (value->kind == NODE_ARRAY)
        return true;
    compiler_doubt(c, keyword, value, "%.*s is no array", STR_ARGS(name));
    return false;
}

/* OpenAPI 3.0.3 gives `nullable` a meaning beside `type` only; real descriptions write it beside
   allOf, anyOf and oneOf and mean null. So null passes these there, and where they refuse it that
   is told (NULL_BESIDE, ahead of them). */
static void note_null(struct compiler *c)
{
    const struct schema_view *view = &c->frame->view;
    enum keyword keyword = view->members[KEYWORD_NULLABLE] ? KEYWORD_NULLABLE : KEYWORD_X_NULLABLE;

    if (schema_view_is_nullable(view))
        compiler_emit(c, OP_NULL_BESIDE, keyword, view->members[keyword]);
}

static void let_null_pass(struct compiler *c, uint32_t at)
{
    if (schema_view_is_nullable(&c->frame->view))
        compiler_instruction(c, at)->kinds &= (uint16_t)~KIND_NULL;
}

static void compile_list(struct compiler *c, enum keyword keyword, const struct node *value)
{
    uint32_t index = 0;

    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        compile_block(c, keyword, item, NULL, index++);
}

void compile_all_of(struct compiler *c, enum keyword keyword, const struct node *value)
{
    uint32_t at;

    if (!is_schema_list(c, keyword, value))
        return;
    note_null(c);
    at = compiler_emit(c, OP_ALL_OF, keyword, value);
    let_null_pass(c, at);
    compile_list(c, keyword, value);
    compiler_close(c, at);
}

/* ---- the discriminator: which branch was meant ---- */

static struct str last_token(struct str reference)
{
    size_t at = reference.length;

    while (at && reference.text[at - 1] != '/')
        at--;
    return str_slice(reference, at, reference.length);
}

static void map_branch(struct map *branches, struct str name, uintptr_t place)
{
    void **value = map_put(branches, name);

    *value = *value ? *value : (void *)place; /* the first of a name counts */
}

/* What a mapping's value may mean, a component's name or a reference as written, to the place of
   the branch from 1. */
static struct map branches_by_name(const struct node *list)
{
    struct map branches = {0};
    uintptr_t place = 0;

    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        struct str reference = node_member_string(item, "$ref");

        place++;
        if (!reference.text)
            continue;
        map_branch(&branches, reference, place);
        map_branch(&branches, last_token(reference), place);
    }
    return branches;
}

static void read_mapping(const struct node *list, const struct node *mapping,
                         struct branches *branches, struct discriminator_tag *tags)
{
    struct map by_name = branches_by_name(list);

    for (const struct node *key = node_first(mapping); key < node_end(mapping);
         key = node_next_key(key)) {
        uintptr_t place = (uintptr_t)map_get(&by_name, node_string(node_value(key)));

        if (place)
            tags[branches->tag_count++] =
                (struct discriminator_tag){node_text(key), (uint32_t)place - 1};
    }
    map_release(&by_name);
}

/* The mapping's values first, then the names of components (OpenAPI 3.1, 4.8.25). */
static void read_discriminator(struct compiler *c, const struct node *list,
                               struct branches *branches)
{
    const struct node *discriminator = c->frame->view.members[KEYWORD_DISCRIMINATOR];
    const struct node *mapping = node_member(discriminator, STR("mapping"));
    size_t room = list->length + (node_is(mapping, NODE_OBJECT) ? mapping->length : 0);
    struct discriminator_tag *tags;
    uint32_t index = 0;

    branches->property = node_member_string(discriminator, "propertyName");
    if (!branches->property.text)
        return;
    tags = ARENA_ARRAY(&c->set->arena, struct discriminator_tag, room + 1);
    if (node_is(mapping, NODE_OBJECT))
        read_mapping(list, mapping, branches, tags);
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item), index++) {
        struct str reference = node_member_string(item, "$ref");

        if (reference.text)
            tags[branches->tag_count++] = (struct discriminator_tag){last_token(reference), index};
    }
    branches->tags = tags;
}

static void compile_branches(struct compiler *c, enum op op, enum keyword keyword,
                             const struct node *value)
{
    struct branches *branches = ARENA_NEW(&c->set->arena, struct branches);
    uint32_t at;

    if (!is_schema_list(c, keyword, value))
        return;
    branches->count = value->length;
    read_discriminator(c, value, branches);
    note_null(c);
    at = compiler_emit(c, op, keyword, value);
    compiler_instruction(c, at)->branches = branches;
    let_null_pass(c, at);
    compile_list(c, keyword, value);
    compiler_close(c, at);
}

void compile_any_of(struct compiler *c, enum keyword keyword, const struct node *value)
{
    compile_branches(c, OP_ANY_OF, keyword, value);
}

void compile_one_of(struct compiler *c, enum keyword keyword, const struct node *value)
{
    compile_branches(c, OP_ONE_OF, keyword, value);
}

void compile_not(struct compiler *c, enum keyword keyword, const struct node *value)
{
    uint32_t at = compiler_emit(c, OP_NOT, keyword, value);

    compile_block(c, keyword, value, NULL, UINT32_MAX);
    compiler_close(c, at);
}

void compile_if(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct node *consequence = c->frame->view.members[KEYWORD_THEN];
    const struct node *alternative = c->frame->view.members[KEYWORD_ELSE];
    struct conditional *conditional = ARENA_NEW(&c->set->arena, struct conditional);
    uint32_t at = compiler_emit(c, OP_IF, keyword, value);

    conditional->condition = compile_block(c, keyword, value, NULL, UINT32_MAX) - at;
    if (consequence)
        conditional->consequence =
            compile_block(c, KEYWORD_THEN, consequence, NULL, UINT32_MAX) - at;
    if (alternative)
        conditional->alternative =
            compile_block(c, KEYWORD_ELSE, alternative, NULL, UINT32_MAX) - at;
    compiler_instruction(c, at)->conditional = conditional;
    compiler_close(c, at);
}
