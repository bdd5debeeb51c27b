#include "call/chosen_schema.h"

#include "base/file.h"
#include "base/percent.h"
#include "base/uri.h"
#include "call/description.h"
#include "call/options.h"
#include "call/schema_places.h"

/* FILE or FILE#FRAGMENT. A '#' may belong to a file's name. */
struct name {
    char *path;
    struct str fragment;
};

static struct name name_read(const char *text)
{
    struct name name = {.fragment = STR_NONE};
    struct str file = str_of(text);

    if (!file_exists(text))
        file = uri_without_fragment(file, &name.fragment);
    name.path = alloc_zeroed(1, file.length + 1);
    memcpy(name.path, file.text, file.length);
    return name;
}

/* The schema that the fragment, a JSON Pointer, leads to in the document. */
static bool compile_at(struct chosen_schema *chosen, struct schema_set *set,
                       const struct document *document, struct str fragment, struct error *err)
{
    struct arena arena;

    arena_init(&arena);
    chosen->node = pointer_resolve(document->root, percent_decoded(&arena, fragment));
    arena_release(&arena);
    if (!chosen->node)
        return schema_places_raise_nothing(document, fragment, err);
    if (schema_places_is_none(chosen->node))
        return schema_places_raise_none(chosen->node, err);
    chosen->schema = schema_compile(set, chosen->node, err);
    return chosen->schema != NULL;
}

static bool open_description(struct chosen_schema *chosen, const struct schema_choice *choice,
                             const struct name *name, const struct document *document,
                             struct error *err)
{
    if (name->fragment.length == 0)
        return schema_places_raise(name->path, document, err);
    chosen->api = description_load(name->path, choice->description, choice->formats, NULL,
                                   choice->references, err);
    chosen->of_description = true;
    return chosen->api &&
           compile_at(chosen, chosen->api->schemas, chosen->api->document, name->fragment, err);
}

/* Its documents are made here. */
static const struct document *load(struct chosen_schema *chosen, struct references *references,
                                   const char *path, struct error *err)
{
    struct documents_options options = references->documents;
    const struct document *document = NULL;
    bool can_be_had = true;
    struct arena arena;

    arena_init(&arena);
    if (uri_is_http(str_of(path)))
        can_be_had = references_of_url(references, &arena, path, &options, &path, err);
    chosen->documents = documents_new(&options);
    if (can_be_had)
        document = schema_metaschema(documents_arena(chosen->documents), str_of(path));
    if (can_be_had && !document)
        document = document_load(chosen->documents, path, err);
    arena_release(&arena);
    return document;
}

static bool open_named(struct chosen_schema *chosen, const struct schema_choice *choice,
                       const struct name *name, struct error *err)
{
    struct schema_settings settings = {0};
    const struct document *document;

    if (!options_parse_dialect(choice->dialect, &settings.dialect, err) ||
        !options_parse_formats(choice->description->formats, FORMATS_ERROR, &settings.formats,
                               err) ||
        !documents_options_check(&choice->references->documents, err))
        return false;
    document = load(chosen, choice->references, name->path, err);
    if (!document)
        return false;
    settings.documents = chosen->documents;
    if (!choice->dialect && document_is_description(document))
        return open_description(chosen, choice, name, document, err);
    chosen->set = schema_set_new(&settings);
    chosen->dialect = settings.dialect;
    chosen->dialect_was_named = choice->dialect != NULL;
    return compile_at(chosen, chosen->set, document, name->fragment, err);
}

bool chosen_schema_open(struct chosen_schema *chosen, const struct schema_choice *choice,
                        struct error *err)
{
    struct name name = name_read(choice->name);
    bool opened = open_named(chosen, choice, &name, err);

    free(name.path);
    return opened;
}

void chosen_schema_release(struct chosen_schema *chosen)
{
    schema_set_free(chosen->set);
    documents_free(chosen->documents);
    openapi_free(chosen->api);
}
