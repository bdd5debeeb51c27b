/* What a recording lacks as a whole. */
#include "finding/finding.h"

static const struct {
    const char *name;
    enum part part;
    const char *reason;
} lacks[LACK_KINDS] = {
    [LACK_NOTHING] = {"nothing", PART_REQUEST_HEADER, ""},
    [LACK_CREDENTIALS] = {"credentials", PART_REQUEST_HEADER,
                          "security: no request of the recording has credentials, so they may have "
                          "been taken out"},
    [LACK_COOKIES] = {"cookies", PART_REQUEST_COOKIE,
                      "no request of the recording has cookies, so they may have been taken out"},
    [LACK_SET_COOKIES] = {"set-cookies", PART_RESPONSE_HEADER,
                          "no response of the recording has Set-Cookie, so it may have been taken "
                          "out"},
};

const char *lack_name(enum lack lack)
{
    return lacks[lack].name;
}

struct not_checked lack_entry(enum lack lack, struct str source, uint64_t count)
{
    return (struct not_checked){.part = lacks[lack].part,
                                .reason = str_of(lacks[lack].reason),
                                .sources = {source},
                                .source_count = source.length > 0,
                                .count = count};
}

bool lack_is_told(const struct not_checked *entry)
{
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        if (str_is(entry->reason, lacks[lack].reason))
            return true;
    return false;
}
