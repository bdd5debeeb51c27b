/* What an exchange shows of what recorders take out of a recording: where one has credentials, the
   recorder leaves them in. One that is masked was there, too. */
#include "check/checker.h"

void check_shown(struct checker *checker)
{
    const struct exchange *exchange = checker->exchange;
    const struct headers *headers = &exchange->request.headers;

    for (size_t i = 0; i < headers->count; i++)
        if (headers->items[i].value.length &&
            redaction_recalls_header(checker->redaction, headers->items[i].name))
            checker->shown |= 1u << LACK_CREDENTIALS;
    if (headers_get(headers, "cookie").length)
        checker->shown |= 1u << LACK_COOKIES;
    if (headers_get(&exchange->response.headers, "set-cookie").length)
        checker->shown |= 1u << LACK_SET_COOKIES;
}
