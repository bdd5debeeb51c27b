/* Compiling patterns, and matching them within limits. Threads share patterns: pcre2's code is made
   at the first match, by whoever comes first. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "schema/pattern.h"

#include <pcre2.h>
#include <stdatomic.h>
#include <time.h>

#include "base/utf8.h"

enum { TRANSLATION_MAX_BYTES = 16 * PATTERN_MAX_BYTES };

struct pattern {
    struct str text;
    const struct pattern_loop *loop; /* NULL: pcre2 */
    struct str translation;
    const char *unsupported;       /* known from the start; else NULL */
    _Atomic(pcre2_code *) code;    /* NULL until the first match */
    _Atomic(const char *) refused; /* why pcre2 does not compile the translation */
};

/* ---- compiling ---- */

static void make_runnable(struct arena *arena, struct pattern *pattern,
                          const struct pattern_tree *tree)
{
    struct strbuf translation;

    pattern->unsupported = tree->unsupported;
    if (pattern->unsupported)
        return;
    pattern->loop = pattern_loop_make(arena, tree->root);
    if (pattern->loop)
        return;
    strbuf_init(&translation, TRANSLATION_MAX_BYTES);
    pattern->unsupported = pattern_translate(tree, &translation);
    pattern->translation = str_copy(arena, strbuf_str(&translation));
    strbuf_release(&translation);
}

const struct pattern *pattern_compile(struct arena *arena, struct str text, bool *lenient,
                                      struct error *err)
{
    struct pattern *pattern = ARENA_NEW(arena, struct pattern);
    struct pattern_tree tree;
    const char *problem, *lenient_problem;
    bool used;

    *lenient = false;
    pattern->text = text;
    if (text.length > PATTERN_MAX_BYTES) {
        pattern->unsupported = "it is longer than 64 KiB";
        return pattern;
    }
    if (!pattern_parse(arena, text, false, &used, &tree, &problem)) {
        if (!pattern_parse(arena, text, true, lenient, &tree, &lenient_problem)) {
            *lenient = false;
            error_raise(err, "no ECMA-262 pattern: %.*s: %s", STR_ARGS(str_slice(text, 0, 200)),
                        lenient_problem);
            return NULL;
        }
        *lenient = true;
    }
    make_runnable(arena, pattern, &tree);
    return pattern;
}

void pattern_release(const struct pattern *pattern)
{
    if (pattern)
        pcre2_code_free(atomic_load(&((struct pattern *)pattern)->code));
}

struct str pattern_text(const struct pattern *pattern)
{
    return pattern->text;
}

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

/* NULL and *reason when pcre2 refuses. */
static const pcre2_code *code_of(struct pattern *pattern, const char **reason)
{
    pcre2_code *code = atomic_load_explicit(&pattern->code, memory_order_acquire);
    pcre2_code *none = NULL;
    PCRE2_SIZE offset;
    int problem;

    if (code)
        return code;
    *reason = atomic_load(&pattern->refused);
    if (*reason)
        return NULL;
    code = pcre2_compile((PCRE2_SPTR)pattern->translation.text, pattern->translation.length,
                         PCRE2_UTF | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C |
                             PCRE2_NEVER_UCP,
                         &problem, &offset, NULL);
    if (!code) {
        *reason = refusal(problem);
        atomic_store(&pattern->refused, *reason);
        return NULL;
    }
    if (atomic_compare_exchange_strong(&pattern->code, &none, code))
        return code;
    pcre2_code_free(code);
    return none;
}

/* ---- matching ---- */

/* To some milliseconds, which is enough and costs next to nothing. */
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

static bool matcher_prepare(struct pattern_matcher *matcher)
{
    if (matcher->match_data)
        return true;
    matcher->match_context = pcre2_match_context_create(NULL);
    matcher->match_data = pcre2_match_data_create(1, NULL);
    if (!matcher->match_context || !matcher->match_data)
        return false;
    pcre2_set_match_limit(matcher->match_context, PATTERN_MATCH_LIMIT);
    pcre2_set_depth_limit(matcher->match_context, PATTERN_DEPTH_LIMIT);
    pcre2_set_heap_limit(matcher->match_context, PATTERN_HEAP_LIMIT_KIB);
    pcre2_set_callout(matcher->match_context, check_deadline, matcher);
    return true;
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

static enum schema_verdict run(const pcre2_code *code, struct pattern_matcher *matcher,
                               struct str subject, const char **reason)
{
    int64_t start = now_ms();
    int result;

    matcher->deadline_ms = start + PATTERN_DEADLINE_MS;
    result = pcre2_match(code, (PCRE2_SPTR)(subject.text ? subject.text : ""), subject.length, 0,
                         PCRE2_NO_UTF_CHECK, matcher->match_data, matcher->match_context);
    matcher->spent_ms += now_ms() - start;
    if (result >= 0)
        return SCHEMA_VALID;
    if (result == PCRE2_ERROR_NOMATCH)
        return SCHEMA_INVALID;
    *reason = limit_name(result);
    return SCHEMA_UNKNOWN;
}

enum schema_verdict pattern_search(const struct pattern *pattern, struct pattern_matcher *matcher,
                                   struct str subject, const char **reason)
{
    const pcre2_code *code;

    if (pattern->loop)
        return pattern_loop_matches(pattern->loop, subject) ? SCHEMA_VALID : SCHEMA_INVALID;
    *reason = pattern->unsupported;
    if (*reason)
        return SCHEMA_UNKNOWN;
    *reason = "the text is longer than 1 MiB";
    if (subject.length > PATTERN_SUBJECT_MAX_BYTES)
        return SCHEMA_UNKNOWN;
    *reason = "the time for all patterns is spent";
    if (matcher->spent_ms > PATTERN_TOTAL_MS)
        return SCHEMA_UNKNOWN;
    *reason = "out of memory";
    if (!matcher_prepare(matcher))
        return SCHEMA_UNKNOWN;
    /* The code pointer is the one part of a pattern that changes after compiling. */
    code = code_of((struct pattern *)pattern, reason);
    return code ? run(code, matcher, subject, reason) : SCHEMA_UNKNOWN;
}

enum schema_verdict pattern_match(const struct pattern *pattern, struct str subject,
                                  const char **reason)
{
    struct pattern_matcher matcher;
    const char *why = NULL;
    enum schema_verdict verdict = SCHEMA_UNKNOWN;

    pattern_matcher_init(&matcher);
    if (utf8_is_valid(subject))
        verdict = pattern_search(pattern, &matcher, subject, &why);
    else
        why = "the text is not valid UTF-8";
    pattern_matcher_release(&matcher);
    if (reason)
        *reason = verdict == SCHEMA_UNKNOWN ? why : NULL;
    return verdict;
}
