/* oasdrift_mock: serves a description until it is interrupted. */
#include "oasdrift.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "base/file_output.h"
#include "call/caller.h"
#include "call/description.h"
#include "serve/mock.h"

/* Prints the address, and the URLs below which the paths of the description begin. false and err:
   nobody will learn it. */
static bool tell_address(const struct api *api, unsigned port, struct error *err)
{
    struct str bases[8];
    size_t count = openapi_bases(api, bases, ARRAY_LENGTH(bases));

    printf("listening on http://127.0.0.1:%u\n", port);
    for (size_t i = 0; i < count; i++)
        printf("serving http://127.0.0.1:%u%.*s\n", port, STR_ARGS(bases[i]));
    fflush(stdout);
    return file_is_written(stdout) || error_raise(err, "standard output: %s", strerror(errno));
}

static void wait_for_the_end(const struct oasdrift_terminal_options *terminal)
{
    enum { LOOK_MS = 100 };
    const struct timespec pause = {0, LOOK_MS * 1000000L};

    while (!caller_interrupts(terminal))
        nanosleep(&pause, NULL);
}

int oasdrift_mock(const char *description, const struct oasdrift_mock_options *options)
{
    static const struct oasdrift_mock_options defaults;
    struct references references = {0};
    struct file_uses uses;
    struct error err = {0};
    struct api *api = NULL;
    struct mock *mock = NULL;
    bool told = false;

    if (!options)
        options = &defaults;
    file_uses_init(&uses);
    if (references_init(&references, &options->description, &options->terminal, &uses, &err))
        api = description_load(description, &options->description, FORMATS_STANDARD, NULL,
                               &references, &err);
    if (api)
        mock = mock_start(api, (unsigned short)options->port, &err);
    if (mock) {
        told = tell_address(api, mock_port(mock), &err);
        if (told)
            wait_for_the_end(&options->terminal);
        mock_stop(mock);
    }
    openapi_free(api);
    references_release(&references);
    file_uses_release(&uses);
    if (told)
        return OASDRIFT_OK;
    caller_say(&options->terminal, err.message);
    return mock ? OASDRIFT_INTERNAL : OASDRIFT_UNUSABLE;
}
