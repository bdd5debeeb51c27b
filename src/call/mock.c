/* oasdrift_mock: serves a description until it is interrupted. */
#include "oasdrift.h"

#include <stdio.h>
#include <time.h>

#include "call/options.h"
#include "call/session.h"
#include "serve/mock.h"

/* The address, and what a client needs: where under it the description's paths begin. */
static void tell_address(const struct api *api, unsigned port)
{
    struct str bases[8];
    size_t count = openapi_bases(api, bases, ARRAY_LENGTH(bases));

    printf("listening on http://127.0.0.1:%u\n", port);
    for (size_t i = 0; i < count; i++)
        printf("serving http://127.0.0.1:%u%.*s\n", port, STR_ARGS(bases[i]));
    fflush(stdout);
}

int oasdrift_mock(const struct oasdrift_options *options)
{
    enum { LOOK_MS = 100 };
    const struct mock_settings settings = {.port = (unsigned short)options->port};
    const struct timespec pause = {0, LOOK_MS * 1000000L};
    struct references references = {0};
    struct error err = {0};
    struct api *api = references_init(&references, options, &err)
                          ? options_load_api(options, &references, options->description, &err)
                          : NULL;
    struct mock *mock = api ? mock_start(api, &settings, &err) : NULL;

    if (!mock) {
        openapi_free(api);
        references_release(&references);
        return options_unusable(options, &err);
    }
    tell_address(api, mock_port(mock));
    while (!options->interrupted || !*options->interrupted)
        nanosleep(&pause, NULL);
    mock_stop(mock);
    openapi_free(api);
    references_release(&references);
    return OASDRIFT_OK;
}
