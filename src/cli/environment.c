#include "cli/environment.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/escape.h"
#include "cli/text_list.h"

void variable_of_name(struct str name, char variable[VARIABLE_BYTES])
{
    snprintf(variable, VARIABLE_BYTES, "OASDRIFT_%.*s", STR_ARGS(name));
    for (; *variable; variable++)
        *variable = *variable == '-' ? '_' : ascii_upper(*variable);
}

/* "OASDRIFT_SOME_NAME" to "some-name"; false: it is no such name. */
static bool name_of_variable(struct str variable, char name[VARIABLE_BYTES])
{
    size_t prefix = strlen("OASDRIFT_");

    if (!str_starts_with(variable, STR("OASDRIFT_")) || variable.length - prefix >= VARIABLE_BYTES)
        return false;
    for (size_t i = prefix; i < variable.length; i++)
        name[i - prefix] = variable.text[i] == '_' ? '-' : ascii_lower(variable.text[i]);
    name[variable.length - prefix] = '\0';
    return true;
}

/* A switch is on or off; *value is NULL where it is off. */
static bool read_switch(const char *variable, const char **value, struct error *err)
{
    static const struct {
        const char *text;
        bool on;
    } words[] = {{"1", true}, {"true", true}, {"0", false}, {"false", false}};

    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (strcmp(*value, words[i].text) == 0) {
            *value = words[i].on ? *value : NULL;
            return true;
        }
    return error_raise(err, "%s=%s: expected 1 or 0, true or false", variable, *value);
}

bool variable_is_set(const struct option *row)
{
    char variable[VARIABLE_BYTES];
    const char *value;

    variable_of_name(str_of(row->name), variable);
    value = getenv(variable);
    return value && *value;
}

/* *value: NULL where the variable says nothing. */
static bool environment_value(const struct option *row, const char **value, struct error *err)
{
    char variable[VARIABLE_BYTES];

    variable_of_name(str_of(row->name), variable);
    *value = getenv(variable);
    if (*value && !**value)
        *value = NULL;
    return !*value || option_takes_value(row) || read_switch(variable, value, err);
}

bool options_from_environment(const struct option *const *tables, void *target, struct error *err)
{
    for (; *tables; tables++)
        for (const struct option *row = *tables; row->name; row++) {
            const char *value = NULL;

            if (row->kind != OPTION_HELP && option_is_unset(row, target) &&
                !environment_value(row, &value, err))
                return false;
            if (value && !option_store(row, value, target, err))
                return false;
        }
    return true;
}

/* Whether letters are large counts: "OASDRIFT_fail_on" is not read. */
static bool is_written_so(struct str variable, struct str name)
{
    char read[VARIABLE_BYTES];

    variable_of_name(name, read);
    return str_is(variable, read);
}

static bool is_option_of_any(struct near_miss *name)
{
    const struct option *row = option_of_any(name);

    return row && row->kind != OPTION_HELP;
}

void free_texts(struct oasdrift_list *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        free((void *)(uintptr_t)texts->items[i]);
    text_list_release(texts);
}

/* "OASDRIFT_FAILON is set, and no option has that name; did you mean OASDRIFT_FAIL_ON?" */
static void tell_unknown(struct str variable, const struct near_miss *miss,
                         struct oasdrift_list *texts)
{
    char shown[256], meant[VARIABLE_BYTES] = "", text[512];
    int length = (int)escape_control(variable, shown, sizeof shown);

    if (miss->best.text)
        variable_of_name(miss->best, meant);
    snprintf(text, sizeof text, "%.*s is set, and no option has that name%s%s%s", length, shown,
             *meant ? "; did you mean " : "", meant, *meant ? "?" : "");
    complain(text);
    text_list_add(texts, alloc_text(text));
}

void warn_of_environment(struct oasdrift_list *texts, const struct oasdrift_list *read)
{
    for (char **entry = environ; *entry; entry++) {
        struct str value = str_of(*entry);
        struct str variable = str_cut(&value, '=');
        struct near_miss miss;
        char name[VARIABLE_BYTES];

        if (str_starts_with(variable, STR("OASDRIFT_AUTH_")) || !name_of_variable(variable, name) ||
            text_list_has(read, variable))
            continue;
        miss = near_miss_of(str_of(name));
        if (is_option_of_any(&miss)) {
            if (is_written_so(variable, miss.word))
                continue;
            near_miss_is(&miss, miss.word);
        }
        tell_unknown(variable, &miss, texts);
    }
}
