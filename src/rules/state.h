/* What is in force, as the files rule_*.c build it. Private to rules/. */
#ifndef OASDRIFT_RULES_STATE_H
#define OASDRIFT_RULES_STATE_H

#include "base/sha256.h"
#include "base/vec.h"
#include "rules/rule_set.h"

/* Which rules a key addresses: "*", "response.*", "response.body-schema",
   "response.body-schema.pattern". How narrow it is: the narrower ones of a set go before. */
enum breadth { BREADTH_GROUP, BREADTH_RULE, BREADTH_KEYWORD };

struct rule_pattern {
    enum breadth breadth;
    struct str prefix; /* of a group: "response.", or "" */
    enum rule rule;    /* of the others */
    struct str keyword;
};

/* A severity and where it was set; set counts the sets that were read: later ones win. */
struct severity_setting {
    enum severity severity;
    const struct node *place; /* NULL: the default */
    unsigned set;
};

/* A severity of one schema keyword of a rule. */
struct keyword_severity {
    enum rule rule;
    struct str keyword;
    struct severity_setting setting;
};

/* `where`: each a text or a list of texts, NULL: whatever it is. All that are given must fit. */
struct where {
    const struct node *operations, *methods, *paths, *tags, *statuses;
};

struct override {
    struct where where;
    struct rule_pattern pattern;
    struct severity_setting setting;
};

struct ignore {
    struct where where;
    bool has_rule;
    struct rule_pattern rule;
    bool has_part;
    enum part part;
    struct str name, pointer; /* patterns; absent: whatever they are */
    struct acceptance accepted;
    const struct node *place;
};

/* A name or pattern to be left alone, and where it stands. */
struct name_setting {
    struct str pattern;
    const struct node *place;
};

struct rules {
    struct arena arena;   /* documents and texts */
    struct sha256 digest; /* of the texts */
    struct severity_setting severities[RULE_COUNT];
    VEC(struct keyword_severity) keywords;
    VEC(struct assertion) assertions;
    VEC(struct override) overrides;
    VEC(struct ignore) ignores;
    VEC(struct name_setting) headers, properties;
    struct thresholds thresholds;
    const struct node *coverage_places[COVERAGE_THRESHOLDS_MAX];
    const struct node *response_time_place, *not_checked_place;
    VEC(struct str) names; /* of the sets, in the order they were read */
    struct str today;
};

/* A field of an object in a set, and what reads its value into target. */
struct rule_field {
    const char *name;
    bool (*read)(struct rules *rules, const struct node *value, void *target, struct error *err);
};
/* Reads each member by the row of its key; an unknown key is an error that says what it is a field
   `of`, with a near-miss hint. */
bool fields_read(struct rules *rules, const struct node *object, const struct rule_field *fields,
                 size_t count, void *target, const char *of, struct error *err);

/* pattern.c */
bool rule_pattern_read(struct rules *rules, const struct node *key, struct rule_pattern *pattern,
                       struct error *err);
/* Does it address the rule, or a keyword of it? */
bool rule_pattern_covers(const struct rule_pattern *pattern, enum rule rule);
/* Gates are asked of the whole run, so no place of it can be excused from them. An error at the key
   when it addresses gates and nothing else; what: "be ignored". */
bool rule_pattern_is_of_places(const struct rule_pattern *pattern, const struct node *key,
                               const char *what, struct error *err);
bool rule_pattern_matches(const struct rule_pattern *pattern, enum rule rule, struct str keyword);

/* where.c */
bool where_read(struct rules *rules, const struct node *value, struct where *where,
                struct error *err);
bool where_matches(const struct where *where, const struct rule_subject *subject);
/* Each text of a text or a list of texts, from NULL on; NULL behind the last. */
const struct node *texts_next(const struct node *texts, const struct node *text);

/* ---- what settle.c asks ---- */

/* The severity in force for a rule, or for a keyword of it, overrides apart; keyword may be absent.
 */
enum severity rules_severity(const struct rules *rules, enum rule rule, struct str keyword);
/* The severity there; `severity` is what is in force without the overrides. Off
   where the header or property is among those to be left alone. */
enum severity rules_severity_at(const struct rules *rules, const struct rule_subject *subject,
                                enum severity severity);
/* Why the finding is ignored; NULL: it is not. */
const struct acceptance *rules_excuse(const struct rules *rules,
                                      const struct rule_subject *subject);

/* The sections of a set; each is NULL when the set lacks it. */
bool severities_read(struct rules *rules, const struct node *map, enum breadth breadth,
                     struct error *err);
bool overrides_read(struct rules *rules, const struct node *list, struct error *err);
bool ignores_read(struct rules *rules, const struct node *list, struct error *err);
bool ignored_names_read(struct rules *rules, const struct node *headers,
                        const struct node *properties, struct error *err);
/* Is the finding about a header or property that sets leave alone? */
bool rules_leave_alone(const struct rules *rules, const struct rule_subject *subject);
bool thresholds_read(struct rules *rules, const struct node *map, struct error *err);

/* Reads one item of `assertions` and adds it, in the place of one of the same name. */
bool assertion_read(struct rules *rules, const struct node *item, struct error *err);
/* NULL when there is none of that name. */
struct assertion *assertion_by_name(struct rules *rules, struct str name);
/* The severity a node states ("error"... "off"). */
bool severity_read(const struct node *node, enum severity *severity, struct error *err);
/* "200", "2XX", "4XX|5XX" */
bool status_pattern_is_sound(struct str pattern);

#endif
