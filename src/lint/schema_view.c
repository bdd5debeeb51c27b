#include "lint/schema_view.h"

#include "base/strbuf.h"

static const struct str names[] = {
#define SCHEMA_KEYWORD(identifier, name, form, schemas, about, versions, discouraged)              \
    STR_INITIAL(name),
#include "lint/schema_keywords.def"
#undef SCHEMA_KEYWORD
};

struct str schema_keyword_name(enum schema_keyword keyword)
{
    return names[keyword];
}

void schema_names_init(struct schema_names *table)
{
    memset(table, 0, sizeof *table);
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        const struct node name = {.kind = NODE_STRING,
                                  .length = (uint32_t)names[i].length,
                                  .span = 1,
                                  .text = names[i].text};
        uint8_t slot = (uint8_t)node_make_key_hash(&name);

        while (table->slots[slot])
            slot++;
        table->slots[slot] = (uint8_t)(i + 1);
    }
}

enum schema_keyword schema_names_find(const struct schema_names *table, const struct node *key)
{
    struct str text = node_string(key);
    uint8_t slot = (uint8_t)node_key_hash(key);

    for (; table->slots[slot]; slot++)
        if (str_equal(names[table->slots[slot] - 1], text))
            return (enum schema_keyword)(table->slots[slot] - 1);
    return KEYWORD_COUNT;
}

static const struct {
    const char *name;
    unsigned types;
} types[] = {
    {"string", JSON_STRING},   {"object", JSON_OBJECT}, {"integer", JSON_INTEGER},
    {"boolean", JSON_BOOLEAN}, {"array", JSON_ARRAY},   {"number", JSON_NUMBER},
    {"null", JSON_NULL},
};

unsigned json_type_named(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (str_is(name, types[i].name))
            return types[i].types;
    return 0;
}

unsigned json_type_of(const struct node *value)
{
    switch ((enum node_kind)value->kind) {
    case NODE_NULL:
        return JSON_NULL;
    case NODE_FALSE:
    case NODE_TRUE:
        return JSON_BOOLEAN;
    case NODE_NUMBER:
        return node_is_integral(value) ? JSON_INTEGER : JSON_FRACTION;
    case NODE_STRING:
        return JSON_STRING;
    case NODE_ARRAY:
        return JSON_ARRAY;
    case NODE_OBJECT:
        return JSON_OBJECT;
    case NODE_HEADER:
        break;
    }
    return 0;
}

struct str json_types_text(struct arena *arena, unsigned set)
{
    struct strbuf out;
    struct str text;

    strbuf_init(&out, 256);
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++) {
        /* "number" covers "integer" */
        if ((set & types[i].types) != types[i].types ||
            (types[i].types == JSON_INTEGER && (set & JSON_FRACTION)))
            continue;
        if (strbuf_str(&out).length)
            strbuf_add_text(&out, " or ");
        strbuf_add_text(&out, types[i].name);
    }
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}

/* Names that are none are another finding's matter, and allow everything. */
static unsigned types_of(const struct schema_view *view)
{
    const struct node *type = view->members[KEYWORD_TYPE];
    unsigned set = 0;

    if (node_is(type, NODE_STRING))
        set = json_type_named(node_string(type));
    if (node_is(type, NODE_ARRAY))
        for (const struct node *item = node_first(type); item < node_end(type);
             item = node_next(item))
            set |= json_type_named(node_string(item));
    if (set && node_is(view->members[KEYWORD_NULLABLE], NODE_TRUE))
        set |= JSON_NULL;
    return set ? set : JSON_ANY;
}

void schema_view_read(struct schema_view *view, const struct schema_names *table,
                      const struct node *schema)
{
    memset(view, 0, sizeof *view);
    view->schema = schema;
    for (const struct node *key = node_first(schema); key < node_end(schema);
         key = node_next_key(key)) {
        enum schema_keyword keyword = schema_names_find(table, key);

        if (keyword == KEYWORD_COUNT) {
            if (!view->unknown && !str_starts_with(node_string(key), STR("x-")))
                view->unknown = key;
        } else if (!view->members[keyword]) {
            view->members[keyword] = node_value(key);
        }
    }
    view->types = types_of(view);
}
