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

static void tell(const struct draft *draft, const struct example *example,
                 const struct example_use *use)
{
    struct error line = {0};

    if (!draft->told || !example->place || pointer_map_get(draft->told, example->place, 0))
        return;
    *pointer_map_put(draft->told, example->place, 0) = draft->told;
    if (draft->told->count > GENERATE_MAX_TOLD)
        return;
    error_raise_node(&line, example->place,
                     "this example is not sent as it is, for its schema refuses it: %.*s; %s",
                     STR_ARGS(use->message),
                     use->made ? "a made value takes its place"
                               : "what is wrong in it is replaced");
    draft->settings->tell(draft->settings->tell_context, line.message);
}

void draft_use(struct draft *draft, const struct node *schema, struct str name,
               const struct example *example, const struct node *value, struct example_use *use)
{
    example_use(draft->values, draft->arena, schema, name, value, use);
    draft->replaced |= use->refused;
    if (use->refused && use->value)
        tell(draft, example, use);
}
