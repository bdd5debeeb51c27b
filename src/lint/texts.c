/* Fields whose text has a grammar: URLs, addresses, a license's expression. */
#include "finding/rules.h"
#include "format/character.h"
#include "format/format.h"
#include "lint/linter.h"

/* ---- license.identifier ---- */

/* An operand of SPDX's expressions: a license's id, or the reference to one. */
static bool is_license(struct str word)
{
    for (size_t i = 0; i < word.length; i++)
        if (!is_alphanumeric(word.text[i]) && !char_is_any(word.text[i], "-.+:"))
            return false;
    return word.length > 0;
}

static bool is_operator(struct str word)
{
    static const char *const operators[] = {"AND", "OR", "WITH"};

    for (size_t i = 0; i < ARRAY_LENGTH(operators); i++)
        if (str_equal_ignoring_case(word, str_of(operators[i])))
            return true;
    return false;
}

/* The next word or parenthesis; STR_NONE: there is none. */
static struct str next_word(struct str *rest)
{
    struct str word;

    *rest = str_trim(*rest);
    if (rest->length == 0)
        return STR_NONE;
    word = str_slice(*rest, 0, str_find_any(*rest, " \t()"));
    if (word.length == 0)
        word = str_slice(*rest, 0, 1);
    *rest = str_slice(*rest, word.length, SIZE_MAX);
    return word;
}

/* SPDX 2.3, annex D: licenses, with operators between them, and parentheses. Which licenses there
   are stands in a list that grows. */
static bool is_license_expression(struct str text)
{
    bool wants_license = true;
    size_t open = 0;

    for (struct str word = next_word(&text); word.text; word = next_word(&text)) {
        bool opens = str_is(word, "("), closes = str_is(word, ")");

        if (opens    ? !wants_license
            : closes ? wants_license || open == 0
                     : wants_license == is_operator(word))
            return false;
        if (!opens && !closes && !is_license(word))
            return false;
        open = open + opens - closes;
        if (!opens && !closes)
            wants_license = !wants_license;
    }
    return !wants_license && open == 0;
}

/* ---- the others ---- */

static bool is_of_format(const char *format, struct str text)
{
    return format_find(str_of(format))->holds(text);
}

static bool is_email(struct str text)
{
    return is_of_format("email", text);
}

static bool is_uri(struct str text)
{
    return is_of_format("uri", text);
}

static bool is_uri_reference(struct str text)
{
    return is_of_format("uri-reference", text);
}

static bool is_iri(struct str text)
{
    return is_of_format("iri", text);
}

/* 3.2, 4.1.1: the URI of a document, which has no fragment. */
static bool is_self(struct str text)
{
    return is_uri_reference(text) && str_find_char(text, '#') == text.length;
}

/* No request goes to most of them: nothing breaks but a link. The description itself hangs on the
   first two. */
static const struct {
    enum field field;
    bool (*holds)(struct str text);
    enum severity ceiling;
    const char *what;
} texts[] = {
    {FIELD_ROOT_SELF, is_self, SEVERITY_OFF, "a URI reference without a fragment"},
    {FIELD_ROOT_SCHEMA_DIALECT, is_uri, SEVERITY_OFF, "a URI"},
    {FIELD_INFO_TERMS_OF_SERVICE, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_CONTACT_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_CONTACT_EMAIL, is_email, SEVERITY_WARNING, "an email address"},
    {FIELD_LICENSE_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_LICENSE_IDENTIFIER, is_license_expression, SEVERITY_WARNING,
     "an SPDX expression, such as Apache-2.0"},
    {FIELD_EXTERNAL_DOCS_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_XML_NAMESPACE, is_iri, SEVERITY_WARNING, "a URL"},
    {FIELD_EXAMPLE_EXTERNAL_VALUE, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_SECURITY_SCHEME_OPENID_CONNECT_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_SECURITY_SCHEME_OAUTH2_METADATA_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_SECURITY_SCHEME_AUTHORIZATION_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_SECURITY_SCHEME_TOKEN_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_FLOW_AUTHORIZATION_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_FLOW_TOKEN_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_FLOW_REFRESH_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
    {FIELD_FLOW_DEVICE_AUTHORIZATION_URL, is_uri_reference, SEVERITY_WARNING, "a URL"},
};

void lint_text(struct lint *lint, enum field field, const struct node *value)
{
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
        if (texts[i].field == field && !texts[i].holds(node_string(value)))
            lint_raise(lint, RULE_DESCRIPTION_INVALID, texts[i].ceiling, value, "%s must be %s",
                       field_row(field)->name.text, texts[i].what);
}
