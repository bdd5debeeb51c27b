/* Elements that both JUnit formats write the same way. */
#ifndef OASDRIFT_REPORT_JUNIT_ELEMENTS_H
#define OASDRIFT_REPORT_JUNIT_ELEMENTS_H

#include "report/junit_cases.h"
#include "report/xml_writer.h"

/* Nothing for an absent value. */
void junit_property(struct xml_writer *xml, const char *name, struct str value);
/* skipped, error or failure; nothing for a case that passed. */
void junit_outcome(struct xml_writer *xml, const struct junit_case *one);
/* "2026-11-22T20:00:00": without zone and fraction, as Ant's schema wants it; 1970 when the time is
   of no such form. */
struct str junit_timestamp(struct str time);

#endif
