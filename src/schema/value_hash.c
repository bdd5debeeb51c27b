#include "schema/value_hash.h"

#include "base/map.h"

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

/* 1, 1.0 and 10e-1 are one number: digits and exponent are normalised by decimal_parse; digits that
   do not fit a word are read from the lexeme, leading and trailing zeros left out. */
static uint64_t hash_number(struct str lexeme)
{
    struct decimal number = decimal_parse(lexeme);
    /* the exponent of a vast number is not exact: equal ones may have others */
    uint64_t hash = mix(number.vast ? 0 : (uint64_t)number.exponent, number.negative ? 3 : 5);
    size_t seen = 0;

    if (number.small)
        return mix(hash, number.digits);
    for (size_t i = 0; i < lexeme.length && seen < number.digit_count; i++) {
        if (!ascii_is_digit(lexeme.text[i]) || (seen == 0 && lexeme.text[i] == '0'))
            continue;
        hash = mix(hash, (uint64_t)(unsigned char)lexeme.text[i]);
        seen++;
    }
    return hash;
}

static uint64_t hash_object(const struct node *object)
{
    uint64_t sum = 0; /* the order of members does not count */

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        sum += mix(str_hash(node_text(key)), value_hash(node_value(key)));
    return sum;
}

uint64_t value_hash(const struct node *node)
{
    uint64_t hash = mix(0x51ed270b8f3c2a19u, node->kind);

    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
    case NODE_FALSE:
    case NODE_TRUE:
    case NODE_HEADER:
        return hash;
    case NODE_NUMBER:
        return mix(hash, hash_number(node_text(node)));
    case NODE_STRING:
        return mix(hash, str_hash(node_text(node)));
    case NODE_ARRAY:
        for (const struct node *item = node_first(node); item < node_end(node);
             item = node_next(item))
            hash = mix(hash, value_hash(item));
        return mix(hash, node->length);
    case NODE_OBJECT:
        return mix(hash, hash_object(node));
    }
    return hash;
}
