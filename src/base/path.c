#include "base/path.h"

#include "base/strbuf.h"
#include "base/uri.h"
#include "base/vec.h"

static bool is_uri(struct str path)
{
    return str_find(path, STR("://")) != SIZE_MAX;
}

/* What of a URI is a path: a query may have a '/' in it. */
static struct str without_query(struct str path)
{
    return is_uri(path) ? str_slice(path, 0, str_find_any(path, "?#")) : path;
}

struct str path_directory(struct str path)
{
    path = without_query(path);
    while (path.length && path.text[path.length - 1] != '/')
        path.length--;
    if (path.length == 0)
        return STR(".");
    if (path.length > 1)
        path.length--;
    return path;
}

struct str path_base_name(struct str path)
{
    size_t at;

    path = without_query(path);
    at = path.length;

    while (at && path.text[at - 1] != '/')
        at--;
    return str_slice(path, at, SIZE_MAX);
}

static bool is_absolute(struct str path)
{
    return str_starts_with(path, STR("/"));
}

struct components {
    VEC(struct str) names;
};

/* The components that are left once "." and ".." are worked out. */
static void split(struct components *components, struct str path)
{
    struct str rest = path;

    while (rest.text) {
        struct str name = str_cut(&rest, '/');
        size_t count = components->names.count;

        if (name.length == 0 || str_is(name, "."))
            continue;
        if (!str_is(name, ".."))
            VEC_ADD(&components->names, name);
        else if (count && !str_is(components->names.items[count - 1], ".."))
            components->names.count--;
        else if (!is_absolute(path)) /* above "/" is "/" */
            VEC_ADD(&components->names, name);
    }
}

/* The components from `from` on, after `up` times "..". */
static struct str join(struct arena *arena, const struct components *components, bool absolute,
                       size_t up, size_t from)
{
    struct strbuf out;
    struct str joined;

    strbuf_init(&out, SIZE_MAX);
    if (absolute)
        strbuf_add_char(&out, '/');
    for (size_t i = 0; i < up; i++)
        strbuf_add_text(&out, i ? "/.." : "..");
    for (size_t i = from; i < components->names.count; i++) {
        if (i > from || up)
            strbuf_add_char(&out, '/');
        strbuf_add(&out, components->names.items[i]);
    }
    joined = str_copy(arena, out.length ? strbuf_str(&out) : STR("."));
    strbuf_release(&out);
    return joined;
}

struct str path_normalise(struct arena *arena, struct str path)
{
    struct components components = {0};
    struct str normal;

    split(&components, path);
    normal = join(arena, &components, is_absolute(path), 0, 0);
    VEC_RELEASE(&components.names);
    return normal;
}

static size_t shared_count(const struct components *a, const struct components *b)
{
    size_t shared = 0;

    while (shared < a->names.count && shared < b->names.count &&
           str_equal(a->names.items[shared], b->names.items[shared]))
        shared++;
    return shared;
}

struct str path_relative(struct arena *arena, struct str path, struct str folder)
{
    struct components file = {0}, base = {0};
    struct str relative;
    size_t shared;

    if (is_uri(path) && !uri_shares_origin(path, folder))
        return path;
    path = without_query(path);
    relative = path_base_name(path);
    split(&file, path);
    split(&base, folder);
    shared = shared_count(&file, &base);
    if (is_absolute(path) == is_absolute(folder) &&
        (shared == base.names.count || !str_is(base.names.items[shared], "..")))
        relative = join(arena, &file, false, base.names.count - shared, shared);
    VEC_RELEASE(&file.names);
    VEC_RELEASE(&base.names);
    return relative;
}

struct str path_common_folder(struct arena *arena, const struct str *paths, size_t count)
{
    struct components common = {0};
    struct str folder = STR(".");
    bool alike = count > 0;

    for (size_t i = 0; i < count; i++) {
        struct components one = {0};

        split(&one, path_directory(paths[i]));
        alike = alike && is_absolute(paths[i]) == is_absolute(paths[0]);
        if (i == 0) {
            common = one;
            continue;
        }
        common.names.count = shared_count(&common, &one);
        VEC_RELEASE(&one.names);
    }
    if (alike)
        folder = join(arena, &common, is_absolute(paths[0]), 0, 0);
    VEC_RELEASE(&common.names);
    return folder;
}
