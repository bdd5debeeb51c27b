#include "observe/strangers.h"

/* FNV-1a, 64 bits: the same on every machine, unlike str_hash. */
static uint64_t hash_of(struct str name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < name.length; i++)
        hash = (hash ^ (unsigned char)name.text[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

/* Where it is, or belongs. */
static size_t find(const struct strangers *strangers, uint64_t hash, struct str name, bool *found)
{
    size_t at = 0;

    *found = false;
    while (at < strangers->count && strangers->hashes[at] < hash)
        at++;
    for (; at < strangers->count && strangers->hashes[at] == hash; at++) {
        int order = str_compare(strangers->items[at].name, name);

        *found = order == 0;
        if (order >= 0)
            break;
    }
    return at;
}

static void make_room(struct strangers *strangers, size_t at)
{
    if (strangers->count == COVERAGE_MAX_STRANGERS) {
        strangers->left_out = true;
        strangers->count--;
    }
    for (size_t i = strangers->count; i > at; i--) {
        strangers->items[i] = strangers->items[i - 1];
        strangers->hashes[i] = strangers->hashes[i - 1];
    }
    strangers->count++;
}

void strangers_add(struct strangers *strangers, struct arena *arena,
                   const struct coverage_stranger *stranger)
{
    uint64_t hash = hash_of(stranger->name);
    bool found;
    size_t at;

    if (!strangers->items) {
        strangers->items = ARENA_ARRAY(arena, struct coverage_stranger, COVERAGE_MAX_STRANGERS);
        strangers->hashes = ARENA_ARRAY(arena, uint64_t, COVERAGE_MAX_STRANGERS);
    }
    at = find(strangers, hash, stranger->name, &found);
    if (found) {
        strangers->items[at].seen += stranger->seen;
        strangers->items[at].nulls += stranger->nulls;
        strangers->items[at].kinds |= stranger->kinds;
    } else if (at == COVERAGE_MAX_STRANGERS) {
        strangers->left_out = true;
    } else {
        make_room(strangers, at);
        strangers->items[at] = *stranger;
        strangers->items[at].name = str_copy(arena, stranger->name);
        strangers->hashes[at] = hash;
    }
}
