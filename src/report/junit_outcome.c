/* The outcome and the texts of a case, from the evidence. A case has one outcome: drift goes before
   what could not be judged, and that before what was not exercised. */
#include <inttypes.h>
#include <stdarg.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "finding/rules.h"
#include "report/finding_text.h"
#include "report/junit_run.h"

/* Before the rules that are off. */
#define SWITCHED_OFF "switched off: "

/* A copy of at most `limit` bytes; what is too long is cut between two characters and ends in
   "...". */
static struct str cut(struct arena *arena, struct str text, size_t limit)
{
    return text.length <= limit ? str_copy(arena, text) : utf8_shortened(arena, text, limit);
}

/* Room for "and 3 more findings in this case", and the same of what was not checked. */
enum { ROOM_FOR_COUNTS = 128, PIECES_MAX_BYTES = JUNIT_TEXT_MAX_BYTES - ROOM_FOR_COUNTS };

/* Is there room for the piece? Of the first one, as much is added as there is room for. */
static bool add_piece(struct strbuf *out, struct str piece)
{
    if (out->length && out->length + piece.length > PIECES_MAX_BYTES)
        return false;
    strbuf_add(out, utf8_cut(piece, PIECES_MAX_BYTES));
    return true;
}

static void add_finding(struct strbuf *out, const struct finding *finding, bool in_full)
{
    const struct palette *plain = palette_of(false);

    finding_text_headline(out, finding);
    if (!in_full)
        return;
    finding_text_excerpt(out, finding, plain);
    finding_text_exchange(out, finding);
    finding_text_samples(out, finding);
    finding_text_reproduce(out, finding, plain);
}

/* The first ones in full, with a blank line between two; a line for each of the others. */
static void add_findings(struct strbuf *out, const struct finding *const *findings, size_t count)
{
    struct strbuf piece;
    size_t told = 0;

    strbuf_init(&piece, SIZE_MAX);
    for (; told < count; told++) {
        strbuf_clear(&piece);
        strbuf_add_text(&piece, told > 0 && told <= JUNIT_FINDINGS_MAX ? "\n" : "");
        add_finding(&piece, findings[told], told < JUNIT_FINDINGS_MAX);
        if (!add_piece(out, strbuf_str(&piece)))
            break;
    }
    if (told < count)
        strbuf_addf(out, "\nand %zu more %s in this case\n", count - told,
                    str_counted(count - told, "finding", "findings"));
    strbuf_release(&piece);
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
   begins with what the message says, and the message counts what it does not say. */
static void finish_texts(struct junit_run *run, struct junit_case *one, struct strbuf *message,
                         struct strbuf *text, size_t count)
{
    struct arena *arena = &run->gathered.arena;
    struct str more = count > 1 ? str_format(arena, " (and %zu more)", count - 1) : STR("");
    struct str first = cut(arena, strbuf_str(message), JUNIT_MESSAGE_MAX_BYTES - more.length);

    one->message = str_format(arena, "%.*s%.*s", STR_ARGS(first), STR_ARGS(more));
    one->text = cut(arena, strbuf_str(text), JUNIT_TEXT_MAX_BYTES);
    strbuf_release(message);
    strbuf_release(text);
}

/* "GET /pets: ", in a case that is not about one operation. */
static void add_operation(struct strbuf *out, const struct junit_case *one,
                          const struct operation_name *name)
{
    if (one->evidence->check || !name->path.length)
        return;
    operation_text(out, name);
    strbuf_add_text(out, ": ");
}

static void add_unjudged(struct strbuf *out, const struct junit_case *one,
                         const struct not_checked *entry)
{
    strbuf_add_text(out, "not checked: ");
    add_operation(out, one, &entry->operation);
    strbuf_addf(out, "%s: ", part_name(entry->part));
    sentence_text(out, entry->reason);
}

static void add_ledger(struct strbuf *out, const struct junit_case *one)
{
    size_t told = 0, count = one->evidence->unjudged.count;
    struct strbuf piece;

    strbuf_init(&piece, SIZE_MAX);
    for (; told < count; told++) {
        const struct not_checked *entry = one->evidence->unjudged.items[told];

        strbuf_clear(&piece);
        add_unjudged(&piece, one, entry);
        if (entry->count > 1)
            strbuf_addf(&piece, " (%" PRIu64 " times)", entry->count);
        strbuf_add_char(&piece, '\n');
        if (!add_piece(out, strbuf_str(&piece)))
            break;
    }
    if (told < count)
        strbuf_addf(out, "and %zu more that could not be checked\n", count - told);
    strbuf_release(&piece);
}

static void fail(struct junit_run *run, struct junit_case *one)
{
    size_t first = gravest(one), count = one->evidence->failing.count;
    const struct finding *finding = one->evidence->failing.items[first];
    struct strbuf message, text;

    one->evidence->failing.items[first] = one->evidence->failing.items[0];
    one->evidence->failing.items[0] = finding;
    strbuf_init(&message, SIZE_MAX);
    strbuf_init(&text, SIZE_MAX);
    add_operation(&message, one, &finding->operation);
    finding_text_message(&message, finding);
    add_findings(&text, one->evidence->failing.items, count);
    add_ledger(&text, one);
    one->outcome = JUNIT_FAILURE;
    one->type = finding_rule_text(&run->gathered.arena, finding);
    finish_texts(run, one, &message, &text, count);
}

/* Something could not be looked at: an error whatever the options are, as the run is incomplete. */
static void could_not_look(struct junit_run *run, struct junit_case *one)
{
    size_t told = 0, count = one->evidence->diagnostics.count;
    struct strbuf message, text, piece;

    strbuf_init(&message, SIZE_MAX);
    strbuf_init(&text, SIZE_MAX);
    strbuf_init(&piece, SIZE_MAX);
    diagnostic_text(&message, one->evidence->diagnostics.items[0]);
    for (; told < count; told++) {
        strbuf_clear(&piece);
        diagnostic_text(&piece, one->evidence->diagnostics.items[told]);
        strbuf_add_char(&piece, '\n');
        if (!add_piece(&text, strbuf_str(&piece)))
            break;
    }
    if (told < count)
        strbuf_addf(&text, "and %zu more\n", count - told);
    strbuf_release(&piece);
    one->outcome = JUNIT_ERROR;
    one->type = str_of(one->evidence->diagnostics.items[0]->id);
    finish_texts(run, one, &message, &text, count);
}

static void could_not_judge(struct junit_run *run, struct junit_case *one)
{
    struct strbuf message, text;

    strbuf_init(&message, SIZE_MAX);
    strbuf_init(&text, SIZE_MAX);
    add_unjudged(&message, one, one->evidence->unjudged.items[0]);
    add_ledger(&text, one);
    one->outcome = run->complete ? JUNIT_ERROR : JUNIT_SKIPPED;
    if (run->complete)
        one->type = str_of(rule_info(RULE_GATE_NOT_CHECKED)->id);
    finish_texts(run, one, &message, &text, one->evidence->unjudged.count);
}

static void skip(struct junit_run *run, struct junit_case *one, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void skip(struct junit_run *run, struct junit_case *one, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    one->message = str_format_list(&run->gathered.arena, format, args);
    va_end(args);
    one->outcome = JUNIT_SKIPPED;
    one->text = one->message;
}

/* Nothing was found. Passed is only what was looked at. */
static void skip_unless_looked_at(struct junit_run *run, const struct junit_suite *suite,
                                  struct junit_case *one)
{
    const struct coverage_operation *operation = suite->operation;
    const struct junit_evidence *evidence = one->evidence;

    if (operation && !operation->selected && !operation->seen)
        skip(run, one, "left out by a filter or --changed-since");
    else if (evidence->is_off)
        skip(run, one, SWITCHED_OFF "%.*s", STR_ARGS(evidence->off));
    else if (evidence->idle && !evidence->below.count)
        skip(run, one, "not exercised: %s", evidence->idle);
    else if (run->gathered.findings_left_out)
        skip(run, one, "not told: %" PRIu64 " findings were left out, and may be of this case",
             run->gathered.findings_left_out);
}

/* What does not fail the case. */
static struct str output_of(struct junit_run *run, const struct junit_case *one)
{
    const struct junit_evidence *evidence = one->evidence;
    struct strbuf output;
    struct str made;

    strbuf_init(&output, SIZE_MAX);
    add_findings(&output, evidence->below.items, evidence->below.count);
    if (evidence->off.length && !evidence->is_off && !evidence->idle)
        strbuf_addf(&output, SWITCHED_OFF "%.*s\n", STR_ARGS(evidence->off));
    made = cut(&run->gathered.arena, strbuf_str(&output), JUNIT_TEXT_MAX_BYTES);
    strbuf_release(&output);
    return made;
}

void junit_judge_case(struct junit_run *run, const struct junit_suite *suite,
                      struct junit_case *one)
{
    one->output = output_of(run, one);
    if (one->evidence->failing.count)
        fail(run, one);
    else if (one->evidence->diagnostics.count)
        could_not_look(run, one);
    else if (one->evidence->unjudged.count)
        could_not_judge(run, one);
    else
        skip_unless_looked_at(run, suite, one);
}
