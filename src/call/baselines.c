#include "call/baselines.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/path.h"
#include "base/strbuf.h"

/* Do both name the same file, which need not be there? */
static bool is_same_place(struct arena *arena, const char *one, const char *other)
{
    struct stat a, b;

    return str_equal(path_base_name(str_of(one)), path_base_name(str_of(other))) &&
           stat(str_copy(arena, path_directory(str_of(one))).text, &a) == 0 &&
           stat(str_copy(arena, path_directory(str_of(other))).text, &b) == 0 &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A configuration may name the file that this call is to make: nothing is known then. */
static bool read_known(struct baselines *baselines, const struct oasdrift_rule_options *options,
                       struct arena *arena, struct error *err)
{
    const char *file = options->baseline;
    bool there = strcmp(file, "-") == 0 || file_exists(file);

    if (!there && !(options->write_baseline && is_same_place(arena, file, options->write_baseline)))
        return error_raise(err,
                           "--baseline %s: there is no such file; `oasdrift baseline "
                           "DESCRIPTION RECORDING... -o %s` makes it, or --write-baseline %s",
                           file, file, file);
    baselines->known = baseline_new();
    return !there || baseline_read(baselines->known, file, err);
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
    if (options->baseline && !read_known(baselines, options, arena, err))
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
