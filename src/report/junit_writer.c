#include <errno.h>
#include <inttypes.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "report/bounded_name.h"
#include "report/junit.h"
#include "report/xml_writer.h"

/* junit has all that some reader understands. junit-strict is for readers that validate: it keeps
   to what the schemas of Jenkins' xUnit plugin (junit-10.xsd) and of Ant (windyroad) both allow.
   junit-surefire is for readers of what Maven writes, a suite a file: it keeps to what the schemas
   of Surefire (3.0.2) and junit-10.xsd both allow. */
static const struct junit_profile profiles[] = {
    {.format = "junit",
     .totals = true,
     .files = true,
     .case_properties = true,
     .case_output = true},
    {.format = "junit-strict"},
    {.format = "junit-surefire", .single = true, .case_output = true},
    {.format = "ctrf", .write = ctrf_write},
    {.format = "tap", .write = tap_write},
};

const struct junit_profile *junit_profile_of(const char *format)
{
    for (size_t i = 0; i < ARRAY_LENGTH(profiles); i++)
        if (strcmp(format, profiles[i].format) == 0)
            return &profiles[i];
    return NULL;
}

void junit_document_release(struct junit_document *document)
{
    for (size_t i = 0; i < document->suites.count; i++)
        VEC_RELEASE(&document->suites.items[i].cases);
    VEC_RELEASE(&document->suites);
}

struct writer {
    struct xml_writer xml;
    const struct junit_profile *profile;
    const struct junit_document *document;
};

/* ---- counts ---- */

static void count(struct junit_counts *counts, const struct junit_suite *suite)
{
    counts->tests += suite->cases.count;
    for (size_t i = 0; i < suite->cases.count; i++)
        counts->outcomes[suite->cases.items[i].outcome]++;
}

struct junit_counts junit_count(const struct junit_document *document)
{
    struct junit_counts counts = {0};

    for (size_t i = 0; i < document->suites.count; i++)
        count(&counts, &document->suites.items[i]);
    return counts;
}

static void write_counts(struct writer *writer, const struct junit_counts *counts)
{
    xml_attribute_number(&writer->xml, "tests", counts->tests);
    xml_attribute_number(&writer->xml, "failures", counts->outcomes[JUNIT_FAILURE]);
    xml_attribute_number(&writer->xml, "errors", counts->outcomes[JUNIT_ERROR]);
    xml_attribute_number(&writer->xml, "skipped", counts->outcomes[JUNIT_SKIPPED]);
}

/* ---- properties ---- */

/* An absent value is left out. */
static void write_property(struct writer *writer, const char *name, struct str value)
{
    if (!value.length)
        return;
    xml_element(&writer->xml, "property");
    xml_attribute(&writer->xml, "name", str_of(name));
    xml_attribute(&writer->xml, "value", value);
    xml_end(&writer->xml);
}

static void write_operation(struct writer *writer, const struct junit_suite *suite)
{
    if (!suite->operation)
        return;
    write_property(writer, "oas.method", suite->operation->name.method);
    write_property(writer, "oas.path", suite->operation->name.path);
    write_property(writer, "oas.operationId", suite->operation->name.id);
    if (!writer->profile->files)
        write_property(writer, "oas.file", suite->file);
}

/* suite: NULL for the document as a whole. */
static void write_properties(struct writer *writer, const struct junit_suite *suite)
{
    const struct junit_document *document = writer->document;

    xml_element(&writer->xml, "properties");
    if (suite)
        write_operation(writer, suite);
    if (!writer->profile->totals)
        write_property(writer, "oas.title", document->title);
    write_property(writer, "oas.version", document->version);
    write_property(writer, "oas.sha256", document->sha256);
    write_property(writer, "target", document->target);
    write_property(writer, "tool.version", STR("oasdrift " OASDRIFT_VERSION));
    xml_end(&writer->xml);
}

static void write_case_id(struct writer *writer, const struct junit_case *one)
{
    xml_element(&writer->xml, "properties");
    write_property(writer, "oas.case-id", str_of(one->id));
    xml_end(&writer->xml);
}

/* ---- cases ---- */

/* An element skipped, error or failure; none for a case that passed. */
static void write_outcome(struct writer *writer, const struct junit_case *one)
{
    static const char *const elements[] = {
        [JUNIT_SKIPPED] = "skipped", [JUNIT_ERROR] = "error", [JUNIT_FAILURE] = "failure"};

    if (one->outcome == JUNIT_PASSED)
        return;
    xml_element(&writer->xml, elements[one->outcome]);
    if (one->type.length)
        xml_attribute(&writer->xml, "type", one->type);
    xml_attribute(&writer->xml, "message", one->message);
    xml_text(&writer->xml, one->text);
    xml_end(&writer->xml);
}

static void write_case(struct writer *writer, const struct junit_case *one)
{
    struct xml_writer *xml = &writer->xml;

    xml_element(xml, "testcase");
    xml_attribute(xml, "classname", one->classname);
    xml_attribute(xml, "name", one->name);
    xml_attribute_seconds(xml, "time", 0);
    if (writer->profile->files && one->file.length) {
        xml_attribute(xml, "file", one->file);
        xml_attribute_number(xml, "line", one->line);
    }
    if (writer->profile->case_properties)
        write_case_id(writer, one);
    write_outcome(writer, one);
    if (writer->profile->case_output && one->output.length) {
        xml_element(xml, "system-out");
        xml_text(xml, one->output);
        xml_end(xml);
    }
    xml_end(xml);
}

/* ---- suites ---- */

/* The output of the suite's cases, each under the name of its case. */
static void gather_output(struct strbuf *out, const struct junit_suite *suite)
{
    for (size_t i = 0; i < suite->cases.count; i++) {
        const struct junit_case *one = &suite->cases.items[i];

        if (!one->output.length)
            continue;
        escape_control_to(out, one->name);
        strbuf_add_char(out, '\n');
        strbuf_add(out, one->output);
        strbuf_add_char(out, '\n');
    }
}

static void write_output(struct writer *writer, const struct junit_suite *suite)
{
    struct strbuf gathered;

    strbuf_init(&gathered, SIZE_MAX);
    gather_output(&gathered, suite);
    xml_element(&writer->xml, "system-out");
    xml_text(&writer->xml, strbuf_str(&gathered));
    xml_end(&writer->xml);
    xml_element(&writer->xml, "system-err");
    xml_end(&writer->xml);
    strbuf_release(&gathered);
}

/* "2026-11-22T20:00:00": without zone and fraction, as Ant's schema demands; in 1970 when the time
   does not have that form. */
static struct str timestamp(struct str time)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:dd";
    struct str seconds = str_slice(time, 0, sizeof shape - 1);
    bool fits = seconds.text && seconds.length == sizeof shape - 1;

    for (size_t i = 0; fits && i < seconds.length; i++)
        fits = shape[i] == 'd' ? ascii_is_digit(seconds.text[i]) : seconds.text[i] == shape[i];
    return fits ? seconds : STR("1970-01-01T00:00:00");
}

/* The schemas demand a name of at least one character. */
static struct str name_of(struct str name)
{
    return name.length ? name : STR("-");
}

static void write_suite(struct writer *writer, const struct junit_suite *suite, size_t id)
{
    struct xml_writer *xml = &writer->xml;
    struct junit_counts counts = {0};

    count(&counts, suite);
    xml_element(xml, "testsuite");
    xml_attribute(xml, "name", name_of(suite->name));
    xml_attribute(xml, "package", name_of(suite->package));
    xml_attribute_number(xml, "id", id);
    xml_attribute(xml, "hostname", STR("localhost"));
    xml_attribute(xml, "timestamp", timestamp(writer->document->time));
    write_counts(writer, &counts);
    xml_attribute_seconds(xml, "time", 0);
    if (writer->profile->files && suite->file.length)
        xml_attribute(xml, "file", suite->file);
    write_properties(writer, suite);
    for (size_t i = 0; i < suite->cases.count; i++)
        write_case(writer, &suite->cases.items[i]);
    if (!writer->profile->case_output)
        write_output(writer, suite);
    xml_end(xml);
}

/* ---- the whole ---- */

static void write_totals(struct writer *writer)
{
    const struct junit_document *document = writer->document;
    struct junit_counts counts = junit_count(document);
    struct arena arena;
    struct str name;

    arena_init(&arena);
    name = str_format(&arena, "%.*s %.*s", STR_ARGS(document->title), STR_ARGS(document->version));
    xml_attribute(&writer->xml, "name", bounded_name(&arena, str_trim(name)));
    arena_release(&arena);
    write_counts(writer, &counts);
    xml_attribute_seconds(&writer->xml, "time", document->duration_ms);
}

/* The cases of all suites in one: their classnames tell the operation, as those of Java's tests
   tell the class. */
static void write_single(struct writer *writer)
{
    const struct junit_document *document = writer->document;
    struct junit_counts counts = junit_count(document);

    xml_element(&writer->xml, "testsuite");
    xml_attribute(&writer->xml, "name", name_of(document->name));
    xml_attribute(&writer->xml, "timestamp", timestamp(document->time));
    write_counts(writer, &counts);
    xml_attribute_seconds(&writer->xml, "time", document->duration_ms);
    write_properties(writer, NULL);
    for (size_t i = 0; i < document->suites.count; i++)
        for (size_t j = 0; j < document->suites.items[i].cases.count; j++)
            write_case(writer, &document->suites.items[i].cases.items[j]);
    xml_end(&writer->xml);
}

static void write_suites(struct writer *writer)
{
    xml_element(&writer->xml, "testsuites");
    if (writer->profile->totals)
        write_totals(writer);
    for (size_t i = 0; i < writer->document->suites.count; i++)
        write_suite(writer, &writer->document->suites.items[i], i);
    xml_end(&writer->xml);
}

/* A pipe does not tell how much went through it; why a write failed is to be told yet. */
static off_t bytes_written(FILE *out)
{
    int number = errno;
    off_t bytes = ftello(out);

    errno = number;
    return bytes;
}

static void note_size(struct report *report, const struct junit_document *document)
{
    uint64_t cases = junit_count(document).tests;
    off_t bytes = bytes_written(report->out);

    if (bytes > JUNIT_READ_MAX_BYTES || cases > JUNIT_READ_MAX_CASES)
        snprintf(report->notice, sizeof report->notice,
                 "%" PRIu64 " cases in %lld MB: GitLab reads no file of more than %d cases or %d "
                 "MB; --path, --tag and --operation divide it",
                 cases, (long long)(bytes > 0 ? (bytes + 999999) / 1000000 : 0),
                 JUNIT_READ_MAX_CASES, JUNIT_READ_MAX_BYTES / 1000000);
}

void junit_write(struct report *report, const struct junit_profile *profile,
                 const struct junit_document *document)
{
    struct writer writer = {.profile = profile, .document = document};

    if (profile->write) {
        profile->write(report->out, document);
        return;
    }
    xml_begin(&writer.xml, report->out);
    if (profile->single)
        write_single(&writer);
    else
        write_suites(&writer);
    note_size(report, document);
}
