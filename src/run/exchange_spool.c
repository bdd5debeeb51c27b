#include "run/exchange_spool.h"

#include <errno.h>
#include <string.h>

#include "base/alloc.h"
#include "base/spool.h"

/* What of an event is no text. */
struct spooled {
    size_t index, rule_count;
    uint64_t content;
    int status;
    enum verdict verdict;
};

void exchange_spool_release(struct exchange_spool *spool)
{
    if (spool->file)
        fclose(spool->file);
    spool->file = NULL;
}

/* ---- writing ---- */

static bool fail(struct error *err)
{
    return error_raise(err, "the temporary file of exchanges: %s", strerror(errno));
}

bool exchange_spool_add(struct exchange_spool *spool, const struct event_exchange *exchange,
                        struct error *err)
{
    const struct spooled fixed = {exchange->index, exchange->rule_count, exchange->content,
                                  exchange->status, exchange->verdict};

    if (!spool->file)
        spool->file = spool_open();
    if (!spool->file)
        return fail(err);
    fwrite(&fixed, sizeof fixed, 1, spool->file);
    spool_put(spool->file, exchange->source);
    spool_put(spool->file, exchange->method);
    spool_put(spool->file, exchange->url);
    spool_put(spool->file, exchange->operation.method);
    spool_put(spool->file, exchange->operation.path);
    spool_put(spool->file, exchange->operation.id);
    spool_put(spool->file, exchange->operation.api);
    for (size_t i = 0; i < exchange->rule_count; i++)
        spool_put(spool->file, exchange->rules[i]);
    return !ferror(spool->file) || fail(err);
}

/* ---- reading ---- */

void exchange_spool_rewind(struct exchange_spool *spool)
{
    if (spool->file)
        rewind(spool->file);
}

bool exchange_spool_next(struct exchange_spool *spool, struct arena *arena,
                         struct event_exchange *exchange, struct error *err)
{
    struct spooled fixed;
    struct str *rules;

    if (!spool->file || fread(&fixed, sizeof fixed, 1, spool->file) != 1)
        return spool->file && ferror(spool->file) && fail(err);
    rules = ARENA_ARRAY(arena, struct str, fixed.rule_count + 1);
    *exchange = (struct event_exchange){.index = fixed.index,
                                        .status = fixed.status,
                                        .verdict = fixed.verdict,
                                        .rules = rules,
                                        .rule_count = fixed.rule_count,
                                        .content = fixed.content};
    exchange->source = spool_get(spool->file, arena);
    exchange->method = spool_get(spool->file, arena);
    exchange->url = spool_get(spool->file, arena);
    exchange->operation.method = spool_get(spool->file, arena);
    exchange->operation.path = spool_get(spool->file, arena);
    exchange->operation.id = spool_get(spool->file, arena);
    exchange->operation.api = spool_get(spool->file, arena);
    for (size_t i = 0; i < fixed.rule_count; i++)
        rules[i] = spool_get(spool->file, arena);
    return !(ferror(spool->file) || feof(spool->file)) || fail(err);
}
