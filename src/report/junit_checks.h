/* The fixed list of checks, from which an operation's cases of JUnit are made.
 */
#ifndef OASDRIFT_REPORT_JUNIT_CHECKS_H
#define OASDRIFT_REPORT_JUNIT_CHECKS_H

#include "event/event.h"

/* What a check has a case for: the whole operation, each parameter, ... */
enum junit_scope { OF_OPERATION, OF_PARAMETER, OF_REQUEST_BODY, OF_STATUS, OF_RESPONSE_BODY };

enum { JUNIT_CHECK_MAX_RULES = 6 };

/* Of an operation that was hit: why no exchange has had the check look at something; NULL: one has.
   slot: NULL with OF_OPERATION. */
typedef const char *junit_idle(const struct coverage_operation *operation,
                               const struct coverage_slot *slot);

/* Rules are ids; one that ends in '.' or '-' is a prefix, "" is all. */
struct junit_check {
    enum junit_scope scope;
    const char *name;
    junit_idle *idle;
    const char *rules[JUNIT_CHECK_MAX_RULES]; /* that it asks: with all of them off, it asks nothing
                                                 any more */
    const char *also[JUNIT_CHECK_MAX_RULES];  /* others whose findings its case takes */
};

/* In the order of their cases; NULL past the last, which takes what no other does. */
const struct junit_check *junit_check_at(size_t index);
bool junit_check_asks(const struct junit_check *check, struct str rule);
/* Does it ask for the rule, or take its findings in particular? */
bool junit_check_names(const struct junit_check *check, struct str rule);
/* Do findings of the rule belong to it? */
bool junit_check_takes(const struct junit_check *check, struct str rule);
/* Why nothing was looked at; NULL: something was. */
const char *junit_check_idle(const struct junit_check *check,
                             const struct coverage_operation *operation,
                             const struct coverage_slot *slot);
/* The status that the check is about; absent: none, or not one alone. */
struct str junit_check_status(const struct junit_check *check, const struct coverage_slot *slot);

#endif
