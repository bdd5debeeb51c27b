/* A format with the automata of its patterns, for the suites: is what is said of it true? */
#ifndef FORMAT_KNOWN_H
#define FORMAT_KNOWN_H

#include "document/kinds.h"
#include "pattern/automaton.h"
#include "unit.h"
#include "witness/format_language.h"

struct known {
    const struct format *format;
    const struct format_language *language;
    struct arena arena;
    struct pattern_tree inside_tree, outside_tree;
    struct automaton *inside, *outside;
};

static inline struct automaton *make(struct known *known, const char *text,
                                     struct pattern_tree *tree)
{
    const char *problem;
    bool lenient;
    size_t work;
    struct automaton *automaton;

    ck_assert_msg(pattern_parse(&known->arena, str_of(text), tree, &lenient, &problem), "%s: %s",
                  known->format->name.text, problem);
    ck_assert_msg(!lenient && !tree->unsupported, "%s: %s", known->format->name.text, text);
    ck_assert_msg(strlen(text) <= AUTOMATON_MAX_PATTERN_BYTES, "%s: %zu bytes",
                  known->format->name.text, strlen(text));
    automaton = automaton_new(tree->root, &work);
    ck_assert_msg(automaton != NULL, "%s: no automaton of %s", known->format->name.text, text);
    return automaton;
}

static inline void open_known(struct known *known, const char *name)
{
    *known = (struct known){.format = format_find(str_of(name))};
    known->language = format_language_of(known->format);
    ck_assert_msg(known->language != NULL, "%s", name);
    arena_init(&known->arena);
    known->inside = make(known, known->language->inside, &known->inside_tree);
    known->outside = make(known, known->language->outside, &known->outside_tree);
}

static inline void close_known(struct known *known)
{
    automaton_free(known->inside);
    automaton_free(known->outside);
    arena_release(&known->arena);
}

static inline bool holds(const struct format *format, struct str text)
{
    return !format->holds || !(format->kinds & KIND_STRING) || format->holds(text);
}

static inline void check_text(const struct known *known, struct str text)
{
    bool is_of_it = holds(known->format, text);

    ck_assert_msg(is_of_it || !automaton_matches(known->inside, text), "%s: inside is \"%.*s\"",
                  known->format->name.text, STR_ARGS(text));
    ck_assert_msg(!is_of_it || automaton_matches(known->outside, text), "%s: outside is \"%.*s\"",
                  known->format->name.text, STR_ARGS(text));
}

#endif
