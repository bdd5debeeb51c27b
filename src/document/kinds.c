#include "document/kinds.h"

#include "base/strbuf.h"

unsigned kinds_named(struct str name)
{
    static const struct {
        struct str name;
        unsigned kinds;
    } types[] = {
        {STR_INITIAL("string"), KIND_STRING},   {STR_INITIAL("object"), KIND_OBJECT},
        {STR_INITIAL("integer"), KIND_INTEGER}, {STR_INITIAL("boolean"), KIND_BOOLEAN},
        {STR_INITIAL("array"), KIND_ARRAY},     {STR_INITIAL("number"), KIND_NUMBER},
        {STR_INITIAL("null"), KIND_NULL},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (str_equal(name, types[i].name))
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
    static const char *const names[] = {"string", "object", "integer", "boolean",
                                        "array",  "number", "null"};
    struct strbuf out;
    struct str text;

    strbuf_init(&out, 256);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        unsigned named = kinds_named(str_of(names[i]));

        /* "number" covers "integer" */
        if ((kinds & named) != named || (named == KIND_INTEGER && (kinds & KIND_NUMBER)))
            continue;
        if (out.length)
            strbuf_add_text(&out, " or ");
        strbuf_add_text(&out, names[i]);
    }
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}
