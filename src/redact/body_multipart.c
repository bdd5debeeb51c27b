/* Secrets of a multipart body: parts with secret names, and what the other parts hold. */
#include "http/multipart.h"
#include "redact/search.h"

static void put_part(struct search *search, struct splice *splice,
                     const struct multipart_part *part, struct str instead)
{
    size_t start = (size_t)(part->bytes.text - splice->text.text);

    if (!search->learner && instead.text != part->bytes.text)
        splice_put(splice, start, start + part->bytes.length, instead);
}

static void search_part(struct search *search, struct splice *splice,
                        const struct multipart_part *part)
{
    struct str type = headers_get(&part->headers, "content-type");

    if (part->bytes.length == 0)
        return;
    if (search_hides_field(search, part->name, NAME_IN_MEMBER, part->bytes) ||
        search_is_place(search, part->bytes)) {
        search_tell(search, part->bytes);
        put_part(search, splice, part, STR(REDACTED));
    } else if (type.length) {
        put_part(search, splice, part, search_body(search, type, part->bytes));
    } else {
        put_part(search, splice, part, search_value(search, part->bytes));
    }
}

struct str search_multipart(struct search *search, struct str boundary, struct str bytes)
{
    struct multipart multipart;
    struct multipart_part part;
    struct splice splice;
    struct str problem;
    enum multipart_step step;

    if (search->depth == SEARCH_MAX_DEPTH ||
        !multipart_begin(&multipart, search->arena, bytes, boundary, &problem))
        return search_plain(search, bytes);
    search->depth++;
    splice_begin(&splice, bytes);
    while ((step = multipart_next(&multipart, &part, &problem)) == MULTIPART_PART)
        search_part(search, &splice, &part);
    search->depth--;
    if (step != MULTIPART_END) { /* of the rest nothing is known */
        struct str rest = str_slice(bytes, splice.done, SIZE_MAX);
        struct str found = search_plain(search, rest);

        if (found.text != rest.text)
            splice_put(&splice, splice.done, bytes.length, found);
    }
    return splice_end(&splice, search->arena);
}
