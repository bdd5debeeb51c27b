/* Secrets of URLs and of the pairs in them: userinfo (RFC 3986, 3.2.1), parameters of paths,
   queries and fragments, and URLs in their values. */
#include "base/percent.h"
#include "http/query.h"
#include "redact/search.h"
#include "redact/secret_form.h"
#include "redact/secret_segment.h"

/* ---- pairs ---- */

/* What a set of pairs says as a whole of `code` and `state`; asked for once. */
struct pairs_view {
    struct str pairs;
    bool of_link; /* one of its values may be the token of a link: secret_segment.h */
    bool asked;
    unsigned place;
};

/* Is it an authorization answer or a token request? Two names only need to know. */
static unsigned place_of(struct pairs_view *view, struct str asked)
{
    struct str name, value, rest = view->pairs;
    unsigned clues = 0;

    if (!str_is(asked, "code") && !str_is(asked, "state"))
        return NAME_IN_FIELD;
    while (!view->asked && query_next(&rest, &name, &value))
        if (!str_is(name, "code") || !str_is_digits(value)) /* the number of an error */
            authorization_note(&clues, name);
    if (authorization_is_shown(clues))
        view->place |= NAME_IN_AUTHORIZATION;
    view->asked = true;
    return view->place;
}

bool search_hides_field(const struct search *search, struct str name, unsigned place,
                        struct str value)
{
    size_t bracket = str_find_char(name, '[');
    struct name_says says = search_name(search, place, str_slice(name, 0, bracket));

    for (struct str rest = str_slice(name, bracket, SIZE_MAX); rest.length;) {
        struct str part;

        str_cut(&rest, '[');
        part = str_slice(rest, 0, str_find_char(rest, ']'));
        if (says.below)
            return true;
        if (part.length && !str_is_digits(part))
            says = search_name(search, place, part);
    }
    return search_hides(says.secrecy, value);
}

/* In its place, encoded. */
static void put_encoded(struct splice *splice, size_t start, size_t end, struct str text)
{
    struct strbuf encoded;

    strbuf_init(&encoded, SIZE_MAX);
    percent_encode(&encoded, text);
    splice_put(splice, start, end, strbuf_str(&encoded));
    strbuf_release(&encoded);
}

/* A value that may be encoded once more: "next=https%253A%252F%252Fx%252F%253Ftoken%253Dabc". */
static struct str search_encoded(struct search *search, struct str value)
{
    struct str found = search_value(search, value), decoded;
    struct strbuf encoded;

    if (found.text != value.text || search->depth == SEARCH_MAX_DEPTH ||
        str_find_char(value, '%') == value.length)
        return found;
    percent_decode(search->arena, value, PLUS_IS_LITERAL, &decoded);
    if (str_equal(decoded, value))
        return value;
    search->depth++;
    found = search_encoded(search, decoded);
    search->depth--;
    if (found.text == decoded.text)
        return value;
    strbuf_init(&encoded, SIZE_MAX);
    percent_encode(&encoded, found);
    found = str_copy(search->arena, strbuf_str(&encoded));
    strbuf_release(&encoded);
    return found;
}

enum { LINK_TOKEN_MIN_BYTES = 22 /* 128 bits in base64url */ };

/* A UUID may be that of a user. */
static bool is_token_of_link(struct str value)
{
    bool is_uuid = value.length == 36 && value.text[8] == '-' && value.text[13] == '-';

    return value.length >= LINK_TOKEN_MIN_BYTES && !is_uuid && secret_form_is_random(value);
}

/* A text is searched again where it becomes part of another; there a URL ends before a ']'. */
static bool is_redacted(struct str value)
{
    return str_is(value, REDACTED) ||
           str_equal(value, str_slice(STR(REDACTED), 0, strlen(REDACTED) - 1));
}

static void search_pair(struct search *search, struct splice *splice, struct pairs_view *view,
                        struct str pair)
{
    struct str value = pair, name = str_cut(&value, '='), decoded, found;
    size_t start, end;

    if (value.length == 0 || is_redacted(value))
        return;
    start = (size_t)(value.text - splice->text.text);
    end = start + value.length;
    percent_decode(search->arena, name, PLUS_IS_SPACE, &name);
    percent_decode(search->arena, value, PLUS_IS_SPACE, &decoded);
    if (search_is_place(search, value) ||
        search_hides_field(search, name, place_of(view, name), decoded) ||
        (view->of_link && is_token_of_link(decoded))) {
        search_tell(search, decoded);
        splice_put(splice, start, end, STR(REDACTED));
        return;
    }
    found = search_encoded(search, decoded);
    if (found.text != decoded.text)
        put_encoded(splice, start, end, found);
}

/* place: of `code` and `state`, as far as is known. */
static void search_pairs_in(struct search *search, struct splice *splice, struct str pairs,
                            unsigned place, bool of_link)
{
    struct pairs_view view = {.pairs = pairs, .place = place, .of_link = of_link};

    while (pairs.text)
        search_pair(search, splice, &view, str_cut(&pairs, '&'));
}

static struct str ended(struct search *search, struct splice *splice)
{
    struct str text = splice->text, found = splice_end(splice, search->arena);

    return search->learner ? text : found;
}

struct str search_pairs(struct search *search, struct str pairs)
{
    struct splice splice;

    splice_begin(&splice, pairs);
    search_pairs_in(search, &splice, pairs, NAME_IN_FIELD, false);
    return ended(search, &splice);
}

/* ---- userinfo ---- */

/* Browsers take any number of slashes behind these, the other ones as well (WHATWG URL, 4.4:
   special schemes). */
static bool is_lax(struct str scheme)
{
    static const char *const schemes[] = {"http", "https", "ws", "wss", "ftp"};

    for (size_t i = 0; i < ARRAY_LENGTH(schemes); i++)
        if (str_equal_ignoring_case(scheme, str_of(schemes[i])))
            return true;
    return false;
}

static bool is_slash(struct str text, size_t at)
{
    return at < text.length && (text.text[at] == '/' || text.text[at] == '\\');
}

/* Where the authority begins: behind "scheme://" or "//"; in "me:pw@host" at once. SIZE_MAX: there
   is none. */
static size_t authority_start(struct str url)
{
    size_t scheme = 0;

    while (scheme < url.length &&
           (ascii_is_alpha(url.text[scheme]) ||
            (scheme && (ascii_is_digit(url.text[scheme]) || char_is_any(url.text[scheme], "+-.")))))
        scheme++;
    if (scheme < url.length && url.text[scheme] == ':' && is_slash(url, scheme + 1) &&
        is_lax(str_slice(url, 0, scheme))) {
        while (is_slash(url, scheme + 1))
            scheme++;
        return scheme + 1;
    }
    if (scheme && str_starts_with(str_slice(url, scheme, SIZE_MAX), STR("://")))
        return scheme + 3;
    if (str_starts_with(url, STR("//")) || str_starts_with(url, STR("\\\\")))
        return 2;
    return scheme < url.length && scheme && url.text[scheme] == ':' ? 0 : SIZE_MAX;
}

static bool is_port(struct str text)
{
    return text.length == 0 || str_is_digits(text) || text.text[text.length - 1] == ']';
}

/* Offset of the '@' that ends the userinfo; start: there is none. The last '@' of the authority, as
   browsers and curl read it; and where a password has a '/', '?' or '#' in it, which ought to be
   encoded, what stands behind the colon is no port, and the next '@' is the one. */
static size_t userinfo_end(struct str url, size_t start)
{
    struct str rest = str_slice(url, start, SIZE_MAX);
    struct str authority = str_slice(rest, 0, str_find_any(rest, "/?#\\"));
    size_t at = str_find_last(authority, '@'), colon = str_find_last(authority, ':');
    bool is_odd = at < authority.length ? at + 1 == authority.length
                                        : colon < authority.length &&
                                              !is_port(str_slice(authority, colon + 1, SIZE_MAX));

    if (is_odd) {
        size_t next =
            authority.length + str_find_char(str_slice(rest, authority.length, SIZE_MAX), '@');

        if (next < rest.length)
            return start + next;
    }
    return at < authority.length ? start + at : start;
}

/* "token:x-oauth-basic" and "key:" have the secret in front. */
static bool user_is_secret(struct str password)
{
    return password.length == 0 || str_is(password, "x-oauth-basic") || str_is(password, "x");
}

enum { PIECES_MAX = 8 };

/* Other readers of an odd URL take a piece of the password for a path, a query or a host. */
static void tell_pieces(struct search *search, struct str password)
{
    for (size_t i = 0; i < PIECES_MAX; i++) {
        size_t length = str_find_any(password, "/?#@\\");

        if (length == password.length)
            return;
        search_tell(search, str_slice(password, 0, length));
        password = str_slice(password, length + 1, SIZE_MAX);
        search_tell(search, password);
    }
}

static void search_userinfo(struct search *search, struct splice *splice, size_t start)
{
    size_t end = userinfo_end(splice->text, start);
    struct str userinfo = str_slice(splice->text, start, end - start), password, user, decoded;

    if (userinfo.length == 0)
        return;
    splice_put(splice, start, end, STR(REDACTED));
    percent_decode(search->arena, userinfo, PLUS_IS_LITERAL, &decoded);
    password = decoded;
    user = str_cut(&password, ':');
    search_tell(search, password);
    tell_pieces(search, password);
    if (user_is_secret(password))
        search_tell(search, user);
}

/* ---- the URL ---- */

/* A secret value that the description names, which starts there. */
static size_t place_at(const struct search *search, const char *at)
{
    for (size_t i = 0; i < search->places->slice_count; i++)
        if (search->places->slices[i].text == at)
            return search->places->slices[i].length;
    return 0;
}

static void search_path_places(struct search *search, struct splice *splice, size_t at, size_t end)
{
    size_t place;

    for (; at < end; at++)
        if ((place = place_at(search, splice->text.text + at)))
            splice_put(splice, at, at + place, STR(REDACTED));
}

/* ";token=abc" (RFC 3986, 3.3). */
static void search_matrix(struct search *search, struct splice *splice, size_t at, size_t end)
{
    struct str path = str_slice(splice->text, 0, end);

    while ((at += str_find_char(str_slice(path, at, SIZE_MAX), ';')) < end) {
        struct str value = str_slice(path, at + 1, SIZE_MAX), name;
        size_t length = str_find_any(value, ";/");

        value = str_slice(value, 0, length);
        name = str_cut(&value, '=');
        if (value.length && search_hides_field(search, name, NAME_IN_FIELD, value)) {
            search_tell(search, percent_decoded(search->arena, value));
            splice_put(splice, at + 2 + name.length, at + 1 + length, STR(REDACTED));
        }
        at += 1 + length;
    }
}

/* A token that is the segment path[at, end), by its form alone: "/reset-password/f8Ak29dkQ0", and
   behind a colon in a hook's: "/bot123:token". */
static void search_segment(struct search *search, struct splice *splice, bool is_hook, size_t at,
                           size_t end)
{
    struct str segment = str_slice(splice->text, at, end - at);
    struct str token = str_slice(segment, 0, str_find_char(segment, ';'));
    size_t colon = str_find_char(token, ':');

    if (is_hook && colon < token.length)
        token = str_slice(token, colon + 1, SIZE_MAX);
    if (!secret_form_is_random(token))
        return;
    at = (size_t)(token.text - splice->text.text);
    search_tell(search, percent_decoded(search->arena, token));
    splice_put(splice, at, at + token.length, STR(REDACTED));
}

/* From the host on, segment by segment, for parts are put in their order. */
static void search_path(struct search *search, struct splice *splice, size_t at, size_t end)
{
    struct str path = str_slice(splice->text, 0, end), before = STR("");
    bool is_hook = false;

    while (at < end) {
        struct str segment = str_slice(path, at, str_find_char(str_slice(path, at, SIZE_MAX), '/'));
        size_t behind = at + segment.length;

        if (search->places && search->places->slice_count)
            search_path_places(search, splice, at, behind);
        if (is_hook || segment_leads_to_secret(before))
            search_segment(search, splice, is_hook, at, behind);
        search_matrix(search, splice, at, behind);
        is_hook |= host_is_of_hooks(segment);
        before = segment;
        at = behind + 1;
    }
}

/* OAuth 2's implicit grant puts tokens there, and pages put paths of their own in front. */
static void search_fragment(struct search *search, struct splice *splice, struct str fragment,
                            unsigned place)
{
    size_t query = str_find_char(fragment, '?');

    search_pairs_in(search, splice,
                    query < fragment.length ? str_slice(fragment, query + 1, SIZE_MAX) : fragment,
                    place, false);
}

/* Does the path's last segment lead to a secret? */
static bool is_of_link(struct str path)
{
    if (path.length && path.text[path.length - 1] == '/')
        path.length--;
    return segment_leads_to_secret(str_slice(path, str_find_last(path, '/') + 1, SIZE_MAX));
}

/* What stands behind the path: "?a=1#b". */
static void search_behind_path(struct search *search, struct splice *splice, size_t path,
                               size_t query)
{
    struct str url = splice->text, rest = str_slice(url, query, SIZE_MAX);
    struct str before = str_slice(url, path, query - path);
    size_t fragment = str_find_char(rest, '#');
    unsigned place = NAME_IN_FIELD;

    if (authorization_is_at(before))
        place |= NAME_IN_AUTHORIZATION;
    if (fragment > 1)
        search_pairs_in(search, splice, str_slice(rest, 1, fragment - 1), place,
                        is_of_link(before));
    if (fragment < rest.length)
        search_fragment(search, splice, str_slice(rest, fragment + 1, SIZE_MAX), place);
}

/* Userinfo has an '@', a parameter a '='. */
static bool may_tell(struct str url)
{
    return str_find_char(url, '=') < url.length || str_find_char(url, '@') < url.length ||
           url_may_have_token(url);
}

struct str search_url(struct search *search, struct str url)
{
    size_t path, query;
    struct splice splice;

    if (search->learner && !may_tell(url))
        return url;
    splice_begin(&splice, url);
    path = authority_start(url);
    if (path < url.length)
        search_userinfo(search, &splice, path);
    path = splice.done ? splice.done : path < url.length ? path : 0;
    query = path;
    while (query < url.length && url.text[query] != '?' && url.text[query] != '#')
        query++;
    search_path(search, &splice, path, query);
    if (query < url.length)
        search_behind_path(search, &splice, path, query);
    return ended(search, &splice);
}

struct str redact_url_at(const struct redaction *redaction, struct arena *arena, struct str url,
                         const struct secret_places *places)
{
    struct search search = {.redaction = redaction, .arena = arena, .places = places};

    return redact_text(redaction, arena, search_url(&search, url));
}

struct str redact_url(const struct redaction *redaction, struct arena *arena, struct str url)
{
    return redact_url_at(redaction, arena, url, NULL);
}
