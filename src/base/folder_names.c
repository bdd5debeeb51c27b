#include "base/folder_names.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool folder_names_read(struct folder_names *folder, const char *path,
                       bool (*wanted)(const char *name), size_t *left)
{
    DIR *stream = opendir(path);
    const struct dirent *entry;

    *folder = (struct folder_names){.left_out = false};
    if (!stream)
        return false;
    for (errno = 0; (entry = readdir(stream)); errno = 0) {
        folder->left_out = *left == 0;
        if (folder->left_out)
            break;
        --*left;
        if (wanted(entry->d_name))
            VEC_ADD(&folder->names, alloc_text(entry->d_name));
    }
    if (!entry && errno) {
        int reason = errno;

        closedir(stream);
        folder_names_release(folder);
        errno = reason;
        return false;
    }
    closedir(stream);
    if (folder->names.count)
        qsort(folder->names.items, folder->names.count, sizeof *folder->names.items, by_bytes);
    return true;
}

void folder_names_release(struct folder_names *folder)
{
    for (size_t i = 0; i < folder->names.count; i++)
        free(folder->names.items[i]);
    VEC_RELEASE(&folder->names);
}

bool folder_name_is_visible(const char *name)
{
    return name[0] != '.';
}
