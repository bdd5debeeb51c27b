/* Any bytes as a description and a recording of it, whose exchanges are judged as texts: with
   placeholders, and with values whose readings the schemas choose. A line "=== b" starts the
   recording. */
#include "check/check.h"
#include "folder.h"
#include "parts.h"
#include "source/source.h"

enum { EXCHANGES = 4 };

static void judge(struct checker *checker, struct source *source, struct arena *arena)
{
    struct exchange exchange;
    struct judgement judgement;

    for (unsigned i = 0; i < EXCHANGES; i++) {
        struct error err = {0};
        enum source_step step = source_next(source, &exchange, &err);

        if (step != SOURCE_GOT && step != SOURCE_SKIPPED)
            return;
        if (step == SOURCE_GOT) {
            check_exchange(checker, &exchange, &judgement);
            for (size_t k = 0; k < judgement.finding_count; k++)
                must(judgement.findings[k].brief || judgement.findings[k].message.length,
                     "a finding has a message");
        }
        arena_clear(arena);
    }
}

static void use(struct api *api, struct str recording)
{
    struct rules *rules = rules_new();
    struct redaction *redaction = redaction_new();
    struct checker *checker = checker_new(api, rules, redaction);
    struct error err = {0};
    struct source source;
    struct arena arena;

    arena_init(&arena);
    if (source_open_memory(&source, STR("b"), recording, NULL, &arena, &err))
        judge(checker, &source, &arena);
    source_close(&source);
    arena_release(&arena);
    checker_free(checker);
    redaction_free(redaction);
    rules_free(rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size};
    struct str description = cut_part(&rest, 'b');
    struct error err = {0};
    struct api *api;
    char path[sizeof folder + 2];

    if (!rest.text)
        return 0;
    snprintf(path, sizeof path, "%s/a", folder);
    write_file("a", description);
    api = openapi_load(path, NULL, &err);
    must(api || err.message[0], "a refusal says why");
    if (api)
        use(api, rest);
    openapi_free(api);
    return 0;
}
