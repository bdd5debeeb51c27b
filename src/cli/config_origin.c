#include "cli/config_origin.h"

static bool is_of(const struct config_origin *origin, const void *target, const char *option)
{
    return origin->target == target && strcmp(origin->row->name, option) == 0;
}

const struct config_origin *config_origin_of(const struct config *config, const void *target,
                                             const char *option)
{
    for (size_t i = config->origins.count; i-- > 0;) /* most often it is the last one */
        if (is_of(&config->origins.items[i], target, option))
            return &config->origins.items[i];
    return NULL;
}

const struct config_origin *config_origin_next(const struct config *config, const void *target,
                                               const char *option, size_t *at)
{
    for (; *at < config->origins.count; ++*at) {
        const struct config_origin *origin = &config->origins.items[*at];

        if (!is_of(origin, target, option))
            continue;
        *at += origin->level >= CONFIG_LEVEL_FILES;
        return origin;
    }
    return NULL;
}

bool config_origin_is_given(const struct config *config, const void *target, const char *option)
{
    const struct config_origin *origin = config_origin_of(config, target, option);

    return origin && origin->level < CONFIG_LEVEL_FILES;
}
