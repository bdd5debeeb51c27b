/* Schemas alone: any text, as JSON or YAML, compiles in every dialect or is refused with a place;
   its program can be printed, its types asked for, and the node it stands in is left as it was.
   Input: a byte for dialect and language, then the text. */
#include <stdio.h>
#include <stdlib.h>

#include "document/document.h"
#include "schema/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DIALECTS = DIALECT_OAS32 + 1, AS_YAML = 0x80 };

static void complain(const char *what)
{
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static void count_line(void *context, struct str line)
{
    if (!line.text || memchr(line.text, '\n', line.length))
        complain("a program is printed line by line");
    ++*(size_t *)context;
}

/* Compiling once more gives what was compiled. */
static void examine(struct schema_set *set, const struct node *root, const struct schema *schema)
{
    size_t lines = 0;

    schema_print(schema, count_line, &lines);
    if (lines == 0)
        complain("a program has an instruction");
    schema_types(schema);
    if (schema_compile(set, root, NULL) != schema)
        complain("a schema is compiled once");
}

static void compile(const struct document *document, enum schema_dialect dialect,
                    struct str dialect_uri)
{
    struct schema_settings settings = {
        .dialect = dialect, .dialect_uri = dialect_uri, .formats = FORMATS_STANDARD};
    struct schema_set *set = schema_set_new(&settings);
    struct error err = {0};
    const struct schema *schema = schema_compile(set, document->root, &err);

    if (!schema != err.raised)
        complain("a refusal has a reason");
    if (!schema && strncmp(err.message, "fuzz", strlen("fuzz")) != 0)
        complain("a reason has a place");
    if (schema)
        examine(set, document->root, schema);
    schema_set_free(set);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data + 1, size - 1};
    struct read_failure failure;
    const struct document *document;
    struct arena arena;

    if (size < 2)
        return 0;
    arena_init(&arena);
    document = data[0] & AS_YAML ? yaml_read(&arena, STR("fuzz.yaml"), text, &failure)
                                 : json_read(&arena, STR("fuzz.json"), text, &failure);
    if (document) {
        enum schema_dialect dialect = (enum schema_dialect)(data[0] % DIALECTS);

        compile(document, dialect, STR_NONE);
        compile(document, dialect, node_member_string(document->root, "title"));
    }
    arena_release(&arena);
    return 0;
}
