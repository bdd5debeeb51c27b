/* Walks the description by fields.def, each object once, as the kind of object it is used as. Where
   references lead outside of what is walked anyway, their targets are visited afterwards. */
#include "finding/rules.h"
#include "lint/linter.h"

/* The first visit within a part of such a file is that of the part. */
static void look_through_part(struct lint *lint, struct lint_visits *visits,
                              const struct node *node)
{
    if (!visits->fragments || node->index < visits->looked_end)
        return;
    openapi_tell_duplicate_keys(lint->checker->api, node);
    visits->looked_end = node->index + node->span;
}

bool lint_visit(struct lint *lint, const struct node *node, enum object kind)
{
    const struct document *document = node_document(node);
    struct lint_visits *visits = NULL;
    uint8_t *slot;

    for (size_t i = 0; i < lint->visits.count && !visits; i++)
        if (lint->visits.items[i].document == document)
            visits = &lint->visits.items[i];
    if (!visits) {
        VEC_ADD(&lint->visits,
                ((struct lint_visits){
                    .document = document,
                    .kinds = ARENA_ARRAY(&lint->checker->arena, uint8_t, document->node_count + 1),
                    .fragments = document != lint->checker->api->document &&
                                 !document_is_declared(document)}));
        visits = &lint->visits.items[lint->visits.count - 1];
    }
    slot = &visits->kinds[node->index];
    look_through_part(lint, visits, node);
    if (visits != lint->visits.items) {
        struct lint_visits first = *visits;

        *visits = lint->visits.items[0];
        lint->visits.items[0] = first;
    }
    if (*slot && *slot != kind + 1)
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, node,
                   "this is used as %s and as %s", object_row((enum object)(*slot - 1))->name,
                   object_row(kind)->name);
    if (*slot)
        return false;
    *slot = (uint8_t)(kind + 1);
    return true;
}

/* ---- what stands in a field ---- */

static struct lint_site site_of(enum object kind, const struct node *key, struct lint_site site)
{
    if (kind == OBJECT_RESPONSE)
        site.status_key = node_string(key);
    if (kind == OBJECT_HEADER)
        site.name = node_string(key);
    if (kind == OBJECT_MEDIA_TYPE)
        site.media_type = node_string(key);
    return site;
}

/* Names of components are seen in references (3.0, 4.7.7), and links have such names, too (4.7.17).
 */
static void lint_component_name(struct lint *lint, enum field field, const struct node *key)
{
    struct str name = node_string(key);

    if (name.length == 0)
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key, "a %s has no name",
                   field == FIELD_RESPONSE_LINKS ? "link" : "component");
    for (size_t i = 0; i < name.length; i++)
        if (!ascii_is_alpha(name.text[i]) && !ascii_is_digit(name.text[i]) &&
            !char_is_any(name.text[i], "._-")) {
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key,
                       "a %s name consists of letters, digits, '.', '-' and '_'",
                       field == FIELD_RESPONSE_LINKS ? "link's" : "component's");
            return;
        }
}

static void lint_name(struct lint *lint, enum field field, const struct node *key)
{
    const struct field_row *row = field_row(field);

    if (row->object == OBJECT_COMPONENTS || field == FIELD_RESPONSE_LINKS)
        lint_component_name(lint, field, key);
    if (row->of == OBJECT_MEDIA_TYPE && row->object != OBJECT_COMPONENTS)
        lint_media_type_key(lint, key, row->object);
    if (row->of == OBJECT_HEADER && row->object != OBJECT_COMPONENTS) {
        lint_header_name(lint, key);
        lint_ignored_header(lint, key);
    }
    if (row->of == OBJECT_OPERATION)
        lint_method(lint, key);
}

static void lint_value(struct lint *lint, enum field field, const struct node *key,
                       const struct node *value, const struct lint_site *site)
{
    const struct field_row *row = field_row(field);

    if (row->of == OBJECT_STRING) {
        if (!node_is(value, NODE_STRING))
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, value,
                       "%s holds strings, and this is a value of type %s%s", row->name.text,
                       node_type_name(value),
                       node_is(value, NODE_NUMBER) ? "; put it in quotes" : "");
    } else if (row->of < OBJECT_COUNT) {
        /* The name of a component says nothing of the media type that it is used for. */
        bool named = row->of == OBJECT_MEDIA_TYPE && row->object == OBJECT_COMPONENTS;

        lint_object(lint, value, row->of, key && !named ? site_of(row->of, key, *site) : *site);
    }
}

/* A map has no extensions; but "x-" is a name of anything, and starts no media type. */
static bool is_left_out(enum field field, const struct node *key)
{
    const struct field_row *row = field_row(field);

    return key_is_extension(node_string(key)) && row->of == OBJECT_MEDIA_TYPE &&
           row->object != OBJECT_COMPONENTS;
}

static void lint_field(struct lint *lint, const struct node *object, enum field field,
                       const struct node *value, const struct lint_site *site)
{
    const struct field_row *row = field_row(field);

    if (!field_read(lint->checker->api, object, field))
        return; /* of another form, which is noted */
    switch (row->form) {
    case FORM_STRING:
        lint_text(lint, field, value);
        lint_values(lint, object, field, value);
        break;
    case FORM_BOOLEAN:
    case FORM_NUMBER:
    case FORM_ANY:
        break;
    case FORM_OBJECT:
        lint_value(lint, field, NULL, value, site);
        break;
    case FORM_LIST:
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            lint_value(lint, field, NULL, item, site);
        lint_values(lint, object, field, value);
        break;
    case FORM_MAP:
        for (const struct node *key = node_first(value); key < node_end(value);
             key = node_next_key(key)) {
            if (is_left_out(field, key))
                continue;
            lint_name(lint, field, key);
            lint_value(lint, field, key, node_value(key), site);
        }
        break;
    }
}

/* ---- an object ---- */

/* A key that is no field: an extension, an entry of what the object is a map of, or unknown. */
static void lint_other(struct lint *lint, enum object kind, const struct node *key,
                       const struct lint_site *site)
{
    const struct object_row *row = object_row(kind);

    if (row->extensible && key_is_extension(node_string(key)))
        return;
    if (row->others == OBJECT_NONE) {
        lint_unknown_field(lint, kind, key);
        return;
    }
    if (kind == OBJECT_RESPONSES)
        response_key_read(lint->checker->api, key);
    if (kind == OBJECT_PATHS)
        lint_path(lint, key);
    if (row->others < OBJECT_COUNT)
        lint_object(lint, node_value(key), row->others, site_of(row->others, key, *site));
}

static void lint_fields(struct lint *lint, const struct node *object, enum object kind,
                        const struct lint_site *site)
{
    struct api *api = lint->checker->api;
    enum field first = field_first(kind);
    enum field past = field_first((enum object)(kind + 1));
    uint64_t seen = 0;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        enum field field = field_named(kind, node_string(key));

        if (field == FIELD_COUNT || !field_is_known(api, field)) {
            lint_other(lint, kind, key, site);
            continue;
        }
        seen |= UINT64_C(1) << (field - first);
        lint_field(lint, object, field, node_value(key), site);
    }
    for (unsigned i = first; i < past; i++)
        if ((field_row((enum field)i)->required & api->version->number) &&
            !(seen >> (i - first) & 1))
            field_read(api, object, (enum field)i); /* notes that it is missing */
}

static struct lint_site site_within(enum object kind, struct lint_site site)
{
    if (kind == OBJECT_REQUEST_BODY || kind == OBJECT_PARAMETER)
        site.direction = SCHEMA_REQUEST;
    if (kind == OBJECT_RESPONSE)
        site.direction = SCHEMA_RESPONSE;
    if (kind == OBJECT_COMPONENTS)
        site.unopened = true;
    return site;
}

/* Where a Reference Object may stand, and one does. A path item has $ref among its fields. */
static bool lint_reference(struct lint *lint, const struct node *object, enum object kind,
                           const struct lint_site *site)
{
    struct api *api = lint->checker->api;
    const struct node *target;

    if (kind == OBJECT_SECURITY_REQUIREMENT || !node_member(object, STR("$ref")))
        return false;
    target = (kind == OBJECT_PATH_ITEM ? object_step : object_read)(api, object, kind);
    lint_reference_text(lint, node_member(object, STR("$ref")), target);
    if (target)
        VEC_ADD(&lint->targets, ((struct lint_target){target, kind, *site}));
    if (target && kind == OBJECT_MEDIA_TYPE) /* its examples, as what it is used for */
        lint_examples(lint, target, kind, site);
    if (kind == OBJECT_PATH_ITEM)
        return false;
    lint_reference_siblings(lint, object, kind);
    return true;
}

/* What a response of 2.0 has for a schema, and is none. */
static bool is_file(const struct lint *lint, const struct node *node, const struct lint_site *site)
{
    return (lint->checker->api->version->number & VERSION_2_0) &&
           site->direction != SCHEMA_REQUEST && str_is(node_member_string(node, "type"), "file");
}

void lint_object(struct lint *lint, const struct node *node, enum object kind,
                 struct lint_site site)
{
    if (!node)
        return;
    if (kind == OBJECT_SCHEMA) {
        if (!is_file(lint, node, &site))
            lint_schema(lint, node);
        return;
    }
    if (!lint_visit(lint, node, kind))
        return;
    if (!node_is(node, NODE_OBJECT)) {
        object_read(lint->checker->api, node, kind); /* notes that it is none */
        return;
    }
    site = site_within(kind, site);
    if (lint_reference(lint, node, kind, &site))
        return;
    lint_fields(lint, node, kind, &site);
    lint_exclusions(lint, node, kind);
    lint_object_meaning(lint, node, kind, &site);
}

void lint_walk(struct lint *lint)
{
    lint_object(lint, lint->checker->api->document->root, OBJECT_ROOT, (struct lint_site){0});
    for (size_t i = 0; i < lint->targets.count; i++) {
        struct lint_target target = lint->targets.items[i];

        lint_object(lint, target.node, target.kind, target.site);
    }
    lint_schemas_finish(lint);
    lint_discriminators_finish(lint);
}
