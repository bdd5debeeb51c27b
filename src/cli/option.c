#include "cli/option.h"

#include "cli/option_kind.h"
#include "cli/text_list.h"

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
    return option_kind(row)->field->is_list;
}

const char *option_separator(const struct option *row)
{
    return option_kind(row)->separator;
}

bool option_takes(const struct option *row, const char *value, struct error *err)
{
    const struct option_field *field = option_kind(row)->field;

    return !field->takes || field->takes(row, value, err);
}

bool option_store(const struct option *row, const char *value, void *target, struct error *err)
{
    void *field = (char *)target + row->offset;

    if (!option_takes(row, value, err))
        return false;
    if (option_is_list(row) && ((struct oasdrift_list *)field)->count == OPTION_LIST_MAX)
        return error_raise(err, "--%s given more than %d times", row->name, OPTION_LIST_MAX);
    option_kind(row)->field->put(value, field);
    return true;
}

bool option_is_unset(const struct option *row, const void *target)
{
    return option_kind(row)->field->is_unset((const char *)target + row->offset);
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

/* "-" is standard input, and "-#/definitions/Pet" a place in it. */
static bool is_operand(const char *word)
{
    return word[0] != '-' || word[1] == '\0' || word[1] == '#';
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
        else if (ended || is_operand(word))
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

void options_release(const struct option *const *tables, void *target)
{
    for (; *tables; tables++)
        for (const struct option *row = *tables; row->name; row++)
            if (option_is_list(row))
                text_list_release((void *)((char *)target + row->offset));
}
