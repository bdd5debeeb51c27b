/* How much of a description is compared with itself. */
#include "lint/linter.h"

bool lint_may_look(struct lint *lint, size_t members)
{
    if (lint->looks <= LINT_MAX_LOOKS)
        lint->looks += members + 1;
    return lint->looks <= LINT_MAX_LOOKS;
}

bool lint_may_hint(struct lint *lint, size_t candidates)
{
    if (lint->hints <= LINT_MAX_HINTS)
        lint->hints += candidates + 1;
    return lint->hints <= LINT_MAX_HINTS;
}

void lint_say_limit(struct lint *lint)
{
    if (lint->looks > LINT_MAX_LOOKS)
        lint_note(lint, STR_NONE,
                  "more than %d members of schemas would have to be compared: names and "
                  "types are not looked at further",
                  LINT_MAX_LOOKS);
}
