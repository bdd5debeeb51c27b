/* Annotations: what schemas say of an instance beside whether it holds. They are read from the
   schema objects that were entered, not from the program, so that nobody pays who does not ask. A
   schema that does not hold takes back its own and those of all it applied (2020-12 core, 7.7.1.2);
   with that, anyOf, oneOf, if and contains need no care, and `not` leaves nothing in either case.
 */
#include "schema/compiler.h"
#include "schema/evaluator.h"

/* Each is kept, and its path with it, a byte a step: what an instance may cost bounds the memory.
 */
enum { ANNOTATION_STEPS = 64 };

/* Keywords that neither judge nor annotate; those that identify have a column in dialect.c. */
static bool is_silent(struct str name, const struct resource *resource)
{
    static const char *const names[] = {"$schema",     "$anchor",  "$dynamicAnchor",
                                        "$vocabulary", "$comment", "$recursiveAnchor"};
    const char *identifier = dialect_row(resource->dialect)->identifier;

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_is(name, names[i]))
            return true;
    return identifier && str_is(name, identifier);
}

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

/* Of the keywords of keywords.def only these annotate; of all others, each. */
static bool annotates(struct str name, const struct resource *resource, const struct node *schema,
                      const struct node *instance)
{
    switch (keyword_find(name, resource->dialect)) {
    case KEYWORD_FORMAT:
    case KEYWORD_READ_ONLY:
    case KEYWORD_WRITE_ONLY:
    case KEYWORD_DEPRECATED:
    case KEYWORD_CONTENT_ENCODING:
    case KEYWORD_CONTENT_MEDIA_TYPE:
    case KEYWORD_CONTENT_SCHEMA:
    case KEYWORD_NONE:
        return !is_silent(name, resource) && content_applies(name, schema, instance);
    default:
        return false;
    }
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

        if (!annotates(node_text(key), resource, schema, instance))
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

/* A block that only calls on what its own schema object became elsewhere. */
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
