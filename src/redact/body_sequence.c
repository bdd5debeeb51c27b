/* Bodies of several texts: JSON Lines, JSON text sequences, server-sent events. */
#include "redact/search.h"

/* What stands at text[start, end) of the splice is searched as a text of its own. */
static void search_part(struct search *search, struct splice *splice, struct str part)
{
    size_t start = (size_t)(part.text - splice->text.text);
    struct str found;

    if (!search_json(search, part, &found))
        found = search_plain(search, part);
    if (!search->learner && found.text != part.text)
        splice_put(splice, start, start + part.length, found);
}

struct str search_json_lines(struct search *search, struct str text)
{
    struct splice splice;

    splice_begin(&splice, text);
    for (struct str rest = text; rest.text;) {
        struct str line = str_cut(&rest, '\n');

        /* RFC 7464, 2.2: each text of a sequence stands behind a record separator. */
        if (str_starts_with(line, STR("\x1e")))
            line = str_slice(line, 1, SIZE_MAX);
        if (str_trim(line).length)
            search_part(search, &splice, line);
    }
    return splice_end(&splice, search->arena);
}

/* Of an event's lines those with data (HTML Living Standard, 9.2.6); data in several lines is read
   line by line. */
struct str search_event_stream(struct search *search, struct str text)
{
    struct splice splice;

    splice_begin(&splice, text);
    for (struct str rest = text; rest.text;) {
        struct str line = str_cut(&rest, '\n');

        if (str_starts_with(line, STR("data:")))
            search_part(search, &splice, str_trim(str_slice(line, 5, SIZE_MAX)));
    }
    return splice_end(&splice, search->arena);
}
