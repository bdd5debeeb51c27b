#include "decode/candidates.h"

#include "base/utf8.h"
#include "decode/schema_shape.h"
#include "document/json_writer.h"

/* ---- JSON ---- */

const struct node *json_node(struct arena *arena, struct str json)
{
    struct read_failure failure;
    const struct document *document =
        json_read(arena, STR("value"), str_copy(arena, json), &failure);

    return document ? document->root : NULL;
}

const struct node *string_node(struct arena *arena, struct str text)
{
    struct strbuf json;
    const struct node *node;

    strbuf_init(&json, SIZE_MAX);
    json_add_string(&json, text);
    node = utf8_is_valid(text) ? json_node(arena, strbuf_str(&json)) : NULL;
    strbuf_release(&json);
    return node;
}

/* ---- candidates ---- */

void candidates_add(struct candidates *candidates, const struct node *node)
{
    if (node && candidates->count < MAX_CANDIDATES)
        candidates->items[candidates->count++] = node;
}

static bool is_boolean(struct str text)
{
    return str_is(text, "true") || str_is(text, "false");
}

void candidates_add_scalars(struct candidates *candidates, struct arena *arena, struct str text,
                            unsigned types)
{
    unsigned wanted = types ? types : ~0u;

    if (types == 0) /* a text is first of all a string */
        candidates_add(candidates, string_node(arena, text));
    if ((wanted & KIND_NUMBER) && decimal_is_number(text))
        candidates_add(candidates, json_node(arena, text));
    if ((wanted & KIND_BOOLEAN) && is_boolean(text))
        candidates_add(candidates, json_node(arena, text));
    if ((wanted & KIND_NULL) && str_is(text, "null"))
        candidates_add(candidates, json_node(arena, text));
    if (types & KIND_STRING)
        candidates_add(candidates, string_node(arena, text));
}

const struct node *candidates_choose(const struct candidates *candidates, struct decoding *decoding,
                                     const struct node *schema, bool *holds)
{
    const struct schema *program = decoding_schema(decoding, schema, NULL);

    *holds = true;
    if (!program || candidates->count == 0)
        return candidates->count ? candidates->items[0] : NULL;
    for (size_t i = 0; i < candidates->count; i++)
        if (schema_evaluate(decoding->evaluator, program, candidates->items[i], NULL) !=
            SCHEMA_INVALID)
            return candidates->items[i];
    *holds = false;
    return candidates->items[0];
}
