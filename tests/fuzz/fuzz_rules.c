/* Any bytes as rule sets: they are read or refused with a place, and what is in force can be
   printed, bound to a description, and judged by. A line "=== b" starts the second set, which the
   first (a) can extend as ./b. */
#include "lint/lint.h"
#include "parts.h"
#include "shop.h"

static void check_line(void *context, struct str line)
{
    must(memchr(line.text, '\n', line.length) == NULL, "rules are printed line by line");
    ++*(size_t *)context;
}

static void check_sentence(void *context, const char *text)
{
    (void)context;
    must(text[0] != '\0', "what fits nothing is told");
}

static void check_judgement(void *context, const struct judgement *judgement)
{
    (void)context;
    for (size_t i = 0; i < judgement->finding_count; i++) {
        const struct finding *finding = &judgement->findings[i];

        must(finding->brief || finding->message.length, "a finding has a message");
        must(finding->severity != SEVERITY_OFF, "what is off is not told");
        must(finding->baseline != BASELINE_IGNORED || finding->accepted.reason.length,
             "what is ignored has a reason");
    }
}

static void tell_unmatched(const struct rules *rules, const struct api *api)
{
    enum { OPERATIONS = 8 };
    struct rule_subject subjects[OPERATIONS] = {{0}};
    size_t count = 0;
    struct arena arena;

    arena_init(&arena);
    while (count < api->operation_count && count < OPERATIONS) {
        rule_subject_operation(&arena, &subjects[count], &api->operations[count]);
        count++;
    }
    rules_tell_unmatched(rules, subjects, count, check_sentence, NULL);
    arena_release(&arena);
}

static void use(struct rules *rules)
{
    struct api *api = shop_api();
    struct error err = {0};
    struct expired_ignore expired;
    struct redaction *redaction;
    struct checker *checker;
    struct judgement judgement;
    size_t lines = 0;
    char hex[65];

    rules_sha256(rules, hex);
    rules_print(rules, check_line, &lines);
    must(lines > 0, "something is in force");
    rules_set_today(rules, STR("2026-11-25"));
    tell_unmatched(rules, api);
    for (size_t i = 0; rules_expired_at(rules, i, &expired); i++)
        must(expired.place && expired.accepted.expires.length, "what expired has a date");
    if (!rules_bind(rules, api->operations, api->operation_count, &err)) {
        must(err.message[0], "what cannot be bound is told");
        return;
    }
    redaction = redaction_new();
    checker = checker_new(api, rules, redaction);
    shop_judge(checker, check_judgement, NULL);
    lint_description(checker, &judgement);
    check_judgement(NULL, &judgement);
    checker_free(checker);
    redaction_free(redaction);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size};
    struct rules *rules = rules_new();
    struct error err = {0};
    char path[sizeof folder + 2];

    snprintf(path, sizeof path, "%s/a", folder);
    write_file("a", cut_part(&rest, 'b'));
    write_file("b", rest);
    if (rules_add(rules, path, &err))
        use(rules);
    else
        must(err.message[0], "a refusal says why");
    rules_free(rules);
    return 0;
}
