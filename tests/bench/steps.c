/* Counts what a program does that is built with -fsanitize=thread and linked to this in the place
   of the sanitizer's library, and writes the count into the file that STEPS names. A step is a read
   or a write of memory or a function that is entered: no other work on the machine, and no other
   machine, makes them more. What is defined here is what the compiler calls. */
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static atomic_ulong steps;

static void step(void)
{
    atomic_fetch_add_explicit(&steps, 1, memory_order_relaxed);
}

static __attribute__((destructor)) void tell(void)
{
    const char *name = getenv("STEPS");
    FILE *file = name ? fopen(name, "w") : NULL;

    if (!file)
        return;
    fprintf(file, "%lu\n", atomic_load(&steps));
    fclose(file);
}

#define CALL(type, name, parameters, work)                                                         \
    type name parameters;                                                                          \
    type name parameters                                                                           \
    {                                                                                              \
        work;                                                                                      \
    }
#define STEP(name) CALL(void, name, (void), step())
#define ACCESS(bytes)                                                                              \
    STEP(__tsan_read##bytes)                                                                       \
    STEP(__tsan_write##bytes)
#define UNALIGNED(bytes)                                                                           \
    STEP(__tsan_unaligned_read##bytes)                                                             \
    STEP(__tsan_unaligned_write##bytes)
/* An atomic operation is left to the call, which does it. */
#define ATOMIC_CALL(type, name, parameters, work) CALL(type, name, parameters, step(); work)
#define ATOMIC(bits, word)                                                                         \
    ATOMIC_CALL(word, __tsan_atomic##bits##_load, (const word *at, int order),                     \
                return __atomic_load_n(at, order))                                                 \
    ATOMIC_CALL(void, __tsan_atomic##bits##_store, (word * at, word value, int order),             \
                __atomic_store_n(at, value, order))                                                \
    ATOMIC_CALL(word, __tsan_atomic##bits##_exchange, (word * at, word value, int order),          \
                return __atomic_exchange_n(at, value, order))                                      \
    ATOMIC_CALL(word, __tsan_atomic##bits##_fetch_add, (word * at, word value, int order),         \
                return __atomic_fetch_add(at, value, order))                                       \
    ATOMIC_CALL(word, __tsan_atomic##bits##_fetch_sub, (word * at, word value, int order),         \
                return __atomic_fetch_sub(at, value, order))                                       \
    ATOMIC_CALL(bool, __tsan_atomic##bits##_compare_exchange_strong,                               \
                (word * at, word * expected, word desired, int order, int failed),                 \
                return __atomic_compare_exchange_n(at, expected, desired, false, order, failed))   \
    ATOMIC_CALL(word, __tsan_atomic##bits##_compare_exchange_val,                                  \
                (word * at, word expected, word desired, int order, int failed),                   \
                return (__atomic_compare_exchange_n(at, &expected, desired, false, order, failed), \
                        expected))

CALL(void, __tsan_init, (void), )
CALL(void, __tsan_func_exit, (void), )
STEP(__tsan_func_entry)
ACCESS(1)
ACCESS(2)
ACCESS(4)
ACCESS(8)
ACCESS(16)
ACCESS(_range)
UNALIGNED(2)
UNALIGNED(4)
UNALIGNED(8)
UNALIGNED(16)
ATOMIC(8, uint8_t)
ATOMIC(32, uint32_t)
ATOMIC(64, uint64_t)
