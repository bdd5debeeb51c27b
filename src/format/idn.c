#include "format/idn.h"

#include "base/alloc.h"
#include "base/dynamic_library.h"

/* A label of 63 octets has fewer than 60 characters; it takes some more bytes when it is not in
   normal form C. */
enum { MAX_U_LABEL = 1024 };

bool idn_load(struct idn *idn)
{
    static const struct dynamic_library library = {
        .name = "libidn2", .file = "libidn2.so.0", .package = "libidn2-0"};
    const struct dynamic_function functions[] = {
        {"idn2_lookup_u8", &idn->lookup_u8},
        {"idn2_register_u8", &idn->register_u8},
        {"idn2_to_unicode_8z8z", &idn->to_unicode_8z8z},
        {"idn2_free", &idn->free},
    };

    idn->library = dynamic_library_open(&library, functions, ARRAY_LENGTH(functions), NULL);
    return idn->library != NULL;
}

void idn_unload(struct idn *idn)
{
    dynamic_library_close(idn->library);
}

/* Did libidn2 find what was asked for? Every failure but a lack of memory means no. */
static bool has_succeeded(int status)
{
    if (status == IDN2_MALLOC)
        alloc_failed(0);
    return status == IDN2_OK;
}

/* With ASCII in lower case: names compare without case (RFC 4343). false when text is too long or
   has a NUL. */
static bool to_lower(struct str text, char *lower, size_t size)
{
    if (text.length >= size || memchr(text.text, 0, text.length))
        return false;
    for (size_t i = 0; i < text.length; i++)
        lower[i] = ascii_lower(text.text[i]);
    lower[text.length] = 0;
    return true;
}

/* The checks of registration (RFC 5891, 4), which leave no character in doubt. */
static bool is_registrable(const struct idn *idn, const char *a_label)
{
    uint8_t *result = NULL;
    int status = idn->register_u8(NULL, (const uint8_t *)a_label, &result, 0);

    idn->free(result);
    return has_succeeded(status);
}

bool idn_is_a_label(const struct idn *idn, struct str label)
{
    char a_label[IDN_MAX_LABEL + 1];

    return to_lower(label, a_label, sizeof a_label) && is_registrable(idn, a_label);
}

bool idn_to_ascii(const struct idn *idn, struct str label, char ascii[static IDN_MAX_LABEL + 1])
{
    char u_label[MAX_U_LABEL];
    uint8_t *result = NULL;
    bool holds;

    if (!to_lower(label, u_label, sizeof u_label) ||
        !has_succeeded(
            idn->lookup_u8((const uint8_t *)u_label, &result, IDN2_NFC_INPUT | IDN2_NO_TR46)))
        return false;
    /* U+212A becomes "k": a label that is ASCII in normal form C is no U-label (RFC 5890, 2.3.2.1).
     */
    holds = to_lower(str_of((const char *)result), ascii, IDN_MAX_LABEL + 1) &&
            str_starts_with(str_of(ascii), STR("xn--")) && is_registrable(idn, ascii);
    idn->free(result);
    return holds;
}

void idn_to_unicode(const struct idn *idn, const char *a_label, struct strbuf *out)
{
    char *u_label = NULL;

    if (has_succeeded(idn->to_unicode_8z8z(a_label, &u_label, 0)))
        strbuf_add_text(out, u_label);
    idn->free(u_label);
}
