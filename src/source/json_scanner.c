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
    enum {
        VALUE_AHEAD,
        VALUE_SCALAR,
        VALUE_NESTED
    } kind; /* nested: begins with a quote or bracket */
    size_t depth;
    size_t skip; /* bytes before this offset into the window are passed unseen */
    bool in_string, done;
};

/* Takes a byte of a nested value; all but quotes, backslashes and brackets go without saying. */
static void meet(struct progress *progress, char c, size_t at)
{
    if (at < progress->skip)
        return;
    if (progress->in_string) {
        if (c == '\\')
            progress->skip = at + 2; /* whatever it is that stands behind */
        else if (c == '"')
            progress->in_string = false;
    } else if (c == '"') {
        progress->in_string = true;
    } else if (c == '{' || c == '[') {
        progress->depth++;
    } else if (c == '}' || c == ']') {
        progress->depth--;
    }
    progress->done = progress->depth == 0 && !progress->in_string;
}

#ifdef __SSE2__
/* A bit for each of 16 bytes that meet() has to see. '[' and '{', ']' and '}' differ in bit 5 only.
 */
static unsigned marks(const char *text)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i quotes = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                  _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    __m128i brackets = _mm_or_si128(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')),
                                    _mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));

    return (unsigned)_mm_movemask_epi8(_mm_or_si128(quotes, brackets));
}
#endif

static size_t pass_nested(struct progress *progress, struct str text)
{
    size_t at = 0;

#ifdef __SSE2__
    for (; at + 16 <= text.length && !progress->done; at += 16) {
        for (unsigned mask = marks(text.text + at); mask; mask &= mask - 1) {
            size_t mark = at + (size_t)__builtin_ctz(mask);

            meet(progress, text.text[mark], mark);
            if (progress->done)
                return mark + 1;
        }
    }
#endif
    for (; at < text.length && !progress->done; at++)
        meet(progress, text.text[at], at);
    progress->skip = progress->skip > at ? progress->skip - at : 0;
    return at;
}

static size_t pass_scalar(struct progress *progress, struct str text)
{
    size_t at = 0;

    while (at < text.length && text.text[at] != ',' && text.text[at] != '}' &&
           text.text[at] != ']' && !is_space(text.text[at]))
        at++;
    progress->done = at < text.length;
    return at;
}

/* Passes what of the value lies in text, which is not empty; returns its bytes. */
static size_t pass_value(struct progress *progress, struct str text)
{
    char first = text.text[0];

    if (progress->kind == VALUE_AHEAD)
        progress->kind = first == '"' || first == '{' || first == '[' ? VALUE_NESTED : VALUE_SCALAR;
    return progress->kind == VALUE_NESTED ? pass_nested(progress, text)
                                          : pass_scalar(progress, text);
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
    if (!progress.done && progress.kind != VALUE_SCALAR)
        return scan_fail(scanner, err, "the recording is cut off here");
    if (length == 0)
        return scan_fail(scanner, err, "expected a value");
    return true;
}
