#include "cli/recording_patterns.h"

#include "base/file_pattern.h"
#include "cli/config_origin.h"
#include "cli/text_list.h"

/* What fits nothing stays: that it cannot be read will be told. */
static bool add_found(struct config *config, struct oasdrift_list *list, const char *pattern,
                      struct error *err)
{
    struct file_pattern found;
    bool fits = file_pattern_find(&found, pattern, err);

    if (fits && list->count + found.paths.count > RECORDINGS_MAX)
        fits = error_raise(err, "more than %d files fit", RECORDINGS_MAX);
    for (size_t i = 0; fits && i < found.paths.count; i++)
        text_list_add(list, config_keep(config, str_of(found.paths.items[i])));
    if (fits && !found.paths.count)
        text_list_add(list, pattern);
    file_pattern_release(&found);
    return fits;
}

bool recording_patterns_find(struct config *config, const struct oasdrift_api *api,
                             struct oasdrift_list *found, struct error *err)
{
    size_t at = 0;

    for (size_t i = 0; i < api->recordings.count; i++) {
        const char *path = api->recordings.items[i];
        const struct config_origin *origin = config_origin_next(config, api, "recordings", &at);
        struct error problem = {0};

        if (!file_is_pattern(path))
            text_list_add(found, path);
        else if (!add_found(config, found, path, &problem))
            return error_raise(err,
                               "%s: recordings: %s; a folder stands for all files below it, and a "
                               "narrower pattern looks at less",
                               origin->place, problem.message);
    }
    return true;
}
