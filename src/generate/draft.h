/* A request while it is put together. Private to generate/. */
#ifndef OASDRIFT_GENERATE_DRAFT_H
#define OASDRIFT_GENERATE_DRAFT_H

#include "base/pointer_map.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "generate/example_use.h"
#include "generate/generate.h"
#include "generate/value.h"

struct draft {
    struct api *api;
    struct value_maker *values;
    struct pointer_map *told; /* examples that were told of; NULL: nobody is told */
    struct arena *arena;      /* the request's */
    const struct generate_settings *settings;
    const struct operation *operation;
    size_t set; /* which of the documented examples, from 0 */
    struct strbuf path, query, cookies;
    VEC(struct header) headers;
    struct body body;
    bool replaced;     /* an example that is refused would stand in it */
    struct str reason; /* why there is no request */
};

/* More examples than this for one operation are not sent. */
enum { DRAFT_MAX_SETS = 100 };

void draft_init(struct draft *draft);
void draft_release(struct draft *draft);
/* Sets the reason; returns false. */
bool draft_refuse(struct draft *draft, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds a header; name and value are borrowed. A value that no header can have is refused. */
bool draft_header(struct draft *draft, struct str name, struct str value);
/* Does the user set a header of that name? Then ours of that name is not sent. */
bool draft_is_given(const struct draft *draft, struct str name);
/* Adds "name=value" to the cookies. */
bool draft_cookie(struct draft *draft, struct str name, struct str value);

/* The parts, each of which may refuse. */
bool draft_parameters(struct draft *draft);
bool draft_body(struct draft *draft);
bool draft_credentials(struct draft *draft);
bool draft_accept(struct draft *draft);

/* Appends the parameter's value, written in its style. *used: it is sent at all. May refuse. */
bool draft_value(struct draft *draft, const struct parameter *parameter, struct strbuf *out,
                 bool *used);

/* What of the example's value is sent (example_use.h). Tells of one that is refused. */
void draft_use(struct draft *draft, const struct node *schema, struct str name,
               const struct example *example, const struct node *value, struct example_use *use);
/* The value of the parameter's example, as its style decodes it; NULL: it has none. */
const struct node *draft_example_value(struct draft *draft, const struct parameter *parameter,
                                       const struct example **example);

/* How many requests the operation's examples make; 1 at least. */
size_t draft_set_count(const struct generate_settings *settings, const struct operation *operation);
/* Does it have a value, or (3.2) the text that is sent? */
bool example_is_usable(const struct example *example);
/* The `set`th of those that are usable, or the last; NULL: there is none. */
const struct example *draft_example(const struct example *examples, size_t count, size_t set);

#endif
