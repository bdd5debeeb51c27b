/* Which parts belong together, and in which order they lie. */
#include <stdlib.h>

#include "run/merge_state.h"

/* ---- which parts belong together ---- */

static bool is_same_description(const struct event_start *a, const struct event_start *b)
{
    if (a->description_count != b->description_count)
        return false;
    for (size_t i = 0; i < a->description_count; i++)
        if (!str_equal(a->descriptions[i].sha256, b->descriptions[i].sha256))
            return false;
    return true;
}

static bool fits(const struct merge_part *first, const struct merge_part *part, struct error *err)
{
    const struct event_start *a = &first->start, *b = &part->start;
    const char *differs = NULL;

    if (!is_same_description(a, b))
        differs = "the description is another";
    else if (!str_equal(a->rules_sha256, b->rules_sha256))
        differs = "the rule sets are others";
    else if (!str_equal(a->command, b->command))
        differs = "the command is another";
    else if ((merge_part_is_shard(first) || merge_part_is_shard(part)) &&
             !str_equal(a->run, b->run))
        differs = "it is of another run";
    else if (merge_part_is_shard(first) && merge_part_is_shard(part) &&
             a->shard.count != b->shard.count)
        differs = "the number of shards is another";
    else if (a->values != b->values)
        differs = "one was made with --values none, the other without";
    else
        differs = merge_division_differs(first, part);
    return !differs || error_raise(err, "%.*s does not belong to %.*s: %s", STR_ARGS(part->file),
                                   STR_ARGS(first->file), differs);
}

/* The part that is the same shard, or the same whole run; NULL: there is none. */
static const struct merge_part *find_twin(const struct merge *merge, const struct merge_part *part)
{
    for (size_t i = 0; i < merge->parts.count; i++) {
        const struct merge_part *other = merge->parts.items[i];
        bool same = merge_part_is_shard(part)
                        ? other->start.shard.index == part->start.shard.index &&
                              other->start.shard.count == part->start.shard.count
                        : !merge_part_is_shard(other) && strcmp(other->digest, part->digest) == 0;

        if (same)
            return other;
    }
    return NULL;
}

static struct str repeated_text(struct merge *merge, const struct merge_part *twin,
                                const struct merge_part *part)
{
    struct str what = STR("run");

    if (merge_part_is_shard(part))
        what = str_format(&merge->arena, "shard %zu of %zu", part->start.shard.index,
                          part->start.shard.count);
    return str_format(&merge->arena, "%.*s: the same %.*s as in %.*s, which counts once",
                      STR_ARGS(part->file), STR_ARGS(what), STR_ARGS(twin->file));
}

/* What an event file shows already cannot be told from names of the description any more. */
static bool shows_no_more(const struct merge *merge, const struct merge_part *part,
                          struct error *err)
{
    return merge->settings.values != VALUES_NONE || part->start.values == VALUES_NONE ||
           error_raise(err,
                       "%.*s was made without --values none: judge the recordings with it, merge "
                       "keeps what it is given",
                       STR_ARGS(part->file));
}

static bool add_part(struct merge *merge, struct merge_part *part, struct error *err)
{
    const struct merge_part *twin = find_twin(merge, part);

    if (!shows_no_more(merge, part, err))
        return false;
    for (size_t i = 0; i < merge->parts.count; i++)
        if (!fits(merge->parts.items[i], part, err))
            return false;
    if (!twin) {
        VEC_ADD(&merge->parts, part);
        return true;
    }
    if (strcmp(twin->digest, part->digest) != 0)
        return error_raise(err, "%.*s and %.*s are both shard %zu of %zu, with different content",
                           STR_ARGS(twin->file), STR_ARGS(part->file), part->start.shard.index,
                           part->start.shard.count);
    VEC_ADD(&merge->repeated, repeated_text(merge, twin, part));
    merge_part_free(part);
    return true;
}

struct str merge_repeated_at(const struct merge *merge, size_t index)
{
    return index < merge->repeated.count ? merge->repeated.items[index] : STR_NONE;
}

bool merge_add(struct merge *merge, const char *path, struct error *err)
{
    const struct merge_part_wants wants = {merge->settings.exchanges, merge->settings.lines};
    struct event_reader *reader = event_reader_open(path, err);
    enum merge_part_outcome outcome = PART_BROKEN;
    struct merge_part *part;

    while (reader && (outcome = merge_part_read(reader, path, &wants, &part, err)) == PART_READ)
        if (!add_part(merge, part, err)) {
            merge_part_free(part);
            outcome = PART_BROKEN;
            break;
        }
    if (outcome == PART_UNFINISHED)
        VEC_ADD(&merge->unfinished, part);
    event_reader_close(reader);
    return outcome != PART_BROKEN;
}

/* ---- their order ---- */

static int compare_parts(const void *left, const void *right)
{
    const struct merge_part *a = *(struct merge_part *const *)left;
    const struct merge_part *b = *(struct merge_part *const *)right;

    if (a->start.shard.index != b->start.shard.index)
        return a->start.shard.index < b->start.shard.index ? -1 : 1;
    return strcmp(a->digest, b->digest);
}

/* Once the whole run is there, it stands for its shards. */
static void drop_shards(struct merge *merge)
{
    bool whole = false;
    size_t kept = 0;

    for (size_t i = 0; i < merge->parts.count; i++)
        whole = whole || !merge_part_is_shard(merge->parts.items[i]);
    for (size_t i = 0; i < merge->parts.count; i++) {
        struct merge_part *part = merge->parts.items[i];

        if (whole && merge_part_is_shard(part)) {
            merge->stood_for = part->start.shard.count;
            merge_part_free(part);
        } else
            merge->parts.items[kept++] = part;
    }
    merge->parts.count = kept;
}

void merge_resolve(struct merge *merge)
{
    if (merge->resolved)
        return;
    merge->resolved = true;
    drop_shards(merge);
    if (merge->parts.count)
        qsort(merge->parts.items, merge->parts.count, sizeof *merge->parts.items, compare_parts);
}

bool merge_is_partial(struct merge *merge)
{
    merge_resolve(merge);
    return merge->parts.count < merge_needs(merge);
}

bool merge_lines(struct merge *merge, bool (*line)(void *context, struct str line), void *context)
{
    merge_resolve(merge);
    for (size_t i = 0; i < merge->parts.count; i++)
        for (size_t j = 0; j < merge->parts.items[i]->lines.count; j++)
            if (!line(context, merge->parts.items[i]->lines.items[j]))
                return false;
    return true;
}
