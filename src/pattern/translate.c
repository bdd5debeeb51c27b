/* The tree in pcre2's dialect, with the options of pattern.c. Nothing of the original text gets
   through: characters are written as \x{...}, sets as ranges, anchors as \A and \z.
   Three faults of pcre2 10.42 are kept out of reach: properties stand inside classes (auto-
   possessification compares them wrongly outside), an atom repeated {0} is left out (it confuses
   the start optimisation), and the JIT is not used (it forgets MATCH_UNSET_BACKREF). */
#include "pattern/translate.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf16.h"
#include "pattern/spans.h"

/* What a reference to a group has to know of it. */
enum group_flag {
    GROUP_ITERATED = 1u << 0, /* ECMA-262 forgets the capture at each turn, pcre2 does not */
    GROUP_BEHIND = 1u << 1,   /* ECMA-262 reads lookbehinds backwards */
    GROUP_OPEN = 1u << 2      /* being written: a reference that is met now stands inside it */
};

struct writer {
    struct strbuf *out;
    unsigned char *groups; /* group_flag of each, by number */
    const char *unsupported;
};

/* ---- groups ---- */

static void survey(struct writer *writer, const struct term *term, unsigned flags)
{
    for (; term; term = term->next) {
        unsigned inner = flags;

        if (term->kind == TERM_CAPTURE)
            writer->groups[term->value] = (unsigned char)flags;
        if (term->kind == TERM_REPEAT && term->maximum > 1)
            inner |= GROUP_ITERATED;
        if (term->kind == TERM_BEHIND || term->kind == TERM_NOT_BEHIND)
            inner |= GROUP_BEHIND;
        survey(writer, term->child, inner);
    }
}

/* ---- characters and classes ---- */

static void write_character(struct writer *writer, uint32_t code)
{
    if (utf16_is_surrogate(code))
        strbuf_add_text(writer->out, "(?!)"); /* no text of whole characters holds one */
    else if (code < 0x80 && (ascii_is_alpha((char)code) || ascii_is_digit((char)code)))
        strbuf_add_char(writer->out, (char)code);
    else
        strbuf_addf(writer->out, "\\x{%x}", (unsigned)code);
}

static void write_span(struct writer *writer, uint32_t first, uint32_t last)
{
    if (first > last)
        return;
    if (first == last)
        strbuf_addf(writer->out, "\\x{%x}", (unsigned)first);
    else
        strbuf_addf(writer->out, "\\x{%x}-\\x{%x}", (unsigned)first, (unsigned)last);
}

/* Without the surrogates, which pcre2 refuses. */
static void write_range(struct writer *writer, uint32_t first, uint32_t last)
{
    if (last < 0xd800 || first > 0xdfff) {
        write_span(writer, first, last);
        return;
    }
    if (first < 0xd800)
        write_span(writer, first, 0xd7ff);
    if (last > 0xdfff)
        write_span(writer, 0xe000, last);
}

static void write_set(struct writer *writer, struct span_table set, bool negated)
{
    uint32_t from = 0;

    for (size_t i = 0; i < set.count; i++) {
        if (!negated)
            write_range(writer, set.items[i].first, set.items[i].last);
        else if (set.items[i].first > from)
            write_range(writer, from, set.items[i].first - 1);
        from = set.items[i].last + 1;
    }
    if (negated)
        write_range(writer, from, 0x10ffff);
}

static void write_item(struct writer *writer, const struct class_item *item)
{
    switch (item->kind) {
    case CLASS_RANGE:
        write_range(writer, item->first, item->last);
        break;
    case CLASS_DIGIT:
    case CLASS_WORD:
    case CLASS_SPACE:
        write_set(writer, spans_of_set(item->kind), item->negated);
        break;
    case CLASS_PROPERTY:
        strbuf_addf(writer->out, "\\%c{%.*s}", item->negated ? 'P' : 'p', STR_ARGS(item->property));
        break;
    }
}

static bool is_empty(const struct class_item *items)
{
    for (; items; items = items->next)
        if (items->kind != CLASS_RANGE || !utf16_is_surrogate(items->first) ||
            !utf16_is_surrogate(items->last))
            return false;
    return true;
}

static void write_class(struct writer *writer, const struct term *term)
{
    if (is_empty(term->items)) {
        strbuf_add_text(writer->out, term->negated ? "[\\x{0}-\\x{10ffff}]" : "(?!)");
        return;
    }
    strbuf_add_text(writer->out, term->negated ? "[^" : "[");
    for (const struct class_item *item = term->items; item; item = item->next)
        write_item(writer, item);
    strbuf_add_char(writer->out, ']');
}

/* ---- terms ---- */

static void write_terms(struct writer *writer, const struct term *term);

static void write_enclosed(struct writer *writer, const char *head, const struct term *term)
{
    strbuf_add_text(writer->out, head);
    write_terms(writer, term->child);
    strbuf_add_char(writer->out, ')');
}

/* A group has its number even where it can never match, so an empty one is written for it. */
static void write_lost_groups(struct writer *writer, const struct term *term)
{
    for (; term; term = term->next) {
        if (term->kind == TERM_CAPTURE)
            strbuf_add_text(writer->out, "()");
        write_lost_groups(writer, term->child);
    }
}

static void write_repeat(struct writer *writer, const struct term *term)
{
    if (term->maximum == 0) {
        write_lost_groups(writer, term->child);
        return;
    }
    write_terms(writer, term->child);
    if (term->maximum == PATTERN_UNBOUNDED)
        strbuf_addf(writer->out, "{%u,}", (unsigned)term->minimum);
    else
        strbuf_addf(writer->out, "{%u,%u}", (unsigned)term->minimum, (unsigned)term->maximum);
    if (term->lazy)
        strbuf_add_char(writer->out, '?');
}

static void write_back_reference(struct writer *writer, uint32_t group)
{
    if (writer->groups[group])
        writer->unsupported = "a back-reference to a group that is repeated, looked behind at, or "
                              "not closed yet";
    strbuf_addf(writer->out, "\\g{%u}", (unsigned)group);
}

static void write_alternatives(struct writer *writer, const struct term *term)
{
    for (const struct term *child = term->child; child; child = child->next) {
        if (child != term->child)
            strbuf_add_char(writer->out, '|');
        write_terms(writer, child->child);
    }
}

static void write_capture(struct writer *writer, const struct term *term)
{
    unsigned char flags = writer->groups[term->value];

    writer->groups[term->value] |= GROUP_OPEN;
    write_enclosed(writer, "(", term);
    writer->groups[term->value] = flags;
}

static void write_term(struct writer *writer, const struct term *term)
{
    switch (term->kind) {
    case TERM_SEQUENCE:
        write_terms(writer, term->child);
        break;
    case TERM_ALTERNATIVES:
        write_alternatives(writer, term);
        break;
    case TERM_CHARACTER:
        write_character(writer, term->value);
        break;
    case TERM_ANY:
        strbuf_add_text(writer->out, "[^\\x{a}\\x{d}\\x{2028}\\x{2029}]");
        break;
    case TERM_CLASS:
        write_class(writer, term);
        break;
    case TERM_START:
        strbuf_add_text(writer->out, "\\A");
        break;
    case TERM_END:
        strbuf_add_text(writer->out, "\\z");
        break;
    case TERM_BOUNDARY:
        strbuf_add_text(writer->out, "\\b");
        break;
    case TERM_NOT_BOUNDARY:
        strbuf_add_text(writer->out, "\\B");
        break;
    case TERM_CAPTURE:
        write_capture(writer, term);
        break;
    case TERM_GROUP:
        write_enclosed(writer, "(?:", term);
        break;
    case TERM_AHEAD:
        write_enclosed(writer, "(?=", term);
        break;
    case TERM_NOT_AHEAD:
        write_enclosed(writer, "(?!", term);
        break;
    case TERM_BEHIND:
        write_enclosed(writer, "(?<=", term);
        break;
    case TERM_NOT_BEHIND:
        write_enclosed(writer, "(?<!", term);
        break;
    case TERM_BACK_REFERENCE:
        write_back_reference(writer, term->value);
        break;
    case TERM_REPEAT:
        write_repeat(writer, term);
        break;
    }
}

static void write_terms(struct writer *writer, const struct term *term)
{
    for (; term; term = term->next)
        write_term(writer, term);
}

const char *pattern_translate(const struct pattern_tree *tree, struct strbuf *out)
{
    struct writer writer = {.out = out, .groups = alloc_zeroed(tree->group_count + 1u, 1)};

    survey(&writer, tree->root, 0);
    /* The callout looks at the clock at every start position: pcre2's own limits begin anew there.
     */
    strbuf_add_text(out, "(?C1)(?:");
    write_term(&writer, tree->root);
    strbuf_add_char(out, ')');
    free(writer.groups);
    return out->overflowed ? "its translation is too large" : writer.unsupported;
}
