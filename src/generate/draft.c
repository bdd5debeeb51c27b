#include "generate/draft.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/text_format.h"
#include "http/cookie.h"
#include "http/field.h"

/* What a request's URL or cookies may come to. */
enum { DRAFT_MAX_BYTES = 1024 * 1024 };

void draft_init(struct draft *draft)
{
    strbuf_init(&draft->path, DRAFT_MAX_BYTES);
    strbuf_init(&draft->query, DRAFT_MAX_BYTES);
    strbuf_init(&draft->cookies, DRAFT_MAX_BYTES);
}

void draft_release(struct draft *draft)
{
    strbuf_release(&draft->path);
    strbuf_release(&draft->query);
    strbuf_release(&draft->cookies);
    VEC_RELEASE(&draft->headers);
}

bool draft_refuse(struct draft *draft, const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    draft->reason = str_copy(draft->arena, text_format_cut(text, sizeof text, format, arguments));
    va_end(arguments);
    return false;
}

bool draft_header(struct draft *draft, struct str name, struct str value)
{
    if (!header_name_is_valid(name) || !header_value_is_valid(value))
        return draft_refuse(draft, "header \"%.*s\" cannot have the value made for it",
                            STR_ARGS(name));
    VEC_ADD(&draft->headers, ((struct header){.name = name, .value = value}));
    return true;
}

bool draft_is_given(const struct draft *draft, struct str name)
{
    for (size_t i = 0; i < draft->settings->header_count; i++) {
        if (str_equal_ignoring_case(draft->settings->headers[i].name, name))
            return true;
    }
    return false;
}

bool draft_cookie(struct draft *draft, struct str name, struct str value)
{
    if (!cookie_pair_is_valid(name, value))
        return draft_refuse(draft, "cookie \"%.*s\" cannot have the value made for it",
                            STR_ARGS(name));
    return strbuf_addf(&draft->cookies, "%s%.*s=%.*s", draft->cookies.length ? "; " : "",
                       STR_ARGS(name), STR_ARGS(value));
}

bool example_is_usable(const struct example *example)
{
    return example->value || example->serialized.text;
}

const struct example *draft_example(const struct example *examples, size_t count, size_t set)
{
    const struct example *last = NULL;

    for (size_t i = 0; i < count; i++) {
        if (!example_is_usable(&examples[i]))
            continue;
        last = &examples[i];
        if (set-- == 0)
            break;
    }
    return last;
}
