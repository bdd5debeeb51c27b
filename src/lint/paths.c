/* Path templates by the grammar that OpenAPI 3.2 has for them (4.9.2). */
#include "base/map.h"
#include "finding/rules.h"
#include "format/character.h"
#include "lint/linter.h"
#include "openapi/template.h"

/* pchar of RFC 3986, 3.3, and the slash. */
static bool is_literal(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (is_alphanumeric(c) || char_is_any(c, "-._~!$&'()*+,;=:@/"))
            continue;
        if (!starts_with_escape(str_slice(text, i, SIZE_MAX)))
            return false;
        i += 2;
    }
    return true;
}

static void lint_literals(struct lint *lint, const struct node *key)
{
    struct str rest = node_string(key), literal, name;

    while (template_next(&rest, &literal, &name))
        if (!is_literal(literal)) {
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key,
                       "\"%.*s\" has characters that are percent-encoded in a path",
                       STR_ARGS(literal));
            return;
        }
}

static void lint_names(struct lint *lint, const struct node *key)
{
    struct str rest = node_string(key), literal, name;
    struct map names = {0};

    while (template_next(&rest, &literal, &name)) {
        void **seen = name.text ? map_put(&names, name) : NULL;

        if (seen && *seen)
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key,
                       "{%.*s} stands twice in the path", STR_ARGS(name));
        if (seen)
            *seen = lint;
    }
    map_release(&names);
}

void lint_path(struct lint *lint, const struct node *key)
{
    struct str path = node_string(key);

    if (!(lint->checker->api->version->number & VERSION_3_2) || !str_starts_with(path, STR("/")) ||
        !template_is_valid(path) || str_find_any(path, "?#") < path.length)
        return; /* what is no path is told when the description is read */
    lint_literals(lint, key);
    lint_names(lint, key);
    if (str_find(path, STR("//")) != SIZE_MAX)
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key,
                   "a segment of the path is empty");
}
