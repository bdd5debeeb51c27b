#include "schema/format.h"

#include "schema/pattern.h"
#include "schema/program.h"

#define NUMBER KIND_NUMBER
#define STRING KIND_STRING

static const struct format formats[] = {
#define FORMAT(name, kinds, undoubted, source, holds)                                              \
    {{name, sizeof(name) - 1}, kinds, undoubted, source, holds},
#include "schema/formats.def"
#undef FORMAT
};

const struct format *format_find(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++)
        if (str_equal(formats[i].name, name))
            return &formats[i];
    return NULL;
}

bool format_is_known(struct str name)
{
    return format_find(name) != NULL;
}

bool format_holds(struct str name, const struct node *instance)
{
    const struct format *format = format_find(name);

    if (!format || !format->holds || !(format->kinds >> instance->kind & 1))
        return true;
    return format->holds(node_text(instance));
}

bool format_json_pointer(struct str text)
{
    if (text.length && text.text[0] != '/')
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] == '~' &&
            (i + 1 == text.length || (text.text[i + 1] != '0' && text.text[i + 1] != '1')))
            return false;
    return true;
}

bool format_regex(struct str text)
{
    struct pattern_tree tree;
    struct arena arena;
    const char *problem;
    bool used, holds;

    arena_init(&arena);
    holds = pattern_parse(&arena, text, false, &used, &tree, &problem) ||
            pattern_parse(&arena, text, true, &used, &tree, &problem);
    arena_release(&arena);
    return holds;
}

bool format_uuid(struct str text)
{
    if (text.length != 36)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? text.text[i] != '-' : ascii_hex_value(text.text[i]) < 0)
            return false;
    }
    return true;
}

/* RFC 4648, 4: with padding, without line ends. */
bool format_byte(struct str text)
{
    size_t padding = 0;

    while (padding < 2 && padding < text.length && text.text[text.length - 1 - padding] == '=')
        padding++;
    if (text.length % 4 != 0)
        return false;
    for (size_t i = 0; i < text.length - padding; i++) {
        char c = text.text[i];

        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '+' && c != '/')
            return false;
    }
    return true;
}
