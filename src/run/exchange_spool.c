#include "run/exchange_spool.h"

#define WHAT "exchanges"

/* What of an event is no text. */
struct spooled {
    size_t index, rule_count;
    uint64_t content;
    int status;
    enum verdict verdict;
};

bool exchange_spool_add(struct spool *spool, const struct event_exchange *exchange,
                        struct error *err)
{
    const struct spooled fixed = {exchange->index, exchange->rule_count, exchange->content,
                                  exchange->status, exchange->verdict};

    spool_put(spool, &fixed, sizeof fixed);
    spool_put_text(spool, exchange->source);
    spool_put_text(spool, exchange->method);
    spool_put_text(spool, exchange->url);
    spool_put_text(spool, exchange->operation.method);
    spool_put_text(spool, exchange->operation.path);
    spool_put_text(spool, exchange->operation.id);
    spool_put_text(spool, exchange->operation.api);
    for (size_t i = 0; i < exchange->rule_count; i++)
        spool_put_text(spool, exchange->rules[i]);
    return spool_is_sound(spool, WHAT, err);
}

bool exchange_spool_next(struct spool *spool, struct arena *arena, struct event_exchange *exchange,
                         struct error *err)
{
    struct spooled fixed;
    struct str *rules;

    if (spool_ends(spool))
        return spool_is_sound(spool, WHAT, err) && false;
    spool_get(spool, &fixed, sizeof fixed);
    rules = ARENA_ARRAY(arena, struct str, fixed.rule_count + 1);
    *exchange = (struct event_exchange){.index = fixed.index,
                                        .status = fixed.status,
                                        .verdict = fixed.verdict,
                                        .rules = rules,
                                        .rule_count = fixed.rule_count,
                                        .content = fixed.content};
    exchange->source = spool_get_text(spool, arena);
    exchange->method = spool_get_text(spool, arena);
    exchange->url = spool_get_text(spool, arena);
    exchange->operation.method = spool_get_text(spool, arena);
    exchange->operation.path = spool_get_text(spool, arena);
    exchange->operation.id = spool_get_text(spool, arena);
    exchange->operation.api = spool_get_text(spool, arena);
    for (size_t i = 0; i < fixed.rule_count; i++)
        rules[i] = spool_get_text(spool, arena);
    return spool_is_sound(spool, WHAT, err);
}
