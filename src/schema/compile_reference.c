/* $ref: where it leads, by JSON Pointer, $anchor, or through the library to other files. */
#include "base/strbuf.h"
#include "schema/compiler.h"

enum { MAX_REFERENCE_CHAIN = 1000 };

/* ---- what a document tells once ---- */

static bool note_identifiers(const struct document *document, struct document_facts *facts)
{
    const struct node *root = document->root;

    facts->root_id = node_member(root, STR("$id"));
    if (!node_is(facts->root_id, NODE_STRING))
        facts->root_id = NULL;
    for (const struct node *node = root; node < root + root->span; node++)
        if (node->kind == NODE_STRING && node->length == 3 && memcmp(node->text, "$id", 3) == 0 &&
            (!facts->root_id || node != node_key_of(facts->root_id)))
            return true;
    return false;
}

const struct document_facts *schema_document_facts(struct schema_set *set, const struct node *node)
{
    const struct document *document = node_document(node);
    struct document_facts *facts =
        map_get(&set->documents, (struct str){(const char *)&document, sizeof document});
    struct str dialect;

    if (facts)
        return facts;
    facts = ARENA_NEW(&set->arena, struct document_facts);
    facts->document = document;
    facts->has_inner_id = note_identifiers(document, facts);
    dialect = node_member_string(document->root, "$schema");
    if (dialect.text && !dialect_is_known(dialect))
        facts->unknown_dialect = dialect;
    *map_put(&set->documents,
             (struct str){(const char *)&facts->document, sizeof facts->document}) = facts;
    return facts;
}

/* ---- fragments ---- */

static bool decode_percent(struct strbuf *out, struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] != '%') {
            strbuf_add_char(out, text.text[i]);
            continue;
        }
        if (text.length - i < 3 || ascii_hex_value(text.text[i + 1]) < 0 ||
            ascii_hex_value(text.text[i + 2]) < 0)
            return false;
        strbuf_add_char(out, (char)(ascii_hex_value(text.text[i + 1]) * 16 +
                                    ascii_hex_value(text.text[i + 2])));
        i += 2;
    }
    return true;
}

/* Values that are data, whatever they look like. */
static bool holds_data(struct str key)
{
    static const char *const names[] = {"enum", "const", "default", "example", "examples", "value"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_is(key, names[i]))
            return true;
    return str_starts_with(key, STR("x-"));
}

/* The first object with that $anchor or $dynamicAnchor, outside data. */
static const struct node *find_anchor(const struct node *node, struct str name)
{
    const struct node *found;

    if (node->kind == NODE_ARRAY) {
        for (const struct node *item = node_first(node); item < node_end(node);
             item = node_next(item))
            if ((found = find_anchor(item, name)))
                return found;
        return NULL;
    }
    if (node->kind != NODE_OBJECT)
        return NULL;
    if (str_equal(node_member_string(node, "$anchor"), name) ||
        str_equal(node_member_string(node, "$dynamicAnchor"), name))
        return node;
    for (const struct node *key = node_first(node); key < node_end(node); key = node_next_key(key))
        if (!holds_data(node_text(key)) && (found = find_anchor(node_value(key), name)))
            return found;
    return NULL;
}

static const struct node *resolve_fragment(const struct node *root, struct str fragment)
{
    const struct node *target = NULL;
    struct strbuf decoded;

    strbuf_init(&decoded, fragment.length + 1);
    if (decode_percent(&decoded, fragment)) {
        struct str text = strbuf_str(&decoded);

        if (text.length == 0 || text.text[0] == '/')
            target = pointer_resolve(root, text);
        else
            target = find_anchor(root, text);
    }
    strbuf_release(&decoded);
    return target;
}

/* ---- references ---- */

const struct node *schema_follow_reference(struct schema_set *set, const struct node *site,
                                           struct str reference, struct error *err)
{
    const struct document_facts *facts = schema_document_facts(set, site);
    size_t hash = str_find_char(reference, '#');
    struct str base = str_slice(reference, 0, hash);
    struct str fragment = str_slice(reference, hash + 1, reference.length);
    const struct node *target;

    if (base.length && !str_equal(base, node_string(facts->root_id))) {
        if (set->settings.library)
            return reference_resolve(set->settings.library, site, reference, err);
        error_raise_node(err, site, "$ref leads out of the document: \"%.*s\"",
                         STR_ARGS(reference));
        return NULL;
    }
    target = resolve_fragment(facts->document->root, fragment);
    if (!target)
        error_raise_node(err, site, "$ref leads nowhere: \"%.*s\"", STR_ARGS(reference));
    return target;
}

/* A schema that is a reference and nothing else, as far as the dialect looks. */
static struct str pure_reference(const struct node *node, enum schema_dialect dialect)
{
    struct str reference = node_member_string(node, "$ref");

    return dialect == DIALECT_OAS30 || (node_is(node, NODE_OBJECT) && node->length == 1) ? reference
                                                                                         : STR_NONE;
}

/* References that only lead to each other never arrive at a schema. */
static bool arrives(struct compiler *c, const struct node *target, const struct node *site)
{
    struct error ignored = {0};
    const struct node *at = target;

    for (unsigned steps = 0; steps < MAX_REFERENCE_CHAIN; steps++) {
        struct str reference = pure_reference(at, c->dialect);

        if (!reference.text)
            return true;
        at = schema_follow_reference(c->set, at, reference, &ignored);
        if (!at)
            return true; /* it is told where it is compiled */
        if (at == target)
            break;
    }
    error_raise_node(c->err, site, "$ref leads back to itself and never to a schema");
    return false;
}

void compile_ref(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct str reference = node_string(value);
    const struct node *target;
    struct error err = {0};
    uint32_t at;

    if (!reference.text) {
        compiler_doubt(c, keyword, value, "$ref is no string");
        return;
    }
    if (c->inner_id) {
        compiler_doubt(c, keyword, value, "$ref below an $id is not supported yet: \"%.*s\"",
                       STR_ARGS(reference));
        return;
    }
    target = schema_follow_reference(c->set, value, reference, &err);
    if (target && target->kind != NODE_OBJECT && !node_is_boolean(target)) {
        error_raise_node(&err, value, "$ref leads to no schema but to a value of type %s: \"%.*s\"",
                         node_type_name(target), STR_ARGS(reference));
        target = NULL;
    }
    if (target && !arrives(c, target, value))
        target = NULL;
    if (!target) {
        if (err.raised)
            error_raise(c->err, "%s", err.message);
        compiler_doubt(c, keyword, value, "%s", err.raised ? err.message : c->err->message);
        return;
    }
    at = compiler_emit(c, OP_CALL, keyword, value);
    compiler_instruction(c, at)->schema = schema_of(c->set, target);
}

void compile_dynamic_ref(struct compiler *c, enum keyword keyword, const struct node *value)
{
    compiler_doubt(c, keyword, value, "$dynamicRef is not supported yet");
}
