/* pcre2 with our allocator, so that it never lacks memory (base/alloc.h). */
#ifndef OASDRIFT_PATTERN_PCRE2_CODE_H
#define OASDRIFT_PATTERN_PCRE2_CODE_H

#ifndef PCRE2_CODE_UNIT_WIDTH
#define PCRE2_CODE_UNIT_WIDTH 8
#endif
#include <pcre2.h>

#include "base/str.h"

/* The caller frees it with pcre2_code_free. NULL when pcre2 refuses the pattern; *problem tells
   why. */
pcre2_code *pcre2_code_new(struct str pattern, uint32_t options, int *problem);
/* The caller frees it with pcre2_general_context_free, once everything that needs it is made. Never
   NULL. */
pcre2_general_context *pcre2_memory_new(void);

#endif
