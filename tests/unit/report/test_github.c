#include "report/github_command.h"

#include "base/strbuf.h"
#include "example_run.h"

/* What actions/toolkit (@actions/core) writes of the same. */
static const struct {
    struct source_place place;
    const char *title, *message, *line;
} commands[] = {
    {{.line = 1}, "", "", "::error::\n"},
    {{.line = 1}, "", "a: b, c = 100% :: d", "::error::a: b, c = 100%25 :: d\n"},
    {{.line = 1},
     "",
     "one\ntwo\r\n::set-output name=a::b",
     "::error::one%0Atwo%0D%0A::set-output name=a::b\n"},
    {{.line = 1}, "", "%0A::stop-commands::x", "::error::%250A::stop-commands::x\n"},
    {{.line = 1}, "a:b,c%\r\nd=e", "f", "::error title=a%3Ab%2Cc%25%0D%0Ad=e::f\n"},
    {{.path = TEXT("a b/c,d::e.yaml"), .line = 7},
     "",
     "f",
     "::error file=a b/c%2Cd%3A%3Ae.yaml,line=7,endLine=7::f\n"},
    {{.path = TEXT("a.yaml"), .line = 7, .column = 3, .end_column = 9},
     "t",
     "f",
     "::error file=a.yaml,line=7,endLine=7,col=3,endColumn=9,title=t::f\n"},
    {{.named = TEXT("https://a.example/b.yaml"), .line = 7, .column = 3},
     "t",
     "f",
     "::error title=t::f\n"},
};

START_TEST(writes_commands)
{
    struct github_annotation annotation = {.kind = "error",
                                           .place = &commands[_i].place,
                                           .title = str_of(commands[_i].title),
                                           .message = str_of(commands[_i].message)};
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    github_command(&out, &annotation);
    ck_assert_str(strbuf_str(&out), commands[_i].line);
    strbuf_release(&out);
}
END_TEST

START_TEST(cuts_what_the_runner_would_cut)
{
    char text[10000];
    struct strbuf out;

    memset(text, 'a', sizeof text);
    strbuf_init(&out, SIZE_MAX);
    github_command(&out, &(struct github_annotation){.kind = "error",
                                                     .title = {text, sizeof text},
                                                     .message = {text, sizeof text}});
    ck_assert_uint_eq(out.length,
                      strlen("::error title=::\n") + GITHUB_TITLE_MAX + GITHUB_MESSAGE_MAX);
    strbuf_release(&out);
}
END_TEST

START_TEST(writes_a_line_an_entry)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    char *text = render("github", &style);

    ck_assert_str_eq(
        text,
        "::error title=run.recording-malformed::session.har entry 7: the entry has no request\n"
        "::error file=specs/pets.yaml,line=42,endLine=42,col=11,endColumn=18,title="
        "response.body-schema.type::GET /pets/{petId}: response body /items/3/id: expected "
        "integer, found string \"17a\"%0Asession.har entry 118%0Acurl -sS "
        "'https://api.example/pets/3'\n"
        "::error file=specs/pets.yaml,line=1,endLine=1,title=route.path-undocumented::request "
        "path: no path of the description matches%0Asession.har entry 4\n"
        "::warning file=specs/pets.yaml,line=44,endLine=44,col=3,title="
        "response.property-undocumented::GET /pets/{petId}: response body /items/3/colour: the "
        "property \"colour\" is not described%0Asession.har entry 118\n"
        "::notice title=oasdrift::5 exchanges, 1 of 2 operations; 2 errors, 1 warning, 0 info; 4 "
        "not checked; could not look: 1%0Aexit 1: findings (--fail-on error), and the run is "
        "incomplete\n");
    free(text);
}
END_TEST

START_TEST(writes_nothing_but_annotations)
{
    char *text = render_hostile(
        "github", STR(HOSTILE " ::set-output name=a::b\n::stop-commands::c\n##[add-mask]d"));
    struct str rest = str_of(text);

    while (rest.length) {
        struct str line = str_cut(&rest, '\n');

        ck_assert_msg(str_starts_with(line, STR("::error ")) ||
                          str_starts_with(line, STR("::notice ")),
                      "%.*s", STR_ARGS(line));
    }
    free(text);
}
END_TEST

/* ---- ten of each kind ---- */

static const struct {
    const char *name;
    enum severity severity;
    int findings, diagnostics;
    uint64_t max_findings;
    int lines;        /* of the kind; of notices with the verdict */
    const char *more; /* NULL: nothing is left out */
} limits[] = {
    {"as many as there may be", SEVERITY_ERROR, 10, 0, 0, 10, NULL},
    {"one more", SEVERITY_ERROR, 11, 0, 0, 10, "::error title=oasdrift::and 2 more causes: "},
    {"warnings", SEVERITY_WARNING, 500, 0, 0, 10, "::warning title=oasdrift::and 491 more causes"},
    {"notices leave room for the verdict", SEVERITY_INFO, 10, 0, 0, 10,
     "::notice title=oasdrift::and 2 more causes"},
    {"errors with diagnostics", SEVERITY_ERROR, 9, 2, 0, 10, "and 2 more causes"},
    {"diagnostics", SEVERITY_ERROR, 0, 20, 0, 4, "and 17 more of what could not be looked at"},
    {"both", SEVERITY_ERROR, 20, 20, 0, 10, "and 14 more causes, 17 more of what"},
    {"fewer are asked for", SEVERITY_ERROR, 5, 0, 2, 3, "and 3 more causes"},
};

START_TEST(writes_ten_of_a_kind)
{
    static const char *const kinds[] = {"", "\n::notice ", "\n::warning ", "\n::error "};
    const struct report_style style = {.fail_on = SEVERITY_ERROR,
                                       .max_findings = limits[_i].max_findings};
    struct finding finding = example_findings[0];
    struct rendering rendering;
    char *text, with_line[1 << 18];
    int lines = 0;

    finding.severity = limits[_i].severity;
    begin(&rendering, "github", &style);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &example_start});
    for (int i = 0; i < limits[_i].findings; i++) {
        snprintf(finding.fingerprint, sizeof finding.fingerprint, "%016x", i);
        snprintf(finding.cause, sizeof finding.cause, "%016x", i);
        send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    }
    for (int i = 0; i < limits[_i].diagnostics; i++) {
        struct diagnostic diagnostic = example_diagnostic;

        diagnostic.index = (size_t)i;
        send(&rendering, (struct event){.kind = EVENT_ERROR, .error = &diagnostic});
    }
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    text = finish(&rendering);
    snprintf(with_line, sizeof with_line, "\n%s", text);
    for (const char *at = with_line; (at = strstr(at, kinds[limits[_i].severity])); at++)
        lines++;
    ck_assert_msg(lines == limits[_i].lines, "%s: %d lines", limits[_i].name, lines);
    ck_assert_msg(limits[_i].more ? strstr(text, limits[_i].more) != NULL : !strstr(text, "::and "),
                  "%s:\n%s", limits[_i].name, text);
    free(text);
}
END_TEST

UNIT_SUITE("github", UNIT_LOOP(writes_commands, commands);
           UNIT_TEST(cuts_what_the_runner_would_cut); UNIT_TEST(writes_a_line_an_entry);
           UNIT_TEST(writes_nothing_but_annotations); UNIT_LOOP(writes_ten_of_a_kind, limits))
