#include "call/recordings.h"

#include "base/file.h"
#include "call/caller.h"
#include "source/recording_list.h"

bool recordings_init(struct recordings *recordings,
                     const struct oasdrift_recording_options *options,
                     const struct oasdrift_terminal_options *terminal, struct error *err)
{
    const char *variable = NULL;

    *recordings = (struct recordings){.from = options->from};
    arena_init(&recordings->paths);
    arena_init(&recordings->exchanges);
    if (!share_parse(&recordings->share, options->shard, options->shard_by, &variable, err))
        return false;
    if (variable)
        caller_mention(terminal, "shard %zu of %zu, by %s", recordings->share.index,
                       recordings->share.count, variable);
    return true;
}

void recordings_release(struct recordings *recordings)
{
    arena_release(&recordings->exchanges);
    arena_release(&recordings->paths);
}

struct shard recordings_shard(const struct recordings *recordings)
{
    return (struct shard){.index = recordings->share.index,
                          .count = recordings->share.count,
                          .told = recordings->share.count > 0,
                          .by = recordings->share.by};
}

/* A file of a directory that is no recording is left out and noted. */
static void note_no_recording(struct run *run, const char *path)
{
    const struct not_checked entry = {.reason =
                                          STR("a file of the directory is no recording we know"),
                                      .part = PART_RESPONSE_STATUS,
                                      .sources = {str_of(path)},
                                      .source_count = 1,
                                      .count = 1};

    run_note(run, &entry);
}

/* A file of a directory that is also an output is an input only if it is a recording: not a report
   of yesterday. */
static bool is_spared(struct recordings *recordings, const char *path, struct error *err)
{
    bool recognised = true;
    struct source source;
    struct error unread = {0};

    if (!recordings->uses || !file_uses_writes(recordings->uses, path))
        return true;
    arena_clear(&recordings->exchanges);
    if (source_open_if_recognised(&source, path, &recordings->exchanges, &recognised, &unread))
        source_close(&source);
    return !recognised || file_uses_allow(recordings->uses, path, err);
}

/* Somebody may have given a URL in its place. */
static void note_unread(struct recordings *recordings, struct run *run, const char *path,
                        const struct error *problem)
{
    struct arena *arena = &recordings->paths;

    run_diagnose(run, "run.recording-malformed", redact_message(arena, str_of(problem->message)),
                 redact_message(arena, str_of(path)));
}

/* What is known of a recording without opening it. */
static struct event_source unopened(const struct share *share, const char *path)
{
    struct event_source about = {.name = str_of(path)};

    if (share->count == 0)
        return about;
    if (share->by == SHARE_BY_FILES || share->by == SHARE_BY_INPUT)
        about.divided = share->by;
    if (share->by != SHARE_BY_INPUT)
        about.bytes = file_size(path);
    return about;
}

/* A source whose records were judged. */
static void count_records(struct run *run, const struct source *source, struct event_source about)
{
    bool is_part = source->share.count > 0;

    about.records = source->records;
    about.relative = source->relative;
    if (is_part && about.divided == SHARE_BY_AUTO)
        about.divided = source->relative ? SHARE_BY_RANGES : SHARE_BY_RECORDS;
    if (about.divided == SHARE_BY_RANGES)
        about.bytes = source->range.size;
    about.counted = about.divided == SHARE_BY_RECORDS && source->ended;
    about.all_records = about.counted ? source->index : 0;
    run_count_records(run, &about);
}

/* in_directory: the file was found in a directory, nobody named it. */
static bool judge_file(struct recordings *recordings, struct run *run, const char *path,
                       bool in_directory, struct error *err)
{
    const char *from = recordings->from;
    const struct share *share = &recordings->share;
    size_t file = recordings->file_count++;
    struct arena *arena = &recordings->exchanges;
    struct source source;
    struct error problem = {0};
    struct event_source about = unopened(share, path);
    bool recognised = true, opened, judged;

    if (in_directory && !is_spared(recordings, path, err))
        return false;
    if (!share_has_file(share, file)) {
        run_count_records(run, &about);
        return true;
    }
    arena_clear(arena);
    opened = in_directory && !from
                 ? source_open_if_recognised(&source, path, arena, &recognised, &problem)
                 : source_open_share(&source, path, from, share, file, arena, &problem);
    if (!recognised && share_has_record(share, file, 0))
        note_no_recording(run, path);
    else if (recognised && !opened)
        note_unread(recordings, run, path, &problem);
    if (!opened) {
        about.foreign = !recognised;
        if (recognised || share->count)
            run_count_records(run, &about);
        return true;
    }
    source.share = *share;
    source.file = file;
    source.uses = recordings->uses;
    judged = run_source(run, &source, err);
    count_records(run, &source, about);
    source_close(&source);
    return judged;
}

static bool judge_recording(struct recordings *recordings, struct run *run, const char *path,
                            struct error *err)
{
    struct recording_list list;
    struct error problem = {0};
    bool judged = true;

    if (!recording_list_read(&list, path, &recordings->paths, &problem))
        note_unread(recordings, run, path, &problem);
    for (size_t i = 0; i < list.paths.count && judged; i++)
        judged = judge_file(recordings, run, list.paths.items[i], list.directory, err);
    recording_list_release(&list);
    return judged;
}

bool recordings_judge(struct recordings *recordings, struct run *run,
                      const struct oasdrift_list *paths, struct error *err)
{
    for (size_t i = 0; i < paths->count; i++)
        if (!judge_recording(recordings, run, paths->items[i], err))
            return false;
    return true;
}
