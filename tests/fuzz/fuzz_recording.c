/* Any bytes as a recording: every record is got or skipped with a reason, and it ends. A last byte
   from 0x80 on chooses a format by its number, if there are so many; else the recording tells. */
#include <stdlib.h>

#include "source/source.h"

enum { CHOICE = 0x80 };

/* NULL: none is chosen. */
static const char *cut_format(struct str *bytes)
{
    unsigned char last = bytes->length ? (unsigned char)bytes->text[bytes->length - 1] : 0;
    const char *format = last >= CHOICE ? source_format(last - CHOICE, NULL) : NULL;

    if (format)
        bytes->length--;
    return format;
}

static void touch(struct str text)
{
    volatile char last = text.length ? text.text[text.length - 1] : 0; /* must be readable */

    (void)last;
}

static void touch_headers(const struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++) {
        touch(headers->items[i].name);
        touch(headers->items[i].value);
    }
}

static void touch_body(const struct body *body)
{
    touch(body->bytes);
    touch(body->reason);
    touch(body->form);
    if ((body->state == BODY_UNKNOWN || body->state == BODY_TRUNCATED) && !body->reason.length)
        abort();
}

static void touch_exchange(const struct exchange *exchange)
{
    touch(exchange->request.method);
    touch(exchange->request.url);
    touch_headers(&exchange->request.headers);
    touch_body(&exchange->request.body);
    touch_headers(&exchange->response.headers);
    touch_body(&exchange->response.body);
    touch(exchange->failure);
    touch(exchange->time);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = {0};
    struct exchange exchange;
    struct source source;
    enum source_step step;
    struct arena arena;
    struct str bytes = {(const char *)data, size};
    const char *format = cut_format(&bytes);

    arena_init(&arena);
    if (source_open_memory(&source, STR("f"), bytes, format, &arena, &error)) {
        do {
            error_clear(&error);
            step = source_next(&source, &exchange, &error);
            if (step == SOURCE_GOT)
                touch_exchange(&exchange);
            if (step == SOURCE_SKIPPED && !error.raised && !exchange.failure.length)
                abort();
            if (step == SOURCE_FAILED && !error.raised)
                abort();
            arena_clear(&arena);
        } while (step == SOURCE_GOT || step == SOURCE_SKIPPED);
    } else if (!error.raised) {
        abort();
    }
    source_close(&source);
    arena_release(&arena);
    return 0;
}
