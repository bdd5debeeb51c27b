#include "cli/known_values.h"

#include <string.h>

static const char *report_format(const struct command *command, size_t index)
{
    return oasdrift_report_format(command->reports, index, NULL);
}

static const char *recording_format(const struct command *command, size_t index)
{
    (void)command;
    return oasdrift_recording_format(index, NULL);
}

static const char *method(const struct command *command, size_t index)
{
    static const char *const methods[] = {"GET", "HEAD",  "OPTIONS", "QUERY", "POST",
                                          "PUT", "PATCH", "DELETE",  "TRACE"};

    (void)command;
    return index < ARRAY_LENGTH(methods) ? methods[index] : NULL;
}

static const char *rule_set(const struct command *command, size_t index)
{
    static char names[8][64];

    (void)command;
    return index < ARRAY_LENGTH(names) &&
                   oasdrift_rule_set(index, names[index], sizeof names[index])
               ? names[index]
               : NULL;
}

static const struct known {
    const char *option;
    /* NULL past the last. */
    const char *(*value)(const struct command *command, size_t index);
    bool any; /* other words may stand as well */
} known[] = {
    {"report", report_format, false}, {"from", recording_format, false}, {"rules", rule_set, false},
    {"method", method, true},         {"exclude-method", method, true},
};

static const struct known *find_known(const struct option *row)
{
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
        if (strcmp(row->name, known[i].option) == 0)
            return &known[i];
    return NULL;
}

const char *known_value(const struct command *command, const struct option *row, size_t index)
{
    const struct known *values = find_known(row);

    return values ? values->value(command, index) : NULL;
}

bool has_known_values(const struct option *row)
{
    return row->choices || find_known(row);
}

/* Tries the words of the row as near ones. */
static bool has_word(const struct command *command, const struct option *row, struct str word,
                     struct near_miss *miss)
{
    const struct known *values = find_known(row);
    struct str choices = str_of(row->choices);
    bool has = !row->choices && (!values || values->any);
    const char *name;

    while (choices.text && !has) {
        struct str choice = str_cut(&choices, '|');

        has = str_equal(choice, word);
        near_miss_try(miss, choice);
    }
    for (size_t i = 0; !has && !row->choices && (name = values->value(command, i)); i++) {
        has = str_is(word, name);
        near_miss_try(miss, str_of(name));
    }
    return has;
}

bool is_known_value(const char *option, struct str word, struct near_miss *miss)
{
    const struct command *const *commands = all_commands();

    for (; *commands; commands++) {
        const struct option *tables[OPTION_TABLES_MAX];
        struct near_miss name = near_miss_of(str_of(option));
        const struct option *row;

        command_tables(*commands, tables);
        row = option_named(tables, &name);
        if (row && has_word(*commands, row, word, miss))
            return true;
    }
    return false;
}
