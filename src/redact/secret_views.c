/* What a text is when its escapes are undone. An escape that is none stays as it is written. */
#include "base/base64.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "redact/secret_marks.h"

enum {
    BASE64_MIN = 6,           /* characters in a row; fewer have no value that is kept */
    REFERENCE_MAX_DIGITS = 8, /* of &#x0000002b; */
};

/* HTML, 13.5: those of ASCII characters; XML has five of them (XML 1.0, 4.6). */
static const struct {
    const char *name;
    char character;
} references[] = {
    {"amp", '&'},      {"lt", '<'},     {"gt", '>'},     {"quot", '"'},   {"apos", '\''},
    {"AMP", '&'},      {"LT", '<'},     {"GT", '>'},     {"QUOT", '"'},   {"Tab", '\t'},
    {"NewLine", '\n'}, {"excl", '!'},   {"num", '#'},    {"dollar", '$'}, {"percnt", '%'},
    {"lpar", '('},     {"rpar", ')'},   {"ast", '*'},    {"midast", '*'}, {"plus", '+'},
    {"comma", ','},    {"period", '.'}, {"sol", '/'},    {"colon", ':'},  {"semi", ';'},
    {"equals", '='},   {"quest", '?'},  {"commat", '@'}, {"lsqb", '['},   {"lbrack", '['},
    {"bsol", '\\'},    {"rsqb", ']'},   {"rbrack", ']'}, {"Hat", '^'},    {"lowbar", '_'},
    {"grave", '`'},    {"lcub", '{'},   {"lbrace", '{'}, {"verbar", '|'}, {"vert", '|'},
    {"rcub", '}'},     {"rbrace", '}'},
};

/* One escape at the beginning of a text: the bytes that it stands for. */
struct escape {
    size_t used; /* 0: there is none */
    size_t length;
    char bytes[UTF8_MAX_BYTES];
};

static struct escape escape_of_byte(size_t used, int byte)
{
    return (struct escape){used, 1, {(char)byte}};
}

static struct escape escape_of_code(size_t used, uint32_t code)
{
    struct escape escape = {.used = used};

    if (code > 0x10ffff || utf16_is_surrogate(code))
        return (struct escape){0};
    escape.length = utf8_encode(code, escape.bytes);
    return escape;
}

/* Up to `most` hexadecimal digits from `at` on; returns how many there are. */
static size_t hex_at(struct str text, size_t at, size_t most, uint32_t *code)
{
    size_t count = 0;

    *code = 0;
    while (count < most && at + count < text.length && ascii_hex_value(text.text[at + count]) >= 0)
        *code = *code * 16 + (uint32_t)ascii_hex_value(text.text[at + count++]);
    return count;
}

/* %2B and =2B */
static struct escape hex_escape(struct str text)
{
    uint32_t code;

    return hex_at(text, 1, 2, &code) == 2 ? escape_of_byte(3, (int)code) : (struct escape){0};
}

/* \u002B, in pairs beyond the first plane; \u{2b}. */
static struct escape unicode_escape(struct str text)
{
    uint32_t code, low;
    size_t digits;

    if (text.length > 3 && text.text[2] == '{') {
        digits = hex_at(text, 3, 6, &code);
        return digits && 3 + digits < text.length && text.text[3 + digits] == '}'
                   ? escape_of_code(digits + 4, code)
                   : (struct escape){0};
    }
    if (hex_at(text, 2, 4, &code) != 4)
        return (struct escape){0};
    if (utf16_is_high(code) && text.length > 7 && text.text[6] == '\\' && text.text[7] == 'u' &&
        hex_at(text, 8, 4, &low) == 4 && utf16_is_low(low))
        return escape_of_code(12, utf16_join(code, low));
    return escape_of_code(6, code);
}

static struct escape string_escape(struct str text)
{
    static const char from[] = "\"\\/'bfnrt", to[] = "\"\\/'\b\f\n\r\t";
    uint32_t code;
    char next;

    if (text.length < 2)
        return (struct escape){0};
    next = text.text[1];
    if (next == 'u')
        return unicode_escape(text);
    if (next == 'x')
        return hex_at(text, 2, 2, &code) == 2 ? escape_of_byte(4, (int)code) : (struct escape){0};
    for (size_t i = 0; from[i]; i++)
        if (from[i] == next)
            return escape_of_byte(2, to[i]);
    return (struct escape){0};
}

/* &#43; and &#x2b; */
static struct escape numeric_reference(struct str text)
{
    uint32_t code = 0;
    size_t at = 2;

    if (text.length > 2 && ascii_lower(text.text[2]) == 'x') {
        at = 3 + hex_at(text, 3, REFERENCE_MAX_DIGITS, &code);
        at = at == 3 ? 0 : at;
    } else {
        while (at < text.length && ascii_is_digit(text.text[at]) && at < 2 + REFERENCE_MAX_DIGITS)
            code = code * 10 + (uint32_t)(text.text[at++] - '0');
        at = at == 2 ? 0 : at;
    }
    return at && at < text.length && text.text[at] == ';' ? escape_of_code(at + 1, code)
                                                          : (struct escape){0};
}

static struct escape markup_escape(struct str text)
{
    if (text.length > 1 && text.text[1] == '#')
        return numeric_reference(text);
    for (size_t i = 0; i < ARRAY_LENGTH(references); i++) {
        struct str name = str_of(references[i].name);

        if (text.length > name.length + 1 && text.text[name.length + 1] == ';' &&
            str_equal(str_slice(text, 1, name.length), name))
            return escape_of_byte(name.length + 2, references[i].character);
    }
    return (struct escape){0};
}

/* ~0 and ~1 */
static struct escape pointer_escape(struct str text)
{
    char next = text.length > 1 ? text.text[1] : '\0';

    return next == '0' || next == '1' ? escape_of_byte(2, next == '0' ? '~' : '/')
                                      : (struct escape){0};
}

static struct escape escape_at(struct str text, unsigned kinds)
{
    if ((text.text[0] == '%' && (kinds & ESCAPE_PERCENT)) ||
        (text.text[0] == '=' && (kinds & ESCAPE_QUOTED_PRINTABLE)))
        return hex_escape(text);
    if (text.text[0] == '\\' && (kinds & ESCAPE_STRING))
        return string_escape(text);
    if (text.text[0] == '&' && (kinds & ESCAPE_MARKUP))
        return markup_escape(text);
    if (text.text[0] == '~' && (kinds & ESCAPE_POINTER))
        return pointer_escape(text);
    return (struct escape){0};
}

unsigned escapes_in(struct str text, unsigned kinds)
{
    static const struct {
        char first;
        enum escape_kind kind;
    } escapes[] = {{'%', ESCAPE_PERCENT},
                   {'\\', ESCAPE_STRING},
                   {'&', ESCAPE_MARKUP},
                   {'~', ESCAPE_POINTER},
                   {'=', ESCAPE_QUOTED_PRINTABLE}};
    unsigned found = 0;

    for (size_t i = 0; i < ARRAY_LENGTH(escapes); i++)
        if ((kinds & escapes[i].kind) && str_find_char(text, escapes[i].first) < text.length)
            found |= escapes[i].kind;
    return found;
}

/* ---- views that are made ---- */

struct maker {
    const struct secret_view *from;
    char *text;
    uint32_t *starts, *ends;
    size_t length;
};

/* Of no more than `most` bytes. */
static struct maker maker_new(struct arena *arena, const struct secret_view *from, size_t most)
{
    return (struct maker){.from = from,
                          .text = arena_alloc(arena, most + 1),
                          .starts = arena_alloc(arena, (most + 1) * sizeof(uint32_t)),
                          .ends = arena_alloc(arena, (most + 1) * sizeof(uint32_t))};
}

/* A byte that stands in what the view is made from, from start to end. */
static void put(struct maker *maker, char byte, size_t start, size_t end)
{
    const struct secret_view *from = maker->from;

    maker->starts[maker->length] = from->starts ? from->starts[start] : (uint32_t)start;
    maker->ends[maker->length] = from->ends ? from->ends[end - 1] : (uint32_t)end;
    maker->text[maker->length++] = byte;
}

static struct secret_view made(const struct maker *maker)
{
    return (struct secret_view){{maker->text, maker->length}, maker->starts, maker->ends};
}

bool view_unescape(struct arena *arena, const struct secret_view *from, unsigned kinds,
                   struct secret_view *to)
{
    struct maker maker;
    size_t at = 0;
    bool met = false;

    if (!escapes_in(from->text, kinds))
        return false;
    maker = maker_new(arena, from, from->text.length);
    while (at < from->text.length) {
        struct escape escape = escape_at(str_slice(from->text, at, SIZE_MAX), kinds);

        for (size_t i = 0; i < escape.length; i++)
            put(&maker, escape.bytes[i], at, at + escape.used);
        if (!escape.used)
            put(&maker, from->text.text[at], at, at + 1);
        met = met || escape.used;
        at += escape.used ? escape.used : 1;
    }
    if (met)
        *to = made(&maker);
    return met;
}

struct str value_unescaped(struct arena *arena, struct str value)
{
    struct secret_view view = {.text = value};

    for (int i = 0; i < SECRET_ESCAPES_MAX && view_unescape(arena, &view, ESCAPE_ALL, &view); i++)
        continue;
    return view.text;
}

/* A line break with what belongs to it: '=' in front where quoted-printable breaks a line (RFC
   2045, 6.7), and blanks behind, with which lines are folded. 0: there is none. */
static size_t break_length(struct str text, size_t at)
{
    size_t end = at;

    end += str_starts_with(str_slice(text, end, 1), STR("="));
    end += str_starts_with(str_slice(text, end, 1), STR("\r"));
    if (!str_starts_with(str_slice(text, end, 1), STR("\n")))
        return 0;
    for (end++; end < text.length && char_is_any(text.text[end], " \t"); end++)
        continue;
    return end - at;
}

bool view_join_lines(struct arena *arena, const struct secret_view *from, struct secret_view *to)
{
    struct maker maker;
    size_t at = 0;

    if (str_find_char(from->text, '\n') == from->text.length)
        return false;
    maker = maker_new(arena, from, from->text.length);
    while (at < from->text.length) {
        size_t length = break_length(from->text, at);

        if (!length)
            put(&maker, from->text.text[at], at, at + 1);
        at += length ? length : 1;
    }
    *to = made(&maker);
    return true;
}

static size_t base64_length(struct str text, size_t from)
{
    size_t at = from;

    while (at < text.length && base64_digit(text.text[at]) >= 0)
        at++;
    return at - from;
}

/* Byte i has bits of the characters from i * 8 / 6 to (i * 8 + 7) / 6. */
static void decode_run(struct maker *maker, size_t start, size_t length)
{
    const char *text = maker->from->text.text + start;

    for (size_t i = 0; (i * 8 + 7) / 6 < length; i++) {
        size_t first = i * 8 / 6, last = (i * 8 + 7) / 6;
        unsigned bits =
            (unsigned)base64_digit(text[first]) << 6 | (unsigned)base64_digit(text[last]);

        put(maker, (char)(bits >> (4 - i % 3 * 2) & 0xff), start + first, start + last + 1);
    }
    put(maker, '\n', start + length - 1, start + length);
}

bool view_decode_base64(struct arena *arena, const struct secret_view *from, size_t phase,
                        struct secret_view *to)
{
    struct maker maker = {.text = NULL};
    size_t at = 0;

    while (at < from->text.length) {
        size_t length = base64_length(from->text, at);

        if (length >= BASE64_MIN + phase) {
            if (!maker.text)
                maker = maker_new(arena, from, from->text.length - at);
            decode_run(&maker, at + phase, length - phase);
        }
        at += length + 1;
    }
    if (maker.text)
        *to = made(&maker);
    return maker.text != NULL;
}
