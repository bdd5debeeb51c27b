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

static bool has_any(struct str head, const char *const *paths)
{
    for (; *paths; paths++)
        if (sketch_has(head, *paths))
            return true;
    return false;
}

/* A list without anything in it is an empty recording, of whatever format. */
static bool is_empty_list(struct str head)
{
    head = str_trim(head);
    return str_starts_with(head, STR("[")) && str_is(str_trim(str_slice(head, 1, SIZE_MAX)), "]");
}

/* A log by what only HAR has in one; bare entries by their request. */
static bool recognises(struct str head)
{
    static const char *const marks[] = {"log.entries",        "log.version", "log.creator",
                                        "log.browser",        "log.pages",   "log.comment",
                                        "entries.[].request", NULL};
    static const char *const urls[] = {"[].request.url", "[].request.uri", NULL};

    return is_empty_list(head) || has_any(head, marks) ||
           (sketch_has(head, "[].request.method") && has_any(head, urls)) ||
           (sketch_has(head, "[].startedDateTime") &&
            (sketch_has(head, "[].request") || sketch_has(head, "[].time") ||
             sketch_has(head, "[].pageref") || sketch_has(head, "[]._initiator")));
}

const struct source_type source_har = {
    .name = "har",
    .summary = "HAR: browsers, Playwright, mitmproxy, Charles, Insomnia, Polly.JS",
    .recognises = recognises,
    .layout = &layout,
    .read = har_entry_read,
};

static bool is_entry(struct str line)
{
    return (sketch_has(line, "request.method") &&
            (sketch_has(line, "request.url") || sketch_has(line, "request.uri"))) ||
           (sketch_has(line, "startedDateTime") &&
            (sketch_has(line, "request") || sketch_has(line, "response")));
}

/* One of the first lines is an object that is an entry; it may be cut off. */
static bool recognises_lines(struct str head)
{
    enum { LINES_MAX = 50 };

    for (size_t i = 0; head.text && i < LINES_MAX; i++) {
        struct str line = str_trim(str_cut(&head, '\n'));

        if (str_starts_with(line, STR("{")) && is_entry(line))
            return true;
    }
    return false;
}

const struct source_type source_har_lines = {
    .name = "har-lines",
    .summary = "a HAR entry a line, or an exchange as redocly's proxy, Kong and APISIX write it",
    .recognises = recognises_lines,
    .form = &record_form_lines,
    .read = har_entry_read,
};
