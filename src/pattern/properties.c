#include "pattern/reader.h"

enum property_kind { PROPERTY_BINARY, PROPERTY_CATEGORY, PROPERTY_SCRIPT };

static const struct {
    enum property_kind kind;
    struct str name;
    struct str engine_name;
} properties[] = {
#define BINARY(name, engine)                                                                       \
    {PROPERTY_BINARY, {name, sizeof(name) - 1}, {engine, sizeof(engine) - 1}},
#define CATEGORY(name, engine)                                                                     \
    {PROPERTY_CATEGORY, {name, sizeof(name) - 1}, {engine, sizeof(engine) - 1}},
#define SCRIPT(name) {PROPERTY_SCRIPT, {name, sizeof(name) - 1}, {"sc:" name, sizeof(name) + 2}},
#include "pattern/properties.def"
#undef BINARY
#undef CATEGORY
#undef SCRIPT
};

/* Script_Extensions has the names of Script. */
static const struct str extension_names[] = {
#define BINARY(name, engine)
#define CATEGORY(name, engine)
#define SCRIPT(name) {"scx:" name, sizeof(name) + 3},
#include "pattern/properties.def"
#undef BINARY
#undef CATEGORY
#undef SCRIPT
};

static bool has_kind(struct str key, enum property_kind kind)
{
    if (!key.text)
        return kind != PROPERTY_SCRIPT;
    if (str_is(key, "General_Category") || str_is(key, "gc"))
        return kind == PROPERTY_CATEGORY;
    return kind == PROPERTY_SCRIPT && (str_is(key, "Script") || str_is(key, "sc") ||
                                       str_is(key, "Script_Extensions") || str_is(key, "scx"));
}

bool pattern_property(struct str key, struct str value, struct str *name, bool *negate)
{
    bool extensions = str_is(key, "Script_Extensions") || str_is(key, "scx");
    size_t script = 0;

    for (size_t i = 0; i < ARRAY_LENGTH(properties); i++) {
        if (has_kind(key, properties[i].kind) && str_equal(properties[i].name, value)) {
            *name = extensions ? extension_names[script] : properties[i].engine_name;
            *negate = str_starts_with(*name, STR("!"));
            if (*negate)
                *name = str_slice(*name, 1, name->length);
            return true;
        }
        script += properties[i].kind == PROPERTY_SCRIPT;
    }
    return false;
}
