/* Messages about arguments: what somebody gave may be a URL with credentials, or a header. */
#include "redact/search.h"

struct str redact_message(struct arena *arena, struct str text)
{
    struct redaction *redaction = redaction_new();
    struct search search = {.redaction = redaction, .arena = arena};

    text = redact_text(redaction, arena, search_value(&search, text));
    redaction_free(redaction);
    return text;
}

struct str redact_asked_url(struct arena *arena, struct str url)
{
    struct redaction *redaction = redaction_new();
    bool lacks_scheme = str_find(url, STR("//")) == SIZE_MAX;

    if (lacks_scheme)
        url = str_format(arena, "//%.*s", STR_ARGS(url));
    url = redact_url(redaction, arena, url);
    redaction_free(redaction);
    return str_slice(url, lacks_scheme ? 2 : 0, SIZE_MAX);
}
