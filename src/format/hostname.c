/* Names of hosts: labels of letters, digits and hyphens (RFC 1123, 2.1), A-labels and U-labels
   (RFC 5890, 2.3.2). Without libidn2, the latter two hold. */
#include "format/character.h"
#include "format/grammars.h"
#include "format/idn.h"

static bool is_a_label(struct str label)
{
    return str_equal_ignoring_case(str_slice(label, 0, 4), STR("xn--"));
}

/* Hyphens in the third and fourth place, which RFC 5890, 2.3.1 keeps for A-labels, stand in names
   that are in use, so they are taken. */
static bool is_label(struct str label)
{
    if (label.length == 0 || label.length > IDN_MAX_LABEL || label.text[0] == '-' ||
        label.text[label.length - 1] == '-')
        return false;
    for (size_t i = 0; i < label.length; i++)
        if (!is_alphanumeric(label.text[i]) && label.text[i] != '-')
            return false;
    return true;
}

/* What A-labels hold is not looked at. */
static bool is_ascii_name(struct str text, bool *any_a_label)
{
    struct str rest = text;

    *any_a_label = false;
    if (text.length == 0 || text.length > IDN_MAX_NAME)
        return false;
    while (rest.text) {
        struct str label = str_cut(&rest, '.');

        if (!is_label(label))
            return false;
        *any_a_label |= is_a_label(label);
    }
    return true;
}

bool format_hostname(struct str text)
{
    struct idn idn;
    bool any_a_label, holds = true;

    if (!is_ascii_name(text, &any_a_label))
        return false;
    if (!any_a_label || !idn_load(&idn))
        return true;
    while (holds && text.text) {
        struct str label = str_cut(&text, '.');

        holds = !is_a_label(label) || idn_is_a_label(&idn, label);
    }
    idn_unload(&idn);
    return holds;
}

/* The bytes of the dot at the start of text, 0 if there is none: RFC 3490, 3.1 has U+3002, U+FF0E
   and U+FF61 stand for U+002E. */
static size_t count_dot(struct str text)
{
    if (text.text[0] == '.')
        return 1;
    if (str_starts_with(text, STR("\xe3\x80\x82")) || str_starts_with(text, STR("\xef\xbc\x8e")) ||
        str_starts_with(text, STR("\xef\xbd\xa1")))
        return 3;
    return 0;
}

/* As str_cut(), at any dot. */
static struct str cut_label(struct str *rest)
{
    struct str text = *rest;

    for (size_t i = 0; i < text.length; i++) {
        size_t dot = count_dot(str_slice(text, i, text.length));

        if (dot) {
            *rest = str_slice(text, i + dot, text.length);
            return str_slice(text, 0, i);
        }
    }
    *rest = STR_NONE;
    return text;
}

/* Adds the label's U-label, or itself when it has none, to `unicode`, and the bytes of its ASCII
   form to *length. */
static bool take_label(const struct idn *idn, struct str label, struct strbuf *unicode,
                       size_t *length)
{
    char ascii[IDN_MAX_LABEL + 1];

    if (str_is_ascii(label)) {
        *length += label.length;
        if (!is_label(label) || (is_a_label(label) && !idn_is_a_label(idn, label)))
            return false;
        if (!is_a_label(label)) {
            strbuf_add(unicode, label);
            return true;
        }
        memcpy(ascii, label.text, label.length);
        ascii[label.length] = 0;
    } else {
        if (!idn_to_ascii(idn, label, ascii))
            return false;
        *length += strlen(ascii);
    }
    idn_to_unicode(idn, ascii, unicode);
    return true;
}

static bool is_idn_name(const struct idn *idn, struct str text, struct strbuf *unicode)
{
    size_t length = 0;

    while (text.text) {
        if (!take_label(idn, cut_label(&text), unicode, &length))
            return false;
        if (text.text) {
            strbuf_add(unicode, STR("."));
            length++;
        }
        if (length > IDN_MAX_NAME)
            return false;
    }
    return idn_keeps_bidi_rule(strbuf_str(unicode));
}

bool format_idn_hostname(struct str text)
{
    struct strbuf unicode;
    struct idn idn;
    bool any_a_label, holds;

    if (str_is_ascii(text)) {
        if (!is_ascii_name(text, &any_a_label))
            return false;
        if (!any_a_label)
            return true;
    }
    if (!idn_load(&idn))
        return true;
    strbuf_init(&unicode, SIZE_MAX);
    holds = is_idn_name(&idn, text, &unicode);
    strbuf_release(&unicode);
    idn_unload(&idn);
    return holds;
}
