/* A token that one part has learned (from the answer to a login) and another shows (as a value that
   its description does not allow): the parts tell each other by digests
   (redact/secret_digest.h). */
#include "finding/hide.h"
#include "run/merge_state.h"

/* All parts have the same descriptions. */
static struct str key_of(struct merge *merge)
{
    const struct event_start *start = &merge->parts.items[0]->start;
    struct str *names = ARENA_ARRAY(&merge->arena, struct str, start->description_count + 1);

    for (size_t i = 0; i < start->description_count; i++)
        names[i] = start->descriptions[i].sha256;
    return secret_digest_key(&merge->arena, names, start->description_count);
}

static void gather(struct merge *merge)
{
    for (size_t i = 0; i < merge->parts.count; i++) {
        const struct secret_digests *secrets = &merge->parts.items[i]->secrets;

        merge->secrets.left_out |= secrets->left_out;
        for (size_t k = 0; k < secrets->items.count; k++)
            secret_digests_add(&merge->secrets, &secrets->items.items[k]);
    }
    secret_digests_settle(&merge->secrets);
}

/* ---- coverage ---- */

static struct coverage_schema hide_in_schema(struct merge *merge, struct str key,
                                             const struct coverage_schema *schema)
{
    struct coverage_schema hidden = *schema;
    struct coverage_undocumented *undocumented =
        ARENA_ARRAY(&merge->arena, struct coverage_undocumented, schema->undocumented_count + 1);

    for (size_t i = 0; i < schema->undocumented_count; i++) {
        undocumented[i] = schema->undocumented[i];
        undocumented[i].name =
            secret_digests_redact(&merge->secrets, key, &merge->arena, undocumented[i].name);
    }
    hidden.undocumented = undocumented;
    return hidden;
}

/* Names of properties that the description does not have. */
static const struct event_coverage *hide_in_coverage(struct merge *merge, struct str key,
                                                     const struct event_coverage *coverage)
{
    struct event_coverage *hidden = ARENA_NEW(&merge->arena, struct event_coverage);
    struct coverage_schema *schemas =
        ARENA_ARRAY(&merge->arena, struct coverage_schema, coverage->schema_count + 1);

    *hidden = *coverage;
    hidden->schemas = schemas;
    for (size_t i = 0; i < coverage->schema_count; i++)
        schemas[i] = hide_in_schema(merge, key, &coverage->schemas[i]);
    return hidden;
}

/* ---- all of it ---- */

const struct event_coverage *merge_hide_secrets(struct merge *merge, struct str folder,
                                                const struct event_coverage *coverage)
{
    struct str key;

    gather(merge);
    if (merge->secrets.items.count == 0 && !merge->secrets.left_out)
        return coverage;
    key = key_of(merge);
    findings_hide(merge->findings, &merge->secrets, key, folder);
    for (size_t i = 0; i < merge->exchanges.count; i++) {
        struct event_exchange *exchange = &merge->exchanges.items[i];

        exchange->method =
            secret_digests_redact(&merge->secrets, key, &merge->arena, exchange->method);
        exchange->url = secret_digests_redact(&merge->secrets, key, &merge->arena, exchange->url);
    }
    return hide_in_coverage(merge, key, coverage);
}
