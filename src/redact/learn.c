/* The credentials that an exchange carries. */
#include "redact/search.h"

static struct str recorded_url(struct arena *arena, const struct request *request)
{
    return request->fragment.length
               ? str_format(arena, "%.*s#%.*s", STR_ARGS(request->url), STR_ARGS(request->fragment))
               : request->url;
}

void redaction_learn(struct redaction *redaction, const struct exchange *exchange)
{
    const struct headers *sides[] = {&exchange->request.headers, &exchange->response.headers};
    struct arena arena;
    struct search search = {.redaction = redaction, .learner = redaction, .arena = &arena};

    arena_init(&arena);
    for (size_t side = 0; side < ARRAY_LENGTH(sides); side++)
        for (size_t i = 0; i < sides[side]->count; i++)
            search_header(&search, sides[side]->items[i].name, sides[side]->items[i].value);
    search_url(&search, recorded_url(&arena, &exchange->request));
    arena_release(&arena);
}

void redaction_learn_body(struct redaction *redaction, struct arena *arena, struct str type,
                          struct str bytes)
{
    struct search search = {.redaction = redaction, .learner = redaction, .arena = arena};

    search_body(&search, type, bytes);
}

void redaction_learn_json(struct redaction *redaction, struct arena *arena, const struct node *root)
{
    struct search search = {.redaction = redaction, .learner = redaction, .arena = arena};

    search_json_value(&search, root);
}

bool redaction_hides_node(const struct redaction *redaction, struct arena *arena,
                          const struct node *root, const struct node *node)
{
    struct search search = {.redaction = redaction, .arena = arena};

    search_json_part(&search, root, node);
    return search.met;
}
