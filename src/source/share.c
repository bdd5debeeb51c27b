#include "source/share.h"

#include <stdlib.h>

/* ---- engines ---- */

/* Where an engine tells a process which part is its own. */
struct engine {
    const char *index, *count;
    const char *first, *step; /* variables; NULL: the index starts at `base` and goes by ones */
    size_t base;
    const char *name;
};

static const struct engine engines[] = {
    {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN",
     "SLURM_ARRAY_TASK_STEP", 0, "Slurm"},
    {"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", NULL, NULL, 0, "Kubernetes"},
    {"CI_NODE_INDEX", "CI_NODE_TOTAL", NULL, NULL, 1, "GitLab"},
    {"CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", NULL, NULL, 0, "CircleCI"},
    {"BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", NULL, NULL, 0, "Buildkite"},
    {"AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", NULL, NULL, 0, "AWS Batch"},
};

/* false and err: it is set, and no number. *value stays where it is not set. */
static bool read_variable(const char *name, size_t *value, struct error *err)
{
    const char *text = name ? getenv(name) : NULL;
    uint64_t number;

    if (!text || !*text)
        return true;
    if (!str_to_unsigned(str_of(text), &number) || number > UINT32_MAX)
        return error_raise(err, "--shard auto: %s is \"%s\", and no number", name, text);
    *value = (size_t)number;
    return true;
}

static bool read_engine(const struct engine *engine, struct share *share, struct error *err)
{
    size_t index = 0, first = engine->base, step = 1;

    if (!read_variable(engine->index, &index, err) || !read_variable(engine->first, &first, err) ||
        !read_variable(engine->step, &step, err) ||
        (share->count == 0 && !read_variable(engine->count, &share->count, err)))
        return false;
    if (share->count == 0)
        return error_raise(err,
                           "--shard auto: %s says which part this is, and %s does not say of how "
                           "many; write --shard auto/COUNT",
                           engine->index, engine->count);
    if (index < first || step == 0 || (index - first) % step != 0)
        return error_raise(err, "--shard auto: %s is %zu, which is none of %zu, %zu, %zu...",
                           engine->index, index, first, first + step, first + 2 * step);
    share->index = (index - first) / step + 1;
    return true;
}

static bool detect(struct share *share, const char **variable, struct error *err)
{
    for (size_t i = 0; i < ARRAY_LENGTH(engines); i++) {
        const char *index = getenv(engines[i].index);

        if (!index || !*index)
            continue;
        if (variable)
            *variable = engines[i].index;
        return read_engine(&engines[i], share, err);
    }
    return error_raise(err, "--shard auto: none of the variables is set that Slurm, Kubernetes, "
                            "GitLab, CircleCI, Buildkite and AWS Batch set");
}

/* ---- reading ---- */

static bool parse_by(struct share *share, const char *by, struct error *err)
{
    if (!by)
        return true;
    for (unsigned i = 0; share_by_name(i); i++)
        if (str_is(str_of(by), share_by_name(i))) {
            share->by = (enum share_by)i;
            return true;
        }
    return error_raise(err, "shard-by %s: expected auto, records, files, ranges or input", by);
}

static bool parse_number(struct str text, size_t *number)
{
    uint64_t value;

    if (!str_to_unsigned(text, &value) || value == 0 || value > SHARE_MAX_COUNT)
        return false;
    *number = (size_t)value;
    return true;
}

bool share_parse(struct share *share, const char *text, const char *by, const char **engine,
                 struct error *err)
{
    struct str count = str_of(text);
    struct str index = str_cut(&count, '/');

    *share = (struct share){0};
    if (engine)
        *engine = NULL;
    if (!text)
        return parse_by(share, by, err);
    if (count.text && !parse_number(count, &share->count))
        return error_raise(err, "--shard %s: expected I/N, N up to %d", text, SHARE_MAX_COUNT);
    if (str_is(index, "auto")) {
        if (!detect(share, engine, err))
            return false;
    } else if (!count.text || !parse_number(index, &share->index)) {
        return error_raise(err, "--shard %s: expected I/N (from 1/N to N/N), auto or auto/N", text);
    }
    if (share->index > share->count || share->count > SHARE_MAX_COUNT)
        return error_raise(err, "--shard %s: there is no shard %zu of %zu", text, share->index,
                           share->count);
    return parse_by(share, by, err);
}

/* ---- who owns what ---- */

bool share_has_file(const struct share *share, size_t file)
{
    return share->count == 0 || share->by != SHARE_BY_FILES ||
           file % share->count == share->index - 1;
}

/* The last step of SplitMix64: it spreads numbers that follow each other. */
static uint64_t scatter(uint64_t number)
{
    number += UINT64_C(0x9e3779b97f4a7c15);
    number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ number >> 27) * UINT64_C(0x94d049bb133111eb);
    return number ^ number >> 31;
}

bool share_has_record(const struct share *share, size_t file, size_t index)
{
    if (share->count == 0 || share->by == SHARE_BY_FILES || share->by == SHARE_BY_INPUT)
        return true;
    return scatter(scatter(file) + index) % share->count == share->index - 1;
}
