/* `where` of overrides and ignores: which operations, and which answers, they are for. */
#include "base/glob.h"
#include "base/near_miss.h"
#include "rules/state.h"

#include <stdio.h>

const struct node *texts_next(const struct node *texts, const struct node *text)
{
    if (!node_is(texts, NODE_ARRAY))
        return text ? NULL : texts;
    text = text ? node_next(text) : node_first(texts);
    return text < node_end(texts) ? text : NULL;
}

/* ---- statuses ---- */

/* "200", "2XX" */
static bool is_status_key(struct str key)
{
    if (key.length != 3 || key.text[0] < '1' || key.text[0] > '5')
        return false;
    return (key.text[1] == 'X' && key.text[2] == 'X') ||
           (ascii_is_digit(key.text[1]) && ascii_is_digit(key.text[2]));
}

bool status_pattern_is_sound(struct str pattern)
{
    do {
        if (!is_status_key(str_cut(&pattern, '|')))
            return false;
    } while (pattern.text);
    return true;
}

/* status: "404", or a key of the description such as "4XX". */
static bool status_pattern_matches(struct str pattern, struct str status)
{
    while (status.length == 3 && pattern.text) {
        struct str key = str_cut(&pattern, '|');

        if (key.length == 3 && key.text[0] == status.text[0] &&
            (key.text[1] == 'X' || str_equal(key, status)))
            return true;
    }
    return false;
}

/* ---- reading ---- */

/* A text or a list of texts, each of which is sound. */
static bool read_texts(const struct node *value, const struct node **texts,
                       bool (*is_sound)(struct str text), const char *needed, struct error *err)
{
    const struct node *text = NULL;

    *texts = value;
    if (!node_is(value, NODE_ARRAY) && !node_text(value).length)
        return error_raise_node(err, value, "%s is needed here, or a list", needed);
    while ((text = texts_next(value, text))) {
        if (!node_text(text).length || !is_sound(node_text(text)))
            return error_raise_node(err, text, "%s is needed here", needed);
    }
    return node_is(value, NODE_ARRAY) && value->length == 0
               ? error_raise_node(err, value, "the list is empty")
               : true;
}

static bool is_text(struct str text)
{
    return text.length > 0;
}

static bool is_path(struct str text)
{
    return str_starts_with(text, STR("/")) || str_starts_with(text, STR("*"));
}

static bool read_operation(struct rules *rules, const struct node *value, void *target,
                           struct error *err)
{
    (void)rules;
    return read_texts(value, &((struct where *)target)->operations, is_text,
                      "an operationId, or an operation such as GET /pets/{petId},", err);
}

static bool read_method(struct rules *rules, const struct node *value, void *target,
                        struct error *err)
{
    (void)rules;
    return read_texts(value, &((struct where *)target)->methods, is_text, "a method such as GET",
                      err);
}

static bool read_path(struct rules *rules, const struct node *value, void *target,
                      struct error *err)
{
    (void)rules;
    return read_texts(value, &((struct where *)target)->paths, is_path, "a path such as /pets/*",
                      err);
}

static bool read_tag(struct rules *rules, const struct node *value, void *target, struct error *err)
{
    (void)rules;
    return read_texts(value, &((struct where *)target)->tags, is_text, "a tag", err);
}

static bool read_status(struct rules *rules, const struct node *value, void *target,
                        struct error *err)
{
    (void)rules;
    return read_texts(value, &((struct where *)target)->statuses, status_pattern_is_sound,
                      "a status such as 200, 2XX or 4XX|5XX", err);
}

static const struct rule_field where_fields[] = {{"operation", read_operation},
                                                 {"method", read_method},
                                                 {"path", read_path},
                                                 {"tag", read_tag},
                                                 {"status", read_status}};

bool where_read(struct rules *rules, const struct node *value, struct where *where,
                struct error *err)
{
    *where = (struct where){.operations = NULL};
    if (!fields_read(rules, value, where_fields, ARRAY_LENGTH(where_fields), where, "where", err))
        return false;
    return value->length > 0 ||
           error_raise_node(err, value, "where needs operation, method, path, tag or status");
}

/* ---- subjects ---- */

void rule_subject_operation(struct arena *arena, struct rule_subject *subject,
                            const struct operation *operation)
{
    subject->operation = operation_name(operation);
    subject->tags = operation_tags(arena, operation, &subject->tag_count);
}

/* The token behind "/KEY/" at the start of the pointer; STR_NONE when it starts otherwise. */
static struct str token_behind(struct arena *arena, struct str pointer, struct str key)
{
    if (!str_starts_with(pointer, key))
        return STR_NONE;
    pointer = str_slice(pointer, key.length, SIZE_MAX);
    return pointer_token_text(arena, str_cut(&pointer, '/'));
}

void rule_subject_place(struct arena *arena, struct rule_subject *subject, struct str operation,
                        struct str pointer)
{
    if (operation.length == 0)
        subject->operation.path = token_behind(arena, pointer, STR("/paths/"));
    else if (str_starts_with(pointer, operation))
        subject->status_key =
            token_behind(arena, str_slice(pointer, operation.length, SIZE_MAX), STR("/responses/"));
}

/* ---- matching ---- */

static bool is_operation(struct str text, const struct operation_name *name)
{
    struct str path = text;
    struct str method = str_cut(&path, ' ');

    if (name->id.length && str_equal(text, name->id))
        return true;
    return path.text && str_equal(method, name->method) && glob_matches(path, name->path);
}

static bool fits_operation(struct str text, const struct rule_subject *subject)
{
    return is_operation(text, &subject->operation);
}

static bool fits_method(struct str text, const struct rule_subject *subject)
{
    return str_equal_ignoring_case(text, subject->operation.method);
}

static bool fits_path(struct str text, const struct rule_subject *subject)
{
    return glob_matches(text, subject->operation.path);
}

static bool fits_tag(struct str text, const struct rule_subject *subject)
{
    for (size_t i = 0; i < subject->tag_count; i++)
        if (str_equal(subject->tags[i], text))
            return true;
    return false;
}

static bool fits_status(struct str text, const struct rule_subject *subject)
{
    char digits[16];

    if (!subject->status)
        return status_pattern_matches(text, subject->status_key);
    snprintf(digits, sizeof digits, "%03d", subject->status);
    return status_pattern_matches(text, str_of(digits));
}

static bool any_fits(const struct node *texts, const struct rule_subject *subject,
                     bool (*fits)(struct str text, const struct rule_subject *subject))
{
    const struct node *text = NULL;

    if (!texts)
        return true;
    while ((text = texts_next(texts, text)))
        if (fits(node_text(text), subject))
            return true;
    return false;
}

bool where_matches(const struct where *where, const struct rule_subject *subject)
{
    return any_fits(where->operations, subject, fits_operation) &&
           any_fits(where->methods, subject, fits_method) &&
           any_fits(where->paths, subject, fits_path) && any_fits(where->tags, subject, fits_tag) &&
           any_fits(where->statuses, subject, fits_status);
}

bool rules_ask_status(const struct rules *rules)
{
    for (size_t i = 0; i < rules->overrides.count; i++)
        if (rules->overrides.items[i].where.statuses)
            return true;
    for (size_t i = 0; i < rules->ignores.count; i++)
        if (rules->ignores.items[i].where.statuses)
            return true;
    return false;
}

/* ---- what fits nothing ---- */

enum { UNMATCHED_MAX = 32 /* told; by then the set is of another description */ };

struct unmatched_search {
    const struct rule_subject *operations;
    size_t count;
    void (*tell)(void *context, const char *text);
    void *context;
    const struct node *told[UNMATCHED_MAX]; /* an override has an entry for each severity in it */
    size_t told_count;
};

static void try_operation(struct near_miss *miss, const struct rule_subject *subject)
{
    if (subject->operation.id.length)
        near_miss_try(miss, subject->operation.id);
}

static void try_path(struct near_miss *miss, const struct rule_subject *subject)
{
    near_miss_try(miss, subject->operation.path);
}

static void try_tag(struct near_miss *miss, const struct rule_subject *subject)
{
    for (size_t i = 0; i < subject->tag_count; i++)
        near_miss_try(miss, subject->tags[i]);
}

static const struct place_kind {
    const char *name;
    bool (*fits)(struct str text, const struct rule_subject *subject);
    void (*candidates)(struct near_miss *miss, const struct rule_subject *subject);
} place_kinds[] = {{"operation", fits_operation, try_operation},
                   {"path", fits_path, try_path},
                   {"tag", fits_tag, try_tag}};

static void tell_unmatched_text(struct unmatched_search *search, const struct place_kind *kind,
                                const struct node *text)
{
    struct near_miss miss = near_miss_of(node_text(text));
    struct error line = {0};

    for (size_t i = 0; i < search->count; i++)
        if (kind->fits(node_text(text), &search->operations[i]))
            return;
    for (size_t i = 0; i < search->told_count; i++)
        if (search->told[i] == text)
            return;
    for (size_t i = 0; i < search->count; i++)
        kind->candidates(&miss, &search->operations[i]);
    search->told[search->told_count++] = text;
    error_raise_node(&line, text, "no operation of the description has the %s \"%.*s\"%s",
                     kind->name, STR_ARGS(node_text(text)), near_miss_hint(&miss));
    search->tell(search->context, line.message);
}

static void look_at_where(struct unmatched_search *search, const struct where *where)
{
    const struct node *const lists[] = {where->operations, where->paths, where->tags};

    for (size_t i = 0; i < ARRAY_LENGTH(lists); i++) {
        const struct node *text = NULL;

        while (lists[i] && search->told_count < UNMATCHED_MAX &&
               (text = texts_next(lists[i], text)))
            tell_unmatched_text(search, &place_kinds[i], text);
    }
}

void rules_tell_unmatched(const struct rules *rules, const struct rule_subject *operations,
                          size_t count, void (*tell)(void *context, const char *text),
                          void *context)
{
    struct unmatched_search search = {operations, count, tell, context, .told = {0}};

    for (size_t i = 0; i < rules->overrides.count; i++)
        look_at_where(&search, &rules->overrides.items[i].where);
    for (size_t i = 0; i < rules->ignores.count; i++)
        look_at_where(&search, &rules->ignores.items[i].where);
}
