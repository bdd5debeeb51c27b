#include "call/baselines.h"

#include "base/file.h"
#include "base/strbuf.h"

static bool read_known(struct baselines *baselines, const char *file, struct error *err)
{
    if (strcmp(file, "-") != 0 && !file_exists(file))
        return error_raise(err,
                           "--baseline %s: there is no such file; `oasdrift baseline "
                           "DESCRIPTION RECORDING... -o %s` makes it, or --write-baseline %s",
                           file, file, file);
    baselines->known = baseline_new();
    return baseline_read(baselines->known, file, err);
}

static bool read_accepted(struct baselines *baselines, const char *file, struct error *err)
{
    baselines->accepts = baseline_new();
    return !file_exists(file) || baseline_read(baselines->accepts, file, err);
}

bool baselines_open(struct baselines *baselines, const struct oasdrift_rule_options *options,
                    bool reproducible, struct arena *arena, struct error *err)
{
    baselines->today = run_date(arena, false);
    baselines->date = run_date(arena, reproducible);
    baselines->prune = options->prune;
    if (options->baseline && !read_known(baselines, options->baseline, err))
        return false;
    return !options->write_baseline || read_accepted(baselines, options->write_baseline, err);
}

bool baselines_wanted(const struct baselines *baselines)
{
    return baselines->known || baselines->accepts;
}

bool baselines_write(const struct baselines *baselines, const struct oasdrift_rule_options *options,
                     int code, struct error *err)
{
    struct file_output file;
    struct strbuf text;

    if (!baselines->accepts || code == OASDRIFT_INTERRUPTED || code == OASDRIFT_INTERNAL)
        return true;
    if (!file_create(&file, options->write_baseline, err))
        return false;
    strbuf_init(&text, SIZE_MAX);
    baseline_write(baselines->accepts, &text);
    fwrite(text.text, 1, text.length, file.stream);
    strbuf_release(&text);
    return file_commit(&file, err);
}

void baselines_release(struct baselines *baselines)
{
    baseline_free(baselines->known);
    baseline_free(baselines->accepts);
}
