/* The outcome and the texts of a case, from the evidence. A case has one outcome: drift goes before
   what could not be judged, and that before what was not exercised. */
#include <inttypes.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "finding/rules.h"
#include "report/finding_text.h"
#include "report/junit_run.h"

/* A copy of at most `limit` bytes; what is too long is cut between two characters and ends in
   "...". */
static struct str cut(struct arena *arena, struct str text, size_t limit)
{
    if (text.length <= limit)
        return str_copy(arena, text);
    text = utf8_cut(text, limit - strlen("..."));
    return str_format(arena, "%.*s...", STR_ARGS(text));
}

static void add_finding(struct strbuf *out, const struct finding *finding)
{
    const struct palette *plain = palette_of(false);

    finding_text_headline(out, finding, plain);
    finding_text_excerpt(out, finding, plain);
    finding_text_exchange(out, finding);
    finding_text_samples(out, finding);
    finding_text_reproduce(out, finding);
}

static void add_findings(struct strbuf *out, const struct finding *const *findings, size_t count)
{
    for (size_t i = 0; i < count && i < JUNIT_FINDINGS_MAX; i++) {
        strbuf_add_text(out, i ? "\n" : "");
        add_finding(out, findings[i]);
    }
    if (count > JUNIT_FINDINGS_MAX)
        strbuf_addf(out, "\nand %zu more findings in this case\n", count - JUNIT_FINDINGS_MAX);
}

/* The first of those with the highest severity: it gives the case its type and message. */
static size_t gravest(const struct junit_case *one)
{
    size_t found = 0;

    for (size_t i = 1; i < one->evidence->failing.count; i++) {
        if (one->evidence->failing.items[i]->severity >
            one->evidence->failing.items[found]->severity)
            found = i;
    }
    return found;
}

/* Some readers show only the message; GitLab shows only the text, if there is one. So the text
   begins with what the message says. */
static void finish_texts(struct junit_run *run, struct junit_case *one, struct strbuf *message,
                         struct strbuf *text)
{
    one->message = cut(&run->gathered.arena, strbuf_str(message), JUNIT_MESSAGE_MAX_BYTES);
    one->text = cut(&run->gathered.arena, strbuf_str(text), JUNIT_TEXT_MAX_BYTES);
    strbuf_release(message);
    strbuf_release(text);
}

static void add_unjudged(struct strbuf *out, const struct not_checked *entry)
{
    strbuf_addf(out, "not checked: %s: ", part_name(entry->part));
    escape_control_to(out, entry->reason);
}

static void add_ledger(struct strbuf *out, const struct junit_case *one)
{
    for (size_t i = 0; i < one->evidence->unjudged.count; i++) {
        const struct not_checked *entry = one->evidence->unjudged.items[i];

        add_unjudged(out, entry);
        if (entry->count > 1)
            strbuf_addf(out, " (%" PRIu64 " times)", entry->count);
        strbuf_add_char(out, '\n');
    }
}

static void fail(struct junit_run *run, struct junit_case *one)
{
    size_t first = gravest(one);
    const struct finding *finding = one->evidence->failing.items[first];
    struct strbuf message, text;

    one->evidence->failing.items[first] = one->evidence->failing.items[0];
    one->evidence->failing.items[0] = finding;
    strbuf_init(&message, SIZE_MAX);
    strbuf_init(&text, SIZE_MAX);
    finding_text_message(&message, finding);
    add_findings(&text, one->evidence->failing.items, one->evidence->failing.count);
    add_ledger(&text, one);
    one->outcome = JUNIT_FAILURE;
    one->type = finding_rule_text(&run->gathered.arena, finding);
    finish_texts(run, one, &message, &text);
}

/* Something could not be looked at: an error whatever the options are, as the run is incomplete. */
static void could_not_look(struct junit_run *run, struct junit_case *one)
{
    struct strbuf message, text;

    strbuf_init(&message, SIZE_MAX);
    strbuf_init(&text, SIZE_MAX);
    diagnostic_text(&message, one->evidence->diagnostics.items[0]);
    for (size_t i = 0; i < one->evidence->diagnostics.count; i++) {
        diagnostic_text(&text, one->evidence->diagnostics.items[i]);
        strbuf_add_char(&text, '\n');
    }
    add_ledger(&text, one);
    one->outcome = JUNIT_ERROR;
    one->type = str_of(one->evidence->diagnostics.items[0]->id);
    finish_texts(run, one, &message, &text);
}

static void could_not_judge(struct junit_run *run, struct junit_case *one)
{
    struct strbuf message, text;

    strbuf_init(&message, SIZE_MAX);
    strbuf_init(&text, SIZE_MAX);
    add_unjudged(&message, one->evidence->unjudged.items[0]);
    add_ledger(&text, one);
    one->outcome = run->complete ? JUNIT_ERROR : JUNIT_SKIPPED;
    if (run->complete)
        one->type = str_of(rule_info(RULE_GATE_NOT_CHECKED)->id);
    finish_texts(run, one, &message, &text);
}

static void skip(const struct junit_suite *suite, struct junit_case *one)
{
    bool excluded = suite->operation && !suite->operation->selected;

    one->outcome = JUNIT_SKIPPED;
    one->message = excluded ? STR("excluded by a filter") : STR("not exercised");
}

void junit_judge_case(struct junit_run *run, const struct junit_suite *suite,
                      struct junit_case *one)
{
    struct strbuf output;

    strbuf_init(&output, SIZE_MAX);
    add_findings(&output, one->evidence->below.items, one->evidence->below.count);
    one->output = cut(&run->gathered.arena, strbuf_str(&output), JUNIT_TEXT_MAX_BYTES);
    strbuf_release(&output);
    if (one->evidence->failing.count)
        fail(run, one);
    else if (one->evidence->diagnostics.count)
        could_not_look(run, one);
    else if (one->evidence->unjudged.count)
        could_not_judge(run, one);
    else if (!one->evidence->exercised && !one->evidence->below.count)
        skip(suite, one);
}
