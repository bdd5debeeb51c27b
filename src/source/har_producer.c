#include "source/har_producer.h"

static const struct har_producer producers[] = {
    /* Chrome's DevTools; "with sensitive data" is a choice its user has to make. */
    {.name = "WebInspector", .strips_credentials = true},
    {.name = "Firefox", .appends_part_headers = true},
    {.name = "mitmproxy", .size_is_encoded = true},
    /* report/har_events.c tells in fields of its own what HAR has no place for. */
    {.name = "oasdrift", .is_ours = true},
    /* Polly takes it from Content-Length. */
    {.name = "Polly.JS", .size_is_encoded = true},
};

struct har_producer har_producer_find(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(producers); i++)
        if (str_is(name, producers[i].name))
            return producers[i];
    return (struct har_producer){0};
}
