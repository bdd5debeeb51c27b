/* Private to event/: members of an event's JSON, each with the kind it must have. The first that
   has not is the error, and from there on nothing is read. */
#ifndef OASDRIFT_EVENT_FIELD_H
#define OASDRIFT_EVENT_FIELD_H

#include "document/document.h"
#include "event/event.h"

struct event_fields {
    struct arena *arena;
    struct str file;
    size_t line;
    struct error *err;
};

/* "FILE:LINE:COLUMN: ..." */
void event_broken(const struct event_fields *fields, const struct node *node, const char *format,
                  ...) __attribute__((format(printf, 3, 4)));
/* Absent members are STR_NONE, 0, false, NULL. */
struct str event_text(const struct event_fields *fields, const struct node *object,
                      const char *key);
uint64_t event_count(const struct event_fields *fields, const struct node *object, const char *key);
bool event_flag(const struct event_fields *fields, const struct node *object, const char *key);
const struct node *event_object(const struct event_fields *fields, const struct node *object,
                                const char *key);
/* An empty one when it is absent. */
const struct node *event_list(const struct event_fields *fields, const struct node *object,
                              const char *key);
/* A member that must be there. */
struct str event_needed_text(const struct event_fields *fields, const struct node *object,
                             const char *key);
/* Which of the names, by which the member must be one: name(0), name(1)... until NULL. */
unsigned event_choice(const struct event_fields *fields, const struct node *object, const char *key,
                      const char *(*name)(unsigned index));

/* A list of ids, by enum rule; NULL when it is absent. What a later version may know is left out.
 */
const bool *event_rules(const struct event_fields *fields, const struct node *object,
                        const char *key);
/* The member "status"; 0 for one that no response has. */
int event_status(const struct event_fields *fields, const struct node *object);
struct operation_name event_operation(const struct event_fields *fields, const struct node *object);
/* The member "description". */
struct place event_place(const struct event_fields *fields, const struct node *object);

/* ---- content_read.c ---- */

enum event_kind event_kind_read(const struct event_fields *fields, const struct node *root);
/* Fills in all but the kind, by the kind; what it points to lies in fields->arena. */
void event_content_read(const struct event_fields *fields, const struct node *root,
                        struct event *event);

/* ---- finding_read.c: each fills in event's pointer of its kind ---- */

void finding_read(const struct event_fields *fields, const struct node *root, struct event *event);
void withheld_read(const struct event_fields *fields, const struct node *root, struct event *event);
void not_checked_read(const struct event_fields *fields, const struct node *root,
                      struct event *event);
void diagnostic_read(const struct event_fields *fields, const struct node *root,
                     struct event *event);

/* ---- coverage_read.c ---- */

void coverage_read(const struct event_fields *fields, const struct node *root,
                   struct event_coverage *coverage);

/* ---- secrets.c ---- */

void secrets_read(const struct event_fields *fields, const struct node *root,
                  struct secret_digests *secrets);

#endif
