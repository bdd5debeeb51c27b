/* minLength, maxLength, pattern, format; and the counts of the other families. */
#include "schema/compiler.h"

static void emit_count(struct compiler *c, enum op op, enum keyword keyword,
                       const struct node *value)
{
    struct str name = keyword_name(keyword);
    uint64_t count;
    uint32_t at;

    if (!schema_read_count(value, &count)) {
        compiler_doubt(c, keyword, value, "%.*s is no whole number of 0 or more", STR_ARGS(name));
        return;
    }
    at = compiler_emit(c, op, keyword, value);
    compiler_instruction(c, at)->count = count;
}

void compile_min_length(struct compiler *c, enum keyword keyword, const struct node *value)
{
    emit_count(c, OP_MIN_LENGTH, keyword, value);
}

void compile_max_length(struct compiler *c, enum keyword keyword, const struct node *value)
{
    emit_count(c, OP_MAX_LENGTH, keyword, value);
}

void compile_min_items(struct compiler *c, enum keyword keyword, const struct node *value)
{
    emit_count(c, OP_MIN_ITEMS, keyword, value);
}

void compile_max_items(struct compiler *c, enum keyword keyword, const struct node *value)
{
    emit_count(c, OP_MAX_ITEMS, keyword, value);
}

void compile_min_properties(struct compiler *c, enum keyword keyword, const struct node *value)
{
    emit_count(c, OP_MIN_PROPERTIES, keyword, value);
}

void compile_max_properties(struct compiler *c, enum keyword keyword, const struct node *value)
{
    emit_count(c, OP_MAX_PROPERTIES, keyword, value);
}

void compile_pattern(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct str text = node_string(value);
    const struct pattern *pattern;
    struct str problem;
    uint32_t at;

    if (!text.text) {
        compiler_doubt(c, keyword, value, "pattern is no string");
        return;
    }
    pattern = schema_set_pattern(c->set, text, &problem);
    if (!pattern) {
        compiler_doubt(c, keyword, value, "%.*s", STR_ARGS(problem));
        return;
    }
    at = compiler_emit(c, OP_PATTERN, keyword, value);
    compiler_instruction(c, at)->pattern = pattern;
}

void compiler_emit_format(struct compiler *c, enum keyword keyword, const struct node *value,
                          const struct format *format)
{
    bool asserted = c->resource->vocabularies & VOCABULARY_FORMAT_ASSERTION;
    enum format_policy policy = asserted ? FORMATS_ERROR : c->set->settings.formats;
    bool warns = policy == FORMATS_WARN || (policy == FORMATS_STANDARD && !format->undoubted);
    uint32_t at;

    if (policy == FORMATS_OFF)
        return;
    at = compiler_emit(c, OP_FORMAT, keyword, value);
    compiler_instruction(c, at)->format = format;
    compiler_instruction(c, at)->kinds = format->kinds;
    if (warns)
        compiler_instruction(c, at)->flags = FLAG_WARNS;
}

void compile_format(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct format *format = format_find(node_string(value));

    if (format && format->holds)
        compiler_emit_format(c, keyword, value, format);
}
