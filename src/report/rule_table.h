/* Rules and how often each was broken, over all entries of a report. */
#ifndef OASDRIFT_REPORT_RULE_TABLE_H
#define OASDRIFT_REPORT_RULE_TABLE_H

#include "report/causes.h"
#include "report/palette.h"

struct strbuf;

struct rule_row {
    struct str rule; /* with its keyword */
    enum severity severity;
    size_t causes;   /* whose entries tell it; others of its findings are explained there */
    size_t findings; /* of the severity */
    uint64_t count;  /* occurrences: one exchange may show several of its causes */
};

struct rule_table {
    struct arena arena;
    struct rule_row *rows; /* by severity, then by findings */
    size_t count;
};

void rule_table_init(struct rule_table *table, const struct causes *causes);
void rule_table_release(struct rule_table *table);
void rule_table_text(struct strbuf *out, const struct causes *causes,
                     const struct palette *palette);

#endif
