/* What applied schemas said of values beside their verdict: readOnly, writeOnly, deprecated. */
#include "base/pointer_map.h"
#include "schema/evaluator.h"

static const struct {
    unsigned flag;
    const char *keyword;
} notes[SCHEMA_NOTES] = {
    [SCHEMA_READ_ONLY] = {FLAG_READ_ONLY, "readOnly"},
    [SCHEMA_WRITE_ONLY] = {FLAG_WRITE_ONLY, "writeOnly"},
    [SCHEMA_DEPRECATED] = {FLAG_DEPRECATED, "deprecated"},
};

/* The same schema may be applied to a value by several ways. */
static bool is_told(struct pointer_map *told, const struct journal *journal,
                    const struct journal_note *note)
{
    void **seen = pointer_map_put(told, note->schema, journal_index(journal, note->instance));
    bool again = *seen;

    *seen = told;
    return again;
}

void schema_notes(struct evaluator *evaluator, schema_note_fn *found, void *context)
{
    const struct journal *journal = &evaluator->journal;
    struct pointer_map told = {0};

    for (size_t i = 0; i < journal->notes.count; i++) {
        const struct journal_note *entry = &journal->notes.items[i];

        if (is_told(&told, journal, entry))
            continue;
        for (unsigned note = 0; note < SCHEMA_NOTES; note++)
            if (entry->flags & notes[note].flag)
                found(context, entry->instance, (enum schema_note)note,
                      node_member(entry->schema, str_of(notes[note].keyword)));
    }
    pointer_map_release(&told);
}
