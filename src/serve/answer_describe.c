/* Turns a described response into headers and body. */
#include "base/strbuf.h"
#include "generate/example_use.h"
#include "generate/serialise.h"
#include "generate/value.h"
#include "http/accept.h"
#include "http/field.h"
#include "http/status.h"
#include "serve/answer.h"

enum {
    EXAMPLE_MAX_BYTES = 64 * 1024 * 1024,
    KEPT_MAX_BYTES = 64 * 1024 * 1024 /* of all bodies: others are made for each answer */
};

/* What is needed to make a value. */
struct maker {
    struct arena *arena;
    struct describer *describer;
    const char **why; /* there is no value, as generate_value has it */
};

/* ---- the describer ---- */

void describer_init(struct describer *describer, struct api *api)
{
    *describer = (struct describer){.values = value_maker_new(api, SCHEMA_RESPONSE)};
    arena_init(&describer->arena);
}

void describer_release(struct describer *describer)
{
    map_release(&describer->bodies);
    value_maker_free(describer->values);
    arena_release(&describer->arena);
}

/* ---- the media type ---- */

static bool is_accepted(struct str accept, struct str key)
{
    struct content_type type;

    return content_type_parse(key, &type) && accept_allows(accept, &type);
}

/* JSON before others, as most clients say that they accept everything. */
static const struct media_type *choose_media_type(const struct content *content, struct str accept)
{
    const struct media_type *json = NULL, *accepted = NULL;

    for (size_t i = 0; i < content->count; i++) {
        const struct media_type *item = &content->items[i];
        bool wanted = accept.length == 0 || is_accepted(accept, item->key);

        if (wanted && content_kind_of(item->key) == CONTENT_JSON)
            return item;
        if (wanted && !accepted)
            accepted = item;
        if (!json && content_kind_of(item->key) == CONTENT_JSON)
            json = item;
    }
    if (accepted || json)
        return accepted ? accepted : json;
    return content->count ? &content->items[0] : NULL;
}

/* A range cannot be a Content-Type. */
static struct str concrete_type(struct str key)
{
    if (str_find_char(key, '*') == key.length)
        return key;
    if (str_starts_with(key, STR("text/")))
        return STR("text/plain");
    return STR("application/json");
}

/* ---- the example ---- */

static const struct node *example_named(const struct media_type *media_type, struct str name)
{
    for (size_t i = 0; i < media_type->example_count; i++)
        if (str_equal(media_type->examples[i].name, name))
            return media_type->examples[i].value;
    return NULL;
}

/* An example may be wrong: a client gets such a one only if it asks for it, or there is nothing
   else. What is writeOnly is no part of an answer. */
static const struct node *choose_value(const struct maker *maker, const struct node *schema,
                                       struct str name, const struct example *examples,
                                       size_t count)
{
    struct value_maker *values = maker->describer->values;
    const struct node *first = NULL;
    struct example_use use = {.value = NULL};

    for (size_t i = 0; i < count; i++) {
        struct example_use tried;

        if (!examples[i].value)
            continue;
        example_use(values, maker->arena, schema, name, examples[i].value, &tried);
        if (!tried.refused)
            return tried.value;
        if (!first)
            use = tried;
        first = first ? first : examples[i].value;
    }
    if (!first)
        return schema ? generate_value(values, maker->arena, schema, name, maker->why) : NULL;
    return use.value ? use.value : first;
}

static struct str write_json(struct arena *arena, const struct node *value)
{
    struct strbuf text;
    struct str copy;

    strbuf_init(&text, EXAMPLE_MAX_BYTES);
    node_write(value, &text);
    copy = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return copy;
}

static struct str write_body(struct arena *arena, struct str key, const struct node *value)
{
    if (content_kind_of(concrete_type(key)) != CONTENT_JSON && node_is(value, NODE_STRING))
        return node_string(value);
    return write_json(arena, value);
}

/* Is it a type whose content nothing describes, such as a file of 2.0? Any bytes will do. */
static bool is_any_bytes(const struct media_type *media_type)
{
    return !media_type->schema && !media_type->item_schema &&
           content_kind_of(media_type->key) != CONTENT_JSON &&
           str_find_char(media_type->key, '*') == media_type->key.length;
}

/* ---- the body ---- */

static const struct node *choose_example(const struct maker *maker,
                                         const struct media_type *media_type, struct str example)
{
    return example.text ? example_named(media_type, example)
                        : choose_value(maker, media_type->schema, STR_NONE, media_type->examples,
                                       media_type->example_count);
}

/* text absent: the media type has no example of the name, or there is nothing to make one from. */
static struct str make_body(const struct maker *maker, const struct media_type *media_type,
                            struct str example)
{
    const struct node *value = choose_example(maker, media_type, example);

    if (value)
        return write_body(maker->arena, media_type->key, value);
    return !example.text && is_any_bytes(media_type) ? STR("example\n") : STR_NONE;
}

/* A body hangs on its media type and the example alone: it is made once, and many answers may be
   sent from one place in memory. */
static struct str keep_body(const struct maker *maker, const struct media_type *media_type,
                            struct str example, bool *shared)
{
    struct describer *describer = maker->describer;
    struct str key = str_format(maker->arena, "%p %.*s", (const void *)media_type,
                                STR_ARGS(example.text ? example : STR("")));
    struct str *body = map_get(&describer->bodies, key);
    struct str made;

    *shared = body != NULL;
    if (body)
        return *body;
    made = make_body(maker, media_type, example);
    if (!made.text || made.length > KEPT_MAX_BYTES - describer->kept_bytes)
        return made;
    describer->kept_bytes += made.length;
    body = ARENA_NEW(&describer->arena, struct str);
    *body = str_copy(&describer->arena, made);
    *map_put(&describer->bodies, str_copy(&describer->arena, key)) = body;
    *shared = true;
    return *body;
}

/* ---- headers ---- */

/* STR_NONE: the header's style has no form for the value. */
static struct str write_header(struct arena *arena, const struct parameter *header,
                               const struct node *value)
{
    struct strbuf out;
    struct str text = STR_NONE;

    strbuf_init(&out, EXAMPLE_MAX_BYTES);
    if (parameter_serialise(header, value, &out))
        text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}

/* What the mock says itself, for only it knows: how the message is framed, and that its body is
   sent as it is. */
static bool is_for_the_server(struct str name)
{
    return header_is_of_connection(name) || str_equal_ignoring_case(name, STR("content-type")) ||
           str_equal_ignoring_case(name, STR("content-encoding")) ||
           str_equal_ignoring_case(name, STR("content-range"));
}

/* Required ones: an answer without them would break the description. */
static void add_described_headers(struct answer *answer, const struct maker *maker,
                                  const struct parameters *headers)
{
    for (size_t i = 0; i < headers->count; i++) {
        const struct parameter *header = &headers->items[i];
        const struct node *value;
        struct str text;

        if (!header->required || is_for_the_server(header->name))
            continue;
        value = choose_value(maker, header->schema, header->name, header->examples,
                             header->example_count);
        text = value ? write_header(maker->arena, header, value) : STR_NONE;
        if (text.text && header_name_is_valid(header->name) && header_value_is_valid(text))
            answer_add_header(answer, header->name, text);
    }
}

bool answer_describe(struct answer *answer, struct arena *arena, struct describer *describer,
                     const struct response_object *response, const struct request *request,
                     struct str example, struct str *reason)
{
    const char *why = NULL;
    const struct maker maker = {.arena = arena, .describer = describer, .why = &why};
    const struct media_type *media_type =
        choose_media_type(&response->content, headers_get(&request->headers, "accept"));
    struct str body = STR_NONE;
    bool shared = false;

    if (media_type)
        body = keep_body(&maker, media_type, example, &shared);
    if (example.text && !body.text) {
        *reason = str_format(arena, "the response %.*s has no example \"%.*s\"",
                             STR_ARGS(response->key), STR_ARGS(example));
        return false;
    }
    if (!body.text && why && !response_is_bodyless(STR("GET"), answer->status)) {
        *reason = str_format(arena, "the schema of the response %.*s gives no value: %s",
                             STR_ARGS(response->key), why);
        return false;
    }
    add_described_headers(answer, &maker, &response->headers);
    if (!body.text || response_is_bodyless(STR("GET"), answer->status))
        return true;
    answer->body = body;
    answer->body_is_shared = shared;
    answer_add_header(answer, STR("Content-Type"), concrete_type(media_type->key));
    return true;
}
