/* Instances as JUnit XML: the schema is the suite and each file a case, so that the names stay the
   same whatever the files hold; the text tells which lines and documents fail. junit
   uses the strict profile here: there is nothing that only some readers understand. */
#include "base/map.h"
#include "base/utf8.h"
#include "report/bounded_name.h"
#include "report/instance_text.h"
#include "report/junit.h"
#include "report/renderer.h"

struct file_case {
    struct str file;
    struct validation_counts counts;
    struct strbuf text, aside; /* failures and problems; warnings */
    size_t lines;              /* of text */
    bool cut;                  /* there are others */
};

struct junit_state {
    struct arena arena;
    struct map by_file;
    VEC(struct file_case *) cases;
};

static bool is_full(const struct strbuf *text)
{
    return text->length > JUNIT_TEXT_MAX_BYTES;
}

static void instance(const struct validation *validation, struct strbuf *texts)
{
    if (!is_full(&texts[0])) {
        instance_text_failures(&texts[0], validation, false);
        instance_text_problem(&texts[0], validation);
    }
    if (!is_full(&texts[1]))
        instance_text_failures(&texts[1], validation, true);
}

/* ---- keeping ---- */

static struct file_case *case_of(struct junit_state *state, struct str file)
{
    void **known = map_put(&state->by_file, file); /* the name lives longer than the report */
    struct file_case *one = *known;

    if (one)
        return one;
    one = ARENA_NEW(&state->arena, struct file_case);
    one->file = file;
    strbuf_init(&one->text, SIZE_MAX);
    strbuf_init(&one->aside, SIZE_MAX);
    VEC_ADD(&state->cases, one);
    *known = one;
    return one;
}

/* As many whole lines of the text as there is room for; tells how many. */
static size_t keep_text(struct strbuf *kept, struct str text)
{
    size_t lines = 0;

    for (; text.length && !is_full(kept); lines++) {
        size_t line = str_find_char(text, '\n') + 1;

        strbuf_add(kept, utf8_cut(str_slice(text, 0, line), JUNIT_TEXT_MAX_BYTES));
        text = str_slice(text, line, SIZE_MAX);
    }
    return lines;
}

static void part(struct report *report, const struct validation_part *part)
{
    struct junit_state *state = report->state;
    struct file_case *one = case_of(state, part->file);

    one->counts.valid += part->counts.valid;
    one->counts.invalid += part->counts.invalid;
    one->counts.not_checked += part->counts.not_checked;
    one->counts.unreadable += part->counts.unreadable;
    one->counts.warned += part->counts.warned;
    one->lines += keep_text(&one->text, part->texts[0]);
    one->cut = one->cut || is_full(&one->text) || part->texts[0].length > JUNIT_TEXT_MAX_BYTES;
    keep_text(&one->aside, part->texts[1]);
}

static void release(struct report *report)
{
    struct junit_state *state = report->state;

    for (size_t i = 0; i < state->cases.count; i++) {
        strbuf_release(&state->cases.items[i]->text);
        strbuf_release(&state->cases.items[i]->aside);
    }
    VEC_RELEASE(&state->cases);
    map_release(&state->by_file);
    arena_release(&state->arena);
}

/* ---- judging ---- */

static uint64_t total(const struct validation_counts *counts)
{
    return counts->valid + counts->invalid + counts->not_checked + counts->unreadable;
}

static bool fails(const struct report *report, const struct file_case *one)
{
    enum severity fail_on = report->style.fail_on;

    return fail_on != SEVERITY_OFF &&
           (one->counts.invalid || (one->counts.warned && fail_on <= SEVERITY_WARNING));
}

/* Skipped where no case was judged would be green, and the exit code is 3 then. */
static enum junit_outcome outcome_of(const struct report *report, const struct instances_end *end,
                                     const struct file_case *one)
{
    if (fails(report, one))
        return JUNIT_FAILURE;
    if (one->counts.unreadable || (one->counts.not_checked && report->style.complete))
        return JUNIT_ERROR;
    if (total(&one->counts) && !one->counts.not_checked)
        return JUNIT_PASSED;
    return end->empty ? JUNIT_ERROR : JUNIT_SKIPPED;
}

/* "2 of 5 instances: ", which the outcome is about; nothing when there is one. */
static struct str instances_of(struct junit_state *state, const struct file_case *one,
                               enum junit_outcome outcome)
{
    uint64_t count = one->counts.invalid;

    if (total(&one->counts) == 1)
        return STR("");
    if (outcome != JUNIT_FAILURE)
        count = one->counts.unreadable + one->counts.not_checked;
    else if (count == 0)
        count = one->counts.warned;
    return str_format(&state->arena, "%llu of %llu instances: ", (unsigned long long)count,
                      (unsigned long long)total(&one->counts));
}

/* The first line of its text, and how many others it has. */
static struct str message_of(struct junit_state *state, const struct file_case *one,
                             enum junit_outcome outcome)
{
    struct str lines = strbuf_str(one->text.length ? &one->text : &one->aside);
    struct str first = utf8_cut(str_cut(&lines, '\n'), JUNIT_MESSAGE_MAX_BYTES);
    struct str more = STR("");

    if (total(&one->counts) == 0)
        return STR("the file holds no instance");
    if (one->lines > 1 || one->cut)
        more = str_format(&state->arena, one->cut ? " (and more than %zu more)" : " (and %zu more)",
                          one->lines - 1);
    return str_format(&state->arena, "%.*s%.*s%.*s", STR_ARGS(instances_of(state, one, outcome)),
                      STR_ARGS(first), STR_ARGS(more));
}

/* ---- writing ---- */

/* Warnings, and failures that do not count by --fail-on. */
static struct str output_of(struct junit_state *state, const struct file_case *one,
                            enum junit_outcome outcome)
{
    return str_format(&state->arena, "%.*s%.*s",
                      outcome == JUNIT_PASSED ? (int)one->text.length : 0,
                      strbuf_str(&one->text).text, STR_ARGS(strbuf_str(&one->aside)));
}

static struct junit_case make_case(struct report *report, const struct instances_end *end,
                                   const struct file_case *one)
{
    static const char *const types[] = {
        [JUNIT_ERROR] = "validate.not-checked", [JUNIT_FAILURE] = "validate.schema"};
    struct junit_state *state = report->state;
    struct junit_case made = {.name = bounded_name(&state->arena, one->file),
                              .outcome = outcome_of(report, end, one)};

    made.output = output_of(state, one, made.outcome);
    if (made.outcome == JUNIT_PASSED)
        return made;
    made.message = message_of(state, one, made.outcome);
    made.text = one->text.length ? strbuf_str(&one->text) : made.message;
    if (made.outcome != JUNIT_SKIPPED)
        made.type = str_of(types[made.outcome]);
    return made;
}

static const struct junit_profile *profile_of(const struct report *report)
{
    const struct junit_profile *profile = junit_profile_of(report->format->name);

    return profile->single || profile->write ? profile : junit_profile_of("junit-strict");
}

static void end(struct report *report, const struct instances_end *end)
{
    struct junit_state *state = report->state;
    struct str schema = bounded_name(&state->arena, end->schema);
    struct junit_document document = {.time = end->time, .name = schema};
    struct junit_suite suite = {.name = schema, .package = STR("validate")};
    struct str classname = bounded_slug(&state->arena, plain_slug(&state->arena, end->schema),
                                        end->schema, BOUNDED_NAME_MAX);

    for (size_t i = 0; i < state->cases.count; i++) {
        struct junit_case one = make_case(report, end, state->cases.items[i]);

        one.classname = classname;
        VEC_ADD(&suite.cases, one);
    }
    VEC_ADD(&document.suites, suite);
    junit_write(report, profile_of(report), &document);
    junit_document_release(&document);
}

const struct instance_renderer junit_instances = {
    .state = {sizeof(struct junit_state), release},
    .instance = instance,
    .part = part,
    .end = end,
};
