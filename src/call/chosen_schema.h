/* The schema that a command is given: a file, a place in one (FILE#/JSON/POINTER), a schema of an
   OpenAPI description, or a meta-schema by its URI. */
#ifndef OASDRIFT_CALL_CHOSEN_SCHEMA_H
#define OASDRIFT_CALL_CHOSEN_SCHEMA_H

#include "call/references.h"
#include "openapi/openapi.h"

struct chosen_schema {
    struct api *api; /* of a description; then it has library and set */
    struct library *library;
    struct schema_set *set;
    const struct schema *schema;
    const struct node *node;     /* where it stands */
    enum schema_dialect dialect; /* unless the schema says it itself */
    bool of_description;         /* lint tells of its mistakes */
};

/* Opens what options->description names, with the dialect and the formats of the options: where
   they say nothing, a description's version (and jsonSchemaDialect) tells the dialect, and formats
   are worth what `formats` says. references outlive it. false and err when there is no such schema;
   *chosen is to be released all the same. */
bool chosen_schema_open(struct chosen_schema *chosen, const struct oasdrift_options *options,
                        enum format_policy formats, const struct references *references,
                        struct error *err);
void chosen_schema_release(struct chosen_schema *chosen);

#endif
