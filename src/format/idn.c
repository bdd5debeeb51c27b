#include "format/idn.h"

#include <dlfcn.h>

/* A U-label of 63 octets has less than 60 characters; not in normal form C, some more bytes. */
enum { MAX_U_LABEL = 1024 };

static bool find(void *library, const char *name, void *function)
{
    void *symbol = dlsym(library, name);

    memcpy(function, &symbol, sizeof symbol); /* POSIX: a function's address fits a void * */
    return symbol;
}

bool idn_load(struct idn *idn)
{
    /* NODELETE: it stays mapped, so that loading it again is a look-up. */
    *idn = (struct idn){.library = dlopen("libidn2.so.0", RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE)};
    if (!idn->library)
        return false;
    if (find(idn->library, "idn2_lookup_u8", &idn->lookup_u8) &&
        find(idn->library, "idn2_register_u8", &idn->register_u8) &&
        find(idn->library, "idn2_to_unicode_8z8z", &idn->to_unicode_8z8z) &&
        find(idn->library, "idn2_free", &idn->free))
        return true;
    idn_unload(idn);
    return false;
}

void idn_unload(struct idn *idn)
{
    dlclose(idn->library);
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
    return status == IDN2_OK;
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
        idn->lookup_u8((const uint8_t *)u_label, &result, IDN2_NFC_INPUT | IDN2_NO_TR46) != IDN2_OK)
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

    if (idn->to_unicode_8z8z(a_label, &u_label, 0) == IDN2_OK)
        strbuf_add_text(out, u_label);
    idn->free(u_label);
}
