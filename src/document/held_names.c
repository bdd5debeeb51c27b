#include "document/held_names.h"

#include "base/alloc.h"
#include "base/map.h"
#include "base/vec.h"

struct held_names {
    struct map names, segments; /* in lower case */
    struct arena arena;
    VEC(const struct documents *) unread;
};

struct held_names *held_names_new(const struct documents *documents)
{
    struct held_names *names = alloc_zeroed(1, sizeof *names);

    arena_init(&names->arena);
    held_names_add(names, documents);
    return names;
}

void held_names_free(struct held_names *names)
{
    if (!names)
        return;
    map_release(&names->names);
    map_release(&names->segments);
    VEC_RELEASE(&names->unread);
    arena_release(&names->arena);
    free(names);
}

void held_names_add(struct held_names *names, const struct documents *documents)
{
    VEC_ADD(&names->unread, documents);
}

static void add(struct held_names *names, struct map *map, struct str text)
{
    char folded[HELD_NAME_MAX_BYTES];
    struct str name = {folded, text.length};

    if (text.length == 0 || text.length > sizeof folded)
        return;
    for (size_t i = 0; i < text.length; i++)
        folded[i] = ascii_lower(text.text[i]);
    if (!map_get(map, name))
        *map_put(map, str_copy(&names->arena, name)) = names;
}

/* "https://api.example.com/v1" has a host and a segment. */
static void add_parts(struct held_names *names, struct map *map, struct str text, const char *ends)
{
    while (text.length) {
        size_t end = str_find_any(text, ends);

        add(names, map, str_slice(text, 0, end));
        text = str_slice(text, end + 1, SIZE_MAX);
    }
}

/* Of URLs, and of the values of their variables. */
static void add_servers(struct held_names *names, const struct node *servers)
{
    for (const struct node *node = servers; node < servers + servers->span; node++)
        add_parts(names, &names->segments, node_string(node), "/");
}

/* Keys that are paths; servers (OpenAPI 3) and basePath (2.0). */
static void add_segments(struct held_names *names, const struct node *object)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        const struct node *value = node_value(key);
        struct str name = node_string(key);

        if (str_starts_with(name, STR("/")))
            add_parts(names, &names->segments, name, "/");
        else if ((str_is(name, "servers") && node_is(value, NODE_ARRAY)) ||
                 (str_is(name, "basePath") && node_is(value, NODE_STRING)))
            add_servers(names, value);
    }
}

/* Nodes lie in the order of the text. */
static void read_document(void *context, const struct document *document)
{
    struct held_names *names = context;
    const struct node *root = document->root;

    for (const struct node *node = root; node < root + root->span; node++) {
        struct str text = node_string(node);

        if (node_is(node, NODE_OBJECT))
            add_segments(names, node);
        if (text.length == 0 || text.length > HELD_NAME_MAX_BYTES)
            continue;
        add(names, &names->names, text);
        add_parts(names, &names->names, text, "/:?&=;");
    }
}

static void read_all(struct held_names *names)
{
    for (size_t i = 0; i < names->unread.count; i++)
        documents_visit(names->unread.items[i], read_document, names);
    names->unread.count = 0;
}

static bool has(const struct map *map, struct str name)
{
    char folded[HELD_NAME_MAX_BYTES];

    if (name.length > sizeof folded)
        return false;
    for (size_t i = 0; i < name.length; i++)
        folded[i] = ascii_lower(name.text[i]);
    return map_get(map, (struct str){folded, name.length}) != NULL;
}

bool held_names_have(const void *context, struct str name)
{
    struct held_names *names = (struct held_names *)(uintptr_t)context;

    read_all(names);
    return has(&names->names, name);
}

bool held_names_have_segment(const void *context, struct str segment)
{
    struct held_names *names = (struct held_names *)(uintptr_t)context;

    read_all(names);
    return has(&names->segments, segment);
}
