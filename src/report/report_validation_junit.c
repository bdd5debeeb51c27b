/* JUnit: the schema is the suite, each file a case, so that the names are the same in every run
   whatever the files hold; which lines and documents fail stands in the text. What the schemas of
   Jenkins' xUnit plugin (junit-10.xsd) and of Ant (windyroad) both accept, under both names. */
#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "report/junit_elements.h"
#include "report/validation_format.h"

struct file_case {
    struct str file;
    struct validation_counts counts;
    struct strbuf text, aside; /* failures and problems; warnings */
};

struct junit_state {
    struct arena arena;
    struct map by_file;
    VEC(struct file_case *) cases;
    struct xml_writer xml;
};

static bool is_full(const struct strbuf *text)
{
    return text->length > JUNIT_TEXT_MAX_BYTES;
}

static void write(const struct validation *validation, struct strbuf *texts)
{
    if (!is_full(&texts[0])) {
        validation_add_failures(&texts[0], validation, false);
        validation_add_problem(&texts[0], validation);
    }
    if (!is_full(&texts[1]))
        validation_add_failures(&texts[1], validation, true);
}

/* ---- keeping ---- */

static struct file_case *case_of(struct junit_state *state, struct str file)
{
    void **known = map_put(&state->by_file, file); /* the file's name outlives the report */
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

/* Whole lines of it, as far as there is room. */
static void keep_text(struct strbuf *kept, struct str text)
{
    while (text.length && !is_full(kept)) {
        size_t line = str_find_char(text, '\n') + 1;

        strbuf_add(kept, utf8_cut(str_slice(text, 0, line), JUNIT_TEXT_MAX_BYTES));
        text = str_slice(text, line, SIZE_MAX);
    }
}

static void take(struct validation_report *report, const struct validation_part *part)
{
    struct junit_state *state = report->state;
    struct file_case *one = case_of(state, part->file);

    one->counts.valid += part->counts.valid;
    one->counts.invalid += part->counts.invalid;
    one->counts.not_checked += part->counts.not_checked;
    one->counts.unreadable += part->counts.unreadable;
    one->counts.warned += part->counts.warned;
    keep_text(&one->text, part->texts[0]);
    keep_text(&one->aside, part->texts[1]);
}

static void release(struct validation_report *report)
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

static bool fails(const struct validation_report *report, const struct file_case *one)
{
    enum severity fail_on = report->style.fail_on;

    return fail_on != SEVERITY_OFF &&
           (one->counts.invalid || (one->counts.warned && fail_on <= SEVERITY_WARNING));
}

static enum junit_outcome outcome_of(const struct validation_report *report,
                                     const struct file_case *one)
{
    if (fails(report, one))
        return JUNIT_FAILURE;
    if (one->counts.unreadable || (one->counts.not_checked && report->style.complete))
        return JUNIT_ERROR;
    if (one->counts.not_checked)
        return JUNIT_SKIPPED;
    return total(&one->counts) ? JUNIT_PASSED : JUNIT_SKIPPED;
}

/* The first of its lines, and how many instances it is about. */
static struct str message_of(struct junit_state *state, const struct file_case *one,
                             enum junit_outcome outcome)
{
    struct str lines = strbuf_str(one->text.length ? &one->text : &one->aside);
    struct str first = utf8_cut(str_cut(&lines, '\n'), JUNIT_MESSAGE_MAX_BYTES);
    uint64_t count = one->counts.invalid;

    if (total(&one->counts) == 0)
        return STR("the file holds no instance");
    if (outcome != JUNIT_FAILURE)
        count = one->counts.unreadable + one->counts.not_checked;
    else if (count == 0)
        count = one->counts.warned;
    if (total(&one->counts) == 1)
        return first;
    return str_format(&state->arena, "%llu of %llu instances: %.*s", (unsigned long long)count,
                      (unsigned long long)total(&one->counts), STR_ARGS(first));
}

/* ---- writing ---- */

static void write_case(struct validation_report *report, const struct file_case *one)
{
    static const char *const types[] = {
        [JUNIT_ERROR] = "validate.not-checked", [JUNIT_FAILURE] = "validate.schema"};
    struct junit_state *state = report->state;
    struct xml_writer *xml = &state->xml;
    struct junit_case written = {.outcome = outcome_of(report, one)};

    if (written.outcome != JUNIT_PASSED)
        written.message = message_of(state, one, written.outcome);
    if (written.outcome == JUNIT_ERROR || written.outcome == JUNIT_FAILURE)
        written.type = str_of(types[written.outcome]);
    if (written.outcome != JUNIT_PASSED)
        written.text = strbuf_str(&one->text);
    xml_element(xml, "testcase");
    xml_attribute(xml, "classname", junit_slug(&state->arena, report->style.schema));
    xml_attribute(xml, "name", one->file);
    xml_attribute_seconds(xml, "time", 0);
    junit_outcome(xml, &written);
    xml_end(xml);
}

static size_t count_outcomes(const struct validation_report *report, enum junit_outcome outcome)
{
    const struct junit_state *state = report->state;
    size_t count = 0;

    for (size_t i = 0; i < state->cases.count; i++)
        count += outcome_of(report, state->cases.items[i]) == outcome;
    return count;
}

/* Warnings, and what --fail-on lets pass. */
static void write_output(struct validation_report *report)
{
    struct junit_state *state = report->state;

    xml_element(&state->xml, "system-out");
    for (size_t i = 0; i < state->cases.count; i++) {
        const struct file_case *one = state->cases.items[i];

        if (outcome_of(report, one) == JUNIT_PASSED)
            xml_text(&state->xml, strbuf_str(&one->text));
        xml_text(&state->xml, strbuf_str(&one->aside));
    }
    xml_end(&state->xml);
    xml_element(&state->xml, "system-err");
    xml_end(&state->xml);
}

static void finish(struct validation_report *report)
{
    struct junit_state *state = report->state;
    struct xml_writer *xml = &state->xml;

    xml_begin(xml, report->out);
    xml_element(xml, "testsuites");
    xml_element(xml, "testsuite");
    xml_attribute(xml, "name", report->style.schema);
    xml_attribute(xml, "package", STR("validate"));
    xml_attribute_number(xml, "id", 0);
    xml_attribute(xml, "hostname", STR("localhost"));
    xml_attribute(xml, "timestamp", junit_timestamp(report->style.time));
    xml_attribute_number(xml, "tests", state->cases.count);
    xml_attribute_number(xml, "failures", count_outcomes(report, JUNIT_FAILURE));
    xml_attribute_number(xml, "errors", count_outcomes(report, JUNIT_ERROR));
    xml_attribute_number(xml, "skipped", count_outcomes(report, JUNIT_SKIPPED));
    xml_attribute_seconds(xml, "time", 0);
    xml_element(xml, "properties");
    junit_property(xml, "tool.version", STR("oasdrift " OASDRIFT_VERSION));
    xml_end(xml);
    for (size_t i = 0; i < state->cases.count; i++)
        write_case(report, state->cases.items[i]);
    write_output(report);
    xml_end(xml);
    xml_end(xml);
}

const struct validation_format validation_junit = {.name = "junit",
                                                   .state_size = sizeof(struct junit_state),
                                                   .write = write,
                                                   .take = take,
                                                   .finish = finish,
                                                   .release = release};
const struct validation_format validation_junit_strict = {.name = "junit-strict",
                                                          .state_size = sizeof(struct junit_state),
                                                          .write = write,
                                                          .take = take,
                                                          .finish = finish,
                                                          .release = release};
