/* What applied schemas said of values beside their verdict: readOnly, writeOnly, deprecated. */
#include "schema/evaluator.h"

static const struct {
    unsigned flag;
    const char *keyword;
} notes[SCHEMA_NOTES] = {
    [SCHEMA_READ_ONLY] = {FLAG_READ_ONLY, "readOnly"},
    [SCHEMA_WRITE_ONLY] = {FLAG_WRITE_ONLY, "writeOnly"},
    [SCHEMA_DEPRECATED] = {FLAG_DEPRECATED, "deprecated"},
};

/* The same schema may be applied to a value by several ways. Few schemas are applied to one value,
   and they follow each other closely, so looking back a little is enough. */
static bool is_told(const struct journal *journal, size_t at)
{
    enum { LOOK_BACK = 16 };
    const struct journal_note *this = &journal->notes.items[at];

    for (size_t i = at > LOOK_BACK ? at - LOOK_BACK : 0; i < at; i++)
        if (journal->notes.items[i].instance == this->instance &&
            journal->notes.items[i].schema == this->schema)
            return true;
    return false;
}

void schema_notes(struct evaluator *evaluator, schema_note_fn *found, void *context)
{
    const struct journal *journal = &evaluator->journal;

    for (size_t i = 0; i < journal->notes.count; i++) {
        const struct journal_note *entry = &journal->notes.items[i];

        if (is_told(journal, i))
            continue;
        for (unsigned note = 0; note < SCHEMA_NOTES; note++)
            if (entry->flags & notes[note].flag)
                found(context, entry->instance, (enum schema_note)note,
                      node_member(entry->schema, str_of(notes[note].keyword)));
    }
}
