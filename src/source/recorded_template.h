/* Bodies of mocks that are templates (Handlebars and what looks like it). A value that is filled in
   is a placeholder; where whole parts depend on the request, nothing is known of the body. */
#ifndef OASDRIFT_SOURCE_RECORDED_TEMPLATE_H
#define OASDRIFT_SOURCE_RECORDED_TEMPLATE_H

#include "http/exchange.h"

/* Does anything in the text get filled in? */
bool is_template(struct str text);
/* Such a body, with its values as "{{name 'x'}}"; unknown when it has blocks: "{{#each}}". */
struct body body_of_template(struct arena *arena, struct body body);

#endif
