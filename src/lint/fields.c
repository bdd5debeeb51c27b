/* The fields of objects: those that nobody knows, and those that exclude each other. That one is
   missing or of another form is noted by field_read. */
#include "base/near_miss.h"
#include "finding/rules.h"
#include "lint/linter.h"

enum { FROM30 = VERSION_3_0 | VERSION_3_1 | VERSION_3_2 };

/* ---- unknown ones ---- */

/* The first version, from the latest back, that has the field. */
static const char *version_with(unsigned versions)
{
    static const struct {
        enum openapi_versions version;
        const char *text;
    } rows[] = {
        {VERSION_3_2, "3.2"}, {VERSION_3_1, "3.1"}, {VERSION_3_0, "3.0"}, {VERSION_2_0, "2.0"}};
    const char *text = "";

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (versions & rows[i].version)
            text = rows[i].text;
    return text;
}

static const char *hint_of(const struct lint *lint, enum object kind, struct near_miss *miss)
{
    enum field past = field_first((enum object)(kind + 1));

    for (unsigned i = field_first(kind); i < past; i++)
        if (field_is_known(lint->checker->api, (enum field)i))
            near_miss_try(miss, field_row((enum field)i)->name);
    return near_miss_hint(miss);
}

void lint_unknown_field(struct lint *lint, enum object kind, const struct node *key)
{
    struct str name = node_string(key);
    enum field other = field_named(kind, name);
    const char *what = object_row(kind)->name;
    struct near_miss miss = near_miss_of(name);

    if (other != FIELD_COUNT)
        lint_raise(lint, RULE_DESCRIPTION_UNKNOWN_FIELD, SEVERITY_OFF, key,
                   "\"%.*s\" is no field of %s in OpenAPI %s; %s has it", STR_ARGS(name), what,
                   lint->checker->api->version->text, version_with(field_row(other)->versions));
    else
        lint_raise(lint, RULE_DESCRIPTION_UNKNOWN_FIELD, SEVERITY_OFF, key,
                   "\"%.*s\" is no field of %s%s", STR_ARGS(name), what,
                   hint_of(lint, kind, &miss));
}

/* ---- what stands together ---- */

static const struct {
    enum object object;
    enum field one, other;
    const char *text;
} excluded[] = {
#define EXCLUDE(object, one, other, text)                                                          \
    {OBJECT_##object, FIELD_##object##_##one, FIELD_##object##_##other, text},
#define ONE_OF(object, one, other, versions, text)
#include "lint/exclusions.def"
};

static const struct {
    enum object object;
    enum field one, other;
    unsigned versions;
    const char *text;
} needed[] = {
#define EXCLUDE(object, one, other, text)
#define ONE_OF(object, one, other, versions, text)                                                 \
    {OBJECT_##object, FIELD_##object##_##one, FIELD_##object##_##other, versions, text},
#include "lint/exclusions.def"
};

static bool has(const struct lint *lint, const struct node *object, enum field field)
{
    return field_is_known(lint->checker->api, field) &&
           node_member(object, field_row(field)->name) != NULL;
}

void lint_exclusions(struct lint *lint, const struct node *object, enum object kind)
{
    for (size_t i = 0; i < ARRAY_LENGTH(excluded); i++)
        if (excluded[i].object == kind && has(lint, object, excluded[i].one) &&
            has(lint, object, excluded[i].other))
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF,
                       node_member_key(object, field_row(excluded[i].other)->name), "%s",
                       excluded[i].text);
    for (size_t i = 0; i < ARRAY_LENGTH(needed); i++)
        if (needed[i].object == kind &&
            (needed[i].versions & lint->checker->api->version->number) &&
            !has(lint, object, needed[i].one) && !has(lint, object, needed[i].other))
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, object, "%s", needed[i].text);
}

/* ---- beside a $ref ---- */

/* In 2.0 and 3.0 nothing beside a $ref counts; later a schema's siblings do, and of a Reference
   Object two texts. */
static bool says_something(const struct lint *lint, enum object kind, struct str name)
{
    if (!lint->checker->api->version->reference_siblings)
        return false;
    return kind == OBJECT_SCHEMA || str_is(name, "summary") || str_is(name, "description");
}

/* A text beside a $ref is lost without harm, so that is information only. */
static bool is_text(struct str name)
{
    static const char *const names[] = {"description", "summary", "title", "example", "deprecated"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

void lint_reference_siblings(struct lint *lint, const struct node *object, enum object kind)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        struct str name = node_string(key);

        if (str_is(name, "$ref") || key_is_extension(name) || says_something(lint, kind, name))
            continue;
        lint_raise_once(
            lint, RULE_DESCRIPTION_REFERENCE_SIBLINGS, is_text(name) ? SEVERITY_INFO : SEVERITY_OFF,
            name, key, "%.*s says nothing beside $ref in OpenAPI %s%s", STR_ARGS(name),
            lint->checker->api->version->text, kind == OBJECT_SCHEMA ? "; allOf takes both" : "");
    }
}
