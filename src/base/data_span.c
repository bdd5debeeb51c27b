#include "base/data_span.h"

#include "base/utf8.h"

#define OPEN   '\x0e'
#define CLOSE  '\x0f'
#define ESCAPE '\x10'

/* What stands behind ESCAPE is the byte and this: a letter. */
enum { ESCAPED = 0x40 };

static bool is_mark(char c)
{
    return c == OPEN || c == CLOSE || c == ESCAPE;
}

static size_t plain_length(struct str text)
{
    size_t length = 0;

    while (length < text.length && !is_mark(text.text[length]))
        length++;
    return length;
}

void data_span_add(struct strbuf *out, const struct data_span *span)
{
    struct str rest = utf8_cut(span->text, DATA_CARRIED_MAX);

    strbuf_addf(out, "%c%c%c%zu,%zu:", OPEN, (char)span->kind, span->typed ? '+' : '-',
                span->length, span->shown);
    while (rest.length) {
        size_t plain = plain_length(rest);

        strbuf_add(out, str_slice(rest, 0, plain));
        rest = str_slice(rest, plain, SIZE_MAX);
        if (rest.length == 0)
            break;
        strbuf_add_char(out, ESCAPE);
        strbuf_add_char(out, (char)(rest.text[0] + ESCAPED));
        rest = str_slice(rest, 1, SIZE_MAX);
    }
    strbuf_add_char(out, CLOSE);
}

static struct str marked(struct arena *arena, enum data_kind kind, struct str text, size_t shown)
{
    const struct data_span span = {
        .kind = kind, .length = utf8_length(text), .shown = shown, .text = text};
    struct strbuf out;
    struct str made;

    if (!text.text)
        return text;
    strbuf_init(&out, SIZE_MAX);
    data_span_add(&out, &span);
    made = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return made;
}

struct str data_text(struct arena *arena, struct str text)
{
    return marked(arena, DATA_TEXT, text, 0);
}

struct str data_name(struct arena *arena, struct str name)
{
    return marked(arena, DATA_NAME, name, 0);
}

struct str data_url(struct arena *arena, struct str url)
{
    return marked(arena, DATA_URL, url, 0);
}

struct str data_aside(struct arena *arena, struct str text)
{
    return text.length ? marked(arena, DATA_ASIDE, text, 0) : text;
}

struct str data_instead(struct arena *arena, struct str text)
{
    return marked(arena, DATA_INSTEAD, text, 0);
}

struct str data_placeholder(struct arena *arena, struct str text, size_t shown)
{
    return marked(arena, DATA_PLACEHOLDER, text, shown);
}

struct str data_cut(struct arena *arena, struct str text, size_t shown)
{
    return marked(arena, DATA_TEXT, text, shown);
}

/* ---- reading ---- */

static size_t read_number(struct str *rest)
{
    size_t number = 0;

    while (rest->length && ascii_is_digit(rest->text[0])) {
        number = number * 10 + (size_t)(rest->text[0] - '0');
        *rest = str_slice(*rest, 1, SIZE_MAX);
    }
    *rest = str_slice(*rest, 1, SIZE_MAX); /* what ends it */
    return number;
}

static struct str unescaped(struct arena *arena, struct str text)
{
    char *out;
    size_t length = 0;

    if (plain_length(text) == text.length)
        return text;
    out = ARENA_ARRAY(arena, char, text.length);
    for (size_t i = 0; i < text.length; i++)
        out[length++] = text.text[i] == ESCAPE && i + 1 < text.length
                            ? (char)(text.text[++i] - ESCAPED)
                            : text.text[i];
    return (struct str){out, length};
}

/* Reads the span that *rest starts with, and goes past it. One that was cut off ends with the
   message. */
static struct data_span read_span(struct arena *arena, struct str *rest)
{
    struct data_span span = {.kind = DATA_TEXT};
    struct str inside = str_slice(*rest, 1, SIZE_MAX);

    inside = str_cut(&inside, CLOSE);
    *rest = str_slice(*rest, 1 + inside.length + 1, SIZE_MAX);
    if (inside.length < 2)
        return span;
    span.kind = (enum data_kind)inside.text[0];
    span.typed = inside.text[1] == '+';
    inside = str_slice(inside, 2, SIZE_MAX);
    span.length = read_number(&inside);
    span.shown = read_number(&inside);
    span.text = unescaped(arena, inside);
    return span;
}

bool data_spans_are_in(struct str message)
{
    return str_find_char(message, OPEN) < message.length;
}

struct str data_spans_write(struct arena *arena, struct str message, data_writer *write,
                            void *context)
{
    struct strbuf out;
    struct str rest = message, written;

    if (!data_spans_are_in(message))
        return message;
    strbuf_init(&out, SIZE_MAX);
    while (rest.length) {
        size_t before = str_find_char(rest, OPEN);

        strbuf_add(&out, str_slice(rest, 0, before));
        rest = str_slice(rest, before, SIZE_MAX);
        if (rest.length) {
            struct data_span span = read_span(arena, &rest);

            strbuf_add(&out, write(context, arena, &span));
        }
    }
    written = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return written;
}
