/* Events as JSON: one object each, from which the event can be read back. Other JSON reports are
   put together from the same pieces. */
#ifndef OASDRIFT_EVENT_WRITE_H
#define OASDRIFT_EVENT_WRITE_H

#include <jansson.h>

#include "event/event.h"

struct strbuf;

enum { EVENT_FORMAT_VERSION = 1 };

const char *event_name(enum event_kind kind); /* "start", "finding"... */
/* {"event": "finding", ...}: a new reference. */
json_t *event_to_json(const struct event *event);
/* Adds that object as one line, with its line feed. */
void event_write(struct strbuf *out, const struct event *event);

/* Pieces: new references. */
json_t *tool_to_json(void);
json_t *descriptions_to_json(const struct event_start *start);
json_t *assertions_to_json(const struct event_end *end);
json_t *baseline_tally_to_json(const struct baseline_tally *tally);
json_t *severities_to_json(const struct event_end *end);

/* ---- finding_write.c ---- */

/* Sets a list of ids; nothing when rules is NULL. */
void json_set_rules(json_t *object, const char *key, const bool *rules);
/* Sets "operation"; nothing when the name is absent. */
void json_set_operation(json_t *object, const struct operation_name *name);
json_t *place_to_json(const struct place *place);
json_t *finding_to_json(const struct finding *finding);
json_t *not_checked_to_json(const struct not_checked *entry);
json_t *diagnostic_to_json(const struct diagnostic *diagnostic);

/* ---- coverage_write.c ---- */

/* Adds the members of the coverage event. */
void coverage_to_json(json_t *json, const struct event_coverage *coverage);
/* May a report have to name the point, because nothing exercised it or everything did? */
bool coverage_point_is_telling(const struct coverage_schema *schema,
                               const struct coverage_point *point);
const char *slot_kind_name(enum slot_kind kind);    /* "parameter", "request-body"... */
const char *point_kind_name(enum point_kind kind);  /* "property", "enum-value"... */
const char *point_total_name(enum point_kind kind); /* "properties", "enum_values"... */
const char *coverage_direction_name(enum coverage_direction direction);
const char *undocumented_kind_name(unsigned kind); /* of an enum node_kind; NULL past the last */

/* ---- secrets.c ---- */

/* Adds the members of the event of secrets. */
void secrets_to_json(json_t *json, const struct secret_digests *secrets);

#endif
