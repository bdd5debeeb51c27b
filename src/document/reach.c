/* Which files references may lead to: those below the roots, but for what is hidden there. */
#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "base/repository.h"
#include "document/documents.h"

void documents_add_root(struct documents *documents, const char *directory)
{
    char *real = file_real_path(directory);

    if (real)
        VEC_ADD(&documents->roots, str_copy(&documents->arena, str_of(real)).text);
    free(real);
}

void documents_add_roots(struct documents *documents, struct str folder)
{
    const char *path = str_copy(&documents->arena, folder).text;
    char *real = file_real_path(path);
    struct str repository = real ? repository_folder(&documents->arena, str_of(real)) : STR_NONE;

    documents_add_root(documents, path);
    if (repository.text)
        documents_add_root(documents, repository.text);
    free(real);
}

/* Of a folder and a path in it: the rest of the path, from its '/' on; STR_NONE: it lies elsewhere.
 */
static struct str path_within(struct str root, struct str path)
{
    if (str_is(root, "/"))
        return path;
    if (!str_starts_with(path, root) ||
        (path.length > root.length && path.text[root.length] != '/'))
        return STR_NONE;
    return str_slice(path, root.length, SIZE_MAX);
}

enum documents_reach documents_reach(const struct documents *documents, struct str real)
{
    enum documents_reach reach = REACH_OUTSIDE;

    for (size_t i = 0; i < documents->roots.count; i++) {
        struct str rest = path_within(str_of(documents->roots.items[i]), real);

        if (rest.text && str_find(rest, STR("/.")) >= rest.length)
            return REACH_ALLOWED;
        if (rest.text)
            reach = REACH_HIDDEN;
    }
    return reach;
}
