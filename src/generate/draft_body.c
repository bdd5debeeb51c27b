/* The request body, and what the request says it accepts. */
#include "generate/draft.h"
#include "generate/write_content.h"

/* What an Accept header made here may come to. */
enum { ACCEPT_MAX_BYTES = 4096 };

/* JSON before a form before text, whatever their order. */
static const struct media_type *choose_media_type(const struct content *content)
{
    const struct media_type *best = NULL;
    enum writable best_way = WRITABLE_NOT;

    for (size_t i = 0; i < content->count; i++) {
        enum writable way = content_writable(content->items[i].key);

        if (way > best_way) {
            best = &content->items[i];
            best_way = way;
        }
    }
    return best;
}

/* The fields of 2.0's forms are written as parameters of a query are. */
static bool write_fields(struct draft *draft, const struct media_type *type, struct strbuf *out)
{
    for (size_t i = 0; i < type->field_count; i++) {
        size_t before = out->length;
        bool used;

        if (before > 0)
            strbuf_add_char(out, '&');
        if (!draft_value(draft, &type->fields[i], out, &used))
            return false;
        if (!used)
            out->length = before;
    }
    return true;
}

/* A key that is a range stands for JSON. */
static bool content_type_add(struct draft *draft, struct str key)
{
    return draft_header(draft, STR("Content-Type"),
                        str_find_char(key, '*') < key.length ? STR("application/json") : key);
}

static bool form_body(struct draft *draft, const struct media_type *type)
{
    struct strbuf out;
    bool written;

    strbuf_init(&out, SIZE_MAX);
    written = write_fields(draft, type, &out);
    draft->body = (struct body){.state = out.length ? BODY_PRESENT : BODY_EMPTY,
                                .bytes = str_copy(draft->arena, strbuf_str(&out))};
    strbuf_release(&out);
    return written && content_type_add(draft, type->key);
}

/* As it is sent. */
static bool serialized_body(struct draft *draft, const struct media_type *type, struct str text)
{
    draft->body = (struct body){.state = text.length ? BODY_PRESENT : BODY_EMPTY, .bytes = text};
    return content_type_add(draft, type->key);
}

/* NULL: there is none. An optional body whose schema says nothing is left out. */
static const struct node *body_value(struct draft *draft, const struct media_type *type,
                                     const struct example *example, bool required, const char **why)
{
    struct example_use use;

    if (example) {
        draft_use(draft, type->schema, STR_NONE, example, example->value, &use);
        *why = use.why;
        return use.value;
    }
    if (!type->schema || !(required || type->schema->length > 0))
        return NULL;
    return generate_value(draft->values, draft->arena, type->schema, STR_NONE, why);
}

/* RFC 9110, 9.3.1: a body of GET or HEAD has no meaning. */
static bool takes_body(struct str method)
{
    return !str_is(method, "GET") && !str_is(method, "HEAD") && !str_is(method, "TRACE");
}

bool draft_body(struct draft *draft)
{
    const struct request_body *body = draft->operation->request_body;
    const struct media_type *type;
    const struct example *example;
    const struct node *value;
    const char *why = NULL;
    struct strbuf out;
    bool written;

    if (!body || !takes_body(draft->operation->method))
        return true;
    type = choose_media_type(&body->content);
    if (!type)
        return !body->required ||
               draft_refuse(draft, "the request body has no media type that can be written here");
    if (type->field_count)
        return form_body(draft, type);
    example = draft_example(type->examples, type->example_count, draft->set);
    if (example && !example->value)
        return serialized_body(draft, type, example->serialized);
    value = body_value(draft, type, example, body->required, &why);
    if (!value)
        return !body->required ||
               draft_refuse(draft,
                            "the request body has no %sexample and its schema gives no value%s%s",
                            example ? "valid " : "", why ? ": " : "", why ? why : "");
    strbuf_init(&out, SIZE_MAX);
    written = write_content(type, value, &out);
    draft->body = (struct body){.state = out.length ? BODY_PRESENT : BODY_EMPTY,
                                .bytes = str_copy(draft->arena, strbuf_str(&out))};
    strbuf_release(&out);
    if (!written)
        return draft_refuse(draft, "the request body's value cannot be written as %.*s",
                            STR_ARGS(type->key));
    return content_type_add(draft, type->key);
}

static bool list_has(struct str list, struct str wanted)
{
    while (list.text) {
        if (str_equal_ignoring_case(str_trim(str_cut(&list, ',')), wanted))
            return true;
    }
    return false;
}

/* Every media type that a response is described in, each once. */
bool draft_accept(struct draft *draft)
{
    struct strbuf out;
    struct str value;

    strbuf_init(&out, ACCEPT_MAX_BYTES);
    for (size_t i = 0; i < draft->operation->response_count; i++) {
        const struct content *content = &draft->operation->responses[i].content;

        for (size_t j = 0; j < content->count; j++) {
            struct str key = content->items[j].key;
            struct content_type type;

            if (!content_type_parse(key, &type) || list_has(strbuf_str(&out), key) ||
                out.length + key.length + 2 > ACCEPT_MAX_BYTES)
                continue;
            strbuf_add_text(&out, out.length ? ", " : "");
            strbuf_add(&out, key);
        }
    }
    value = str_copy(draft->arena, strbuf_str(&out));
    strbuf_release(&out);
    return value.length == 0 || draft_header(draft, STR("Accept"), value);
}
