/* Values of fields that the specification lists. */
#include "base/near_miss.h"
#include "finding/rules.h"
#include "lint/linter.h"

enum { V20 = VERSION_2_0, V32 = VERSION_3_2 };

static const struct row {
    enum field field;
    unsigned versions;
    struct str values;
} rows[] = {
#define VALUES(object, name, versions_, values_)                                                   \
    {FIELD_##object##_##name, versions_, STR_INITIAL(values_)},
#include "lint/values.def"
};

/* "a, b or c" */
static struct str listed(struct arena *arena, struct str values)
{
    struct str text = STR_NONE;

    while (values.text) {
        struct str value = str_cut(&values, ' ');

        text = text.text ? str_format(arena, "%.*s%s%.*s", STR_ARGS(text),
                                      values.text ? ", " : " or ", STR_ARGS(value))
                         : value;
    }
    return text;
}

static void lint_one(struct lint *lint, const struct row *row, const struct node *value)
{
    struct str text = node_string(value), rest = row->values;
    struct near_miss miss = near_miss_of(text);

    if (!text.text)
        return; /* of another form, which is noted */
    while (rest.text) {
        struct str known = str_cut(&rest, ' ');

        if (str_equal(known, text))
            return;
        near_miss_try(&miss, known);
    }
    rest = listed(&lint->checker->arena, row->values);
    lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, value,
               "\"%.*s\" is no value of %s in OpenAPI %s: %.*s%s", STR_ARGS(text),
               field_row(row->field)->name.text, lint->checker->api->version->text, STR_ARGS(rest),
               near_miss_hint(&miss));
}

/* A parameter in body says its type elsewhere. */
static bool is_misplaced(const struct node *object, enum field field)
{
    return field == FIELD_PARAMETER_TYPE && str_is(node_member_string(object, "in"), "body");
}

void lint_values(struct lint *lint, const struct node *object, enum field field,
                 const struct node *value)
{
    if (is_misplaced(object, field))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (rows[i].field != field || !(rows[i].versions & lint->checker->api->version->number))
            continue;
        if (!node_is(value, NODE_ARRAY)) {
            lint_one(lint, &rows[i], value);
            continue;
        }
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            lint_one(lint, &rows[i], item);
    }
}
