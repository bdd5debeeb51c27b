/* XML Objects: fields that say nothing where they stand, and elements without a name. */
#include "finding/rules.h"
#include "http/media_type.h"
#include "lint/linter.h"

static bool is_text_node(struct str type)
{
    return str_is(type, "text") || str_is(type, "cdata") || str_is(type, "none");
}

void lint_xml(struct lint *lint, const struct schema_view *view)
{
    const struct node *xml = view->members[KEYWORD_XML];
    const struct node *wrapped = node_member_key(xml, STR("wrapped"));
    const struct node *name = node_member_key(xml, STR("name"));

    lint_object(lint, xml, OBJECT_XML, (struct lint_site){0});
    if (wrapped && !(view->kinds & KIND_ARRAY))
        lint_raise_once(lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF, STR("wrapped"),
                        wrapped, "wrapped says nothing of what is no array");
    if (name && field_is_known(lint->checker->api, FIELD_XML_NODE_TYPE) &&
        is_text_node(node_member_string(xml, "nodeType")))
        lint_raise_once(lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF, STR("xml name"),
                        name, "name says nothing beside nodeType %.*s",
                        STR_ARGS(node_member_string(xml, "nodeType")));
}

/* 3.2, 4.26.4: the name of a component or a property is that of its element; an element of a schema
   that stands in the media type itself has none. Of an array or a reference there is no element. */
void lint_root_name(struct lint *lint, const struct node *object, struct str media_type)
{
    const struct node *schema = node_member(object, STR("schema"));
    const struct node *xml = node_member(schema, STR("xml"));

    if (!field_is_known(lint->checker->api, FIELD_XML_NODE_TYPE) ||
        content_kind_of(media_type) != CONTENT_XML || !node_is(schema, NODE_OBJECT))
        return;
    if (node_member(schema, STR("$ref")) || node_member(schema, STR("$dynamicRef")) ||
        !(lint_types_of(lint, schema) & ~(unsigned)(KIND_ARRAY | KIND_NULL)) ||
        node_member(xml, STR("name")) || is_text_node(node_member_string(xml, "nodeType")))
        return;
    lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, schema,
               "the element of this schema has no name: xml.name gives it one");
}
