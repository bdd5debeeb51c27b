/* Whether a property that never came goes by another name now. */
#ifndef OASDRIFT_OBSERVE_RENAME_H
#define OASDRIFT_OBSERVE_RENAME_H

#include "event/event.h"

/* The undocumented property whose name is near enough, and which was in most of the objects; NULL.
 */
const struct coverage_undocumented *rename_find(const struct coverage_schema *schema,
                                                const struct coverage_point *property);

#endif
