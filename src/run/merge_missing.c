/* Which parts are missing, of the shards' own number or of those that are expected. */
#include <stdlib.h>

#include "base/strbuf.h"
#include "run/merge_state.h"

static void add_missing(struct merge *merge, const char *format, size_t index, size_t count)
    __attribute__((format(printf, 2, 0)));

static void add_missing(struct merge *merge, const char *format, size_t index, size_t count)
{
    const struct diagnostic missing = {.id = "run.shard-missing",
                                       .message = str_format(&merge->arena, format, index, count)};

    findings_add_diagnostic(merge->findings, &missing);
}

/* Of the run; 0: the parts are whole runs. */
static size_t shard_count(const struct merge *merge)
{
    return merge->parts.count ? merge->parts.items[0]->start.shard.count : 0;
}

static int compare_index(const void *index, const void *part)
{
    size_t wanted = *(const size_t *)index;
    size_t own = (*(struct merge_part *const *)part)->start.shard.index;

    return wanted < own ? -1 : wanted > own;
}

/* The parts are in order. */
static bool has_shard(const struct merge *merge, size_t index)
{
    return merge->parts.count && bsearch(&index, merge->parts.items, merge->parts.count,
                                         sizeof *merge->parts.items, compare_index);
}

/* Nothing is missing when another file, of a retry, has the finished shard. */
static void note_unfinished(struct merge *merge)
{
    for (size_t i = 0; i < merge->unfinished.count; i++) {
        const struct merge_part *part = merge->unfinished.items[i];
        const struct diagnostic missing = {
            .id = "run.shard-missing",
            .message = str_format(&merge->arena, "%.*s has no trailer: the run did not finish",
                                  STR_ARGS(part->file))};

        if (!merge_part_is_shard(part) || part->start.shard.count != shard_count(merge) ||
            !has_shard(merge, part->start.shard.index))
            findings_add_diagnostic(merge->findings, &missing);
    }
}

/* A whole run that stands for its shards is all of them. */
size_t merge_needs(const struct merge *merge)
{
    if (shard_count(merge))
        return shard_count(merge);
    return merge->stood_for ? 1 : merge->settings.expected;
}

bool merge_is_as_expected(struct merge *merge, struct error *err)
{
    size_t expected = merge->settings.expected;
    size_t shards = shard_count(merge) ? shard_count(merge) : merge->stood_for;

    if (!expected)
        return true;
    if (shards)
        return shards == expected ||
               error_raise(err, "%zu %s expected, and these are of %zu shards", expected,
                           str_counted(expected, "part is", "parts are"), shards);
    return merge->parts.count <= expected ||
           error_raise(err, "%zu %s expected, and these are %zu runs", expected,
                       str_counted(expected, "part is", "parts are"), merge->parts.count);
}

/* Where fewer parts came than are needed. */
static size_t lacking(const struct merge *merge)
{
    return merge_needs(merge) - merge->parts.count;
}

/* Nobody can tell which of several whole runs are missing: they have no numbers. */
static void note_missing_runs(struct merge *merge)
{
    if (shard_count(merge) == 0 && merge->parts.count < merge_needs(merge))
        add_missing(merge,
                    "missing: %zu of %zu parts; which, whole runs do not tell: those of "
                    "`--shard I/N` have numbers",
                    lacking(merge), merge_needs(merge));
}

bool merge_note_missing(struct merge *merge)
{
    size_t before = findings_diagnostic_count(merge->findings);

    note_unfinished(merge);
    for (size_t index = 1; index <= shard_count(merge); index++)
        if (!has_shard(merge, index))
            add_missing(merge, "shard %zu of %zu is missing", index, shard_count(merge));
    note_missing_runs(merge);
    for (size_t i = 0; i < merge->parts.count; i++)
        if (merge->parts.items[i]->end.exit_code == EXIT_CODE_INTERRUPTED)
            add_missing(merge, "shard %zu of %zu was interrupted",
                        merge->parts.items[i]->start.shard.index, shard_count(merge));
    return !merge->settings.expected || findings_diagnostic_count(merge->findings) == before;
}

/* ", 5 to 7" */
static void add_range(struct strbuf *text, size_t first, size_t last)
{
    strbuf_addf(text, "%s%zu", text->length ? ", " : "", first);
    if (last > first)
        strbuf_addf(text, "%s%zu", last == first + 1 ? ", " : " to ", last);
}

struct str merge_missing_text(struct merge *merge)
{
    size_t count = shard_count(merge), first = 0, missing = 0;
    struct strbuf text;
    struct str said = STR_NONE;

    if (!merge->settings.expected)
        return STR_NONE;
    strbuf_init(&text, SIZE_MAX);
    for (size_t index = 1; index <= count + 1; index++) {
        bool lacks = index <= count && !has_shard(merge, index);

        missing += lacks;
        if (lacks && !first)
            first = index;
        if (!lacks && first)
            add_range(&text, first, index - 1);
        first = lacks ? first : 0;
    }
    if (missing)
        said = str_format(&merge->arena, "%s %.*s of %zu %s missing",
                          str_counted(missing, "shard", "shards"), STR_ARGS(strbuf_str(&text)),
                          count, str_counted(missing, "is", "are"));
    else if (merge->parts.count < merge_needs(merge))
        said = str_format(&merge->arena, "%zu of %zu parts %s missing", lacking(merge),
                          merge_needs(merge), str_counted(lacking(merge), "is", "are"));
    else
        said = merge->differing;
    strbuf_release(&text);
    return said;
}
