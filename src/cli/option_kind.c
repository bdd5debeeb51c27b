#include "cli/option_kind.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/duration.h"
#include "oasdrift.h"

/* ---- switches ---- */

static bool flag_is_unset(const void *field)
{
    return !*(const bool *)field;
}

static bool store_flag(const struct option *row, const char *value, void *field, struct error *err)
{
    (void)row, (void)value, (void)err;
    *(bool *)field = true;
    return true;
}

static const char *show_flag(const void *field, char text[OPTION_SHOWN_BYTES])
{
    (void)text;
    return flag_is_unset(field) ? "false" : "true";
}

static bool count_is_unset(const void *field)
{
    return *(const int *)field == 0;
}

static bool store_raised(const struct option *row, const char *value, void *field,
                         struct error *err)
{
    (void)row, (void)value, (void)err;
    ++*(int *)field;
    return true;
}

static bool store_lowered(const struct option *row, const char *value, void *field,
                          struct error *err)
{
    (void)row, (void)value, (void)err;
    *(int *)field = -1;
    return true;
}

static const char *show_count(const void *field, char text[OPTION_SHOWN_BYTES])
{
    (void)text;
    return count_is_unset(field) ? "false" : "true";
}

static bool help_is_unset(const void *field)
{
    return *(const enum help_wanted *)field == HELP_NONE;
}

/* value: its letter, where it is asked for by that. */
static bool store_help(const struct option *row, const char *value, void *field, struct error *err)
{
    (void)row, (void)err;
    *(enum help_wanted *)field = value ? HELP_AT_A_GLANCE : HELP_ALL;
    return true;
}

/* ---- numbers ---- */

static bool number_is_unset(const void *field)
{
    return *(const uint64_t *)field == 0;
}

static bool store_number(const struct option *row, const char *value, void *field,
                         struct error *err)
{
    uint64_t maximum = row->maximum ? row->maximum : UINT64_MAX, number;

    if (!str_to_unsigned(str_of(value), &number) || number > maximum)
        return error_raise(err, "--%s %s: expected a whole number up to %" PRIu64, row->name, value,
                           maximum);
    *(uint64_t *)field = number;
    return true;
}

static bool store_time(const struct option *row, const char *value, void *field, struct error *err)
{
    return duration_read_ms(str_of(value), field) ||
           error_raise(err, "--%s %s: expected a time such as 500ms, 2s or 1m", row->name, value);
}

static const char *show_in(const void *field, const char *unit, char text[OPTION_SHOWN_BYTES])
{
    if (number_is_unset(field))
        return NULL;
    snprintf(text, OPTION_SHOWN_BYTES, "%" PRIu64 "%s", *(const uint64_t *)field, unit);
    return text;
}

static const char *show_number(const void *field, char text[OPTION_SHOWN_BYTES])
{
    return show_in(field, "", text);
}

static const char *show_time(const void *field, char text[OPTION_SHOWN_BYTES])
{
    return show_in(field, "ms", text);
}

/* ---- texts ---- */

static bool text_is_unset(const void *field)
{
    return *(const char *const *)field == NULL;
}

static bool store_text(const struct option *row, const char *value, void *field, struct error *err)
{
    (void)row, (void)err;
    *(const char **)field = value;
    return true;
}

static bool is_choice(const char *choices, struct str value)
{
    struct str rest = str_of(choices);

    while (rest.text)
        if (str_equal(str_cut(&rest, '|'), value))
            return true;
    return false;
}

static bool store_choice(const struct option *row, const char *value, void *field,
                         struct error *err)
{
    if (!is_choice(row->choices, str_of(value)))
        return error_raise(err, "--%s %s: expected one of %s", row->name, value, row->choices);
    return store_text(row, value, field, err);
}

static const char *show_text(const void *field, char text[OPTION_SHOWN_BYTES])
{
    (void)text;
    return *(const char *const *)field;
}

/* ---- lists ---- */

static bool list_is_unset(const void *field)
{
    return ((const struct oasdrift_list *)field)->count == 0;
}

static bool store_in_list(const struct option *row, const char *value, void *field,
                          struct error *err)
{
    struct oasdrift_list *list = field;
    const char **items;

    if (list->count == OPTION_LIST_MAX)
        return error_raise(err, "--%s given more than %d times", row->name, OPTION_LIST_MAX);
    items = alloc_resize((void *)(uintptr_t)list->items, (list->count + 1) * sizeof *items);
    items[list->count] = value;
    *list = (struct oasdrift_list){items, list->count + 1};
    return true;
}

static const char *show_nothing(const void *field, char text[OPTION_SHOWN_BYTES])
{
    (void)field, (void)text;
    return NULL;
}

/* ---- fields ---- */

#define SWITCH_SCHEMA "\"type\": \"boolean\""

static const struct option_field flag = {flag_is_unset, store_flag, show_flag, SWITCH_SCHEMA,
                                         false};
static const struct option_field raised = {count_is_unset, store_raised, show_count, SWITCH_SCHEMA,
                                           false};
static const struct option_field lowered = {count_is_unset, store_lowered, show_count,
                                            SWITCH_SCHEMA, false};
static const struct option_field help = {help_is_unset, store_help, show_nothing, SWITCH_SCHEMA,
                                         false};
static const struct option_field number = {number_is_unset, store_number, show_number,
                                           "\"type\": \"integer\", \"minimum\": 0", false};
static const struct option_field time = {number_is_unset, store_time, show_time,
                                         "\"$ref\": \"#/definitions/time\"", false};
static const struct option_field text = {text_is_unset, store_text, show_text, NULL, false};
static const struct option_field choice = {text_is_unset, store_choice, show_text, NULL, false};
static const struct option_field list = {list_is_unset, store_in_list, show_nothing, NULL, true};

/* ---- paths ---- */

static size_t nowhere(struct str value)
{
    return value.length;
}

static size_t unless_url(struct str value)
{
    return str_find(value, STR("://")) != SIZE_MAX ? value.length : 0;
}

static size_t behind_name(struct str value)
{
    size_t equals = str_find_char(value, '=');

    return equals < value.length ? equals + 1 : value.length;
}

/* "strict" comes with the program; "./strict" and "strict.yaml" are files. */
static size_t unless_rule_set(struct str value)
{
    return str_find_any(value, "/.") < value.length ? 0 : value.length;
}

static size_t unless_host(struct str value)
{
    bool is_folder = str_starts_with(value, STR(".")) || str_find_char(value, '/') < value.length;

    return is_folder ? 0 : value.length;
}

/* ---- kinds ---- */

static const struct option_kind_row kinds[] = {
#define OPTION_KIND(name, field, separator, path, file, use)                                       \
    [OPTION_##name] = {&field, separator, path, file, use},
#include "cli/option_kinds.def"
#undef OPTION_KIND
};

const struct option_kind_row *option_kind(const struct option *row)
{
    return &kinds[row->kind];
}
