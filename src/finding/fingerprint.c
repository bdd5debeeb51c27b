/* A finding's identity from run to run: the first 16 hexadecimal digits of SHA-256 over

       v1, rule id, keyword, method, path template, status key, media type,
       generalised pointer, description file, description pointer

   as fingerprint.h has it.

   Lines, counts and exchanges take no part: a description that gains a line at its top, or a
   recording in another order, leaves every fingerprint as it is.
   - The pointer of a named value (a parameter, a header) starts with its name: "/limit", as a
   body's starts with a property's. Header names compare without case, and so are in lower case.
   - Where no operation was hit, the request's method and generalised path stand in its place.
   - The description's file is named as one reads it from the folder of the description that was
     asked for: "openapi.yaml" itself, "common/errors.yaml" beside it, "../shared.yaml". So neither
     the working directory nor a machine's folders take part, however the description was named.
     A description that was fetched is named in the same way, within its server: no host, scheme,
     port, userinfo or query takes part, and so none of their spellings; a checkout of the same
     files gives the same. What lies on another server is named by its URI, as base/uri.h spells it.
     Where several descriptions of one name are judged together (lint), it is the folder that all
     of them lie in, or their findings would be taken for the same.
   - An assertion, wherever its rule set lies, is known by its name alone. */
#include "finding/fingerprint.h"

#include "base/path.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "document/document.h"
#include "finding/cause.h"
#include "finding/rules.h"

void fingerprint_begin(struct fingerprint *fingerprint, struct str kind)
{
    sha256_init(&fingerprint->hash);
    fingerprint_add(fingerprint, kind);
}

void fingerprint_add(struct fingerprint *fingerprint, struct str field)
{
    char length[24];
    size_t at = sizeof length, rest = field.length;

    length[--at] = ':';
    do
        length[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    sha256_add(&fingerprint->hash, (struct str){length + at, sizeof length - at});
    sha256_add(&fingerprint->hash, field);
}

void fingerprint_end(struct fingerprint *fingerprint, char text[static FINGERPRINT_LENGTH + 1])
{
    char hex[SHA256_HEX_LENGTH + 1];

    sha256_hex(&fingerprint->hash, hex);
    memcpy(text, hex, FINGERPRINT_LENGTH);
    text[FINGERPRINT_LENGTH] = '\0';
}

struct str fingerprint_file(struct arena *arena, const struct finding *finding, struct str folder)
{
    struct str file = finding->description.file, name;

    if (file.length == 0 || finding->rule == RULE_RULE_ASSERTION)
        return STR_NONE;
    name = path_relative(arena, file, folder.text ? folder : path_directory(file));
    /* of a URL, as a file has it */
    return uri_is_http(file) && !uri_is_absolute(name) ? percent_decoded(arena, name) : name;
}

struct str fingerprint_place(const struct finding *finding)
{
    return finding->rule == RULE_RULE_ASSERTION ? STR_NONE : finding->description.pointer;
}

struct str fingerprint_status(struct arena *arena, const struct finding *finding)
{
    if (finding->status_key.length)
        return finding->status_key;
    return finding->status ? str_format(arena, "%d", finding->status) : STR_NONE;
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

struct str fingerprint_where(struct arena *arena, const struct finding *finding)
{
    return pointer_generalise(arena, whole_pointer(arena, finding));
}

void finding_fingerprint(struct finding *finding, struct str folder)
{
    struct fingerprint made;
    struct arena arena;
    struct operation_name operation;

    arena_init(&arena);
    operation = finding_operation(&arena, finding);
    fingerprint_begin(&made, STR("v1"));
    fingerprint_add(&made, str_of(rule_info(finding->rule)->id));
    fingerprint_add(&made, finding->keyword);
    fingerprint_add(&made, operation.method);
    fingerprint_add(&made, operation.path);
    fingerprint_add(&made, fingerprint_status(&arena, finding));
    fingerprint_add(&made, finding->media_type);
    fingerprint_add(&made, fingerprint_where(&arena, finding));
    fingerprint_add(&made, fingerprint_file(&arena, finding, folder));
    fingerprint_add(&made, fingerprint_place(finding));
    fingerprint_end(&made, finding->fingerprint);
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
    if (!is_same_place(&arena, finding, before)) {
        finding_fingerprint(finding, folder);
        finding_cause(finding, folder, STR_NONE);
    }
    arena_release(&arena);
}
