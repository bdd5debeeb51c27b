#include "cli/option.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/duration.h"
#include "oasdrift.h"

static const struct option *find_long(const struct option *const *tables, struct str name)
{
    for (; *tables; tables++)
        for (const struct option *row = *tables; row->name; row++)
            if (str_is(name, row->name))
                return row;
    return NULL;
}

static const struct option *find_letter(const struct option *const *tables, char letter)
{
    for (; *tables; tables++)
        for (const struct option *row = *tables; row->name; row++)
            if (row->letter == letter)
                return row;
    return NULL;
}

static void try_options(const struct option *const *tables, struct near_miss *miss)
{
    for (; *tables; tables++)
        for (const struct option *row = *tables; row->name; row++)
            near_miss_try(miss, str_of(row->name));
}

static bool unknown(const struct option *const *tables, struct str name, struct error *err)
{
    struct near_miss miss = near_miss_of(name);

    try_options(tables, &miss);
    if (miss.best.text)
        return error_raise(err, "unknown option --%.*s; did you mean --%.*s?", STR_ARGS(name),
                           STR_ARGS(miss.best));
    return error_raise(err, "unknown option --%.*s", STR_ARGS(name));
}

const struct option *option_named(const struct option *const *tables, struct near_miss *name)
{
    const struct option *row = find_long(tables, name->word);

    if (!row)
        try_options(tables, name);
    return row;
}

bool option_takes_value(const struct option *row)
{
    return row->argument != NULL;
}

bool option_is_list(const struct option *row)
{
    switch (row->kind) {
    case OPTION_LIST:
    case OPTION_PAIRS:
    case OPTION_HEADERS:
    case OPTION_FILES:
    case OPTION_NAMED_FILES:
    case OPTION_REPORTS:
    case OPTION_RULE_SETS:
    case OPTION_FOLDERS_OR_HOSTS:
        return true;
    case OPTION_FLAG:
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_OUTPUT:
    case OPTION_NUMBER:
    case OPTION_TIME:
    case OPTION_CHOICE:
    case OPTION_RAISE:
    case OPTION_LOWER:
    case OPTION_HELP:
        break;
    }
    return false;
}

const char *option_separator(const struct option *row)
{
    if (row->kind == OPTION_PAIRS || row->kind == OPTION_NAMED_FILES || row->kind == OPTION_REPORTS)
        return "=";
    return row->kind == OPTION_HEADERS ? ": " : NULL;
}

static bool is_choice(const char *choices, struct str value)
{
    struct str rest = str_of(choices);

    while (rest.text)
        if (str_equal(str_cut(&rest, '|'), value))
            return true;
    return false;
}

static void add_to_list(struct oasdrift_list *list, const char *value)
{
    const char **items =
        alloc_resize((void *)(uintptr_t)list->items, (list->count + 1) * sizeof *items);

    items[list->count] = value;
    *list = (struct oasdrift_list){items, list->count + 1};
}

bool option_store(const struct option *row, const char *value, void *target, struct error *err)
{
    void *field = (char *)target + row->offset;
    uint64_t maximum = row->maximum ? row->maximum : UINT64_MAX;
    uint64_t number = 0;

    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return true;
    case OPTION_RAISE:
        ++*(int *)field;
        return true;
    case OPTION_LOWER:
        *(int *)field = -1;
        return true;
    case OPTION_HELP:
        *(enum help_wanted *)field = value ? HELP_AT_A_GLANCE : HELP_ALL;
        return true;
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_OUTPUT:
        *(const char **)field = value;
        return true;
    case OPTION_LIST:
    case OPTION_PAIRS:
    case OPTION_HEADERS:
    case OPTION_FILES:
    case OPTION_NAMED_FILES:
    case OPTION_REPORTS:
    case OPTION_RULE_SETS:
    case OPTION_FOLDERS_OR_HOSTS:
        if (((struct oasdrift_list *)field)->count == OPTION_LIST_MAX)
            return error_raise(err, "--%s given more than %d times", row->name, OPTION_LIST_MAX);
        add_to_list(field, value);
        return true;
    case OPTION_CHOICE:
        if (!is_choice(row->choices, str_of(value)))
            return error_raise(err, "--%s %s: expected one of %s", row->name, value, row->choices);
        *(const char **)field = value;
        return true;
    case OPTION_NUMBER:
        if (!str_to_unsigned(str_of(value), &number) || number > maximum)
            return error_raise(err, "--%s %s: expected a whole number up to %llu", row->name, value,
                               (unsigned long long)maximum);
        *(uint64_t *)field = number;
        return true;
    case OPTION_TIME:
        if (!duration_read_ms(str_of(value), &number))
            return error_raise(err, "--%s %s: expected a time such as 500ms, 2s or 1m", row->name,
                               value);
        *(uint64_t *)field = number;
        return true;
    }
    return false;
}

/* "--name", "--name=value" or "--name value"; then *at is moved on to the value. */
static bool read_long(const struct option *const *tables, int argc, char **argv, int *at,
                      void *target, struct error *err)
{
    struct str rest = str_of(argv[*at] + 2);
    struct str name = str_cut(&rest, '=');
    const struct option *row = find_long(tables, name);

    if (!row)
        return unknown(tables, name, err);
    if (!option_takes_value(row) && rest.text)
        return error_raise(err, "--%s takes no value", row->name);
    if (option_takes_value(row) && !rest.text) {
        if (*at + 1 == argc)
            return error_raise(err, "--%s needs a value: %s", row->name, row->argument);
        rest = str_of(argv[++*at]);
    }
    return option_store(row, rest.text, target, err);
}

/* "-kv", "-Hvalue" or "-H value". */
static bool read_letters(const struct option *const *tables, int argc, char **argv, int *at,
                         void *target, struct error *err)
{
    for (const char *letter = argv[*at] + 1; *letter; letter++) {
        const struct option *row = find_letter(tables, *letter);

        if (!row)
            return error_raise(err, "unknown option -%c", *letter);
        if (!option_takes_value(row)) {
            if (!option_store(row, row->kind == OPTION_HELP ? letter : NULL, target, err))
                return false;
            continue;
        }
        if (letter[1])
            return option_store(row, letter + 1, target, err);
        if (*at + 1 == argc)
            return error_raise(err, "-%c needs a value: %s", row->letter, row->argument);
        return option_store(row, argv[++*at], target, err);
    }
    return true;
}

bool options_parse(const struct option *const *tables, int argc, char **argv, void *target,
                   struct operands *operands, struct error *err)
{
    bool ended = false;

    for (int at = 0; at < argc; at++) {
        const char *word = argv[at];
        bool read = true;

        if (!ended && strcmp(word, "--") == 0)
            ended = true;
        else if (ended || word[0] != '-' || word[1] == '\0')
            operands->items[operands->count++] = word;
        else if (word[1] == '-')
            read = read_long(tables, argc, argv, &at, target, err);
        else
            read = read_letters(tables, argc, argv, &at, target, err);
        if (!read)
            return false;
    }
    return true;
}

bool option_is_unset(const struct option *row, const void *target)
{
    const void *field = (const char *)target + row->offset;

    switch (row->kind) {
    case OPTION_FLAG:
        return !*(const bool *)field;
    case OPTION_RAISE:
    case OPTION_LOWER:
        return *(const int *)field == 0;
    case OPTION_HELP:
        return *(const enum help_wanted *)field == HELP_NONE;
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_OUTPUT:
    case OPTION_CHOICE:
        return *(const char *const *)field == NULL;
    case OPTION_LIST:
    case OPTION_PAIRS:
    case OPTION_HEADERS:
    case OPTION_FILES:
    case OPTION_NAMED_FILES:
    case OPTION_REPORTS:
    case OPTION_RULE_SETS:
    case OPTION_FOLDERS_OR_HOSTS:
        return ((const struct oasdrift_list *)field)->count == 0;
    case OPTION_NUMBER:
    case OPTION_TIME:
        return *(const uint64_t *)field == 0;
    }
    return false;
}

void options_release(const struct option *const *tables, void *target)
{
    for (; *tables; tables++)
        for (const struct option *row = *tables; row->name; row++)
            if (option_is_list(row)) {
                struct oasdrift_list *list =
                    (struct oasdrift_list *)(void *)((char *)target + row->offset);

                free((void *)(uintptr_t)list->items);
                *list = (struct oasdrift_list){NULL, 0};
            }
}
