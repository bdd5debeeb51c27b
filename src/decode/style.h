/* How a style writes an array or an object into one text (OpenAPI 3.1, 4.8.12.3 and 4.8.12.4; RFC
   6570, 3.2). Texts are split as they stand in the message, before anything is decoded, so that an
   encoded delimiter belongs to its value. A header's text is that of its lines
   (http/header_elements.h), and its elements are those of its own grammar. */
#ifndef OASDRIFT_DECODE_STYLE_H
#define OASDRIFT_DECODE_STYLE_H

#include "openapi/openapi.h"

/* Why the specification gives the style no form for values of the kind (document/kinds.h): cells
   that say "n/a" in its table of styles, whose behaviour is undefined. NULL: it does. */
const char *style_undefined(const struct parameter *parameter, unsigned kind);

/* What a style puts before a value and between the parts of one. */
struct style_form {
    char first;          /* before the whole; 0: nothing */
    bool named;          /* "name=" stands before a value */
    char joined;         /* between parts that are not exploded */
    const char *encoded; /* what is written for `joined` in a URL; NULL: itself */
    char exploded;       /* between parts that are; STYLE_PAIRS: each is a pair of its own */
};

#define STYLE_PAIRS '&'

const struct style_form *style_form(enum parameter_style style);

enum { STYLE_MAX_ELEMENTS = 10000 /* of one array or object */ };

struct style_part {
    struct str name;  /* of an object's property, raw; STR_NONE for an element */
    struct str value; /* raw */
};

struct style_parts {
    const struct style_part *items; /* at most STYLE_MAX_ELEMENTS */
    size_t count;
};

/* What stands for a single value: the text without what its style writes before it. Each returns
   STR_NONE, or why the text is not of its style. */
struct str style_single(const struct parameter *parameter, struct arena *arena, struct str text,
                        struct str *value);
struct str style_array(const struct parameter *parameter, struct arena *arena, struct str text,
                       struct style_parts *parts);
struct str style_object(const struct parameter *parameter, struct arena *arena, struct str text,
                        struct style_parts *parts);
/* A header whose grammar nobody defines may also be split at each comma, within quotes too. false:
   it is no such header. */
bool style_array_at_commas(const struct parameter *parameter, struct arena *arena, struct str text,
                           struct style_parts *parts);
/* Is it a header with a grammar of its own? What is not of its style is not wrong then. */
bool style_has_other_grammar(const struct parameter *parameter);
/* What stands between elements. */
char style_delimiter(const struct parameter *parameter);

#endif
