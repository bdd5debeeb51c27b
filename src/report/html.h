/* The page (format html): its sections, a file each. One file without a network: everything that it
   tells stands in its HTML, and the script (html/page.js) only filters, moves and copies. What may
   come to pass is small: the policy in its head allows its own style and script, by their hashes.
 */
#ifndef OASDRIFT_REPORT_HTML_H
#define OASDRIFT_REPORT_HTML_H

#include "report/gathered_causes.h"
#include "report/html_history.h"
#include "report/html_writer.h"
#include "report/renderer.h"

/* Limits of a page; where one is met, a line says what was left out. */
enum {
    HTML_CAUSES_IN_FULL = 1000, /* of the others the first line is shown */
    HTML_BATCH = 50,            /* causes that the browser lays out together, once they are near */
    HTML_MOST_SHOWN = 5,        /* causes that touch most traffic */
    HTML_OPERATIONS_MAX = 200,  /* of a cause, and of a reason for what was not checked */
    HTML_FINDINGS_MAX = 20,     /* of an operation of a cause */
    HTML_REASONS_MAX = 500,
    HTML_DIAGNOSTICS_MAX = 200,
    HTML_SOURCES_MAX = 500,
    HTML_GRID_ROWS_MAX = 2000,
    HTML_GRID_COLUMNS_MAX = 30,
    HTML_SCHEMAS_MAX = 500,
    HTML_POINTS_MAX = 100 /* of a kind, of a schema */
};

struct html_page {
    const struct report_style *style;
    struct gathered_causes gathered; /* without coverage */
    struct strbuf coverage;          /* its sections, made when the event came */
    struct history *history;         /* NULL: none was asked for */
    bool has_schemas;                /* it has that section */
};

/* ---- html_page.c: what is around the sections ---- */

void html_head(struct html_writer *html, const struct html_page *page);
void html_header(struct html_writer *html, const struct html_page *page,
                 const struct event_end *end);
void html_navigation(struct html_writer *html, const struct html_page *page,
                     const struct event_end *end);
void html_footer(struct html_writer *html);
/* "page.css", "page.js" */
struct str html_asset(const char *name);

/* ---- html_filter.c: what the script uses ---- */

void html_filter(struct html_writer *html);
void html_keys(struct html_writer *html);

/* ---- html_cause.c ---- */

/* An entry, with all that is told of it or its first lines alone. */
void html_cause(struct html_writer *html, const struct html_page *page,
                const struct cause_entry *entry, bool in_full);
/* Gives the element that was just opened a link to the entry. */
void html_link_cause(struct html_writer *html, const struct cause_entry *entry);

/* ---- html_trend.c ---- */

void html_trend(struct html_writer *html, const struct html_page *page,
                const struct event_end *end);
/* Has the entry a finding that the last of the earlier runs did not have? */
bool html_is_fresh(const struct html_page *page, const struct cause_entry *entry);

/* ---- html_finding.c: what stands at one place ---- */

/* Expected and found, the description's line, the exchange, the command that repeats it. */
void html_evidence(struct html_writer *html, const struct finding *finding);

/* ---- html_ledger.c ---- */

void html_not_checked(struct html_writer *html, const struct html_page *page);
void html_diagnostics(struct html_writer *html, const struct html_page *page);
void html_assertions(struct html_writer *html, const struct event_end *end);
void html_sources(struct html_writer *html, const struct event_end *end);

/* ---- html_coverage.c, html_grid.c, html_schemas.c ---- */

void html_measures(struct html_writer *html, const struct event_coverage *coverage);
void html_grid(struct html_writer *html, const struct html_page *page,
               const struct event_coverage *coverage);
void html_schemas(struct html_writer *html, const struct event_coverage *coverage);

/* ---- html_rules.c ---- */

/* A table of rules and counts, and the page of each. */
void html_rules(struct html_writer *html, const struct html_page *page);
/* A page of ours (rules/) in the Markdown that these use; without its first heading. */
void html_markdown(struct html_writer *html, struct str text);

/* ---- html_table.c: what all sections are made of ---- */

/* A leaf with a name or a path that somebody else has chosen; text: name_text and its like. */
void html_shown(struct html_writer *html, const char *element, const char *class, struct str name,
                void (*text)(struct strbuf *out, struct str name));
/* Opens a section with its heading; count: NULL: none. Closed by html_close. */
void html_section(struct html_writer *html, const char *id, const char *heading,
                  const uint64_t *count);
/* "and 12 more operations": nothing for none. */
void html_more(struct html_writer *html, uint64_t count, const char *one, const char *many);

/* A table up to its first row; names: of its columns, with a NULL behind them. */
void html_table(struct html_writer *html, const char *caption, const char *const *names);
void html_table_end(struct html_writer *html);
/* Opens a row with its name; closed by html_close. */
void html_row(struct html_writer *html, struct str name);
void html_cell(struct html_writer *html, uint64_t number, const char *class);
/* A bar for what its neighbours say in words. */
void html_bar(struct html_writer *html, uint64_t seen, uint64_t total);

#endif
