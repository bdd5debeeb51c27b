/* --from har: {"log": {"entries": [...]}} and its bare forms; --from har-lines: one entry object a
   line. */
#include "source/har_entry.h"
#include "source/record_source.h"
#include "source/source_types.h"
#include "stream/json_sketch.h"

enum { LOG = 1, ENTRIES };

static const struct record_step steps[] = {
    {LEVEL_ROOT, "log", LOG},         {LOG, "creator", LEVEL_CONTEXT},
    {LOG, "entries", ENTRIES},        {LEVEL_ROOT, "creator", LEVEL_CONTEXT},
    {LEVEL_ROOT, "entries", ENTRIES}, {LEVEL_ROOT, NULL, LEVEL_RECORD},
    {ENTRIES, NULL, LEVEL_RECORD},    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "HAR",
    .records = "log.entries",
};

static bool recognises(struct str head)
{
    return sketch_has(head, "log") || sketch_has(head, "entries") || sketch_has(head, "[].request");
}

const struct source_type source_har = {
    .name = "har",
    .summary = "HAR: browsers, Playwright, mitmproxy, Charles, Insomnia, Polly.JS",
    .recognises = recognises,
    .layout = &layout,
    .read = har_entry_read,
};

/* An object with a member that only entries have, before any line end in it. */
static bool recognises_lines(struct str head)
{
    return sketch_first_line_has(head, "request") || sketch_first_line_has(head, "response") ||
           sketch_first_line_has(head, "startedDateTime");
}

const struct source_type source_har_lines = {
    .name = "har-lines",
    .summary = "a HAR entry a line, or an exchange as redocly's proxy writes it",
    .recognises = recognises_lines,
    .form = &record_form_lines,
    .read = har_entry_read,
};
