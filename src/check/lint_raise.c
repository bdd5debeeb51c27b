/* Findings of lint: the operation they stand in, and one for all that share a root. */
#include "check/lint.h"

#include <stdarg.h>
#include <stdio.h>

#include "check/raise.h"

/* The operation that the place is within; NULL. They do not overlap, and lie by address. */
static const struct operation *operation_around(const struct lint *lint, const struct node *place)
{
    size_t low = 0, high = lint->operations.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (lint->operations.items[middle].start <= place)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || lint->operations.items[low - 1].end <= place)
        return NULL;
    return lint->operations.items[low - 1].operation;
}

/* The same root once more adds to its finding; what is off is remembered as such. */
void lint_raise_as(struct lint *lint, struct str root, const struct raised *raised)
{
    struct checker *checker = lint->checker;
    size_t before = checker->findings.count;
    struct str key;
    const size_t *known;
    size_t *index;

    checker->exercised.operation = operation_around(lint, raised->place);
    if (!root.text) {
        raise_finding(checker, raised);
        checker->exercised.operation = NULL;
        return;
    }
    key = str_format(&checker->arena, "%d %d %.*s", (int)raised->rule, (int)raised->ceiling,
                     STR_ARGS(root));
    known = map_get(&lint->groups, key);
    if (known) {
        if (*known < checker->findings.count)
            checker->findings.items[*known].count++;
    } else {
        raise_finding(checker, raised);
        index = ARENA_NEW(&checker->arena, size_t);
        *index = checker->findings.count > before ? before : SIZE_MAX;
        *map_put(&lint->groups, key) = index;
    }
    checker->exercised.operation = NULL;
}

void lint_raise(struct lint *lint, enum rule rule, enum severity ceiling, const struct node *place,
                const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    lint_raise_as(lint, STR_NONE,
                  &(struct raised){.rule = rule,
                                   .ceiling = ceiling,
                                   .part = PART_DESCRIPTION,
                                   .place = place,
                                   .message = str_of(text)});
}

void lint_raise_once(struct lint *lint, enum rule rule, enum severity ceiling, struct str root,
                     const struct node *place, const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    lint_raise_as(lint, root,
                  &(struct raised){.rule = rule,
                                   .ceiling = ceiling,
                                   .part = PART_DESCRIPTION,
                                   .place = place,
                                   .message = str_of(text)});
}
