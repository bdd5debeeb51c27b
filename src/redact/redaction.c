/* What is secret: names of headers and parameters, and values. How they are taken out of a text is
   in text.c. */
#include "redact/redaction.h"

#include <stdlib.h>

#include "base/base64.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "http/cookie.h"
#include "http/query.h"
#include "http/url.h"
#include "redact/secret_form.h"
#include "redact/values.h"

enum {
    LEARNED_VALUE_MIN = 6,  /* bytes; a secret name may also have the value "none" or "42" */
    LEARNED_DIGITS_MIN = 12 /* a shorter number is a count rather than a key */
};

static struct str secret_value(const struct secret *secret)
{
    return (struct str){secret->value, secret->length};
}

struct redaction *redaction_new(void)
{
    struct redaction *redaction = alloc_zeroed(1, sizeof *redaction);

    arena_init(&redaction->arena);
    return redaction;
}

void redaction_free(struct redaction *redaction)
{
    if (!redaction)
        return;
    for (size_t i = 0; i < redaction->given.count; i++)
        secret_release(&redaction->given.items[i]);
    for (size_t i = 0; i < redaction->learned.count; i++)
        secret_release(&redaction->learned.items[i]);
    VEC_RELEASE(&redaction->given);
    VEC_RELEASE(&redaction->learned);
    VEC_RELEASE(&redaction->names);
    arena_release(&redaction->arena);
    free(redaction);
}

struct redaction *redaction_fork(const struct redaction *redaction)
{
    struct redaction *fork = redaction_new();

    for (size_t i = 0; i < redaction->names.count; i++)
        redaction_add_name(fork, redaction->names.items[i].places, redaction->names.items[i].name);
    for (size_t i = 0; i < redaction->given.count; i++)
        redaction_add_value(fork, secret_value(&redaction->given.items[i]));
    return fork;
}

/* ---- names ---- */

void redaction_add_name(struct redaction *redaction, unsigned places, struct str name)
{
    memset(redaction->memo, 0, sizeof redaction->memo);
    VEC_ADD(&redaction->names, ((struct added_name){places, str_copy(&redaction->arena, name)}));
}

static bool is_added(const struct redaction *redaction, unsigned place, struct str name)
{
    for (size_t i = 0; i < redaction->names.count; i++) {
        const struct added_name *added = &redaction->names.items[i];

        if ((added->places & place) &&
            (place & NAME_IN_HEADER ? str_equal_ignoring_case(name, added->name)
                                    : str_equal(name, added->name)))
            return true;
    }
    return false;
}

static enum secrecy secrecy_of(const struct redaction *redaction, unsigned place, struct str name)
{
    return is_added(redaction, place, name) ? SECRECY_CERTAIN : secret_name(place, name);
}

static bool is_hidden(enum secrecy secrecy, struct str value)
{
    switch (secrecy) {
    case SECRECY_NONE:
    case SECRECY_NEVER:
        return false;
    case SECRECY_BY_FORM:
        return secret_form_is_random(value);
    case SECRECY_TEXT:
        return !str_is_digits(value);
    case SECRECY_CERTAIN:
        return true;
    }
    return true;
}

bool redaction_hides(const struct redaction *redaction, unsigned place, struct str name,
                     struct str value)
{
    return is_hidden(secrecy_of(redaction, place, name), value);
}

bool redaction_hides_header(const struct redaction *redaction, struct str name)
{
    return secrecy_of(redaction, NAME_IN_HEADER, name) == SECRECY_CERTAIN;
}

static struct name_memo *memo_of(struct redaction *redaction, unsigned place, struct str name)
{
    size_t at = name.length * 31 + (unsigned char)name.text[0] * 7 +
                (unsigned char)name.text[name.length - 1] * 13 +
                (unsigned char)name.text[name.length / 2] + place;

    return &redaction->memo[at % NAME_MEMO_PLACES];
}

enum secrecy redaction_recalls(struct redaction *redaction, unsigned place, struct str name)
{
    struct name_memo *memo;

    if (name.length == 0 || name.length > NAME_MEMO_BYTES)
        return secrecy_of(redaction, place, name);
    memo = memo_of(redaction, place, name);
    if (memo->length != name.length || memo->place != place ||
        memcmp(memo->text, name.text, name.length) != 0) {
        memo->length = (uint8_t)name.length;
        memo->place = (uint8_t)place;
        memo->secrecy = (uint8_t)secrecy_of(redaction, place, name);
        memcpy(memo->text, name.text, name.length);
    }
    return (enum secrecy)memo->secrecy;
}

bool redaction_recalls_header(struct redaction *redaction, struct str name)
{
    return redaction_recalls(redaction, NAME_IN_HEADER, name) == SECRECY_CERTAIN;
}

/* ---- values ---- */

static void note_starts(struct redaction *redaction, const struct secret *secret)
{
    for (size_t i = 0; i < secret->forms.count; i++)
        redaction->starts[(unsigned char)secret->forms.items[i].text[0]] = true;
}

static struct secret make_secret(struct redaction *redaction, struct str value)
{
    struct secret secret = {.value = alloc_bytes(value.length), .length = value.length};

    memcpy(secret.value, value.text, value.length);
    secret_make_forms(&secret);
    note_starts(redaction, &secret);
    return secret;
}

static bool secret_is(const struct secret *secret, struct str value)
{
    return str_equal(secret_value(secret), value);
}

static bool is_known(const struct redaction *redaction, struct str value)
{
    for (size_t i = 0; i < redaction->given.count; i++) {
        if (secret_is(&redaction->given.items[i], value))
            return true;
    }
    for (size_t i = 0; i < redaction->learned.count; i++) {
        if (secret_is(&redaction->learned.items[i], value))
            return true;
    }
    return false;
}

void redaction_add_value(struct redaction *redaction, struct str value)
{
    if (value.length < REDACTION_VALUE_MIN)
        return;
    for (size_t i = 0; i < redaction->given.count; i++) {
        if (secret_is(&redaction->given.items[i], value))
            return;
    }
    VEC_ADD(&redaction->given, make_secret(redaction, value));
}

static void learn(struct redaction *redaction, struct str value)
{
    if (value.length < LEARNED_VALUE_MIN || str_is(value, REDACTED) ||
        (str_is_digits(value) && value.length < LEARNED_DIGITS_MIN) || is_known(redaction, value))
        return;
    if (redaction->learned.count < REDACTION_LEARNED_MAX) {
        VEC_ADD(&redaction->learned, make_secret(redaction, value));
        return;
    }
    secret_release(&redaction->learned.items[redaction->next_learned]);
    redaction->learned.items[redaction->next_learned] = make_secret(redaction, value);
    redaction->next_learned = (redaction->next_learned + 1) % REDACTION_LEARNED_MAX;
}

/* "Bearer abc" gives abc; "Basic dTpw" also the password in it (RFC 7617). */
static void learn_authorization(struct redaction *redaction, struct arena *arena, struct str value)
{
    struct str rest = str_trim(value);
    struct str scheme = str_cut(&rest, ' ');
    struct str credentials = rest.text ? str_trim(rest) : scheme;
    struct str decoded;

    if (str_equal_ignoring_case(credentials, STR("bearer")) ||
        str_equal_ignoring_case(credentials, STR("basic")))
        return; /* a scheme alone, which is no secret */
    learn(redaction, credentials);
    if (str_equal_ignoring_case(scheme, STR("basic")) &&
        base64_decode(arena, credentials, &decoded))
        learn(redaction, str_slice(decoded, str_find_char(decoded, ':') + 1, SIZE_MAX));
}

/* The values of "a=b; c=d". The caller cuts off the attributes of a Set-Cookie. */
static void learn_cookies(struct redaction *redaction, struct str rest)
{
    struct str name, value;

    while (cookie_next(&rest, &name, &value))
        learn(redaction, cookie_unquoted(value));
}

static void learn_headers(struct redaction *redaction, struct arena *arena,
                          const struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++) {
        struct str name = headers->items[i].name;
        struct str value = headers->items[i].value;

        if (!is_hidden(redaction_recalls(redaction, NAME_IN_HEADER, name), value))
            continue;
        if (str_equal_ignoring_case(name, STR("cookie")))
            learn_cookies(redaction, value);
        else if (str_equal_ignoring_case(name, STR("set-cookie")))
            learn_cookies(redaction, str_slice(value, 0, str_find_char(value, ';')));
        else
            learn_authorization(redaction, arena, value);
    }
}

static void learn_url(struct redaction *redaction, struct arena *arena, struct str text)
{
    struct url url;
    struct str name, value, decoded;

    url_split(text, &url);
    if (url.userinfo.length) {
        value = url.userinfo;
        str_cut(&value, ':');
        percent_decode(arena, value, PLUS_IS_LITERAL, &decoded);
        learn(redaction, decoded);
    }
    while (query_next(&url.query, &name, &value)) {
        enum secrecy secrecy;

        percent_decode(arena, name, PLUS_IS_SPACE, &decoded);
        secrecy = redaction_recalls(redaction, NAME_IN_FIELD, decoded);
        percent_decode(arena, value, PLUS_IS_SPACE, &decoded);
        if (is_hidden(secrecy, decoded))
            learn(redaction, decoded);
    }
}

void redaction_learn(struct redaction *redaction, const struct exchange *exchange)
{
    struct arena arena;

    arena_init(&arena);
    learn_headers(redaction, &arena, &exchange->request.headers);
    learn_headers(redaction, &arena, &exchange->response.headers);
    learn_url(redaction, &arena, exchange->request.url);
    arena_release(&arena);
}

void redaction_forget(struct redaction *redaction)
{
    if (redaction->learned.count == 0)
        return;
    for (size_t i = 0; i < redaction->learned.count; i++)
        secret_release(&redaction->learned.items[i]);
    redaction->learned.count = 0;
    redaction->next_learned = 0;
    memset(redaction->starts, 0, sizeof redaction->starts);
    for (size_t i = 0; i < redaction->given.count; i++)
        note_starts(redaction, &redaction->given.items[i]);
}

const struct str *redaction_learned(const struct redaction *redaction, struct arena *arena,
                                    size_t *count)
{
    struct str *values = ARENA_ARRAY(arena, struct str, redaction->learned.count + 1);

    *count = redaction->learned.count;
    for (size_t i = 0; i < *count; i++) {
        size_t at = (redaction->next_learned + i) % *count;

        values[i] = str_copy(arena, secret_value(&redaction->learned.items[at]));
    }
    return values;
}

bool redaction_learn_values(struct redaction *redaction, const struct str *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        learn(redaction, values[i]);
    return redaction->learned.count > count;
}
