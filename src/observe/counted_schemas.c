#include "observe/counted_schemas.h"

void counted_schemas_init(struct counted_schemas *counted)
{
    *counted = (struct counted_schemas){.by_place = {0}};
    arena_init(&counted->arena);
}

void counted_schemas_release(struct counted_schemas *counted)
{
    map_release(&counted->by_place);
    arena_release(&counted->arena);
}

bool counted_schemas_add(struct counted_schemas *counted, enum coverage_direction direction,
                         const struct place *place)
{
    void **known =
        map_put(&counted->by_place,
                str_format(&counted->arena, "%d:%zu:%.*s%.*s", (int)direction, place->file.length,
                           STR_ARGS(place->file), STR_ARGS(place->pointer)));
    bool is_new = *known == NULL;

    *known = counted;
    return is_new;
}
