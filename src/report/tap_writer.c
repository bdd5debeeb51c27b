/* Cases as TAP 13, the Test Anything Protocol. Version 14 would say no more, and prove(1) does not
   read it. */
#include "base/escape.h"
#include "base/strbuf.h"
#include "report/junit.h"

/* A description or a reason: a '#' would begin a directive. */
static void add_line_text(struct strbuf *out, struct str text)
{
    struct strbuf shown;

    strbuf_init(&shown, SIZE_MAX);
    escape_control_to(&shown, text);
    for (size_t i = 0; i < shown.length; i++) {
        if (shown.text[i] == '#' || shown.text[i] == '\\')
            strbuf_add_char(out, '\\');
        strbuf_add_char(out, shown.text[i]);
    }
    strbuf_release(&shown);
}

/* A single-quoted scalar of YAML: the one in which TAP::Parser trips over nothing. */
static void add_scalar(struct strbuf *out, const char *key, struct str value)
{
    struct strbuf shown;

    if (!value.length)
        return;
    strbuf_init(&shown, SIZE_MAX);
    escape_control_to(&shown, value);
    strbuf_addf(out, "  %s: '", key);
    for (size_t i = 0; i < shown.length; i++) {
        if (shown.text[i] == '\'')
            strbuf_add_char(out, '\'');
        strbuf_add_char(out, shown.text[i]);
    }
    strbuf_add_text(out, "'\n");
    strbuf_release(&shown);
}

/* Does a reader take it for an end of the block, whatever stands around it? */
static bool is_marker(struct str line)
{
    line = str_trim(line);
    return str_is(line, "...") || str_is(line, "---");
}

/* A literal block of YAML. Its first line tells how far all are indented: it begins with no space.
   An empty line has the others' indentation, for TAP::Parser would end the block there. */
static void add_lines(struct strbuf *out, const char *key, struct str text)
{
    bool first = true;

    if (!text.length)
        return;
    strbuf_addf(out, "  %s: |\n", key);
    while (text.length) {
        struct str line = str_cut(&text, '\n');
        bool apart = is_marker(line) || (first && !str_trim(line).length);

        strbuf_add_text(out, apart ? "    (" : "    ");
        escape_control_to(out, first ? str_trim(line) : line);
        strbuf_add_text(out, apart ? ")\n" : "\n");
        first = false;
    }
}

static bool is_bad(const struct junit_case *one)
{
    return one->outcome == JUNIT_FAILURE || one->outcome == JUNIT_ERROR;
}

/* The block of YAML behind a line; nothing for a case that passed and has nothing to say. */
static void add_diagnostics(struct strbuf *out, const struct junit_case *one)
{
    if (!is_bad(one) && !one->output.length)
        return;
    strbuf_add_text(out, "  ---\n");
    if (is_bad(one)) {
        add_scalar(out, "message", one->message);
        add_scalar(out, "severity", one->outcome == JUNIT_ERROR ? STR("error") : STR("fail"));
        add_scalar(out, "rule", one->type);
        add_scalar(out, "file", one->file);
        if (one->file.length && one->line)
            strbuf_addf(out, "  line: %zu\n", one->line);
        add_lines(out, "findings", one->text);
    }
    add_lines(out, "output", one->output);
    strbuf_add_text(out, "  ...\n");
}

/* "users: ", of an operation of one of several APIs. */
static void add_api(struct strbuf *out, const struct junit_suite *suite)
{
    struct str api = suite->operation ? suite->operation->name.api : STR_NONE;

    if (!api.length)
        return;
    add_line_text(out, api);
    strbuf_add_text(out, ": ");
}

static void add_case(struct strbuf *out, const struct junit_suite *suite,
                     const struct junit_case *one, size_t number)
{
    strbuf_addf(out, "%sok %zu - ", is_bad(one) ? "not " : "", number);
    add_api(out, suite);
    add_line_text(out, one->name);
    if (one->outcome == JUNIT_SKIPPED) {
        strbuf_add_text(out, " # SKIP ");
        add_line_text(out, one->message);
    }
    strbuf_add_char(out, '\n');
    add_diagnostics(out, one);
}

void tap_write(FILE *out, const struct junit_document *document)
{
    struct strbuf text;
    size_t count = junit_count(document).tests, number = 0;

    fprintf(out, "TAP version 13\n1..%zu%s\n", count, count ? "" : " # SKIP there are no cases");
    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < document->suites.count; i++) {
        const struct junit_suite *suite = &document->suites.items[i];

        strbuf_clear(&text);
        strbuf_add_text(&text, "# ");
        add_api(&text, suite);
        add_line_text(&text, suite->name);
        strbuf_add_char(&text, '\n');
        for (size_t j = 0; j < suite->cases.count; j++)
            add_case(&text, suite, &suite->cases.items[j], ++number);
        fwrite(text.text, 1, text.length, out);
    }
    strbuf_release(&text);
}
