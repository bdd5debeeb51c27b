/* A run in GitHub Flavored Markdown, in parts; markdown_events.c puts together as many as there is
   room for. */
#ifndef OASDRIFT_REPORT_MARKDOWN_H
#define OASDRIFT_REPORT_MARKDOWN_H

#include "report/causes.h"
#include "report/gathered_run.h"
#include "report/renderer.h"

struct strbuf;

enum {
    /* Bytes; GitHub takes 65,536 characters of a comment, and what posts it adds a few. */
    MARKDOWN_COMMENT_MAX = 65000,
    MARKDOWN_ENTRIES_MAX = 100, /* causes, unless --max-findings or -v says otherwise */
};

/* Where nothing else is said: MARKDOWN_COMMENT_MAX. Else so many bytes. */
size_t markdown_room(const struct report_style *style);

/* The marker by which a comment is found again, the verdict, and what was looked at. */
void markdown_head(struct strbuf *out, const struct gathered_run *run, const struct event_end *end,
                   uint64_t unobserved, const struct report_style *style);
/* The two lines that a table of causes begins with, and a row. */
void markdown_table_head(struct strbuf *out);
void markdown_row(struct strbuf *out, const struct cause_entry *entry);
/* All that is told of a cause, folded. */
void markdown_details(struct strbuf *out, const struct cause_entry *entry,
                      const struct report_style *style);
/* What could not be looked at, what was not checked, and how often each rule was broken. */
void markdown_tail(struct strbuf *out, const struct gathered_run *run, const struct causes *causes,
                   const struct report_style *style);

#endif
