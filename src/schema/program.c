#include "schema/program.h"

#define ANY       KIND_ANY
#define NULL_ONLY KIND_NULL
#define NUMBER    KIND_NUMBER
#define STRING    KIND_STRING
#define ARRAY     KIND_ARRAY
#define OBJECT    KIND_OBJECT

static const struct {
    const char *name;
    const char *texts[OP_TEXTS];
    uint16_t kinds;
} ops[] = {
#define OP(name, kinds, operand, message, expected, found)                                         \
    [OP_##name] = {#name, {message, expected, found}, kinds},
#include "schema/ops.def"
#undef OP
};

const char *op_template(enum op op, enum op_text text)
{
    return ops[op].texts[text];
}

uint16_t op_kinds(enum op op)
{
    return ops[op].kinds;
}

const char *op_name(enum op op)
{
    return ops[op].name;
}

/* The table holds names of the schema only, so a hostile instance cannot make its chains longer. */
uint32_t members_hash(struct str name)
{
    uint32_t hash = (uint32_t)name.length * 2654435761u;

    for (size_t i = 0; i < name.length; i++)
        hash = (hash ^ (unsigned char)name.text[i]) * 16777619u;
    return hash ^ hash >> 15;
}
