/* Private to check/ and lint/: a checker's working memory, and the steps that one exchange goes
   through. Each step looks at one aspect and raises what it finds (raise.h). */
#ifndef OASDRIFT_CHECK_CHECKER_H
#define OASDRIFT_CHECK_CHECKER_H

#include "base/map.h"
#include "base/pointer_map.h"
#include "base/vec.h"
#include "check/check.h"
#include "check/outcome.h"
#include "decode/body.h"
#include "decode/parameter.h"
#include "http/media_type.h"
#include "http/query.h"
#include "openapi/route.h"

enum side { SIDE_REQUEST, SIDE_RESPONSE };

/* What a Content-Type header says. */
enum type_state { TYPE_MISSING, TYPE_MALFORMED, TYPE_READ };

enum { KEPT_TYPE_BYTES = 128 };

struct message_type {
    enum type_state state;
    struct str text; /* the header's value */
    struct content_type parsed;
    struct str placeholder; /* in the text; STR_NONE: there is none */
    /* The text that these were read from: the next exchange mostly says the same. */
    char kept[KEPT_TYPE_BYTES];
    size_t kept_length; /* 0: nothing, or too long */
    bool kept_is_valid;
    struct str kept_placeholder;
};

struct compiled_pattern {
    const struct pattern *pattern; /* NULL: the text is no pattern */
};

enum { SENSITIVE_OPEN_SCHEMAS = 64 };
enum { SENSITIVE_MAX_NAMES = 64 }; /* of fields of one request; with more, every field is secret */
enum { SENSITIVE_MAX_SLICES = 256 }; /* likewise */

/* What the description calls secret in an exchange (sensitive.h). */
struct sensitive {
    struct schema_reader reader;
    const struct node *open[SENSITIVE_OPEN_SCHEMAS]; /* by their address: some that lead to none */
    struct pointer_map schemas; /* schema node -> does it, or one below it, call a value secret? */
    const struct node *value;   /* that is judged; NULL: nothing in it is secret */
    unsigned char *marks;       /* of its nodes, by their place in it: 1 is secret */
    size_t capacity;            /* of marks */
    VEC(struct str) slices;     /* as in struct secret_places, of the exchange */
    VEC(struct str) names;
    bool beyond; /* there are more of either */
};

/* The api is shared with other threads' checkers; all else is one's own. */
struct checker {
    struct api *api;
    const struct rules *rules;
    struct redaction *redaction;
    struct evaluator *evaluator;
    struct observation *observation; /* of values; NULL: none */

    /* As long as the checker lives. */
    struct arena lasting;
    struct pointer_map patterns; /* of assertions: node -> struct compiled_pattern */
    struct map known_findings;   /* what is known by (known_findings.h) -> struct known_finding */
    struct str known_source;     /* the name that known_findings.c kept last */
    bool is_heard;               /* every finding is told in full: somebody listens */
    bool is_shown;               /* whole exchanges will be: places in responses are noted, too */
    struct pointer_map places;   /* node of the description or a rule set -> struct place */
    struct pointer_map literals; /* schema node -> does it state x-documented-values anywhere? */
    struct map components; /* of discriminators: name -> schema node; empty before the first */
    struct pointer_map discriminators;  /* schema node -> does it, or one below it, have one? */
    struct pointer_map content_schemas; /* the same of contentSchema */
    struct sensitive sensitive;
    struct decoding decoding; /* with the api, the evaluator and the check's arena */

    /* For one check. */
    struct arena arena;
    VEC(struct finding) findings;
    struct map by_fingerprint; /* -> size_t, the index into findings */
    size_t findings_limit;
    VEC(struct not_checked) not_checked;
    VEC(struct finding) withheld;
    unsigned shown; /* as in struct judgement */

    /* Of one exchange. */
    const struct exchange *exchange; /* NULL in lint */
    struct route route;
    struct exercised exercised;
    struct outcomes outcomes;
    struct request_texts texts; /* check_parameters sets them, check_form the fields of a form */
    VEC(const struct parameter *) parameters;
    struct sample *sample; /* made with the first finding */
    /* Credentials that the recorder takes out, to be put into the command that asks again. */
    const struct security_alternative *unseen; /* NULL: none */
    struct message_type types[2];
    struct json_body bodies[2]; /* read at most once */
};

/* Takes a header's value apart; STR_NONE and an empty one are TYPE_MISSING. */
void message_type_read(struct message_type *type, struct str value);

/* Empties what the last check left. exchange: NULL in lint. */
void checker_begin(struct checker *checker, const struct exchange *exchange, size_t findings_limit);
/* Fills in the judgement by what was found. matched: the exchange hit an operation. */
void checker_finish(struct checker *checker, bool matched, struct judgement *judgement);

/* Is the exchange, which no path fits, one in which the API is the client? */
enum call_answer {
    CALL_NONE,
    CALL_FOUND,   /* the route is that of a webhook or callback */
    CALL_DOUBTFUL /* of one of several, and that is said */
};
enum call_answer check_call(struct checker *checker);

/* Steps, in their order. */
bool check_route(struct checker *checker); /* false: the exchange hits no operation */
void check_parameters(struct checker *checker);
void check_security(struct checker *checker);
void check_request_body(struct checker *checker);
void check_status(struct checker *checker);
void check_headers(struct checker *checker);
void check_response_body(struct checker *checker);
void check_assertions(struct checker *checker);
void check_response_time(struct checker *checker);
/* Notes what the exchange shows of what a recording may lack. */
void check_shown(struct checker *checker);
/* Tells an excerpt of the request of the operation's credentials, and which of them the recorder
   took out. */
struct request_excerpt;
void check_credentials_of(struct checker *checker, struct request_excerpt *excerpt);
/* HTTP itself. */
void check_http_headers(struct checker *checker);
void check_http_status(struct checker *checker);
void check_http_body(struct checker *checker);
/* Of a body that is JSON. */
void check_json_numbers(struct checker *checker, enum side side, const struct node *root);

/* One parameter, wherever it stands. */
void check_parameter(struct checker *checker, const struct parameter *parameter);
/* The fields of a form (OpenAPI 2.0), names decoded; encoded: values as in a query. */
void check_form(struct checker *checker, const struct media_type *media_type,
                const struct query_pairs *fields, bool encoded);

/* "request body" */
struct str side_name(enum side side);
/* The message's body as a JSON document; empty, unknown and truncated bodies have none. */
const struct json_body *checker_json(struct checker *checker, enum side side);
const struct body *checker_body(const struct checker *checker, enum side side);
/* The media types that are described for it; NULL: none, or it is not known yet. */
const struct content *checker_content(const struct checker *checker, enum side side);

#endif
