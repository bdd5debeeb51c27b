/* The schema that a call is given: a file or what a URL of http or https gives, a place in one
   (FILE#/JSON/POINTER), a schema of an OpenAPI description, or a meta-schema by its URI. */
#ifndef OASDRIFT_CALL_CHOSEN_SCHEMA_H
#define OASDRIFT_CALL_CHOSEN_SCHEMA_H

#include "call/references.h"
#include "openapi/openapi.h"

/* Which schema is meant, and how it is read. */
struct schema_choice {
    const char *name;
    const char *dialect; /* NULL: a description's version (and jsonSchemaDialect) tells it; of
                            other files 2020-12, where the schema does not say it itself */
    const struct oasdrift_description_options *description;
    enum format_policy formats;    /* of a description's schema, where the options do not say it; of
                                      other files it is FORMATS_ERROR then */
    struct references *references; /* outlives what is opened */
};

struct chosen_schema {
    struct api *api; /* when it is of a description: documents and set are NULL then */
    struct documents *documents;
    struct schema_set *set;
    const struct schema *schema;
    const struct node *node;     /* where it stands */
    enum schema_dialect dialect; /* where it has no $schema */
    bool dialect_was_named;      /* by the choice */
    bool of_description;         /* is it part of an OpenAPI description? */
};

/* false and err when there is no such schema; *chosen, zeroed before, is to be released all the
   same. */
bool chosen_schema_open(struct chosen_schema *chosen, const struct schema_choice *choice,
                        struct error *err);
void chosen_schema_release(struct chosen_schema *chosen);

#endif
