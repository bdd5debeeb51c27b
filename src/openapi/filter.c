#include "openapi/filter.h"

#include <stdio.h>

#include "base/glob.h"
#include "http/url.h"
#include "openapi/route.h"

/* What a value of the filter is compared with. */
struct candidate {
    struct str id, method, path;
    const struct node *tags; /* NULL: none */
};

static bool has_tag(const struct node *tags, struct str value)
{
    if (!node_is(tags, NODE_ARRAY))
        return false;
    for (const struct node *tag = node_first(tags); tag < node_end(tags); tag = node_next(tag))
        if (str_equal(node_string(tag), value))
            return true;
    return false;
}

static bool fits(enum filter_kind kind, struct str value, const struct candidate *candidate)
{
    switch (kind) {
    case FILTER_OPERATION:
        return candidate->id.length && str_equal(candidate->id, value);
    case FILTER_METHOD:
        return str_equal_ignoring_case(candidate->method, value);
    case FILTER_PATH:
        return glob_matches(value, candidate->path);
    case FILTER_TAG:
        return has_tag(candidate->tags, value);
    case FILTER_KINDS:
        break;
    }
    return false;
}

static bool any_fits(enum filter_kind kind, const struct filter_values *values,
                     const struct candidate *candidate)
{
    for (size_t i = 0; i < values->count; i++)
        if (fits(kind, str_of(values->items[i]), candidate))
            return true;
    return false;
}

static bool is_meant(const struct filter *filter, const struct candidate *candidate)
{
    for (int kind = 0; kind < FILTER_KINDS; kind++) {
        const struct filter_values *only = &filter->only[kind];

        if ((only->count && !any_fits((enum filter_kind)kind, only, candidate)) ||
            any_fits((enum filter_kind)kind, &filter->except[kind], candidate))
            return false;
    }
    return true;
}

static struct candidate candidate_of(const struct operation *operation)
{
    return (struct candidate){.id = operation->id,
                              .method = operation->method,
                              .path = operation->path,
                              .tags = node_member(operation->place, STR("tags"))};
}

void filter_apply(const struct filter *filter, struct api *api)
{
    api->filter = filter;
    for (size_t i = 0; i < api->operation_count; i++) {
        const struct candidate candidate = candidate_of(&api->operations[i]);

        api->operations[i].excluded = !is_meant(filter, &candidate);
    }
}

bool filter_leaves_out(const struct api *api, struct str method, struct str url, bool *unmatched)
{
    struct candidate candidate = {.method = method};
    struct route route;
    struct url parts;

    *unmatched = false;
    if (!api->filter)
        return false;
    if (api->filter->only_servers && !openapi_names_host(api, url))
        return true;
    route_match(api, method, url, &route);
    if (route.miss == ROUTE_FOUND)
        return route.operation->excluded;
    *unmatched = true;
    url_split(url, &parts);
    candidate.path = route.path.length ? route.path : parts.path;
    return !is_meant(api->filter, &candidate);
}

bool filter_excludes(const struct api *api, struct str method, struct str path)
{
    for (size_t i = 0; api->filter && i < api->operation_count; i++) {
        const struct operation *operation = &api->operations[i];

        if (operation->excluded && str_equal(operation->path, path) &&
            str_equal(operation->method, method))
            return true;
    }
    return false;
}

static bool fits_none(const struct api *api, enum filter_kind kind, struct str value)
{
    for (size_t i = 0; i < api->operation_count; i++) {
        const struct candidate candidate = candidate_of(&api->operations[i]);

        if (fits(kind, value, &candidate))
            return false;
    }
    return true;
}

static bool fits_none_of(struct api *const *apis, size_t count, enum filter_kind kind,
                         struct str value)
{
    for (size_t i = 0; i < count; i++)
        if (!fits_none(apis[i], kind, value))
            return false;
    return true;
}

bool filter_unmatched_at(struct api *const *apis, size_t api_count, size_t index, char text[],
                         size_t size)
{
    static const char *const names[FILTER_KINDS] = {[FILTER_OPERATION] = "operation",
                                                    [FILTER_METHOD] = "method",
                                                    [FILTER_PATH] = "path",
                                                    [FILTER_TAG] = "tag"};

    const struct filter *filter = api_count ? apis[0]->filter : NULL;

    for (int side = 0; filter && side < 2; side++)
        for (int kind = 0; kind < FILTER_KINDS; kind++) {
            const struct filter_values *values = side ? &filter->except[kind] : &filter->only[kind];

            for (size_t i = 0; i < values->count; i++) {
                if (!fits_none_of(apis, api_count, (enum filter_kind)kind,
                                  str_of(values->items[i])) ||
                    index--)
                    continue;
                snprintf(text, size, "--%s%s %s", side ? "exclude-" : "", names[kind],
                         values->items[i]);
                return true;
            }
        }
    return false;
}

size_t filter_operation_count(const struct api *api)
{
    size_t count = 0;

    for (size_t i = 0; i < api->operation_count; i++)
        count += !api->operations[i].excluded;
    return count;
}
