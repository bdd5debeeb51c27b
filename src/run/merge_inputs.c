/* Whether the parts are of one input. Each shard tells how it divided its recordings and what it
   knows of all of them: which were given, the size of each, and the number of records where it has
   read them all. What two shards both know must be the same, else something is judged by nobody, or
   twice. Of a shard whose input is its own part already nothing is asked. */
#include <stdlib.h>

#include "run/merge_state.h"

/* What is known of one recording, each with the first part that knows it; NULL: none does. */
struct known_recording {
    const struct merge_part *of_division, *of_bytes, *of_records;
};

struct inputs {
    struct merge *merge;
    const struct merge_part *first;     /* that tells what it knows; NULL: none so far */
    struct known_recording *recordings; /* as many as the first one has */
};

static bool tells_input(const struct merge_part *part)
{
    return merge_part_is_shard(part) && part->start.shard.told &&
           part->start.shard.by != SHARE_BY_INPUT;
}

static const struct event_source *recording_at(const struct merge_part *part, size_t index)
{
    return &part->end.sources[index];
}

/* Bytes of the folder that all of the part's recordings are in: a shard may have them in one of its
   own. */
static size_t shared_folder(const struct merge_part *part)
{
    struct str folder = part->end.source_count ? recording_at(part, 0)->name : STR_NONE;

    while (folder.length && folder.text[folder.length - 1] != '/')
        folder.length--;
    for (size_t i = 1; i < part->end.source_count; i++)
        while (folder.length && !str_starts_with(recording_at(part, i)->name, folder)) {
            folder.length--;
            while (folder.length && folder.text[folder.length - 1] != '/')
                folder.length--;
        }
    return folder.length;
}

/* "shard 2 of 3" */
static struct str shard_text(struct merge *merge, const struct merge_part *part)
{
    return str_format(&merge->arena, "shard %zu of %zu", part->start.shard.index,
                      part->start.shard.count);
}

/* ---- how it was divided ---- */

static bool is_divided_alike(const struct inputs *inputs, const struct merge_part *part,
                             size_t index, struct error *err)
{
    const struct merge_part **known = &inputs->recordings[index].of_division;
    const struct event_source *own = recording_at(part, index), *other;

    if (own->divided == SHARE_BY_AUTO)
        return true;
    if (!*known)
        *known = part;
    other = recording_at(*known, index);
    return own->divided == other->divided ||
           error_raise(err, "%.*s does not belong to %.*s: it divides %.*s by %s, the other by %s",
                       STR_ARGS(part->file), STR_ARGS((*known)->file), STR_ARGS(own->name),
                       share_by_name(own->divided), share_by_name(other->divided));
}

/* ---- of what ---- */

/* STR_NONE: nothing differs. */
static struct str other_list(const struct inputs *inputs, const struct merge_part *part)
{
    struct merge *merge = inputs->merge;
    const struct merge_part *first = inputs->first;
    size_t folder = shared_folder(part), first_folder = shared_folder(first);

    if (part->end.source_count != first->end.source_count)
        return str_format(&merge->arena, "%.*s was given %zu %s, %.*s %zu",
                          STR_ARGS(shard_text(merge, part)), part->end.source_count,
                          str_counted(part->end.source_count, "file", "files"),
                          STR_ARGS(shard_text(merge, first)), first->end.source_count);
    for (size_t i = 0; i < part->end.source_count; i++) {
        struct str own = recording_at(part, i)->name, other = recording_at(first, i)->name;

        if (!str_equal(str_slice(own, folder, SIZE_MAX), str_slice(other, first_folder, SIZE_MAX)))
            return str_format(&merge->arena, "%.*s was given %.*s where %.*s was given %.*s",
                              STR_ARGS(shard_text(merge, part)), STR_ARGS(own),
                              STR_ARGS(shard_text(merge, first)), STR_ARGS(other));
    }
    return STR_NONE;
}

/* Notes what the part knows, where it is the first to. */
static struct str other_recording(const struct inputs *inputs, const struct merge_part *part,
                                  size_t index)
{
    struct merge *merge = inputs->merge;
    struct known_recording *known = &inputs->recordings[index];
    const struct event_source *own = recording_at(part, index);

    if (own->bytes && !known->of_bytes)
        known->of_bytes = part;
    if (own->counted && !known->of_records)
        known->of_records = part;
    if (own->counted && own->all_records != recording_at(known->of_records, index)->all_records)
        return str_format(&merge->arena, "%.*s has %llu %s for %.*s, %llu for %.*s",
                          STR_ARGS(own->name), (unsigned long long)own->all_records,
                          str_counted(own->all_records, "record", "records"),
                          STR_ARGS(shard_text(merge, part)),
                          (unsigned long long)recording_at(known->of_records, index)->all_records,
                          STR_ARGS(shard_text(merge, known->of_records)));
    if (own->bytes && own->bytes != recording_at(known->of_bytes, index)->bytes)
        return str_format(&merge->arena, "%.*s has %llu %s for %.*s, %llu for %.*s",
                          STR_ARGS(own->name), (unsigned long long)own->bytes,
                          str_counted(own->bytes, "byte", "bytes"),
                          STR_ARGS(shard_text(merge, part)),
                          (unsigned long long)recording_at(known->of_bytes, index)->bytes,
                          STR_ARGS(shard_text(merge, known->of_bytes)));
    return STR_NONE;
}

static void note_differing(const struct inputs *inputs, struct str what)
{
    struct merge *merge = inputs->merge;
    struct diagnostic differing = {.id = "run.shard-differs"};

    differing.message =
        str_format(&merge->arena, "%.*s: these are no parts of one input", STR_ARGS(what));
    findings_add_diagnostic(merge->findings, &differing);
    if (!merge->differing.text)
        merge->differing = differing.message;
}

/* One difference of a part is told. */
static bool compare_part(const struct inputs *inputs, const struct merge_part *part,
                         struct error *err)
{
    struct str what = other_list(inputs, part);

    for (size_t i = 0; i < part->end.source_count && !what.text; i++) {
        if (!is_divided_alike(inputs, part, i, err))
            return false;
        what = other_recording(inputs, part, i);
    }
    if (what.text)
        note_differing(inputs, what);
    return true;
}

bool merge_compare_inputs(struct merge *merge, struct error *err)
{
    struct inputs inputs = {.merge = merge};
    bool fits = true;

    for (size_t i = 0; i < merge->parts.count && fits; i++) {
        const struct merge_part *part = merge->parts.items[i];

        if (!tells_input(part))
            continue;
        if (!inputs.first) {
            inputs.first = part;
            inputs.recordings =
                ARENA_ARRAY(&merge->arena, struct known_recording, part->end.source_count + 1);
        }
        fits = compare_part(&inputs, part, err);
    }
    return fits;
}

const char *merge_division_differs(const struct merge_part *a, const struct merge_part *b)
{
    const struct shard *one = &a->start.shard, *other = &b->start.shard;

    if (!one->told || !other->told || one->by == other->by)
        return NULL;
    if (one->by == SHARE_BY_INPUT || other->by == SHARE_BY_INPUT)
        return "one of them was given its part of the input, the other all of it";
    if (one->by == SHARE_BY_FILES || other->by == SHARE_BY_FILES)
        return "one of them divides by files, the other does not";
    return NULL;
}
