#include "suggest/action.h"

#include "http/media_type.h"

static void seen_types_release(struct seen_types *types)
{
    for (size_t i = 0; i < types->list.count; i++)
        shape_release(types->list.items[i].shape);
    VEC_RELEASE(&types->list);
}

void action_release(struct action *action)
{
    shape_release(action->shape);
    seen_types_release(&action->request_types);
    for (size_t i = 0; i < action->statuses.count; i++)
        seen_types_release(&action->statuses.items[i].types);
    VEC_RELEASE(&action->statuses);
    VEC_RELEASE(&action->parameters);
}

/* "application/json" of "application/json; charset=utf-8", in lower case. */
static struct str media_type_name(struct arena *arena, struct str text)
{
    struct str name = content_type_name(text);
    struct str lower = str_copy(arena, name);

    for (size_t i = 0; i < lower.length; i++)
        ((char *)lower.text)[i] = ascii_lower(lower.text[i]);
    return lower;
}

static struct seen_type *find_type(struct seen_types *types, struct str name)
{
    for (size_t i = 0; i < types->list.count; i++)
        if (str_equal(types->list.items[i].name, name))
            return &types->list.items[i];
    VEC_ADD(&types->list, ((struct seen_type){.name = name}));
    return &types->list.items[types->list.count - 1];
}

void seen_types_add(struct suggestion *suggestion, struct seen_types *types,
                    const struct headers *headers, const struct body *body)
{
    struct str text = headers_get(headers, "content-type");
    struct content_type type;
    struct seen_type *seen;
    const struct document *document;

    if (body->state == BODY_EMPTY)
        return;
    if (!text.text) /* what the recorder says beside the headers */
        text = body->form;
    if (!text.text) {
        find_type(types, STR("*/*"));
        return;
    }
    if (!content_type_parse(str_trim(text), &type)) /* no description can name it */
        return;
    seen = find_type(types, media_type_name(&suggestion->arena, text));
    if (body->state != BODY_PRESENT || !content_type_is_json(&type))
        return;
    document = json_read(&suggestion->scratch, STR("body"), body->bytes, NULL);
    if (!document)
        return;
    if (!seen->shape)
        seen->shape = shape_new(&suggestion->arena);
    shape_add(&suggestion->arena, seen->shape, document->root);
}

void action_add_response(struct suggestion *suggestion, struct action *action,
                         const struct response *response)
{
    size_t i = 0;

    while (i < action->statuses.count && action->statuses.items[i].status != response->status)
        i++;
    if (i == action->statuses.count)
        VEC_ADD(&action->statuses, ((struct seen_status){.status = response->status}));
    seen_types_add(suggestion, &action->statuses.items[i].types, &response->headers,
                   &response->body);
}

static struct seen_parameter *find_parameter(struct action *action, struct str name)
{
    for (size_t i = 0; i < action->parameters.count; i++)
        if (str_equal(action->parameters.items[i].name, name))
            return &action->parameters.items[i];
    VEC_ADD(&action->parameters, ((struct seen_parameter){.name = name, .integral = true}));
    return &action->parameters.items[action->parameters.count - 1];
}

static bool is_integer(struct str value)
{
    uint64_t number;

    if (str_starts_with(value, STR("-")))
        value = str_slice(value, 1, SIZE_MAX);
    return str_to_unsigned(value, &number);
}

void action_add_query(struct suggestion *suggestion, struct action *action,
                      const struct query_pairs *query, struct str only_name)
{
    for (size_t i = 0; i < query->count; i++) {
        const struct query_pair *pair = &query->items[i];
        struct seen_parameter *parameter;

        if (pair->name.length == 0 || (only_name.text && !str_equal(pair->name, only_name)))
            continue;
        parameter = find_parameter(action, str_copy(&suggestion->arena, pair->name));
        parameter->seen++;
        parameter->integral = parameter->integral && is_integer(pair->value);
        parameter->repeated = parameter->repeated || parameter->seen > action->seen;
    }
}
