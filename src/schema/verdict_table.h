/* What schemas said of values earlier in one evaluation. Where several branches lead to the same
   schema and the same value, each level of a recursion would double the work without it: an anyOf
   whose branches hold the anyOf again. It begins when an evaluation has taken more steps than
   nearly all do, so that others pay nothing. Private to schema/. */
#ifndef OASDRIFT_SCHEMA_VERDICT_TABLE_H
#define OASDRIFT_SCHEMA_VERDICT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct instruction;
struct node;

/* An evaluation remembers after so many steps, and so many for each node of the instance. */
enum { REMEMBER_AFTER = 4096, REMEMBER_AFTER_A_NODE = 32 };
/* Of so many verdicts, which take three megabytes; beyond that the older ones are forgotten. */
enum { REMEMBERED_MAX = 16 * 1024 };
/* Of one verdict. */
enum { REMEMBERED_MARKS = 4 };

/* What else a verdict hangs on: bits. */
enum verdict_way {
    WAY_DETAILED = 1u << 0, /* by evaluate.c; else by decide.c */
    WAY_STRICT = 1u << 1,
    WAY_THOROUGH = 1u << 2,
    WAY_COVERAGE = 1u << 3,
    WAY_WEIGHED = 1u << 4,
    WAY_GUESSING = 1u << 5
};

/* What is counted of a value: struct nearness. */
struct branch_score {
    size_t failures; /* reported or not; weighed as enum failure_weight says */
    size_t hits;     /* required names present, const and enum met */
};

/* Where a branch that is weighed does not hold, or asks for a literal that is there. */
struct mark {
    const struct node *instance, *place; /* as of struct schema_failure */
    uint8_t op;                          /* enum op */
    bool met;                            /* it holds: const or enum */
};

static inline struct branch_score branch_score_since(struct branch_score score,
                                                     struct branch_score before)
{
    return (struct branch_score){score.failures - before.failures, score.hits - before.hits};
}

struct verdict_key {
    const struct instruction *schema;
    const struct node *instance;
    const struct instruction *applied; /* the outermost schema on the instance; NULL: this one */
    unsigned way;
};

struct remembered {
    struct verdict_key key;
    uint32_t evaluation;
    uint8_t verdict; /* enum schema_verdict, but SCHEMA_UNKNOWN */
    bool let_off, warned;
    struct branch_score score; /* what it added */
    struct mark marks[REMEMBERED_MARKS];
    uint8_t mark_count;
    bool marks_lost;               /* there were more */
    uint32_t changes, last_change; /* of the coverage: how many there were then, and the last one's
                                      number */
};

struct verdict_table {
    struct remembered *entries; /* REMEMBERED_MAX; NULL before the first need */
    uint32_t evaluation;        /* the entries of others are void */
    uint32_t turn;
};

void verdict_table_release(struct verdict_table *table);
/* Forgets all. */
void verdict_table_start(struct verdict_table *table);
/* NULL: it is not remembered. */
const struct remembered *verdict_table_find(const struct verdict_table *table,
                                            const struct verdict_key *key);
/* The place to fill in, zeroed but for the key; valid until the next call. */
struct remembered *verdict_table_add(struct verdict_table *table, const struct verdict_key *key);

#endif
