#include "run/withheld.h"

#include "redact/redaction.h"

void withheld_init(struct withheld *withheld)
{
    *withheld = (struct withheld){.shown = 0};
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        withheld->findings[lack] = findings_new();
    arena_init(&withheld->arena);
}

void withheld_release(struct withheld *withheld)
{
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        findings_free(withheld->findings[lack]);
    for (size_t i = 0; i < withheld->left.count; i++)
        findings_free(withheld->left.items[i].findings);
    VEC_RELEASE(&withheld->left);
    VEC_RELEASE(&withheld->waiting);
    spool_release(&withheld->contents);
    arena_release(&withheld->arena);
}

void withheld_begin(struct withheld *withheld)
{
    withheld->shown = 0;
}

static bool is_shown(const struct withheld *withheld, enum lack lack)
{
    return withheld->shown & (1u << lack);
}

/* ---- findings ---- */

static uint64_t occurrences(const struct findings *findings)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < findings_count(findings); i++)
        sum += findings_at(findings, i)->count;
    return sum;
}

/* For the merge, which knows what the other shards have seen. */
static void keep_left(struct withheld *withheld, struct str source, int lack)
{
    VEC_ADD(&withheld->left,
            ((struct withheld_left){source, (enum lack)lack, withheld->findings[lack]}));
    withheld->findings[lack] = findings_new();
}

void withheld_end(struct withheld *withheld, struct str source, struct findings *findings)
{
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++) {
        uint64_t count = occurrences(withheld->findings[lack]);
        struct not_checked entry = lack_entry((enum lack)lack, source, count);

        if (count && is_shown(withheld, (enum lack)lack)) {
            findings_unite(findings, withheld->findings[lack]);
        } else if (count) {
            findings_add_not_checked(findings, &entry);
            if (withheld->keeps_left)
                keep_left(withheld, source, lack);
        }
        findings_clear(withheld->findings[lack]);
    }
}

/* ---- events ---- */

static struct str keep(struct withheld *withheld, struct str text)
{
    return text.text ? str_copy(&withheld->arena, text) : text;
}

static struct waiting_exchange keep_told(struct withheld *withheld,
                                         const struct told_exchange *from,
                                         const struct redaction *redaction)
{
    struct arena *arena = &withheld->arena;
    struct event_exchange event = from->event;
    struct withheld_rule *later = ARENA_ARRAY(arena, struct withheld_rule, from->withheld_count);
    struct str *rules = ARENA_ARRAY(arena, struct str, event.rule_count + from->withheld_count);

    event.method = keep(withheld, event.method);
    event.url = keep(withheld, redaction ? redact_text(redaction, arena, event.url) : event.url);
    for (size_t i = 0; i < event.rule_count; i++)
        rules[i] = keep(withheld, event.rules[i]);
    event.rules = rules;
    for (size_t i = 0; i < from->withheld_count; i++) {
        later[i] = from->withheld[i];
        later[i].rule = keep(withheld, later[i].rule);
    }
    return (struct waiting_exchange){{event, later, from->withheld_count}, rules};
}

/* Those that wait move to an arena of their own, so that a long recording takes no more memory. */
static void forget_gone(struct withheld *withheld)
{
    size_t left = withheld->waiting.count - withheld->gone;
    struct waiting_exchange *waiting = withheld->waiting.items;
    struct arena old = withheld->arena;

    arena_init(&withheld->arena);
    for (size_t i = 0; i < left; i++)
        waiting[i] = keep_told(withheld, &waiting[withheld->gone + i].told, NULL);
    withheld->waiting.count = left;
    withheld->gone = 0;
    arena_release(&old);
}

void withheld_add(struct withheld *withheld, const struct run_part *part,
                  const struct redaction *redaction)
{
    if (withheld->gone > WITHHELD_MAX_EVENTS)
        forget_gone(withheld);
    withheld->shown |= part->shown;
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        findings_unite(withheld->findings[lack], part->withheld[lack]);
    for (size_t i = 0; i < part->told.count; i++) {
        struct waiting_exchange waiting = keep_told(withheld, &part->told.items[i], redaction);

        if (waiting.told.event.shown)
            waiting.told.event.content =
                content_spool_add(&withheld->contents, waiting.told.event.shown);
        waiting.told.event.shown = NULL;
        VEC_ADD(&withheld->waiting, waiting);
    }
}

static bool must_wait(const struct withheld *withheld, const struct told_exchange *told)
{
    for (size_t i = 0; i < told->withheld_count; i++)
        if (!is_shown(withheld, told->withheld[i].lack))
            return true;
    return false;
}

/* Says of the exchange what the recording has shown. */
static void complete(const struct withheld *withheld, struct waiting_exchange *exchange)
{
    struct event_exchange *event = &exchange->told.event;

    for (size_t i = 0; i < exchange->told.withheld_count; i++) {
        const struct withheld_rule *rule = &exchange->told.withheld[i];

        if (!is_shown(withheld, rule->lack))
            continue;
        if (!exchange_has_rule(event, rule->rule))
            exchange->rules[event->rule_count++] = rule->rule;
        if (rule->fails)
            event->verdict = VERDICT_FAIL;
    }
}

const struct event_exchange *withheld_next(struct withheld *withheld, bool ended)
{
    size_t left = withheld->waiting.count - withheld->gone;
    struct waiting_exchange *next;

    if (left == 0) {
        withheld->waiting.count = withheld->gone = 0;
        arena_clear(&withheld->arena);
        return NULL;
    }
    next = &withheld->waiting.items[withheld->gone];
    if (!ended && left <= WITHHELD_MAX_EVENTS && must_wait(withheld, &next->told))
        return NULL;
    withheld->gone++;
    complete(withheld, next);
    return &next->told.event;
}
