#include "call/schema_places.h"

#include "base/percent.h"
#include "base/strbuf.h"

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
        error_raise(err, "%.*s: nothing stands at #%.*s: a JSON Pointer begins with \"/\"%s",
                    STR_ARGS(document->file), STR_ARGS(fragment),
                    pointer_resolve(document->root, str_format(&arena, "/%.*s", STR_ARGS(pointer)))
                        ? ", and with it this one leads to something"
                        : "");
    arena_release(&arena);
    return false;
}
