/* Properties, enum values, branches and constraints: how many of each schema were exercised. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "event/write.h"
#include "report/finding_text.h"
#include "report/html.h"

struct schema_row {
    const struct coverage_schema *schema;
    size_t seen[POINT_KINDS], total[POINT_KINDS];
    size_t missing;
    size_t order;
};

static const char *const kind_titles[POINT_KINDS] = {
    [POINT_PROPERTY] = "properties",
    [POINT_ENUM_VALUE] = "enum values",
    [POINT_BRANCH] = "branches",
    [POINT_KEYWORD] = "constraints",
};

static struct schema_row row_of(const struct coverage_schema *schema, size_t order)
{
    struct schema_row row = {.schema = schema, .order = order};

    for (size_t i = 0; i < schema->point_count; i++) {
        const struct coverage_point *point = &schema->points[i];

        row.total[point->kind]++;
        row.seen[point->kind] += point->seen > 0;
        row.missing += point->seen == 0;
    }
    return row;
}

static int compare_rows(const void *left, const void *right)
{
    const struct schema_row *a = left, *b = right;

    if (a->missing != b->missing)
        return a->missing < b->missing ? 1 : -1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* ---- words ---- */

static void summary(struct html_writer *html, const struct schema_row *row)
{
    const struct place *place = &row->schema->place;

    html_open(html, "summary", NULL);
    if (place->pointer.length)
        html_shown(html, "code", "name", place->pointer, pointer_text);
    else
        html_leaf(html, "code", "name", place->file);
    html_sayf(html, " %s, ", coverage_direction_name(row->schema->direction));
    if (row->missing)
        html_sayf(html, "%zu not exercised", row->missing);
    else
        html_say(html, "all exercised");
    html_close(html);
}

static void point_item(struct html_writer *html, const struct coverage_point *point)
{
    html_open(html, "li", point->seen ? NULL : "missing");
    html_shown(html, "code", NULL, point->name, name_text);
    if (point->seen)
        html_sayf(html, " %" PRIu64, point->seen);
    if (point->seen && point->other)
        html_sayf(html, ", %" PRIu64 " %s", point->other,
                  point->kind == POINT_KEYWORD ? "refused" : "null");
    html_close(html);
}

/* Those that were seen, or those that were not. */
static void points(struct html_writer *html, const struct schema_row *row, enum point_kind kind,
                   bool seen)
{
    size_t total = seen ? row->seen[kind] : row->total[kind] - row->seen[kind];
    size_t left = total < HTML_POINTS_MAX ? total : HTML_POINTS_MAX;

    if (total == 0)
        return;
    html_leaf(html, "p", "points-of", seen ? STR("exercised:") : STR("not exercised:"));
    html_open(html, "ul", "points");
    for (size_t i = 0; i < row->schema->point_count && left; i++) {
        const struct coverage_point *point = &row->schema->points[i];

        if (point->kind != kind || (point->seen > 0) != seen)
            continue;
        point_item(html, point);
        left--;
    }
    html_close(html);
    if (total > HTML_POINTS_MAX)
        html_more(html, total - HTML_POINTS_MAX, "more", "more");
}

static void kind_row(struct html_writer *html, const struct schema_row *row, enum point_kind kind)
{
    if (row->total[kind] == 0)
        return;
    html_open(html, "div", "kind");
    html_open(html, "p", NULL);
    html_leaf(html, "span", "name", str_of(kind_titles[kind]));
    html_sayf(html, " %zu of %zu ", row->seen[kind], row->total[kind]);
    html_bar(html, row->seen[kind], row->total[kind]);
    html_close(html);
    points(html, row, kind, false);
    points(html, row, kind, true);
    html_close(html);
}

static void undocumented(struct html_writer *html, const struct coverage_schema *schema)
{
    if (schema->undocumented_count == 0)
        return;
    html_open(html, "div", "kind");
    html_leaf(html, "p", "name", STR("not described, and seen"));
    html_open(html, "ul", "points");
    for (size_t i = 0; i < schema->undocumented_count; i++) {
        html_open(html, "li", "undocumented");
        html_shown(html, "code", NULL, schema->undocumented[i].name, name_text);
        html_sayf(html, " %" PRIu64, schema->undocumented[i].seen);
        html_close(html);
    }
    html_close(html);
    if (schema->undocumented_left_out)
        html_leaf(html, "p", "more", STR("and others"));
    html_close(html);
}

static void schema_entry(struct html_writer *html, const struct schema_row *row)
{
    const struct coverage_schema *schema = row->schema;

    html_open(html, "details", "schema");
    summary(html, row);
    html_open(html, "p", "facts");
    html_leaf(html, "code", NULL, schema->place.file);
    html_sayf(html, ":%zu:%zu · applied to ", schema->place.line, schema->place.column);
    html_counted(html, schema->values, "value", "values");
    html_close(html);
    for (int kind = 0; kind < POINT_KINDS; kind++)
        kind_row(html, row, (enum point_kind)kind);
    undocumented(html, schema);
    html_close(html);
}

/* ---- all ---- */

void html_schemas(struct html_writer *html, const struct event_coverage *coverage)
{
    struct schema_row *rows = alloc_zeroed(coverage->schema_count + 1, sizeof *rows);
    size_t count = 0, shown;
    uint64_t total;

    for (size_t i = 0; i < coverage->schema_count; i++)
        if (coverage->schemas[i].point_count || coverage->schemas[i].undocumented_count)
            rows[count++] = row_of(&coverage->schemas[i], i);
    qsort(rows, count, sizeof *rows, compare_rows);
    shown = count < HTML_SCHEMAS_MAX ? count : HTML_SCHEMAS_MAX;
    total = count;
    if (count) {
        html_section(html, "schemas", "Schemas", &total);
        html_leaf(html, "p", "hint",
                  STR("Schemas that at least one value reached; those that lack most come first."));
        for (size_t i = 0; i < shown; i++)
            schema_entry(html, &rows[i]);
        html_more(html, count - shown, "more schema", "more schemas");
        html_close(html);
    }
    free(rows);
}
