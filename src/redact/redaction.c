/* What is secret: names of headers and parameters, and values. How they are taken out of a text is
   in text.c. */
#include "redact/redaction.h"

#include <stdlib.h>

#include "base/base64.h"
#include "http/placeholder.h"
#include "redact/json_names.h"
#include "redact/known_words.h"
#include "redact/secret_form.h"
#include "redact/values.h"

struct redaction *redaction_new(void)
{
    struct redaction *redaction = alloc_zeroed(1, sizeof *redaction);

    arena_init(&redaction->arena);
    redaction->known = alloc_zeroed(1, sizeof *redaction->known);
    redaction->known->words = redaction->words = known_words_new();
    return redaction;
}

void redaction_free(struct redaction *redaction)
{
    if (!redaction)
        return;
    secret_digests_release(&redaction->digests);
    number_set_release(&redaction->long_values);
    known_secrets_release(redaction->known);
    free(redaction->known);
    if (!redaction->is_fork)
        known_words_free(redaction->words);
    VEC_RELEASE(&redaction->names);
    VEC_RELEASE(&redaction->credentials);
    map_release(&redaction->names_by_letters);
    arena_release(&redaction->arena);
    free(redaction);
}

struct redaction *redaction_fork(const struct redaction *redaction)
{
    struct redaction *fork = alloc_zeroed(1, sizeof *redaction);

    arena_init(&fork->arena);
    fork->known = alloc_zeroed(1, sizeof *fork->known);
    fork->known->words = fork->words = redaction->words;
    fork->is_fork = true;
    if (redaction->digest_key.text)
        redaction_keep_digests(fork, redaction->digest_key);
    for (size_t i = 0; i < redaction->names.count; i++)
        redaction_add_name(fork, redaction->names.items[i].places, redaction->names.items[i].name);
    for (size_t i = 0; i < redaction->credentials.count; i++)
        redaction_add_credential(fork, &redaction->credentials.items[i]);
    for (size_t i = 0; i < redaction->known->given; i++)
        redaction_add_value(fork, known_secrets_at(redaction->known, i));
    return fork;
}

/* ---- names ---- */

/* With fewer names going through them is quicker; longer ones are always gone through. */
enum { MANY_NAMES = 16, FOLDED_NAME_BYTES = 256 };

static bool is_meant(const struct added_name *added, unsigned place, struct str name)
{
    return (added->places & place) == (place & ~(unsigned)NAME_IN_AUTHORIZATION) &&
           (place & NAME_IN_HEADER ? str_equal_ignoring_case(name, added->name)
                                   : str_equal(name, added->name));
}

static struct str folded(char text[static FOLDED_NAME_BYTES], struct str name)
{
    for (size_t i = 0; i < name.length; i++)
        text[i] = ascii_lower(name.text[i]);
    return (struct str){text, name.length};
}

static bool is_added(const struct redaction *redaction, unsigned place, struct str name)
{
    const struct added_name *names = redaction->names.items;
    char text[FOLDED_NAME_BYTES];
    size_t at;

    if (redaction->names.count < MANY_NAMES || name.length > sizeof text) {
        for (size_t i = 0; i < redaction->names.count; i++)
            if (is_meant(&names[i], place, name))
                return true;
        return false;
    }
    at = (uintptr_t)map_get(&redaction->names_by_letters, folded(text, name));
    while (at && !is_meant(&names[at - 1], place, name))
        at = names[at - 1].next;
    return at > 0;
}

static void index_name(struct redaction *redaction, struct added_name *added)
{
    char text[FOLDED_NAME_BYTES];
    struct str letters;
    void **last;

    if (added->name.length > sizeof text)
        return;
    letters = folded(text, added->name);
    last = map_put(&redaction->names_by_letters, map_get(&redaction->names_by_letters, letters)
                                                     ? letters
                                                     : str_copy(&redaction->arena, letters));
    added->next = (uintptr_t)*last;
    *last = (void *)(uintptr_t)(redaction->names.count + 1);
}

void redaction_add_name(struct redaction *redaction, unsigned places, struct str name)
{
    struct added_name added = {.places = places};

    if (is_added(redaction, places, name))
        return;
    if (redaction->remembers)
        memset(redaction->memo, 0, sizeof redaction->memo);
    redaction->remembers = false;
    added.name = str_copy(&redaction->arena, name);
    index_name(redaction, &added);
    VEC_ADD(&redaction->names, added);
}

void redaction_add_credential(struct redaction *redaction, const struct credential *credential)
{
    VEC_ADD(&redaction->credentials, credential_copy(&redaction->arena, credential));
}

const struct credential *redaction_credentials(const struct redaction *redaction, size_t *count)
{
    *count = redaction->credentials.count;
    return redaction->credentials.items;
}

enum secrecy redaction_tells(const struct redaction *redaction, unsigned place, struct str name)
{
    return is_added(redaction, place, name) ? SECRECY_CERTAIN : secret_name(place, name);
}

bool secrecy_hides(enum secrecy secrecy, struct str value)
{
    switch (secrecy) {
    case SECRECY_NONE:
    case SECRECY_NEVER:
        return false;
    case SECRECY_BY_FORM:
        return secret_form_is_random(value);
    case SECRECY_CODE:
        return secret_form_is_code(value) || secret_form_is_random(value);
    case SECRECY_SESSION:
        return secret_form_is_session(value);
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
    return secrecy_hides(redaction_tells(redaction, place, name), value);
}

bool redaction_hides_header(const struct redaction *redaction, struct str name)
{
    return redaction_tells(redaction, NAME_IN_HEADER, name) == SECRECY_CERTAIN;
}

/* Of a member; what the names "code", "state" and "value" tell hangs on what stands beside them,
   and what "cookie" does on the value. */
static bool is_plain(unsigned place, struct str name, enum secrecy secrecy)
{
    return place == NAME_IN_MEMBER && (secrecy == SECRECY_NONE || secrecy == SECRECY_NEVER) &&
           !str_is(name, "code") && !str_is(name, "state") && !json_is_value_name(name) &&
           header_kind(name) < HEADER_COOKIE && !json_is_cookies(name) &&
           !json_is_private_of_key(name);
}

const struct name_memo *redaction_memo(struct redaction *redaction, unsigned place, struct str name)
{
    const struct name_memo *known;
    struct name_memo *memo;
    enum secrecy secrecy;

    if (name.length == 0 || name.length > NAME_MEMO_BYTES)
        return NULL;
    known = name_memo_find(redaction, place, name);
    if (known)
        return known;
    memo = name_memo_at(redaction, place, name);
    memo[1] = memo[0];
    secrecy = redaction_tells(redaction, place, name);
    redaction->remembers = true;
    *memo = (struct name_memo){.length = (uint8_t)name.length,
                               .place = (uint8_t)place,
                               .secrecy = (uint8_t)secrecy,
                               .below = secrecy >= SECRECY_BY_FORM && secret_name_of_ancestor(name),
                               .plain = is_plain(place, name, secrecy)};
    if (place & NAME_IN_HEADER)
        memo->header = (uint8_t)header_kind(name);
    memcpy(memo->text, name.text, name.length);
    return memo;
}

enum secrecy redaction_recalls(struct redaction *redaction, unsigned place, struct str name)
{
    const struct name_memo *memo = redaction_memo(redaction, place, name);

    return memo ? (enum secrecy)memo->secrecy : redaction_tells(redaction, place, name);
}

bool redaction_recalls_header(struct redaction *redaction, struct str name)
{
    return redaction_recalls(redaction, NAME_IN_HEADER, name) == SECRECY_CERTAIN;
}

/* ---- values ---- */

void redaction_add_value(struct redaction *redaction, struct str value)
{
    known_secrets_add(redaction->known, value, true);
    known_secrets_keep(redaction->known);
}

void redaction_add_words(struct redaction *redaction, const struct node *root)
{
    known_words_add_document(redaction->words, root);
}

enum {
    SAID_MIN_BYTES = 6, /* of a text in Base64; shorter ones are said by chance */
    WORD_MAX_BYTES = 16 /* no word of the next ones is longer */
};

/* "redact": taken out, it would be taken out of what stands where others were. */
static bool is_of_mark(struct str value)
{
    static const struct str mark = STR_INITIAL(REDACTED);

    for (size_t i = 0; i + value.length <= mark.length; i++)
        if (str_equal_ignoring_case(str_slice(mark, i, value.length), value))
            return true;
    return false;
}

/* Words of JSON and JSON Schema, of servers that take a cookie back, and what stands where a value
   was taken out already. */
static bool is_word(struct str value)
{
    static const struct str words[] = {
        STR_INITIAL("true"),    STR_INITIAL("false"),   STR_INITIAL("null"),
        STR_INITIAL("none"),    STR_INITIAL("array"),   STR_INITIAL("string"),
        STR_INITIAL("number"),  STR_INITIAL("object"),  STR_INITIAL("deleted"),
        STR_INITIAL("default"), STR_INITIAL("unknown"), STR_INITIAL("integer"),
        STR_INITIAL("boolean"), STR_INITIAL(REDACTED),  STR_INITIAL("undefined")};

    for (size_t i = 0; value.length < WORD_MAX_BYTES && i < ARRAY_LENGTH(words); i++)
        if (str_equal_ignoring_case(value, words[i]))
            return true;
    return placeholder_is_secret(value) || is_of_mark(value);
}

/* Of two long tokens with the same beginning the set keeps one (SECRET_TOKEN_BYTES); each has a
   digest. No more of them are told apart than have one. */
static bool is_new_token(struct redaction *redaction, struct str value)
{
    if (redaction->long_values.count >= SECRET_DIGESTS_MAX) {
        redaction->digests.left_out = true;
        return false;
    }
    return number_set_add(&redaction->long_values, str_hash(value));
}

/* A value that the description shows is known to everybody. */
static void keep_digest(struct redaction *redaction, struct str value, bool is_new)
{
    struct secret_digest digest;

    if (!redaction->digest_key.text)
        return;
    if (value.length > SECRET_TOKEN_BYTES)
        is_new = is_new_token(redaction, value);
    if (is_new && secret_digest_of(redaction->digest_key, value, &digest) &&
        !known_words_have(redaction->words, value))
        secret_digests_add(&redaction->digests, &digest);
}

/* Of "user:password" (RFC 7617, 2) in whatever header; STR_NONE: it is no such pair. */
static struct str password_of(struct str pair)
{
    struct str user = str_cut(&pair, ':');

    return str_find_any(user, " \"{[") < user.length || str_starts_with(pair, STR("//")) ? STR_NONE
                                                                                         : pair;
}

/* What the value says in Base64: servers tell what they read. */
static void learn_said(struct redaction *redaction, struct str value)
{
    struct arena arena;
    struct str said;

    arena_init(&arena);
    said = base64_text(&arena, value);
    if (said.length >= SAID_MIN_BYTES) {
        redaction_learn_value(redaction, said);
        redaction_learn_body(redaction, &arena, STR_NONE, said);
        redaction_learn_value(redaction, password_of(said));
    }
    arena_release(&arena);
}

void redaction_learn_value(struct redaction *redaction, struct str value)
{
    bool is_new;

    if (value.length < SECRET_MIN_BYTES || is_word(value))
        return;
    is_new = known_secrets_add(redaction->known, value, false);
    keep_digest(redaction, value, is_new);
    if (is_new)
        learn_said(redaction, value);
}

void redaction_keep_digests(struct redaction *redaction, struct str key)
{
    redaction->digest_key = str_copy(&redaction->arena, key);
}

struct secret_digests *redaction_digests(struct redaction *redaction)
{
    return &redaction->digests;
}

void redaction_forget(struct redaction *redaction)
{
    known_secrets_clear(redaction->known);
    redaction->digests.items.count = 0;
    redaction->digests.left_out = false;
    number_set_release(&redaction->long_values);
}

const struct secret_text *redaction_learned(const struct redaction *redaction, struct arena *arena,
                                            size_t *count)
{
    const struct known_secrets *known = redaction->known;
    struct str bytes = {known->pool.bytes, known->pool.length};
    struct secret_text *values;

    *count = known->patterns.count - known->given;
    values = ARENA_ARRAY(arena, struct secret_text, *count + 1);
    bytes = str_copy(arena, str_slice(bytes, known->given_bytes, SIZE_MAX));
    for (size_t i = 0; i < *count; i++) {
        const struct secret_pattern *pattern = &known->patterns.items[known->given + i];

        values[i] = (struct secret_text){
            str_slice(bytes, pattern->at - known->given_bytes, pattern->length), pattern->hash};
    }
    return values;
}

bool redaction_learn_values(struct redaction *redaction, const struct secret_text *values,
                            size_t count)
{
    for (size_t i = 0; i < count; i++)
        known_secrets_add_pattern(redaction->known, &values[i]);
    return redaction->known->patterns.count > redaction->known->given + count;
}

bool redaction_is_full(const struct redaction *redaction)
{
    return redaction->known->full;
}

void redaction_fill(struct redaction *redaction)
{
    redaction->known->full = true;
}
