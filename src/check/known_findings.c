#include "check/known_findings.h"

#include "finding/sample.h"

enum { KEY_MAX_BYTES = 1024 };

/* What a finding is known by, but for its texts. The nodes are the description's. */
struct key_head {
    const struct operation *operation;
    const struct response_object *response;
    const struct node *place;
    rule_index rule;
    int status, part, severity, excused;
};

/* Each text has its length before it. false: there is no room. */
static bool add_text(char *key, size_t *length, struct str text)
{
    if (*length + sizeof text.length + text.length > KEY_MAX_BYTES)
        return false;
    memcpy(key + *length, &text.length, sizeof text.length);
    if (text.length)
        memcpy(key + *length + sizeof text.length, text.text, text.length);
    *length += sizeof text.length + text.length;
    return true;
}

static bool make_key(const struct checker *checker, const struct raised *raised,
                     const struct finding *finding, char *key, size_t *length)
{
    /* What a recording may lack is decided for each of them: it is known in one alone. */
    const struct str texts[] = {
        finding->keyword, finding->media_type, finding->name, finding->pointer,
        raised->lack == LACK_NOTHING ? STR_NONE : checker->exchange->source};
    struct key_head head;

    memset(&head, 0, sizeof head); /* what lies between its members is compared, too */
    head.operation = checker->exercised.operation;
    head.response = checker->exercised.response;
    head.place = raised->place;
    head.rule = raised->rule;
    head.status = checker->exchange->response.status;
    head.part = (int)raised->part;
    head.severity = (int)finding->severity;
    head.excused = finding_is_excused(finding);
    memcpy(key, &head, sizeof head);
    *length = sizeof head;
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
        if (!add_text(key, length, texts[i]))
            return false;
    return true;
}

struct known_finding *known_finding_of(struct checker *checker, const struct raised *raised,
                                       const struct finding *finding)
{
    char key[KEY_MAX_BYTES];
    size_t length;
    struct str text;
    struct known_finding *known;

    if (!checker->exchange || !checker->exercised.operation ||
        !make_key(checker, raised, finding, key, &length))
        return NULL;
    text = (struct str){key, length};
    known = map_get(&checker->known_findings, text);
    if (known || checker->known_findings.count == KNOWN_FINDINGS_MAX)
        return known;
    known = ARENA_NEW(&checker->lasting, struct known_finding);
    *map_put(&checker->known_findings, str_copy(&checker->lasting, text)) = known;
    return known;
}

static struct sample place_of_exchange(const struct exchange *exchange)
{
    return (struct sample){
        .source = exchange->source, .index = exchange->index, .offset = exchange->offset};
}

bool known_finding_wants(const struct known_finding *known, const struct exchange *exchange)
{
    const struct sample sample = place_of_exchange(exchange);

    return known->told_count < FINDING_MAX_SAMPLES ||
           sample_compare(&sample, &known->told[FINDING_MAX_SAMPLES - 1]) < 0;
}

/* The source's name as it was kept for another finding: a run has few. */
static struct str kept_source(struct checker *checker, struct str source)
{
    if (!str_equal(checker->known_source, source))
        checker->known_source = str_copy(&checker->lasting, source);
    return checker->known_source;
}

void known_finding_note(struct checker *checker, struct known_finding *known,
                        const struct finding *finding)
{
    struct sample sample = place_of_exchange(checker->exchange);
    size_t at = 0;

    memcpy(known->fingerprint, finding->fingerprint, sizeof known->fingerprint);
    while (at < known->told_count && sample_compare(&known->told[at], &sample) < 0)
        at++;
    if (at == FINDING_MAX_SAMPLES ||
        (at < known->told_count && sample_compare(&known->told[at], &sample) == 0))
        return;
    sample.source = kept_source(checker, sample.source);
    if (known->told_count < FINDING_MAX_SAMPLES)
        known->told_count++;
    for (size_t i = known->told_count - 1; i > at; i--)
        known->told[i] = known->told[i - 1];
    known->told[at] = sample;
}
