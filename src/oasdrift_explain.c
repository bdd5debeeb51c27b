/* oasdrift_explain_program: what a schema was compiled to; oasdrift_explain_rules: which rules are
   in force. */
#include <stdio.h>

#include "base/uri.h"
#include "openapi/openapi.h"
#include "references.h"
#include "session.h"

/* What a schema is taken from, and what must be given back. */
struct explained {
    struct references references;
    struct api *api; /* of a description; then it has library and set */
    struct library *library;
    struct schema_set *set;
    const struct schema *schema;
};

static void explained_release(struct explained *explained)
{
    schema_set_free(explained->set);
    library_free(explained->library);
    openapi_free(explained->api);
    references_release(&explained->references);
}

static bool is_description(const struct node *root)
{
    return node_member(root, STR("openapi")) || node_member(root, STR("swagger"));
}

/* The schema that the fragment, a JSON Pointer, leads to in the document. */
static const struct schema *compile_at(struct schema_set *set, const struct document *document,
                                       struct str fragment, struct error *err)
{
    struct arena arena;
    const struct node *node;

    arena_init(&arena);
    node = pointer_resolve(document->root, uri_decode(&arena, fragment));
    arena_release(&arena);
    if (node)
        return schema_compile(set, node, err);
    error_raise(err, "%.*s: nothing stands at #%.*s", STR_ARGS(document->file), STR_ARGS(fragment));
    return NULL;
}

/* A description's version and jsonSchemaDialect tell the dialect. */
static bool compile_of_description(struct explained *explained,
                                   const struct oasdrift_options *options, const char *path,
                                   struct str fragment, struct error *err)
{
    if (fragment.length == 0)
        return error_raise(err,
                           "%s is an OpenAPI description; name one of its schemas, such as "
                           "%s#/components/schemas/NAME",
                           path, path);
    explained->api = options_load_api(options, &explained->references, path, err);
    if (explained->api)
        explained->schema =
            compile_at(explained->api->schemas, explained->api->document, fragment, err);
    return explained->schema != NULL;
}

static bool compile(struct explained *explained, const struct oasdrift_options *options,
                    const char *path, struct str fragment, struct error *err)
{
    struct schema_settings settings = {0};
    const struct document *document;

    if (!options_parse_dialect(options->dialect, &settings.dialect, err) ||
        !options_parse_formats(options->formats, FORMATS_ERROR, &settings.formats, err) ||
        !references_init(&explained->references, options, err) ||
        !library_options_check(&explained->references.library, err))
        return false;
    explained->library = settings.library = library_new(&explained->references.library);
    document = document_load(explained->library, path, err);
    if (!document)
        return false;
    if (!options->dialect && is_description(document->root))
        return compile_of_description(explained, options, path, fragment, err);
    explained->set = schema_set_new(&settings);
    explained->schema = compile_at(explained->set, document, fragment, err);
    return explained->schema != NULL;
}

static void print_line(void *context, struct str line)
{
    FILE *out = context;

    fwrite(line.text, 1, line.length, out);
    fputc('\n', out);
}

int oasdrift_explain_program(const struct oasdrift_options *options)
{
    struct explained explained = {0};
    struct error err = {0};
    struct str fragment;
    struct str file = uri_without_fragment(str_of(options->description), &fragment);
    char *path = alloc_zeroed(1, file.length + 1);

    memcpy(path, file.text, file.length);
    if (compile(&explained, options, path, fragment, &err))
        schema_print(explained.schema, print_line, stdout);
    explained_release(&explained);
    free(path);
    return err.raised ? options_unusable(options, &err) : OASDRIFT_OK;
}

int oasdrift_explain_rules(const struct oasdrift_options *options)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    for (size_t i = 0; i < options->rule_sets.count && !err.raised; i++)
        rules_add(rules, options->rule_sets.items[i], &err);
    if (!err.raised)
        rules_print(rules, print_line, stdout);
    rules_free(rules);
    return err.raised ? options_unusable(options, &err) : OASDRIFT_OK;
}
