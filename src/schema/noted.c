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
    const struct noted *this = &journal->noted.items[at];

    for (size_t i = at > LOOK_BACK ? at - LOOK_BACK : 0; i < at; i++)
        if (journal->noted.items[i].instance == this->instance &&
            journal->noted.items[i].schema == this->schema)
            return true;
    return false;
}

void schema_noted(struct evaluator *evaluator, schema_noted_fn *found, void *context)
{
    const struct journal *journal = &evaluator->journal;

    for (size_t i = 0; i < journal->noted.count; i++) {
        const struct noted *noted = &journal->noted.items[i];

        for (unsigned note = 0; note < SCHEMA_NOTES && !is_told(journal, i); note++)
            if (noted->flags & notes[note].flag)
                found(context, noted->instance, (enum schema_note)note,
                      node_member(noted->schema, str_of(notes[note].keyword)));
    }
}
