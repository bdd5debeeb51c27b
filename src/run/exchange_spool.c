#include "run/exchange_spool.h"

#include <errno.h>
#include <string.h>

#include "base/alloc.h"
#include "base/spool.h"

/* What of an event is no text. */
struct spooled {
    size_t index, rule_count;
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

/* SIZE_MAX stands for the length of a text that is absent. */
static void put(FILE *file, struct str text)
{
    size_t length = text.text ? text.length : SIZE_MAX;

    fwrite(&length, sizeof length, 1, file);
    if (text.length)
        fwrite(text.text, 1, text.length, file);
}

static bool fail(struct error *err)
{
    return error_raise(err, "the temporary file of --each-exchange: %s", strerror(errno));
}

bool exchange_spool_add(struct exchange_spool *spool, const struct event_exchange *exchange,
                        struct error *err)
{
    const struct spooled fixed = {exchange->index, exchange->rule_count, exchange->status,
                                  exchange->verdict};

    if (!spool->file)
        spool->file = spool_open();
    if (!spool->file)
        return fail(err);
    fwrite(&fixed, sizeof fixed, 1, spool->file);
    put(spool->file, exchange->source);
    put(spool->file, exchange->method);
    put(spool->file, exchange->url);
    put(spool->file, exchange->operation.method);
    put(spool->file, exchange->operation.path);
    put(spool->file, exchange->operation.id);
    put(spool->file, exchange->operation.api);
    for (size_t i = 0; i < exchange->rule_count; i++)
        put(spool->file, exchange->rules[i]);
    return !ferror(spool->file) || fail(err);
}

/* ---- reading ---- */

void exchange_spool_rewind(struct exchange_spool *spool)
{
    if (spool->file)
        rewind(spool->file);
}

static struct str get(FILE *file, struct arena *arena)
{
    size_t length;
    char *text;

    if (fread(&length, sizeof length, 1, file) != 1 || length == SIZE_MAX)
        return STR_NONE;
    text = ARENA_ARRAY(arena, char, length + 1);
    return (struct str){text, fread(text, 1, length, file)};
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
                                        .rule_count = fixed.rule_count};
    exchange->source = get(spool->file, arena);
    exchange->method = get(spool->file, arena);
    exchange->url = get(spool->file, arena);
    exchange->operation.method = get(spool->file, arena);
    exchange->operation.path = get(spool->file, arena);
    exchange->operation.id = get(spool->file, arena);
    exchange->operation.api = get(spool->file, arena);
    for (size_t i = 0; i < fixed.rule_count; i++)
        rules[i] = get(spool->file, arena);
    return !(ferror(spool->file) || feof(spool->file)) || fail(err);
}
