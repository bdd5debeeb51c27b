/* Sealing: what a run has found, as it may leave the program. Once, at the end, with all that was
   learned by then: known secrets are taken out of data (base/data_span.h), names and samples; the
   program's own words stay as they are. Nothing else makes the texts that are written. */
#ifndef OASDRIFT_FINDING_SEAL_H
#define OASDRIFT_FINDING_SEAL_H

#include "finding/finding.h"
#include "redact/redaction.h"

enum shown_values {
    VALUES_REDACTED, /* without secrets */
    VALUES_NONE      /* kinds and lengths alone, and no name that the description does not hold */
};
const char *shown_values_name(enum shown_values values); /* "redacted", "none" */
bool shown_values_parse(struct str name, enum shown_values *values);

/* All borrowed. */
struct sealing {
    const struct redaction *redaction; /* NULL: nothing is secret */
    enum shown_values values;
    /* Does the description hold the name, the segment of a path? Asked for VALUES_NONE; NULL: it
       holds none. */
    bool (*holds)(const void *context, struct str name);
    bool (*holds_segment)(const void *context, struct str segment);
    const void *context;
    bool of_header;    /* seal_of_header */
    struct str folder; /* of the description, for fingerprints */
};

#define UNDOCUMENTED_NAME                                                                          \
    "undocumented" /* stands for a name that the description does not hold                         \
                    */

/* A message without its marks. In the arena, or the message itself. */
struct str seal_message(const struct sealing *sealing, struct arena *arena, struct str message);
/* A name of a member, a parameter, a header, a media type; STR_NONE and an empty one stay. */
struct str seal_name(const struct sealing *sealing, struct arena *arena, struct str name);
struct str seal_pointer(const struct sealing *sealing, struct arena *arena, struct str pointer);
/* For the name of a header: those that the program knows are held, too. */
struct sealing seal_of_header(const struct sealing *sealing, bool of_header);
/* A path, segment by segment, or a base of URLs, as a whole. */
struct str seal_path(const struct sealing *sealing, struct arena *arena, struct str path);
struct operation_name seal_operation(const struct sealing *sealing, struct arena *arena,
                                     struct operation_name name);

/* Seals all of it; what is the same then becomes one. */
void findings_seal(struct findings *findings, const struct sealing *sealing);

#endif
