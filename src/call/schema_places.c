#include "call/schema_places.h"

#include "base/percent.h"
#include "base/strbuf.h"
#include "schema/keyword.h"

/* ---- where schemas stand ---- */

struct places {
    struct strbuf first, others; /* fragments, with their '#' */
    size_t count;
};

static void add_fragment(struct strbuf *out, const struct node *node)
{
    struct arena arena;

    arena_init(&arena);
    strbuf_add_char(out, '#');
    percent_encode_fragment(out, node_pointer(&arena, node));
    arena_release(&arena);
}

static void add_place(struct places *places, const struct node *schema)
{
    places->count++;
    if (places->count == 1) {
        add_fragment(&places->first, schema);
    } else if (places->count <= SCHEMA_PLACES_SHOWN) {
        strbuf_add_text(&places->others, places->others.length ? ", " : "");
        add_fragment(&places->others, schema);
    }
}

/* Those that have names: components/schemas, and definitions of OpenAPI 2.0. */
static void add_named(struct places *places, const struct node *schemas)
{
    if (!node_is(schemas, NODE_OBJECT))
        return;
    for (const struct node *key = node_first(schemas); key < node_end(schemas);
         key = node_next_key(key))
        add_place(places, node_value(key));
}

/* Those of parameters and contents: members named `schema`, in the order of the text. */
static void add_nameless(struct places *places, const struct node *root)
{
    for (const struct node *node = node_first(root);
         node < node_end(root) && places->count < SCHEMA_PLACES_SHOWN; node++)
        if (str_is(node_string(node), "schema") && node + 1 < node_end(root) &&
            node_is(node_value(node), NODE_OBJECT) && node_key_of(node_value(node)) == node)
            add_place(places, node_value(node));
}

/* ---- messages ---- */

bool schema_places_raise(const char *path, const struct document *description, struct error *err)
{
    const struct node *root = description->root;
    struct places places = {.count = 0};

    strbuf_init(&places.first, ERROR_MESSAGE_BYTES);
    strbuf_init(&places.others, ERROR_MESSAGE_BYTES);
    add_named(&places, pointer_resolve(root, STR("/components/schemas")));
    add_named(&places, node_member(root, STR("definitions")));
    if (!places.count)
        add_nameless(&places, root);
    if (!places.count)
        strbuf_add_text(&places.first, "#/components/schemas/NAME");
    error_raise(
        err, "%s is an OpenAPI description; name one of its schemas, such as %s%.*s%s%.*s%s", path,
        path, STR_ARGS(strbuf_str(&places.first)), places.others.length ? " (or " : "",
        STR_ARGS(strbuf_str(&places.others)), places.others.length ? ")" : "");
    strbuf_release(&places.first);
    strbuf_release(&places.others);
    return false;
}

bool schema_places_raise_nothing(const struct document *document, struct str fragment,
                                 struct error *err)
{
    struct arena arena;
    struct str pointer;

    arena_init(&arena);
    pointer = percent_decoded(&arena, fragment);
    if (str_starts_with(pointer, STR("/")))
        pointer_raise_unresolved(document->root, pointer, err);
    else
        error_raise(err,
                    "%.*s: nothing stands at #%.*s: a JSON Pointer begins with \"/\", and anchors "
                    "are not looked for%s",
                    STR_ARGS(document->file), STR_ARGS(fragment),
                    pointer_resolve(document->root, str_format(&arena, "/%.*s", STR_ARGS(pointer)))
                        ? "; with the \"/\" this one leads to something"
                        : "");
    arena_release(&arena);
    return false;
}

/* ---- what is no schema ---- */

static unsigned form_of(struct str name)
{
    enum keyword keyword = keyword_named(name);

    return keyword == KEYWORD_NONE ? SCHEMAS_NONE : keyword_row(keyword)->schemas & SCHEMAS_FORM;
}

/* Does a schema stand where the last two tokens of a pointer lead? What is misspelt there is one
   all the same. */
static bool is_place_of_schema(struct str before, struct str last)
{
    unsigned form = form_of(last), around = form_of(before);

    return str_is(last, "schema") || str_is(before, "schemas") || form == SCHEMAS_ONE ||
           form == SCHEMAS_ONE_OR_LIST || around >= SCHEMAS_LIST;
}

bool schema_places_is_none(const struct node *node)
{
    struct keyword_names names;
    struct arena arena;
    struct str rest, before = STR(""), last = STR("");
    bool is_none;

    keyword_names_init(&names);
    if (node == node_document(node)->root || schema_looks_like_one(&names, node))
        return false;
    arena_init(&arena);
    rest = node_pointer(&arena, node);
    while (rest.text) {
        before = last;
        last = str_cut(&rest, '/');
    }
    is_none = !is_place_of_schema(before, last);
    arena_release(&arena);
    return is_none;
}

/* Its members that are schemas. */
static void add_members(struct places *places, const struct node *node)
{
    struct keyword_names names;

    keyword_names_init(&names);
    for (const struct node *key = node_first(node); key < node_end(node); key = node_next_key(key))
        if (schema_looks_like_one(&names, node_value(key)) && node_value(key)->length)
            add_place(places, node_value(key));
}

/* Where schemas stand below. */
static void add_below(struct places *places, const struct node *node)
{
    if (!node_is(node, NODE_OBJECT))
        return;
    add_nameless(places, node);
    if (!places->count)
        add_members(places, node);
}

bool schema_places_raise_none(const struct node *node, struct error *err)
{
    struct places places = {.count = 0};
    struct str first;

    strbuf_init(&places.first, ERROR_MESSAGE_BYTES);
    strbuf_init(&places.others, ERROR_MESSAGE_BYTES);
    add_below(&places, node);
    first = strbuf_str(&places.first);
    error_raise_node(err, node,
                     "what stands here is no schema: every value would satisfy it%s%.*s%s%.*s%s",
                     places.count ? "; did you mean " : "", STR_ARGS(first),
                     places.others.length ? " (or " : "", STR_ARGS(strbuf_str(&places.others)),
                     places.others.length ? ")"
                     : places.count       ? "?"
                                          : "");
    strbuf_release(&places.first);
    strbuf_release(&places.others);
    return false;
}
