#include "finding/rule_set.h"

#include "base/file.h"
#include "finding/near_miss.h"
#include "finding/rule_set_state.h"
#include "schema/schema.h"

struct rules *rules_new(void)
{
    struct rules *rules = alloc_zeroed(1, sizeof *rules);

    arena_init(&rules->arena);
    for (int i = 0; i < RULE_COUNT; i++)
        rules->severities[i] = rule_info((enum rule)i)->severity;
    return rules;
}

void rules_free(struct rules *rules)
{
    if (!rules)
        return;
    VEC_RELEASE(&rules->keywords);
    VEC_RELEASE(&rules->assertions);
    arena_release(&rules->arena);
    free(rules);
}

enum severity rules_severity(const struct rules *rules, enum rule rule, struct str keyword)
{
    if (rule == RULE_RULE_ASSERTION) {
        for (size_t i = 0; i < rules->assertions.count; i++) {
            if (str_equal(rules->assertions.items[i].name, keyword))
                return rules->assertions.items[i].severity;
        }
    }
    for (size_t i = 0; i < rules->keywords.count; i++) {
        const struct keyword_severity *row = &rules->keywords.items[i];

        if (row->rule == rule && str_equal(row->keyword, keyword))
            return row->severity;
    }
    return rules->severities[rule];
}

bool rules_any_on(const struct rules *rules, enum rule rule)
{
    for (size_t i = 0; i < rules->keywords.count; i++)
        if (rules->keywords.items[i].rule == rule &&
            rules->keywords.items[i].severity != SEVERITY_OFF)
            return true;
    return rules->severities[rule] != SEVERITY_OFF;
}

size_t rules_assertion_count(const struct rules *rules)
{
    return rules->assertions.count;
}

const struct assertion *rules_assertion_at(const struct rules *rules, size_t index)
{
    return &rules->assertions.items[index];
}

/* ---- severities ---- */

bool severity_read(const struct node *node, enum severity *severity, struct error *err)
{
    if (severity_parse(node_string(node), severity))
        return true;
    return error_raise_node(err, node, "a severity is needed here: error, warning, info or off");
}

/* How narrow a key is; the narrower ones of a set are applied later. */
enum breadth { BREADTH_GROUP, BREADTH_RULE, BREADTH_KEYWORD };

/* The severity of a rule, all its keywords and assertions included. */
static void set_rule(struct rules *rules, enum rule rule, enum severity severity)
{
    size_t kept = 0;

    rules->severities[rule] = severity;
    for (size_t i = 0; i < rules->keywords.count; i++) {
        if (rules->keywords.items[i].rule != rule)
            rules->keywords.items[kept++] = rules->keywords.items[i];
    }
    rules->keywords.count = kept;
    for (size_t i = 0; rule == RULE_RULE_ASSERTION && i < rules->assertions.count; i++)
        rules->assertions.items[i].severity = severity;
}

static void set_keyword(struct rules *rules, enum rule rule, struct str keyword,
                        enum severity severity)
{
    if (rule == RULE_RULE_ASSERTION) {
        assertion_by_name(rules, keyword)->severity = severity;
        return;
    }
    for (size_t i = 0; i < rules->keywords.count; i++) {
        struct keyword_severity *row = &rules->keywords.items[i];

        if (row->rule == rule && str_equal(row->keyword, keyword)) {
            row->severity = severity;
            return;
        }
    }
    VEC_ADD(&rules->keywords, ((struct keyword_severity){rule, keyword, severity}));
}

static bool unknown_rule(const struct node *key, struct error *err)
{
    struct near_miss miss = near_miss_of(node_string(key));

    for (int i = 0; i < RULE_COUNT; i++)
        near_miss_try(&miss, str_of(rule_info((enum rule)i)->id));
    return error_raise_node(err, key, "there is no rule \"%.*s\"%s", STR_ARGS(node_string(key)),
                            near_miss_hint(&miss));
}

/* "response.*" or "*" */
static bool apply_group(struct rules *rules, const struct node *key, enum severity severity,
                        struct error *err)
{
    struct str prefix = str_slice(node_string(key), 0, node_string(key).length - 1);
    bool found = false;

    for (int i = 0; i < RULE_COUNT; i++) {
        if (str_starts_with(str_of(rule_info((enum rule)i)->id), prefix)) {
            set_rule(rules, (enum rule)i, severity);
            found = true;
        }
    }
    return found ? true : unknown_rule(key, err);
}

static bool has_schema_keywords(enum rule rule)
{
    struct str id = str_of(rule_info(rule)->id);

    return str_ends_with(id, STR("-schema")) || rule == RULE_DESCRIPTION_EXAMPLE_INVALID ||
           rule == RULE_DESCRIPTION_DEFAULT_INVALID;
}

static bool keyword_exists(struct rules *rules, enum rule rule, struct str keyword,
                           struct near_miss *miss)
{
    struct str known;

    if (rule == RULE_RULE_ASSERTION) {
        for (size_t i = 0; i < rules->assertions.count; i++)
            near_miss_try(miss, rules->assertions.items[i].name);
        return assertion_by_name(rules, keyword);
    }
    if (!has_schema_keywords(rule))
        return false;
    for (size_t i = 0; (known = schema_keyword_at(i)).text; i++) {
        if (str_equal(keyword, known))
            return true;
        near_miss_try(miss, known);
    }
    return false;
}

/* Where the rule id ends and the keyword starts: "response.body-schema" "." "pattern". RULE_COUNT
   when no rule's id starts the key. */
static enum rule split_keyword(struct str key, struct str *keyword)
{
    for (int i = 0; i < RULE_COUNT; i++) {
        struct str id = str_of(rule_info((enum rule)i)->id);

        if (str_starts_with(key, id) && key.length > id.length && key.text[id.length] == '.') {
            *keyword = str_slice(key, id.length + 1, SIZE_MAX);
            return (enum rule)i;
        }
    }
    return RULE_COUNT;
}

static bool apply_keyword(struct rules *rules, const struct node *key, enum severity severity,
                          struct error *err)
{
    struct str keyword;
    enum rule rule = split_keyword(node_string(key), &keyword);
    struct near_miss miss;

    if (rule == RULE_COUNT)
        return unknown_rule(key, err);
    miss = near_miss_of(keyword);
    if (!keyword_exists(rules, rule, keyword, &miss))
        return error_raise_node(err, key, "%s has no \"%.*s\"%s", rule_info(rule)->id,
                                STR_ARGS(keyword), near_miss_hint(&miss));
    set_keyword(rules, rule, keyword, severity);
    return true;
}

static enum breadth key_breadth(struct str key)
{
    if (str_is(key, "*") || str_ends_with(key, STR(".*")))
        return BREADTH_GROUP;
    return rule_by_id(key) != RULE_COUNT ? BREADTH_RULE : BREADTH_KEYWORD;
}

/* The entries of one breadth. */
static bool apply_severities(struct rules *rules, const struct node *map, enum breadth breadth,
                             struct error *err)
{
    if (!map)
        return true;
    if (!node_is(map, NODE_OBJECT))
        return error_raise_node(err, map, "an object of rule ids and severities is needed here");
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        enum severity severity;

        if (key_breadth(node_string(key)) != breadth)
            continue;
        if (!severity_read(node_value(key), &severity, err))
            return false;
        if (breadth == BREADTH_RULE)
            set_rule(rules, rule_by_id(node_string(key)), severity);
        else if (!(breadth == BREADTH_GROUP ? apply_group : apply_keyword)(rules, key, severity,
                                                                           err))
            return false;
    }
    return true;
}

/* ---- sets ---- */

static bool read_assertions(struct rules *rules, const struct node *list, struct error *err)
{
    if (!list)
        return true;
    if (!node_is(list, NODE_ARRAY))
        return error_raise_node(err, list, "a list of assertions is needed here");
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        if (!assertion_read(rules, item, err))
            return false;
    }
    return true;
}

static bool check_fields(const struct node *root, struct error *err)
{
    static const char *const known[] = {"extends", "severity", "assertions"};

    if (!node_is(root, NODE_OBJECT))
        return error_raise_node(err, root, "a rule set is an object");
    for (const struct node *key = node_first(root); key < node_end(root);
         key = node_next_key(key)) {
        struct near_miss miss = near_miss_of(node_string(key));
        bool found = false;

        for (size_t i = 0; i < ARRAY_LENGTH(known); i++) {
            found = found || str_is(node_string(key), known[i]);
            near_miss_try(&miss, str_of(known[i]));
        }
        if (!found)
            return error_raise_node(err, key, "unknown field \"%.*s\" of a rule set%s",
                                    STR_ARGS(node_string(key)), near_miss_hint(&miss));
    }
    return true;
}

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

/* The text of a set, and in *file the name that messages show. place: where it is named; NULL for
   the command line. */
static bool read_text(struct rules *rules, struct str name, const struct node *place,
                      struct str *file, struct str *text, struct error *err)
{
    if (!is_bare_name(name)) {
        *file = str_copy(&rules->arena, name);
        return file_read(&rules->arena, file->text, RULE_SET_MAX_BYTES, text, err);
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

static bool add_set(struct rules *rules, struct str name, const struct node *place, int depth,
                    struct error *err);

static bool add_extended(struct rules *rules, const struct document *document,
                         const struct node *extends, int depth, struct error *err)
{
    struct str name = node_string(extends);

    if (name.length == 0)
        return error_raise_node(err, extends, "the name or path of a rule set is needed here");
    if (depth == RULE_SET_MAX_EXTENDS)
        return error_raise_node(err, extends, "extends goes deeper than %d (is it a circle?)",
                                RULE_SET_MAX_EXTENDS);
    if (!is_bare_name(name) && name.text[0] != '/') {
        struct str folder = path_directory(document->file);

        if (!str_is(folder, "."))
            name = str_format(&rules->arena, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(name));
    }
    return add_set(rules, name, extends, depth + 1, err);
}

static bool add_set(struct rules *rules, struct str name, const struct node *place, int depth,
                    struct error *err)
{
    struct str file, text;
    const struct document *document;
    const struct node *extends, *severity;

    if (!read_text(rules, name, place, &file, &text, err))
        return false;
    document = read_document(rules, file, text, err);
    if (!document || !check_fields(document->root, err))
        return false;
    extends = node_member(document->root, STR("extends"));
    severity = node_member(document->root, STR("severity"));
    return (!extends || add_extended(rules, document, extends, depth, err)) &&
           apply_severities(rules, severity, BREADTH_GROUP, err) &&
           apply_severities(rules, severity, BREADTH_RULE, err) &&
           read_assertions(rules, node_member(document->root, STR("assertions")), err) &&
           apply_severities(rules, severity, BREADTH_KEYWORD, err);
}

bool rules_add(struct rules *rules, const char *name_or_path, struct error *err)
{
    return add_set(rules, str_of(name_or_path), NULL, 0, err);
}
