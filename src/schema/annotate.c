/* Annotations: what schemas say of an instance beside whether it holds. They are read from the
   schema objects that were entered, not from the program, so that only who asks pays for them. A
   schema that does not hold takes back its own annotations and those of all it applied (2020-12
   core, 7.7.1.2). This is why anyOf, oneOf, if and contains need nothing special here, and why
   `not` never leaves an annotation. */
#include "schema/compiler.h"
#include "schema/evaluator.h"

/* Each annotation is kept with its path, and each byte of a path counts as a step: the step limit
   bounds the memory, too. */
enum { ANNOTATION_STEPS = 64 };

/* The content keywords annotate strings (2020-12 validation, 8.2), contentSchema only beside a
   contentMediaType (8.5). */
static bool content_applies(struct str name, const struct node *schema, const struct node *instance)
{
    if (!str_is(name, "contentMediaType") && !str_is(name, "contentEncoding") &&
        !str_is(name, "contentSchema"))
        return true;
    if (str_is(name, "contentSchema") && !node_member(schema, STR("contentMediaType")))
        return false;
    return instance->kind == NODE_STRING;
}

/* Of the keywords that the dialect has, those of a few vocabularies annotate. What it does not know
   always does. */
static bool annotates(const struct keyword_names *names, const struct node *key,
                      enum schema_dialect dialect)
{
    enum keyword keyword = keyword_names_find(names, key);

    return keyword == KEYWORD_NONE || !keyword_is_read(keyword, 1u << dialect) ||
           keyword_row(keyword)->vocabulary &
               (VOCABULARY_META_DATA | VOCABULARY_FORMAT | VOCABULARY_CONTENT);
}

static void keep(struct evaluator *ev, const struct instruction *at, const struct node *schema,
                 const struct node *instance)
{
    const struct resource *resource =
        resource_at(resources_of(ev->set, node_document(schema)), schema);

    if (dialect_row(resource->dialect)->reference_alone && node_member_string(schema, "$ref").text)
        return;
    for (const struct node *key = node_first(schema); key < node_end(schema);
         key = node_next_key(key)) {
        struct str path;

        if (!annotates(&ev->set->names, key, resource->dialect) ||
            !content_applies(node_text(key), schema, instance))
            continue;
        path = evaluator_path(ev, node_text(key));
        if (!evaluator_spend(ev, ANNOTATION_STEPS + path.length, at, instance))
            return;
        VEC_ADD(&ev->annotations, ((struct schema_annotation){
                                      .instance = instance,
                                      .key = key,
                                      .schema = schema,
                                      .path = path,
                                  }));
    }
}

/* A block that only calls the program to which its own schema object was compiled elsewhere. */
static bool is_elsewhere(const struct evaluator *ev, const struct instruction *schema)
{
    return schema->length > 1 && schema[1].op == OP_CALL &&
           origin_of(ev, schema + 1)->place == origin_of(ev, schema)->place;
}

enum schema_verdict evaluator_annotate(struct evaluator *ev, const struct instruction *schema,
                                       const struct node *instance, evaluation *apply)
{
    const struct node *node = origin_of(ev, schema)->place;
    size_t before = ev->annotations.count;
    enum schema_verdict verdict = apply(ev, schema, instance);

    if (verdict == SCHEMA_VALID && node->kind == NODE_OBJECT && !is_elsewhere(ev, schema))
        keep(ev, schema, node, instance);
    if (verdict == SCHEMA_VALID && !ev->exhausted)
        return SCHEMA_VALID;
    ev->annotations.count = before;
    return verdict == SCHEMA_VALID ? SCHEMA_UNKNOWN : verdict;
}
