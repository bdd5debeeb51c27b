/* Which values messages show nothing of. */
#include "check/check_value_state.h"
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

/* The text of a scalar; STR_NONE of an object or array. */
static struct str text_of(const struct node *instance)
{
    if (instance->kind == NODE_OBJECT || instance->kind == NODE_ARRAY)
        return STR_NONE;
    return instance->kind == NODE_STRING ? node_string(instance) : node_source(instance);
}

/* Does the value hold a member that is secret by its name? */
static bool holds_secret(const struct redaction *redaction, const struct node *value)
{
    if (value->kind == NODE_ARRAY)
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            if (holds_secret(redaction, item))
                return true;
    if (value->kind == NODE_OBJECT)
        for (const struct node *key = node_first(value); key < node_end(value);
             key = node_next_key(key))
            if (secret_name_of_ancestor(node_text(key)) ||
                redaction_hides(redaction, NAME_IN_MEMBER, node_text(key),
                                text_of(node_value(key))) ||
                holds_secret(redaction, node_value(key)))
                return true;
    return false;
}

/* The nearest name is the last one of the pointer that is no index. */
static bool is_named_secret(const struct redaction *redaction, enum part part, struct str name,
                            struct str pointer, struct str text)
{
    unsigned place = place_of_part(part);
    struct str nearest = name, rest = str_slice(pointer, 1, SIZE_MAX);
    struct arena arena;
    bool secret = false;

    arena_init(&arena);
    while (pointer.length && rest.text && !secret) {
        struct str token = pointer_token_text(&arena, str_cut(&rest, '/'));

        if (str_is_digits(token) && nearest.length)
            continue;
        secret = nearest.length && secret_name_of_ancestor(nearest);
        nearest = token;
        place = NAME_IN_MEMBER;
    }
    secret = secret || (nearest.length && redaction_hides(redaction, place, nearest, text));
    arena_release(&arena);
    return secret;
}

bool value_at_is_secret(const struct checker *checker, enum part part, struct str name,
                        struct str pointer, const struct node *instance)
{
    return checker->exchange &&
           (is_named_secret(checker->redaction, part, name, pointer, text_of(instance)) ||
            holds_secret(checker->redaction, instance));
}

static bool shows_all(struct str keyword)
{
    static const char *const keywords[] = {"enum", "const", "not", "uniqueItems", "oneOf"};

    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++)
        if (str_is(keyword, keywords[i]))
            return true;
    return false;
}

bool value_is_secret(const struct value_check *check, const struct schema_failure *failure,
                     struct str pointer)
{
    const struct checked_value *value = check->value;
    const struct checker *checker = check->checker;

    if (value->secret)
        return true;
    if (!checker->exchange)
        return false;
    return is_named_secret(checker->redaction, value->part, value->name, pointer,
                           text_of(failure->instance)) ||
           (shows_all(failure->keyword) && holds_secret(checker->redaction, failure->instance));
}
