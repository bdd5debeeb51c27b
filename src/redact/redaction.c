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
#include "redact/values.h"

enum {
    LEARNED_VALUE_MIN = 6,  /* bytes; a secret name may also have the value "none" or "42" */
    LEARNED_DIGITS_MIN = 12 /* a shorter number is a count rather than a key */
};

static const char *const header_names[] = {"authorization", "proxy-authorization", "cookie",
                                           "set-cookie",    "set-cookie2",         "x-auth"};
static const char *const header_words[] = {
    "token",    "secret", "password",   "api-key",   "apikey",  "api_key",  "access-key",
    "auth-key", "passwd", "credential", "signature", "session", "x-amz-sec"};
static const char *const query_names[] = {"key", "auth", "authorization", "sig", "jwt",
                                          "pwd", "pass", "sid",           "sas"};
static const char *const query_words[] = {"token",      "secret",     "password",    "passwd",
                                          "api_key",    "apikey",     "api-key",     "access_key",
                                          "access-key", "accesskey",  "private_key", "privatekey",
                                          "signature",  "credential", "session_id",  "sessionid"};

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
    VEC_RELEASE(&redaction->headers);
    VEC_RELEASE(&redaction->queries);
    arena_release(&redaction->arena);
    free(redaction);
}

struct redaction *redaction_fork(const struct redaction *redaction)
{
    struct redaction *fork = redaction_new();

    for (size_t i = 0; i < redaction->headers.count; i++)
        redaction_add_header(fork, redaction->headers.items[i]);
    for (size_t i = 0; i < redaction->queries.count; i++)
        redaction_add_query(fork, redaction->queries.items[i]);
    for (size_t i = 0; i < redaction->given.count; i++)
        redaction_add_value(fork, secret_value(&redaction->given.items[i]));
    return fork;
}

/* ---- names ---- */

void redaction_add_header(struct redaction *redaction, struct str name)
{
    memset(redaction->header_memo, 0, sizeof redaction->header_memo);
    VEC_ADD(&redaction->headers, str_copy(&redaction->arena, name));
}

void redaction_add_query(struct redaction *redaction, struct str name)
{
    memset(redaction->query_memo, 0, sizeof redaction->query_memo);
    VEC_ADD(&redaction->queries, str_copy(&redaction->arena, name));
}

static bool contains_ignoring_case(struct str text, struct str word)
{
    for (size_t i = 0; i + word.length <= text.length; i++) {
        if (str_equal_ignoring_case(str_slice(text, i, word.length), word))
            return true;
    }
    return false;
}

static bool is_among(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    }
    return false;
}

static bool has_word(struct str name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (contains_ignoring_case(name, str_of(words[i])))
            return true;
    }
    return false;
}

bool redaction_hides_header(const struct redaction *redaction, struct str name)
{
    for (size_t i = 0; i < redaction->headers.count; i++) {
        if (str_equal_ignoring_case(name, redaction->headers.items[i]))
            return true;
    }
    return is_among(name, header_names, ARRAY_LENGTH(header_names)) ||
           has_word(name, header_words, ARRAY_LENGTH(header_words));
}

bool redaction_hides_name(const struct redaction *redaction, struct str name)
{
    for (size_t i = 0; i < redaction->queries.count; i++) {
        if (str_equal(name, redaction->queries.items[i]))
            return true;
    }
    return is_among(name, query_names, ARRAY_LENGTH(query_names)) ||
           has_word(name, query_words, ARRAY_LENGTH(query_words));
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

/* What hides() answers, asked once for each name. */
static bool remembered(struct redaction *redaction, struct name_memo *memos, struct str name,
                       bool (*hides)(const struct redaction *redaction, struct str name))
{
    struct name_memo *memo;

    if (name.length == 0 || name.length > NAME_MEMO_BYTES)
        return hides(redaction, name);
    memo = &memos[(name.length * 8 + (unsigned char)name.text[name.length - 1]) % NAME_MEMO_PLACES];
    if (memo->length != name.length || memcmp(memo->text, name.text, name.length) != 0) {
        memo->length = (uint8_t)name.length;
        memo->hides = hides(redaction, name);
        memcpy(memo->text, name.text, name.length);
    }
    return memo->hides;
}

bool redaction_recalls_header(struct redaction *redaction, struct str name)
{
    return remembered(redaction, redaction->header_memo, name, redaction_hides_header);
}

static void learn_headers(struct redaction *redaction, struct arena *arena,
                          const struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++) {
        struct str name = headers->items[i].name;
        struct str value = headers->items[i].value;

        if (!remembered(redaction, redaction->header_memo, name, redaction_hides_header))
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
        percent_decode(arena, name, PLUS_IS_SPACE, &decoded);
        if (!remembered(redaction, redaction->query_memo, decoded, redaction_hides_name))
            continue;
        percent_decode(arena, value, PLUS_IS_SPACE, &decoded);
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
