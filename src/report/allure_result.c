#include "base/escape.h"
#include "base/folder_output.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "finding/json_output.h"
#include "report/allure.h"
#include "report/bounded_name.h"
#include "report/finding_text.h"

/* The case's id as a UUID: version 8, whose bits are free (RFC 9562, 5.8). */
static struct str uuid_of(struct arena *arena, const struct junit_case *one)
{
    char hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, str_of(one->id));
    sha256_hex(&hash, hex);
    return str_format(arena, "%.8s-%.4s-8%.3s-%c%.3s-%.12s", hex, hex + 8, hex + 13,
                      "89ab"[hex[16] & 3], hex + 17, hex + 20);
}

static void add_json(FILE *out, const char *name, const json_t *json)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    json_write(&text, json, JSON_ONE_LINE);
    folder_add(out, name, strbuf_str(&text));
    strbuf_release(&text);
}

/* ---- labels and links ---- */

static void add_label(json_t *labels, const char *name, struct str value)
{
    json_t *label = json_object();

    json_set_text(label, "name", name);
    json_object_set_new(label, "value", json_from_str(value));
    json_array_append_new(labels, label);
}

/* The finding that gives a failed case its message; NULL: it did not fail. */
static const struct finding *gravest(const struct junit_case *one)
{
    return one->outcome == JUNIT_FAILURE ? one->evidence->failing.items[0] : NULL;
}

/* In Allure's words. */
static const char *severity_of(const struct junit_case *one)
{
    static const char *const words[] = {[SEVERITY_OFF] = "trivial",
                                        [SEVERITY_INFO] = "minor",
                                        [SEVERITY_WARNING] = "normal",
                                        [SEVERITY_ERROR] = "critical"};
    const struct finding *finding = gravest(one);

    return words[finding ? finding->severity : SEVERITY_WARNING];
}

/* "GET /pets/{petId}", or the name of a suite that is not about one operation. */
static struct str story_of(struct arena *arena, const struct junit_suite *suite)
{
    if (!suite->operation)
        return suite->name;
    return bounded_name(arena,
                        str_format(arena, "%.*s %.*s", STR_ARGS(suite->operation->name.method),
                                   STR_ARGS(suite->operation->name.path)));
}

static json_t *labels_of(const struct allure_run *run, const struct junit_suite *suite,
                         const struct junit_case *one)
{
    struct str story = story_of(run->arena, suite);
    struct str api = suite->operation ? suite->operation->name.api : STR_NONE;
    struct str title = bounded_name(run->arena, api.length ? api : run->document->title);
    size_t tag_count = suite->operation ? suite->operation->tag_count : 0;
    json_t *labels = json_array();

    add_label(labels, "parentSuite", title.length ? title : STR("api"));
    add_label(labels, "suite", story);
    add_label(labels, "epic", title.length ? title : STR("api"));
    add_label(labels, "story", story);
    add_label(labels, "package", one->classname);
    add_label(labels, "testClass", one->classname);
    add_label(labels, "severity", str_of(severity_of(one)));
    add_label(labels, "framework", STR("oasdrift"));
    for (size_t i = 0; i < tag_count; i++) {
        struct str tag = bounded_name(run->arena, suite->operation->tags[i]);

        add_label(labels, "tag", tag);
        if (i == 0)
            add_label(labels, "feature", tag);
    }
    if (one->type.length)
        add_label(labels, "tag", one->type);
    return labels;
}

/* A path as a reference that cannot be taken for a scheme ("javascript:"). */
static struct str address_of(struct arena *arena, struct str file, size_t line)
{
    bool rooted = str_starts_with(file, STR("/")) || str_starts_with(file, STR("https://")) ||
                  str_starts_with(file, STR("http://"));
    struct strbuf out;
    struct str address;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, rooted ? "" : "./");
    for (size_t i = 0; i < file.length; i++) {
        unsigned char c = (unsigned char)file.text[i];

        if (c <= ' ' || c >= 0x7f || char_is_any((char)c, "\"#%<>?\\^`{|}"))
            strbuf_addf(&out, "%%%02X", c);
        else
            strbuf_add_char(&out, (char)c);
    }
    if (line)
        strbuf_addf(&out, "#L%zu", line);
    address = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return address;
}

static void add_link(json_t *links, struct arena *arena, struct str file, size_t line)
{
    json_t *link;

    if (!file.length)
        return;
    link = json_object();
    json_object_set_new(
        link, "name",
        json_from_str(bounded_name(arena, str_format(arena, "%.*s:%zu", STR_ARGS(file), line))));
    json_object_set_new(link, "url", json_from_str(address_of(arena, file, line)));
    json_set_text(link, "type", "link");
    json_array_append_new(links, link);
}

/* Where the description says it: of a failed case what does not hold, of others the operation. */
static json_t *links_of(struct arena *arena, const struct junit_case *one)
{
    const struct finding *finding = gravest(one);
    json_t *links = json_array();

    if (finding)
        add_link(links, arena, finding->description.file, finding->description.line);
    if (!finding || !str_equal(finding->description.file, one->file) ||
        finding->description.line != one->line)
        add_link(links, arena, one->file, one->line);
    return links;
}

/* ---- attachments ---- */

static void attach(json_t *attachments, FILE *out, struct str uuid, const char *title,
                   const char *suffix, struct str content)
{
    char source[64];
    json_t *attachment;

    if (!content.length)
        return;
    snprintf(source, sizeof source, "%.*s-%s", STR_ARGS(uuid), suffix);
    folder_add(out, source, content);
    attachment = json_object();
    json_set_text(attachment, "name", title);
    json_set_text(attachment, "source", source);
    json_set_text(attachment, "type", "text/plain");
    json_array_append_new(attachments, attachment);
}

/* The commands that send the requests of the findings again, each under what was found. */
static void add_commands(struct strbuf *out, const struct junit_case *one)
{
    for (size_t i = 0; i < one->evidence->failing.count && i < JUNIT_FINDINGS_MAX; i++) {
        const struct finding *finding = one->evidence->failing.items[i];

        if (finding->sample_count == 0 || !finding->samples[0].curl.length)
            continue;
        strbuf_add_text(out, "# ");
        finding_text_message(out, finding);
        strbuf_add_char(out, '\n');
        escape_control_to(out, finding->samples[0].curl);
        strbuf_add_char(out, '\n');
    }
}

static json_t *attachments_of(FILE *out, struct str uuid, const struct junit_case *one)
{
    json_t *attachments = json_array();
    struct strbuf commands;

    strbuf_init(&commands, SIZE_MAX);
    add_commands(&commands, one);
    if (!str_equal(one->text, one->message))
        attach(attachments, out, uuid, "findings", "findings-attachment.txt", one->text);
    attach(attachments, out, uuid, "reproduce", "reproduce-attachment.sh", strbuf_str(&commands));
    attach(attachments, out, uuid, "does not count", "aside-attachment.txt", one->output);
    strbuf_release(&commands);
    return attachments;
}

/* ---- the result ---- */

static json_t *details_of(const struct junit_case *one)
{
    const struct finding *finding = gravest(one);
    json_t *details = json_object();

    json_set_str(details, "message", one->message);
    if (!str_equal(one->text, one->message))
        json_set_str(details, "trace", one->text);
    if (finding) {
        json_set_str(details, "expected", finding->expected);
        json_set_str(details, "actual", finding->found);
    }
    return details;
}

void allure_add_result(FILE *out, const struct allure_run *run, const struct junit_suite *suite,
                       const struct junit_case *one)
{
    static const char *const statuses[] = {[JUNIT_PASSED] = "passed",
                                           [JUNIT_SKIPPED] = "skipped",
                                           [JUNIT_ERROR] = "broken",
                                           [JUNIT_FAILURE] = "failed"};
    struct str uuid = uuid_of(run->arena, one);
    json_t *result = json_object();
    char name[64];

    json_set_str(result, "uuid", uuid);
    json_set_text(result, "historyId", one->id);
    json_set_text(result, "testCaseId", one->id);
    json_object_set_new(result, "fullName",
                        json_from_str(str_format(run->arena, "%.*s#%.*s", STR_ARGS(one->classname),
                                                 STR_ARGS(one->name))));
    json_object_set_new(result, "name", json_from_str(one->name));
    json_set_text(result, "status", statuses[one->outcome]);
    if (one->message.length)
        json_object_set_new(result, "statusDetails", details_of(one));
    json_set_text(result, "stage", "finished");
    json_object_set_new(result, "start", json_integer(run->time_ms));
    json_object_set_new(result, "stop", json_integer(run->time_ms));
    json_object_set_new(result, "labels", labels_of(run, suite, one));
    json_object_set_new(result, "links", links_of(run->arena, one));
    json_object_set_new(result, "attachments", attachments_of(out, uuid, one));
    snprintf(name, sizeof name, "%.*s-result.json", STR_ARGS(uuid));
    add_json(out, name, result);
    json_decref(result);
}
