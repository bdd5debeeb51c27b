#include "call/instance_teller.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "check/value_failure.h"

/* Of one thread. */
struct memory {
    struct sealing sealing;
    struct redaction *redaction;
    const struct node *root; /* of the instance */
};

void instance_teller_init(struct instance_teller *teller, const struct sealing *sealing,
                          const struct node *root)
{
    *teller = (struct instance_teller){.sealing = *sealing, .redaction = redaction_new()};
    redaction_add_words(teller->redaction, root);
}

void instance_teller_release(struct instance_teller *teller)
{
    redaction_free(teller->redaction);
    teller->redaction = NULL;
}

static void *memory_new(void *context)
{
    const struct instance_teller *teller = context;
    struct memory *memory = alloc_zeroed(1, sizeof *memory);

    memory->redaction = redaction_fork(teller->redaction);
    memory->sealing = teller->sealing;
    memory->sealing.redaction = memory->redaction;
    return memory;
}

static void memory_free(void *context)
{
    struct memory *memory = context;

    redaction_free(memory->redaction);
    free(memory);
}

/* Each instance stands for itself: the order in which threads come to them tells nothing. */
static void take_instance(void *context, struct arena *arena, const struct node *root)
{
    struct memory *memory = context;

    redaction_forget(memory->redaction);
    redaction_learn_json(memory->redaction, arena, root);
    memory->root = root;
}

static struct str message_of(void *context, struct arena *arena,
                             const struct schema_failure *failure)
{
    struct memory *memory = context;
    const struct node *instance = failure->instance;
    bool secret = failure_shows_value(failure) &&
                  redaction_hides_node(memory->redaction, arena, memory->root, instance);

    return seal_message(&memory->sealing, arena, failure_message(arena, failure, secret));
}

static struct str pointer_of(void *context, struct arena *arena, struct str pointer)
{
    return seal_pointer(&((struct memory *)context)->sealing, arena, pointer);
}

static struct str unreadable_of(void *context, struct arena *arena, struct str message,
                                size_t quote)
{
    const struct memory *memory = context;

    if (quote && memory->sealing.values == VALUES_NONE)
        return str_slice(message, 0, quote);
    return redact_message(arena, message);
}

struct validation_teller instance_teller_of(struct instance_teller *teller)
{
    return (struct validation_teller){.context = teller,
                                      .memory_new = memory_new,
                                      .memory_free = memory_free,
                                      .instance = take_instance,
                                      .message = message_of,
                                      .pointer = pointer_of,
                                      .unreadable = unreadable_of};
}
