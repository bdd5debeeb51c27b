#include "document/data_excerpt.h"

#include "base/short_name.h"
#include "base/utf8.h"
#include "document/json_writer.h"
#include "document/node.h"

static enum data_kind kind_of(const struct node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_STRING:
        return DATA_STRING;
    case NODE_NUMBER:
        return DATA_NUMBER;
    case NODE_ARRAY:
        return DATA_ARRAY;
    case NODE_OBJECT:
        return DATA_OBJECT;
    case NODE_NULL:
    case NODE_FALSE:
    case NODE_TRUE:
    case NODE_HEADER:
        break;
    }
    return DATA_LITERAL;
}

struct data_span data_span_of(struct arena *arena, const struct node *node, size_t shown)
{
    struct data_span span = {.kind = kind_of(node), .shown = shown};

    if (span.kind == DATA_STRING) {
        span.text = node_string(node);
        span.length = utf8_length(span.text);
        return span;
    }
    span.length = node->kind == NODE_ARRAY || node->kind == NODE_OBJECT ? node->length : 0;
    span.text = node_excerpt(arena, node, DATA_CARRIED_MAX);
    return span;
}

struct str data_excerpt(struct arena *arena, const struct node *node, size_t shown)
{
    const struct data_span span = data_span_of(arena, node, shown);
    struct strbuf out;
    struct str marked;

    strbuf_init(&out, SIZE_MAX);
    data_span_add(&out, &span);
    marked = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return marked;
}

struct str read_failure_marked(struct arena *arena, const struct read_failure *failure)
{
    struct str message = str_of(failure->message);
    size_t quote = failure->quote ? failure->quote : message.length;
    struct str quoted = data_aside(arena, str_slice(message, quote, SIZE_MAX));

    return str_format(arena, "%.*s%.*s", STR_ARGS(str_slice(message, 0, quote)), STR_ARGS(quoted));
}

bool read_failure_raise(struct error *err, struct str file, size_t line, size_t column,
                        const struct read_failure *failure)
{
    size_t quoted = failure->quote ? strlen(failure->message + failure->quote) : 0;

    error_raise_at(err, file, line, column, "%s", failure->message);
    if (err && quoted && quoted < strlen(err->message))
        err->quote = strlen(err->message) - quoted;
    return false;
}

/* ---- shortening ---- */

static struct str cut(struct arena *arena, struct str text, size_t limit)
{
    if (text.length <= limit)
        return text;
    text = utf8_cut(text, limit > strlen("...") ? limit - strlen("...") : 0);
    return str_format(arena, "%.*s%s", STR_ARGS(text), limit >= strlen("...") ? "..." : "");
}

static struct str shortened_string(struct arena *arena, struct str string, size_t limit)
{
    struct strbuf out;
    struct json_writer writer = {.out = &out, .string_limit = SIZE_MAX};
    struct str shown;

    strbuf_init(&out, SIZE_MAX);
    json_writer_string(&writer, string);
    if (out.length > limit) {
        strbuf_clear(&out);
        writer.string_limit = limit > strlen("\"...\"") ? limit - strlen("\"...\"") : 0;
        json_writer_string(&writer, string);
    }
    shown = cut(arena, str_copy(arena, strbuf_str(&out)), limit);
    strbuf_release(&out);
    return shown;
}

/* How many bytes of JSON text stand for one of the string, at `at`. */
static size_t written_length(struct str json, size_t at)
{
    if (json.text[at] != '\\')
        return 1;
    return at + 1 < json.length && json.text[at + 1] == 'u' ? strlen("\\u000a") : strlen("\\n");
}

/* Adds the string of the JSON text that starts behind the quote at `at`, at most `limit` bytes of
   its value; returns the offset behind it. */
static size_t add_shortened(struct strbuf *out, struct str json, size_t at, size_t limit)
{
    size_t from = at + 1, end = from, kept = from, bytes = 0;

    while (end < json.length && json.text[end] != '"') {
        end += written_length(json, end);
        if (++bytes <= limit)
            kept = end;
    }
    end = end < json.length ? end : json.length;
    kept = kept < end ? kept : end;
    while (bytes > limit && kept > from && kept < json.length && utf8_continues(json.text[kept]))
        kept--;
    strbuf_add_char(out, '"');
    strbuf_add(out, str_slice(json, from, kept - from));
    strbuf_add_text(out, bytes > limit ? "...\"" : "\"");
    return end + 1;
}

/* With strings shortened, and cut where that was not enough. */
static struct str shortened_json(struct arena *arena, struct str json, size_t limit)
{
    struct strbuf out;
    struct str shown;

    if (json.length <= limit)
        return json;
    strbuf_init(&out, SIZE_MAX);
    for (size_t at = 0; at < json.length;) {
        if (json.text[at] == '"')
            at = add_shortened(&out, json, at, limit / 2);
        else
            strbuf_add_char(&out, json.text[at++]);
    }
    shown = cut(arena, str_copy(arena, strbuf_str(&out)), limit);
    strbuf_release(&out);
    return shown;
}

struct str data_span_shortened(struct arena *arena, const struct data_span *span)
{
    size_t limit = span->shown ? span->shown : SIZE_MAX;

    switch (span->kind) {
    case DATA_INSTEAD:
        return STR("");
    case DATA_STRING:
        return shortened_string(arena, span->text, limit);
    case DATA_NUMBER:
    case DATA_LITERAL:
    case DATA_ARRAY:
    case DATA_OBJECT:
        return shortened_json(arena, span->text, limit);
    case DATA_NAME:
    case DATA_URL:
        return short_name(arena, span->text);
    case DATA_TEXT:
    case DATA_PLACEHOLDER:
    case DATA_ASIDE:
        break;
    }
    return utf8_cut(span->text, limit);
}

static struct str write_shortened(void *context, struct arena *arena, const struct data_span *span)
{
    struct str text = data_span_shortened(arena, span);

    (void)context;
    return span->typed ? str_format(arena, " %.*s", STR_ARGS(text)) : text;
}

struct str data_spans_show(struct arena *arena, struct str message)
{
    return data_spans_write(arena, message, write_shortened, NULL);
}
