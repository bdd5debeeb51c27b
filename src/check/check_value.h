/* A value (a body, a parameter, a header, an example) against its schema: failures, doubts and
   undescribed properties become findings and not-checked entries. */
#ifndef OASDRIFT_CHECK_CHECK_VALUE_H
#define OASDRIFT_CHECK_CHECK_VALUE_H

#include "check/checker.h"
#include "document/choice.h"

struct checked_value {
    rule_index rule;         /* of a failure; the schema keyword is added */
    rule_index undocumented; /* of a property that no schema describes; RULE_COUNT: not asked */
    enum part part;
    enum schema_direction direction;
    struct str name, media_type;
    const struct node *schema;
    const struct node *instance;
    const struct node *root;    /* pointers of findings start here; NULL: at the instance */
    struct opaque_nodes opaque; /* parts of the instance that are not known */
    bool notes;                 /* readOnly, writeOnly and deprecated are looked at */
    bool positions;             /* the instance's document is what the user sees: line, column */
    bool secret;                /* its text is not shown */
};

enum schema_verdict check_value(struct checker *checker, const struct checked_value *value);

#endif
