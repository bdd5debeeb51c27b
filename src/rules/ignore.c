/* What is left alone: findings by place, with a reason and a date, and names of headers and
   properties. */
#include "base/glob.h"
#include "base/moment.h"
#include "rules/state.h"

/* A text that is not empty. */
static bool read_text(const struct node *value, struct str *text, struct error *err)
{
    *text = node_string(value);
    return text->length ? true : error_raise_node(err, value, "a text is needed here");
}

/* ---- ignores ---- */

static bool read_rule(struct rules *rules, const struct node *value, void *target,
                      struct error *err)
{
    struct ignore *ignore = target;

    ignore->has_rule = true;
    return rule_pattern_read(rules, value, &ignore->rule, err) &&
           rule_pattern_is_of_places(&ignore->rule, value, "be ignored", err);
}

static bool read_where(struct rules *rules, const struct node *value, void *target,
                       struct error *err)
{
    return where_read(rules, value, &((struct ignore *)target)->where, err);
}

static bool read_part(struct rules *rules, const struct node *value, void *target,
                      struct error *err)
{
    struct ignore *ignore = target;

    (void)rules;
    ignore->has_part = true;
    return part_parse(node_string(value), &ignore->part) ||
           error_raise_node(err, value, "a part such as response.body is needed here");
}

static bool read_name(struct rules *rules, const struct node *value, void *target,
                      struct error *err)
{
    (void)rules;
    return read_text(value, &((struct ignore *)target)->name, err);
}

static bool read_pointer(struct rules *rules, const struct node *value, void *target,
                         struct error *err)
{
    struct ignore *ignore = target;

    (void)rules;
    ignore->pointer = node_string(value);
    return str_starts_with(ignore->pointer, STR("/")) || str_starts_with(ignore->pointer, STR("*"))
               ? true
               : error_raise_node(err, value, "a pointer such as /items/*/id is needed here");
}

static bool read_reason(struct rules *rules, const struct node *value, void *target,
                        struct error *err)
{
    (void)rules;
    return read_text(value, &((struct ignore *)target)->accepted.reason, err);
}

static bool read_owner(struct rules *rules, const struct node *value, void *target,
                       struct error *err)
{
    (void)rules;
    return read_text(value, &((struct ignore *)target)->accepted.owner, err);
}

static bool read_ticket(struct rules *rules, const struct node *value, void *target,
                        struct error *err)
{
    (void)rules;
    return read_text(value, &((struct ignore *)target)->accepted.ticket, err);
}

static bool read_expires(struct rules *rules, const struct node *value, void *target,
                         struct error *err)
{
    struct ignore *ignore = target;

    (void)rules;
    ignore->accepted.expires = node_string(value);
    return moment_is_date(ignore->accepted.expires) ||
           error_raise_node(err, value, "a date such as 2026-12-31 is needed here");
}

static const struct rule_field ignore_fields[] = {
    {"rule", read_rule},   {"where", read_where},     {"part", read_part},
    {"name", read_name},   {"pointer", read_pointer}, {"reason", read_reason},
    {"owner", read_owner}, {"ticket", read_ticket},   {"expires", read_expires},
};

bool ignore_read(struct rules *rules, const struct node *item, struct error *err)
{
    struct ignore ignore = {.place = item};

    if (!fields_read(rules, item, ignore_fields, ARRAY_LENGTH(ignore_fields), &ignore, "an ignore",
                     err))
        return false;
    if (!ignore.accepted.reason.length)
        return error_raise_node(err, item, "an ignore needs a reason");
    if (!ignore.has_rule && !ignore.has_part && !ignore.name.text && !ignore.pointer.text &&
        !node_member(item, STR("where")))
        return error_raise_node(err, item,
                                "an ignore needs rule, where, part, name or pointer: this one "
                                "would ignore everything");
    if (rules->ignores.count == RULE_SET_MAX_IGNORES)
        return error_raise_node(err, item, "there are more than %d ignores", RULE_SET_MAX_IGNORES);
    VEC_ADD(&rules->ignores, ignore);
    return true;
}

void rules_set_today(struct rules *rules, struct str today)
{
    rules->today = today;
}

static bool has_expired(const struct rules *rules, const struct ignore *ignore)
{
    return rules->today.length && ignore->accepted.expires.length &&
           str_compare(ignore->accepted.expires, rules->today) < 0;
}

static bool covers(const struct ignore *ignore, const struct rule_subject *subject)
{
    return (!ignore->has_rule ||
            rule_pattern_matches(&ignore->rule, subject->rule, subject->keyword)) &&
           (!ignore->has_part || ignore->part == subject->part) &&
           (!ignore->name.text || glob_matches_name(ignore->name, subject->name)) &&
           (!ignore->pointer.text || glob_matches(ignore->pointer, subject->pointer)) &&
           where_matches(&ignore->where, subject);
}

const struct acceptance *rules_excuse(const struct rules *rules, const struct rule_subject *subject)
{
    for (size_t i = 0; i < rules->ignores.count; i++) {
        const struct ignore *ignore = &rules->ignores.items[i];

        if (!has_expired(rules, ignore) && covers(ignore, subject))
            return &ignore->accepted;
    }
    return NULL;
}

bool rules_expired_at(const struct rules *rules, size_t index, struct expired_ignore *expired)
{
    for (size_t i = 0; i < rules->ignores.count; i++) {
        const struct ignore *ignore = &rules->ignores.items[i];

        if (!has_expired(rules, ignore) || index--)
            continue;
        *expired = (struct expired_ignore){ignore->place, ignore->accepted};
        return true;
    }
    return false;
}

/* ---- names ---- */

static bool read_names(const struct node *list, struct rules *rules, bool headers,
                       struct error *err)
{
    const struct node *text = NULL;

    if (!list)
        return true;
    if (!node_is(list, NODE_ARRAY))
        return error_raise_node(err, list, "a list of names is needed here");
    while ((text = texts_next(list, text))) {
        struct name_setting setting = {.place = text};

        if (!read_text(text, &setting.pattern, err))
            return false;
        if ((headers ? rules->headers.count : rules->properties.count) == RULE_SET_MAX_NAMES)
            return error_raise_node(err, text, "there are more than %d names", RULE_SET_MAX_NAMES);
        if (headers)
            VEC_ADD(&rules->headers, setting);
        else
            VEC_ADD(&rules->properties, setting);
    }
    return true;
}

bool ignored_names_read(struct rules *rules, const struct node *headers,
                        const struct node *properties, struct error *err)
{
    return read_names(headers, rules, true, err) && read_names(properties, rules, false, err);
}

static bool is_left_header(const struct rules *rules, const struct rule_subject *subject)
{
    for (size_t i = 0; i < rules->headers.count; i++)
        if (glob_matches_name(rules->headers.items[i].pattern, subject->name))
            return true;
    return false;
}

/* A pattern with a '/' is for the whole pointer, another one for the property's name alone. */
static bool is_left_property(const struct rules *rules, const struct rule_subject *subject)
{
    struct str rest = subject->pointer, last = STR_NONE;

    while (rest.text)
        last = str_cut(&rest, '/');
    for (size_t i = 0; i < rules->properties.count; i++) {
        struct str pattern = rules->properties.items[i].pattern;

        if (str_find_char(pattern, '/') < pattern.length ? glob_matches(pattern, subject->pointer)
                                                         : glob_matches(pattern, last))
            return true;
    }
    return false;
}

bool rules_leave_alone(const struct rules *rules, const struct rule_subject *subject)
{
    if (rule_info(subject->rule)->class != CLASS_UNDOCUMENTED)
        return false;
    if (subject->part == PART_REQUEST_HEADER || subject->part == PART_RESPONSE_HEADER)
        return subject->name.length && is_left_header(rules, subject);
    return str_ends_with(str_of(rule_info(subject->rule)->id), STR(".property-undocumented")) &&
           is_left_property(rules, subject);
}

bool rules_look_at_places(const struct rules *rules)
{
    return rules->overrides.count || rules->ignores.count || rules->headers.count ||
           rules->properties.count;
}
