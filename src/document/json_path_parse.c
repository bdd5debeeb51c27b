#include "document/json_path_reader.h"

static bool parse_slice(struct path_reader *reader, struct path_selector *selector)
{
    selector->kind = SELECT_SLICE;
    selector->step = 1;
    path_skip_blanks(reader);
    if (path_begins_integer(path_peek(reader))) {
        selector->has_end = true;
        if (!path_read_integer(reader, &selector->end))
            return false;
        path_skip_blanks(reader);
    }
    if (!path_take(reader, ":"))
        return true;
    path_skip_blanks(reader);
    return !path_begins_integer(path_peek(reader)) || path_read_integer(reader, &selector->step);
}

static bool parse_index(struct path_reader *reader, struct path_selector *selector)
{
    size_t behind;

    selector->kind = SELECT_INDEX;
    if (path_begins_integer(path_peek(reader))) {
        if (!path_read_integer(reader, &selector->start))
            return false;
        selector->has_start = true;
    }
    behind = reader->at;
    path_skip_blanks(reader);
    if (path_take(reader, ":"))
        return parse_slice(reader, selector);
    reader->at = behind;
    return true;
}

static bool parse_selector(struct path_reader *reader, struct path_selector *selector)
{
    int c = path_peek(reader);

    if (c == '"' || c == '\'') {
        selector->kind = SELECT_NAME;
        return path_read_string(reader, &selector->name);
    }
    if (path_take(reader, "*")) {
        selector->kind = SELECT_WILDCARD;
        return true;
    }
    if (path_take(reader, "?")) {
        selector->kind = SELECT_FILTER;
        path_skip_blanks(reader);
        selector->filter = path_read_test(reader);
        return selector->filter != NULL;
    }
    if (c == ':' || path_begins_integer(c))
        return parse_index(reader, selector);
    return path_fail(reader, "a selector is a quoted name, *, an index, a slice or a filter (?)");
}

static bool parse_brackets(struct path_reader *reader, struct path_segment *segment)
{
    struct path_selector **link = &segment->selectors;

    do {
        path_skip_blanks(reader);
        *link = ARENA_NEW(reader->arena, struct path_selector);
        if (!parse_selector(reader, *link))
            return false;
        link = &(*link)->next;
        path_skip_blanks(reader);
    } while (path_take(reader, ","));
    return path_take(reader, "]") || path_fail(reader, "\"]\" or \",\" is missing");
}

/* Behind "." or "..": `*` or a name. */
static bool parse_shorthand(struct path_reader *reader, struct path_segment *segment)
{
    segment->selectors = ARENA_NEW(reader->arena, struct path_selector);
    if (path_take(reader, "*")) {
        segment->selectors->kind = SELECT_WILDCARD;
        return true;
    }
    segment->selectors->kind = SELECT_NAME;
    if (!path_begins_name(path_peek(reader)))
        return path_fail(reader, "a name begins with a letter or \"_\"; others stand in ['...']");
    segment->selectors->name = path_read_name(reader);
    return true;
}

static bool parse_segment(struct path_reader *reader, struct path_segment *segment)
{
    if (path_take(reader, "..")) {
        segment->descendant = true;
        return path_take(reader, "[") ? parse_brackets(reader, segment)
                                      : parse_shorthand(reader, segment);
    }
    return path_take(reader, ".") ? parse_shorthand(reader, segment)
                                  : path_take(reader, "[") && parse_brackets(reader, segment);
}

static bool parse_segments(struct path_reader *reader, struct path_query *query)
{
    struct path_segment **link = &query->segments;

    for (;;) {
        size_t behind = reader->at;

        path_skip_blanks(reader);
        if (path_peek(reader) != '.' && path_peek(reader) != '[') {
            reader->at = behind;
            return true;
        }
        *link = ARENA_NEW(reader->arena, struct path_segment);
        if (!parse_segment(reader, *link))
            return false;
        link = &(*link)->next;
    }
}

const struct path_query *path_read_query(struct path_reader *reader)
{
    struct path_query *query = ARENA_NEW(reader->arena, struct path_query);

    query->relative = path_peek(reader) == '@';
    reader->at++;
    return parse_segments(reader, query) ? query : NULL;
}

const struct path_query *json_path_parse(struct arena *arena, struct str text, struct error *err)
{
    struct path_reader reader = {.arena = arena, .text = text, .err = err};
    const struct path_query *query;

    if (text.length > JSON_PATH_MAX_BYTES)
        return path_fail(&reader, "the expression is longer than 16 KiB");
    if (path_peek(&reader) != '$')
        return path_fail(&reader, "a query begins with \"$\"");
    query = path_read_query(&reader);
    if (query && reader.at < text.length)
        return path_fail(&reader, "\".\", \"..\" or \"[\" is expected here");
    return query;
}
