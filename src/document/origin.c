#include "document/origin.h"

#include "base/utf16.h"
#include "base/utf8.h"
#include "document/tape.h"

bool document_is_declared(const struct document *document)
{
    const struct node *root = document->root;

    return node_member_string(root, "openapi").text || node_member_string(root, "swagger").text ||
           str_find(node_member_string(root, "$schema"), STR("//json-schema.org/")) <
               node_member_string(root, "$schema").length;
}

bool document_is_description(const struct document *document)
{
    return node_member(document->root, STR("openapi")) ||
           node_member(document->root, STR("swagger"));
}

static const struct document *raise_failure(struct error *err, const struct origin *origin,
                                            const struct read_failure *failure)
{
    struct str message = str_of(failure->message);

    if (origin->referred && failure->quote)
        message = str_slice(message, 0, failure->quote);
    error_raise_at(err, origin->shown, failure->line, failure->column, "%.*s", STR_ARGS(message));
    return NULL;
}

/* With comments, which JSON has not, some write it; and YAML takes that for a text. */
static bool looks_like_json(struct str text)
{
    static const char *const starts[] = {"{", "[", "//", "/*"};

    text = str_trim(utf8_without_mark(text));
    for (size_t i = 0; i < ARRAY_LENGTH(starts); i++)
        if (str_starts_with(text, str_of(starts[i])))
            return true;
    return false;
}

/* What is wrong with it as YAML would tell nothing. */
static bool looks_like_page(struct str text)
{
    text = str_trim(utf8_without_mark(text));
    return text.length > 1 && text.text[0] == '<' &&
           (ascii_is_alpha(text.text[1]) || char_is_any(text.text[1], "!?"));
}

/* The text in UTF-8, as the readers need it; UTF-16 is converted. */
static bool transcode(struct arena *arena, const struct origin *origin, struct str *text,
                      struct error *err)
{
    enum utf16_order order = utf16_detect(*text);
    struct read_failure failure;
    struct str converted;

    if (order == UTF16_NONE)
        return true;
    if (utf16_to_utf8(arena, *text, order, &converted)) {
        *text = converted;
        return true;
    }
    read_fail(&failure, READ_MALFORMED, converted, converted.length,
              "the text is UTF-16, and half a character stands here");
    raise_failure(err, origin, &failure);
    return false;
}

/* JSON first where it may be JSON: libyaml refuses some of it. What is named .json gets no second
   chance as YAML, or a trailing comma would pass here and nowhere else. */
static const struct document *read_text(struct arena *arena, const struct origin *origin,
                                        struct str text, struct error *err)
{
    struct str file = str_copy(arena, origin->shown);
    struct read_failure failure;
    const struct document *document;

    if (text.length == 0) {
        error_raise(err, "%.*s: the file is empty", STR_ARGS(file));
        return NULL;
    }
    if (looks_like_json(text)) {
        document = json_read(arena, file, text, &failure);
        if (document)
            return document;
        if (failure.outcome == READ_LIMIT || str_ends_with(file, STR(".json")))
            return raise_failure(err, origin, &failure);
    }
    document = yaml_read(arena, file, text, &failure);
    if (!document && looks_like_page(text))
        read_fail(&failure, READ_MALFORMED, text, 0,
                  "this is HTML or XML, such as a sign-in page or a view of the file");
    return document ? document : raise_failure(err, origin, &failure);
}

struct document *origin_read(struct arena *arena, const struct origin *origin, struct error *err)
{
    struct str text = origin->text;
    struct document *document = NULL;

    if (transcode(arena, origin, &text, err))
        document = (struct document *)read_text(arena, origin, text, err);
    if (document)
        document->transcoded = text.text != origin->text.text;
    return document;
}
