/* Which schemas are in totals already: what several APIs of a run share counts once. */
#ifndef OASDRIFT_OBSERVE_COUNTED_SCHEMAS_H
#define OASDRIFT_OBSERVE_COUNTED_SCHEMAS_H

#include "base/map.h"
#include "event/event.h"

struct counted_schemas {
    struct map by_place;
    struct arena arena; /* of the keys */
};

void counted_schemas_init(struct counted_schemas *counted);
void counted_schemas_release(struct counted_schemas *counted);
/* false: it is there already. */
bool counted_schemas_add(struct counted_schemas *counted, enum coverage_direction direction,
                         const struct place *place);

#endif
