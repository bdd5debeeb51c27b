/* Findings, entries of the ledger and diagnostics of event files. */
#include "document/kinds.h"
#include "event/field.h"
#include "finding/rules.h"

static const char *part_at(unsigned part)
{
    return part <= PART_DESCRIPTION ? part_name((enum part)part) : NULL;
}

static const char *severity_at(unsigned severity)
{
    return severity <= SEVERITY_ERROR ? severity_name((enum severity)severity) : NULL;
}

static const char *rule_at(unsigned rule)
{
    return rule < RULE_COUNT ? rule_info((rule_index)rule)->id : NULL;
}

static struct excerpt read_excerpt(const struct event_fields *fields, const struct node *sample)
{
    const struct node *object = event_object(fields, sample, "excerpt");
    struct excerpt excerpt = {event_text(fields, object, "text"),
                              event_count(fields, object, "line")};
    struct str rest = excerpt.text;
    size_t lines = 0;

    while (rest.text && ++lines < excerpt.line)
        str_cut(&rest, '\n');
    if (excerpt.line > lines)
        event_broken(fields, object, "\"line\" is beyond the text");
    return excerpt;
}

static struct sample read_sample(const struct event_fields *fields, const struct node *sample)
{
    return (struct sample){.source = event_text(fields, sample, "source"),
                           .index = event_count(fields, sample, "index"),
                           .offset = event_count(fields, sample, "offset"),
                           .time = event_text(fields, sample, "time"),
                           .method = event_text(fields, sample, "method"),
                           .url = event_text(fields, sample, "url"),
                           .status = event_status(fields, sample),
                           .curl = event_text(fields, sample, "curl"),
                           .excerpt = read_excerpt(fields, sample)};
}

static void read_identity(const struct event_fields *fields, const struct node *root,
                          const char *key, struct str text, char identity[FINGERPRINT_LENGTH + 1])
{
    for (size_t i = 0; i < text.length; i++)
        if (ascii_hex_value(text.text[i]) < 0)
            text.length = 0;
    if (text.length == FINGERPRINT_LENGTH)
        memcpy(identity, text.text, FINGERPRINT_LENGTH);
    else
        event_broken(fields, root, "the %s is not %d hexadecimal digits", key, FINGERPRINT_LENGTH);
}

/* Event files of earlier versions name no cause: it is found again where findings are gathered. */
static void read_identities(const struct event_fields *fields, const struct node *root,
                            struct finding *finding)
{
    struct str cause = event_text(fields, root, "cause");

    read_identity(fields, root, "fingerprint", event_needed_text(fields, root, "fingerprint"),
                  finding->fingerprint);
    if (cause.text)
        read_identity(fields, root, "cause", cause, finding->cause);
}

/* What explains only some of the occurrences, nothing tells; but whether it does that of which is
   shown. */
static void read_explanation(const struct event_fields *fields, const struct node *root,
                             struct finding *finding)
{
    const struct node *by = event_object(fields, root, "explained_by");
    struct explanation *explained = &finding->explained;

    explained->is_shown = by || event_flag(fields, root, "shown_is_explained");
    if (!by) {
        explained->count = explained->is_shown && finding->count > 1;
        return;
    }
    explained->count = finding->count;
    read_identity(fields, by, "fingerprint", event_needed_text(fields, by, "fingerprint"),
                  explained->by);
    read_identity(fields, by, "cause", event_needed_text(fields, by, "cause"), explained->cause);
    explained->cause_exchanges = event_count(fields, by, "cause_exchange_count");
}

static void read_samples(const struct event_fields *fields, const struct node *root,
                         struct finding *finding)
{
    const struct node *list = event_list(fields, root, "exchanges");

    if (list->length > FINDING_MAX_SAMPLES) {
        event_broken(fields, list, "more than %d exchanges", FINDING_MAX_SAMPLES);
        return;
    }
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        finding->samples[finding->sample_count++] = read_sample(fields, item);
}

static const char *state_at(unsigned index)
{
    return index + BASELINE_NEW <= BASELINE_IGNORED
               ? baseline_state_name((enum baseline_state)(index + BASELINE_NEW))
               : NULL;
}

static void read_baseline(const struct event_fields *fields, const struct node *root,
                          struct finding *finding)
{
    const struct node *baseline = event_object(fields, root, "baseline");

    if (!baseline)
        return;
    finding->baseline =
        (enum baseline_state)(event_choice(fields, baseline, "state", state_at) + BASELINE_NEW);
    finding->accepted =
        (struct acceptance){.reason = event_text(fields, baseline, "reason"),
                            .owner = event_text(fields, baseline, "owner"),
                            .ticket = event_text(fields, baseline, "ticket"),
                            .expires = event_text(fields, baseline, "expires"),
                            .first_seen = event_text(fields, baseline, "first_seen")};
}

static unsigned read_kinds(const struct event_fields *fields, const struct node *root)
{
    const struct node *list = event_list(fields, root, "kinds");
    unsigned kinds = 0;

    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        unsigned named = kinds_named(node_string(item));

        if (!named)
            event_broken(fields, item, "no type of JSON");
        kinds |= named;
    }
    return kinds;
}

static enum severity read_severity(const struct event_fields *fields, const struct node *root,
                                   const char *key)
{
    return node_member(root, str_of(key))
               ? (enum severity)event_choice(fields, root, key, severity_at)
               : SEVERITY_OFF;
}

void finding_read(const struct event_fields *fields, const struct node *root, struct event *event)
{
    struct finding *finding = ARENA_NEW(fields->arena, struct finding);
    const struct node *where = event_object(fields, root, "where");

    event->finding = finding;
    *finding = (struct finding){
        .rule = (rule_index)event_choice(fields, root, "rule", rule_at),
        .keyword = event_text(fields, root, "keyword"),
        .severity = (enum severity)event_choice(fields, root, "severity", severity_at),
        .ceiling = read_severity(fields, root, "ceiling"),
        .by_default = read_severity(fields, root, "by_default"),
        .message = event_needed_text(fields, root, "message"),
        .expected = event_text(fields, root, "expected"),
        .found = event_text(fields, root, "found"),
        .operation = event_operation(fields, root),
        .status = event_status(fields, root),
        .status_key = event_text(fields, root, "status_key"),
        .media_type = event_text(fields, root, "media_type"),
        .part = (enum part)event_choice(fields, where, "part", part_at),
        .name = event_text(fields, where, "name"),
        .pointer = event_text(fields, where, "pointer"),
        .line = event_count(fields, where, "line"),
        .column = event_count(fields, where, "column"),
        .description = event_place(fields, root),
        .kinds = read_kinds(fields, root),
        .observations = event_count(fields, root, "observations"),
        .count = event_count(fields, root, "count"),
        .exchanges = event_count(fields, root, "exchange_count"),
        .cause_exchanges = event_count(fields, root, "cause_exchange_count")};
    if (!finding->cause_exchanges)
        finding->cause_exchanges = finding->exchanges;
    if (!fields->err->raised)
        finding->class = rule_info(finding->rule)->class;
    read_identities(fields, root, finding);
    read_explanation(fields, root, finding);
    read_baseline(fields, root, finding);
    read_samples(fields, root, finding);
}

static const char *lack_at(unsigned lack)
{
    return lack + 1 < LACK_KINDS ? lack_name((enum lack)(lack + 1)) : NULL;
}

void withheld_read(const struct event_fields *fields, const struct node *root, struct event *event)
{
    struct event_withheld *withheld = ARENA_NEW(fields->arena, struct event_withheld);
    struct finding *finding = ARENA_NEW(fields->arena, struct finding);

    finding_read(fields, root, event);
    *finding = *event->finding;
    finding->lack = (enum lack)(event_choice(fields, root, "lack", lack_at) + 1);
    *withheld =
        (struct event_withheld){.source = event_needed_text(fields, root, "source"), finding};
    event->withheld = withheld;
}

static void read_sources(const struct event_fields *fields, const struct node *root,
                         struct not_checked *entry)
{
    const struct node *list = event_list(fields, root, "sources");

    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        if (item->kind != NODE_STRING)
            event_broken(fields, item, "a source is text");
        else if (entry->source_count < LEDGER_MAX_SOURCES)
            entry->sources[entry->source_count++] = node_string(item);
    }
}

static const char *subject_at(unsigned subject)
{
    return subject + 1 < LEDGER_SUBJECTS ? ledger_subject_name((enum ledger_subject)(subject + 1))
                                         : NULL;
}

/* Entries about exchanges do not say so. */
static enum ledger_subject read_subject(const struct event_fields *fields, const struct node *root)
{
    return node_member(root, STR("about"))
               ? (enum ledger_subject)(event_choice(fields, root, "about", subject_at) + 1)
               : LEDGER_EXCHANGE;
}

void not_checked_read(const struct event_fields *fields, const struct node *root,
                      struct event *event)
{
    struct not_checked *entry = ARENA_NEW(fields->arena, struct not_checked);

    event->not_checked = entry;
    *entry = (struct not_checked){.about = read_subject(fields, root),
                                  .reason = event_needed_text(fields, root, "reason"),
                                  .operation = event_operation(fields, root),
                                  .status_key = event_text(fields, root, "status_key"),
                                  .media_type = event_text(fields, root, "media_type"),
                                  .part = (enum part)event_choice(fields, root, "part", part_at),
                                  .name = event_text(fields, root, "name"),
                                  .count = event_count(fields, root, "count"),
                                  .more_sources = event_flag(fields, root, "more_sources")};
    if (node_member(root, STR("cause")))
        read_identity(fields, root, "cause", event_text(fields, root, "cause"), entry->cause);
    read_sources(fields, root, entry);
}

void diagnostic_read(const struct event_fields *fields, const struct node *root,
                     struct event *event)
{
    struct diagnostic *diagnostic = ARENA_NEW(fields->arena, struct diagnostic);
    struct str id = event_needed_text(fields, root, "id");

    event->error = diagnostic;
    *diagnostic = (struct diagnostic){.id = str_copy(fields->arena, id).text,
                                      .message = event_needed_text(fields, root, "message"),
                                      .source = event_text(fields, root, "source"),
                                      .index = event_count(fields, root, "index"),
                                      .indexed = node_member(root, STR("index")) != NULL};
    if (!str_starts_with(id, STR("run.")) || str_find_char(id, '\0') < id.length)
        event_broken(fields, root, "no id of a diagnostic: it starts with \"run.\"");
}
