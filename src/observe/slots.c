#include "observe/slots.h"

#include "finding/place.h"

static const char *const location_names[] = {
    [IN_PATH] = "path",
    [IN_QUERY] = "query",
    [IN_HEADER] = "header",
    [IN_COOKIE] = "cookie",
    [IN_QUERYSTRING] = "querystring",
    [IN_FORM] = "form",
};

/* ---- listing ---- */

static size_t count_slots(const struct operation *operation)
{
    size_t count = 2 * operation->parameters.count;

    if (operation->request_body)
        count += operation->request_body->content.count;
    for (size_t i = 0; i < operation->response_count; i++)
        count += 2 + operation->responses[i].content.count + operation->responses[i].headers.count;
    return count;
}

static void add(struct slots *slots, struct coverage_slot slot, struct slot_subject subject)
{
    slots->items[slots->count] = slot;
    slots->subjects[slots->count] = subject;
    slots->count++;
}

static void list_parameters(struct slots *slots, struct arena *arena,
                            const struct operation *operation)
{
    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];
        struct coverage_slot slot = {.kind = SLOT_PARAMETER,
                                     .name = parameter->name,
                                     .detail = str_of(location_names[parameter->in]),
                                     .place = place_of(arena, parameter->place)};

        add(slots, slot, (struct slot_subject){.item = parameter});
        if (parameter->required)
            continue;
        slot.kind = SLOT_OMITTED;
        add(slots, slot, (struct slot_subject){.item = parameter});
    }
}

static void list_request(struct slots *slots, struct arena *arena,
                         const struct request_body *request)
{
    for (size_t i = 0; request && i < request->content.count; i++) {
        const struct media_type *type = &request->content.items[i];

        add(slots,
            (struct coverage_slot){.kind = SLOT_REQUEST_BODY,
                                   .media_type = type->key,
                                   .place = place_of(arena, type->place)},
            (struct slot_subject){.item = type});
    }
}

static void list_response(struct slots *slots, struct arena *arena,
                          const struct response_object *response)
{
    struct coverage_slot slot = {
        .kind = SLOT_STATUS, .name = response->key, .place = place_of(arena, response->place)};
    struct slot_subject subject = {.response = response};

    add(slots, slot, subject);
    slot.kind = SLOT_RESPONSE;
    if (response->content.count == 0)
        add(slots, slot, subject);
    for (size_t i = 0; i < response->content.count; i++) {
        subject.item = &response->content.items[i];
        slot.media_type = response->content.items[i].key;
        slot.place = place_of(arena, response->content.items[i].place);
        add(slots, slot, subject);
    }
    for (size_t i = 0; i < response->headers.count; i++) {
        subject.item = &response->headers.items[i];
        add(slots,
            (struct coverage_slot){.kind = SLOT_HEADER,
                                   .name = response->headers.items[i].name,
                                   .detail = response->key,
                                   .place = place_of(arena, response->headers.items[i].place)},
            subject);
    }
}

void slots_list(struct slots *slots, struct arena *arena, const struct operation *operation)
{
    size_t count = count_slots(operation);

    if (slots->items)
        return;
    slots->items = ARENA_ARRAY(arena, struct coverage_slot, count + 1);
    slots->subjects = ARENA_ARRAY(arena, struct slot_subject, count + 1);
    list_parameters(slots, arena, operation);
    list_request(slots, arena, operation->request_body);
    for (size_t i = 0; i < operation->response_count; i++)
        list_response(slots, arena, &operation->responses[i]);
}

/* ---- counting ---- */

static bool was_given(const struct exercised *exercised, const struct parameter *parameter)
{
    for (size_t i = 0; i < exercised->parameter_count; i++)
        if (exercised->parameters[i] == parameter)
            return true;
    return false;
}

/* Where the recording lacks some headers, one that is not in it may have been sent all the same. */
static bool was_omitted(const struct exercised *exercised, const struct parameter *parameter)
{
    bool by_header = parameter->in == IN_HEADER || parameter->in == IN_COOKIE;

    if (by_header && (!exercised->request_headers || exercised->request_headers->partial))
        return false;
    return !was_given(exercised, parameter);
}

static bool has_header(const struct headers *headers, struct str name)
{
    for (size_t i = 0; headers && i < headers->count; i++)
        if (str_equal_ignoring_case(headers->items[i].name, name))
            return true;
    return false;
}

static bool was_exercised(enum slot_kind kind, const struct slot_subject *subject,
                          const struct exercised *exercised)
{
    switch (kind) {
    case SLOT_PARAMETER:
        return was_given(exercised, subject->item);
    case SLOT_OMITTED:
        return was_omitted(exercised, subject->item);
    case SLOT_REQUEST_BODY:
        return exercised->request_type == subject->item;
    case SLOT_STATUS:
        return exercised->response == subject->response;
    case SLOT_RESPONSE:
        return exercised->response == subject->response &&
               (!subject->item || exercised->response_type == subject->item);
    case SLOT_HEADER:
        return exercised->response == subject->response &&
               has_header(exercised->response_headers,
                          ((const struct parameter *)subject->item)->name);
    }
    return false;
}

static bool was_judged(enum slot_kind kind, const struct exercised *exercised)
{
    switch (kind) {
    case SLOT_REQUEST_BODY:
        return exercised->request_judged;
    case SLOT_RESPONSE:
        return exercised->response_judged;
    case SLOT_STATUS:
        return exercised->response_known;
    case SLOT_PARAMETER:
    case SLOT_OMITTED:
    case SLOT_HEADER:
        break;
    }
    return true;
}

static bool was_read(enum slot_kind kind, const struct exercised *exercised)
{
    return kind == SLOT_REQUEST_BODY ? exercised->request_read
                                     : kind != SLOT_RESPONSE || exercised->response_read;
}

void slots_count(struct slots *slots, const struct exercised *exercised)
{
    for (size_t i = 0; i < slots->count; i++) {
        struct coverage_slot *slot = &slots->items[i];

        if (!was_exercised(slot->kind, &slots->subjects[i], exercised))
            continue;
        slot->seen++;
        slot->judged += was_judged(slot->kind, exercised);
        slot->read += was_read(slot->kind, exercised);
        slot->valued += slot->kind == SLOT_RESPONSE && exercised->valued;
    }
}
