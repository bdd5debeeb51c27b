#include "rules/rule_set.h"

/* Written by base/embed.sh; a row without a name ends it. */
struct embedded {
    const char *name;
    const char *start;
    uint64_t length;
};
extern const struct embedded embedded_files[] __attribute__((visibility("hidden")));

struct str embedded_file(struct str name)
{
    for (const struct embedded *file = embedded_files; file->name; file++) {
        if (str_is(name, file->name))
            return (struct str){file->start, file->length};
    }
    return STR_NONE;
}

struct str embedded_file_name(size_t index)
{
    for (size_t i = 0; i <= index; i++) {
        if (!embedded_files[i].name)
            return STR_NONE;
    }
    return str_of(embedded_files[index].name);
}
