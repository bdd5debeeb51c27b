/* Private to redact/: names that stand beside their values in JSON, as lists of headers, variables
   and tags have them. */
#ifndef OASDRIFT_REDACT_JSON_NAMES_H
#define OASDRIFT_REDACT_JSON_NAMES_H

#include "document/node.h"
#include "redact/search.h"

/* May the member hold a value whose name is a member beside it? "value", "ParameterValue". */
bool json_is_value_name(struct str name);
/* What the names in the object that stand beside a value say: {"name": "password", "value": "x"}.
 */
struct name_says json_named_beside(const struct search *search, const struct node *object);
/* What a name says that stands beside the value, as an element or a member of its own. */
struct name_says json_named(const struct search *search, struct str name, const struct node *value);
/* Does the name say that the value is a cookie's text? "Cookie": "a=1; b=2", "Set-Cookie": ["a=1"].
 */
bool json_is_cookie(struct str name, const struct node *value);
/* Of a member of a JSON Web Key: is it of its private part (RFC 7518, 6.2.2, 6.3.2 and 6.4.1)? */
bool json_is_private_of_key(struct str name);
/* Is it the name of a list or map of cookies (HAR 1.2; Playwright; Express)? */
bool json_is_cookies(struct str name);
/* [["Host", "a"], ["Cookie", "b"]], pairs alone. */
bool json_is_pairs(const struct node *array);
/* ["Host", "a", "Cookie", "b"], as the rawHeaders of Node.js: one of the names is that of a header
   of every message. */
bool json_is_flat_headers(const struct node *array);

#endif
