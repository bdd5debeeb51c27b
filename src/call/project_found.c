#include "call/project_found.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "call/description.h"
#include "openapi/route.h"
#include "source/source.h"
#include "stream/json_sketch.h"

struct finding_out {
    struct project_found *found;
    const char *folder;
    struct references *references;
    struct arena *arena;
    char head[PROJECT_HEAD_BYTES];
};

static const char *path_from_here(const struct finding_out *look, const char *path)
{
    return strcmp(look->folder, ".") == 0
               ? path
               : str_format(look->arena, "%s/%s", look->folder, path).text;
}

static void put_aside(struct finding_out *look, const char *path, struct str why)
{
    VEC_ADD(&look->found->aside, ((struct found_aside){.path = path, .why = why}));
}

/* ---- descriptions ---- */

/* NULL ends them. */
static const char *const versions[] = {"openapi", "swagger", NULL};
/* Where members are sorted by their names, these stand first, and the version far behind. */
static const char *const others[] = {"components", "definitions",  "info",
                                     "paths",      "basePath",     "host",
                                     "consumes",   "externalDocs", NULL};

static bool is_one_of(struct str key, const char *const *keys)
{
    for (; *keys; keys++)
        if (str_is(key, *keys))
            return true;
    return false;
}

/* "openapi: 3.1.0", its key quoted or not. */
static bool is_line_of(struct str line, const char *const *keys)
{
    struct str key = str_trim(str_cut(&line, ':'));

    if (!line.text)
        return false;
    if (key.length > 2 && char_is_any(key.text[0], "\"'"))
        key = str_slice(key, 1, key.length - 2);
    return is_one_of(key, keys);
}

/* Does a member of the root have one of the names? */
static bool has_member(struct str text, const char *const *keys)
{
    struct str rest = text;

    if (str_starts_with(str_trim(str_slice(text, 0, SOURCE_HEAD_BYTES)), STR("{"))) {
        for (; *keys; keys++)
            if (sketch_has(text, *keys))
                return true;
        return false;
    }
    while (rest.text) {
        struct str line = str_cut(&rest, '\n');

        if (line.length && !char_is_any(line.text[0], " \t#-") && is_line_of(line, keys))
            return true;
    }
    return false;
}

static struct str read_head(struct finding_out *look, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t length = 0;

    if (file) {
        length = fread(look->head, 1, sizeof look->head, file);
        fclose(file);
    }
    return (struct str){look->head, length};
}

static bool looks_like_description(struct finding_out *look, const char *path)
{
    struct str head = read_head(look, path), whole;
    bool looks = has_member(head, versions);
    struct arena arena;

    if (looks || head.length < sizeof look->head || !has_member(head, others))
        return looks;
    arena_init(&arena);
    looks =
        file_read(&arena, path, PROJECT_WHOLE_BYTES, &whole, NULL) && has_member(whole, versions);
    arena_release(&arena);
    return looks;
}

/* A bundle, or the same in the other notation. */
static struct found_description *twin_of(const struct project_found *found, const struct api *api)
{
    for (size_t i = 0; i < found->descriptions.count; i++) {
        const struct api *other = found->descriptions.items[i]->api;

        if (str_equal(other->title, api->title) &&
            str_equal(other->api_version, api->api_version) &&
            other->operation_count == api->operation_count)
            return found->descriptions.items[i];
    }
    return NULL;
}

static size_t depth_of(const char *path)
{
    size_t depth = 0;

    for (; *path; path++)
        depth += *path == '/';
    return depth;
}

static void put_twin_aside(struct finding_out *look, const char *path, const char *twin)
{
    put_aside(look, path, str_format(look->arena, "the same API as %s", twin));
}

/* Of two of one API the one nearer to the top is kept. */
static void keep_twin(struct finding_out *look, const char *path, struct api *api,
                      struct found_description *twin)
{
    bool is_nearer = depth_of(path) < depth_of(twin->path);
    struct api *other = is_nearer ? twin->api : api;

    if (is_nearer) {
        put_twin_aside(look, twin->path, path);
        *twin = (struct found_description){.path = path, .api = api};
    } else {
        put_twin_aside(look, path, twin->path);
    }
    openapi_free(other);
}

static void keep_description(struct finding_out *look, const char *path, struct api *api)
{
    struct found_description *twin = twin_of(look->found, api);
    struct found_description *kept;

    if (twin) {
        keep_twin(look, path, api, twin);
        return;
    }
    if (api->operation_count == 0) {
        put_aside(look, path, STR("a description without operations"));
        openapi_free(api);
        return;
    }
    kept = ARENA_NEW(look->arena, struct found_description);
    *kept = (struct found_description){.path = path, .api = api};
    VEC_ADD(&look->found->descriptions, kept);
}

/* A configuration is YAML, and cannot name it else. */
static bool can_be_named(struct finding_out *look, const char *path)
{
    bool can = utf8_is_valid(str_of(path));

    if (!can)
        put_aside(look, path, STR("its name is no UTF-8"));
    return can;
}

/* false: it does not look like one. */
static bool take_description(struct finding_out *look, const char *path)
{
    static const struct oasdrift_description_options options;
    const char *from_here = path_from_here(look, path);
    struct error err = {0};
    struct api *api;

    if (!looks_like_description(look, from_here))
        return false;
    if (!can_be_named(look, path))
        return true;
    if (look->found->descriptions.count == PROJECT_MAX_DESCRIPTIONS) {
        look->found->left_out = true;
        return true;
    }
    api = description_load(from_here, &options, FORMATS_STANDARD, NULL, look->references, &err);
    if (api)
        keep_description(look, path, api);
    else
        put_aside(look, path,
                  str_format(look->arena, "begins like a description, and cannot be read: %s",
                             err.message));
    return true;
}

/* ---- recordings ---- */

static bool hits(const struct api *api, const struct request *request)
{
    struct route route;

    route_match(api, request->method, request->url, &route);
    return route.operation != NULL;
}

/* Counts for each description the requests that hit it. */
static void count_hits(struct finding_out *look, struct source *source, size_t *counts,
                       struct found_recording *recording)
{
    struct project_found *found = look->found;

    while (recording->requests < PROJECT_REQUESTS) {
        struct exchange exchange = {0};
        struct error err = {0};
        enum source_step step;

        arena_clear(source->arena);
        step = source_next(source, &exchange, &err);
        if (step == SOURCE_END || step == SOURCE_FAILED)
            return;
        if (step == SOURCE_SKIPPED && exchange.request.url.length == 0)
            continue;
        recording->requests++;
        for (size_t i = 0; i < found->descriptions.count; i++)
            counts[i] += hits(found->descriptions.items[i]->api, &exchange.request);
    }
}

/* How many folders from the top both lie in, and one more where their names are alike. */
static size_t nearness(const char *path, const char *other)
{
    struct str a = path_directory(str_of(path)), b = path_directory(str_of(other));
    struct str name = path_base_name(str_of(path)), other_name = path_base_name(str_of(other));
    size_t near = str_equal(str_cut(&name, '.'), str_cut(&other_name, '.'));

    while (a.text && b.text && str_equal(str_cut(&a, '/'), str_cut(&b, '/')))
        near += 2;
    return near;
}

/* That whose operations are hit most often; of equal ones the nearest. */
static void choose_description(struct finding_out *look, const size_t *counts,
                               struct found_recording *recording)
{
    size_t nearest = 0;

    for (size_t i = 0; i < look->found->descriptions.count; i++) {
        struct found_description *description = look->found->descriptions.items[i];
        size_t near = nearness(recording->path, description->path);

        if (!counts[i] || counts[i] < recording->hits ||
            (counts[i] == recording->hits && near < nearest))
            continue;
        recording->also = counts[i] == recording->hits && near == nearest ? recording->of : NULL;
        recording->hits = counts[i];
        recording->of = description;
        nearest = near;
    }
}

static void take_recording(struct finding_out *look, const char *path)
{
    size_t counts[PROJECT_MAX_DESCRIPTIONS] = {0};
    struct found_recording recording = {.path = path};
    struct error err = {0};
    struct source source;
    struct arena exchanges;
    bool recognised;

    if (look->found->recordings.count == PROJECT_MAX_RECORDINGS) {
        look->found->left_out = true;
        return;
    }
    arena_init(&exchanges);
    if (source_open_if_recognised(&source, path_from_here(look, path), &exchanges, &recognised,
                                  &err)) {
        recording.format = source.type->name;
        count_hits(look, &source, counts, &recording);
        source_close(&source);
        choose_description(look, counts, &recording);
    }
    if (recording.requests && can_be_named(look, path))
        VEC_ADD(&look->found->recordings, recording);
    arena_release(&exchanges);
}

/* ---- names ---- */

static bool says_nothing(struct str name)
{
    static const char *const common[] = {"openapi", "swagger", "api",  "index", "spec",
                                         "schema",  "docs",    "root", "main",  "public"};

    for (size_t i = 0; i < ARRAY_LENGTH(common); i++)
        if (str_is(name, common[i]))
            return true;
    return name.length == 0 || str_is(name, ".") || str_is(name, "..");
}

/* "services/users/openapi.yaml" -> "users", "specs/billing.v2.yaml" -> "billing.v2"; "api" where
   no part of the path says anything. */
static struct str name_of(struct str path)
{
    struct str name = path_base_name(path), folder = path_directory(path);

    name = str_slice(name, 0, str_find_last(name, '.'));
    while (says_nothing(name) && !str_is(folder, ".")) {
        name = path_base_name(folder);
        folder = path_directory(folder);
    }
    return says_nothing(name) ? STR("api") : name;
}

/* A name is made of letters, digits, and - _ . */
static struct str name_in_file(struct arena *arena, struct str path)
{
    struct str name = name_of(path);
    char *out;

    while (name.length && !ascii_is_alpha(name.text[0]) && !ascii_is_digit(name.text[0]))
        name = str_slice(name, 1, SIZE_MAX); /* "-x" would be an option */
    if (name.length == 0)
        name = STR("api");
    out = arena_alloc(arena, name.length + 1);

    for (size_t i = 0; i < name.length; i++) {
        char c = name.text[i];

        out[i] = ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "-_.") ? c : '-';
    }
    out[name.length] = '\0';
    return (struct str){out, name.length};
}

static bool is_taken(const struct project_found *found, size_t before, struct str name)
{
    for (size_t i = 0; i < before; i++)
        if (str_equal(found->descriptions.items[i]->name, name))
            return true;
    return false;
}

static void name_descriptions(struct finding_out *look)
{
    struct project_found *found = look->found;

    for (size_t i = 0; i < found->descriptions.count; i++) {
        struct found_description *description = found->descriptions.items[i];
        struct str name = name_in_file(look->arena, str_of(description->path));

        description->name = name;
        for (size_t n = 2; is_taken(found, i, description->name); n++)
            description->name = str_format(look->arena, "%.*s-%zu", STR_ARGS(name), n);
    }
}

/* ---- all of it ---- */

void project_found_read(struct project_found *found, const char *folder,
                        const struct project_files *files, struct references *references,
                        struct arena *arena)
{
    struct finding_out *look = alloc_zeroed(1, sizeof *look);
    bool *is_description = alloc_zeroed(files->paths.count + 1, sizeof *is_description);

    look->found = found;
    look->folder = folder;
    look->references = references;
    look->arena = arena;
    for (size_t i = 0; i < files->paths.count; i++)
        is_description[i] = take_description(look, files->paths.items[i]);
    name_descriptions(look);
    for (size_t i = 0; i < files->paths.count; i++)
        if (!is_description[i])
            take_recording(look, files->paths.items[i]);
    free(is_description);
    free(look);
}

void project_found_release(struct project_found *found)
{
    for (size_t i = 0; i < found->descriptions.count; i++)
        openapi_free(found->descriptions.items[i]->api);
    VEC_RELEASE(&found->descriptions);
    VEC_RELEASE(&found->recordings);
    VEC_RELEASE(&found->aside);
}
