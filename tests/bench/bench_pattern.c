/* bench_pattern FILE: which engine the patterns of real descriptions run on, and what each engine
   costs on the same patterns and texts: ours (byte loops, automata), pcre2's interpreter within our
   limits, and pcre2's JIT. FILE holds [{"pattern", "matches": [[text, bool]...]}...]; further texts
   are made from each pattern: one that matches, and one broken at its end. Last come texts made to
   hurt. One thread; of each figure the least of ROUNDS, which take turns. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "document/document.h"
#include "pattern/automaton.h"
#include "pattern/loop.h"
#include "pattern/pattern.h"
#include "pattern/translate.h"

enum { ROUNDS = 5, REPEATS = 50, TEXT_MAX = 200, HOSTILE_LENGTH = 10 * 1000 };
enum kind { BY_LOOP, BY_AUTOMATON, BY_PCRE2, NOT_CHECKED, KINDS };
enum engine { OURS, INTERPRETER, JIT, ENGINES };

static const char *const kind_names[] = {"byte loops", "automata", "pcre2", "not checked"};
static const char *const engine_names[] = {"ours", "pcre2 interpreter", "pcre2 JIT"};

struct subject {
    const struct pattern *pattern;
    pcre2_code *plain, *compiled; /* compiled: by the JIT */
    enum kind kind;
    struct str text;
    int verdict;
    bool left_out; /* of the comparison: an engine gives up, or they differ */
};

struct bench {
    struct arena arena;
    struct pattern_matcher matcher;
    pcre2_match_context *limits;
    pcre2_match_data *match;
    size_t patterns[KINDS];
    double making[ENGINES][KINDS]; /* seconds, all patterns of the kind */
    VEC(struct subject) subjects;
};

static double now(void)
{
    struct timespec at;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* ---- texts ---- */

static uint32_t character_of(const struct term *term)
{
    static const uint32_t of_kind[] = {
        [CLASS_DIGIT] = '7', [CLASS_WORD] = 'w', [CLASS_SPACE] = ' ', [CLASS_PROPERTY] = 'L'};

    if (term->kind == TERM_CHARACTER)
        return term->value;
    if (term->kind == TERM_ANY || term->negated || !term->items)
        return 'x';
    return term->items->kind == CLASS_RANGE ? term->items->first : of_kind[term->items->kind];
}

/* A text that the terms most likely match: first alternatives, and repetitions of some length. */
static void write_sample(struct strbuf *out, const struct term *term)
{
    for (; term && out->length < TEXT_MAX; term = term->next) {
        uint32_t times;

        switch (term->kind) {
        case TERM_CHARACTER:
        case TERM_ANY:
        case TERM_CLASS:
            if (character_of(term) < 0x80)
                strbuf_add_char(out, (char)character_of(term));
            break;
        case TERM_ALTERNATIVES: {
            struct term first = *term->child;

            first.next = NULL;
            write_sample(out, &first);
            break;
        }
        case TERM_SEQUENCE:
        case TERM_CAPTURE:
        case TERM_GROUP:
            write_sample(out, term->child);
            break;
        case TERM_REPEAT:
            times = term->minimum > 3 || term->maximum < 3 ? term->minimum : 3;
            for (uint32_t i = 0; i < times && out->length < TEXT_MAX; i++) {
                struct term once = *term->child;

                once.next = NULL;
                write_sample(out, &once);
            }
            break;
        default:
            break;
        }
    }
}

static void add_subject(struct bench *bench, struct subject subject)
{
    const char *reason;

    subject.text = str_copy(&bench->arena, subject.text);
    subject.verdict = (int)pattern_search(subject.pattern, &bench->matcher, subject.text, &reason);
    bench->matcher.spent_ms = 0;
    VEC_ADD(&bench->subjects, subject);
}

static void add_subjects(struct bench *bench, const struct subject *subject,
                         const struct term *root, const struct node *row)
{
    const struct node *list = node_member(row, STR("matches"));
    struct subject one = *subject;
    struct strbuf sample;

    for (const struct node *item = list ? node_first(list) : NULL; list && item < node_end(list);
         item = node_next(item)) {
        one.text = node_string(node_element(item, 0));
        add_subject(bench, one);
    }
    strbuf_init(&sample, TEXT_MAX);
    write_sample(&sample, root);
    one.text = strbuf_str(&sample);
    add_subject(bench, one);
    strbuf_add_text(&sample, "\n!");
    one.text = strbuf_str(&sample);
    add_subject(bench, one);
    strbuf_release(&sample);
}

/* ---- patterns ---- */

static pcre2_code *compile(const struct pattern_tree *tree, const char **refused)
{
    const uint32_t options = PCRE2_UTF | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NO_START_OPTIMIZE;
    struct strbuf out;
    struct str text;
    pcre2_code *code = NULL;
    PCRE2_SIZE offset;
    int problem;

    strbuf_init(&out, SIZE_MAX);
    *refused = pattern_translate(tree, &out);
    text = strbuf_str(&out);
    if (!*refused)
        code = pcre2_compile((PCRE2_SPTR)text.text, text.length, options, &problem, &offset, NULL);
    strbuf_release(&out);
    return code;
}

/* How long each engine takes to be made; which one we take. */
static enum kind make_engines(struct bench *bench, const struct pattern_tree *tree,
                              struct subject *subject)
{
    double start = now(), ours, plain, jit;
    const struct pattern_loop *loop = pattern_loop_make(&bench->arena, tree->root);
    size_t work;
    struct automaton *automaton = loop ? NULL : automaton_new(tree->root, &work);
    const char *refused;
    enum kind kind;

    ours = now() - start;
    start = now();
    subject->plain = compile(tree, &refused);
    plain = now() - start;
    start = now();
    subject->compiled = compile(tree, &refused);
    if (subject->compiled)
        pcre2_jit_compile(subject->compiled, PCRE2_JIT_COMPLETE);
    jit = now() - start;
    kind = loop ? BY_LOOP : automaton ? BY_AUTOMATON : subject->plain ? BY_PCRE2 : NOT_CHECKED;
    automaton_free(automaton);
    bench->patterns[kind]++;
    bench->making[OURS][kind] += ours;
    bench->making[INTERPRETER][kind] += plain;
    bench->making[JIT][kind] += jit;
    if (kind == NOT_CHECKED)
        printf("  not checked: %s\n", refused ? refused : "pcre2 refuses it");
    return kind;
}

static void add_pattern(struct bench *bench, const struct node *row)
{
    struct str text = node_member_string(row, "pattern");
    struct subject subject = {0};
    struct pattern_tree tree;
    const char *problem;
    bool lenient;

    subject.pattern = pattern_compile(&bench->arena, text, &lenient, NULL);
    if (!subject.pattern || !pattern_parse(&bench->arena, text, &tree, &lenient, &problem))
        return;
    subject.kind = make_engines(bench, &tree, &subject);
    if (subject.kind != NOT_CHECKED)
        add_subjects(bench, &subject, tree.root, row);
}

/* ---- matching ---- */

static int run(struct bench *bench, const struct subject *subject, enum engine engine)
{
    int result;

    const char *reason;
    const pcre2_code *code = engine == JIT ? subject->compiled : subject->plain;

    bench->matcher.spent_ms = 0;
    if (engine == OURS)
        return (int)pattern_search(subject->pattern, &bench->matcher, subject->text, &reason);
    result = pcre2_match(code, (PCRE2_SPTR)subject->text.text, subject->text.length, 0,
                         PCRE2_NO_UTF_CHECK, bench->match, bench->limits);
    return result >= 0                     ? PATTERN_MATCHES
           : result == PCRE2_ERROR_NOMATCH ? PATTERN_FAILS
                                           : PATTERN_UNKNOWN;
}

/* Seconds for one match of each subject of the kind. */
static double measure(struct bench *bench, enum kind kind, enum engine engine, size_t *count)
{
    double start = now();

    *count = 0;
    for (size_t i = 0; i < bench->subjects.count; i++) {
        const struct subject *subject = &bench->subjects.items[i];

        if (subject->kind != kind || subject->left_out)
            continue;
        for (int repeat = 0; repeat < REPEATS; repeat++)
            run(bench, subject, engine);
        ++*count;
    }
    return (now() - start) / REPEATS;
}

static void compare(struct bench *bench, enum kind kind)
{
    double least[ENGINES] = {1e9, 1e9, 1e9};
    size_t count = 0;

    for (int round = 0; round < ROUNDS; round++)
        for (enum engine engine = OURS; engine < ENGINES; engine++) {
            double seconds = measure(bench, kind, engine, &count);

            if (seconds < least[engine])
                least[engine] = seconds;
        }
    printf("%-12s %5zu patterns %5zu texts |", kind_names[kind], bench->patterns[kind], count);
    for (enum engine engine = OURS; engine < ENGINES && count; engine++)
        printf(" %s %7.1f ns, made in %6.2f us |", engine_names[engine],
               least[engine] / (double)count * 1e9,
               bench->making[engine][kind] / (double)bench->patterns[kind] * 1e6);
    printf("\n");
}

/* Before anything is measured: what the engines say of each text. */
static void agree(struct bench *bench)
{
    unsigned given_up[ENGINES] = {0}, differ = 0;

    for (size_t i = 0; i < bench->subjects.count; i++) {
        struct subject *subject = &bench->subjects.items[i];

        for (enum engine engine = OURS; engine < ENGINES; engine++) {
            int verdict = run(bench, subject, engine);

            given_up[engine] += verdict == PATTERN_UNKNOWN;
            differ += verdict != subject->verdict && verdict != PATTERN_UNKNOWN &&
                      subject->verdict != PATTERN_UNKNOWN;
            subject->left_out |= verdict == PATTERN_UNKNOWN || verdict != subject->verdict;
        }
        if (subject->verdict == PATTERN_UNKNOWN)
            printf("  not checked: %.*s met a limit on a text of %zu bytes\n",
                   STR_ARGS(pattern_text(subject->pattern)), subject->text.length);
    }
    printf("%zu texts; met a limit: ours %u, pcre2's interpreter %u, JIT %u; %u differ\n",
           bench->subjects.count, given_up[OURS], given_up[INTERPRETER], given_up[JIT], differ);
}

/* ---- texts made to hurt ---- */

static const struct {
    const char *pattern;
    char filler, last;
    size_t length;
} hostile[] = {
    {"^(a+)+$", 'a', '!', 30},
    {"\\s+$", ' ', 'x', HOSTILE_LENGTH},
    {"^(?:a|b)*$", 'a', 'a', HOSTILE_LENGTH},
    {"^(a+)+\\1$", 'a', '!', 30},
    {"\\s+(?<!b)$", ' ', 'x', HOSTILE_LENGTH},
};

static void hurt(struct bench *bench, size_t row)
{
    char *text = malloc(hostile[row].length);
    struct subject subject = {.text = {text, hostile[row].length}};
    struct pattern_tree tree;
    const char *problem;
    bool lenient;

    memset(text, hostile[row].filler, hostile[row].length);
    text[hostile[row].length - 1] = hostile[row].last;
    subject.pattern = pattern_compile(&bench->arena, str_of(hostile[row].pattern), &lenient, NULL);
    pattern_parse(&bench->arena, str_of(hostile[row].pattern), &tree, &lenient, &problem);
    make_engines(bench, &tree, &subject);
    printf("%-14s on %6zu bytes |", hostile[row].pattern, hostile[row].length);
    for (enum engine engine = OURS; engine < ENGINES; engine++) {
        double start = now();
        int result = run(bench, &subject, engine);

        printf(" %s %9.3f ms%s |", engine_names[engine], (now() - start) * 1e3,
               engine == OURS && result == PATTERN_UNKNOWN ? ", not checked" : "");
    }
    printf("\n");
    free(text);
}

int main(int count, char **arguments)
{
    struct bench bench = {0};
    struct error err = {0};
    struct read_failure failure = {0};
    const struct document *document;
    struct str text;

    if (count != 2 || !file_exists(arguments[1])) {
        printf("patterns: skipped, no file of patterns\n");
        return 0;
    }
    arena_init(&bench.arena);
    pattern_matcher_init(&bench.matcher);
    bench.match = pcre2_match_data_create(1, NULL);
    bench.limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(bench.limits, PATTERN_MATCH_LIMIT);
    if (!file_read(&bench.arena, arguments[1], 64u << 20, &text, &err) ||
        !(document = json_read(&bench.arena, str_of(arguments[1]), text, &failure))) {
        fprintf(stderr, "%s: %s\n", arguments[1], err.raised ? err.message : failure.message);
        return 1;
    }
    for (const struct node *row = node_first(document->root); row < node_end(document->root);
         row = node_next(row))
        add_pattern(&bench, row);
    agree(&bench);
    for (enum kind kind = BY_LOOP; kind < NOT_CHECKED; kind++)
        compare(&bench, kind);
    printf("not checked: %zu patterns\n", bench.patterns[NOT_CHECKED]);
    for (size_t i = 0; i < ARRAY_LENGTH(hostile); i++)
        hurt(&bench, i);
    return 0;
}
