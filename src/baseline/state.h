/* A baseline as it is read, compared and written. Private to baseline/. */
#ifndef OASDRIFT_BASELINE_STATE_H
#define OASDRIFT_BASELINE_STATE_H

#include "base/map.h"
#include "base/vec.h"
#include "baseline/baseline.h"
#include "document/document.h"

struct baseline {
    struct arena arena;
    struct str file; /* as messages show it; absent: none was read */
    VEC(struct baseline_entry *) entries;
    struct map by_fingerprint;
    enum shown_values values; /* of recorded values, what the texts may show */
};

/* A field of an entry: its name in the file and where it is kept. */
struct baseline_field {
    const char *name;
    size_t offset; /* of a struct str in struct baseline_entry */
    bool is_date;
    bool is_always_written; /* even when it is empty, for somebody to fill it in */
};
/* In the order of the file, in which fingerprint, rule and operation stand before them. */
extern const struct baseline_field baseline_fields[];
extern const size_t baseline_field_count;

static inline struct str *baseline_field_of(struct baseline_entry *entry,
                                            const struct baseline_field *field)
{
    return (struct str *)(void *)((char *)entry + field->offset);
}

/* Is the finding one to accept? Gates, ignored findings, and information that rests on a count of
   observations (drift.*) are not. */
bool baseline_takes(const struct finding *finding);

#endif
