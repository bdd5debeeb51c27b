/* Files of schemas: lists of {name, schema}, pairs of which one may hold the other, and
 * descriptions.
 */
#include "measure.h"

/* Of a path what stands behind the last `slashes` of its slashes, without the ending. */
static struct str short_name(const char *path, unsigned slashes)
{
    struct str name = str_of(path);
    size_t from = name.length, end;

    while (from && (name.text[from - 1] != '/' || --slashes))
        from--;
    name = str_slice(name, from, SIZE_MAX);
    end = str_find_last(name, '.');
    return str_slice(name, 0, end);
}

/* What the name of a set says of its schemas. */
static const char *expected_of(struct str set)
{
    if (str_ends_with(set, STR("-sat")))
        return "value";
    return str_ends_with(set, STR("-unsat")) ? "none" : NULL;
}

bool measure_set(const struct options *options, const char *path)
{
    struct str set = short_name(path, 1);
    enum schema_dialect otherwise =
        str_starts_with(set, STR("hw")) ? DIALECT_2019_09 : DIALECT_DRAFT7;
    struct arena arena;
    const struct node *root;

    arena_init(&arena);
    root = read_file(&arena, path);
    for (const struct node *entry = root ? node_first(root) : NULL; entry && entry < node_end(root);
         entry = node_next(entry)) {
        const struct node *schema = node_member(entry, STR("schema"));

        measure(options, &(struct question){.set = set,
                                            .name = node_member_string(entry, "name"),
                                            .file = str_of(path),
                                            .expected = expected_of(set),
                                            .dialect = dialect_said(options, schema, otherwise),
                                            .formats = FORMATS_ERROR,
                                            .terms = {{schema, false}},
                                            .count = 1});
    }
    arena_release(&arena);
    return root != NULL;
}

/* ---- containment: s1SubsetEqOfs2 is true where no value is in the first and not in the second
 * ---- */

static void measure_pair(const struct options *options, struct question question,
                         const struct node *entry)
{
    static const struct {
        const char *name, *inside, *around;
    } claims[] = {{"s1SubsetEqOfs2", "schema1", "schema2"},
                  {"s2SubsetEqOfs1", "schema2", "schema1"}};
    const struct node *tests = node_member(entry, STR("tests"));
    char name[128];

    for (size_t i = 0; i < ARRAY_LENGTH(claims); i++) {
        const struct node *claim = node_member(tests, str_of(claims[i].name));

        if (!claim)
            continue;
        snprintf(name, sizeof name, "%.*s %s", STR_ARGS(node_text(node_member(entry, STR("id")))),
                 claims[i].name);
        question.name = str_of(name);
        question.expected = claim->kind == NODE_TRUE ? "none" : "value";
        question.terms[0] = (struct asked){node_member(entry, str_of(claims[i].inside)), false};
        question.terms[1] = (struct asked){node_member(entry, str_of(claims[i].around)), true};
        measure(options, &question);
    }
}

/* The suite is made of the official one, which asserts formats in optional/ only. */
bool measure_containment(const struct options *options, const char *path)
{
    bool optional = str_find(str_of(path), STR("/optional/")) != SIZE_MAX;
    bool deeper = str_find(str_of(path), STR("/format/")) != SIZE_MAX;
    struct question question = {.set = short_name(path, 2u + optional + deeper),
                                .file = str_of(path),
                                .dialect = options->dialect ? *options->dialect : DIALECT_DRAFT7,
                                .formats = optional ? FORMATS_ERROR : FORMATS_OFF,
                                .count = 2};
    struct arena arena;
    const struct node *root;

    arena_init(&arena);
    root = read_file(&arena, path);
    for (const struct node *entry = root ? node_first(root) : NULL; entry && entry < node_end(root);
         entry = node_next(entry))
        measure_pair(options, question, entry);
    arena_release(&arena);
    return root != NULL;
}

/* ---- descriptions ---- */

/* The dialect of a description's schemas, and where its named ones stand. */
static const struct node *named_schemas(const struct options *options, const struct node *root,
                                        enum schema_dialect *dialect)
{
    static const struct {
        const char *field, *version;
        enum schema_dialect dialect;
    } rows[] = {{"swagger", "2.0", DIALECT_OAS20},
                {"openapi", "3.0", DIALECT_OAS30},
                {"openapi", "3.1", DIALECT_OAS31},
                {"openapi", "3.2", DIALECT_OAS32}};

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (!str_starts_with(node_text(node_member(root, str_of(rows[i].field))),
                             str_of(rows[i].version)))
            continue;
        *dialect = options->dialect ? *options->dialect : rows[i].dialect;
        if (rows[i].dialect == DIALECT_OAS20)
            return node_member(root, STR("definitions"));
        return node_member(node_member(root, STR("components")), STR("schemas"));
    }
    fprintf(stderr, "witness: %.*s: no OpenAPI description\n", STR_ARGS(node_file(root)));
    return NULL;
}

static bool load(struct documents *documents, const char *path, const struct document **document)
{
    struct error err = {0};

    *document = document_load(documents, path, &err);
    if (!*document)
        fprintf(stderr, "witness: %s\n", err.message);
    return *document != NULL;
}

/* What stands twice in an object counts once, as everywhere. */
static void ignore_twice(void *context, const struct duplicate_key *twice)
{
    (void)context;
    (void)twice;
}

bool print_description(const struct options *options, const char *path)
{
    struct documents *documents = documents_new(&(struct documents_options){.twice = ignore_twice});
    const struct document *document;
    bool loaded = load(documents, path, &document);
    struct strbuf text;

    (void)options;
    strbuf_init(&text, SIZE_MAX);
    if (loaded)
        node_write(document->root, &text);
    fwrite(text.text, 1, text.length, stdout);
    strbuf_release(&text);
    documents_free(documents);
    return loaded;
}

bool measure_components(const struct options *options, const char *path)
{
    struct documents *documents = documents_new(&(struct documents_options){.twice = ignore_twice});
    struct question question = {.set = short_name(path, 1),
                                .file = str_of(path),
                                .formats = FORMATS_ERROR,
                                .count = 1,
                                .documents = documents};
    const struct document *document;
    const struct node *schemas = NULL;
    bool loaded = load(documents, path, &document);

    if (loaded)
        schemas = named_schemas(options, document->root, &question.dialect);
    for (const struct node *key = schemas ? node_first(schemas) : NULL;
         key && key < node_end(schemas); key = node_next_key(key)) {
        question.name = node_string(key);
        question.terms[0] = (struct asked){node_value(key), false};
        measure(options, &question);
    }
    documents_free(documents);
    return loaded;
}

/* Opens a description; *question is as it asks. The caller frees its documents. NULL: it cannot be
   read; else its paths. */
const struct node *measure_open(const struct options *options, const char *path,
                                struct question *question)
{
    const struct document *document;

    *question = (struct question){
        .set = short_name(path, 1),
        .file = str_of(path),
        .documents = documents_new(&(struct documents_options){.twice = ignore_twice})};
    if (!load(question->documents, path, &document))
        return NULL;
    named_schemas(options, document->root, &question->dialect);
    return node_member(document->root, STR("paths"));
}

bool measure_bodies(const struct options *options, const char *path)
{
    static const char pointer[] = "/paths/~1a/post/requestBody/content/application~1json/schema";
    struct documents *documents = documents_new(NULL);
    struct question question = {.set = STR("min"),
                                .name = short_name(path, 1),
                                .file = str_of(path),
                                .expected = "value",
                                .formats = FORMATS_ERROR,
                                .count = 1,
                                .documents = documents};
    const struct document *document;
    bool loaded = load(documents, path, &document);

    if (loaded) {
        named_schemas(options, document->root, &question.dialect);
        question.terms[0].schema = pointer_resolve(document->root, STR(pointer));
        loaded = question.terms[0].schema != NULL;
    }
    if (loaded)
        measure(options, &question);
    documents_free(documents);
    return loaded;
}
