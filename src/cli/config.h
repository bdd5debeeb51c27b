/* Configuration files: options that neither the command line nor the environment gave, and what
   the project has: APIs with their descriptions and recordings, environments. */
#ifndef OASDRIFT_CLI_CONFIG_H
#define OASDRIFT_CLI_CONFIG_H

#include "base/vec.h"
#include "cli/command.h"

enum { CONFIG_MAX_APIS = 256, CONFIG_MAX_ENVIRONMENTS = 256 };
enum { CONFIG_LOOK_MAX_BYTES = 256 * 1024, CONFIG_LOOK_MAX_MISTAKES = 16 /* of a file */ };
enum { CONFIG_LEVEL_FLAG, CONFIG_LEVEL_ENVIRONMENT, CONFIG_LEVEL_FILES };

/* Where a value in force comes from. A list has one for each of its items, in their order. */
struct config_origin {
    const struct option *row;
    const void *target;  /* what has the field: the invocation, or an API */
    const char *place;   /* "flag", "OASDRIFT_SOME_NAME", "FILE:LINE:COLUMN" */
    const char *written; /* a value with variables in it, as the file has it; else NULL */
    unsigned level;      /* a lower one goes before; of files from CONFIG_LEVEL_FILES on */
};

/* Texts that the options borrow. A zeroed one is empty. */
struct config {
    VEC(char *) texts;
    struct oasdrift_list read; /* the files that were read */
    VEC(struct config_origin) origins;
    VEC(struct oasdrift_api *)
    apis;                             /* in the files' order; without a name: what stands at the top
                                         of a file */
    VEC(const char *) places;         /* of the APIs: where each is named first */
    VEC(const char *) environments;   /* names that the files have */
    VEC(const char *) variables;      /* that the files read: "OASDRIFT_TOKEN" */
    struct oasdrift_api *passed_over; /* takes what is said of others; NULL: nothing is */
    const char *project;              /* the file that names APIs; NULL: none does */
    unsigned level;
};

/* What an API may have in a file: rows whose fields are those of struct oasdrift_api. */
extern const struct option config_api_options[];
/* Prints the JSON Schema of a file. */
void config_schema_print(void);
/* May it stand in a file? */
bool config_has(const struct option *row);

/* Notes the options of the invocation that are set and have no origin yet: those of flags
   (variables false), or of the environment. */
void config_note(struct config *config, const struct option *const *tables,
                 const struct invocation *invocation, bool variables);
/* Fills in, from the project's file and then the user's (cli/config_find.h), what is still unset of
   the command's options. The project's file is invocation->config where that is given; "" reads no
   file at all. What invocation->environment names goes before what else stands in a file. */
bool config_apply(struct config *config, const struct command *command,
                  const struct option *const *tables, struct invocation *invocation,
                  struct error *err);
/* For completion: makes known the APIs and environments of the same files, and takes nothing. It
   says nothing, waits for nothing, and reads no file of more than CONFIG_LOOK_MAX_BYTES. */
void config_look(struct config *config, const struct command *command,
                 const struct option *const *tables, struct invocation *invocation);
/* The API of that name; NULL: there is none. name NULL: what stands at the top. */
struct oasdrift_api *config_api(const struct config *config, const char *name);
/* A copy that lives as long as the config. */
char *config_keep(struct config *config, struct str text);
void config_release(struct config *config);

#endif
