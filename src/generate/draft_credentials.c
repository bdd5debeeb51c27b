/* Credentials where their security scheme puts them. */
#include "base/base64.h"
#include "base/percent.h"
#include "generate/draft.h"

static struct str credential_of(const struct draft *draft, const struct security_scheme *scheme)
{
    for (size_t i = 0; i < draft->settings->credential_count; i++) {
        if (str_equal(draft->settings->credentials[i].name, scheme->name))
            return draft->settings->credentials[i].value;
    }
    return STR_NONE;
}

static bool is_covered(const struct draft *draft, const struct security_alternative *alternative)
{
    for (size_t i = 0; i < alternative->count; i++) {
        if (!credential_of(draft, alternative->schemes[i]).text &&
            alternative->schemes[i]->kind != SECURITY_MUTUAL_TLS)
            return false;
    }
    return alternative->count > 0;
}

/* "Bearer x" may be given whole. */
static struct str with_scheme(struct draft *draft, struct str scheme, struct str value)
{
    if (value.length > scheme.length && value.text[scheme.length] == ' ' &&
        str_equal_ignoring_case(str_slice(value, 0, scheme.length), scheme))
        return value;
    return str_format(draft->arena, "%.*s %.*s", STR_ARGS(scheme), STR_ARGS(value));
}

/* RFC 7617, 2: user:password in base64. */
static struct str basic_value(struct draft *draft, struct str value)
{
    if (str_find_char(value, ':') < value.length)
        value = base64_encode(draft->arena, value);
    return with_scheme(draft, STR("Basic"), value);
}

static bool api_key_add(struct draft *draft, const struct security_scheme *scheme, struct str value)
{
    if (scheme->in == IN_HEADER)
        return draft_header(draft, scheme->parameter, value);
    if (scheme->in == IN_COOKIE)
        return draft_cookie(draft, scheme->parameter, value);
    strbuf_add_text(&draft->query, draft->query.length ? "&" : "");
    percent_encode(&draft->query, scheme->parameter);
    strbuf_add_char(&draft->query, '=');
    percent_encode(&draft->query, value);
    return true;
}

static bool credential_add(struct draft *draft, const struct security_scheme *scheme,
                           struct str value)
{
    switch (scheme->kind) {
    case SECURITY_API_KEY:
        return api_key_add(draft, scheme, value);
    case SECURITY_BASIC:
        return draft_header(draft, STR("Authorization"), basic_value(draft, value));
    case SECURITY_BEARER:
    case SECURITY_OAUTH2:
    case SECURITY_OPENID_CONNECT:
        return draft_header(draft, STR("Authorization"), with_scheme(draft, STR("Bearer"), value));
    case SECURITY_HTTP_OTHER:
        return draft_header(draft, STR("Authorization"),
                            with_scheme(draft, scheme->http_scheme, value));
    case SECURITY_MUTUAL_TLS:
        return true;
    }
    return true;
}

/* The first alternative whose credentials are all given. When there is none, the request goes out
   without: -H may bring them, or the server is to refuse it. */
bool draft_credentials(struct draft *draft)
{
    for (size_t i = 0; i < draft->operation->security_count; i++) {
        const struct security_alternative *alternative = &draft->operation->security[i];

        if (!is_covered(draft, alternative))
            continue;
        for (size_t j = 0; j < alternative->count; j++) {
            const struct security_scheme *scheme = alternative->schemes[j];

            if (!credential_add(draft, scheme, credential_of(draft, scheme)))
                return false;
        }
        return true;
    }
    return true;
}
