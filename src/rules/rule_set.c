#include "rules/rule_set.h"

#include "base/file.h"
#include "base/near_miss.h"
#include "base/path.h"
#include "finding/rules.h"
#include "rules/state.h"

struct rules *rules_new(void)
{
    struct rules *rules = alloc_zeroed(1, sizeof *rules);

    arena_init(&rules->arena);
    sha256_init(&rules->digest);
    for (int i = 0; i < RULE_COUNT; i++)
        rules->severities[i].severity = rule_info((rule_index)i)->severity;
    return rules;
}

void rules_set_uses(struct rules *rules, struct file_uses *uses)
{
    rules->uses = uses;
}

void rules_free(struct rules *rules)
{
    if (!rules)
        return;
    VEC_RELEASE(&rules->keywords);
    VEC_RELEASE(&rules->assertions);
    VEC_RELEASE(&rules->overrides);
    VEC_RELEASE(&rules->ignores);
    VEC_RELEASE(&rules->headers);
    VEC_RELEASE(&rules->properties);
    VEC_RELEASE(&rules->names);
    arena_release(&rules->arena);
    free(rules);
}

size_t rules_assertion_count(const struct rules *rules)
{
    return rules->assertions.count;
}

const struct assertion *rules_assertion_at(const struct rules *rules, size_t index)
{
    return &rules->assertions.items[index];
}

bool assertion_is_on(const struct rules *rules, const struct assertion *assertion)
{
    return assertion->severity != SEVERITY_OFF || rules_look_at_places(rules);
}

/* ---- sets ---- */

static bool unknown_field(const struct node *key, const struct rule_field *fields, size_t count,
                          const char *of, struct error *err)
{
    struct near_miss miss = near_miss_of(node_string(key));

    for (size_t i = 0; i < count; i++)
        near_miss_try(&miss, str_of(fields[i].name));
    return error_raise_node(err, key, "unknown field \"%.*s\" of %s%s", STR_ARGS(node_string(key)),
                            of, near_miss_hint(&miss));
}

bool fields_read(struct rules *rules, const struct node *object, const struct rule_field *fields,
                 size_t count, void *target, const char *of, struct error *err)
{
    if (!node_is(object, NODE_OBJECT))
        return error_raise_node(err, object, "%s is an object", of);
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        size_t i = 0;

        while (i < count && !str_is(node_string(key), fields[i].name))
            i++;
        if (i == count)
            return unknown_field(key, fields, count, of, err);
        if (fields[i].read && !fields[i].read(rules, node_value(key), target, err))
            return false;
    }
    return true;
}

bool items_read(struct rules *rules, const struct node *list, const char *what,
                bool (*read)(struct rules *rules, const struct node *item, struct error *err),
                struct error *err)
{
    if (!list)
        return true;
    if (!node_is(list, NODE_ARRAY))
        return error_raise_node(err, list, "a list of %s is needed here", what);
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (!read(rules, item, err))
            return false;
    return true;
}

/* The sections have no reader here: add_set reads them in an order of its own. */
static const struct rule_field set_fields[] = {
    {"extends", NULL},    {"severity", NULL},       {"overrides", NULL},
    {"ignore", NULL},     {"ignore-headers", NULL}, {"ignore-properties", NULL},
    {"thresholds", NULL}, {"assertions", NULL},
};

static bool is_bare_name(struct str name)
{
    return str_find_char(name, '/') == name.length && str_find_char(name, '.') == name.length;
}

static bool unknown_set(struct str name, const struct node *place, struct error *err)
{
    struct near_miss miss = near_miss_of(name);
    struct str file;

    for (size_t i = 0; (file = embedded_file_name(i)).text; i++) {
        if (str_starts_with(file, STR("sets/")))
            near_miss_try(&miss, str_slice(file, 5, file.length - 5 - strlen(".yaml")));
    }
    if (place)
        return error_raise_node(err, place, "there is no rule set \"%.*s\"%s", STR_ARGS(name),
                                near_miss_hint(&miss));
    return error_raise(err, "there is no rule set \"%.*s\"%s (a file is written ./%.*s)",
                       STR_ARGS(name), near_miss_hint(&miss), STR_ARGS(name));
}

/* Reads the text of a set; *file is the name that messages show. place: where the set is named;
   NULL: on the command line. */
static bool read_text(struct rules *rules, struct str name, const struct node *place,
                      struct str *file, struct str *text, struct error *err)
{
    if (str_find_char(name, '\0') < name.length)
        return error_raise_node(err, place, "no file has a NUL in its name: \"%.*s\"",
                                STR_ARGS(name));
    if (!is_bare_name(name)) {
        *file = path_normalise(&rules->arena, name);
        return file_uses_allow(rules->uses, file->text, err) &&
               file_read(&rules->arena, file->text, RULE_SET_MAX_BYTES, text, err);
    }
    *text = embedded_file(str_format(&rules->arena, "sets/%.*s.yaml", STR_ARGS(name)));
    *file = str_format(&rules->arena, "rules/sets/%.*s.yaml", STR_ARGS(name));
    return text->text ? true : unknown_set(name, place, err);
}

static const struct document *read_document(struct rules *rules, struct str file, struct str text,
                                            struct error *err)
{
    struct read_failure failure;
    struct duplicate_key twice;
    const struct document *document = yaml_read(&rules->arena, file, text, &failure);

    if (!document) {
        error_raise_at(err, file, failure.line, failure.column, "%s", failure.message);
        return NULL;
    }
    if (document_find_duplicate_key(document, &twice)) {
        error_raise_node(err, twice.again, "the key \"%.*s\" stands twice",
                         STR_ARGS(node_string(twice.again)));
        return NULL;
    }
    return document;
}

/* The sets that are being read, from the first to the one that extends it. */
struct reading {
    const struct reading *outer;
    struct str file;
    int depth;
};

static bool add_set(struct rules *rules, struct str name, const struct node *place,
                    const struct reading *outer, struct error *err);

static bool add_extended(struct rules *rules, const struct reading *reading,
                         const struct node *extends, struct error *err)
{
    struct str name = node_string(extends);

    if (name.length == 0)
        return error_raise_node(err, extends, "the name or path of a rule set is needed here");
    if (reading->depth == RULE_SET_MAX_EXTENDS)
        return error_raise_node(err, extends, "extends goes deeper than %d", RULE_SET_MAX_EXTENDS);
    if (!is_bare_name(name) && name.text[0] != '/')
        name = str_format(&rules->arena, "%.*s/%.*s", STR_ARGS(path_directory(reading->file)),
                          STR_ARGS(name));
    return add_set(rules, name, extends, reading, err);
}

static bool extends_read(struct rules *rules, const struct reading *reading,
                         const struct node *extends, struct error *err)
{
    const struct node *one = NULL;

    while (extends && (one = texts_next(extends, one)))
        if (!add_extended(rules, reading, one, err))
            return false;
    return true;
}

/* place: where the set is named; NULL: on the command line. */
static bool may_be_read(const struct rules *rules, struct str file, const struct node *place,
                        const struct reading *outer, struct error *err)
{
    size_t count = rules->names.count; /* those that are being read are not among them yet */

    for (; outer; outer = outer->outer) {
        if (str_equal(outer->file, file))
            return error_raise_node(err, place, "extends is a circle: %.*s extends itself",
                                    STR_ARGS(file));
        count++;
    }
    return count < RULE_SET_MAX_SETS ||
           error_raise(err, "%.*s: more than %d rule sets", STR_ARGS(file), RULE_SET_MAX_SETS);
}

/* Narrower keys are applied after wider ones, wherever they stand in the file; keys that name an
   assertion after the assertions are known. */
static bool sections_read(struct rules *rules, const struct node *root, struct error *err)
{
    const struct node *severity = node_member(root, STR("severity"));

    return severities_read(rules, severity, BREADTH_GROUP, err) &&
           severities_read(rules, severity, BREADTH_RULE, err) &&
           items_read(rules, node_member(root, STR("assertions")), "assertions", assertion_read,
                      err) &&
           severities_read(rules, severity, BREADTH_KEYWORD, err) &&
           items_read(rules, node_member(root, STR("overrides")), "overrides", override_read,
                      err) &&
           items_read(rules, node_member(root, STR("ignore")), "ignores", ignore_read, err) &&
           ignored_names_read(rules, node_member(root, STR("ignore-headers")),
                              node_member(root, STR("ignore-properties")), err) &&
           thresholds_read(rules, node_member(root, STR("thresholds")), err);
}

static bool add_set(struct rules *rules, struct str name, const struct node *place,
                    const struct reading *outer, struct error *err)
{
    struct reading reading = {.outer = outer, .depth = outer ? outer->depth + 1 : 0};
    const struct document *document;
    struct str text = STR_NONE;

    if (!read_text(rules, name, place, &reading.file, &text, err) ||
        !may_be_read(rules, reading.file, place, outer, err))
        return false;
    sha256_add(&rules->digest, text);
    document = read_document(rules, reading.file, text, err);
    if (!document || !fields_read(rules, document->root, set_fields, ARRAY_LENGTH(set_fields), NULL,
                                  "a rule set", err))
        return false;
    if (!extends_read(rules, &reading, node_member(document->root, STR("extends")), err))
        return false;
    VEC_ADD(&rules->names, reading.file);
    rules->reads_built_in = is_bare_name(name);
    return sections_read(rules, document->root, err);
}

bool rules_are_default(const struct rules *rules)
{
    return rules->names.count == 0;
}

void rules_sha256(const struct rules *rules, char hex[static 65])
{
    struct sha256 digest = rules->digest;

    sha256_hex(&digest, hex);
}

bool rules_add(struct rules *rules, const char *name_or_path, struct error *err)
{
    return add_set(rules, str_of(name_or_path), NULL, NULL, err);
}
