#include "cli/option_kind.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/duration.h"
#include "cli/text_list.h"

/* ---- switches ---- */

static bool flag_is_unset(const void *field)
{
    return !*(const bool *)field;
}

static void put_flag(const char *value, void *field)
{
    (void)value;
    *(bool *)field = true;
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

static void put_raised(const char *value, void *field)
{
    (void)value;
    ++*(int *)field;
}

static void put_lowered(const char *value, void *field)
{
    (void)value;
    *(int *)field = -1;
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
static void put_help(const char *value, void *field)
{
    *(enum help_wanted *)field = value ? HELP_AT_A_GLANCE : HELP_ALL;
}

/* ---- numbers ---- */

static bool number_is_unset(const void *field)
{
    return *(const uint64_t *)field == 0;
}

static bool takes_number(const struct option *row, const char *value, struct error *err)
{
    uint64_t maximum = row->maximum ? row->maximum : UINT64_MAX, number;

    return (str_to_unsigned(str_of(value), &number) && number <= maximum) ||
           error_raise(err, "--%s %s: expected a whole number up to %" PRIu64, row->name, value,
                       maximum);
}

/* What there is none of need not be asked for. */
static bool takes_count(const struct option *row, const char *value, struct error *err)
{
    uint64_t number;

    if (str_to_unsigned(str_of(value), &number) && number == 0)
        return error_raise(err, "--%s %s: expected a whole number from 1 to %" PRIu64, row->name,
                           value, row->maximum);
    return takes_number(row, value, err);
}

static void put_number(const char *value, void *field)
{
    str_to_unsigned(str_of(value), field);
}

static bool takes_time(const struct option *row, const char *value, struct error *err)
{
    uint64_t ms;

    return duration_read_ms(str_of(value), &ms) ||
           error_raise(err, "--%s %s: expected a time such as 500ms, 2s or 1m", row->name, value);
}

static void put_time(const char *value, void *field)
{
    duration_read_ms(str_of(value), field);
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

static bool takes_choice(const struct option *row, const char *value, struct error *err)
{
    struct str rest = str_of(row->choices);

    while (rest.text)
        if (str_is(str_cut(&rest, '|'), value))
            return true;
    return error_raise(err, "--%s %s: expected one of %s", row->name, value, row->choices);
}

static void put_text(const char *value, void *field)
{
    *(const char **)field = value;
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

/* "NAME=VALUE". Without a name it may be a secret: it is not shown. */
static bool takes_pair(const struct option *row, const char *value, struct error *err)
{
    size_t at = str_find_char(str_of(value), option_separator(row)[0]);

    return (at > 0 && value[at]) ||
           error_raise(err, "--%s: expected NAME%sVALUE", row->name, option_separator(row));
}

static void put_item(const char *value, void *field)
{
    text_list_add(field, value);
}

static const char *show_nothing(const void *field, char text[OPTION_SHOWN_BYTES])
{
    (void)field, (void)text;
    return NULL;
}

/* ---- fields ---- */

#define SWITCH_SCHEMA "\"type\": \"boolean\""

static const struct option_field flag = {flag_is_unset, NULL,          put_flag,
                                         show_flag,     SWITCH_SCHEMA, false};
static const struct option_field raised = {count_is_unset, NULL,          put_raised,
                                           show_count,     SWITCH_SCHEMA, false};
static const struct option_field lowered = {count_is_unset, NULL,          put_lowered,
                                            show_count,     SWITCH_SCHEMA, false};
static const struct option_field help = {help_is_unset, NULL,          put_help,
                                         show_nothing,  SWITCH_SCHEMA, false};
static const struct option_field number = {number_is_unset,
                                           takes_number,
                                           put_number,
                                           show_number,
                                           "\"type\": \"integer\", \"minimum\": 0",
                                           false};
static const struct option_field count = {number_is_unset,
                                          takes_count,
                                          put_number,
                                          show_number,
                                          "\"type\": \"integer\", \"minimum\": 1",
                                          false};
static const struct option_field time = {
    number_is_unset, takes_time, put_time, show_time, "\"$ref\": \"#/definitions/time\"", false};
static const struct option_field text = {text_is_unset, NULL, put_text, show_text, NULL, false};
static const struct option_field choice = {text_is_unset, takes_choice, put_text,
                                           show_text,     NULL,         false};
static const struct option_field list = {list_is_unset, NULL, put_item, show_nothing, NULL, true};
static const struct option_field pairs = {list_is_unset, takes_pair, put_item,
                                          show_nothing,  NULL,       true};

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
