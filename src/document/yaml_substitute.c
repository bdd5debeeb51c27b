#include "document/yaml_substitute.h"

#include "base/utf16.h"
#include "base/utf8.h"

/* U+F700 to U+F7FF stand for the code points of the table below, U+E800 to U+EFFF for the
   surrogates U+D800 to U+DFFF. */
enum {
    SUBSTITUTE = 0xf700,
    SUBSTITUTE_SURROGATE = 0xe800,
    SURROGATE = 0xd800,
    SURROGATES = 0x800,
};

/* What is written for a code point, and 0 for those that libyaml takes. */
static uint32_t substitute_of(uint32_t code)
{
    if (code >= 0x7f && code <= 0x9f)
        return SUBSTITUTE + code;
    switch (code) {
    case 0x2028:
    case 0x2029:
        return SUBSTITUTE + (code & 0xff);
    case 0xfeff:
        return SUBSTITUTE + 0xef;
    case 0xfffe:
    case 0xffff:
        return SUBSTITUTE + (code & 0xff);
    default:
        return 0;
    }
}

static uint32_t original_of(uint32_t substitute)
{
    uint32_t low = substitute - SUBSTITUTE;

    if (low >= 0xfe)
        return 0xff00 + low;
    if (low == 0xef)
        return 0xfeff;
    if (low == 0x28 || low == 0x29)
        return 0x2000 + low;
    return low;
}

/* Whether `sequence` occurs; its first byte is rare in most texts. */
static bool occurs(struct str text, struct str sequence)
{
    const char *at = text.text;
    const char *end = text.text + text.length;

    while (at && at < end && (at = memchr(at, sequence.text[0], (size_t)(end - at))) != NULL) {
        if (str_starts_with((struct str){at, (size_t)(end - at)}, sequence))
            return true;
        at++;
    }
    return false;
}

bool yaml_has_foreign_line_ends(struct str text)
{
    return occurs(text, STR("\xc2\x85")) || occurs(text, STR("\xe2\x80\xa8")) ||
           occurs(text, STR("\xe2\x80\xa9"));
}

/* ---- escapes: \u and four digits ---- */

enum { ESCAPE_LENGTH = 6 };

/* What the escape that `rest` starts with says; 0 for none. */
static uint32_t escaped(struct str rest)
{
    uint32_t code = 0;

    if (rest.length < ESCAPE_LENGTH || rest.text[0] != '\\' || rest.text[1] != 'u')
        return 0;
    for (size_t i = 2; i < ESCAPE_LENGTH; i++) {
        int digit = ascii_hex_value(rest.text[i]);

        if (digit < 0)
            return 0;
        code = code << 4 | (uint32_t)digit;
    }
    return code;
}

static bool is_surrogate_substitute(uint32_t code)
{
    return code >= SUBSTITUTE_SURROGATE && code < SUBSTITUTE_SURROGATE + SURROGATES;
}

static bool is_substitute(uint32_t code)
{
    return is_surrogate_substitute(code) || (code >= SUBSTITUTE && code <= SUBSTITUTE + 0xff);
}

/* ---- block scalars, as far as a line at a time tells ---- */

struct scan {
    const char *at, *end;
    char *out;
    bool changed;
    bool backslash;       /* the byte before is one that escapes the next */
    bool in_block;        /* a block scalar's lines may follow */
    size_t least;         /* spaces that its lines have at least */
    size_t block;         /* its indentation; 0: its first line will tell */
    const char *tab;      /* in this line, to be given a substitute */
    const char *tabs_end; /* tabs before it become spaces */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct str line_of(const struct scan *scan)
{
    size_t left = (size_t)(scan->end - scan->at);
    const char *end = memchr(scan->at, '\n', left);

    return (struct str){scan->at, end ? (size_t)(end - scan->at) : left};
}

/* Without white space and a comment behind it. */
static struct str without_comment(struct str line)
{
    for (size_t i = 1; i < line.length; i++) {
        if (line.text[i] == '#' && is_blank(line.text[i - 1])) {
            line.length = i;
            break;
        }
    }
    while (line.length &&
           (is_blank(line.text[line.length - 1]) || line.text[line.length - 1] == '\r'))
        line.length--;
    return line;
}

/* Does the line end in a block scalar's header: | or >, with a digit and a sign perhaps? *digit is
   its indentation indicator, 0 without one. */
static bool ends_in_header(struct str line, size_t *digit)
{
    size_t at;

    line = without_comment(line);
    at = line.length;
    *digit = 0;
    for (int i = 0; i < 2 && at; i++) {
        char c = line.text[at - 1];

        if (c >= '1' && c <= '9')
            *digit = (size_t)(c - '0');
        else if (c != '+' && c != '-')
            break;
        at--;
    }
    return at && (line.text[at - 1] == '|' || line.text[at - 1] == '>') &&
           (at == 1 || is_blank(line.text[at - 2]));
}

/* Spaces before the innermost node of the line: "- - key: |" has it behind both dashes. */
static size_t node_column(struct str line)
{
    size_t at = 0;

    while (at < line.length &&
           (line.text[at] == ' ' || ((line.text[at] == '-' || line.text[at] == '?') &&
                                     at + 1 < line.length && line.text[at + 1] == ' ')))
        at++;
    return at;
}

/* A line outside of block scalars: tabs may stand before a comment or nothing, and it may open a
   block scalar. */
static void scan_plain_line(struct scan *scan, struct str line, size_t spaces, size_t blanks)
{
    size_t digit;

    if (blanks == line.length || line.text[blanks] == '#' || line.text[blanks] == '\r')
        scan->tabs_end = line.text + blanks;
    scan->in_block = ends_in_header(line, &digit);
    scan->least = spaces + 1;
    scan->block = digit ? node_column(line) + digit : 0;
}

/* The next line: which of its tabs libyaml would refuse. */
static void scan_line(struct scan *scan)
{
    struct str line = line_of(scan);
    size_t spaces = 0, blanks;
    bool empty;

    scan->tab = scan->tabs_end = NULL;
    while (spaces < line.length && line.text[spaces] == ' ')
        spaces++;
    blanks = spaces;
    while (blanks < line.length && is_blank(line.text[blanks]))
        blanks++;
    empty = blanks == line.length || (line.text[blanks] == '\r' && blanks + 1 == line.length);
    if (!scan->in_block) {
        scan_plain_line(scan, line, spaces, blanks);
    } else if (scan->block && spaces >= scan->block) {
        return;
    } else if (!scan->block && blanks > spaces && spaces >= scan->least) {
        /* The first line that is not empty gives the indentation (YAML 1.2, 8.1.1.1). */
        scan->block = spaces;
        scan->tab = line.text + spaces;
    } else if (empty) {
        scan->tabs_end = line.text + blanks;
    } else if (!scan->block && spaces >= scan->least) {
        scan->block = spaces;
    } else {
        scan_plain_line(scan, line, spaces, blanks);
    }
}

/* ---- putting ---- */

static void put(struct scan *scan, uint32_t code)
{
    scan->out += utf8_encode(code, scan->out);
    scan->changed = true;
}

static void copy(struct scan *scan, size_t length)
{
    memcpy(scan->out, scan->at, length);
    scan->out += length;
}

/* An ASCII byte; returns the bytes it took. */
static size_t put_byte(struct scan *scan)
{
    struct str rest = {scan->at, (size_t)(scan->end - scan->at)};
    char c = *scan->at;

    if (c == '\t' && scan->at == scan->tab) {
        put(scan, SUBSTITUTE + (uint32_t)'\t');
    } else if (c == '\t' && scan->at < scan->tabs_end) {
        *scan->out++ = ' ';
        scan->changed = true;
    } else if (c == 0x7f) {
        put(scan, substitute_of(0x7f));
    } else if (!scan->backslash && utf16_is_surrogate(escaped(rest))) {
        copy(scan, ESCAPE_LENGTH);
        scan->out[2 - ESCAPE_LENGTH]++; /* d to e, in either case */
        scan->changed = true;
        return ESCAPE_LENGTH;
    } else {
        *scan->out++ = c;
    }
    scan->backslash = c == '\\' && !scan->backslash;
    return 1;
}

static size_t put_character(struct scan *scan)
{
    uint32_t code;
    size_t length = utf8_decode((struct str){scan->at, (size_t)(scan->end - scan->at)}, &code);

    if (substitute_of(code))
        put(scan, substitute_of(code));
    else
        copy(scan, length);
    scan->backslash = false;
    return length;
}

/* Whether the text has a code point that would stand in, itself or as an escape. */
static bool is_occupied(struct str text)
{
    for (size_t i = 0; i + 2 < text.length; i++) {
        struct str rest = {text.text + i, text.length - i};
        uint32_t code = 0;

        if ((unsigned char)text.text[i] == 0xee || (unsigned char)text.text[i] == 0xef)
            utf8_decode(rest, &code);
        else if (text.text[i] != '\\')
            continue;
        if (is_substitute(code) || is_substitute(escaped(rest)) ||
            str_starts_with(rest, STR("\\U0000")))
            return true;
    }
    return false;
}

struct str yaml_substitute(struct arena *arena, struct str text)
{
    char *copied;
    struct scan scan = {.at = text.text, .end = text.text + text.length};

    if (text.length > SIZE_MAX / 4 || is_occupied(text))
        return STR_NONE;
    /* One byte may become three. */
    copied = scan.out = arena_alloc(arena, text.length * 3 + 1);
    for (bool line_start = true; scan.at < scan.end;) {
        if (line_start)
            scan_line(&scan);
        line_start = *scan.at == '\n';
        scan.at += (unsigned char)*scan.at < 0x80 ? put_byte(&scan) : put_character(&scan);
    }
    arena_resize(arena, copied, text.length * 3 + 1,
                 scan.changed ? (size_t)(scan.out - copied) : 0);
    return scan.changed ? (struct str){copied, (size_t)(scan.out - copied)} : STR_NONE;
}

/* ---- taking ---- */

/* The surrogate whose substitute comes next, 0 for none. */
static uint32_t next_surrogate(struct str rest)
{
    uint32_t code;

    if (utf8_decode(rest, &code) == 0 || !is_surrogate_substitute(code))
        return 0;
    return code - SUBSTITUTE_SURROGATE + SURROGATE;
}

/* The character that substitutes of surrogates mean, and its bytes in *length. */
static uint32_t take_surrogates(struct str rest, size_t *length)
{
    uint32_t high = next_surrogate(rest);
    uint32_t low = next_surrogate(str_slice(rest, 3, SIZE_MAX));

    *length = 3;
    if (!utf16_is_high(high) || !utf16_is_low(low))
        return UTF8_REPLACEMENT;
    *length = 6;
    return utf16_join(high, low);
}

size_t yaml_restore(char *text, size_t length, bool double_quoted)
{
    char *out = text;

    for (size_t at = 0; at < length;) {
        struct str rest = {text + at, length - at};
        uint32_t code = 0;
        size_t taken = utf8_decode(rest, &code);

        if (!double_quoted && is_surrogate_substitute(escaped(rest))) {
            memmove(out, rest.text, ESCAPE_LENGTH);
            out[2]--;
            out += ESCAPE_LENGTH;
            at += ESCAPE_LENGTH;
            continue;
        }
        if (double_quoted && next_surrogate(rest))
            code = take_surrogates(rest, &taken);
        else if (is_substitute(code) && !is_surrogate_substitute(code))
            code = original_of(code);
        at += taken ? taken : 1; /* an escape can make no other text than valid UTF-8 */
        out += utf8_encode(code, out);
    }
    return (size_t)(out - text);
}
