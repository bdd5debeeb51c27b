#include "decode/query_object.h"

#include "base/data_span.h"
#include "decode/schema_shape.h"
#include "http/cookie.h"

/* ---- deepObject ---- */

/* "[R]" of "color[R]"; STR_NONE when the name is none of the parameter's. */
static struct str brackets(const struct parameter *parameter, struct str name)
{
    struct str rest;

    if (parameter->style != STYLE_DEEP_OBJECT || !str_starts_with(name, parameter->name))
        return STR_NONE;
    rest = str_slice(name, parameter->name.length, SIZE_MAX);
    return str_starts_with(rest, STR("[")) ? rest : STR_NONE;
}

/* What a name has behind the parameter's that no specification gives a meaning; NULL: nothing. */
static const char *reason_without_form(struct str in_brackets)
{
    size_t close = str_find_char(in_brackets, ']');

    if (close == in_brackets.length)
        return "does not close its bracket";
    if (close == 1)
        return "has no name in its brackets";
    if (close + 1 == in_brackets.length)
        return NULL;
    return in_brackets.text[close + 1] == '[' ? "is nested" : "has text behind its brackets";
}

struct str deep_object_read(const struct parameter *parameter, const struct query_pairs *pairs,
                            struct arena *arena, struct style_parts *properties)
{
    struct style_part *items = ARENA_ARRAY(arena, struct style_part, pairs->count);

    *properties = (struct style_parts){items, 0};
    for (size_t i = 0; i < pairs->count; i++) {
        const struct query_pair *pair = &pairs->items[i];
        struct str found = brackets(parameter, pair->name);
        const char *reason = found.text ? reason_without_form(found) : NULL;

        if (!found.text)
            continue;
        if (reason)
            return str_format(arena, "deepObject has no form for \"%.*s\", which %s",
                              STR_ARGS(data_name(arena, pair->name)), reason);
        items[properties->count++] =
            (struct style_part){str_slice(found, 1, found.length - 2), pair->value};
    }
    return STR_NONE;
}

/* ---- form, exploded ---- */

/* OpenAPI 3.2, 4.12.6: "R=100; G=200". Which cookies are its properties only the schema tells. */
static bool is_exploded_cookie(struct decoding *decoding, const struct parameter *parameter)
{
    return parameter->in == IN_COOKIE && parameter->explode && parameter->schema &&
           (shape_forms(decoding, parameter->schema) & KIND_OBJECT);
}

static void add_cookies(struct decoding *decoding, const struct parameter *parameter,
                        struct str rest, struct style_parts *properties)
{
    struct style_part *items = (struct style_part *)properties->items;
    struct str name, value;

    while (properties->count < QUERY_MAX_PAIRS && cookie_next(&rest, &name, &value))
        if (shape_may_name(decoding, parameter->schema, name))
            items[properties->count++] = (struct style_part){name, value};
}

static struct str read_cookies(struct decoding *decoding, const struct request_texts *texts,
                               const struct parameter *parameter, struct style_parts *properties)
{
    const struct headers *headers = texts->headers;

    *properties =
        (struct style_parts){ARENA_ARRAY(decoding->arena, struct style_part, QUERY_MAX_PAIRS), 0};
    for (size_t i = 0; i < headers->count; i++)
        if (str_equal_ignoring_case(headers->items[i].name, STR("cookie")))
            add_cookies(decoding, parameter, headers->items[i].value, properties);
    return properties->count ? str_of(style_undefined(parameter, KIND_OBJECT)) : STR_NONE;
}

static bool is_exploded_form(struct decoding *decoding, const struct parameter *parameter)
{
    return parameter->in == IN_QUERY && parameter->style == STYLE_FORM && parameter->explode &&
           parameter->schema && (shape_forms(decoding, parameter->schema) & KIND_OBJECT);
}

static enum query_claim claim_of_object(struct decoding *decoding,
                                        const struct parameter *parameter, struct str name)
{
    if (parameter->style == STYLE_DEEP_OBJECT)
        return brackets(parameter, name).text ? CLAIM_DESCRIBED : CLAIM_NONE;
    if (!is_exploded_form(decoding, parameter))
        return CLAIM_NONE;
    if (shape_may_name(decoding, parameter->schema, name))
        return CLAIM_DESCRIBED;
    switch (shape_rest(decoding, parameter->schema)) {
    case SHAPE_OPEN:
        return CLAIM_ABSORBED;
    case SHAPE_MAP:
        return CLAIM_DESCRIBED;
    case SHAPE_CLOSED:
        return CLAIM_NONE;
    }
    return CLAIM_NONE;
}

/* Is the name that of an API key, or of an access token? */
static bool is_credential(const struct api *api, struct str name)
{
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        const struct security_scheme *scheme = &api->security_schemes[i];

        if (scheme->kind == SECURITY_API_KEY && scheme->in == IN_QUERY &&
            str_equal(scheme->parameter, name))
            return true;
        if (security_takes_tokens(scheme) && str_is(name, ACCESS_TOKEN_NAME))
            return true;
    }
    return false;
}

static bool is_named(const struct parameter *parameter, struct str name)
{
    return parameter->in == IN_QUERY && str_equal(parameter->name, name);
}

/* Does another parameter, or a credential, have the name as its own? */
static bool is_taken(const struct api *api, const struct operation *operation,
                     const struct parameter *self, struct str name)
{
    const struct parameters *parameters = &operation->parameters;

    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter != self && (is_named(parameter, name) ||
                                  (parameter->in == IN_QUERY && brackets(parameter, name).text)))
            return true;
    }
    return is_credential(api, name);
}

static bool is_only_open_one(struct decoding *decoding, const struct operation *operation,
                             const struct parameter *parameter)
{
    const struct parameters *parameters = &operation->parameters;

    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *other = &parameters->items[i];

        if (other != parameter && is_exploded_form(decoding, other) &&
            shape_rest(decoding, other->schema) != SHAPE_CLOSED)
            return false;
    }
    return true;
}

static struct str read_form(struct decoding *decoding, const struct request_texts *texts,
                            const struct parameter *parameter, struct style_parts *properties)
{
    struct style_part *items = ARENA_ARRAY(decoding->arena, struct style_part, texts->query.count);

    *properties = (struct style_parts){items, 0};
    for (size_t i = 0; i < texts->query.count; i++) {
        const struct query_pair *pair = &texts->query.items[i];
        enum query_claim claim = is_taken(decoding->api, texts->operation, parameter, pair->name)
                                     ? CLAIM_NONE
                                     : claim_of_object(decoding, parameter, pair->name);
        bool own = is_named(parameter, pair->name); /* it is its property, or nothing's */

        if (claim == CLAIM_NONE && !own)
            continue;
        if (!own && !shape_may_name(decoding, parameter->schema, pair->name) &&
            !is_only_open_one(decoding, texts->operation, parameter))
            return str_format(decoding->arena,
                              "\"%.*s\" may be a property of more than one exploded object",
                              STR_ARGS(data_name(decoding->arena, pair->name)));
        items[properties->count++] = (struct style_part){pair->name, pair->value};
    }
    return STR_NONE;
}

/* ---- both ---- */

/* "filter[a]" may be another parameter's name as a whole. */
static struct str read_deep_object(struct decoding *decoding, const struct request_texts *texts,
                                   const struct parameter *parameter,
                                   struct style_parts *properties)
{
    const struct parameters *parameters = &texts->operation->parameters;
    struct query_pair *items = ARENA_ARRAY(decoding->arena, struct query_pair, texts->query.count);
    struct query_pairs pairs = {items, 0};

    for (size_t i = 0; i < texts->query.count; i++) {
        const struct query_pair *pair = &texts->query.items[i];
        size_t owner = 0;

        if (!brackets(parameter, pair->name).text)
            continue;
        while (owner < parameters->count && !is_named(&parameters->items[owner], pair->name))
            owner++;
        if (owner == parameters->count || &parameters->items[owner] == parameter)
            items[pairs.count++] = *pair;
    }
    return deep_object_read(parameter, &pairs, decoding->arena, properties);
}

bool query_object_is(struct decoding *decoding, const struct parameter *parameter)
{
    if (is_exploded_cookie(decoding, parameter))
        return true;
    return parameter->in == IN_QUERY &&
           (parameter->style == STYLE_DEEP_OBJECT || is_exploded_form(decoding, parameter));
}

bool query_object_has_own_name(struct decoding *decoding, const struct parameter *parameter)
{
    return is_exploded_form(decoding, parameter);
}

struct str query_object_read(struct decoding *decoding, const struct request_texts *texts,
                             const struct parameter *parameter, struct style_parts *properties)
{
    if (parameter->in == IN_COOKIE)
        return read_cookies(decoding, texts, parameter, properties);
    return parameter->style == STYLE_DEEP_OBJECT
               ? read_deep_object(decoding, texts, parameter, properties)
               : read_form(decoding, texts, parameter, properties);
}

/* ---- names of a query ---- */

enum query_claim query_claim_of(struct decoding *decoding, const struct operation *operation,
                                struct str name)
{
    enum query_claim claim = CLAIM_NONE, next;

    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];

        if (parameter->in == IN_QUERYSTRING)
            return CLAIM_DESCRIBED;
        if (parameter->in != IN_QUERY)
            continue;
        next = str_equal(parameter->name, name) ? CLAIM_DESCRIBED
                                                : claim_of_object(decoding, parameter, name);
        if (next == CLAIM_DESCRIBED)
            return next;
        if (next == CLAIM_ABSORBED)
            claim = next;
    }
    return is_credential(decoding->api, name) ? CLAIM_DESCRIBED : claim;
}
