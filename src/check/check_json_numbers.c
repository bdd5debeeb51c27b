/* http.json-number-precision */
#include "check/checker.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/check_value_state.h"
#include "check/http_finding.h"
#include "document/data_excerpt.h"
#include "finding/rules.h"

enum { SURE_DIGITS = 15, MAX_DIGITS = 17, LEXEME_MAX_BYTES = 400 };

/* Does a binary64 hold the number (RFC 8259, 6)? It does when the nearest one, written with 15 to
   17 digits, is the number again. */
static bool survives(struct str lexeme)
{
    char text[LEXEME_MAX_BYTES + 1], again[LEXEME_MAX_BYTES + 1];
    struct decimal written, kept;
    double value;

    if (lexeme.length > LEXEME_MAX_BYTES)
        return false;
    memcpy(text, lexeme.text, lexeme.length);
    text[lexeme.length] = '\0';
    value = strtod(text, NULL);
    if (!isfinite(value))
        return false;
    written = decimal_parse(lexeme);
    for (int digits = SURE_DIGITS; digits <= MAX_DIGITS; digits++) {
        snprintf(again, sizeof again, "%.*e", digits - 1, value);
        kept = decimal_parse(str_of(again));
        if (decimal_compare(&written, &kept) == 0)
            return true;
    }
    return false;
}

/* Up to 15 digits any number survives, unless its exponent is out of bounds. */
static bool is_in_doubt(const struct node *number)
{
    struct str lexeme = node_text(number);

    return lexeme.length > SURE_DIGITS ||
           (!(number->flags & NODE_INTEGER_LEXEME) && (str_find_char(lexeme, 'e') < lexeme.length ||
                                                       str_find_char(lexeme, 'E') < lexeme.length));
}

static struct str shown(struct checker *checker, enum side side, const struct node *number)
{
    enum part part = side == SIDE_REQUEST ? PART_REQUEST_BODY : PART_RESPONSE_BODY;

    return value_at_is_secret(checker, part, STR_NONE, number)
               ? STR(SECRET_NOT_SHOWN)
               : data_excerpt(&checker->arena, number, 60);
}

void check_json_numbers(struct checker *checker, enum side side, const struct node *root)
{
    if (!rule_is_on(checker, RULE_HTTP_JSON_NUMBER_PRECISION))
        return;
    for (const struct node *node = root; node < node_end(root); node++)
        if (node->kind == NODE_NUMBER && is_in_doubt(node) && !survives(node_text(node)))
            raise_http_body(checker, side, RULE_HTTP_JSON_NUMBER_PRECISION, node,
                            str_format(&checker->arena,
                                       "a binary64 does not hold %.*s: many readers change it (RFC "
                                       "8259, 6)",
                                       STR_ARGS(shown(checker, side, node))));
}
