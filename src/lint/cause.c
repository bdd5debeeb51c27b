/* Which failures of examples have one cause. A keyword of a schema that several examples break is
   one; so is the same slip with properties of the same name, for descriptions are generated and
   copied: `created` with a date that lacks its zone in sixty schemas. */
#include "base/strbuf.h"
#include "lint/linter.h"

enum { ROOT_MAX_BYTES = 600 };

/* The keyword is about the whole value, so only its own place in the schema tells causes apart. */
static bool is_of_value(struct str keyword)
{
    static const char *const keywords[] = {"type",    "format",  "enum",      "pattern",
                                           "minimum", "maximum", "minLength", "maxLength"};

    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++)
        if (str_is(keyword, keywords[i]))
            return true;
    return false;
}

/* What is wrong differs from value to value, and only the message tells it. */
static bool is_told_by_message(struct str keyword)
{
    static const char *const keywords[] = {"required",
                                           "additionalProperties",
                                           "unevaluatedProperties",
                                           "dependentRequired",
                                           "propertyNames",
                                           "oneOf",
                                           "anyOf",
                                           "not"};

    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++)
        if (str_is(keyword, keywords[i]))
            return true;
    return false;
}

/* The property whose schema the place is in: the token behind the pointer's last "properties". */
static struct str property_of(struct arena *arena, const struct node *place)
{
    struct str rest = node_pointer(arena, place), name = STR_NONE;
    bool next = false;

    while (rest.text) {
        struct str token = str_cut(&rest, '/');

        if (next)
            name = token;
        next = !next && str_is(token, "properties");
    }
    return name;
}

/* Words and numbers of a message by their form alone: "2018-01-01T00:01:01" is "x-x-x:x:x". A
   found value is left out where its type says enough. */
static void add_shape(struct strbuf *out, const struct lint_failure *failure)
{
    struct str text = failure->message;
    bool in_word = false;

    if (str_is(failure->keyword, "type")) {
        strbuf_add(out, str_slice(text, 0, str_find_char(text, '"')));
        return;
    }
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        bool word = ascii_is_alpha(c) || ascii_is_digit(c);

        if (!word)
            strbuf_add_char(out, c);
        else if (!in_word)
            strbuf_add_char(out, 'x');
        in_word = word;
    }
}

struct str lint_failure_root(struct arena *arena, const struct lint_failure *failure)
{
    struct str name = failure->name.text ? failure->name : property_of(arena, failure->place);
    struct strbuf out;
    struct str root;

    strbuf_init(&out, ROOT_MAX_BYTES);
    strbuf_addf(&out, "%.*s ", STR_ARGS(failure->keyword));
    if (name.text && is_of_value(failure->keyword)) {
        strbuf_addf(&out, "%.*s %.*s ", STR_ARGS(name), STR_ARGS(node_text(failure->place)));
        if (str_is(failure->keyword, "enum"))
            strbuf_add(&out, failure->message);
        else
            add_shape(&out, failure);
    } else {
        strbuf_addf(&out, "%p ", (const void *)failure->place);
        if (is_told_by_message(failure->keyword))
            strbuf_add(&out, failure->message);
    }
    root = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return root;
}
