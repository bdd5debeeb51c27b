#include "stream/json_scanner.h"

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
    size_t skip; /* the bytes of the window before this offset need no look */
    bool in_string, done;
};

/* Takes a byte of a nested value; only quotes, backslashes and brackets make a difference. */
static void meet(struct progress *progress, char c, size_t at)
{
    if (at < progress->skip)
        return;
    if (c == '\\')
        progress->skip = at + 2; /* the byte behind a backslash, whatever it is */
    else if (c == '"')
        progress->in_string = !progress->in_string;
    else if (progress->in_string)
        return;
    else if (c == '{' || c == '[')
        progress->depth++;
    else if (c == '}' || c == ']')
        progress->depth--;
    progress->done = progress->depth == 0 && !progress->in_string;
}

#ifdef __SSE2__
enum { BLOCK = 64 };

/* A bit for each of 64 bytes, the first one lowest. */
struct marks {
    uint64_t quotes, slashes;
    uint64_t opens, closes;
};

static uint64_t equal_16(__m128i bytes, char c)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
}

static uint64_t equal(const __m128i bytes[4], char c)
{
    return equal_16(bytes[0], c) | equal_16(bytes[1], c) << 16 | equal_16(bytes[2], c) << 32 |
           equal_16(bytes[3], c) << 48;
}

static struct marks find_marks(const char *text)
{
    struct marks marks;
    const __m128i *at = (const __m128i *)(const void *)text;
    const __m128i fold = _mm_set1_epi8(0x20);
    __m128i bytes[4] = {_mm_loadu_si128(at), _mm_loadu_si128(at + 1), _mm_loadu_si128(at + 2),
                        _mm_loadu_si128(at + 3)};

    marks.quotes = equal(bytes, '"');
    marks.slashes = equal(bytes, '\\');
    /* '[' and '{', ']' and '}' differ in bit 5 only. */
    bytes[0] = _mm_or_si128(bytes[0], fold);
    bytes[1] = _mm_or_si128(bytes[1], fold);
    bytes[2] = _mm_or_si128(bytes[2], fold);
    bytes[3] = _mm_or_si128(bytes[3], fold);
    marks.opens = equal(bytes, '{');
    marks.closes = equal(bytes, '}');
    return marks;
}

/* The bytes that stand behind a backslash which is not escaped itself. *first: whether the first
   byte is one; afterwards, whether the first byte of the next block is. */
static uint64_t escaped_bytes(uint64_t slashes, bool *first)
{
    uint64_t escaped = *first;

    slashes &= ~escaped;
    *first = false;
    while (slashes) {
        uint64_t slash = slashes & -slashes;

        *first = slash >> (BLOCK - 1);
        escaped |= slash << 1;
        slashes &= ~(slash | slash << 1);
    }
    return escaped;
}

/* From each quote to the one behind it. */
static uint64_t between(uint64_t quotes)
{
    quotes ^= quotes << 1;
    quotes ^= quotes << 2;
    quotes ^= quotes << 4;
    quotes ^= quotes << 8;
    quotes ^= quotes << 16;
    return quotes ^ quotes << 32;
}

/* Blocks of 64 bytes, from inside a container on; returns where it ended, or at which byte less
   than a block is left. */
static size_t pass_blocks(struct progress *progress, struct str text, size_t at)
{
    bool escaped = progress->skip > at;

    for (; at + BLOCK <= text.length; at += BLOCK) {
        struct marks marks = find_marks(text.text + at);
        uint64_t inside = between(marks.quotes & ~escaped_bytes(marks.slashes, &escaped)) ^
                          (progress->in_string ? UINT64_MAX : 0);
        uint64_t brackets = (marks.opens | marks.closes) & ~inside;

        progress->in_string = inside >> (BLOCK - 1);
        for (; brackets; brackets &= brackets - 1) {
            progress->depth += (brackets & -brackets) & marks.opens ? 1 : (size_t)-1;
            progress->done = progress->depth == 0;
            if (progress->done)
                return at + (size_t)__builtin_ctzll(brackets) + 1;
        }
    }
    progress->skip = escaped ? at + 1 : 0;
    return at;
}
#endif

static size_t pass_nested(struct progress *progress, struct str text)
{
    size_t at = 0;

    while (at < text.length && !progress->done && progress->depth == 0) {
        meet(progress, text.text[at], at);
        at++;
    }
#ifdef __SSE2__
    if (!progress->done)
        at = pass_blocks(progress, text, at);
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

/* Passes the part of the value that is in `text` (not empty); returns its number of bytes. */
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
