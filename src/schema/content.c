/* contentEncoding and contentMediaType of draft 7, the only one that lets them judge (draft 7
   validation, 8): base64 text, JSON, and JSON in base64. Other encodings and types say nothing.
   They are FORMAT instructions, and --formats rules them. */
#include "base/base64.h"
#include "format/grammars.h"
#include "schema/compiler.h"

/* What meets a limit of the reader is no malformed text. */
static bool is_json(struct arena *arena, struct str text)
{
    struct read_failure failure = {0};

    return json_read(arena, STR(""), text, &failure) || failure.outcome != READ_MALFORMED;
}

static bool holds_json(struct str text)
{
    struct arena arena;
    bool holds;

    arena_init(&arena);
    holds = is_json(&arena, text);
    arena_release(&arena);
    return holds;
}

/* A text that is no base64 fails at contentEncoding. */
static bool holds_json_in_base64(struct str text)
{
    struct arena arena;
    struct str bytes;
    bool holds;

    if (!format_byte(text))
        return true;
    arena_init(&arena);
    base64_decode(&arena, text, &bytes); /* bits left over are none of JSON's business */
    holds = is_json(&arena, bytes);
    arena_release(&arena);
    return holds;
}

static const struct format base64 = {.name = STR_INITIAL("base64 text"),
                                     .kinds = KIND_STRING,
                                     .undoubted = true,
                                     .holds = format_byte};
static const struct format json = {
    .name = STR_INITIAL("JSON text"), .kinds = KIND_STRING, .undoubted = true, .holds = holds_json};
static const struct format json_in_base64 = {.name = STR_INITIAL("JSON text in base64"),
                                             .kinds = KIND_STRING,
                                             .undoubted = true,
                                             .holds = holds_json_in_base64};

static bool is_base64(const struct node *encoding)
{
    return str_equal_ignoring_case(node_string(encoding), STR("base64"));
}

void compile_content_encoding(struct compiler *c, enum keyword keyword, const struct node *value)
{
    if (c->dialect->content_judges && is_base64(value))
        compiler_emit_format(c, keyword, value, &base64);
}

void compile_content_media_type(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct node *encoding = c->frame->view.members[KEYWORD_CONTENT_ENCODING];

    if (!c->dialect->content_judges ||
        !str_equal_ignoring_case(node_string(value), STR("application/json")))
        return;
    if (!encoding)
        compiler_emit_format(c, keyword, value, &json);
    else if (is_base64(encoding))
        compiler_emit_format(c, keyword, value, &json_in_base64);
}
