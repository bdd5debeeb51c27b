/* multipleOf and the bounds. */
#include "schema/compiler.h"

static bool emit_number(struct compiler *c, enum op op, enum keyword keyword,
                        const struct node *value)
{
    struct decimal *number = ARENA_NEW(&c->set->arena, struct decimal);
    uint32_t at;

    if (value->kind != NODE_NUMBER) {
        struct str name = keyword_name(keyword);

        compiler_doubt(c, keyword, value, "%.*s is no number", STR_ARGS(name));
        return false;
    }
    *number = decimal_parse(node_text(value));
    at = compiler_emit(c, op, keyword, value);
    compiler_instruction(c, at)->number = number;
    return true;
}

void compile_multiple_of(struct compiler *c, enum keyword keyword, const struct node *value)
{
    if (value->kind == NODE_NUMBER) {
        struct decimal divisor = decimal_parse(node_text(value));

        if (divisor.negative || divisor.digit_count == 0) {
            compiler_doubt(c, keyword, value, "multipleOf is not above zero");
            return;
        }
    }
    emit_number(c, OP_MULTIPLE_OF, keyword, value);
}

/* Draft 4 has a boolean exclusiveMinimum, which changes what minimum means; OpenAPI 2.0
   and 3.0 inherit it. */
void compile_minimum(struct compiler *c, enum keyword keyword, const struct node *value)
{
    bool exclusive = c->dialect->exclusive_is_flag &&
                     node_is(c->frame->view.members[KEYWORD_EXCLUSIVE_MINIMUM], NODE_TRUE);

    emit_number(c, exclusive ? OP_EXCLUSIVE_MINIMUM : OP_MINIMUM, keyword, value);
}

void compile_maximum(struct compiler *c, enum keyword keyword, const struct node *value)
{
    bool exclusive = c->dialect->exclusive_is_flag &&
                     node_is(c->frame->view.members[KEYWORD_EXCLUSIVE_MAXIMUM], NODE_TRUE);

    emit_number(c, exclusive ? OP_EXCLUSIVE_MAXIMUM : OP_MAXIMUM, keyword, value);
}

static void compile_exclusive(struct compiler *c, enum op op, enum keyword keyword,
                              const struct node *value)
{
    struct str name = keyword_name(keyword);

    if (!c->dialect->exclusive_is_flag)
        emit_number(c, op, keyword, value);
    else if (!node_is_boolean(value))
        compiler_doubt(c, keyword, value, "%.*s is a boolean in this dialect", STR_ARGS(name));
}

void compile_exclusive_minimum(struct compiler *c, enum keyword keyword, const struct node *value)
{
    compile_exclusive(c, OP_EXCLUSIVE_MINIMUM, keyword, value);
}

void compile_exclusive_maximum(struct compiler *c, enum keyword keyword, const struct node *value)
{
    compile_exclusive(c, OP_EXCLUSIVE_MAXIMUM, keyword, value);
}
