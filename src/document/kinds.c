#include "document/kinds.h"

#include "base/strbuf.h"

static const struct {
    const char *name;
    unsigned kinds;
} types[] = {
    {"string", KIND_STRING},   {"object", KIND_OBJECT}, {"integer", KIND_INTEGER},
    {"boolean", KIND_BOOLEAN}, {"array", KIND_ARRAY},   {"number", KIND_NUMBER},
    {"null", KIND_NULL},
};

const char *kinds_name_at(size_t index, unsigned *kinds)
{
    if (index >= ARRAY_LENGTH(types))
        return NULL;
    *kinds = types[index].kinds;
    return types[index].name;
}

unsigned kinds_named(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (str_is(name, types[i].name))
            return types[i].kinds;
    return 0;
}

unsigned kinds_of(const struct node *value)
{
    return node_is_boolean(value) ? KIND_BOOLEAN : 1u << value->kind;
}

unsigned kinds_of_exactly(const struct node *value)
{
    return node_is(value, NODE_NUMBER) && node_is_integral(value) ? KIND_INTEGER : kinds_of(value);
}

struct str kinds_in_words(struct arena *arena, unsigned kinds)
{
    struct strbuf out;
    struct str text;

    strbuf_init(&out, 256);
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++) {
        unsigned named = types[i].kinds;

        /* "number" covers "integer" */
        if ((kinds & named) != named || (named == KIND_INTEGER && (kinds & KIND_NUMBER)))
            continue;
        if (out.length)
            strbuf_add_text(&out, " or ");
        strbuf_add_text(&out, types[i].name);
    }
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}
