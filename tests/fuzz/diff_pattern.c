/* Holds our patterns against another engine's verdicts, which random_patterns.mjs writes: the same
   grammar, the same matches. Reads its lines from standard input; exit 1 when anything differs.
   What we leave unknown is counted. */
#include <stdio.h>
#include <stdlib.h>

#include "document/document.h"
#include "pattern/pattern.h"

enum { SHOWN_MAX = 20 };

struct score {
    size_t patterns, invalid, matches, unknown, differing;
};

static void tell(struct score *score, const char *what, struct str pattern, struct str text)
{
    if (score->differing++ < SHOWN_MAX)
        printf("%s: /%.*s/ on \"%.*s\"\n", what, STR_ARGS(pattern), STR_ARGS(text));
}

static void compare_match(struct score *score, const struct pattern *compiled, struct str pattern,
                          const struct node *row)
{
    struct str text = node_string(node_member(row, STR("text")));
    bool matches = node_is(node_member(row, STR("matches")), NODE_TRUE);
    const char *reason;
    enum pattern_answer verdict = pattern_match(compiled, text, &reason);

    if (verdict == PATTERN_UNKNOWN) {
        score->unknown++;
        return;
    }
    score->matches++;
    if ((verdict == PATTERN_MATCHES) != matches)
        tell(score, matches ? "should match" : "should not match", pattern, text);
}

static void compare(struct score *score, struct arena *arena, const struct node *row)
{
    struct str text = node_string(node_member(row, STR("pattern")));
    bool valid = node_is(node_member(row, STR("valid")), NODE_TRUE);
    const struct node *texts = node_member(row, STR("texts"));
    bool lenient;
    const struct pattern *pattern = pattern_compile(arena, text, &lenient, NULL);

    score->patterns++;
    score->invalid += !valid;
    if ((pattern && !lenient) != valid)
        tell(score, valid ? "should be a pattern" : "should be none", text, STR(""));
    if (pattern && valid)
        for (const struct node *item = node_first(texts); item < node_end(texts);
             item = node_next(item))
            compare_match(score, pattern, text, item);
    pattern_release(pattern);
}

int main(void)
{
    struct score score = {0};
    struct read_failure failure;
    struct arena arena;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;

    arena_init(&arena);
    while ((length = getline(&line, &room, stdin)) > 0) {
        const struct document *document =
            json_read(&arena, STR("<stdin>"), (struct str){line, (size_t)length}, &failure);

        if (!document) {
            printf("line %zu: %s\n", score.patterns + 1, failure.message);
            return EXIT_FAILURE;
        }
        compare(&score, &arena, document->root);
        arena_clear(&arena);
    }
    arena_release(&arena);
    free(line);
    printf("%zu patterns (%zu no patterns), %zu matches compared, %zu unknown, %zu differ\n",
           score.patterns, score.invalid, score.matches, score.unknown, score.differing);
    return score.patterns == 0 || score.differing ? EXIT_FAILURE : EXIT_SUCCESS;
}
