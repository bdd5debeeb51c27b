#include "redact/secret_digest.h"

#include <assert.h>

#include "base/sha256.h"
#include "redact/secret_marks.h"
#include "redact/unguessable.h"

static_assert((int)SECRET_DIGEST_KEY_LENGTH == (int)SHA256_HEX_LENGTH, "a key is a hash");

struct str secret_digest_key(struct arena *arena, const struct str *names, size_t count)
{
    char hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, STR("secrets of a run\n"));
    for (size_t i = 0; i < count; i++) {
        sha256_add(&hash, names[i]);
        sha256_add(&hash, STR("\n"));
    }
    sha256_hex(&hash, hex);
    return str_copy(arena, str_of(hex));
}

/* The key has one length, so that key and window are told apart; that of a block of SHA-256, which
   is so hashed once for many windows. */
static struct sha256 hash_key(struct str key)
{
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, key);
    return hash;
}

static void hash_window(struct sha256 keyed, struct str window, char hash[SECRET_DIGEST_LENGTH])
{
    char hex[SHA256_HEX_LENGTH + 1];

    sha256_add(&keyed, window);
    sha256_hex(&keyed, hex);
    memcpy(hash, hex, SECRET_DIGEST_LENGTH);
}

/* *run_end: where the bytes of windows end, as far as it was known before; at or behind `at`. */
static size_t window_room(struct str text, size_t at, size_t *run_end)
{
    if (*run_end < at)
        *run_end = at;
    while (*run_end < text.length && *run_end < at + UNGUESSABLE_PLAIN &&
           unguessable_byte(text.text[*run_end]))
        ++*run_end;
    return *run_end - at;
}

/* Where the next window begins that cannot be guessed; SIZE_MAX: there is none. */
static size_t next_window(struct str text, size_t from, size_t *length)
{
    size_t run_end = from;

    for (size_t at = from; at + UNGUESSABLE_MIXED <= text.length; at++) {
        if (window_room(text, at, &run_end) < UNGUESSABLE_MIXED) {
            at = run_end;
            continue;
        }
        *length = unguessable_length(str_slice(text, at, SIZE_MAX));
        if (*length)
            return at;
    }
    return SIZE_MAX;
}

bool secret_digest_of(struct str key, struct str value, struct secret_digest *digest)
{
    struct arena arena;
    size_t at, length;

    if (value.length < UNGUESSABLE_MIXED || value.length > SECRET_DIGEST_VALUE_MAX)
        return false;
    arena_init(&arena);
    value = value_unescaped(&arena, value);
    at = next_window(value, 0, &length);
    if (at != SIZE_MAX) {
        hash_window(hash_key(key), str_slice(value, at, length), digest->hash);
        digest->offset = (uint32_t)at;
        digest->length = (uint32_t)value.length;
    }
    arena_release(&arena);
    return at != SIZE_MAX;
}

/* ---- sets ---- */

void secret_digests_release(struct secret_digests *digests)
{
    VEC_RELEASE(&digests->items);
}

static int compare(const void *left, const void *right)
{
    const struct secret_digest *a = left, *b = right;
    int order = memcmp(a->hash, b->hash, SECRET_DIGEST_LENGTH);

    if (order)
        return order;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return a->length < b->length ? -1 : a->length > b->length;
}

void secret_digests_settle(struct secret_digests *digests)
{
    struct secret_digest *items = digests->items.items;
    size_t kept = 0;

    if (digests->items.count == 0)
        return;
    qsort(items, digests->items.count, sizeof *items, compare);
    for (size_t i = 0; i < digests->items.count; i++)
        if (kept == 0 || compare(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    digests->left_out |= kept > SECRET_DIGESTS_MAX;
    digests->items.count = kept > SECRET_DIGESTS_MAX ? SECRET_DIGESTS_MAX : kept;
}

void secret_digests_add(struct secret_digests *digests, const struct secret_digest *digest)
{
    if (digests->items.count >= 2 * (size_t)SECRET_DIGESTS_MAX)
        secret_digests_settle(digests);
    VEC_ADD(&digests->items, *digest);
}

/* The first one with the hash; NULL: there is none. */
static const struct secret_digest *find(const struct secret_digests *digests,
                                        const char hash[SECRET_DIGEST_LENGTH])
{
    size_t low = 0, high = digests->items.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (memcmp(digests->items.items[middle].hash, hash, SECRET_DIGEST_LENGTH) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < digests->items.count &&
                   memcmp(digests->items.items[low].hash, hash, SECRET_DIGEST_LENGTH) == 0
               ? &digests->items.items[low]
               : NULL;
}

/* ---- texts ---- */

static bool is_in_secret(char c)
{
    return unguessable_byte(c) || char_is_any(c, ".~=:|");
}

/* Where the secret begins and ends around its window, as far as the text is a token: it may be cut
   off on both sides. */
static size_t secret_start(struct str text, size_t at, size_t most)
{
    size_t start = at;

    while (start > 0 && at - start < most && is_in_secret(text.text[start - 1]))
        start--;
    return start;
}

static size_t secret_end(struct str text, size_t at, size_t most)
{
    size_t end = at;

    while (end < text.length && end - at < most && is_in_secret(text.text[end]))
        end++;
    return end;
}

/* Whose window stands there? `room` bytes may belong to it. Only what cannot be guessed has a
   digest: that is not asked again. */
static const struct secret_digest *find_window(const struct secret_digests *digests,
                                               const struct sha256 *keyed, struct str text,
                                               size_t room)
{
    static const size_t lengths[] = {UNGUESSABLE_MIXED, UNGUESSABLE_PLAIN};
    const struct secret_digest *digest = NULL;
    char hash[SECRET_DIGEST_LENGTH];

    for (size_t i = 0; i < ARRAY_LENGTH(lengths) && room >= lengths[i] && !digest; i++) {
        hash_window(*keyed, str_slice(text, 0, lengths[i]), hash);
        digest = find(digests, hash);
    }
    return digest;
}

static void mark_known(const struct secret_digests *digests, struct str key,
                       const struct secret_view *view, struct secret_marks *marks)
{
    const struct sha256 keyed = hash_key(key);
    struct str text = view->text;
    size_t run_end = 0;

    for (size_t at = 0; at + UNGUESSABLE_MIXED <= text.length; at++) {
        size_t room = window_room(text, at, &run_end), end;
        const struct secret_digest *digest;

        if (room < UNGUESSABLE_MIXED) {
            at = run_end;
            continue;
        }
        digest = find_window(digests, &keyed, str_slice(text, at, SIZE_MAX), room);
        if (!digest)
            continue;
        end = secret_end(text, at, digest->length - digest->offset);
        secret_marks_add(marks, view, secret_start(text, at, digest->offset), end);
        at = end - 1;
    }
}

static void mark_all(const struct secret_view *view, struct secret_marks *marks)
{
    size_t at = 0, length;

    while ((at = next_window(view->text, at, &length)) != SIZE_MAX) {
        size_t end = secret_end(view->text, at, SIZE_MAX);

        secret_marks_add(marks, view, at, end);
        at = end;
    }
}

static void search(const struct secret_digests *digests, struct str key,
                   const struct secret_view *view, struct secret_marks *marks)
{
    if (digests->items.count)
        mark_known(digests, key, view, marks);
    if (digests->left_out)
        mark_all(view, marks);
}

struct str secret_digests_redact(const struct secret_digests *digests, struct str key,
                                 struct arena *arena, struct str text)
{
    struct secret_view view = {.text = text};
    struct secret_marks marks = {.length = text.length};
    struct arena scratch;
    struct str redacted = text;

    if ((digests->items.count == 0 && !digests->left_out) || text.length < UNGUESSABLE_MIXED ||
        text.length > INT32_MAX)
        return text;
    arena_init(&scratch);
    marks.arena = &scratch;
    search(digests, key, &view, &marks);
    for (int i = 0; i < SECRET_ESCAPES_MAX && view_unescape(&scratch, &view, ESCAPE_ALL, &view);
         i++)
        search(digests, key, &view, &marks);
    if (marks.changes)
        redacted = str_copy(arena, secret_marks_apply(&marks, text));
    arena_release(&scratch);
    return redacted;
}
