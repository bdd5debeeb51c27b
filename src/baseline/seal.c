/* What a baseline holds of recorded values, for a run that shows none. */
#include "baseline/state.h"

/* The rules of the description itself, which is no secret. */
static bool is_of_description(const struct baseline_entry *entry)
{
    return str_starts_with(entry->rule, STR("description."));
}

static void seal_entry(struct baseline_entry *entry, const struct sealing *of_run,
                       struct arena *arena)
{
    const struct sealing of_entry =
        seal_of_header(of_run, str_ends_with(entry->part, STR(".header")));
    const struct sealing *sealing = &of_entry;
    const struct operation_name name = seal_operation(
        sealing, arena, (struct operation_name){.method = entry->method, .path = entry->path});

    entry->method = name.method;
    entry->path = name.path;
    entry->name = seal_path(sealing, arena, entry->name);
    entry->pointer = seal_pointer(sealing, arena, entry->pointer);
    entry->media_type = seal_name(sealing, arena, entry->media_type);
    entry->message = STR_NONE;
    entry->sealed = true;
}

void baseline_seal(struct baseline *baseline, const struct baseline_question *question)
{
    const struct sealing *sealing = question->sealing;

    if (!sealing || sealing->values != VALUES_NONE || baseline->values == VALUES_NONE)
        return;
    for (size_t i = 0; i < baseline->entries.count; i++)
        if (!is_of_description(baseline->entries.items[i]))
            seal_entry(baseline->entries.items[i], sealing, &baseline->arena);
}
