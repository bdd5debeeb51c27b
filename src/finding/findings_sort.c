/* The order in which reports tell what was found. */
#include <stdlib.h>

#include "finding/findings_state.h"

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_operations(const struct operation_name *a, const struct operation_name *b)
{
    int order = str_compare(a->api, b->api);

    if (!order)
        order = str_compare(a->path, b->path);
    return order ? order : str_compare(a->method, b->method);
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;
    int order = str_compare(a->description.file, b->description.file);

    if (!order)
        order = compare_numbers(a->description.line, b->description.line);
    if (!order)
        order = compare_operations(&a->operation, &b->operation);
    if (!order)
        order = compare_numbers(a->part, b->part);
    if (!order)
        order = str_compare(a->pointer, b->pointer);
    if (!order)
        order = compare_numbers(a->rule, b->rule);
    return order ? order : strcmp(a->fingerprint, b->fingerprint);
}

static int compare_ledger(const void *left, const void *right)
{
    const struct not_checked *a = *(const struct not_checked *const *)left;
    const struct not_checked *b = *(const struct not_checked *const *)right;
    int order = compare_operations(&a->operation, &b->operation);

    if (!order)
        order = compare_numbers(a->part, b->part);
    if (!order)
        order = str_compare(a->status_key, b->status_key);
    if (!order)
        order = str_compare(a->media_type, b->media_type);
    return order ? order : str_compare(a->reason, b->reason);
}

static void say_left_out(struct findings *findings, uint64_t *count, const char *what, int limit)
{
    struct diagnostic diagnostic = {.id = "run.limit"};

    if (*count == 0)
        return;
    diagnostic.message =
        str_format(&findings->arena, "the limit of %d %s is met; %llu more were left out", limit,
                   what, (unsigned long long)*count);
    VEC_ADD(&findings->diagnostics, diagnostic);
    *count = 0;
}

void findings_sort(struct findings *findings)
{
    findings_settle_causes(findings);
    if (findings->items.count)
        qsort(findings->items.items, findings->items.count, sizeof *findings->items.items,
              compare_findings);
    if (findings->ledger.count)
        qsort(findings->ledger.items, findings->ledger.count, sizeof *findings->ledger.items,
              compare_ledger);
    say_left_out(findings, &findings->findings_left_out, "different findings", FINDINGS_MAX);
    say_left_out(findings, &findings->ledger_left_out, "different entries of what was not checked",
                 LEDGER_MAX);
    say_left_out(findings, &findings->diagnostics_left_out, "errors", DIAGNOSTICS_MAX);
}
