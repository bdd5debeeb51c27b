#include "check/raise.h"
#include "finding/rules.h"

/* "1.5 s", "250 ms" */
static struct str time_text(struct checker *checker, uint64_t milliseconds)
{
    if (milliseconds < 1000)
        return str_format(&checker->arena, "%llu ms", (unsigned long long)milliseconds);
    return str_format(&checker->arena, "%llu.%01llu s", (unsigned long long)milliseconds / 1000,
                      (unsigned long long)milliseconds % 1000 / 100);
}

/* Live, or as the recorder measured it; an exchange whose duration is not known passes. */
void check_response_time(struct checker *checker)
{
    uint64_t allowed = rules_thresholds(checker->rules)->response_time_ms;
    uint64_t taken = checker->exchange->duration_us / 1000;

    if (allowed == 0 || taken <= allowed)
        return;
    raise_finding(checker,
                  &(struct raised){.rule = RULE_LIVE_RESPONSE_TIME,
                                   .expected = str_format(&checker->arena, "at most %.*s",
                                                          STR_ARGS(time_text(checker, allowed))),
                                   .found = time_text(checker, taken),
                                   .part = PART_RESPONSE_STATUS,
                                   .message = str_format(&checker->arena,
                                                         "the answer took %.*s, at most %.*s are "
                                                         "allowed",
                                                         STR_ARGS(time_text(checker, taken)),
                                                         STR_ARGS(time_text(checker, allowed))),
                                   .place = checker->exercised.operation->place});
}
