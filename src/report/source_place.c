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
    struct source_place whole = {.named = description_of(run, finding), .line = 1}, found = whole;
    const struct place *place = finding ? &finding->description : NULL;

    whole.path = repository_path(arena, whole.named);
    if (!place || !place->file.length)
        return whole;
    found.named = place->file;
    found.path = repository_path(arena, found.named);
    whole.stands_in = true;
    if (!found.path.length && whole.path.length)
        return whole;
    found.line = place->line ? place->line : 1;
    found.column = place->line ? place->column : 0;
    if (found.column && place->width)
        found.end_column = place->column + place->width;
    return found;
}
