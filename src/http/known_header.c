#include "http/known_header.h"

#include "http/field.h"

static const struct known_header headers[] = {
#define HEADER(name, lines, grammar, source) {name, HEADER_##lines, HEADER_##grammar, source},
#include "http/known_headers.def"
#undef HEADER
};

static const uint8_t lengths[] = {
#define HEADER(name, lines, grammar, source) sizeof name - 1,
#include "http/known_headers.def"
#undef HEADER
};

/* The first name that begins with the character or comes behind all that do. */
static size_t first_with(char first)
{
    size_t low = 0, high = ARRAY_LENGTH(headers);

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (headers[middle].name[0] < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The table is in the order of its names. */
const struct known_header *known_header_find(struct str name)
{
    char first = name.length ? ascii_lower(name.text[0]) : '\0';

    for (size_t i = first_with(first); i < ARRAY_LENGTH(headers) && headers[i].name[0] == first;
         i++)
        if (lengths[i] == name.length && str_folds_to(name.text, headers[i].name, name.length))
            return &headers[i];
    return NULL;
}

bool header_is_of_infrastructure(struct str name)
{
    static const char *const prefixes[] = {"cf-",      "fly-",    "sec-",     "x-akamai-",
                                           "x-amz-",   "x-amzn-", "x-b3-",    "x-cloud-trace-",
                                           "x-envoy-", "x-fb-",   "x-fastly", "x-google-",
                                           "x-goog-",  "x-ms-",   "x-vercel-"};

    for (size_t i = 0; i < ARRAY_LENGTH(prefixes); i++) {
        struct str prefix = str_of(prefixes[i]);

        if (str_equal_ignoring_case(str_slice(name, 0, prefix.length), prefix))
            return true;
    }
    return false;
}

/* ---- grammars ---- */

/* "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994":
   a name of a day, digits, a name of a month, hh:mm:ss in this or that order. */
static bool has_shape(struct str text, const char *shape)
{
    size_t i = 0;

    for (; i < text.length && shape[i]; i++) {
        char c = text.text[i];
        bool fits = shape[i] == 'd'   ? ascii_is_digit(c)
                    : shape[i] == 'a' ? ascii_is_alpha(c)
                    : shape[i] == '_' ? c == ' ' || ascii_is_digit(c)
                                      : c == shape[i];

        if (!fits)
            return false;
    }
    return i == text.length && shape[i] == '\0';
}

static bool is_date(struct str value)
{
    static const char *const after_day[] = {" dd aaa dddd dd:dd:dd GMT", " dd-aaa-dd dd:dd:dd GMT"};
    size_t comma = str_find_char(value, ',');
    struct str day = str_slice(value, 0, comma), rest = str_slice(value, comma + 1, SIZE_MAX);

    if (comma == value.length)
        return has_shape(value, "aaa aaa _d dd:dd:dd dddd");
    for (size_t i = 0; i < day.length; i++)
        if (!ascii_is_alpha(day.text[i]))
            return false;
    return day.length >= 3 && (has_shape(rest, after_day[0]) || has_shape(rest, after_day[1]));
}

static bool is_entity_tag(struct str value)
{
    if (str_starts_with(value, STR("W/")))
        value = str_slice(value, 2, SIZE_MAX);
    if (value.length < 2 || value.text[0] != '"' || value.text[value.length - 1] != '"')
        return false;
    return str_find_char(str_slice(value, 1, value.length - 2), '"') == value.length - 2;
}

static bool is_list(struct str list, bool (*is_element)(struct str))
{
    struct str element;

    while ((element = field_list_next(&list)).text)
        if (!is_element(element))
            return false;
    return true;
}

bool header_follows(enum header_grammar grammar, struct str value)
{
    switch (grammar) {
    case HEADER_ANYTHING:
        return true;
    case HEADER_DATE:
        return is_date(value);
    case HEADER_ENTITY_TAG:
        return is_entity_tag(value);
    case HEADER_ENTITY_TAGS:
        return str_is(value, "*") || is_list(value, is_entity_tag);
    case HEADER_NUMBER:
        return str_is_digits(value);
    case HEADER_TOKEN:
        return token_is_valid(value);
    case HEADER_TOKENS:
        return is_list(value, token_is_valid);
    }
    return true;
}

const char *header_grammar_name(enum header_grammar grammar)
{
    switch (grammar) {
    case HEADER_ANYTHING:
        break;
    case HEADER_DATE:
        return "a date (\"Sun, 06 Nov 1994 08:49:37 GMT\")";
    case HEADER_ENTITY_TAG:
        return "an entity tag in quotes";
    case HEADER_ENTITY_TAGS:
        return "a list of entity tags in quotes";
    case HEADER_NUMBER:
        return "a number of digits";
    case HEADER_TOKEN:
        return "a token";
    case HEADER_TOKENS:
        return "a list of tokens";
    }
    return "anything";
}
