#include "cli/config_value.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/file_place.h"
#include "base/repository.h"
#include "base/strbuf.h"
#include "cli/known_values.h"
#include "cli/option_kind.h"

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
    if (all && out.overflowed)
        error_raise(err, "%s: with its variables the value has more than %d bytes", place,
                    VALUE_MAX_BYTES);
    else if (all)
        expanded = config_keep(config, strbuf_str(&out));
    strbuf_release(&out);
    return expanded;
}

/* ---- paths ---- */

const char *config_value_place(struct config *config, const struct option *row, const char *text,
                               struct str folder)
{
    struct str value = str_of(text);
    size_t at = option_kind(row)->path_at(value);
    struct str path = str_slice(value, at, SIZE_MAX);
    struct arena arena;
    const char *placed;

    if (path.length == 0 || path.text[0] == '/' || str_is(path, "-") || str_is(folder, "."))
        return text;
    arena_init(&arena);
    placed = config_keep(config, str_format(&arena, "%.*s%.*s/%.*s", (int)at, value.text,
                                            STR_ARGS(folder), STR_ARGS(path)));
    arena_release(&arena);
    return placed;
}

/* ---- what an option may have ---- */

/* The part of the value that is a word of the program's; absent: all of it is a path. */
static struct str word_in(const struct option *row, struct str value)
{
    const struct option_kind_row *kind = option_kind(row);

    if (kind->file == FILE_BEHIND_WORD)
        return str_cut(&value, '=');
    return kind->file == FILE_OR_WORD && kind->path_at(value) < value.length ? STR_NONE : value;
}

/* Choices are left to the option. */
static bool knows_word(const struct option *row, const char *value, const char *place,
                       struct error *err)
{
    struct str word = word_in(row, str_of(value));
    struct near_miss miss = near_miss_of(word);

    return row->choices || !has_known_values(row) || !word.text ||
           is_known_value(row->name, word, &miss) ||
           error_raise(err, "%s: %s: there is no \"%.*s\"%s", place, row->name, STR_ARGS(word),
                       near_miss_hint_or_all(&miss));
}

static bool is_of_home(const char *path)
{
    return path[0] == '~' && (path[1] == '/' || !path[1]) && !file_is_there(path);
}

bool config_value_takes(const struct option *row, const char *value, const char *place,
                        struct error *err)
{
    struct error problem = {0};

    if (!option_takes_value(row))
        return strcmp(value, "true") == 0 || strcmp(value, "false") == 0 ||
               error_raise(err, "%s: %s is true or false", place, row->name);
    if (option_kind(row)->file != FILE_NEVER && !*value)
        return error_raise(err, "%s: %s: the text is empty", place, row->name);
    if (is_of_home(value + option_kind(row)->path_at(str_of(value))))
        return error_raise(err, "%s: %s: only a shell makes a home folder of ~", place, row->name);
    return knows_word(row, value, place, err) &&
           (option_takes(row, value, &problem) ||
            error_raise(err, "%s: %s", place, problem.message));
}

/* ---- what a found file may do ---- */

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

/* Unless whoever called has it open, or it is a device that ends at once, or takes all. */
static bool may_wait(const char *path, enum option_use use)
{
    return file_may_wait(path) && file_descriptor_named(path) < 0 &&
           (use == USE_LEAD ? !is_device(path) : strcmp(path, "/dev/null") != 0);
}

static bool stays(const char *path, struct str folder)
{
    char *repository = repository_of(folder);
    bool held = repository && repository_holds(str_of(repository), path);

    free(repository);
    return held;
}

bool config_value_allowed(const struct option *row, const char *value, const char *place,
                          struct str folder, struct error *err)
{
    const char *path = value + option_kind(row)->path_at(str_of(value));
    enum option_use use = option_kind(row)->use;

    if (!*path || strcmp(path, "-") == 0)
        return true;
    if (may_wait(path, use))
        return error_raise(err,
                           "%s: %s: %s is a pipe or a device: a project's file does not lead "
                           "there, for nobody has named it (--config FILE does)",
                           place, row->name, path);
    return use != USE_LEAD || is_device(path) || stays(path, folder) ||
           error_raise(err,
                       "%s: %s: %s lies beyond the repository, or in its .git: a project's file "
                       "does not lead there, for nobody has named it (--config FILE does)",
                       place, row->name, path);
}
