/* A finding's identity from run to run: the first 16 hexadecimal digits of SHA-256 over

       v1, rule id, keyword, method, path template, status key, media type,
       generalised pointer, description file, description pointer

   Each field is hashed as its length in decimal, ':', and its bytes, so that no two lists of fields
   give the same text; an absent field counts as an empty one.

   Lines, counts and exchanges take no part: a description that gains a line at its top, or a
   recording in another order, leaves every fingerprint as it is.
   - The pointer of a named value (a parameter, a header) starts with its name: "/limit", as a
   body's starts with a property's. Header names compare without case, and so are in lower case.
   - Where no operation was hit, the request's method and generalised path stand in its place.
   - The description's file is named as one reads it from the folder of the description that was
     asked for: "openapi.yaml" itself, "common/errors.yaml" beside it, "../shared.yaml". So neither
     the working directory nor a machine's folders take part, however the description was named.
     Where several descriptions of one name are judged together (lint), it is the folder that all
     of them lie in, or their findings would be taken for the same.
   - An assertion, wherever its rule set lies, is known by its name alone. */
#include "base/path.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "finding/finding.h"
#include "finding/rules.h"

#include <stdio.h>

static void add_field(struct sha256 *hash, struct str field)
{
    char length[24];
    size_t at = sizeof length, rest = field.length;

    length[--at] = ':';
    do
        length[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    sha256_add(hash, (struct str){length + at, sizeof length - at});
    sha256_add(hash, field);
}

static struct str portable_file(struct arena *arena, const struct finding *finding,
                                struct str folder)
{
    struct str file = finding->description.file;

    if (file.length == 0 || finding->rule == RULE_RULE_ASSERTION)
        return STR_NONE;
    return path_relative(arena, file, folder.text ? folder : path_directory(file));
}

/* The documented key, else the status in digits, else nothing. */
static struct str status_field(const struct finding *finding, char digits[static 16])
{
    if (finding->status_key.length)
        return finding->status_key;
    if (finding->status == 0)
        return STR_NONE;
    return (struct str){digits, (size_t)snprintf(digits, 16, "%d", finding->status)};
}

static bool is_header(enum part part)
{
    return part == PART_REQUEST_HEADER || part == PART_RESPONSE_HEADER;
}

/* The pointer with the value's name before it, as a reference token (RFC 6901, 3). */
static struct str whole_pointer(struct arena *arena, const struct finding *finding)
{
    size_t capacity = 1 + 2 * finding->name.length + finding->pointer.length;
    struct strbuf out;
    struct str whole;

    if (finding->name.length == 0)
        return finding->pointer;
    strbuf_init(&out, capacity);
    pointer_add_token(&out, finding->name);
    for (size_t i = 0; i < out.length && is_header(finding->part); i++)
        out.text[i] = ascii_lower(out.text[i]);
    strbuf_add(&out, finding->pointer);
    whole = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return whole;
}

void finding_fingerprint(struct finding *finding, struct str folder)
{
    struct sha256 hash;
    struct arena arena;
    struct operation_name operation;
    char digits[16], hex[SHA256_HEX_LENGTH + 1];

    arena_init(&arena);
    operation = finding_operation(&arena, finding);
    sha256_init(&hash);
    add_field(&hash, STR("v1"));
    add_field(&hash, str_of(rule_info(finding->rule)->id));
    add_field(&hash, finding->keyword);
    add_field(&hash, operation.method);
    add_field(&hash, operation.path);
    add_field(&hash, status_field(finding, digits));
    add_field(&hash, finding->media_type);
    add_field(&hash, pointer_generalise(&arena, whole_pointer(&arena, finding)));
    add_field(&hash, portable_file(&arena, finding, folder));
    add_field(&hash,
              finding->rule == RULE_RULE_ASSERTION ? STR_NONE : finding->description.pointer);
    sha256_hex(&hash, hex);
    memcpy(finding->fingerprint, hex, FINGERPRINT_LENGTH);
    finding->fingerprint[FINGERPRINT_LENGTH] = '\0';
    arena_release(&arena);
}

static bool is_same_place(struct arena *arena, const struct finding *a, const struct finding *b)
{
    struct operation_name of_a = finding_operation(arena, a), of_b = finding_operation(arena, b);

    return str_equal(of_a.method, of_b.method) && str_equal(of_a.path, of_b.path) &&
           str_equal(a->name, b->name) && str_equal(a->media_type, b->media_type) &&
           str_equal(pointer_generalise(arena, a->pointer), pointer_generalise(arena, b->pointer));
}

void finding_fingerprint_again(struct finding *finding, const struct finding *before,
                               struct str folder)
{
    struct arena arena;

    arena_init(&arena);
    if (!is_same_place(&arena, finding, before))
        finding_fingerprint(finding, folder);
    arena_release(&arena);
}
