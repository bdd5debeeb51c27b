#include "observe/undocumented_names.h"

/* FNV-1a, 64 bits: the same on every machine, unlike str_hash. */
static uint64_t hash_of(struct str name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < name.length; i++)
        hash = (hash ^ (unsigned char)name.text[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

/* Where it is, or belongs. */
static size_t find(const struct undocumented_names *names, uint64_t hash, struct str name,
                   bool *found)
{
    size_t at = 0;

    *found = false;
    while (at < names->count && names->hashes[at] < hash)
        at++;
    for (; at < names->count && names->hashes[at] == hash; at++) {
        int order = str_compare(names->items[at].name, name);

        *found = order == 0;
        if (order >= 0)
            break;
    }
    return at;
}

static void make_room(struct undocumented_names *names, size_t at)
{
    if (names->count == COVERAGE_MAX_UNDOCUMENTED) {
        names->left_out = true;
        names->count--;
    }
    for (size_t i = names->count; i > at; i--) {
        names->items[i] = names->items[i - 1];
        names->hashes[i] = names->hashes[i - 1];
    }
    names->count++;
}

void undocumented_names_add(struct undocumented_names *names, struct arena *arena,
                            const struct coverage_undocumented *undocumented)
{
    uint64_t hash = hash_of(undocumented->name);
    bool found;
    size_t at;

    if (!names->items) {
        names->items = ARENA_ARRAY(arena, struct coverage_undocumented, COVERAGE_MAX_UNDOCUMENTED);
        names->hashes = ARENA_ARRAY(arena, uint64_t, COVERAGE_MAX_UNDOCUMENTED);
    }
    at = find(names, hash, undocumented->name, &found);
    if (found) {
        names->items[at].seen += undocumented->seen;
        names->items[at].nulls += undocumented->nulls;
        names->items[at].kinds |= undocumented->kinds;
    } else if (at == COVERAGE_MAX_UNDOCUMENTED) {
        names->left_out = true;
    } else {
        make_room(names, at);
        names->items[at] = *undocumented;
        names->items[at].name = str_copy(arena, undocumented->name);
        names->hashes[at] = hash;
    }
}
