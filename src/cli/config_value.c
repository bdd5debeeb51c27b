#include "cli/config_value.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/file_place.h"
#include "base/repository.h"
#include "base/strbuf.h"

enum { VALUE_MAX_BYTES = 1024 * 1024 };

/* ---- variables ---- */

/* The next ${NAME} of *rest, which is moved behind it; *before: what stands in front of it. false:
   there is none, or (*open) none that ends. "$${" is none. */
static bool next_variable(struct str *rest, struct str *before, struct str *name, bool *open)
{
    size_t from = 0;

    *open = false;
    for (;;) {
        size_t at = str_find(str_slice(*rest, from, SIZE_MAX), STR("${"));
        size_t end;

        if (at == SIZE_MAX)
            return false;
        at += from;
        from = at + 2;
        if (at > 0 && rest->text[at - 1] == '$')
            continue;
        end = str_find_char(str_slice(*rest, from, SIZE_MAX), '}');
        *open = from + end >= rest->length;
        if (*open)
            return false;
        *before = str_slice(*rest, 0, at);
        *name = str_slice(*rest, from, end);
        *rest = str_slice(*rest, from + end + 1, SIZE_MAX);
        return true;
    }
}

static bool is_variable_name(struct str name)
{
    for (size_t i = 0; i < name.length; i++)
        if (!ascii_is_alpha(name.text[i]) && name.text[i] != '_' &&
            (i == 0 || !ascii_is_digit(name.text[i])))
            return false;
    return name.length > 0;
}

bool config_value_check(struct config *config, const char *value, const char *place, bool found,
                        struct error *err)
{
    struct str rest = str_of(value), before, name;
    bool open;

    while (next_variable(&rest, &before, &name, &open)) {
        if (!is_variable_name(name))
            return error_raise(err, "%s: ${NAME} has the name of a variable: letters, digits, _",
                               place);
        if (found && !str_starts_with(name, STR("OASDRIFT_")))
            return error_raise(err,
                               "%s: ${%.*s}: a project's file reads only variables whose names "
                               "begin with OASDRIFT_, for nobody has named it (--config FILE does)",
                               place, STR_ARGS(name));
        VEC_ADD(&config->variables, config_keep(config, name));
    }
    return !open || error_raise(err, "%s: ${ has no } behind it; $${ stands for ${", place);
}

/* "$${" was kept from being a variable. */
static void add_text(struct strbuf *out, struct str text)
{
    size_t at;

    while ((at = str_find(text, STR("$${"))) != SIZE_MAX) {
        strbuf_add(out, str_slice(text, 0, at));
        strbuf_add_text(out, "${");
        text = str_slice(text, at + 3, SIZE_MAX);
    }
    strbuf_add(out, text);
}

static bool add_variable(struct config *config, struct strbuf *out, struct str name,
                         const char *place, struct error *err)
{
    const char *value = getenv(config_keep(config, name));

    if (!value)
        return error_raise(err, "%s: ${%.*s} is not set in the environment", place, STR_ARGS(name));
    strbuf_add_text(out, value);
    return true;
}

const char *config_value_expand(struct config *config, const char *value, const char *place,
                                struct error *err)
{
    struct str rest = str_of(value), before, name;
    const char *expanded = NULL;
    struct strbuf out;
    bool open, all = true;

    strbuf_init(&out, VALUE_MAX_BYTES);
    while (all && next_variable(&rest, &before, &name, &open)) {
        add_text(&out, before);
        all = add_variable(config, &out, name, place, err);
    }
    add_text(&out, rest);
    if (all)
        expanded = config_keep(config, strbuf_str(&out));
    strbuf_release(&out);
    return expanded;
}

/* ---- paths ---- */

enum { PATH_BYTES = 4096 };

/* "strict" comes with the program; "./strict" and "strict.yaml" are files. */
static bool is_rule_set(struct str value)
{
    return str_find_char(value, '/') == value.length && str_find_char(value, '.') == value.length;
}

static bool is_folder(struct str value)
{
    return str_starts_with(value, STR(".")) || str_find_char(value, '/') < value.length;
}

static bool is_url(struct str value)
{
    return str_find(value, STR("://")) != SIZE_MAX;
}

/* Where in the value a path begins; its length when it has none. */
static size_t path_in(const struct option *row, struct str value)
{
    size_t equals = str_find_char(value, '=');

    switch (row->kind) {
    case OPTION_FILE:
    case OPTION_OUTPUT:
    case OPTION_FILES:
        return is_url(value) ? value.length : 0;
    case OPTION_NAMED_FILES:
    case OPTION_REPORTS:
        return equals < value.length ? equals + 1 : value.length;
    case OPTION_RULE_SETS:
        return is_rule_set(value) ? value.length : 0;
    case OPTION_FOLDERS_OR_HOSTS:
        return is_folder(value) ? 0 : value.length;
    case OPTION_FLAG:
    case OPTION_TEXT:
    case OPTION_LIST:
    case OPTION_PAIRS:
    case OPTION_HEADERS:
    case OPTION_NUMBER:
    case OPTION_TIME:
    case OPTION_CHOICE:
    case OPTION_RAISE:
    case OPTION_LOWER:
    case OPTION_HELP:
        break;
    }
    return value.length;
}

const char *config_value_place(struct config *config, const struct option *row, const char *text,
                               struct str folder)
{
    struct str value = str_of(text);
    size_t at = path_in(row, value);
    struct str path = str_slice(value, at, SIZE_MAX);
    char joined[PATH_BYTES];

    if (path.length == 0 || path.text[0] == '/' || str_is(path, "-") || str_is(folder, "."))
        return text;
    if (snprintf(joined, sizeof joined, "%.*s%.*s/%.*s", (int)at, value.text, STR_ARGS(folder),
                 STR_ARGS(path)) >= PATH_BYTES)
        return text;
    return config_keep(config, str_of(joined));
}

/* ---- what a found file may do ---- */

/* What is written, and where $ref may lead. */
static bool must_stay(const struct option *row)
{
    return row->kind == OPTION_OUTPUT || row->kind == OPTION_REPORTS ||
           row->kind == OPTION_NAMED_FILES || row->kind == OPTION_FOLDERS_OR_HOSTS;
}

/* A terminal, /dev/null, an open file of ours: nothing is kept there, or whoever called us opened
   it. */
static bool is_device(const char *path)
{
    struct stat status;

    return file_descriptor_named(path) >= 0 ||
           (stat(path, &status) == 0 && S_ISCHR(status.st_mode));
}

/* A real path; allocated. NULL: there is none. */
static char *repository_of(struct str folder)
{
    struct arena arena;
    struct str repository;
    char *real;

    arena_init(&arena);
    real = file_real_path(str_copy(&arena, folder).text);
    repository = real ? repository_folder(&arena, str_of(real)) : STR_NONE;
    if (repository.text) {
        free(real);
        real = alloc_text(repository.text);
    }
    arena_release(&arena);
    return real;
}

bool config_value_stays(const struct option *row, const char *value, const char *place,
                        struct str folder, struct error *err)
{
    const char *path = value + path_in(row, str_of(value));
    char *repository;
    bool stays;

    if (!must_stay(row) || !*path || strcmp(path, "-") == 0 || is_device(path))
        return true;
    repository = repository_of(folder);
    stays = repository && repository_holds(str_of(repository), path);
    free(repository);
    return stays ||
           error_raise(
               err,
               "%s: %s: %s lies beyond the repository, or in its .git: a project's file does "
               "not lead there, for nobody has named it (--config FILE does)",
               place, row->name, path);
}
