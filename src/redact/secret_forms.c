#include "redact/values.h"

#include <stdlib.h>

#include "base/base64.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "document/json_writer.h"

enum { BASE64_FORM_MIN = 6 /* characters; shorter ones turn up by chance */ };

static void add_form(struct secret *secret, struct str form)
{
    char *copy;

    for (size_t i = 0; i < secret->forms.count; i++) {
        if (str_equal(secret->forms.items[i], form))
            return;
    }
    copy = alloc_bytes(form.length + 1);
    memcpy(copy, form.text, form.length);
    copy[form.length] = '\0';
    VEC_ADD(&secret->forms, ((struct str){copy, form.length}));
}

/* With escapes in upper case, in lower case, and a space as '+'. */
static void add_percent_forms(struct secret *secret, struct str value)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    percent_encode(&out, value);
    add_form(secret, strbuf_str(&out));
    for (size_t i = 0; i + 2 < out.length; i++) {
        if (out.text[i] == '%') {
            out.text[i + 1] = ascii_lower(out.text[i + 1]);
            out.text[i + 2] = ascii_lower(out.text[i + 2]);
        }
    }
    add_form(secret, strbuf_str(&out));
    strbuf_clear(&out);
    for (size_t i = 0; i < value.length; i++) {
        if (value.text[i] == ' ')
            strbuf_add_char(&out, '+');
        else
            percent_encode(&out, str_slice(value, i, 1));
    }
    add_form(secret, strbuf_str(&out));
    strbuf_release(&out);
}

static void add_json_form(struct secret *secret, struct str value, bool escape_slash)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    while (escape_slash && str_find_char(value, '/') < value.length) {
        json_add_escaped(&out, str_cut(&value, '/'));
        strbuf_add_text(&out, "\\/");
    }
    json_add_escaped(&out, value);
    add_form(secret, strbuf_str(&out));
    strbuf_release(&out);
}

/* The value within a longer text that is in base64, such as "user:value", after `shift` bytes of a
   group of three. The form has only the characters that the value's own bits decide. */
static void add_base64_form(struct secret *secret, struct arena *arena, struct str value,
                            size_t shift)
{
    static const size_t first_own[] = {0, 2, 3};
    size_t length = shift + value.length;
    char *bytes = arena_zeroed(arena, length + 1, 1);
    size_t own_end = length * 8 / 6;
    struct str text;
    char *url_safe;

    memcpy(bytes + shift, value.text, value.length);
    text = base64_encode(arena, (struct str){bytes, length});
    if (own_end < first_own[shift] + BASE64_FORM_MIN)
        return;
    text = str_slice(text, first_own[shift], own_end - first_own[shift]);
    add_form(secret, text);
    url_safe = arena_alloc(arena, text.length); /* RFC 4648, 5 */
    for (size_t i = 0; i < text.length; i++)
        url_safe[i] = text.text[i] == '+' ? '-' : text.text[i] == '/' ? '_' : text.text[i];
    add_form(secret, (struct str){url_safe, text.length});
}

static int longest_first(const void *left, const void *right)
{
    const struct str *a = left, *b = right;

    return (a->length < b->length) - (a->length > b->length);
}

void secret_make_forms(struct secret *secret)
{
    struct str value = {secret->value, secret->length};
    struct arena arena;

    arena_init(&arena);
    add_form(secret, value);
    add_percent_forms(secret, value);
    add_json_form(secret, value, false);
    add_json_form(secret, value, true);
    for (size_t shift = 0; shift < 3; shift++)
        add_base64_form(secret, &arena, value, shift);
    qsort(secret->forms.items, secret->forms.count, sizeof *secret->forms.items, longest_first);
    arena_release(&arena);
}

void secret_release(struct secret *secret)
{
    for (size_t i = 0; i < secret->forms.count; i++)
        free((char *)(uintptr_t)secret->forms.items[i].text);
    VEC_RELEASE(&secret->forms);
    free(secret->value);
    secret->value = NULL;
}
