/* Patterns: what our parser accepts, pcre2 compiles or is declared unsupported for a reason of its
   own; a match ends; and byte loops and automata agree with pcre2. Input: pattern, line feed, text.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "pattern/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void complain(const char *what, struct str pattern, struct str subject)
{
    fprintf(stderr, "%s: does not hold for /%.*s/ on \"%.*s\"\n", what, STR_ARGS(pattern),
            STR_ARGS(subject));
    abort();
}

static enum pattern_answer search(struct arena *arena, struct str text, struct str subject,
                                  const char **reason)
{
    bool lenient;
    const struct pattern *pattern = pattern_compile(arena, text, &lenient, NULL);
    enum pattern_answer verdict;

    if (!pattern)
        complain("a pattern stays a pattern beside an empty lookahead", text, subject);
    verdict = pattern_match(pattern, subject, reason);
    pattern_release(pattern);
    return verdict;
}

/* An alternative that never matches changes nothing, but look-around inside one is pcre2's. */
static void compare_engines(struct arena *arena, struct str text, struct str subject)
{
    const char *reason, *other_reason;
    enum pattern_answer verdict = search(arena, text, subject, &reason);
    enum pattern_answer other;
    struct strbuf with_more;

    strbuf_init(&with_more, SIZE_MAX);
    strbuf_add(&with_more, text);
    strbuf_add_text(&with_more, "|(?!)");
    other = search(arena, strbuf_str(&with_more), subject, &other_reason);
    strbuf_release(&with_more);
    if (reason && strcmp(reason, "it is beyond the engine") == 0)
        complain("the engine reads every translation", text, subject);
    if (verdict != PATTERN_UNKNOWN && other != PATTERN_UNKNOWN && verdict != other)
        complain("loops, automata and pcre2 agree", text, subject);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size};
    struct str text, subject;
    struct arena arena;
    struct error err = {0};
    bool lenient;
    const struct pattern *pattern;

    if (size == 0 || size > 4096)
        return 0;
    text = str_cut(&rest, '\n');
    subject = rest.text ? rest : STR("");
    arena_init(&arena);
    pattern = pattern_compile(&arena, text, &lenient, &err);
    if (pattern)
        compare_engines(&arena, text, subject);
    if (!pattern != err.raised)
        complain("a refusal has a reason", text, subject);
    if (pattern && !utf8_is_valid(text))
        complain("patterns are UTF-8", text, subject);
    pattern_release(pattern);
    arena_release(&arena);
    return 0;
}
