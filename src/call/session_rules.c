/* Rule sets beside the descriptions: an ignore of a place that is not there ignores nothing, and
   may be a slip. */
#include "call/options.h"
#include "call/session.h"

static void say(void *context, const char *text)
{
    options_say(context, text);
}

void session_tell_unmatched_rules(const struct session *session)
{
    VEC(struct rule_subject) subjects = {0};

    if (session->options->verbosity < 0 || session->options->rule_sets.count == 0)
        return;
    for (size_t i = 0; i < session->apis.count; i++)
        for (size_t j = 0; j < session->apis.items[i]->operation_count; j++) {
            const struct operation *operation = &session->apis.items[i]->operations[j];
            const struct rule_subject subject = {
                .operation = {operation->method, operation->path, operation->id},
                .tags = node_member(operation->place, STR("tags"))};

            VEC_ADD(&subjects, subject);
        }
    rules_tell_unmatched(session->rules, subjects.items, subjects.count, say,
                         (void *)(uintptr_t)session->options);
    VEC_RELEASE(&subjects);
}
