#include "redact/secret_form.h"

enum {
    RANDOM_MIN_BYTES = 8,
    CODE_MIN_BYTES = 4,
    SESSION_LONG_BYTES = 16,
    TWILIO_NAME_BYTES = 34,
    TOKEN_PART_MIN = 6,       /* characters of each of a token's first two parts */
    TOKEN_PARTS_MAX = 5,      /* RFC 7516, 3.1 */
    CREDENTIAL_MIN_BYTES = 6, /* behind the name of a scheme; shorter ones are words */
    CREDENTIAL_LONG_BYTES = 20,
    SCHEME_MAX_BLANKS = 8,
    PEM_LABEL_MAX_BYTES = 64,
    RANDOM_CHANGE_BYTES = 5 /* on average, a class of characters lasts no longer in a random text */
};

static bool is_token_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "-._~+/=");
}

enum character_class { CLASS_NONE, CLASS_DIGIT, CLASS_LOWER, CLASS_UPPER, CLASS_COUNT };

static enum character_class class_of(char c)
{
    if (ascii_is_digit(c))
        return CLASS_DIGIT;
    if (!ascii_is_alpha(c))
        return CLASS_NONE;
    return c >= 'a' ? CLASS_LOWER : CLASS_UPPER;
}

/* Marks between words are no change: "release-2024-10" has two, of 15 bytes. */
bool secret_form_is_random(struct str value)
{
    bool has[CLASS_COUNT] = {false};
    enum character_class before = CLASS_NONE;
    size_t changes = 0;

    if (value.length < RANDOM_MIN_BYTES)
        return false;
    for (size_t i = 0; i < value.length; i++) {
        enum character_class class = class_of(value.text[i]);

        if (!is_token_byte(value.text[i]))
            return false;
        if (class == CLASS_NONE)
            continue;
        changes += before != CLASS_NONE && class != before;
        has[class] = true;
        before = class;
    }
    return has[CLASS_DIGIT] && (has[CLASS_LOWER] || has[CLASS_UPPER]) &&
           (changes * RANDOM_CHANGE_BYTES >= value.length ||
            (has[CLASS_LOWER] && has[CLASS_UPPER] && changes > 2));
}

bool secret_form_is_code(struct str value)
{
    size_t digits = 0, letters = 0;

    for (size_t i = 0; i < value.length; i++) {
        char c = value.text[i];

        if (!ascii_is_digit(c) && !ascii_is_alpha(c) && !char_is_any(c, "- _"))
            return false;
        digits += ascii_is_digit(c);
        letters += ascii_is_alpha(c);
    }
    return digits > 0 && digits + letters >= CODE_MIN_BYTES;
}

static bool is_twilio_name(struct str value)
{
    for (size_t i = 0; i < value.length; i++)
        if (i < 2 ? class_of(value.text[i]) != CLASS_UPPER : ascii_hex_value(value.text[i]) < 0)
            return false;
    return value.length == TWILIO_NAME_BYTES;
}

bool secret_form_is_session(struct str value)
{
    if (str_is_digits(value) || is_twilio_name(value))
        return false;
    return secret_form_is_random(value) || secret_form_is_code(value) ||
           (value.length >= SESSION_LONG_BYTES && str_find_any(value, " \t\r\n") == value.length);
}

static size_t token_length(struct str text, size_t from)
{
    size_t at = from;

    while (at < text.length && is_token_byte(text.text[at]))
        at++;
    return at - from;
}

/* ---- tokens of JOSE ---- */

static bool is_base64url(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_';
}

static size_t base64url_length(struct str text, size_t from)
{
    size_t at = from;

    while (at < text.length && is_base64url(text.text[at]))
        at++;
    return at - from;
}

/* header.payload.signature, or header.key.iv.text.tag: the header is a JSON object in base64url, in
   which "{" and a quote become "eyJ". Any part but the first may be empty: the key is, where both
   sides have it (RFC 7518, 4.5: "dir"), and the signature of a token that has none (RFC 7519, 6).
 */
static size_t jose_length(struct str text)
{
    size_t length, parts = 1, second = 0, telling = 0;

    if (!str_starts_with(text, STR("eyJ")))
        return 0;
    length = base64url_length(text, 0);
    if (length < TOKEN_PART_MIN)
        return 0;
    while (parts < TOKEN_PARTS_MAX && length < text.length && text.text[length] == '.') {
        size_t part = base64url_length(text, length + 1);

        if (parts == 1)
            second = part;
        telling += part >= TOKEN_PART_MIN;
        length += 1 + part;
        parts++;
    }
    if (parts == 1 || telling == 0 || (second < TOKEN_PART_MIN && parts < TOKEN_PARTS_MAX))
        return 0;
    return text.text[length - 1] == '.' ? length - 1
                                        : length; /* of a sentence, or of no signature */
}

/* ---- private keys ---- */

/* RFC 7468, 2: from -----BEGIN to the end of the line -----END; to the end of a text that is cut
   off. */
static size_t private_key_length(struct str text)
{
    struct str label = str_slice(text, 0, PEM_LABEL_MAX_BYTES);
    size_t end;

    if (!str_starts_with(text, STR("-----BEGIN ")) ||
        str_find(label, STR("PRIVATE KEY")) == SIZE_MAX)
        return 0;
    end = str_find(text, STR("-----END "));
    if (end == SIZE_MAX)
        return text.length;
    label = str_slice(text, end + 9, PEM_LABEL_MAX_BYTES);
    return end + 9 +
           (str_find(label, STR("-----")) == SIZE_MAX ? 0 : str_find(label, STR("-----")) + 5);
}

/* ---- keys that tell whose they are ---- */

static bool has_digit(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (ascii_is_digit(text.text[i]))
            return true;
    return false;
}

static size_t prefixed_length(struct str text)
{
    static const struct {
        struct str prefix;
        size_t least;
    } prefixes[] = {
#define PREFIX(text, least, source) {STR_INITIAL(text), least},
#include "redact/secret_prefixes.def"
#undef PREFIX
    };

    size_t low = 0, high = ARRAY_LENGTH(prefixes);

    while (low < high) { /* the first one with that letter */
        size_t middle = low + (high - low) / 2;

        if (prefixes[middle].prefix.text[0] < text.text[0])
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < ARRAY_LENGTH(prefixes) && prefixes[i].prefix.text[0] == text.text[0];
         i++) {
        struct str prefix = prefixes[i].prefix;
        size_t length;

        if (!str_starts_with(text, prefix))
            continue;
        length = token_length(text, prefix.length);
        if (length >= prefixes[i].least && has_digit(str_slice(text, prefix.length, length)))
            return prefix.length + length;
    }
    return 0;
}

/* ---- credentials behind the name of a scheme ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '+';
}

/* "Basic authentication" and "a token for you" are none. */
static bool is_credential(struct str text)
{
    return text.length >= CREDENTIAL_LONG_BYTES ||
           (text.length >= CREDENTIAL_MIN_BYTES && has_digit(text)) || secret_form_is_random(text);
}

/* RFC 9110, 11.4: the scheme's name, blanks, and the credentials as a token68. A '=' that is no
   padding makes it a parameter. */
static size_t credential_length(struct str text, size_t *start)
{
    static const struct str schemes[] = {
        STR_INITIAL("bearer"),  STR_INITIAL("basic"),  STR_INITIAL("token"),
        STR_INITIAL("dpop"),    STR_INITIAL("apikey"), STR_INITIAL("negotiate"),
        STR_INITIAL("ntlm"),    STR_INITIAL("ssws"),   STR_INITIAL("geniekey"),
        STR_INITIAL("hoba"),    STR_INITIAL("jwt"),    STR_INITIAL("sharedkey"),
        STR_INITIAL("api-key"), STR_INITIAL("oauth"),  STR_INITIAL("zoho-oauthtoken")};

    for (size_t i = 0; i < ARRAY_LENGTH(schemes); i++) {
        size_t at = schemes[i].length, blanks = 0, length;

        if (schemes[i].text[0] != ascii_lower(text.text[0]) ||
            !str_equal_ignoring_case(str_slice(text, 0, at), schemes[i]))
            continue;
        while (at < text.length && is_blank(text.text[at]) && blanks < SCHEME_MAX_BLANKS)
            at++, blanks++;
        length = blanks ? token_length(text, at) : 0;
        if (length > 1 && str_find_char(str_slice(text, at, length - 2), '=') < length - 2)
            return 0;
        if (!is_credential(str_slice(text, at, length)))
            continue;
        *start = at;
        return at + length;
    }
    return 0;
}

/* ---- userinfo ---- */

/* All before the last '@' of the authority: a password with a raw '@' in it is sent as well. */
static size_t userinfo_length(struct str text)
{
    size_t found = 0;

    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (c == '@')
            found = i;
        if (c == '/' || c == '?' || c == '#' || c == ' ' || c == '"' || c == '\'' || c == '<' ||
            (unsigned char)c < 0x20)
            break;
    }
    return found;
}

/* ---- all of them ---- */

/* Not within a run of a token's characters, so that a run is walked once. */
static bool begins_token(struct str text, size_t at)
{
    return at == 0 || !is_base64url(text.text[at - 1]) || (at >= 3 && text.text[at - 3] == '%');
}

static bool may_begin(struct str text, size_t at)
{
    char c = text.text[at];

    return c == '-' || (at >= 3 && text.text[at - 1] == '/') ||
           (ascii_is_alpha(c) && begins_token(text, at));
}

bool secret_form_at(struct str text, size_t at, size_t *start, size_t *end)
{
    struct str rest = str_slice(text, at, SIZE_MAX);
    size_t length = 0;

    *start = 0;
    if (!may_begin(text, at))
        return false;
    if (rest.text[0] == '-')
        length = private_key_length(rest);
    if (!length && at >= 3 && memcmp(text.text + at - 3, "://", 3) == 0)
        length = userinfo_length(rest);
    if (!length && ascii_is_alpha(rest.text[0]) && begins_token(text, at)) {
        length = jose_length(rest);
        if (!length)
            length = prefixed_length(rest);
        if (!length)
            length = credential_length(rest, start);
    }
    *start += at;
    *end = at + length;
    return length > 0;
}
