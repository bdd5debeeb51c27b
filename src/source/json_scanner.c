#include "source/json_scanner.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

bool scan_fail(struct json_scanner *scanner, struct error *err, const char *what)
{
    struct stream_place place = byte_stream_place(scanner->stream);

    return error_raise_at(err, scanner->file, place.line, place.column, "%s", what);
}

/* Something unread in the window; false at the end of the stream (then *err is not raised) or when
   the stream failed. */
static bool more(struct json_scanner *scanner, struct error *err)
{
    struct error failure = {0};

    if (!byte_stream_fill(scanner->stream, 1, &failure))
        return scan_fail(scanner, err, failure.message);
    return byte_stream_window(scanner->stream).length > 0;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

int scan_peek(struct json_scanner *scanner, struct error *err)
{
    struct error failure = {0};

    while (more(scanner, &failure)) {
        struct str window = byte_stream_window(scanner->stream);
        size_t spaces = 0;

        while (spaces < window.length && is_space(window.text[spaces]))
            spaces++;
        byte_stream_consume(scanner->stream, spaces);
        if (spaces < window.length)
            return (unsigned char)window.text[spaces];
    }
    if (!failure.raised)
        return SCAN_END;
    error_raise(err, "%s", failure.message);
    return SCAN_FAILED;
}

bool scan_take(struct json_scanner *scanner, char wanted, struct error *err)
{
    char what[] = "expected 'x'";
    int next = scan_peek(scanner, err);

    if (next == SCAN_FAILED)
        return false;
    if (next == SCAN_END)
        return scan_fail(scanner, err, "the recording is cut off here");
    if (next != (unsigned char)wanted) {
        what[sizeof "expected '" - 1] = wanted;
        return scan_fail(scanner, err, what);
    }
    byte_stream_consume(scanner->stream, 1);
    return true;
}

/* Where a value stands between two windows. */
struct progress {
    size_t depth;
    bool in_string, escaped, done;
};

/* Offset of the first quote or backslash at or after `at`, or text.length. */
static size_t find_quote_or_backslash(struct str text, size_t at)
{
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');

    for (; at + 16 <= text.length; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text.text + at));
        __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash));
        int mask = _mm_movemask_epi8(hits);

        if (mask)
            return at + (size_t)__builtin_ctz((unsigned)mask);
    }
#endif
    while (at < text.length && text.text[at] != '"' && text.text[at] != '\\')
        at++;
    return at;
}

/* Passes the part of a string that lies in text; returns the offset behind it. */
static size_t pass_string(struct progress *progress, struct str text, size_t at)
{
    while (at < text.length) {
        if (progress->escaped) {
            progress->escaped = false;
            at++;
            continue;
        }
        at = find_quote_or_backslash(text, at);
        if (at == text.length)
            break;
        if (text.text[at++] == '\\') {
            progress->escaped = true;
            continue;
        }
        progress->in_string = false;
        progress->done = progress->depth == 0;
        break;
    }
    return at;
}

/* Passes what of the value lies in text; returns its bytes. */
static size_t pass_value(struct progress *progress, struct str text)
{
    size_t at = 0;

    while (at < text.length && !progress->done) {
        char c = text.text[at];

        if (progress->in_string) {
            at = pass_string(progress, text, at);
            continue;
        }
        if (c == '"') {
            progress->in_string = true;
        } else if (c == '{' || c == '[') {
            progress->depth++;
        } else if (progress->depth == 0 && (c == '}' || c == ']' || c == ',' || is_space(c))) {
            progress->done = true; /* behind a number or literal */
            break;
        } else if (c == '}' || c == ']') {
            progress->depth--;
            progress->done = progress->depth == 0;
        }
        at++;
    }
    return at;
}

bool scan_value(struct json_scanner *scanner, struct strbuf *kept, struct error *err)
{
    struct progress progress = {0};
    struct error failure = {0};
    size_t length = 0;

    if (scan_peek(scanner, err) == SCAN_FAILED)
        return false;
    while (!progress.done && more(scanner, &failure)) {
        struct str window = byte_stream_window(scanner->stream);
        size_t part = pass_value(&progress, window);

        if (kept && !kept->overflowed)
            strbuf_add(kept, str_slice(window, 0, part));
        byte_stream_consume(scanner->stream, part);
        length += part;
    }
    if (failure.raised)
        return error_raise(err, "%s", failure.message);
    if (!progress.done && (length == 0 || progress.depth || progress.in_string))
        return scan_fail(scanner, err, "the recording is cut off here");
    if (length == 0)
        return scan_fail(scanner, err, "expected a value");
    return true;
}
