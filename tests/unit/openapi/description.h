/* Descriptions as text for the tests of openapi/ and what lies above it. */
#ifndef UNIT_OPENAPI_DESCRIPTION_H
#define UNIT_OPENAPI_DESCRIPTION_H

#include "openapi/openapi.h"
#include "temporary_file.h"

/* Loads the text from a file of its own, which is gone afterwards. */
static inline struct api *load_text(const char *text, const struct openapi_options *options,
                                    struct error *err)
{
    char path[TEMPORARY_PATH_BYTES];
    struct api *api = openapi_load(write_temporary(path, "", text), options, err);

    unlink(path);
    return api;
}

/* A description of these members under `paths`, and of what `rest` adds to the root. */
static inline struct api *load_paths(const char *paths, const char *rest,
                                     const struct openapi_options *options)
{
    struct error err = {0};
    struct api *api;
    char text[8192];

    ck_assert((size_t)snprintf(text, sizeof text,
                               "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"T\", \"version\": "
                               "\"1\"}, \"paths\": {%s}%s%s}",
                               paths, rest[0] ? ", " : "", rest) < sizeof text);
    api = load_text(text, options, &err);
    ck_assert_msg(api != NULL, "%s", err.message);
    return api;
}

#endif
