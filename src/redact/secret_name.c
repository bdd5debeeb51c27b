/* A name is compared as its words joined in lower case; where they begin and end is kept beside. So
   "X-Api-Key", "api_key" and "apiKey" are found alike, and "monkey" and "author" are not. */
#include "redact/secret_name.h"

enum match { MATCH_WHOLE, MATCH_WORD, MATCH_PART };

struct words {
    char joined[SECRET_NAME_MAX_BYTES + 1];
    bool starts[SECRET_NAME_MAX_BYTES + 1]; /* a word begins at the byte */
    bool ends[SECRET_NAME_MAX_BYTES + 1];   /* a word ends before the byte */
    size_t length;
    uint32_t next[32]; /* the letters behind each letter: a bit each */
};

static unsigned letter_of(char c)
{
    return (unsigned char)c % 32;
}

/* Few rows of the table begin with two letters that stand so in a name. */
static bool has_pair(const struct words *words, const char *pair)
{
    return words->next[letter_of(pair[0])] >> letter_of(pair[1]) & 1;
}

static bool is_word_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "apiKey" has two words, "APIKey" as well: the last of several capitals begins the next one. */
static bool begins_word(struct str name, size_t at)
{
    char c = name.text[at];
    char before = at ? name.text[at - 1] : '_';

    if (!is_word_byte(before))
        return true;
    if (!is_upper(c))
        return false;
    return !is_upper(before) || (at + 1 < name.length && ascii_is_alpha(name.text[at + 1]) &&
                                 !is_upper(name.text[at + 1]));
}

/* "X-Auth" is "auth": the mark of experimental names (RFC 6648) tells nothing. */
static struct str without_mark(struct str name)
{
    size_t at = 0;

    while (at < name.length && !is_word_byte(name.text[at]))
        at++;
    if (at + 2 < name.length && ascii_lower(name.text[at]) == 'x' &&
        (name.text[at + 1] == '-' || name.text[at + 1] == '_'))
        return str_slice(name, at + 2, SIZE_MAX);
    return name;
}

static void split(struct words *words, struct str name)
{
    size_t length = 0;

    memset(words->starts, 0, sizeof words->starts);
    memset(words->ends, 0, sizeof words->ends);
    name = without_mark(str_slice(name, 0, SECRET_NAME_MAX_BYTES));
    for (size_t i = 0; i < name.length; i++) {
        if (!is_word_byte(name.text[i]))
            continue;
        if (begins_word(name, i))
            words->starts[length] = words->ends[length] = true;
        words->joined[length++] = ascii_lower(name.text[i]);
    }
    words->starts[length] = words->ends[length] = true;
    words->length = length;
    memset(words->next, 0, sizeof words->next);
    for (size_t i = 0; i + 1 < length; i++)
        words->next[letter_of(words->joined[i])] |= 1u << letter_of(words->joined[i + 1]);
}

/* ---- words that take a name's secret away ---- */

static bool word_is(const struct words *words, size_t start, size_t end, const char *text)
{
    return str_is((struct str){words->joined + start, end - start}, text);
}

static bool word_is_any(const struct words *words, size_t start, size_t end,
                        const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (word_is(words, start, end, texts[i]))
            return true;
    return false;
}

static size_t word_end(const struct words *words, size_t start)
{
    size_t end = start + 1;

    while (end < words->length && !words->ends[end])
        end++;
    return end;
}

static size_t word_start(const struct words *words, size_t end)
{
    size_t start = end - 1;

    while (start > 0 && !words->starts[start])
        start--;
    return start;
}

/* "token_error_code" */
static bool is_number_of_error(const struct words *words, size_t start, size_t behind)
{
    static const char *const before[] = {"error", "status", "response", "result", "reason"};

    return start > behind && word_is(words, start, words->length, "code") &&
           word_is_any(words, word_start(words, start), start, before, ARRAY_LENGTH(before));
}

/* What is told about a secret: "token_expires_at", "passwordPolicy". */
static bool ends_as_property(const struct words *words, size_t behind)
{
    static const char *const last[] = {
        "type",       "types",     "count",       "counts",     "expires",  "expiry",
        "expiration", "expire",    "expired",     "ttl",        "age",      "lifetime",
        "at",         "date",      "time",        "in",         "on",       "since",
        "until",      "endpoint",  "endpoints",   "url",        "urls",     "uri",
        "uris",       "length",    "size",        "policy",     "policies", "required",
        "enabled",    "disabled",  "allowed",     "strength",   "status",   "name",
        "names",      "algorithm", "alg",         "format",     "method",   "methods",
        "scope",      "scopes",    "limit",       "limits",     "version",  "valid",
        "verified",   "supported", "description", "title",      "label",    "index",
        "position",   "offset",    "kind",        "class",      "category", "remaining",
        "reset",      "rotation",  "minimum",     "maximum",    "min",      "max",
        "validity",   "exists",    "changed",     "created",    "updated",  "modified",
        "revoked",    "used",      "usage",       "budget",     "error",    "errors",
        "attempts",   "failures",  "retries",     "permissions"};
    size_t start = word_start(words, words->length);

    return start >= behind && (word_is_any(words, start, words->length, last, ARRAY_LENGTH(last)) ||
                               is_number_of_error(words, start, behind));
}

/* What names a secret or tells where it is and whose: "apiKeyId", "jwtIssuer", "tokenSymbol". Some
   such names are secret all the same, and are rows of their own: "session_id". */
static bool ends_as_identifier(const struct words *words, size_t behind)
{
    static const char *const last[] = {
        "id",          "ids",        "uid",      "uuid",   "guid",     "issuer",    "iss",
        "audience",    "aud",        "subject",  "sub",    "provider", "owner",     "prefix",
        "path",        "file",       "filename", "arn",    "ref",      "reference", "header",
        "param",       "parameter",  "field",    "column", "source",   "location",  "env",
        "fingerprint", "thumbprint", "kid",      "symbol", "address",  "decimals",  "amount",
        "balance",     "supply",     "price",    "cost",   "standard", "logo",      "icon"};
    size_t start = word_start(words, words->length);

    return start >= behind && word_is_any(words, start, words->length, last, ARRAY_LENGTH(last));
}

/* What is asked about one: "has_password", "isTokenValid". */
static bool begins_as_question(const struct words *words, size_t before)
{
    static const char *const first[] = {
        "has",      "have",  "is",     "are",    "needs",   "require", "requires",
        "required", "allow", "allows", "enable", "enables", "disable", "show",
        "hide",     "use",   "uses",   "can",    "must",    "should",  "support",
        "supports", "no",    "num",    "max",    "min"};
    size_t end = word_end(words, 0);

    return end <= before && word_is_any(words, 0, end, first, ARRAY_LENGTH(first));
}

/* A place in a list: "nextPageToken", "sync_token". */
static bool is_page(const struct words *words, size_t start)
{
    static const char *const before[] = {
        "page", "pagination", "paging", "continuation", "sync",  "skip",     "next",
        "prev", "previous",   "cursor", "delta",        "start", "starting", "resumption"};

    return start > 0 && words->starts[start] &&
           word_is_any(words, word_start(words, start), start, before, ARRAY_LENGTH(before));
}

/* Tokens that are counted, as language models do: "max_tokens", "prompt_tokens",
   "x-ratelimit-remaining-tokens". */
static bool is_counted(const struct words *words, size_t token)
{
    static const char *const counted[] = {
        "max",    "min",        "total",     "prompt",     "completion", "input",     "output",
        "cached", "cache",      "reasoning", "number",     "count",      "used",      "remaining",
        "limit",  "reset",      "per",       "consumed",   "estimated",  "generated", "audio",
        "image",  "text",       "thinking",  "prediction", "predicted",  "billed",    "context",
        "usage",  "candidates", "ratelimit", "thoughts"};

    if (!str_starts_with(str_slice((struct str){words->joined, words->length}, token, SIZE_MAX),
                         STR("tokens")))
        return false;
    for (size_t start = 0; start < words->length; start = word_end(words, start))
        if (word_is_any(words, start, word_end(words, start), counted, ARRAY_LENGTH(counted)))
            return true;
    return false;
}

static bool is_no_secret(const struct words *words, struct str found, size_t start)
{
    size_t end = start + found.length;

    if (ends_as_property(words, end) || begins_as_question(words, start))
        return true;
    return str_starts_with(found, STR("token")) &&
           (is_page(words, start) || is_counted(words, start));
}

/* Words of other meaning that begin as a part does: "tokenizer", "secretary". */
static bool is_another_word(const struct words *words, size_t start)
{
    static const char *const others[] = {
        "tokenize",    "tokenizer", "tokenized",    "tokenizers",   "secretary",    "secretaries",
        "secretariat", "secretion", "passwordless", "credentialed", "credentialing"};

    return word_is_any(words, start, word_end(words, start), others, ARRAY_LENGTH(others));
}

/* ---- the table ---- */

enum { H = NAME_IN_HEADER, F = NAME_IN_FIELD, C = NAME_IN_COOKIE, M = NAME_IN_MEMBER };
enum { ALL = H | F | C | M, SECRECY_AUTHORIZING = SECRECY_CERTAIN + 1 };

static const struct row {
    struct str text;
    unsigned char places, match, secrecy;
} rows[] = {
#define NAME(places, match, secrecy, text, source)                                                 \
    {STR_INITIAL(text), places, MATCH_##match, SECRECY_##secrecy},
#include "redact/secret_names.def"
#undef NAME
};

/* A plural, or digits: "tokens", "password2". */
static bool ends_word(const struct words *words, size_t end)
{
    if (!words->ends[end] && words->joined[end] == 's')
        end++;
    while (!words->ends[end] && ascii_is_digit(words->joined[end]))
        end++;
    return words->ends[end];
}

/* Where the row's text stands in the name as its kind of match asks; SIZE_MAX: nowhere. */
static size_t find_in(const struct words *words, const struct row *row)
{
    size_t length = row->text.length;

    if (!has_pair(words, row->text.text))
        return SIZE_MAX;
    if (row->match == MATCH_WHOLE)
        return length == words->length && memcmp(words->joined, row->text.text, length) == 0
                   ? 0
                   : SIZE_MAX;
    for (size_t at = 0; at + length <= words->length; at++) {
        bool starts = words->starts[at], ends;

        if (words->joined[at] != row->text.text[0] ||
            memcmp(words->joined + at, row->text.text, length) != 0)
            continue;
        ends = ends_word(words, at + length);
        if ((starts && ends) || (row->match == MATCH_PART && (starts || ends) &&
                                 !is_another_word(words, word_start(words, at + 1))))
            return at;
    }
    return SIZE_MAX;
}

static bool is_asked(const struct row *row, unsigned place)
{
    return (row->places & place) &&
           (row->secrecy != SECRECY_AUTHORIZING || (place & NAME_IN_AUTHORIZATION));
}

enum secrecy secret_name(unsigned place, struct str name)
{
    struct words words;

    split(&words, name);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const struct row *row = &rows[i];
        size_t at = is_asked(row, place) ? find_in(&words, row) : SIZE_MAX;

        if (at == SIZE_MAX)
            continue;
        if (row->match != MATCH_WHOLE && is_no_secret(&words, row->text, at))
            return SECRECY_NEVER;
        if (row->match != MATCH_WHOLE && !(place & NAME_IN_COOKIE) &&
            ends_as_identifier(&words, at + row->text.length))
            return SECRECY_NONE;
        return row->secrecy == SECRECY_AUTHORIZING ? SECRECY_CERTAIN : (enum secrecy)row->secrecy;
    }
    return place & NAME_IN_COOKIE ? SECRECY_CERTAIN : SECRECY_NONE;
}

/* ---- what stands above ---- */

bool secret_name_of_ancestor(struct str name)
{
    static const char *const whole[] = {
        "secret",       "secrets",      "password",      "passwords",     "credential",
        "credentials",  "token",        "tokens",        "apikey",        "apikeys",
        "accesstoken",  "accesstokens", "refreshtoken",  "refreshtokens", "idtoken",
        "clientsecret", "privatekey",   "privatekeys",   "cookies",       "authorization",
        "passphrase",   "passphrases",  "recoverycodes", "backupcodes",   "accesskeys",
        "apitoken",     "apitokens",    "authtoken",     "sessiontoken",  "clientsecrets"};
    struct words words;

    split(&words, name);
    return word_is_any(&words, 0, words.length, whole, ARRAY_LENGTH(whole));
}

/* ---- authorization ---- */

enum {
    CLUE_CODE = 1u << 0,
    CLUE_ANSWER = 1u << 1,
    CLUE_GRANT = 1u << 2,
    CLUE_RESPONSE_TYPE = 1u << 3,
    CLUE_CLIENT = 1u << 4
};

void authorization_note(unsigned *clues, struct str name)
{
    static const struct {
        const char *name;
        unsigned clue;
    } names[] = {{"code", CLUE_CODE},
                 {"state", CLUE_ANSWER},
                 {"iss", CLUE_ANSWER},
                 {"session_state", CLUE_ANSWER},
                 {"redirect_uri", CLUE_ANSWER},
                 {"grant_type", CLUE_GRANT},
                 {"code_verifier", CLUE_GRANT},
                 {"client_id", CLUE_CLIENT},
                 {"response_type", CLUE_RESPONSE_TYPE}};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_is(name, names[i].name))
            *clues |= names[i].clue;
}

bool authorization_is_shown(unsigned clues)
{
    return (clues & CLUE_GRANT) || ((clues & CLUE_CODE) && (clues & (CLUE_ANSWER | CLUE_CLIENT))) ||
           ((clues & CLUE_RESPONSE_TYPE) && (clues & CLUE_CLIENT));
}

bool authorization_is_at(struct str path)
{
    static const char *const segments[] = {"callback", "oauth2callback", "oauth",      "oauth2",
                                           "oidc",     "authorize",      "signin-oidc"};

    while (path.text) {
        struct str segment = str_cut(&path, '/');

        for (size_t i = 0; i < ARRAY_LENGTH(segments); i++)
            if (str_equal_ignoring_case(segment, str_of(segments[i])))
                return true;
    }
    return false;
}
