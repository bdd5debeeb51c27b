#include "document/held_names.h"

#include "base/alloc.h"
#include "base/map.h"
#include "base/vec.h"

struct held_names {
    struct map names; /* in lower case */
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
    VEC_RELEASE(&names->unread);
    arena_release(&names->arena);
    free(names);
}

void held_names_add(struct held_names *names, const struct documents *documents)
{
    VEC_ADD(&names->unread, documents);
}

static void add(struct held_names *names, struct str text)
{
    char folded[HELD_NAME_MAX_BYTES];
    struct str name = {folded, text.length};

    if (text.length == 0 || text.length > sizeof folded)
        return;
    for (size_t i = 0; i < text.length; i++)
        folded[i] = ascii_lower(text.text[i]);
    if (!map_get(&names->names, name))
        *map_put(&names->names, str_copy(&names->arena, name)) = names;
}

/* "https://api.example.com/v1" has a host and a segment. */
static void add_parts(struct held_names *names, struct str text)
{
    while (text.length) {
        size_t end = str_find_any(text, "/:?&=;");

        add(names, str_slice(text, 0, end));
        text = str_slice(text, end + 1, SIZE_MAX);
    }
}

/* Nodes lie in the order of the text. */
static void read_document(void *context, const struct document *document)
{
    const struct node *root = document->root;

    for (const struct node *node = root; node < root + root->span; node++) {
        struct str text = node_string(node);

        if (text.length == 0 || text.length > HELD_NAME_MAX_BYTES)
            continue;
        add(context, text);
        add_parts(context, text);
    }
}

bool held_names_have(const void *context, struct str name)
{
    struct held_names *names = (struct held_names *)(uintptr_t)context;
    char folded[HELD_NAME_MAX_BYTES];

    for (size_t i = 0; i < names->unread.count; i++)
        documents_visit(names->unread.items[i], read_document, names);
    names->unread.count = 0;
    if (name.length > sizeof folded)
        return false;
    for (size_t i = 0; i < name.length; i++)
        folded[i] = ascii_lower(name.text[i]);
    return map_get(&names->names, (struct str){folded, name.length}) != NULL;
}
