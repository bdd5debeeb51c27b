/* Headers whose meaning is fixed: how often each may stand, and what its value may be
   (known_headers.def). */
#ifndef OASDRIFT_HTTP_KNOWN_HEADER_H
#define OASDRIFT_HTTP_KNOWN_HEADER_H

#include "base/str.h"

enum header_lines {
    HEADER_ONE,        /* one value, on one line */
    HEADER_LIST,       /* all lines are one list (RFC 9110, 5.3) */
    HEADER_LINKS,      /* as HEADER_LIST, with URIs in "<>" (RFC 8288, 3) */
    HEADER_CHALLENGES, /* as HEADER_LIST, of elements that hold commas (RFC 9110, 11.6.1) */
    HEADER_LINES,      /* each line is a value: Set-Cookie */
    HEADER_FREE
};

enum header_grammar {
    HEADER_ANYTHING,
    HEADER_DATE,        /* RFC 9110, 5.6.7; the obsolete forms too */
    HEADER_ENTITY_TAG,  /* RFC 9110, 8.8.3: [ W/ ] DQUOTE *etagc DQUOTE */
    HEADER_ENTITY_TAGS, /* a list of them, or a star */
    HEADER_NUMBER,      /* 1*DIGIT */
    HEADER_TOKEN,
    HEADER_TOKENS /* a list of them */
};

struct known_header {
    const char *name; /* in small letters */
    enum header_lines lines;
    enum header_grammar grammar;
    const char *source; /* "RFC 9110, 8.8.3" */
};

/* Compares without case; NULL: it is none of them. */
const struct known_header *known_header_find(struct str name);
/* By a prefix that infrastructure uses ("cf-", "x-amz-"), if not by its name. */
bool header_is_of_infrastructure(struct str name);
/* Does the value, without white space around it, follow the grammar? Of dates and numbers the form
   only. */
bool header_follows(enum header_grammar grammar, struct str value);
/* "a date (RFC 9110, 5.6.7)" ... for messages. */
const char *header_grammar_name(enum header_grammar grammar);

#endif
