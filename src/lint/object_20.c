/* 2.0's Parameter, Items and Header Objects, which are schemas of their own, and what goes with
   them: bodies, files and the media types that carry them. */
#include "finding/rules.h"
#include "http/media_type.h"
#include "lint/linter.h"

/* ---- as schemas ---- */

/* Forms that the table of fields does not tell: it knows numbers, not what kind of them. */
static void lint_counts(struct lint *lint, const struct schema_view *view)
{
    for (enum keyword keyword = schema_view_next(view, 0); keyword != KEYWORD_NONE;
         keyword = schema_view_next(view, keyword + 1)) {
        if (node_is(view->members[keyword], NODE_NUMBER))
            lint_form(lint, keyword, view->members[keyword]);
        if (node_is(view->members[keyword], NODE_ARRAY))
            lint_keyword_value(lint, keyword, view->members[keyword]);
        if (keyword_is_known(keyword, 1u << DIALECT_OAS20))
            lint_effect(lint, view, keyword);
    }
}

static void lint_array(struct lint *lint, const struct node *object, enum object kind)
{
    const struct node *format = node_member_key(object, STR("collectionFormat"));
    bool is_array = str_is(node_member_string(object, "type"), "array");

    if (is_array && !node_member(object, STR("items")))
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF,
                        str_format(&lint->checker->arena, "items of %s", object_row(kind)->name),
                        object, "%s of type array has items, which tell what is in it",
                        object_row(kind)->name);
    if (format && !is_array && node_member(object, STR("type")))
        lint_raise_once(lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF,
                        STR("collectionFormat"), format,
                        "collectionFormat says nothing of what is no array");
}

void lint_inline_schema(struct lint *lint, const struct node *object, enum object kind)
{
    struct schema_view view;

    lint_view_read(lint, &view, object);
    schema_view_drop(&view, KEYWORD_REQUIRED); /* the parameter's */
    lint_counts(lint, &view);
    lint_array(lint, object, kind);
    lint_view(lint, &view);
    if (kind != OBJECT_ITEMS) /* those lie in another one */
        VEC_ADD(&lint->roots, object);
}

/* ---- parameters of the body, and others ---- */

/* Fields that are for parameters of the one kind, where this one is of the other. */
void lint_body_fields(struct lint *lint, const struct node *parameter)
{
    bool is_body = str_is(node_member_string(parameter, "in"), "body");
    const struct node *schema = node_member_key(parameter, STR("schema"));

    if (!is_body && schema)
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, schema,
                   "schema is for a parameter in body; this one says type and its like itself");
    for (unsigned i = FIELD_PARAMETER_TYPE; is_body && i <= FIELD_PARAMETER_MULTIPLE_OF; i++) {
        const struct node *key = node_member_key(parameter, field_row((enum field)i)->name);

        if (key)
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key,
                       "a parameter in body says %.*s in its schema", STR_ARGS(node_string(key)));
    }
}

/* ---- the media types of forms ---- */

static bool is_form(const struct node *type)
{
    struct str text = node_string(type);

    text = str_trim(str_slice(text, 0, str_find_char(text, ';')));
    return str_equal_ignoring_case(text, STR("multipart/form-data")) ||
           str_equal_ignoring_case(text, STR("application/x-www-form-urlencoded"));
}

/* How many types of the list carry forms. */
static size_t count_forms(const struct node *types)
{
    size_t count = 0;

    for (const struct node *type = node_first(types); type < node_end(types);
         type = node_next(type))
        count += is_form(type);
    return count;
}

/* forms: how many of the types carry forms. */
static void lint_form_field(struct lint *lint, const struct node *place, size_t forms, size_t types)
{
    bool is_file = str_is(node_member_string(place, "type"), "file");

    if (types == 0 && !is_file)
        return; /* a form is meant, whichever */
    if (forms == 0)
        lint_raise(lint, RULE_DESCRIPTION_INVALID, is_file ? SEVERITY_OFF : SEVERITY_WARNING, place,
                   "%s is sent by multipart/form-data or application/x-www-form-urlencoded, and "
                   "consumes has neither",
                   is_file ? "a file" : "a parameter in formData");
    else if (is_file && forms < types)
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, STR("file"), place,
                        "where there is a file, consumes has multipart/form-data and "
                        "application/x-www-form-urlencoded, and nothing else");
}

/* Those of the list that are in formData, against the types in force; types: NULL where none are
   told. */
static void lint_list(struct lint *lint, const struct node *list, const struct node *types)
{
    size_t count = types ? types->length : 0, forms = 0;

    if (!lint_may_look(lint, list->length + count))
        return;
    forms = types ? count_forms(types) : 0;
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        const struct node *place = openapi_dereference(lint->checker->api, item);

        if (str_is(node_member_string(place, "in"), "formData"))
            lint_form_field(lint, place, forms, count);
    }
}

void lint_forms(struct lint *lint, const struct operation *operation)
{
    const struct node *own = node_member(operation->place, STR("consumes"));
    const struct node *root = lint->checker->api->document->root;
    const struct node *types = own ? own : node_member(root, STR("consumes"));
    const struct node *lists[] = {node_member(operation->path_item, STR("parameters")),
                                  node_member(operation->place, STR("parameters"))};

    if (types && !node_is(types, NODE_ARRAY))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(lists); i++)
        if (node_is(lists[i], NODE_ARRAY))
            lint_list(lint, lists[i], types);
}

/* ---- examples ---- */

static bool is_produced(const struct node *types, struct str key)
{
    struct content_type wanted, type;

    if (!content_type_parse(key, &wanted))
        return true; /* told elsewhere */
    for (const struct node *item = node_first(types); item < node_end(types);
         item = node_next(item))
        if (content_type_parse(node_string(item), &type) &&
            content_type_covers(&type, &wanted) != COVERS_NOT)
            return true;
    return false;
}

/* The keys of a response's examples are types that the operation produces. */
void lint_produced(struct lint *lint, const struct operation *operation)
{
    const struct node *own = node_member(operation->place, STR("produces"));
    const struct node *root = lint->checker->api->document->root;
    const struct node *types = own ? own : node_member(root, STR("produces"));

    if (!node_is(types, NODE_ARRAY) || types->length == 0)
        return;
    for (size_t i = 0; i < operation->response_count; i++) {
        const struct node *examples = node_member(operation->responses[i].place, STR("examples"));

        if (!node_is(examples, NODE_OBJECT))
            continue;
        for (const struct node *key = node_first(examples); key < node_end(examples);
             key = node_next_key(key))
            if (!key_is_extension(node_string(key)) && lint_may_look(lint, types->length) &&
                !is_produced(types, node_string(key)))
                lint_raise_once(
                    lint, RULE_DESCRIPTION_MEDIA_TYPE_INVALID, SEVERITY_WARNING,
                    str_format(&lint->checker->arena, "produces %.*s", STR_ARGS(node_string(key))),
                    key, "an example is of type %.*s, which produces does not have",
                    STR_ARGS(node_string(key)));
    }
}
