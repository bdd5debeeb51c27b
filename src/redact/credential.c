#include "redact/credential.h"

#include "redact/secret_name.h"

struct str credential_variable(struct arena *arena, struct str scheme)
{
    struct str name = str_format(arena, "OASDRIFT_AUTH_%.*s", STR_ARGS(scheme));
    char *text = arena_alloc(arena, name.length + 1);

    for (size_t i = 0; i < name.length; i++) {
        char c = name.text[i];

        text[i] = ascii_is_alpha(c) || ascii_is_digit(c) ? ascii_upper(c) : '_';
    }
    text[name.length] = '\0';
    return (struct str){text, name.length};
}

const struct credential *credential_at(const struct credential *credentials, size_t count,
                                       unsigned place, struct str name, struct str http_scheme)
{
    for (size_t i = 0; i < count; i++) {
        const struct credential *one = &credentials[i];

        if (one->place == place && str_equal_ignoring_case(one->http_scheme, http_scheme) &&
            (place == NAME_IN_HEADER ? str_equal_ignoring_case(one->name, name)
                                     : str_equal(one->name, name)))
            return one;
    }
    return NULL;
}

bool credential_is_basic(const struct credential *credential)
{
    return str_equal_ignoring_case(credential->http_scheme, STR("Basic"));
}

struct credential credential_copy(struct arena *arena, const struct credential *credential)
{
    return (struct credential){.place = credential->place,
                               .name = str_copy(arena, credential->name),
                               .http_scheme = str_copy(arena, credential->http_scheme),
                               .variable = str_copy(arena, credential->variable)};
}
