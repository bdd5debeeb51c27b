/* Where the values of an operation's parameters come from: what nobody gave need not exist, and
   what was given may be for nobody. */
#include "base/near_miss.h"
#include "base/strbuf.h"
#include "generate/draft.h"
#include "generate/generate.h"
#include "openapi/template.h"
#include "schema/walk.h"

enum { NAMES_SHOWN = 5 };

static bool is_given(const struct generate_settings *settings, struct str name)
{
    for (size_t i = 0; i < settings->parameter_count; i++)
        if (str_equal(settings->parameters[i].name, name))
            return true;
    return false;
}

/* What of several schemas of a value shows it, and what judges that. */
struct shown {
    struct draft *draft;
    const struct node *schema;
};

static bool holds(const struct shown *shown, const struct node *value)
{
    return value && !value_is_refused(shown->draft->values, shown->schema, value);
}

static bool any_holds(const struct shown *shown, const struct node *list)
{
    if (!node_is(list, NODE_ARRAY))
        return false;
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (holds(shown, item))
            return true;
    return false;
}

/* A value that the schema shows and that may be sent. */
static bool shows_value(const struct shown *shown, const struct node *schema)
{
    static const char *const keys[] = {"example", "default", "const"};

    for (size_t i = 0; i < ARRAY_LENGTH(keys); i++)
        if (holds(shown, node_member(schema, str_of(keys[i]))))
            return true;
    return any_holds(shown, node_member(schema, STR("enum"))) ||
           any_holds(shown, node_member(schema, STR("examples")));
}

/* Does the schema show one, or a part of it, or a first branch? */
static bool is_shown(struct draft *draft, const struct node *schema)
{
    const struct shown shown = {draft, schema};
    const struct schema_reader reader = openapi_schema_reader(draft->api);
    struct schema_walk walk;
    bool found = false;

    schema_walk_init(&walk, &reader, WALK_BRANCHES, schema);
    walk.branch = 0;
    while (!found && (schema = schema_walk_next(&walk)))
        found = shows_value(&shown, schema);
    schema_walk_release(&walk);
    return found;
}

/* Does the description say what the value may be? An example that its schema refuses says nothing:
   it is not what is sent. */
static bool is_documented(struct draft *draft, const struct parameter *parameter)
{
    const struct node *schema = parameter->content ? parameter->content->schema : parameter->schema;
    const struct example *example;
    const struct node *value = draft_example_value(draft, parameter, &example);

    if (value)
        return !value_is_refused(draft->values, schema, value);
    return schema && is_shown(draft, schema);
}

static bool is_sought(struct draft *draft, const struct parameter *parameter, bool documented)
{
    return parameter->required && !is_given(draft->settings, parameter->name) &&
           (!documented || parameter->in == IN_PATH) &&
           is_documented(draft, parameter) == documented;
}

/* "a, b and 3 more"; how many there are. */
static size_t list_names(struct strbuf *out, struct draft *draft, bool documented)
{
    const struct parameters *parameters = &draft->operation->parameters;
    size_t count = 0;

    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (!is_sought(draft, parameter, documented))
            continue;
        if (count < NAMES_SHOWN) {
            strbuf_add_text(out, count ? ", " : "");
            strbuf_add(out, parameter->name);
        }
        count++;
    }
    if (count > NAMES_SHOWN)
        strbuf_addf(out, " and %zu more", count - NAMES_SHOWN);
    return count;
}

/* "toolId was invented: --parameter toolId=VALUE gives a real one" */
static struct str sentence(struct arena *arena, struct str names, size_t count, bool documented)
{
    const char *what =
        documented ? count == 1 ? "is the description's example" : "are the description's examples"
        : count == 1 ? "was invented"
                     : "were invented";

    return str_format(arena, "%.*s %s: --parameter %.*s=VALUE gives %s", STR_ARGS(names), what,
                      STR_ARGS(count == 1 ? names : STR("NAME")),
                      count == 1 ? "a real one" : "real ones");
}

struct str generate_doubts(struct api *api, const struct generate_settings *settings,
                           struct arena *arena, struct operation *operation)
{
    struct draft draft = {.api = api,
                          .values = value_maker_new(api, SCHEMA_REQUEST),
                          .arena = arena,
                          .settings = settings,
                          .operation = operation_open(api, operation)};
    struct str text = STR_NONE;

    for (int documented = 0; documented < 2 && !text.text; documented++) {
        struct strbuf names;
        size_t count;

        strbuf_init(&names, SIZE_MAX);
        count = list_names(&names, &draft, documented);
        if (count)
            text = sentence(arena, strbuf_str(&names), count, documented);
        strbuf_release(&names);
    }
    value_maker_free(draft.values);
    return text;
}

/* ---- names that are given and nobody has ---- */

static void try_parameters(const struct operation *operation, struct near_miss *miss)
{
    struct str path = operation->path, literal, name;

    for (size_t i = 0; i < operation->parameters.count; i++)
        near_miss_try(miss, operation->parameters.items[i].name);
    while (template_next(&path, &literal, &name)) /* one that the description forgot can be given */
        if (name.text)
            near_miss_try(miss, name);
}

bool generate_unknown_parameter(struct api *api, const struct generate_settings *settings,
                                size_t index, struct arena *arena, struct str *text)
{
    struct str name = settings->parameters[index].name;
    struct near_miss miss = near_miss_of(name);

    for (size_t i = 0; i < api->operation_count && miss.distance; i++)
        try_parameters(operation_open(api, &api->operations[i]), &miss);
    if (miss.distance)
        *text = str_format(arena, "--parameter %.*s: no operation has a parameter of that name%s",
                           STR_ARGS(name), near_miss_hint(&miss));
    return miss.distance > 0;
}
