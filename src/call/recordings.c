#include "call/recordings.h"

#include "source/recording_list.h"

/* A file of a directory that is no recording: said, and passed over. */
static void note_no_recording(struct session *session, const char *path)
{
    const struct not_checked entry = {.reason =
                                          STR("a file of the directory is no recording we know"),
                                      .part = PART_RESPONSE_STATUS,
                                      .sources = {str_of(path)},
                                      .source_count = 1,
                                      .count = 1};

    run_note(session->run, &entry);
}

/* in_directory: the file was found there, nobody named it. */
static bool judge_file(struct session *session, const char *path, bool in_directory,
                       struct error *err)
{
    const char *from = session->options->from;
    const struct share *share = &session->share;
    size_t file = session->file_count++;
    struct arena *arena = &session->exchange_arena;
    struct source source;
    struct error problem = {0};
    bool recognised = true, opened, judged;

    if (!share_has_file(share, file)) {
        run_count_records(session->run, str_of(path), 0, false);
        return true;
    }
    arena_clear(arena);
    opened = in_directory && !from
                 ? source_open_if_recognised(&source, path, arena, &recognised, &problem)
                 : source_open_share(&source, path, from, share, file, arena, &problem);
    if (!recognised && share_has_record(share, file, 0))
        note_no_recording(session, path);
    else if (recognised && !opened)
        run_diagnose(session->run, "run.recording-malformed", str_of(problem.message),
                     str_of(path));
    if (!opened) {
        if (recognised)
            run_count_records(session->run, str_of(path), 0, false);
        return true;
    }
    source.share = *share;
    source.file = file;
    judged = run_source(session->run, &source, err);
    run_count_records(session->run, source.name, source.records, source.relative);
    source_close(&source);
    return judged;
}

static bool judge_recording(struct session *session, const char *path, struct error *err)
{
    struct recording_list list;
    struct error problem = {0};
    bool judged = true;

    if (!recording_list_read(&list, path, &session->arena, &problem))
        run_diagnose(session->run, "run.recording-malformed", str_of(problem.message),
                     str_of(path));
    for (size_t i = 0; i < list.paths.count && judged; i++)
        judged = judge_file(session, list.paths.items[i], list.directory, err);
    recording_list_release(&list);
    return judged;
}

bool recordings_judge(struct session *session, const struct oasdrift_list *paths, struct error *err)
{
    for (size_t i = 0; i < paths->count; i++)
        if (!judge_recording(session, paths->items[i], err))
            return false;
    return true;
}
