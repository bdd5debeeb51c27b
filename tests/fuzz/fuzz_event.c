/* Any bytes as event files: they are merged, or refused with a reason, and what
   was merged gives a json report that can be read. A line "=== b" starts the
   second file. Digests are made right, so that what is behind them is reached.
 */
#include "base/sha256.h"
#include "folder.h"
#include "parts.h"
#include "report/report.h"
#include "run/merge.h"

/* The line with the digest of the lines before it, where it has one. */
static void add_line(struct strbuf *out, struct sha256 *hash, struct str line)
{
    static const struct str key = STR_INITIAL("\"digest\":\"");
    size_t at = str_find(line, key);
    char digest[SHA256_HEX_LENGTH + 1];

    if (str_find(line, STR("\"event\":\"start\"")) != SIZE_MAX)
        sha256_init(hash);
    if (at != SIZE_MAX && line.length - at - key.length >= SHA256_HEX_LENGTH) {
        sha256_hex(hash, digest);
        strbuf_add(out, str_slice(line, 0, at + key.length));
        strbuf_add_text(out, digest);
        strbuf_add(out, str_slice(line, at + key.length + SHA256_HEX_LENGTH, SIZE_MAX));
        return;
    }
    strbuf_add(out, line);
    sha256_add(hash, line);
}

static void write_digested(const char *name, struct str text)
{
    struct sha256 hash;
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    sha256_init(&hash);
    while (text.length) {
        struct str line = str_slice(text, 0, str_find_char(text, '\n') + 1);

        add_line(&out, &hash, line);
        text = str_slice(text, line.length, SIZE_MAX);
    }
    write_file(name, strbuf_str(&out));
    strbuf_release(&out);
}

static bool send(void *context, const struct event *event, struct error *err)
{
    return report_event(context, event, err);
}

static void conclude_as_json(struct merge *merge)
{
    static const struct report_style style = {.fail_on = SEVERITY_ERROR, .reproducible = true};
    struct report report;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    struct error err = {0};
    struct arena arena;

    report_init(&report, report_format_named(STR("json")), REPORT_EVENTS, out, &style);
    merge_conclude(merge,
                   &(struct event_sink){.event = send, .context = &report, .wants_coverage = true},
                   &err);
    report_release(&report);
    fclose(out);
    arena_init(&arena);
    must(length > 0 || err.raised, "a report, or why there is none");
    must(length == 0 || json_read(&arena, STR("report"), (struct str){text, length}, NULL),
         "a report is JSON");
    arena_release(&arena);
    free(text);
}

static bool add(struct merge *merge, const char *name, struct str text)
{
    char path[sizeof folder + 2];
    struct error err = {0};
    bool added;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    write_digested(name, text);
    added = merge_add(merge, path, &err);
    must(added || err.message[0], "a refusal says why");
    return added;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct merge_settings settings = {
        .demands = {.fail_on = SEVERITY_ERROR}, .reproducible = true, .exchanges = true};
    struct merge *merge = merge_new(&settings);
    struct str rest = {(const char *)data, size};
    bool added = add(merge, "a", cut_part(&rest, 'b'));

    if (added && rest.text)
        added = add(merge, "b", rest);
    if (added)
        conclude_as_json(merge);
    merge_free(merge);
    return 0;
}
