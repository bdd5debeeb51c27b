/* Rule sets: YAML files that set severities, excuse what is known, and state assertions across
   fields. The grammar is told in rules/README.md. */
#ifndef OASDRIFT_RULES_RULE_SET_H
#define OASDRIFT_RULES_RULE_SET_H

#include "finding/finding.h"
#include "openapi/openapi.h"

/* Limits of a set. */
enum {
    RULE_SET_MAX_BYTES = 1024 * 1024,
    RULE_SET_MAX_ASSERTIONS = 1000,
    RULE_SET_MAX_CONDITION_DEPTH = 16,
    RULE_SET_MAX_EXTENDS = 8, /* deep */
    RULE_SET_MAX_SETS = 100,  /* read in all */
    RULE_SET_MAX_OVERRIDES = 1000,
    RULE_SET_MAX_IGNORES = 1000,
    RULE_SET_MAX_NAMES = 1000 /* of headers, of properties */
};

/* A condition over runtime expressions (openapi/openapi.h). `when` and `that` follow the grammar of
   rules/README.md: their operators, arguments, expressions and patterns were checked. */
struct assertion {
    struct str name;              /* "id-is-command-id" */
    struct str message;           /* what to say when it does not hold; may be absent */
    enum severity severity;       /* in force, severities of later sets included; may be off */
    unsigned severity_set;        /* the set that gave it, counted as they are read; 0: none did */
    const struct node *operation; /* as the set names it; NULL: every operation */
    struct str method, path;      /* of that operation; of an operationId once it is bound */
    struct str status;            /* "200", "2XX", "4XX|5XX"...; absent: every status */
    const struct node *when;      /* conditions that must hold for it to apply; NULL: none */
    const struct node *that;      /* the condition itself */
    const struct node *place;     /* in the rule set file */
    bool is_built_in;             /* that comes with the program: no user has the file */
};

struct rules; /* what is in force: defaults, then each set, later wins */

struct rules *rules_new(void);
void rules_free(struct rules *rules);
/* Asked before a set is read; borrowed. */
void rules_set_uses(struct rules *rules, struct file_uses *uses);
/* Adds a set: a path, or a bare name that comes with the program ("default", "strict", "lenient",
   "gateway", "applivery"). Unknown fields and ids are errors with file:line:column and a near-miss
   hint. */
bool rules_add(struct rules *rules, const char *name_or_path, struct error *err);
/* SHA-256 of the texts of all sets that were added, those they extend included: 64 digits and a
   NUL. */
void rules_sha256(const struct rules *rules, char hex[static 65]);
/* Was no set added? */
bool rules_are_default(const struct rules *rules);
/* "2026-11-25": ignores that expire before it excuse nothing. Borrowed; absent: none expires. */
void rules_set_today(struct rules *rules, struct str today);
/* Is the rule, or a keyword of it, above off? */
bool rules_any_on(const struct rules *rules, rule_index rule);
size_t rules_assertion_count(const struct rules *rules);
const struct assertion *rules_assertion_at(const struct rules *rules, size_t index);
/* May a finding of it be told anywhere? */
bool assertion_is_on(const struct rules *rules, const struct assertion *assertion);
/* Finds the operation that each assertion names, by operationId or method and path. false and an
   error at the place in the rule set, with a near-miss hint, where the description has no such
   operation, or the operation no such parameter in its path. The operations outlive the rules. */
bool rules_bind(struct rules *rules, const struct operation *operations, size_t count,
                struct error *err);

/* ---- what depends on where a finding is ---- */

/* What a finding is about, as `where`, ignores and overrides see it. All but the rule may be
   absent. */
struct rule_subject {
    rule_index rule;
    struct str keyword;
    struct operation_name operation; /* path: where no path was hit, the URL's */
    const struct str *tags;          /* the operation's */
    size_t tag_count;
    int status;            /* of the response; 0: none, or only its key is known: */
    struct str status_key; /* "404", "4XX", of a response of the description */
    enum part part;
    struct str name, pointer;
};

/* Fills in the operation and its tags; the list of these is made in the arena. */
void rule_subject_operation(struct arena *arena, struct rule_subject *subject,
                            const struct operation *operation);
/* Fills in what the pointer of a place in the description tells: the status key of the response
   around it when it lies in the operation whose pointer is `operation`; the path of its path item
   when `operation` is empty. */
void rule_subject_place(struct arena *arena, struct rule_subject *subject, struct str operation,
                        struct str pointer);

/* Does anything in force depend on where a finding is: overrides, ignores, names to be left alone?
 */
bool rules_look_at_places(const struct rules *rules);
/* Does an override or ignore ask for the status that was answered? */
bool rules_ask_status(const struct rules *rules);
/* Tells of each operation, path and tag that an override or ignore names and none of the operations
   has: once, with a near-miss hint. */
void rules_tell_unmatched(const struct rules *rules, const struct rule_subject *operations,
                          size_t count, void (*tell)(void *context, const char *text),
                          void *context);

/* ---- what is off ---- */

/* By enum rule, in the arena: is the rule off wherever it may be, with all its keywords? */
const bool *rules_off_everywhere(struct arena *arena, const struct rules *rules);
/* The same of those that are off at the place, its operation and status key, and neither everywhere
   nor by `known`, which may be NULL. Without a status key: whatever the status is. NULL: none is.
 */
const bool *rules_off_at(struct arena *arena, const struct rules *rules,
                         const struct rule_subject *place, const bool *known);

/* An ignore whose date has passed. */
struct expired_ignore {
    const struct node *place;
    struct acceptance accepted;
};
/* false past the last. */
bool rules_expired_at(const struct rules *rules, size_t index, struct expired_ignore *expired);

/* ---- thresholds ---- */

enum { COVERAGE_THRESHOLDS_MAX = 16 };

/* What a set asks of the whole run. */
struct thresholds {
    struct {
        struct str name;  /* as --coverage-fail-under has it: "operations", "responses"... */
        unsigned percent; /* 0 to 100 */
    } coverage[COVERAGE_THRESHOLDS_MAX];
    size_t coverage_count;
    uint64_t response_time_ms; /* of a live exchange; 0: not asked */
    bool limits_not_checked;
    uint64_t not_checked; /* the most that are allowed, when limits_not_checked */
};
const struct thresholds *rules_thresholds(const struct rules *rules);

/* ---- telling ---- */

/* What is in force, and from which file and line, line by line, without newlines. */
void rules_print(const struct rules *rules, void (*line)(void *context, struct str line),
                 void *context);

/* Files built into the program (rules/ *.md and rules/sets/ *.yaml); STR_NONE when there is none.
 */
struct str embedded_file(struct str name);   /* "response.body-schema.md", "sets/strict.yaml" */
struct str embedded_file_name(size_t index); /* STR_NONE past the last */

#endif
