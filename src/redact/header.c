/* Secrets of header values: credentials (RFC 9110, 11.4), cookies, and URLs in whatever header. */
#include "base/base64.h"
#include "base/percent.h"
#include "http/cookie.h"
#include "redact/search.h"
#include "redact/secret_form.h"

static bool is_any(struct str text, const struct str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.length == words[i].length && str_equal_ignoring_case(text, words[i]))
            return true;
    return false;
}

static struct str unquoted(struct str text)
{
    text = str_trim(text);
    return text.length >= 2 && text.text[0] == '"' && text.text[text.length - 1] == '"'
               ? str_slice(text, 1, text.length - 2)
               : text;
}

/* As it stands, and decoded: servers echo what they read. */
static void tell_decoded(struct search *search, struct str value)
{
    struct str decoded;

    search_tell(search, value);
    percent_decode(search->arena, value, PLUS_IS_LITERAL, &decoded);
    if (!str_equal(decoded, value))
        search_tell(search, decoded);
}

/* ---- credentials ---- */

/* Parameters of a scheme that prove something: Digest (RFC 7616, 3.4), OAuth 1 (RFC 5849, 3.5.1),
   Hawk, AWS4-HMAC-SHA256, GNAP and HTTP signatures. Others (realm, nonce, username) are told by
   name. */
static bool is_proof(struct str name)
{
    static const struct str names[] = {
        STR_INITIAL("response"), STR_INITIAL("mac"),    STR_INITIAL("sig"),    STR_INITIAL("auth"),
        STR_INITIAL("key"),      STR_INITIAL("apikey"), STR_INITIAL("rspauth")};

    return is_any(name, names, ARRAY_LENGTH(names));
}

/* A byte sequence of a structured field (RFC 9651, 3.3.5) stands in colons. */
static struct str without_colons(struct str value)
{
    return value.length >= 2 && value.text[0] == ':' && value.text[value.length - 1] == ':'
               ? str_slice(value, 1, value.length - 2)
               : value;
}

/* name=value, name="value" with commas between them. by_form: any that looks like a credential is
   one. true: it is a list of these. */
static bool tell_parameters(struct search *search, struct str rest, bool by_form)
{
    bool is_list = false;

    while (rest.text) {
        struct str value = str_cut(&rest, ','), name = str_trim(str_cut(&value, '='));

        if (!value.length || str_find_any(name, " \t\"") < name.length)
            continue;
        value = without_colons(unquoted(value));
        is_list |= value.length > 0 && !char_is_any(value.text[0], "=");
        if (is_proof(name) || (by_form && secret_form_is_random(value)) ||
            search_hides(search_name(search, NAME_IN_FIELD, name).secrecy, value))
            tell_decoded(search, value);
    }
    return is_list;
}

/* "user:password" (RFC 7617), and "account:signature" of other schemes. */
static void tell_behind_colon(struct search *search, struct str pair)
{
    struct str user = str_cut(&pair, ':');

    if (pair.length)
        search_tell(search, pair);
    else
        search_tell(search, user);
}

static bool is_scheme(struct str word)
{
    static const struct str schemes[] = {STR_INITIAL("basic"),
                                         STR_INITIAL("bearer"),
                                         STR_INITIAL("digest"),
                                         STR_INITIAL("dpop"),
                                         STR_INITIAL("gnap"),
                                         STR_INITIAL("hoba"),
                                         STR_INITIAL("mutual"),
                                         STR_INITIAL("negotiate"),
                                         STR_INITIAL("oauth"),
                                         STR_INITIAL("privatetoken"),
                                         STR_INITIAL("scram-sha-1"),
                                         STR_INITIAL("scram-sha-256"),
                                         STR_INITIAL("vapid"),
                                         STR_INITIAL("token"),
                                         STR_INITIAL("apikey"),
                                         STR_INITIAL("api-key"),
                                         STR_INITIAL("hawk"),
                                         STR_INITIAL("aws"),
                                         STR_INITIAL("aws4-hmac-sha256"),
                                         STR_INITIAL("ntlm"),
                                         STR_INITIAL("signature"),
                                         STR_INITIAL("sharedkey"),
                                         STR_INITIAL("sharedkeylite"),
                                         STR_INITIAL("sharedaccesssignature"),
                                         STR_INITIAL("googlelogin"),
                                         STR_INITIAL("jwt"),
                                         STR_INITIAL("key"),
                                         STR_INITIAL("zoho-oauthtoken"),
                                         STR_INITIAL("splunk"),
                                         STR_INITIAL("genie-key"),
                                         STR_INITIAL("ssws"),
                                         STR_INITIAL("sso-key")};

    return is_any(word, schemes, ARRAY_LENGTH(schemes));
}

struct str search_scheme(struct str credentials)
{
    struct str rest = str_trim(credentials), scheme = str_cut(&rest, ' ');

    return rest.text && is_scheme(scheme) ? scheme : STR_NONE;
}

static bool has_blank(struct str text)
{
    return str_find_char(text, ' ') < text.length || str_find_char(text, '\t') < text.length;
}

/* Behind the name of a scheme. */
static void tell_of_scheme(struct search *search, struct str scheme, struct str rest)
{
    struct str decoded;

    tell_decoded(search, rest);
    if (str_equal_ignoring_case(scheme, STR("basic"))) {
        if (base64_decode(search->arena, rest, &decoded))
            tell_behind_colon(search, decoded);
    } else if (!tell_parameters(search, rest, false)) {
        if (str_find_char(rest, ':') < rest.length)
            tell_behind_colon(search, rest);
        if (str_find_char(rest, ',') < rest.length) /* lines that were joined */
            tell_decoded(search, str_cut(&rest, ','));
    }
}

/* certain: the header is one of credentials; else only a scheme in front tells that it has some. */
static void tell_credentials(struct search *search, struct str value, bool certain)
{
    size_t length;
    struct str scheme, rest;

    if (!certain && !has_blank(value))
        return;
    value = str_trim(value);
    length = str_find_any(value, " \t");
    scheme = str_slice(value, 0, length);
    rest = str_trim(str_slice(value, length, SIZE_MAX));
    if (is_scheme(scheme)) {
        if (rest.length)
            tell_of_scheme(search, scheme, rest);
    } else if (certain) {
        tell_decoded(search, value);
        tell_parameters(search, value, true);
        if (rest.length)
            tell_decoded(search, rest);
    }
}

/* "user:password", but no URL and no sentence. */
static bool has_user(struct str value)
{
    size_t colon = str_find_char(value, ':');

    return colon > 0 && colon + 1 < value.length && !char_is_any(value.text[colon + 1], "/\\") &&
           str_find_any(value, " \t{[\"<") == value.length;
}

/* Credentials that are texts have secrets of their own, which servers name alone: JSON and forms;
   JSON in Base64; "s:ID.signature" and "j:JSON" of Express (cookie-parser). */
static void tell_within(struct search *search, struct str value)
{
    size_t dot = str_find_last(value, '.');
    struct str decoded, unused;

    if (str_starts_with(value, STR("s:")) && dot < value.length)
        search_tell(search, str_slice(value, 2, dot - 2));
    if (str_starts_with(value, STR("s:")) || str_starts_with(value, STR("j:")))
        value = str_slice(value, 2, SIZE_MAX);
    search_value(search, value);
    if (str_starts_with(value, STR("ey")) && base64_decode(search->arena, value, &decoded))
        search_json(search, decoded, &unused);
}

void search_credentials(struct search *search, struct str value)
{
    struct str plain = unquoted(value);

    if (plain.text != value.text)
        search_tell(search, plain);
    tell_credentials(search, value, false);
    if (has_user(value))
        tell_behind_colon(search, value);
    tell_within(search, value);
}

/* ---- cookies ---- */

/* The pairs of "a=1; b=2". */
/* "lang=english": a word under a name that tells of no secret is hidden in its place alone. */
static bool is_preference(const struct search *search, struct str name, struct str value)
{
    if (value.length >= SECRET_ANYWHERE_LETTERS ||
        search_name(search, NAME_IN_FIELD, name).secrecy > SECRECY_BY_FORM)
        return false;
    for (size_t i = 0; i < value.length; i++)
        if (!ascii_is_alpha(value.text[i]))
            return false;
    return true;
}

static void tell_cookies(struct search *search, struct str rest)
{
    struct str name, value;

    while (cookie_next(&rest, &name, &value)) {
        value = cookie_unquoted(value);
        if (is_preference(search, name, value))
            continue;
        if (search_hides(search_name(search, NAME_IN_COOKIE, name).secrecy, value) ||
            search_hides(SECRECY_TEXT, value))
            tell_decoded(search, value);
    }
}

/* Of one Set-Cookie: some recorders join them, ", " or a line's end between two. */
static size_t set_cookie_length(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        struct str next = str_trim(str_slice(text, i + 1, SIZE_MAX));
        size_t name = text.text[i] == ',' ? str_find_any(next, "=;, \t") : 0;

        if (text.text[i] == '\n' || (name && name < next.length && next.text[name] == '='))
            return i;
    }
    return text.length;
}

static void tell_set_cookies(struct search *search, struct str text)
{
    tell_cookies(search, str_slice(text, 0, str_find_char(text, ';')));
    for (size_t length; (length = set_cookie_length(text)) < text.length;) {
        struct str line;

        text = str_slice(text, length + 1, SIZE_MAX);
        line = str_slice(text, 0, set_cookie_length(text));
        tell_cookies(search, str_slice(line, 0, str_find_char(line, ';')));
    }
}

/* ---- the header ---- */

static bool is_cookie(struct str name)
{
    static const struct str names[] = {STR_INITIAL("cookie"), STR_INITIAL("cookie2")};

    return is_any(name, names, ARRAY_LENGTH(names));
}

static bool sets_cookie(struct str name)
{
    static const struct str names[] = {STR_INITIAL("set-cookie"), STR_INITIAL("set-cookie2")};

    return is_any(name, names, ARRAY_LENGTH(names));
}

/* Headers of every message whose values (RFC 9110, RFC 9111) hold no text of somebody's own. */
static bool is_plain(struct str name)
{
    static const struct str names[] = {STR_INITIAL("accept"),
                                       STR_INITIAL("accept-encoding"),
                                       STR_INITIAL("accept-language"),
                                       STR_INITIAL("cache-control"),
                                       STR_INITIAL("connection"),
                                       STR_INITIAL("content-encoding"),
                                       STR_INITIAL("content-length"),
                                       STR_INITIAL("content-type"),
                                       STR_INITIAL("date"),
                                       STR_INITIAL("etag"),
                                       STR_INITIAL("keep-alive"),
                                       STR_INITIAL("last-modified"),
                                       STR_INITIAL("server"),
                                       STR_INITIAL("transfer-encoding"),
                                       STR_INITIAL("strict-transport-security"),
                                       STR_INITIAL("user-agent"),
                                       STR_INITIAL("vary"),
                                       STR_INITIAL("x-content-type-options"),
                                       STR_INITIAL("x-xss-protection"),
                                       STR_INITIAL("x-frame-options"),
                                       STR_INITIAL("content-security-policy"),
                                       STR_INITIAL("host"),
                                       STR_INITIAL("expires"),
                                       STR_INITIAL("age")};

    return is_any(name, names, ARRAY_LENGTH(names));
}

enum header_kind header_kind(struct str name)
{
    return is_plain(name)      ? HEADER_PLAIN
           : is_cookie(name)   ? HEADER_COOKIE
           : sets_cookie(name) ? HEADER_SETS_COOKIE
                               : HEADER_OTHER;
}

struct str search_header(struct search *search, struct str name, struct str value)
{
    struct name_says says = search_name(search, NAME_IN_HEADER, name);
    bool hides = search_hides(says.secrecy, value) || search_is_place(search, value);

    if (!hides && says.header == HEADER_PLAIN)
        return value;
    search->met |= hides && value.length > 0;
    if (search->learner && says.header == HEADER_COOKIE)
        tell_cookies(search, value);
    else if (search->learner && says.header == HEADER_SETS_COOKIE)
        tell_set_cookies(search, value);
    else if (search->learner)
        tell_credentials(search, value, hides);
    if (hides)
        return search->learner || !value.length ? value : STR(REDACTED);
    return search_value(search, value);
}
