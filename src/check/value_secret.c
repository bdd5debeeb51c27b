/* Which values messages show nothing of. */
#include "check/check_value_state.h"
#include "check/sensitive.h"
#include "check/value_failure.h"
#include "redact/redaction.h"

static unsigned place_of_part(enum part part)
{
    switch (part) {
    case PART_REQUEST_HEADER:
    case PART_RESPONSE_HEADER:
        return NAME_IN_HEADER;
    case PART_REQUEST_COOKIE:
        return NAME_IN_COOKIE;
    case PART_REQUEST_PATH:
    case PART_REQUEST_QUERY:
    case PART_RESPONSE_STATUS:
    case PART_DESCRIPTION:
        return NAME_IN_FIELD;
    case PART_REQUEST_BODY:
    case PART_RESPONSE_BODY:
        break;
    }
    return NAME_IN_MEMBER;
}

/* By the name of the parameter or header that it is. */
static bool is_named_secret(const struct checker *checker, enum part part, struct str name,
                            const struct node *instance)
{
    return name.length && (instance->kind == NODE_STRING || instance->kind == NODE_NUMBER) &&
           redaction_hides(checker->redaction, place_of_part(part), name, node_text(instance));
}

bool value_at_is_secret(struct checker *checker, enum part part, struct str name,
                        const struct node *instance)
{
    return checker->exchange &&
           (sensitive_is_met(checker, instance) || is_named_secret(checker, part, name, instance) ||
            redaction_hides_node(checker->redaction, &checker->arena, node_document(instance)->root,
                                 instance));
}

bool value_is_secret(const struct value_check *check, const struct schema_failure *failure)
{
    const struct checked_value *value = check->value;

    return value->secret ||
           (failure_shows_value(failure) &&
            value_at_is_secret(check->checker, value->part, value->name, failure->instance));
}
