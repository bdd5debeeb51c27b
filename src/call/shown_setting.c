/* oasdrift_show_setting: the value of an option without its secrets. */
#include "oasdrift.h"

#include <stdio.h>

#include "base/escape.h"
#include "redact/redaction.h"

/* Of these only what stands before the separator is shown. */
static const struct {
    const char *option;
    char separator;
} hidden[] = {{"header", ':'}, {"user", ':'}};

static struct str without_secrets(struct arena *arena, const char *option, struct str value)
{
    for (size_t i = 0; i < ARRAY_LENGTH(hidden); i++) {
        struct str rest = value, name = str_cut(&rest, hidden[i].separator);

        if (strcmp(option, hidden[i].option) != 0)
            continue;
        if (!rest.text) /* whatever it has may be the secret */
            return STR(REDACTED);
        return str_format(arena, "%.*s%c%s" REDACTED, STR_ARGS(name), hidden[i].separator,
                          strcmp(option, "header") == 0 ? " " : "");
    }
    if (strcmp(option, "url") == 0 || strcmp(option, "proxy") == 0)
        return redact_asked_url(arena, value);
    return redact_message(arena, value);
}

void oasdrift_show_setting(const char *option, const char *value, char *shown, size_t size)
{
    struct arena arena;
    size_t length;

    if (!size)
        return;
    arena_init(&arena);
    length = escape_control(without_secrets(&arena, option, str_of(value)), shown, size - 1);
    shown[length] = '\0';
    arena_release(&arena);
}
