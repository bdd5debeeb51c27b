/* What an exchange shows of what recorders take out of a recording: where one has credentials, the
   recorder leaves them in. One that is masked was there, too. */
#include "check/checker.h"

static bool is_key(const struct checker *checker, struct str name)
{
    const struct api *api = checker->api;

    for (size_t i = 0; i < api->security_scheme_count; i++) {
        const struct security_scheme *scheme = &api->security_schemes[i];

        if (scheme->kind == SECURITY_API_KEY && scheme->in == IN_HEADER &&
            str_equal_ignoring_case(scheme->parameter, name))
            return true;
    }
    return redaction_recalls_header(checker->redaction, name);
}

void check_shown(struct checker *checker)
{
    const struct exchange *exchange = checker->exchange;
    const struct headers *headers = &exchange->request.headers;

    for (size_t i = 0; i < headers->count; i++)
        if (headers->items[i].value.length && is_key(checker, headers->items[i].name))
            checker->shown |= 1u << LACK_CREDENTIALS;
    if (headers_get(headers, "cookie").length)
        checker->shown |= 1u << LACK_COOKIES;
    if (headers_get(&exchange->response.headers, "set-cookie").length)
        checker->shown |= 1u << LACK_SET_COOKIES;
}
