/* Secrets of an XML text: elements and attributes with secret names, and what their texts hold. */
#include "http/xml_tree.h"
#include "redact/json_names.h"

struct xml_search {
    struct search *search;
    struct str text;
    struct splice splice;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Text as it stands between tags, or in quotes (XML 1.0, 2.4). */
static struct str escaped(struct arena *arena, struct str text)
{
    struct strbuf out;
    struct str whole;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (c == '&')
            strbuf_add_text(&out, "&amp;");
        else if (c == '<')
            strbuf_add_text(&out, "&lt;");
        else if (c == '"')
            strbuf_add_text(&out, "&quot;");
        else if (c == '\'')
            strbuf_add_text(&out, "&apos;");
        else
            strbuf_add_char(&out, c);
    }
    whole = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return whole;
}

/* ---- attributes ---- */

/* The next `name="value"` of a start tag, which is well-formed; *at moves behind it. *value lies in
   the tag, without its quotes. */
static bool next_attribute(struct str tag, size_t *at, struct str *name, struct str *value)
{
    size_t equals, quote;

    while (*at < tag.length && is_blank(tag.text[*at]))
        ++*at;
    equals = *at + str_find_char(str_slice(tag, *at, SIZE_MAX), '=');
    quote = equals + str_find_any(str_slice(tag, equals, SIZE_MAX), "\"'");
    if (quote >= tag.length)
        return false;
    *name = str_trim(str_slice(tag, *at, equals - *at));
    *value = str_slice(tag, quote + 1, SIZE_MAX);
    value->length = str_find_char(*value, tag.text[quote]);
    *at = quote + 1 + value->length + 1;
    return true;
}

static struct str attribute_value(const struct xml_element *element, struct str name)
{
    for (const struct xml_attribute *each = element->attributes; each; each = each->next)
        if (str_equal(each->name, name))
            return each->value;
    return STR_NONE;
}

/* What a name says that stands beside the text. */
static struct name_says named(const struct search *search, struct str name, struct str text)
{
    struct name_says says = json_named(search, name, NULL);

    if (says.secrecy == SECRECY_NONE && header_kind(name) >= HEADER_COOKIE &&
        str_find_char(text, '=') < text.length)
        says.secrecy = SECRECY_CERTAIN;
    return says;
}

/* <field name="password" value="x"/>, or with the value as its text. */
static struct name_says named_beside(struct search *search, const struct xml_element *element)
{
    static const char *const names[] = {"name", "key", "Name", "Key"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        struct str name = attribute_value(element, str_of(names[i]));
        struct str value = attribute_value(element, STR("value"));

        if (name.length)
            return named(search, name, value.text ? value : element->text);
    }
    return (struct name_says){.secrecy = SECRECY_NONE};
}

static void search_attribute(struct xml_search *xml, struct str raw, struct str value,
                             struct name_says says)
{
    struct search *search = xml->search;
    size_t start = (size_t)(raw.text - xml->text.text);
    struct str found;

    if (value.length == 0)
        return;
    if (search_hides(says.secrecy, value)) {
        search_tell(search, value);
        splice_put(&xml->splice, start, start + raw.length, STR(REDACTED));
        return;
    }
    found = search_value(search, value);
    if (found.text != value.text)
        splice_put(&xml->splice, start, start + raw.length, escaped(search->arena, found));
}

/* The tag and the tree have them in the same order, but for declarations of namespaces. */
static void search_attributes(struct xml_search *xml, const struct xml_element *element, bool below,
                              struct name_says beside)
{
    struct str tag = str_slice(xml->text, element->start, element->inside - element->start);
    const struct xml_attribute *attribute = element->attributes;
    size_t at = str_find_any(tag, " \t\r\n");
    struct str name, raw;

    while (attribute && next_attribute(tag, &at, &name, &raw)) {
        struct name_says says;

        if (str_is(name, "xmlns") || str_starts_with(name, STR("xmlns:")))
            continue;
        says = search_name(xml->search, NAME_IN_MEMBER, attribute->name);
        if (below && says.secrecy != SECRECY_NEVER)
            says.secrecy = SECRECY_CERTAIN;
        else if (says.secrecy == SECRECY_NONE && str_equal_ignoring_case(name, STR("value")))
            says = beside;
        search_attribute(xml, raw, attribute->value, says);
        attribute = attribute->next;
    }
}

/* ---- elements ---- */

static void search_element(struct xml_search *xml, const struct xml_element *element, bool below);

/* What stands between the tags, but for elements of its own. */
static void search_text(struct xml_search *xml, const struct xml_element *element,
                        struct name_says says)
{
    struct search *search = xml->search;
    struct str text = element->text, found;

    if (str_trim(text).length && search_hides(says.secrecy, text)) {
        search_tell(search, text);
        splice_put(&xml->splice, element->inside, element->end, STR(REDACTED));
    } else if (!element->first && text.length) {
        found = search_value(search, text);
        if (found.text != text.text)
            splice_put(&xml->splice, element->inside, element->end, escaped(search->arena, found));
    }
}

static bool is_any(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    return false;
}

/* <name>password</name><value>x</value> (XML-RPC), <key>password</key><string>x</string> (property
   lists): what an element says of those behind it. */
static void note_name(const struct search *search, const struct xml_element *element,
                      struct name_says *said)
{
    static const char *const names[] = {"name", "key"};

    if (!element->first && is_any(element->name, names, ARRAY_LENGTH(names)))
        *said = named(search, str_trim(element->text), STR(""));
}

static bool may_be_named(const struct xml_element *element)
{
    static const char *const values[] = {"value", "string", "integer", "data", "array", "dict"};

    return is_any(element->name, values, ARRAY_LENGTH(values));
}

/* said: by an attribute of the element: <field name="password"><value>x</value></field>. */
static void search_children(struct xml_search *xml, const struct xml_element *element, bool below,
                            struct name_says said)
{

    for (const struct xml_element *child = element->first; child; child = child->next) {
        search_element(xml, child,
                       below || (said.secrecy == SECRECY_CERTAIN && may_be_named(child)));
        note_name(xml->search, child, &said);
    }
}

static void search_element(struct xml_search *xml, const struct xml_element *element, bool below)
{
    struct search *search = xml->search;
    struct name_says says = search_name(search, NAME_IN_MEMBER, element->name);
    struct name_says beside = named_beside(search, element);
    struct str whole = str_slice(xml->text, element->start, element->end - element->start);

    below = (below && says.secrecy != SECRECY_NEVER) || says.below ||
            search_is_place(search, str_slice(whole, 0, 1));
    if (below)
        says.secrecy = SECRECY_CERTAIN;
    search_attributes(xml, element, below, beside);
    if (below && element->first)
        splice_put(&xml->splice, element->inside, element->end, STR(REDACTED));
    search_text(xml, element, says.secrecy == SECRECY_NONE ? beside : says);
    search_children(xml, element, below, beside);
}

bool search_xml(struct search *search, struct str text, struct str *found)
{
    struct xml_failure failure;
    const struct xml_element *root = xml_tree_read(search->arena, text, STR_NONE, &failure);
    struct xml_search xml = {.search = search, .text = text};

    if (!root)
        return false;
    splice_begin(&xml.splice, text);
    search_element(&xml, root, false);
    *found = splice_end(&xml.splice, search->arena);
    if (search->learner)
        *found = text;
    return true;
}
