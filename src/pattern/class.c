/* Escapes and character classes (ECMA-262, 22.2.1: CharacterEscape, CharacterClass). */
#include "base/utf16.h"
#include "pattern/reader.h"

enum { MAX_PROPERTY_BYTES = 90 };

static struct class_item *new_item(struct pattern_reader *reader, enum class_kind kind)
{
    struct class_item *item = ARENA_NEW(reader->arena, struct class_item);

    item->kind = kind;
    return item;
}

/* ---- escapes ---- */

/* Reads exactly `digits` hexadecimal digits. When they are not there, the reader stays where it
   was. */
static bool read_hex(struct pattern_reader *reader, unsigned digits, uint32_t *value)
{
    struct str text = str_slice(reader->text, reader->at, digits);

    if (text.length < digits)
        return false;
    *value = 0;
    for (unsigned i = 0; i < digits; i++) {
        int digit = ascii_hex_value(text.text[i]);

        if (digit < 0)
            return false;
        *value = *value * 16 + (uint32_t)digit;
    }
    reader->at += digits;
    return true;
}

static bool read_braced_code(struct pattern_reader *reader, uint32_t *code)
{
    bool any = false;
    uint32_t digit;

    *code = 0;
    while (read_hex(reader, 1, &digit)) {
        *code = *code * 16 + digit;
        any = true;
        if (*code > 0x10ffff)
            return pattern_reader_fail(reader, "\\u{...} is above 10FFFF");
    }
    return (any && pattern_reader_eat(reader, '}')) ||
           pattern_reader_fail(reader, "\\u{...} is not well formed");
}

/* After \u. A pair of surrogates is one character. */
static bool read_unicode(struct pattern_reader *reader, uint32_t *code)
{
    size_t behind;
    uint32_t low;

    if (pattern_reader_eat(reader, '{'))
        return read_braced_code(reader, code);
    if (!read_hex(reader, 4, code))
        return pattern_reader_fail(reader, "\\u is not followed by four hexadecimal digits");
    behind = reader->at;
    if (utf16_is_high(*code) && pattern_reader_eat(reader, '\\') &&
        pattern_reader_eat(reader, 'u') && read_hex(reader, 4, &low) && utf16_is_low(low))
        *code = utf16_join(*code, low);
    else
        reader->at = behind;
    return true;
}

/* After \p or \P. */
static bool read_property(struct pattern_reader *reader, bool negated, struct class_item **item)
{
    struct str text, key = STR_NONE, name;
    size_t end, equals;
    bool negate;

    if (!pattern_reader_eat(reader, '{'))
        return pattern_reader_fail(reader, "\\p is not followed by {");
    text = str_slice(reader->text, reader->at, MAX_PROPERTY_BYTES);
    end = str_find_char(text, '}');
    if (end == text.length)
        return pattern_reader_fail(reader, "\\p{...} is not closed");
    text.length = end;
    reader->at += end + 1;
    equals = str_find_char(text, '=');
    if (equals < text.length) {
        key = str_slice(text, 0, equals);
        text = str_slice(text, equals + 1, text.length);
    }
    if (!pattern_property(key, text, &name, &negate))
        return pattern_reader_fail(reader, "\\p{...} names no property");
    if (name.length == 0)
        reader->unsupported = "the engine does not know this property";
    *item = new_item(reader, CLASS_PROPERTY);
    (*item)->negated = negated != negate;
    (*item)->property = name;
    return true;
}

static bool read_set(struct pattern_reader *reader, uint32_t letter, struct class_item **item)
{
    enum class_kind kind = (letter | 0x20) == 'd'   ? CLASS_DIGIT
                           : (letter | 0x20) == 'w' ? CLASS_WORD
                                                    : CLASS_SPACE;

    *item = new_item(reader, kind);
    (*item)->negated = letter < 'a';
    return true;
}

static bool read_control(struct pattern_reader *reader, uint32_t *character)
{
    uint32_t letter = pattern_reader_peek(reader);

    if (letter >= 0x80 || !ascii_is_alpha((char)letter))
        return pattern_reader_fail(reader, "\\c is not followed by a letter");
    reader->at++;
    *character = letter & 31;
    return true;
}

/* What stands for itself: syntax characters always, other punctuation in the lenient grammar. */
static bool read_identity(struct pattern_reader *reader, bool in_class, uint32_t c,
                          uint32_t *character)
{
    *character = c;
    if (c < 0x80 && char_is_any((char)c, "^$\\.*+?()[]{}|/"))
        return true;
    if (in_class && c == '-')
        return true;
    if (reader->lenient && c < 0x80 && !ascii_is_alpha((char)c) && !ascii_is_digit((char)c)) {
        return true;
    }
    return pattern_reader_fail(reader, "a backslash before a character that has no escape");
}

bool pattern_read_escape(struct pattern_reader *reader, bool in_class, uint32_t *character,
                         struct class_item **item)
{
    uint32_t c = pattern_reader_take(reader);

    *item = NULL;
    switch (c) {
    case PATTERN_READER_END:
        return pattern_reader_fail(reader, "a backslash at the end");
    case 'd':
    case 'D':
    case 'w':
    case 'W':
    case 's':
    case 'S':
        return read_set(reader, c, item);
    case 'p':
    case 'P':
        return read_property(reader, c == 'P', item);
    case 't':
        *character = '\t';
        return true;
    case 'n':
        *character = '\n';
        return true;
    case 'v':
        *character = '\v';
        return true;
    case 'f':
        *character = '\f';
        return true;
    case 'r':
        *character = '\r';
        return true;
    case 'c':
        return read_control(reader, character);
    case '0':
        *character = 0;
        return pattern_reader_peek(reader) - '0' > 9 ||
               pattern_reader_fail(reader, "an octal escape");
    case 'x':
        return read_hex(reader, 2, character) ||
               pattern_reader_fail(reader, "\\x is not followed by two hexadecimal digits");
    case 'u':
        return read_unicode(reader, character);
    case 'b':
        *character = '\b';
        if (in_class)
            return true;
        break;
    }
    return read_identity(reader, in_class, c, character);
}

/* ---- classes ---- */

static struct class_item *range(struct pattern_reader *reader, uint32_t first, uint32_t last)
{
    struct class_item *item = new_item(reader, CLASS_RANGE);

    item->first = first;
    item->last = last;
    return item;
}

/* One character, or a set such as \d (then *item is not NULL). */
static bool read_class_atom(struct pattern_reader *reader, uint32_t *character,
                            struct class_item **item)
{
    *item = NULL;
    if (pattern_reader_eat(reader, '\\'))
        return pattern_read_escape(reader, true, character, item);
    *character = pattern_reader_take(reader);
    return *character != PATTERN_READER_END || pattern_reader_fail(reader, "a class is not closed");
}

static void add(struct term *term, struct class_item *item)
{
    item->next = term->items;
    term->items = item;
}

static bool is_range_dash(const struct pattern_reader *reader)
{
    struct str next = str_slice(reader->text, reader->at, 2);

    return next.length == 2 && next.text[0] == '-' && next.text[1] != ']';
}

static bool read_class_range(struct pattern_reader *reader, struct term *term)
{
    struct class_item *first_set, *last_set;
    uint32_t first = 0, last = 0;

    if (!read_class_atom(reader, &first, &first_set))
        return false;
    if (!is_range_dash(reader)) {
        add(term, first_set ? first_set : range(reader, first, first));
        return true;
    }
    reader->at++;
    if (!read_class_atom(reader, &last, &last_set))
        return false;
    if (first_set || last_set) {
        if (!reader->lenient)
            return pattern_reader_fail(reader, "a set such as \\w is the end of a range");
        add(term, first_set ? first_set : range(reader, first, first));
        add(term, last_set ? last_set : range(reader, last, last));
        add(term, range(reader, '-', '-'));
        return true;
    }
    if (first > last)
        return pattern_reader_fail(reader, "the ends of a range are out of order");
    add(term, range(reader, first, last));
    return true;
}

bool pattern_read_class(struct pattern_reader *reader, struct term *term)
{
    term->kind = TERM_CLASS;
    term->negated = pattern_reader_eat(reader, '^');
    while (!pattern_reader_eat(reader, ']')) {
        if (reader->at >= reader->text.length)
            return pattern_reader_fail(reader, "a class is not closed");
        if (!read_class_range(reader, term))
            return false;
    }
    return true;
}
