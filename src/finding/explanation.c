/* Findings that others explain have their cause. */
#include "finding/findings_state.h"

void finding_explain(struct finding *finding, const char *by, uint64_t count)
{
    struct explanation *explained = &finding->explained;

    if (explained->count == 0 || strcmp(by, explained->by) < 0)
        memcpy(explained->by, by, sizeof explained->by);
    explained->count += count;
}

/* NULL: none does that is known, or one that is less severe: by the rules in force it is of less
   account than what it explains. */
static struct kept_finding *explaining(const struct findings *findings,
                                       const struct kept_finding *kept)
{
    struct kept_finding *by = NULL;

    if (finding_is_explained(&kept->finding))
        by = map_get(&findings->by_fingerprint, str_of(kept->finding.explained.by));
    return by && by->finding.severity >= kept->finding.severity ? by : NULL;
}

/* Findings that explain each other, which only a file of events can have: they keep their own. */
static void settle_circle(const struct findings *findings, struct kept_finding *kept)
{
    for (; kept->settling != SETTLED; kept = explaining(findings, kept))
        kept->settling = SETTLED;
}

/* One finding explains the other, and so on: all up to the last one have its cause. */
static void settle(const struct findings *findings, struct kept_finding *first)
{
    struct kept_finding *last = first, *next;
    const struct kept_finding *root;

    while (last->settling == UNSETTLED) {
        last->settling = UNDERWAY;
        next = explaining(findings, last);
        last = next ? next : last;
    }
    root = last->root ? last->root : last;
    if (last->settling == UNDERWAY && explaining(findings, last))
        settle_circle(findings, last);
    for (; first->settling == UNDERWAY && first != last; first = explaining(findings, first)) {
        first->settling = SETTLED;
        first->root = root;
    }
    last->settling = SETTLED;
}

void findings_settle_causes(struct findings *findings)
{
    struct kept_finding *kept;

    for (size_t i = 0; i < findings->items.count; i++) {
        kept = (struct kept_finding *)findings->items.items[i];
        kept->settling = UNSETTLED;
        kept->root = NULL;
    }
    for (size_t i = 0; i < findings->items.count; i++)
        settle(findings, (struct kept_finding *)findings->items.items[i]);
}

/* ---- fingerprints that are others now ---- */

void renamed_init(struct renamed *renamed)
{
    *renamed = (struct renamed){.names = {0}};
    arena_init(&renamed->arena);
}

void renamed_release(struct renamed *renamed)
{
    map_release(&renamed->names);
    arena_release(&renamed->arena);
}

void renamed_note(struct renamed *renamed, const struct finding *before,
                  const struct finding *after)
{
    if (strcmp(before->fingerprint, after->fingerprint) != 0)
        *map_put(&renamed->names, str_copy(&renamed->arena, str_of(before->fingerprint))) =
            (void *)(uintptr_t)str_copy(&renamed->arena, str_of(after->fingerprint)).text;
}

void renamed_explain(const struct renamed *renamed, struct findings *findings)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        struct explanation *explained = &findings->items.items[i]->explained;
        const char *name = map_get(&renamed->names, str_of(explained->by));

        if (name)
            memcpy(explained->by, name, FINGERPRINT_LENGTH);
    }
}
