/* What an event of each kind holds. */
#include "document/kinds.h"
#include "event/field.h"
#include "event/read.h"
#include "event/write.h"
#include "finding/rules.h"

static const char *part_at(unsigned part)
{
    return part <= PART_DESCRIPTION ? part_name((enum part)part) : NULL;
}

static const char *severity_at(unsigned severity)
{
    return severity <= SEVERITY_ERROR ? severity_name((enum severity)severity) : NULL;
}

static const char *verdict_at(unsigned verdict)
{
    return verdict <= VERDICT_UNMATCHED ? verdict_name((enum verdict)verdict) : NULL;
}

static const char *rule_at(unsigned rule)
{
    return rule < RULE_COUNT ? rule_info((rule_index)rule)->id : NULL;
}

static int read_status(const struct event_fields *fields, const struct node *object)
{
    uint64_t status = event_count(fields, object, "status");

    return status <= 999 ? (int)status : 0;
}

/* Absent: redacted. */
static enum shown_values read_values(const struct event_fields *fields, const struct node *root)
{
    struct str name = event_text(fields, root, "values");
    enum shown_values values = VALUES_REDACTED;

    if (name.text && !shown_values_parse(name, &values))
        event_broken(fields, root, "\"values\" is neither redacted nor none");
    return values;
}

static struct shard read_shard(const struct event_fields *fields, const struct node *shard)
{
    struct shard read = {.index = event_count(fields, shard, "index"),
                         .count = event_count(fields, shard, "count"),
                         .told = shard && node_member(shard, STR("by"))};

    if (shard && (read.index == 0 || read.index > read.count || read.count > EVENT_SHARDS_MAX))
        event_broken(fields, shard, "no shard: 1 to %d of at most %d", EVENT_SHARDS_MAX,
                     EVENT_SHARDS_MAX);
    if (read.told)
        read.by = (enum share_by)event_choice(fields, shard, "by", share_by_name);
    return read;
}

static void read_start(const struct event_fields *fields, const struct node *root,
                       struct event *event)
{
    struct event_start *start = ARENA_NEW(fields->arena, struct event_start);
    const struct node *list = event_list(fields, root, "descriptions");
    struct description_info *infos =
        ARENA_ARRAY(fields->arena, struct description_info, list->length + 1);

    event->start = start;
    *start = (struct event_start){.descriptions = infos,
                                  .run = event_text(fields, root, "run"),
                                  .shard = read_shard(fields, event_object(fields, root, "shard")),
                                  .rules_sha256 = event_text(fields, root, "rules_sha256"),
                                  .command = event_needed_text(fields, root, "command"),
                                  .target = event_text(fields, root, "target"),
                                  .values = read_values(fields, root),
                                  .time = event_text(fields, root, "time")};
    if (event_count(fields, root, "version") != EVENT_FORMAT_VERSION)
        event_broken(fields, root,
                     "events of version %d are read, and these are of version %llu: a later "
                     "oasdrift may have written them",
                     EVENT_FORMAT_VERSION,
                     (unsigned long long)event_count(fields, root, "version"));
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        infos[start->description_count++] =
            (struct description_info){.file = event_text(fields, item, "file"),
                                      .title = event_text(fields, item, "title"),
                                      .version = event_text(fields, item, "version"),
                                      .openapi = event_text(fields, item, "openapi"),
                                      .sha256 = event_text(fields, item, "sha256"),
                                      .api = event_text(fields, item, "api"),
                                      .target = event_text(fields, item, "target")};
}

static void read_exchange(const struct event_fields *fields, const struct node *root,
                          struct event *event)
{
    struct event_exchange *exchange = ARENA_NEW(fields->arena, struct event_exchange);
    const struct node *list = event_list(fields, root, "rules");
    struct str *rules = ARENA_ARRAY(fields->arena, struct str, list->length + 1);

    event->exchange = exchange;
    *exchange = (struct event_exchange){
        .source = event_needed_text(fields, root, "source"),
        .index = event_count(fields, root, "index"),
        .method = event_text(fields, root, "method"),
        .url = event_text(fields, root, "url"),
        .status = read_status(fields, root),
        .operation = event_operation(fields, root),
        .verdict = (enum verdict)event_choice(fields, root, "verdict", verdict_at),
        .rules = rules};
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        rules[exchange->rule_count++] = node_string(item);
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
                           .status = read_status(fields, sample),
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

/* What explains only some of the occurrences, nothing tells. */
static void read_explanation(const struct event_fields *fields, const struct node *root,
                             struct finding *finding)
{
    const struct node *by = event_object(fields, root, "explained_by");
    struct explanation *explained = &finding->explained;

    if (!by)
        return;
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

static void read_finding(const struct event_fields *fields, const struct node *root,
                         struct event *event)
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
        .status = read_status(fields, root),
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

static void read_withheld(const struct event_fields *fields, const struct node *root,
                          struct event *event)
{
    struct event_withheld *withheld = ARENA_NEW(fields->arena, struct event_withheld);
    struct finding *finding = ARENA_NEW(fields->arena, struct finding);

    read_finding(fields, root, event);
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

static void read_not_checked(const struct event_fields *fields, const struct node *root,
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

static void read_diagnostic(const struct event_fields *fields, const struct node *root,
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

static void read_coverage(const struct event_fields *fields, const struct node *root,
                          struct event *event)
{
    struct event_coverage *coverage = ARENA_NEW(fields->arena, struct event_coverage);

    event->coverage = coverage;
    coverage_read(fields, root, coverage);
}

static void read_secrets(const struct event_fields *fields, const struct node *root,
                         struct event *event)
{
    struct secret_digests *secrets = ARENA_NEW(fields->arena, struct secret_digests);

    event->secrets = secrets;
    secrets_read(fields, root, secrets);
}

static void read_assertions(const struct event_fields *fields, const struct node *root,
                            struct event_end *end)
{
    const struct node *list = event_list(fields, root, "assertions");
    struct assertion_tally *tallies =
        ARENA_ARRAY(fields->arena, struct assertion_tally, list->length + 1);

    end->assertions = tallies;
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        tallies[end->assertion_count++] =
            (struct assertion_tally){.name = event_needed_text(fields, item, "name"),
                                     .operation = event_operation(fields, item),
                                     .held = event_count(fields, item, "true"),
                                     .failed = event_count(fields, item, "false"),
                                     .not_applicable = event_count(fields, item, "not_applicable")};
}

static unsigned read_shown(const struct event_fields *fields, const struct node *source)
{
    const struct node *list = event_list(fields, source, "shown");
    unsigned shown = 0;

    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
            if (str_is(node_string(item), lack_name((enum lack)lack)))
                shown |= 1u << lack;
    return shown;
}

static struct event_source read_source(const struct event_fields *fields, const struct node *source)
{
    bool divided = node_member(source, STR("divided")) != NULL;
    const struct node *recording = node_member(source, STR("recording"));

    return (struct event_source){
        .name = event_needed_text(fields, source, "source"),
        .records = event_count(fields, source, "records"),
        .relative = event_flag(fields, source, "relative"),
        .shown = read_shown(fields, source),
        .foreign = recording && !event_flag(fields, source, "recording"),
        .divided = divided ? (enum share_by)event_choice(fields, source, "divided", share_by_name)
                           : SHARE_BY_AUTO,
        .bytes = event_count(fields, source, "bytes"),
        .counted = node_member(source, STR("all_records")) != NULL,
        .all_records = event_count(fields, source, "all_records")};
}

static void read_end(const struct event_fields *fields, const struct node *root,
                     struct event *event)
{
    struct event_end *end = ARENA_NEW(fields->arena, struct event_end);
    const struct node *operations = event_object(fields, root, "operations");
    const struct node *findings = event_object(fields, root, "findings");
    const struct node *list = event_list(fields, root, "sources");
    struct event_source *sources =
        ARENA_ARRAY(fields->arena, struct event_source, list->length + 1);

    event->end = end;
    *end = (struct event_end){.exchanges = event_count(fields, root, "exchanges"),
                              .excluded = event_count(fields, root, "excluded"),
                              .judged = event_count(fields, root, "judged"),
                              .operations_seen = event_count(fields, operations, "seen"),
                              .operations_total = event_count(fields, operations, "total"),
                              .live = node_member(root, STR("operations_succeeded")) != NULL,
                              .operations_succeeded =
                                  event_count(fields, root, "operations_succeeded"),
                              .not_checked = event_count(fields, root, "not_checked"),
                              .errors = event_count(fields, root, "errors"),
                              .sources = sources,
                              .duration_ms = event_count(fields, root, "duration_ms"),
                              .exit_code = (int)(event_count(fields, root, "exit") & 0xff)};
    for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
        end->findings[severity] =
            event_count(fields, findings, severity_name((enum severity)severity));
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        sources[end->source_count++] = read_source(fields, item);
    read_assertions(fields, root, end);
}

static void (*const readers[])(const struct event_fields *fields, const struct node *root,
                               struct event *event) = {
    [EVENT_START] = read_start,
    [EVENT_EXCHANGE] = read_exchange,
    [EVENT_FINDING] = read_finding,
    [EVENT_WITHHELD] = read_withheld,
    [EVENT_NOT_CHECKED] = read_not_checked,
    [EVENT_ERROR] = read_diagnostic,
    [EVENT_COVERAGE] = read_coverage,
    [EVENT_SECRETS] = read_secrets,
    [EVENT_END] = read_end,
};

static const char *event_at(unsigned kind)
{
    return kind <= EVENT_END ? event_name((enum event_kind)kind) : NULL;
}

enum event_kind event_kind_read(const struct event_fields *fields, const struct node *root)
{
    return (enum event_kind)event_choice(fields, root, "event", event_at);
}

void event_content_read(const struct event_fields *fields, const struct node *root,
                        struct event *event)
{
    readers[event->kind](fields, root, event);
}
