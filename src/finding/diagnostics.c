#include "finding/diagnostics.h"

#include "base/str.h"

static const char *const ids[] = {
#define DIAGNOSTIC(id) id,
#include "finding/diagnostics.def"
#undef DIAGNOSTIC
};

const char *diagnostic_id_at(size_t index)
{
    return index < ARRAY_LENGTH(ids) ? ids[index] : NULL;
}
