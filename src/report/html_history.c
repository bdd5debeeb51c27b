#include "report/html_history.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/folder_names.h"
#include "event/read.h"

/* ---- which files ---- */

static bool is_event_file(const char *name)
{
    return folder_name_is_visible(name) && str_ends_with(str_of(name), STR(".ndjson"));
}

/* files: that were not taken, and why. */
static void tell(struct history *history, size_t files, const char *text)
{
    history->not_taken += files;
    strbuf_addf(&history->problems, "%s\n", text);
}

static int compare_runs(const void *left, const void *right)
{
    const struct past_run *a = left, *b = right;
    int order = str_compare(a->time, b->time);

    return order ? order : str_compare(a->file, b->file);
}

/* ---- a file ---- */

/* A file may have moved, and a title may have changed. */
static bool is_of_same(const struct event_start *a, const struct event_start *b)
{
    if (a->description_count != b->description_count)
        return false;
    for (size_t i = 0; i < a->description_count; i++)
        if (!str_equal(a->descriptions[i].title, b->descriptions[i].title) &&
            !str_equal(a->descriptions[i].file, b->descriptions[i].file))
            return false;
    return true;
}

/* Why a run cannot be compared with this one; NULL: it can. */
static const char *unlike(const struct event_start *start, const struct event_start *present)
{
    if (start->shard.count > 1)
        return "is of one shard of a run";
    if (!str_equal(start->command, present->command))
        return "is of another command";
    if (!is_of_same(start, present))
        return "is of another description";
    return NULL;
}

static bool is_file_to_read(const char *path, struct error *err)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return error_raise(err, "%s: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return error_raise(err, "%s: is no file", path);
    if (status.st_size > HISTORY_FILE_MAX_BYTES)
        return error_raise(err, "%s: has more than %d bytes", path, HISTORY_FILE_MAX_BYTES);
    return true;
}

static bool next_of(struct event_reader *reader, const char *path, struct arena *arena,
                    struct event *event, struct error *err)
{
    switch (event_reader_next(reader, arena, event, err)) {
    case EVENT_READ:
        return true;
    case EVENT_FILE_END:
    case EVENT_UNFINISHED:
        return error_raise(err, "%s: ends before its run does", path);
    case EVENT_BROKEN:
        break;
    }
    return false;
}

/* Adds the run of which the file tells, as far as its start says it. */
static void look_at(struct history *history, const char *path, const struct event_start *present)
{
    struct error err = {0};
    struct event_reader *reader;
    struct arena arena;
    struct event event;

    if (!is_file_to_read(path, &err) || !(reader = event_reader_open(path, &err))) {
        tell(history, 1, err.message);
        return;
    }
    arena_init(&arena);
    if (next_of(reader, path, &arena, &event, &err) && event.kind == EVENT_START) {
        const char *reason = unlike(event.start, present);

        if (reason)
            error_raise(&err, "%s: %s", path, reason);
        else
            VEC_ADD(&history->runs,
                    ((struct past_run){.file = str_copy(&history->arena, str_of(path)),
                                       .time = str_copy(&history->arena, event.start->time)}));
    }
    if (err.message[0])
        tell(history, 1, err.message);
    arena_release(&arena);
    event_reader_close(reader);
}

static void keep_end(struct past_run *run, const struct event_end *end)
{
    memcpy(run->findings, end->findings, sizeof run->findings);
    run->exchanges = end->exchanges;
    run->operations_seen = end->operations_seen;
    run->operations_total = end->operations_total;
}

/* Reads all of the run; fingerprints: where its findings are kept, or NULL. */
static bool read_run(struct history *history, struct past_run *run, struct map *fingerprints,
                     struct error *err)
{
    struct event_reader *reader = event_reader_open(run->file.text, err);
    struct event event = {.kind = EVENT_START};
    struct arena arena;

    if (!reader)
        return false;
    while (event.kind != EVENT_END) {
        bool read;

        arena_init(&arena);
        read = next_of(reader, run->file.text, &arena, &event, err);
        if (read && event.kind == EVENT_END)
            keep_end(run, event.end);
        if (read && event.kind == EVENT_FINDING && fingerprints)
            *map_put(fingerprints, str_copy(&history->arena, str_of(event.finding->fingerprint))) =
                history;
        arena_release(&arena);
        if (!read)
            break;
    }
    event_reader_close(reader);
    return event.kind == EVENT_END;
}

/* The newest runs of those that were looked at, in full. */
static void read_newest(struct history *history)
{
    size_t kept = 0, first;

    qsort(history->runs.items, history->runs.count, sizeof *history->runs.items, compare_runs);
    first = history->runs.count > HISTORY_RUNS_MAX ? history->runs.count - HISTORY_RUNS_MAX : 0;
    history->older = first;
    for (size_t i = history->runs.count; i-- > first;) {
        struct past_run *run = &history->runs.items[i];
        struct error err = {0};

        if (read_run(history, run, kept ? NULL : &history->fingerprints, &err)) {
            kept++;
            history->runs.items[history->runs.count - kept] = *run;
            continue;
        }
        tell(history, 1, err.message);
        if (!kept)
            map_clear(&history->fingerprints);
    }
    memmove(history->runs.items, history->runs.items + (history->runs.count - kept),
            kept * sizeof *history->runs.items);
    history->runs.count = kept;
}

/* ---- all ---- */

static void look_at_all(struct history *history, const char *path,
                        const struct folder_names *folder, const struct event_start *present)
{
    size_t count = folder->names.count;
    size_t first = count > HISTORY_FILES_MAX ? count - HISTORY_FILES_MAX : 0;
    char text[ERROR_MESSAGE_BYTES];

    if (folder->left_out) {
        snprintf(text, sizeof text, "%s: has more than %d files and folders: some are not seen",
                 path, HISTORY_ENTRIES_MAX);
        tell(history, 1, text);
    }
    if (first) {
        snprintf(text, sizeof text, "%s: %zu %s left out: the last %d by name are looked at", path,
                 first, str_counted(first, "event file is", "event files are"), HISTORY_FILES_MAX);
        tell(history, first, text);
    }
    for (size_t i = first; i < count; i++)
        look_at(history, str_format(&history->arena, "%s/%s", path, folder->names.items[i]).text,
                present);
}

void history_init(struct history *history, const char *folder, const struct event_start *present)
{
    size_t left = HISTORY_ENTRIES_MAX;
    struct folder_names names;
    char text[ERROR_MESSAGE_BYTES];

    *history = (struct history){.not_taken = 0};
    arena_init(&history->arena);
    strbuf_init(&history->problems, SIZE_MAX);
    if (!folder_names_read(&names, folder, is_event_file, &left)) {
        snprintf(text, sizeof text, "%s: %s", folder, strerror(errno));
        tell(history, 1, text);
        return;
    }
    look_at_all(history, folder, &names, present);
    folder_names_release(&names);
    if (history->runs.count)
        read_newest(history);
}

void history_release(struct history *history)
{
    VEC_RELEASE(&history->runs);
    map_release(&history->fingerprints);
    strbuf_release(&history->problems);
    arena_release(&history->arena);
}
