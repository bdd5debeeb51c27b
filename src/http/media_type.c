#include "http/media_type.h"

#include "http/field.h"

/* A quoted string at the start of text (RFC 9110, 5.6.4); its length with quotes, 0: it has no end.
 */
static size_t quoted_length(struct str text)
{
    for (size_t i = 1; i < text.length; i++) {
        if (text.text[i] == '\\')
            i++;
        else if (text.text[i] == '"')
            return i + 1;
    }
    return 0;
}

/* What says how to read the body is kept, however many stand before it. */
static void keep_parameter(struct content_type *parsed, struct str name, struct str value)
{
    size_t at = parsed->parameter_count;

    if (at < CONTENT_TYPE_MAX_PARAMETERS)
        parsed->parameter_count++;
    else if (str_equal_ignoring_case(name, STR("charset")) ||
             str_equal_ignoring_case(name, STR("boundary")))
        at = str_equal_ignoring_case(parsed->parameters[at - 1].name, STR("charset")) ||
                     str_equal_ignoring_case(parsed->parameters[at - 1].name, STR("boundary"))
                 ? at - 2
                 : at - 1;
    else
        return;
    parsed->parameters[at].name = name;
    parsed->parameters[at].value = value;
}

/* Takes "name=value" off the front of *rest. */
static bool parse_parameter(struct str *rest, struct content_type *parsed)
{
    size_t equals = str_find_char(*rest, '=');
    struct str name = str_slice(*rest, 0, equals), value, after;

    if (equals == rest->length || !token_is_valid(name))
        return false;
    after = str_slice(*rest, equals + 1, SIZE_MAX);
    if (after.length > 0 && after.text[0] == '"') {
        size_t length = quoted_length(after);

        if (length == 0)
            return false;
        value = str_slice(after, 1, length - 2);
        *rest = str_trim(str_slice(after, length, SIZE_MAX));
        if (rest->length > 0 && rest->text[0] != ';')
            return false;
    } else {
        size_t end = str_find_char(after, ';');

        value = str_trim(str_slice(after, 0, end));
        *rest = str_slice(after, end, SIZE_MAX);
        if (!token_is_valid(value))
            return false;
    }
    keep_parameter(parsed, name, value);
    return true;
}

bool charset_is_utf8(struct str charset)
{
    return str_equal_ignoring_case(charset, STR("utf-8")) ||
           str_equal_ignoring_case(charset, STR("utf8")) ||
           str_equal_ignoring_case(charset, STR("us-ascii"));
}

static struct str find_parameter(const struct content_type *type, struct str name)
{
    for (size_t i = 0; i < type->parameter_count; i++) {
        if (str_equal_ignoring_case(type->parameters[i].name, name))
            return type->parameters[i].value;
    }
    return STR_NONE;
}

struct str content_type_parameter(const struct content_type *type, const char *name)
{
    return find_parameter(type, str_of(name));
}

bool content_type_is(const struct content_type *type, const char *name)
{
    struct str rest = str_of(name), main_type = str_cut(&rest, '/');

    return str_equal_ignoring_case(type->type, main_type) &&
           str_equal_ignoring_case(type->subtype, rest);
}

static bool has_suffix(const struct content_type *type, struct str suffix)
{
    struct str subtype = type->subtype;

    return subtype.length > suffix.length &&
           str_equal_ignoring_case(str_slice(subtype, subtype.length - suffix.length, SIZE_MAX),
                                   suffix);
}

static bool is_json(const struct content_type *type)
{
    return content_type_is(type, "application/json") || content_type_is(type, "text/json") ||
           has_suffix(type, STR("+json"));
}

bool content_type_is_json(const struct content_type *type)
{
    return type->kind == CONTENT_JSON;
}

bool content_type_is_text(const struct content_type *type)
{
    return str_equal_ignoring_case(type->type, STR("text"));
}

static bool is_xml(const struct content_type *type)
{
    return content_type_is(type, "application/xml") || content_type_is(type, "text/xml") ||
           has_suffix(type, STR("+xml"));
}

static bool is_form(const struct content_type *type)
{
    return content_type_is(type, "application/x-www-form-urlencoded");
}

static bool is_multipart(const struct content_type *type)
{
    return str_equal_ignoring_case(type->type, STR("multipart"));
}

static bool is_json_lines(const struct content_type *type)
{
    static const char *const names[] = {"application/jsonl",     "application/x-jsonl",
                                        "application/jsonlines", "application/x-jsonlines",
                                        "application/ndjson",    "application/x-ndjson",
                                        "application/json-lines"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (content_type_is(type, names[i]))
            return true;
    return false;
}

static bool is_json_sequence(const struct content_type *type)
{
    return content_type_is(type, "application/json-seq") || has_suffix(type, STR("+json-seq"));
}

static bool is_event_stream(const struct content_type *type)
{
    return content_type_is(type, "text/event-stream");
}

static enum content_kind kind_of(const struct content_type *type)
{
    static bool (*const is_kind[CONTENT_OTHER])(const struct content_type *type) = {
        [CONTENT_JSON] = is_json,
        [CONTENT_XML] = is_xml,
        [CONTENT_FORM] = is_form,
        [CONTENT_MULTIPART] = is_multipart,
        [CONTENT_JSON_LINES] = is_json_lines,
        [CONTENT_JSON_SEQUENCE] = is_json_sequence,
        [CONTENT_EVENT_STREAM] = is_event_stream,
    };
    unsigned kind = CONTENT_JSON;

    while (kind < CONTENT_OTHER && !is_kind[kind](type))
        kind++;
    return (enum content_kind)kind;
}

bool content_type_parse(struct str text, struct content_type *parsed)
{
    struct str rest = str_trim(text), essence;
    size_t slash;

    *parsed = (struct content_type){.kind = CONTENT_OTHER};
    essence = content_type_name(rest);
    rest = str_slice(rest, str_find_char(rest, ';'), SIZE_MAX);
    slash = str_find_char(essence, '/');
    parsed->type = str_slice(essence, 0, slash);
    parsed->subtype = str_slice(essence, slash + 1, SIZE_MAX);
    if (!token_is_valid(parsed->type) || !token_is_valid(parsed->subtype))
        return false;
    /* RFC 9110, 5.6.6: parameters = *( OWS ";" OWS [ parameter ] ) */
    while (rest.length > 0) {
        rest = str_trim(str_slice(rest, 1, SIZE_MAX));
        if (rest.length > 0 && rest.text[0] != ';' && !parse_parameter(&rest, parsed))
            return false;
    }
    parsed->kind = kind_of(parsed);
    return true;
}

enum content_kind content_kind_of(struct str text)
{
    struct content_type type;

    return content_type_parse(text, &type) ? type.kind : CONTENT_OTHER;
}

/* charset names compare without case (RFC 9110, 8.3.2); other values by their bytes. */
static bool parameter_equals(struct str name, struct str a, struct str b)
{
    if (str_equal_ignoring_case(name, STR("charset")))
        return str_equal_ignoring_case(a, b);
    return str_equal(a, b);
}

/* "*+json" over "problem+json", as ASP.NET writes it. */
static bool covers_suffix(struct str key, struct str subtype)
{
    struct str suffix = str_slice(key, 1, SIZE_MAX);

    return str_starts_with(key, STR("*+")) && subtype.length > suffix.length &&
           str_equal_ignoring_case(suffix,
                                   str_slice(subtype, subtype.length - suffix.length, SIZE_MAX));
}

enum coverage_rank content_type_covers(const struct content_type *key,
                                       const struct content_type *type)
{
    bool any_type = str_is(key->type, "*"), any_subtype = str_is(key->subtype, "*");
    bool any_before_suffix = covers_suffix(key->subtype, type->subtype), lacking = false;

    if ((!any_type && !str_equal_ignoring_case(key->type, type->type)) ||
        (!any_subtype && !any_before_suffix &&
         !str_equal_ignoring_case(key->subtype, type->subtype)))
        return COVERS_NOT;
    for (size_t i = 0; i < key->parameter_count; i++) {
        struct str name = key->parameters[i].name, value = find_parameter(type, name);

        if (!value.text)
            lacking = true;
        else if (!parameter_equals(name, value, key->parameters[i].value))
            return COVERS_NOT;
    }
    if (lacking)
        return any_subtype || any_before_suffix ? COVERS_NOT : COVERS_BUT_PARAMETERS;
    if (any_type)
        return any_subtype ? COVERS_ANY : COVERS_NOT; /* star/json is no media range */
    if (any_subtype)
        return COVERS_TYPE;
    if (any_before_suffix)
        return COVERS_SUFFIX;
    return key->parameter_count > 0 ? COVERS_WITH_PARAMETERS : COVERS_EXACTLY;
}

struct str content_type_name(struct str text)
{
    return str_trim(str_slice(text, 0, str_find_char(text, ';')));
}
