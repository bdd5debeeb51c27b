#include "check/known_findings.h"

#include "finding/sample.h"

enum { KEY_MAX_BYTES = 1024 };

/* What a finding is known by, but for its texts. The nodes are the description's. */
struct key_head {
    const struct operation *operation;
    const struct response_object *response;
    const struct node *place;
    int32_t status;
    uint16_t rule;
    uint8_t part, graded; /* its severity, four times, and whether it is excused and explained */
};

/* Each text has its length before it. false: there is no room. */
static bool add_text(char *key, size_t *length, struct str text)
{
    const uint16_t bytes = (uint16_t)text.length;

    if (*length + sizeof bytes + text.length > KEY_MAX_BYTES)
        return false;
    memcpy(key + *length, &bytes, sizeof bytes);
    if (text.length)
        memcpy(key + *length + sizeof bytes, text.text, text.length);
    *length += sizeof bytes + text.length;
    return true;
}

/* As its fingerprint has it, the pointer is the same for all items of an array. */
static bool make_key(struct checker *checker, const struct raised *raised,
                     const struct finding *finding, char *key, size_t *length)
{
    /* What a recording may lack is decided for each of them: it is known in one alone. */
    const struct str texts[] = {finding->keyword, finding->media_type, finding->name,
                                pointer_generalise(&checker->arena, finding->pointer),
                                raised->lack == LACK_NOTHING ? STR_NONE
                                                             : checker->exchange->source};
    struct key_head head;

    memset(&head, 0, sizeof head); /* what lies between its members is compared, too */
    head.operation = checker->exercised.operation;
    head.response = checker->exercised.response;
    head.place = raised->place;
    head.status = checker->exchange->response.status;
    head.rule = (uint16_t)raised->rule;
    head.part = (uint8_t)raised->part;
    head.graded =
        (uint8_t)(finding->severity * 4 + finding_is_excused(finding) * 2 + raised->explained);
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

/* Where the exchange stands among those that it was told of, and whether it is one of them. */
static size_t place_among(const struct known_finding *known, const struct exchange *exchange,
                          bool *found)
{
    const struct sample sample = {
        .source = exchange->source, .index = exchange->index, .offset = exchange->offset};
    int order = -1;
    size_t at = 0;

    while (at < known->told_count) {
        const struct told_place *told = &known->told[at];

        order = sample_compare(
            &(struct sample){.source = told->source, .index = told->index, .offset = told->offset},
            &sample);
        if (order >= 0)
            break;
        at++;
    }
    *found = order == 0;
    return at;
}

bool known_finding_wants(const struct known_finding *known, const struct exchange *exchange)
{
    bool found;

    return place_among(known, exchange, &found) < FINDING_MAX_SAMPLES && !found;
}

bool known_finding_leads(const struct known_finding *known, const struct exchange *exchange)
{
    bool found;

    return place_among(known, exchange, &found) == 0;
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
    const struct exchange *exchange = checker->exchange;
    bool found;
    size_t at = place_among(known, exchange, &found);

    memcpy(known->fingerprint, finding->fingerprint, sizeof known->fingerprint);
    memcpy(known->cause, finding->cause, sizeof known->cause);
    if (at == FINDING_MAX_SAMPLES || found)
        return;
    if (known->told_count < FINDING_MAX_SAMPLES)
        known->told_count++;
    for (size_t i = known->told_count - 1; i > at; i--)
        known->told[i] = known->told[i - 1];
    known->told[at] = (struct told_place){.source = kept_source(checker, exchange->source),
                                          .index = exchange->index,
                                          .offset = exchange->offset};
}
