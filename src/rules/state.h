/* What is in force, as the files of this folder build it. Private to rules/. */
#ifndef OASDRIFT_RULES_STATE_H
#define OASDRIFT_RULES_STATE_H

#include "base/sha256.h"
#include "base/vec.h"
#include "finding/rules.h"
#include "rules/rule_set.h"

/* How narrow a key is that addresses rules: "*" and "response.*" address a group,
   "response.body-schema" a rule, "response.body-schema.pattern" a keyword of one. Where several
   keys of a set address a rule, the narrowest decides. */
enum breadth { BREADTH_GROUP, BREADTH_RULE, BREADTH_KEYWORD };

struct rule_pattern {
    enum breadth breadth;
    struct str prefix; /* of a group: "response.", or "" */
    rule_index rule;   /* of the others */
    struct str keyword;
};

/* A severity and where it was set. `set` is the number of its set, in the order in which they were
   read: later ones win. */
struct severity_setting {
    enum severity severity;
    const struct node *place; /* NULL: the default */
    unsigned set;
};

/* A severity of one schema keyword of a rule. */
struct keyword_severity {
    rule_index rule;
    struct str keyword;
    struct severity_setting setting;
};

/* `where`: each member is a text or a list of texts, of which one must fit; NULL: anything fits. */
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
    struct str name, pointer; /* patterns; absent: anything fits */
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
    bool reads_built_in;   /* the set that is being read comes with the program */
    struct str today;
    struct file_uses *uses; /* NULL: any file may be read */
};

/* A field of an object in a set, and what reads its value into target. */
struct rule_field {
    const char *name;
    bool (*read)(struct rules *rules, const struct node *value, void *target, struct error *err);
};
/* Reads each member of the object by the row of its key. An unknown key is an error with a
   near-miss hint; `of` says what it is no field of: "an ignore". */
bool fields_read(struct rules *rules, const struct node *object, const struct rule_field *fields,
                 size_t count, void *target, const char *of, struct error *err);

/* Calls read for each item of the list, which is NULL when the set lacks it; what: "ignores". */
bool items_read(struct rules *rules, const struct node *list, const char *what,
                bool (*read)(struct rules *rules, const struct node *item, struct error *err),
                struct error *err);

/* ---- pattern.c ---- */

bool rule_pattern_read(struct rules *rules, const struct node *key, struct rule_pattern *pattern,
                       struct error *err);
/* Does it address the rule, or a keyword of it? */
bool rule_pattern_covers(const struct rule_pattern *pattern, rule_index rule);
/* false and an error at the key when the pattern addresses gates only: they are about the whole
   run, so that no place can be excused from them. what: what cannot be done, "be ignored". */
bool rule_pattern_is_of_places(const struct rule_pattern *pattern, const struct node *key,
                               const char *what, struct error *err);
bool rule_pattern_matches(const struct rule_pattern *pattern, rule_index rule, struct str keyword);

/* ---- where.c ---- */

bool where_read(struct rules *rules, const struct node *value, struct where *where,
                struct error *err);
bool where_matches(const struct where *where, const struct rule_subject *subject);
/* The text that follows `text` in a list of texts, the first one for NULL; NULL behind the last.
   What is no list counts as a list of itself. */
const struct node *texts_next(const struct node *texts, const struct node *text);

/* ---- what settle.c asks ---- */

/* The severity in force for a rule, or for a keyword of it, overrides apart; keyword may be absent.
 */
enum severity rules_severity(const struct rules *rules, rule_index rule, struct str keyword);
/* The set that gave it: overrides of earlier ones do not go before it. */
unsigned rules_severity_set(const struct rules *rules, rule_index rule, struct str keyword);
/* The severity at the subject's place; `severity` is what is in force without the overrides. Off
   for a header or property that sets leave alone. */
enum severity rules_severity_at(const struct rules *rules, const struct rule_subject *subject,
                                enum severity severity);
/* Does a set say what severity it has, if it is the default one? at_places: overrides count. */
bool rules_state_severity(const struct rules *rules, const struct rule_subject *subject,
                          bool at_places);
/* Why the finding is ignored; NULL: it is not. */
const struct acceptance *rules_excuse(const struct rules *rules,
                                      const struct rule_subject *subject);

/* Is the finding about a header or property that sets leave alone? */
bool rules_leave_alone(const struct rules *rules, const struct rule_subject *subject);

/* ---- the sections of a set; each is NULL when the set lacks it ---- */

/* Reads the entries of one breadth. */
bool severities_read(struct rules *rules, const struct node *map, enum breadth breadth,
                     struct error *err);
bool ignored_names_read(struct rules *rules, const struct node *headers,
                        const struct node *properties, struct error *err);
bool thresholds_read(struct rules *rules, const struct node *map, struct error *err);

/* ---- one item of a section, which is added ---- */

bool override_read(struct rules *rules, const struct node *item, struct error *err);
bool ignore_read(struct rules *rules, const struct node *item, struct error *err);
/* It replaces an earlier one of the same name. */
bool assertion_read(struct rules *rules, const struct node *item, struct error *err);

/* ---- pieces ---- */

/* NULL when there is none of that name. */
struct assertion *assertion_by_name(const struct rules *rules, struct str name);
/* The severity a node states ("error"... "off"). */
bool severity_read(const struct node *node, enum severity *severity, struct error *err);
/* "200", "2XX", "4XX|5XX" */
bool status_pattern_is_sound(struct str pattern);

#endif
