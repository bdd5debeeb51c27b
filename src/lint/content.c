/* Media types: the keys of content, and what Encoding Objects say of them. */
#include "finding/rules.h"
#include "http/media_type.h"
#include "lint/linter.h"

/* ---- keys ---- */

/* "application/" star "+json" is often written and is no range, for that has nothing but a star
   behind its slash (RFC 9110, 12.5.1); content_type_covers knows what is meant. Of a parameter's
   content the type is never sent. */
void lint_media_type_key(struct lint *lint, const struct node *key, enum object around)
{
    enum severity ceiling =
        around == OBJECT_PARAMETER || around == OBJECT_HEADER ? SEVERITY_WARNING : SEVERITY_OFF;
    struct str text = node_string(key);
    struct content_type parsed;

    if (!content_type_parse(text, &parsed))
        lint_raise(lint, RULE_DESCRIPTION_MEDIA_TYPE_INVALID, ceiling, key,
                   "\"%.*s\" is no media type", STR_ARGS(text));
    else if (parsed.subtype.length > 1 &&
             str_find_char(parsed.subtype, '*') < parsed.subtype.length)
        lint_raise(lint, RULE_DESCRIPTION_MEDIA_TYPE_INVALID, ceiling, key,
                   "\"%.*s\" is no range of media types: nothing but a star stands behind the "
                   "slash of one",
                   STR_ARGS(text));
}

/* ---- encodings ---- */

/* A habit of the whole description: one finding. */
static void raise_ineffective(struct lint *lint, const struct node *object, const char *field,
                              const char *where)
{
    const struct node *key = node_member_key(object, str_of(field));

    if (key)
        lint_raise_once(lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF,
                        str_format(&lint->checker->arena, "%s %s", field, where), key,
                        "%s says nothing here: it is for %s", field, where);
}

/* Of a media type, which of the fields of encodings have a meaning. */
struct reach {
    bool named, positional, headers, styles;
};

/* 3.2, 4.14 and 4.15, and the same objects of the versions before. */
static struct reach reach_of(const struct lint *lint, const struct content_type *type)
{
    enum content_kind kind = type->kind;
    bool any = str_is(type->type, "*"); /* a range may mean each of them */
    bool multipart = kind == CONTENT_MULTIPART || any;
    bool form = kind == CONTENT_FORM || any;
    bool is_30 = lint->checker->api->version->number & VERSION_3_0;

    return (struct reach){.named = multipart || form,
                          .positional = multipart,
                          .headers = multipart,
                          .styles = form || any ||
                                    (!is_30 && (content_type_is(type, "multipart/form-data") ||
                                                str_is(type->subtype, "*")))};
}

static void lint_content_type(struct lint *lint, const struct node *encoding)
{
    const struct node *types = node_member(encoding, STR("contentType"));
    struct str rest = node_string(types);
    struct content_type parsed;

    while (rest.text) {
        struct str one = str_trim(str_cut(&rest, ','));

        if (!content_type_parse(one, &parsed)) {
            lint_raise(lint, RULE_DESCRIPTION_MEDIA_TYPE_INVALID, SEVERITY_OFF, types,
                       "\"%.*s\" is no media type", STR_ARGS(one));
            return;
        }
    }
}

static void lint_encoding(struct lint *lint, const struct node *encoding, struct reach reach)
{
    static const char *const styles[] = {"style", "explode", "allowReserved"};
    bool is_30 = lint->checker->api->version->number & VERSION_3_0;

    if (!node_is(encoding, NODE_OBJECT))
        return;
    lint_content_type(lint, encoding);
    if (!reach.named)
        return; /* told of the whole */
    if (!reach.headers)
        raise_ineffective(lint, encoding, "headers", "parts of multipart");
    for (size_t i = 0; !reach.styles && i < ARRAY_LENGTH(styles); i++)
        raise_ineffective(lint, encoding, styles[i],
                          is_30 ? "application/x-www-form-urlencoded"
                                : "application/x-www-form-urlencoded and multipart/form-data");
}

static void lint_each_encoding(struct lint *lint, const struct node *object, struct reach reach)
{
    const struct node *named = node_member(object, STR("encoding"));
    const struct node *prefix = node_member(object, STR("prefixEncoding"));

    if (node_is(named, NODE_OBJECT))
        for (const struct node *key = node_first(named); key < node_end(named);
             key = node_next_key(key))
            lint_encoding(lint, node_value(key), reach);
    if (!(lint->checker->api->version->number & VERSION_3_2))
        return;
    if (node_is(prefix, NODE_ARRAY))
        for (const struct node *item = node_first(prefix); item < node_end(prefix);
             item = node_next(item))
            lint_encoding(lint, item, reach);
    lint_encoding(lint, node_member(object, STR("itemEncoding")), reach);
}

/* 3.1, 4.8.14.1: the keys of encoding are properties of the schema. */
static void lint_encoding_names(struct lint *lint, const struct node *object)
{
    const struct node *encoding = node_member(object, STR("encoding"));
    const struct node *schema = node_member(object, STR("schema"));

    if (!node_is(encoding, NODE_OBJECT) || !schema)
        return;
    for (const struct node *key = node_first(encoding); key < node_end(encoding);
         key = node_next_key(key))
        if (schema_describes(lint, schema, node_string(key)) == DESCRIBED_NOT)
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, key,
                       "encoding is for properties of the schema, which has no \"%.*s\"",
                       STR_ARGS(node_string(key)));
}

/* 3.2, 4.14.5.2: a position is one in an array, or in a stream of items. */
static void lint_positions(struct lint *lint, const struct node *object)
{
    static const char *const names[] = {"prefixEncoding", "itemEncoding"};
    const struct node *schema = node_member(object, STR("schema"));

    if (!(lint->checker->api->version->number & VERSION_3_2) ||
        node_member(object, STR("itemSchema")) ||
        (schema && (lint_types_of(lint, schema) & KIND_ARRAY)))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        const struct node *key = node_member_key(object, str_of(names[i]));

        if (key)
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key,
                       "%s is for items, and there is neither itemSchema nor an array in schema",
                       names[i]);
    }
}

/* 3.1, 4.8.15.5: "a schema is REQUIRED to define the input parameters [...] when using multipart".
 */
static void lint_form_schema(struct lint *lint, const struct node *object,
                             const struct content_type *type)
{
    if (str_equal_ignoring_case(type->type, STR("multipart")) &&
        !node_member(object, STR("schema")))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, object,
                   "a body of multipart has no schema, which tells its parts");
}

void lint_media_type(struct lint *lint, const struct node *object, const struct lint_site *site)
{
    bool for_requests = lint->checker->api->version->number & (VERSION_3_0 | VERSION_3_1);
    struct content_type type;
    struct reach reach;

    lint_encoding_names(lint, object);
    lint_positions(lint, object);
    lint_root_name(lint, object, site->media_type);
    if (!content_type_parse(site->media_type, &type))
        return; /* a component, or told */
    reach = reach_of(lint, &type);
    if (for_requests && site->direction == SCHEMA_REQUEST)
        lint_form_schema(lint, object, &type);
    if (for_requests && site->direction == SCHEMA_RESPONSE)
        raise_ineffective(lint, object, "encoding", "request bodies");
    else if (!reach.named)
        raise_ineffective(lint, object, "encoding",
                          "multipart and application/x-www-form-urlencoded");
    if (!reach.positional && lint->checker->api->version->number & VERSION_3_2) {
        raise_ineffective(lint, object, "prefixEncoding", "multipart");
        raise_ineffective(lint, object, "itemEncoding", "multipart");
    }
    lint_each_encoding(lint, object, reach);
}
