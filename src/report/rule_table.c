#include "report/rule_table.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/strbuf.h"
#include "report/cause_words.h"

static int compare_rows(const void *left, const void *right)
{
    const struct rule_row *a = left, *b = right;

    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->findings != b->findings)
        return a->findings > b->findings ? -1 : 1;
    return str_compare(a->rule, b->rule);
}

static struct rule_row *row_of(struct rule_table *table, struct map *rows,
                               const struct finding *finding)
{
    struct str rule = finding_rule_text(&table->arena, finding);
    void **slot =
        map_put(rows, str_format(&table->arena, "%d %.*s", (int)finding->severity, STR_ARGS(rule)));
    struct rule_row *row = *slot;

    if (row)
        return row;
    row = ARENA_NEW(&table->arena, struct rule_row);
    *row = (struct rule_row){.rule = rule, .severity = finding->severity};
    *slot = row;
    return row;
}

static void add_operation(struct rule_table *table, struct map *rows,
                          const struct cause_operation *operation)
{
    for (size_t i = 0; i < operation->finding_count; i++) {
        struct rule_row *row = row_of(table, rows, operation->findings[i]);

        row->findings++;
        row->count += operation->findings[i]->count;
    }
}

void rule_table_init(struct rule_table *table, const struct causes *causes)
{
    struct map rows = {0};

    *table = (struct rule_table){.count = 0};
    arena_init(&table->arena);
    for (size_t i = 0; i < causes->count; i++) {
        const struct cause_entry *entry = &causes->entries[i];

        row_of(table, &rows, entry->shown)->causes++;
        for (size_t k = 0; k < entry->operation_count; k++)
            add_operation(table, &rows, &entry->operations[k]);
    }
    table->rows = ARENA_ARRAY(&table->arena, struct rule_row, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        table->rows[table->count++] = *(const struct rule_row *)rows.entries[i].value;
    map_release(&rows);
    if (table->count)
        qsort(table->rows, table->count, sizeof *table->rows, compare_rows);
}

void rule_table_release(struct rule_table *table)
{
    arena_release(&table->arena);
}

void rule_table_text(struct strbuf *out, const struct causes *causes, const struct palette *palette)
{
    struct rule_table table;

    rule_table_init(&table, causes);
    strbuf_addf(out, "%scauses findings    times  rule%s\n", palette->dim, palette->plain);
    for (size_t i = 0; i < table.count; i++) {
        const struct rule_row *row = &table.rows[i];

        strbuf_addf(out, "%6zu %8zu %8" PRIu64 "  %s%-7s%s %.*s\n", row->causes, row->findings,
                    row->count, palette_colour(palette, row->severity),
                    severity_name(row->severity), palette->plain, STR_ARGS(row->rule));
    }
    rule_table_release(&table);
}
