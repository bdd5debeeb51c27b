#include "pattern/pcre2_code.h"

#include <stdlib.h>

#include "base/alloc.h"

static void *take(size_t size, void *context)
{
    (void)context;
    return alloc_bytes(size);
}

static void give_back(void *block, void *context)
{
    (void)context;
    free(block);
}

pcre2_general_context *pcre2_memory_new(void)
{
    return pcre2_general_context_create(take, give_back, NULL);
}

pcre2_code *pcre2_code_new(struct str pattern, uint32_t options, int *problem)
{
    pcre2_general_context *memory = pcre2_memory_new();
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    PCRE2_SIZE offset;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern.text, pattern.length, options, problem, &offset, context);

    pcre2_compile_context_free(context);
    pcre2_general_context_free(memory);
    return code;
}
