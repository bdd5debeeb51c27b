/* Failures of values that have placeholders. They are kept until the value is judged, for whether a
   failure counts may depend on others: where no branch of a oneOf fits and the nearest one fails at
   a placeholder, nothing is known of the rest. */
#include "check/placeholder_check.h"

#include "base/data_span.h"
#include "http/placeholder.h"

static struct str find(const struct value_check *check, const struct node *node)
{
    struct str text = node_string(node);

    if (!text.length || (node->flags & NODE_LONE_SURROGATE))
        return STR_NONE;
    return check->value->part == PART_REQUEST_PATH
               ? placeholder_find_in_segment(&check->checker->arena, text)
               : placeholder_find(text);
}

/* Once for each value that fails; all of them, for one that is left out would be judged. */
static void list_placeholders(struct value_check *check)
{
    const struct node *root = check->value->instance;

    check->placeholders_listed = true;
    for (const struct node *node = root; node < node_end(root); node++)
        if (find(check, node).text)
            VEC_ADD(&check->placeholders, node);
}

/* The first in the node; NULL: none. They lie in the order of the tape. */
static const struct node *placeholder_in(const struct value_check *check, const struct node *node)
{
    size_t low = 0, high = check->placeholders.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (check->placeholders.items[middle] < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low < check->placeholders.count && check->placeholders.items[low] < node_end(node)
               ? check->placeholders.items[low]
               : NULL;
}

static bool compares_branches(struct str keyword)
{
    return str_is(keyword, "oneOf") || str_is(keyword, "anyOf");
}

/* Is the keyword about what stands deep in the value? */
static bool looks_inside(struct str keyword)
{
    static const char *const keywords[] = {"not",         "enum",        "const",      "contains",
                                           "uniqueItems", "minContains", "maxContains"};

    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++)
        if (str_is(keyword, keywords[i]))
            return true;
    return compares_branches(keyword);
}

/* Is the keyword about the value, and not about its being there? */
static bool looks_at_value(struct str keyword)
{
    static const char *const keywords[] = {
        "additionalProperties", "unevaluatedProperties", "additionalItems", "unevaluatedItems",
        "properties",           "patternProperties",     "items",           "prefixItems"};

    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++)
        if (str_is(keyword, keywords[i]))
            return false;
    return true;
}

static bool asks_for_names(struct str keyword)
{
    return str_is(keyword, "required") || str_is(keyword, "dependentRequired") ||
           str_is(keyword, "dependencies");
}

static bool refuses_names(struct str keyword)
{
    return str_is(keyword, "additionalProperties") || str_is(keyword, "unevaluatedProperties") ||
           str_is(keyword, "propertyNames");
}

static struct str shown_of_value(struct value_check *check, const struct node *node)
{
    const struct checked_value *value = check->value;

    return placeholder_text(&check->checker->arena, find(check, node), node_string(node),
                            value->secret ||
                                value_at_is_secret(check->checker, value->part, value->name, node));
}

static struct str shown_of_name(const struct value_check *check, const struct node *key)
{
    return placeholder_text(&check->checker->arena, find(check, key), node_string(key), false);
}

/* The placeholder in a property's name that the failure may come from, as it is shown; STR_NONE:
   none. */
static struct str placeholder_in_name(const struct value_check *check,
                                      const struct schema_failure *failure)
{
    const struct node *instance = failure->instance;

    if (refuses_names(failure->keyword) && instance != check->value->instance)
        return shown_of_name(check, node_key_of(instance));
    if (!asks_for_names(failure->keyword) || instance->kind != NODE_OBJECT)
        return STR_NONE;
    for (const struct node *key = node_first(instance); key < node_end(instance);
         key = node_next_key(key)) {
        if (find(check, key).text &&
            placeholder_may_be(node_text(key), node_string(failure->place)))
            return shown_of_name(check, key);
    }
    return STR_NONE;
}

/* The texts are the evaluator's, and the next failure's soon. */
static void keep_told(struct arena *arena, struct raised *raised)
{
    const struct told told = raised_told(raised);

    raised->message = str_copy(arena, told.message);
    raised->expected = str_copy(arena, told.expected);
    raised->found = str_copy(arena, told.found);
    raised->tell = NULL;
}

bool placeholder_keeps_failure(struct value_check *check, const struct schema_failure *failure,
                               const struct raised *raised)
{
    const struct exchange *exchange = check->checker->exchange;
    struct kept_failure kept = {.raised = *raised,
                                .instance = failure->instance,
                                .branches = compares_branches(failure->keyword),
                                .branch = branch_failure_of(failure)};
    const struct node *placeholder = NULL;

    if (!exchange || !exchange->recorded)
        return false;
    if (!check->placeholders_listed)
        list_placeholders(check);
    if (check->placeholders.count == 0)
        return false;
    if ((failure->instance->kind == NODE_STRING && looks_at_value(failure->keyword)) ||
        looks_inside(failure->keyword))
        placeholder = placeholder_in(check, failure->instance);
    if (placeholder)
        kept.placeholder = shown_of_value(check, placeholder);
    else
        kept.placeholder = placeholder_in_name(check, failure);
    kept.of_name = !placeholder && kept.placeholder.text;
    kept.explained = kept.placeholder.text && !kept.branches;
    keep_told(&check->checker->arena, &kept.raised);
    VEC_ADD(&check->kept, kept);
    return true;
}

static bool is_within(const struct node *node, const struct node *container)
{
    return container <= node && node < node_end(container);
}

/* What no branch fits is told before what the nearest one lacks. */
static void explain_branches(struct kept_failure *kept, size_t count)
{
    size_t end = 1;
    bool explained = false;

    while (end < count && is_within(kept[end].instance, kept->instance))
        explained = kept[end++].explained || explained;
    if (!explained && end > 1)
        return;
    for (size_t i = 0; i < end; i++) {
        kept[i].explained = true;
        kept[i].placeholder = kept->placeholder;
    }
}

/* placeholder: as it is shown. */
static void note_placeholder(struct value_check *check, struct str pointer, struct str placeholder,
                             bool of_name)
{
    const struct checked_value *value = check->value;
    const char *kind = value->part == PART_RESPONSE_HEADER ? "header " : "parameter ";

    pointer = pointer_generalise(&check->checker->arena, pointer);
    raise_not_checked(check->checker, value->part, value->name, value->media_type,
                      "%s%.*s%s%.*s%sa placeholder (%.*s) stands for %s",
                      value->name.length ? kind : "", STR_ARGS(value->name),
                      value->name.length && pointer.length ? " " : "",
                      STR_ARGS(data_url(&check->checker->arena, pointer)),
                      value->name.length || pointer.length ? ": " : "", STR_ARGS(placeholder),
                      of_name ? "a property's name" : "the value");
}

bool placeholder_note_value(struct value_check *check, const struct node *node)
{
    bool met = placeholder_of(check->checker, node_string(node)).text != NULL;

    if (met)
        note_placeholder(check, raised_at(check, node).pointer, shown_of_value(check, node), false);
    return met;
}

void placeholder_raise_kept(struct value_check *check)
{
    for (size_t i = check->kept.count; i-- > 0;)
        if (check->kept.items[i].branches && check->kept.items[i].placeholder.text)
            explain_branches(&check->kept.items[i], check->kept.count - i);
    for (size_t i = 0; i < check->kept.count; i++) {
        struct kept_failure *kept = &check->kept.items[i];

        if (!kept->explained) {
            value_check_raise(check, &kept->raised, kept->branch);
            continue;
        }
        note_placeholder(check, kept->raised.pointer, kept->placeholder, kept->of_name);
        branch_causes_drop(check, kept->branch);
    }
    VEC_RELEASE(&check->kept);
    VEC_RELEASE(&check->placeholders);
}
