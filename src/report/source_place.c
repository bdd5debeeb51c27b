#include "report/source_place.h"

#include "base/repository.h"

/* The description of the API that the finding is about. */
static struct str description_of(const struct gathered_run *run, const struct finding *finding)
{
    for (size_t i = 0; finding && i < run->description_count; i++)
        if (finding->operation.api.length &&
            str_equal(run->descriptions[i].api, finding->operation.api))
            return run->descriptions[i].file;
    return run->description_count ? run->descriptions[0].file : STR_NONE;
}

struct source_place source_place_of(struct arena *arena, const struct gathered_run *run,
                                    const struct finding *finding)
{
    const struct place *place = finding ? &finding->description : NULL;
    struct source_place found = {.line = 1};

    if (place && place->file.length) {
        found.named = place->file;
        found.line = place->line ? place->line : 1;
        found.column = place->line ? place->column : 0;
        if (found.column && place->width)
            found.end_column = place->column + place->width;
    } else {
        found.named = description_of(run, finding);
    }
    found.path = repository_path(arena, found.named);
    return found;
}
