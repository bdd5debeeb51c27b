/* A run as GitLab's Code Quality report: an array with an entry a cause. GitLab reads it up to the
   first entry that lacks something, and of two with one fingerprint it keeps the last; it links
   each to its file by the path. An empty array says that all is well: what could not be looked at
   is an entry, too. */
#include "base/map.h"
#include "base/path.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "finding/json_output.h"
#include "report/cause_words.h"
#include "report/finding_text.h"
#include "report/gathered_causes.h"
#include "report/source_place.h"

enum { DESCRIPTION_MAX = 2000 /* bytes */ };

struct gitlab_state {
    struct gathered_causes gathered;
    json_t *entries;
    struct map diagnostics; /* by fingerprint */
    bool outside;           /* an entry is about no file of the repository */
};

/* Of GitLab's five severities. */
static const char *severity_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "major";
    case SEVERITY_WARNING:
        return "minor";
    case SEVERITY_INFO:
    case SEVERITY_OFF:
        break;
    }
    return "info";
}

/* GitLab puts it behind the address of the repository's files: a path, whatever it was. */
static struct str path_of(struct gitlab_state *state, struct arena *arena,
                          const struct source_place *place)
{
    struct str path = place->path;
    size_t scheme = str_find(place->named, STR("://"));

    if (path.length)
        return path;
    state->outside = true;
    path = scheme == SIZE_MAX ? place->named : str_slice(place->named, scheme + 3, SIZE_MAX);
    path = path_normalise(arena, path);
    while (str_starts_with(path, STR("../")) || str_starts_with(path, STR("/")))
        path = str_slice(path, path.text[0] == '/' ? 1 : 3, SIZE_MAX);
    return path.length && !str_is(path, ".") && !str_is(path, "..") ? path : STR("description");
}

struct gitlab_entry {
    struct str description; /* escaped (base/escape.h), as the next one */
    struct str check_name;
    struct str fingerprint;
    const char *severity;
};

/* Also where it is described, in what is no file of the repository. */
static struct str description_of(struct arena *arena, const struct gitlab_entry *entry,
                                 const struct source_place *place, const struct finding *finding)
{
    struct strbuf text;
    struct str whole;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add(&text, entry->description);
    if (place->stands_in) {
        strbuf_add_text(&text, " · described in ");
        finding_text_place(&text, finding);
    }
    whole = utf8_shortened(arena, strbuf_str(&text), DESCRIPTION_MAX);
    whole = str_copy(arena, whole);
    strbuf_release(&text);
    return whole;
}

static void add_entry(struct gitlab_state *state, const struct gitlab_entry *entry,
                      const struct finding *finding)
{
    json_t *json = json_object(), *location = json_object(), *lines = json_object();
    struct arena arena;
    struct source_place place;

    arena_init(&arena);
    place = source_place_of(&arena, &state->gathered.run, finding);
    json_object_set_new(json, "description",
                        json_shown(description_of(&arena, entry, &place, finding)));
    json_object_set_new(json, "check_name", json_shown(entry->check_name));
    json_object_set_new(json, "fingerprint", json_shown(entry->fingerprint));
    json_set_text(json, "severity", entry->severity);
    json_object_set_new(location, "path", json_shown(path_of(state, &arena, &place)));
    json_set_count(lines, "begin", place.line);
    json_object_set_new(location, "lines", lines);
    json_object_set_new(json, "location", location);
    json_array_append_new(state->entries, json);
    arena_release(&arena);
}

/* ---- what entries are made of ---- */

/* "GET /pets: response body /price: expected string, found number · 3 exchanges (known)" */
static void add_description(struct strbuf *out, const struct cause_entry *entry)
{
    cause_headline(out, entry);
    cause_reach_behind(out, entry);
    finding_text_acceptance(out, entry->shown);
}

static void add_cause(struct gitlab_state *state, const struct cause_entry *entry)
{
    struct strbuf description, rule, fingerprint;

    strbuf_init(&description, SIZE_MAX);
    strbuf_init(&rule, SIZE_MAX);
    strbuf_init(&fingerprint, SIZE_MAX);
    add_description(&description, entry);
    cause_rule(&rule, entry);
    /* With -v a cause may have two entries. */
    strbuf_addf(&fingerprint, "%s%s", entry->shown->cause, entry->is_excused ? "-accepted" : "");
    add_entry(state,
              &(struct gitlab_entry){.description = strbuf_str(&description),
                                     .check_name = strbuf_str(&rule),
                                     .fingerprint = strbuf_str(&fingerprint),
                                     .severity = severity_of(entry->severity)},
              entry->shown);
    strbuf_release(&fingerprint);
    strbuf_release(&rule);
    strbuf_release(&description);
}

/* Known by its texts; what says the same is one. */
static void add_diagnostic(struct gitlab_state *state, const struct diagnostic *diagnostic)
{
    char hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;
    struct strbuf text;
    void **seen;

    strbuf_init(&text, SIZE_MAX);
    diagnostic_text(&text, diagnostic);
    sha256_init(&hash);
    sha256_add(&hash, str_of(diagnostic->id));
    sha256_add(&hash, STR(" "));
    sha256_add(&hash, strbuf_str(&text));
    sha256_hex(&hash, hex);
    hex[FINGERPRINT_LENGTH] = '\0';
    seen = map_put(&state->diagnostics, str_copy(&state->gathered.run.arena, str_of(hex)));
    if (!*seen)
        add_entry(state,
                  &(struct gitlab_entry){.description = strbuf_str(&text),
                                         .check_name = str_of(diagnostic->id),
                                         .fingerprint = str_of(hex),
                                         .severity = "blocker"},
                  NULL);
    *seen = state;
    strbuf_release(&text);
}

static void add_left_out(struct gitlab_state *state, size_t count)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "and ");
    strbuf_add_counted(&text, count, "more cause", "more causes");
    strbuf_add_text(&text, ": beyond --max-findings");
    add_entry(state,
              &(struct gitlab_entry){.description = strbuf_str(&text),
                                     .check_name = STR("oasdrift"),
                                     .fingerprint = STR("oasdrift-more-causes"),
                                     .severity = "info"},
              NULL);
    strbuf_release(&text);
}

static void add_all(struct gitlab_state *state, const struct report_style *style)
{
    const struct findings *findings = state->gathered.run.findings;
    const struct causes *causes = &state->gathered.causes;
    size_t shown = entries_shown(causes->count, SIZE_MAX, style);

    for (size_t i = 0; i < findings_diagnostic_count(findings); i++)
        add_diagnostic(state, findings_diagnostic_at(findings, i));
    for (size_t i = 0; i < shown; i++)
        add_cause(state, &causes->entries[i]);
    if (shown < causes->count)
        add_left_out(state, causes->count - shown);
}

static void end(struct report *report)
{
    struct gitlab_state *state = report->state;
    struct strbuf out;

    state->entries = json_array();
    add_all(state, &report->style);
    if (state->outside)
        snprintf(report->notice, sizeof report->notice,
                 "a description is no file of the repository: GitLab cannot show its lines");
    strbuf_init(&out, SIZE_MAX);
    json_write(&out, state->entries, JSON_LINES);
    strbuf_add_char(&out, '\n');
    fwrite(out.text, 1, out.length, report->out);
    strbuf_release(&out);
}

static void event(struct report *report, const struct event *event)
{
    struct gitlab_state *state = report->state;

    if (gathered_causes_add(&state->gathered, event, shown_in_short, &report->style))
        end(report);
}

static void release(struct report *report)
{
    struct gitlab_state *state = report->state;

    json_decref(state->entries);
    map_release(&state->diagnostics);
    gathered_causes_release(&state->gathered);
}

const struct event_renderer gitlab_events = {
    .state = {sizeof(struct gitlab_state), release},
    .event = event,
    .wants_coverage = renderer_wants_no_coverage,
};
