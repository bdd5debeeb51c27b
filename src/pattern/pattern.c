/* Compiling patterns, and matching them within limits. Threads share patterns: the automaton or
   pcre2's code is made at the first match, by whoever comes first. */
#include "pattern/pattern.h"

#include <stdatomic.h>
#include <time.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "pattern/automaton.h"
#include "pattern/loop.h"
#include "pattern/pcre2_code.h"
#include "pattern/translate.h"

enum {
    TRANSLATION_MAX_BYTES = 16 * PATTERN_MAX_BYTES,
    BYTES_A_MS = 1024 * 1024, /* of text that a loop or an automaton passes, at the least */
    MATCH_AS_BYTES = 16,      /* to begin a match costs as much as passing so many bytes */
    STATE_AS_BYTES = 8        /* and to look at a state, while an automaton is made, as so many */
};

/* What runs a pattern that is no loop: an automaton, else pcre2's code, else nothing. */
struct engine {
    struct automaton *automaton;
    pcre2_code *code;
    const char *refused; /* why there is neither */
};

struct pattern {
    struct str text;
    const struct pattern_loop *loop; /* NULL: an engine */
    struct pattern_tree tree;
    _Atomic(struct engine *) engine; /* NULL until the first match */
};

/* ---- compiling ---- */

const struct pattern *pattern_compile(struct arena *arena, struct str text, bool *lenient,
                                      struct error *err)
{
    struct pattern *pattern = ARENA_NEW(arena, struct pattern);
    struct pattern_tree *tree = &pattern->tree;
    const char *problem;

    pattern->text = text;
    if (text.length > PATTERN_MAX_BYTES) {
        *lenient = false;
        tree->unsupported = "it is longer than 64 KiB";
        return pattern;
    }
    if (!pattern_parse(arena, text, tree, lenient, &problem)) {
        error_raise(err, "no ECMA-262 pattern: %.*s: %s", STR_ARGS(str_slice(text, 0, 200)),
                    problem);
        return NULL;
    }
    if (!tree->unsupported)
        pattern->loop = pattern_loop_make(arena, tree->root);
    return pattern;
}

static void engine_free(struct engine *engine)
{
    if (!engine)
        return;
    automaton_free(engine->automaton);
    pcre2_code_free(engine->code);
    free(engine);
}

void pattern_release(const struct pattern *pattern)
{
    if (pattern)
        engine_free(atomic_load(&((struct pattern *)pattern)->engine));
}

struct str pattern_text(const struct pattern *pattern)
{
    return pattern->text;
}

/* ---- engines ---- */

static const char *refusal(int code)
{
    switch (code) {
    case PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH:
    case PCRE2_ERROR_LOOKBEHIND_TOO_LONG:
    case PCRE2_ERROR_LOOKBEHIND_TOO_COMPLICATED:
        return "the engine has no lookbehind of variable length";
    case PCRE2_ERROR_PATTERN_TOO_LARGE:
        return "it is too large for the engine";
    default:
        return "it is beyond the engine";
    }
}

static void make_code(struct engine *engine, const struct pattern_tree *tree)
{
    /* pcre2 10.42's start optimisation counts what a look-ahead asks for as more of the text */
    const uint32_t options = PCRE2_UTF | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C |
                             PCRE2_NEVER_UCP | PCRE2_NO_START_OPTIMIZE;
    struct strbuf translation;
    int problem;

    strbuf_init(&translation, TRANSLATION_MAX_BYTES);
    engine->refused = pattern_translate(tree, &translation);
    if (!engine->refused) {
        engine->code = pcre2_code_new(strbuf_str(&translation), options, &problem);
        if (!engine->code)
            engine->refused = refusal(problem);
    }
    strbuf_release(&translation);
}

static struct engine *make_engine(const struct pattern *pattern, struct pattern_matcher *matcher)
{
    struct engine *engine = alloc_zeroed(1, sizeof *engine);
    size_t work = 0;

    if (pattern->text.length <= AUTOMATON_MAX_PATTERN_BYTES)
        engine->automaton = automaton_new(pattern->tree.root, &work);
    matcher->bytes += work * STATE_AS_BYTES;
    if (!engine->automaton)
        make_code(engine, &pattern->tree);
    return engine;
}

static const struct engine *engine_of(struct pattern *pattern, struct pattern_matcher *matcher)
{
    struct engine *engine = atomic_load_explicit(&pattern->engine, memory_order_acquire);
    struct engine *none = NULL;

    if (engine)
        return engine;
    engine = make_engine(pattern, matcher);
    if (atomic_compare_exchange_strong(&pattern->engine, &none, engine))
        return engine;
    engine_free(engine);
    return none;
}

/* ---- matching ---- */

/* Exact to a few milliseconds, which is enough and cheap. */
static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int check_deadline(pcre2_callout_block *block, void *data)
{
    const struct pattern_matcher *matcher = data;

    (void)block;
    return now_ms() > matcher->deadline_ms ? PCRE2_ERROR_CALLOUT : 0;
}

void pattern_matcher_init(struct pattern_matcher *matcher)
{
    *matcher = (struct pattern_matcher){0};
}

void pattern_matcher_release(struct pattern_matcher *matcher)
{
    pcre2_match_data_free(matcher->match_data);
    pcre2_match_context_free(matcher->match_context);
}

static void matcher_prepare(struct pattern_matcher *matcher)
{
    pcre2_general_context *memory;

    if (matcher->match_data)
        return;
    memory = pcre2_memory_new();
    matcher->match_context = pcre2_match_context_create(memory);
    matcher->match_data = pcre2_match_data_create(1, memory);
    pcre2_general_context_free(memory);
    pcre2_set_match_limit(matcher->match_context, PATTERN_MATCH_LIMIT);
    pcre2_set_depth_limit(matcher->match_context, PATTERN_DEPTH_LIMIT);
    pcre2_set_heap_limit(matcher->match_context, PATTERN_HEAP_LIMIT_KIB);
    pcre2_set_callout(matcher->match_context, check_deadline, matcher);
}

static const char *limit_name(int code)
{
    switch (code) {
    case PCRE2_ERROR_MATCHLIMIT:
        return "match limit met";
    case PCRE2_ERROR_DEPTHLIMIT:
        return "depth limit met";
    case PCRE2_ERROR_HEAPLIMIT:
        return "heap limit met";
    case PCRE2_ERROR_CALLOUT:
        return "deadline of 50 ms met";
    default:
        return "the engine gave up";
    }
}

static enum pattern_answer run(const pcre2_code *code, struct pattern_matcher *matcher,
                               struct str subject, const char **reason)
{
    int64_t start = now_ms();
    int result;

    matcher->deadline_ms = start + PATTERN_DEADLINE_MS;
    result = pcre2_match(code, (PCRE2_SPTR)(subject.text ? subject.text : ""), subject.length, 0,
                         PCRE2_NO_UTF_CHECK, matcher->match_data, matcher->match_context);
    matcher->spent_ms += now_ms() - start;
    if (result >= 0)
        return PATTERN_MATCHES;
    if (result == PCRE2_ERROR_NOMATCH)
        return PATTERN_FAILS;
    *reason = limit_name(result);
    return PATTERN_UNKNOWN;
}

static enum pattern_answer answer_of(bool matches)
{
    return matches ? PATTERN_MATCHES : PATTERN_FAILS;
}

/* pcre2 backtracks, so it may meet a limit. */
static enum pattern_answer backtrack(const struct engine *engine, struct pattern_matcher *matcher,
                                     struct str subject, const char **reason)
{
    *reason = engine->refused;
    if (*reason)
        return PATTERN_UNKNOWN;
    *reason = "the text is longer than 1 MiB";
    if (subject.length > PATTERN_SUBJECT_MAX_BYTES)
        return PATTERN_UNKNOWN;
    matcher_prepare(matcher);
    return run(engine->code, matcher, subject, reason);
}

/* The bytes that loops and automata pass over are counted as time, so that no clock is asked. */
static bool has_time(struct pattern_matcher *matcher, size_t length)
{
    matcher->bytes += length + MATCH_AS_BYTES;
    if (matcher->bytes >= BYTES_A_MS) {
        matcher->spent_ms += (int64_t)(matcher->bytes / BYTES_A_MS);
        matcher->bytes %= BYTES_A_MS;
    }
    return matcher->spent_ms <= PATTERN_TOTAL_MS;
}

enum pattern_answer pattern_search(const struct pattern *pattern, struct pattern_matcher *matcher,
                                   struct str subject, const char **reason)
{
    const struct engine *engine;

    *reason = "the time for all patterns is spent";
    if (!has_time(matcher, subject.length))
        return PATTERN_UNKNOWN;
    if (pattern->loop)
        return answer_of(pattern_loop_matches(pattern->loop, subject));
    *reason = pattern->tree.unsupported;
    if (*reason)
        return PATTERN_UNKNOWN;
    /* The engine is the one part of a pattern that changes after compiling. */
    engine = engine_of((struct pattern *)pattern, matcher);
    if (engine->automaton)
        return answer_of(automaton_matches(engine->automaton, subject));
    return backtrack(engine, matcher, subject, reason);
}

enum pattern_answer pattern_match(const struct pattern *pattern, struct str subject,
                                  const char **reason)
{
    struct pattern_matcher matcher;
    const char *why = NULL;
    enum pattern_answer answer = PATTERN_UNKNOWN;

    pattern_matcher_init(&matcher);
    if (utf8_is_valid(subject))
        answer = pattern_search(pattern, &matcher, subject, &why);
    else
        why = "the text is not valid UTF-8";
    pattern_matcher_release(&matcher);
    if (reason)
        *reason = answer == PATTERN_UNKNOWN ? why : NULL;
    return answer;
}
