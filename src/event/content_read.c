/* What an event of each kind holds. */
#include "event/field.h"
#include "event/read.h"
#include "event/write.h"

static const char *verdict_at(unsigned verdict)
{
    return verdict <= VERDICT_UNMATCHED ? verdict_name((enum verdict)verdict) : NULL;
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
                                  .rules_off = event_rules(fields, root, "rules_off"),
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
        .status = event_status(fields, root),
        .operation = event_operation(fields, root),
        .verdict = (enum verdict)event_choice(fields, root, "verdict", verdict_at),
        .rules = rules};
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        rules[exchange->rule_count++] = node_string(item);
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
                              .excluded_unmatched = event_count(fields, root, "excluded_unmatched"),
                              .findings_left_out = event_count(fields, root, "findings_left_out"),
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
    [EVENT_FINDING] = finding_read,
    [EVENT_WITHHELD] = withheld_read,
    [EVENT_NOT_CHECKED] = not_checked_read,
    [EVENT_ERROR] = diagnostic_read,
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
