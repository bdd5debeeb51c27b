/* JSONPath (RFC 9535), over a tree that can be changed. Private to document/: overlays ask it. */
#ifndef OASDRIFT_DOCUMENT_JSON_PATH_H
#define OASDRIFT_DOCUMENT_JSON_PATH_H

#include "base/vec.h"
#include "document/mutable.h"

enum {
    JSON_PATH_MAX_BYTES = 16 * 1024,
    JSON_PATH_MAX_DEPTH = 64,               /* parentheses and queries inside each other */
    JSON_PATH_MAX_STEPS = 50 * 1000 * 1000, /* nodes and comparisons of one selection */
};

enum path_selector_kind { SELECT_NAME, SELECT_WILDCARD, SELECT_INDEX, SELECT_SLICE, SELECT_FILTER };

struct path_selector {
    enum path_selector_kind kind;
    struct str name;
    int64_t start, end, step; /* SELECT_SLICE; start: SELECT_INDEX too. Negative: from the end */
    bool has_start, has_end;  /* else the array's ends, by the step's direction */
    const struct path_test *filter;
    struct path_selector *next; /* of the same brackets */
};

struct path_segment {
    bool descendant; /* ".." */
    struct path_selector *selectors;
    struct path_segment *next;
};

struct path_query {
    bool relative; /* begins with '@', not '$' */
    struct path_segment *segments;
};

enum path_operand_kind { OPERAND_LITERAL, OPERAND_QUERY, OPERAND_FUNCTION };
enum path_function {
    FUNCTION_LENGTH,
    FUNCTION_COUNT,
    FUNCTION_VALUE,
    FUNCTION_MATCH,
    FUNCTION_SEARCH
};

struct path_operand {
    enum path_operand_kind kind;
    const struct node *literal;
    const struct path_query *query;
    enum path_function function;
    const struct path_operand *arguments[2];
};

enum path_test_kind { TEST_OR, TEST_AND, TEST_NOT, TEST_COMPARISON, TEST_EXISTS };
enum path_comparison {
    PATH_EQUAL,
    PATH_NOT_EQUAL,
    PATH_LESS,
    PATH_LESS_EQUAL,
    PATH_GREATER,
    PATH_GREATER_EQUAL
};

/* The expression of a filter. */
struct path_test {
    enum path_test_kind kind;
    const struct path_test *left, *right; /* TEST_OR, TEST_AND; NOT: left */
    enum path_comparison comparison;
    const struct path_operand *operand, *other; /* comparison; EXISTS: operand alone */
};

/* Parses a whole JSONPath expression into the arena, or says what is wrong in one sentence with the
   column (from 1, in code points) and returns NULL. */
const struct path_query *json_path_parse(struct arena *arena, struct str text, struct error *err);

struct path_selection {
    struct arena *arena; /* of the tree */
    struct mutable_node *root;
    /* Whether a regular expression (RFC 9485) fits the text, all of it or some part of it; one that
       is none fits nothing. NULL: match() and search() hold for nothing. */
    bool (*matches)(struct str expression, struct str text, bool whole);
    uint64_t steps;
    VEC(struct mutable_node *) nodes; /* in the order of RFC 9535; a node may stand twice */
};

/* Fills selection->nodes; false when JSON_PATH_MAX_STEPS was met. The caller releases nodes. */
bool json_path_select(const struct path_query *query, struct path_selection *selection);

#endif
