#include "generate/pattern_example.h"

#include "base/utf16.h"
#include "base/utf8.h"
#include "pattern/tree.h"

struct writer {
    struct strbuf *out;
    size_t extra;
    size_t steps;
};

static bool write_sequence(struct writer *writer, const struct term *first);

static bool put(struct writer *writer, uint32_t code)
{
    char bytes[UTF8_MAX_BYTES];

    if (code > 0x10ffff || utf16_is_surrogate(code))
        return false;
    return strbuf_add(writer->out, (struct str){bytes, utf8_encode(code, bytes)});
}

static bool is_word(uint32_t code)
{
    return code < 128 && (ascii_is_alpha((char)code) || ascii_is_digit((char)code) || code == '_');
}

static bool is_space(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r');
}

/* Is the ASCII character in the item? What properties hold is not known here. */
static bool item_has(const struct class_item *item, uint32_t code)
{
    switch (item->kind) {
    case CLASS_RANGE:
        return code >= item->first && code <= item->last;
    case CLASS_DIGIT:
        return (code >= '0' && code <= '9') != item->negated;
    case CLASS_WORD:
        return is_word(code) != item->negated;
    case CLASS_SPACE:
        return is_space(code) != item->negated;
    case CLASS_PROPERTY:
        return false;
    }
    return false;
}

static bool class_has(const struct term *class, uint32_t code)
{
    for (const struct class_item *item = class->items; item; item = item->next) {
        if (item_has(item, code))
            return !class->negated;
    }
    return class->negated;
}

/* The most readable character of the class: a letter or digit where it has one, else any other. */
static bool write_class(struct writer *writer, const struct term *class)
{
    static const char preferred[] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "-_. ~!#$%&'()*+,/:;<=>?@[\\]^`{|}\"";

    for (const struct class_item *item = class->items; item; item = item->next) {
        if (item->kind == CLASS_PROPERTY)
            return false;
    }
    for (const char *c = preferred; *c; c++) {
        if (class_has(class, (unsigned char)*c))
            return put(writer, (unsigned char)*c);
    }
    for (uint32_t code = 1; code < 0x80; code++) {
        if (class_has(class, code))
            return put(writer, code);
    }
    for (const struct class_item *item = class->items; item && !class->negated; item = item->next) {
        if (item->kind == CLASS_RANGE && item->first >= 0x80 && !utf16_is_surrogate(item->first))
            return put(writer, item->first);
    }
    return false;
}

static bool write_repeat(struct writer *writer, const struct term *term)
{
    size_t room = term->maximum == PATTERN_UNBOUNDED ? SIZE_MAX : term->maximum - term->minimum;
    size_t times = term->minimum + (writer->extra < room ? writer->extra : room);

    for (size_t i = 0; i < times; i++) {
        if (++writer->steps > PATTERN_EXAMPLE_MAX_STEPS || !write_sequence(writer, term->child))
            return false;
    }
    return true;
}

static bool write_term(struct writer *writer, const struct term *term)
{
    switch (term->kind) {
    case TERM_SEQUENCE:
    case TERM_CAPTURE:
    case TERM_GROUP:
        return write_sequence(writer, term->child);
    case TERM_ALTERNATIVES:
        return !term->child || write_term(writer, term->child);
    case TERM_CHARACTER:
        return put(writer, term->value);
    case TERM_ANY:
        return put(writer, 'a');
    case TERM_CLASS:
        return write_class(writer, term);
    case TERM_REPEAT:
        return write_repeat(writer, term);
    case TERM_START:
    case TERM_END:
    case TERM_BOUNDARY:
    case TERM_NOT_BOUNDARY:
        return true;
    case TERM_AHEAD:
    case TERM_NOT_AHEAD:
    case TERM_BEHIND:
    case TERM_NOT_BEHIND:
    case TERM_BACK_REFERENCE:
        return false;
    }
    return false;
}

static bool write_sequence(struct writer *writer, const struct term *first)
{
    for (const struct term *term = first; term; term = term->next) {
        if (++writer->steps > PATTERN_EXAMPLE_MAX_STEPS || !write_term(writer, term))
            return false;
    }
    return true;
}

bool pattern_example(struct str pattern, size_t extra, struct strbuf *out)
{
    struct writer writer = {.out = out, .extra = extra};
    struct pattern_tree tree;
    struct arena arena;
    const char *problem;
    bool lenient, made;

    arena_init(&arena);
    made = pattern_parse(&arena, pattern, &tree, &lenient, &problem) && !tree.unsupported &&
           (!tree.root || write_term(&writer, tree.root)) && !out->overflowed;
    arena_release(&arena);
    return made;
}
