/* Findings that others explain have their cause. */
#include "finding/findings_state.h"

/* Each finding explains another one; more than that is a circle. */
enum { MAX_STEPS = 64 };

void finding_explain(struct finding *finding, const char *by, uint64_t count)
{
    struct explanation *explained = &finding->explained;

    if (explained->count == 0 || strcmp(by, explained->by) < 0)
        memcpy(explained->by, by, sizeof explained->by);
    explained->count += count;
}

/* The finding that explains it, or one that explains that one; NULL: none does that is known. */
static const struct kept_finding *root_of(const struct findings *findings,
                                          const struct finding *finding)
{
    const struct finding *root = finding, *next;

    for (int i = 0; i < MAX_STEPS && finding_is_explained(root); i++) {
        next = map_get(&findings->by_fingerprint, str_of(root->explained.by));
        if (!next)
            break;
        root = next;
    }
    return root == finding ? NULL : (const struct kept_finding *)root;
}

void findings_settle_causes(struct findings *findings)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        struct finding *finding = findings->items.items[i];

        ((struct kept_finding *)finding)->root = root_of(findings, finding);
    }
}
