#include "http/accept.h"

#include "http/field.h"

/* RFC 9110, 12.4.2: weight 0 is "not acceptable". */
static bool is_refused(const struct content_type *range)
{
    struct str weight = content_type_parameter(range, "q");

    for (size_t i = 0; i < weight.length; i++)
        if (weight.text[i] != '0' && weight.text[i] != '.')
            return false;
    return weight.length > 0;
}

/* A weight is no parameter of the range (RFC 9110, 12.5.1). */
static void drop_weight(struct content_type *range)
{
    for (size_t i = 0; i < range->parameter_count; i++)
        if (str_equal_ignoring_case(range->parameters[i].name, STR("q")))
            range->parameter_count = i;
}

bool accept_allows(struct str accept, const struct content_type *type)
{
    enum coverage_rank best = COVERS_NOT;
    bool accepted = false;
    struct str element;

    while ((element = field_list_next(&accept)).text) {
        struct content_type range;
        enum coverage_rank rank;
        bool refused;

        if (!content_type_parse(element, &range))
            return true; /* not for us to read */
        refused = is_refused(&range);
        drop_weight(&range);
        rank = content_type_covers(&range, type);
        if (rank <= best)
            continue;
        best = rank;
        accepted = !refused;
    }
    return accepted;
}
