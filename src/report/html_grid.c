/* Operations x statuses: what was seen, what was judged, what the description offers and nobody
   exercised, and what came that it does not have. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/map.h"
#include "event/write.h"
#include "finding/rules.h"
#include "report/coverage_text.h"
#include "report/finding_text.h"
#include "report/html.h"

struct cell {
    uint64_t undocumented; /* exchanges with a status that the operation does not have */
    uint64_t broken;       /* findings that count as errors or warnings */
};

struct grid {
    struct arena arena;
    struct map cells;    /* struct cell by operation and status */
    struct map columns;  /* statuses; sorted once all are in */
    size_t column_count; /* that are shown */
    const bool *rules_off;
};

static struct str cell_key(struct grid *grid, const struct operation_name *name, struct str status)
{
    return str_format(&grid->arena, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARGS(name->api),
                      STR_ARGS(name->method), STR_ARGS(name->path), STR_ARGS(status));
}

static int compare_columns(const void *left, const void *right)
{
    const struct map_entry *a = left, *b = right;

    return str_compare(a->key, b->key);
}

static void add_finding(struct grid *grid, const struct finding *finding)
{
    void **slot;
    struct cell *cell;

    if (!finding->operation.path.length || !finding->status_key.length ||
        finding_is_excused(finding) || finding->severity < SEVERITY_WARNING)
        return;
    slot = map_put(&grid->cells, cell_key(grid, &finding->operation, finding->status_key));
    cell = *slot;
    if (!cell)
        cell = *slot = ARENA_NEW(&grid->arena, struct cell);
    if (finding->rule == RULE_RESPONSE_STATUS_UNDOCUMENTED) {
        cell->undocumented += finding->count;
        *map_put(&grid->columns, finding->status_key) = grid;
    } else {
        cell->broken++;
    }
}

static void grid_init(struct grid *grid, const struct gathered_run *run,
                      const struct event_coverage *coverage)
{
    const struct findings *findings = run->findings;

    *grid = (struct grid){.rules_off = run->rules_off};
    arena_init(&grid->arena);
    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];

        for (size_t k = 0; k < operation->slot_count; k++)
            if (operation->slots[k].kind == SLOT_STATUS)
                *map_put(&grid->columns, operation->slots[k].name) = grid;
    }
    for (size_t i = 0; i < findings_count(findings); i++)
        add_finding(grid, findings_at(findings, i));
    if (grid->columns.count)
        qsort(grid->columns.entries, grid->columns.count, sizeof *grid->columns.entries,
              compare_columns); /* nothing is looked up any more */
    grid->column_count =
        grid->columns.count < HTML_GRID_COLUMNS_MAX ? grid->columns.count : HTML_GRID_COLUMNS_MAX;
}

static void grid_release(struct grid *grid)
{
    map_release(&grid->cells);
    map_release(&grid->columns);
    arena_release(&grid->arena);
}

/* ---- a cell ---- */

/* Bodies of the status that a schema was held against, of those that a schema is there for. */
static void count_bodies(const struct coverage_operation *operation, struct str status,
                         uint64_t *bodies, uint64_t *judged)
{
    *bodies = *judged = 0;
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        if (slot->kind == SLOT_RESPONSE && slot->media_type.length &&
            str_equal(slot->name, status)) {
            *bodies += slot->seen;
            *judged += slot->judged;
        }
    }
}

/* A sign, which colour alone would not be, and the words for it: "4 exchanges, no finding"; what is
   told alone of no exchange. */
static void cell_content(struct html_writer *html, const char *class, const char *sign,
                         uint64_t exchanges, const char *told)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    if (exchanges)
        strbuf_add_counted(&text, exchanges, "exchange, ", "exchanges, ");
    strbuf_add_text(&text, told);
    html_open(html, "td", class);
    html_attribute(html, "title", strbuf_str(&text));
    html_open(html, "span", NULL);
    html_attribute(html, "aria-hidden", STR("true"));
    html_say(html, sign);
    if (exchanges)
        html_sayf(html, " %" PRIu64, exchanges);
    html_close(html);
    html_leaf(html, "span", "hidden", strbuf_str(&text));
    html_close(html);
    strbuf_release(&text);
}

/* Rules about responses that are off there, and not by default: nobody has looked at the responses
   by these. */
static size_t count_off(const struct grid *grid, const struct coverage_operation *operation,
                        struct str status)
{
    size_t count = 0;

    for (rule_index rule = 0; rule < RULE_COUNT; rule++) {
        const struct rule_info *info = rule_info(rule);

        count += info->severity != SEVERITY_OFF &&
                 str_starts_with(str_of(info->id), STR("response.")) &&
                 rule_is_off(grid->rules_off, operation, status, rule);
    }
    return count;
}

static void documented_cell(struct html_writer *html, const struct grid *grid,
                            const struct coverage_operation *operation,
                            const struct coverage_slot *slot, const struct cell *cell)
{
    uint64_t bodies, judged, broken = cell ? cell->broken : 0;
    size_t off = count_off(grid, operation, slot->name);
    char told[80];

    count_bodies(operation, slot->name, &bodies, &judged);
    if (slot->seen == 0) {
        cell_content(html, "missing", "○", 0, "documented, not exercised");
    } else if (broken) {
        snprintf(told, sizeof told, "%" PRIu64 " %s", broken,
                 str_counted(broken, "finding", "findings"));
        cell_content(html, "broken", "✗", slot->seen, told);
    } else if (bodies > judged) {
        snprintf(told, sizeof told, "%" PRIu64 " of %" PRIu64 " %s judged", judged, bodies,
                 str_counted(bodies, "body", "bodies"));
        cell_content(html, "partly", "◐", slot->seen, told);
    } else if (off) {
        snprintf(told, sizeof told, "%zu %s switched off", off, str_counted(off, "rule", "rules"));
        cell_content(html, "partly", "◐", slot->seen, told);
    } else {
        cell_content(html, "kept", "✓", slot->seen, "no finding");
    }
}

static void status_cell(struct html_writer *html, struct grid *grid,
                        const struct coverage_operation *operation, struct str status)
{
    const struct cell *cell = map_get(&grid->cells, cell_key(grid, &operation->name, status));

    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        if (slot->kind == SLOT_STATUS && str_equal(slot->name, status)) {
            documented_cell(html, grid, operation, slot, cell);
            return;
        }
    }
    if (cell && cell->undocumented)
        cell_content(html, "undocumented", "!", cell->undocumented, "not documented");
    else
        html_leaf(html, "td", NULL, STR(""));
}

/* ---- a row ---- */

static void slot_text(struct html_writer *html, const struct coverage_slot *slot)
{
    const struct str names[] = {slot->detail, slot->name, slot->media_type};

    html_open(html, "li", NULL);
    html_say(html, slot_kind_text(slot->kind));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].length) {
            html_say(html, " ");
            html_shown(html, "code", NULL, names[i], name_text);
        }
    }
    html_close(html);
}

/* What of a seen operation nobody exercised, but for statuses, which have cells. */
static bool is_missing(const struct coverage_operation *operation, const struct coverage_slot *slot)
{
    return operation->seen && slot->seen == 0 && slot->kind != SLOT_STATUS;
}

static void missing_slots(struct html_writer *html, const struct coverage_operation *operation)
{
    size_t missing = 0;

    for (size_t i = 0; i < operation->slot_count; i++)
        missing += is_missing(operation, &operation->slots[i]);
    if (missing == 0)
        return;
    html_open(html, "details", NULL);
    html_open(html, "summary", NULL);
    html_sayf(html, "%zu not exercised", missing);
    html_close(html);
    html_open(html, "ul", NULL);
    for (size_t i = 0; i < operation->slot_count; i++)
        if (is_missing(operation, &operation->slots[i]))
            slot_text(html, &operation->slots[i]);
    html_close(html);
    html_close(html);
}

static void row(struct html_writer *html, struct grid *grid,
                const struct coverage_operation *operation)
{
    struct strbuf name;

    strbuf_init(&name, SIZE_MAX);
    operation_text(&name, &operation->name);
    html_open(html, "tr", operation->seen ? NULL : "unseen");
    html_open(html, "th", NULL);
    html_attribute(html, "scope", STR("row"));
    html_leaf(html, "span", "operation", strbuf_str(&name));
    missing_slots(html, operation);
    html_close(html);
    html_cell(html, operation->seen, NULL);
    for (size_t i = 0; i < grid->column_count; i++)
        status_cell(html, grid, operation, grid->columns.entries[i].key);
    html_close(html);
    strbuf_release(&name);
}

/* ---- all ---- */

static void legend(struct html_writer *html)
{
    static const struct {
        const char *class, *sign, *text;
    } signs[] = {{"kept", "✓", "seen and judged"},
                 {"partly", "◐", "seen, not all of it judged"},
                 {"broken", "✗", "seen, with findings"},
                 {"missing", "○", "documented, not exercised"},
                 {"undocumented", "!", "seen, not documented"}};

    html_open(html, "p", "legend");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        html_leaf(html, "span", signs[i].class, str_of(signs[i].sign));
        html_sayf(html, " %s ", signs[i].text);
    }
    html_say(html, "(numbers are exchanges)");
    html_close(html);
}

static void head(struct html_writer *html, const struct grid *grid)
{
    const char *names[HTML_GRID_COLUMNS_MAX + 3] = {"operation", "exchanges"};
    struct str shown;

    for (size_t i = 0; i < grid->column_count; i++) {
        shown = str_copy((struct arena *)&grid->arena, grid->columns.entries[i].key);
        names[i + 2] = shown.text;
    }
    html_table(html, "Operations and statuses", names);
}

void html_grid(struct html_writer *html, const struct html_page *page,
               const struct event_coverage *coverage)
{
    struct grid grid;
    uint64_t selected = 0, shown = 0;

    grid_init(&grid, &page->gathered.run, coverage);
    for (size_t i = 0; i < coverage->operation_count; i++)
        selected += coverage->operations[i].selected;
    html_section(html, "operations", "Operations and statuses", &selected);
    legend(html);
    head(html, &grid);
    for (size_t i = 0; i < coverage->operation_count && shown < HTML_GRID_ROWS_MAX; i++) {
        if (!coverage->operations[i].selected)
            continue;
        row(html, &grid, &coverage->operations[i]);
        shown++;
    }
    html_table_end(html);
    html_more(html, selected - shown, "more operation", "more operations");
    html_more(html, grid.columns.count - grid.column_count, "more status", "more statuses");
    html_close(html);
    grid_release(&grid);
}
