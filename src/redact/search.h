/* Private to redact/: the secrets of a text, found by what the text is (a URL, a header's value, a
   body of some media type, a text in a text). One walk serves both ends: learning them, and taking
   them out; so neither can know a secret that the other misses. */
#ifndef OASDRIFT_REDACT_SEARCH_H
#define OASDRIFT_REDACT_SEARCH_H

#include "base/splice.h"
#include "document/document.h"
#include "redact/redaction.h"
#include "redact/secret_places.h"

enum {
    SEARCH_MAX_DEPTH = 4,       /* texts in texts: a URL in JSON in a form */
    SEARCH_MAX_JSON_DEPTH = 128 /* arrays and objects in each other; all below are secret */
};

struct search {
    const struct redaction *redaction;
    struct redaction *learner; /* NULL: secrets are taken out, and nothing is learned */
    struct arena *arena;
    const struct secret_places *places; /* may be NULL */
    unsigned depth;                     /* texts around this one */
    bool met;                           /* something secret */
};

/* A secret value, decoded: it is learned where the search learns, and so are its parts: those of
   credentials, and secrets of the text that it may be. */
void search_tell(struct search *search, struct str value);
/* What "Bearer abc", "user:password" and others are made of is told. */
void search_credentials(struct search *search, struct str value);
/* "Bearer", of "Bearer abc" and other names of authentication schemes; absent: there is none. */
struct str search_scheme(struct str credentials);
/* Does a slice of the text lie in one of the search's places? */
bool search_is_place(const struct search *search, struct str slice);

/* What a header holds, by its name. */
enum header_kind {
    HEADER_OTHER,
    HEADER_PLAIN, /* of every message; no text of somebody's own */
    HEADER_COOKIE,
    HEADER_SETS_COOKIE
};

enum header_kind header_kind(struct str name);

/* What a name says of the value that stands under it. */
struct name_says {
    enum secrecy secrecy;    /* of the value, and of the elements of an array */
    bool below;              /* all that the value holds is secret */
    enum header_kind header; /* of a header */
};

/* place: as secret_name has it. */
struct name_says search_name(const struct search *search, unsigned place, struct str name);
/* Is the value, decoded, secret under a name that says so much? */
bool search_hides(enum secrecy secrecy, struct str value);
/* The same of a field of a query or form, "user[password]" by both of its names. */
bool search_hides_field(const struct search *search, struct str name, unsigned place,
                        struct str value);

/* Each gives the text without its secrets, in the arena; the text itself when it has none, or when
   the search learns. */

struct str search_url(struct search *search, struct str url);
/* "a=1&token=abc", as queries and forms have it. */
struct str search_pairs(struct search *search, struct str pairs);
struct str search_header(struct search *search, struct str name, struct str value);
/* type: of the Content-Type; may be absent or malformed. */
struct str search_body(struct search *search, struct str type, struct str bytes);
/* false: it is no JSON, and *found is not set. */
bool search_json(struct search *search, struct str text, struct str *found);
struct str search_json_lines(struct search *search, struct str text);
struct str search_event_stream(struct search *search, struct str text);
/* Of a value that somebody else has read; takes nothing out. */
void search_json_value(struct search *search, const struct node *root);
/* Of a value in root, as what stands around it has it. */
void search_json_part(struct search *search, const struct node *root, const struct node *value);
struct str search_multipart(struct search *search, struct str boundary, struct str bytes);
bool search_xml(struct search *search, struct str text, struct str *found);
/* false: it is no HTTP message with a start line, and *found is not set. */
bool search_message(struct search *search, struct str text, struct str *found);
/* Arguments of fields, which are literals: login(password: "x"). */
struct str search_graphql(struct search *search, struct str text);
enum { SEARCH_VALUE_MIN = 6 /* bytes; a shorter value holds no text with a secret: "a=b&c" */ };

/* A ':' that may have a value behind it, unlike that of a time or a URL. */
static inline bool search_has_colon(struct str text)
{
    const char *at = text.text, *end = text.text + text.length;

    while (at < end && (at = memchr(at, ':', (size_t)(end - at))) && ++at < end)
        if (*at != '/' && !ascii_is_digit(*at))
            return true;
    return false;
}

/* Is there a text in a value that a search may learn from: with a '=', an '@' beside a '/', a ':'
   before a value, or a beginning of JSON, XML, GraphQL or a URL of http? */
static inline bool search_may_tell(struct str text)
{
    if (text.length < SEARCH_VALUE_MIN)
        return false;
    switch (text.text[0]) {
    case '{':
    case '[':
    case '<':
    case 'h':
    case 'q':
    case 'm':
    case 's':
    case ' ':
    case '\n':
    case '\t':
        return true;
    default:
        return memchr(text.text, '=', text.length) != NULL || search_has_colon(text) ||
               (memchr(text.text, '@', text.length) && memchr(text.text, '/', text.length));
    }
}

/* A value that may hold another text: JSON, XML, a form, a URL. */
struct str search_value(struct search *search, struct str text);
/* Without reading it: "... token=abc ...", and of a text for people what is told behind a colon, as
   "password: 'abc'", "Cookie: a=1; b=2", but not "password: too short". */
struct str search_assigned(struct search *search, struct str text);
/* What no reader reads: any "password: abc", "\"password\":\"abc", "<password>abc" as well. */
struct str search_plain(struct search *search, struct str text);

#endif
