#include "finding/finding.h"

static const char *const part_names[] = {
    [PART_REQUEST_PATH] = "request.path",       [PART_REQUEST_QUERY] = "request.query",
    [PART_REQUEST_HEADER] = "request.header",   [PART_REQUEST_COOKIE] = "request.cookie",
    [PART_REQUEST_BODY] = "request.body",       [PART_RESPONSE_STATUS] = "response.status",
    [PART_RESPONSE_HEADER] = "response.header", [PART_RESPONSE_BODY] = "response.body",
    [PART_DESCRIPTION] = "description",
};

static const char *const verdict_names[] = {
    [VERDICT_PASS] = "pass",
    [VERDICT_NOT_CHECKED] = "not-checked",
    [VERDICT_FAIL] = "fail",
    [VERDICT_UNMATCHED] = "unmatched",
};

const char *baseline_state_name(enum baseline_state state)
{
    static const char *const names[] = {[BASELINE_NONE] = "",
                                        [BASELINE_NEW] = "new",
                                        [BASELINE_KNOWN] = "known",
                                        [BASELINE_IGNORED] = "ignored"};

    return names[state];
}

const char *part_name(enum part part)
{
    return part_names[part];
}

static struct str copy(struct arena *arena, struct str text)
{
    return text.text ? str_copy(arena, text) : STR_NONE;
}

struct operation_name operation_name_copy(struct arena *arena, const struct operation_name *name)
{
    return (struct operation_name){copy(arena, name->method), copy(arena, name->path),
                                   copy(arena, name->id), copy(arena, name->api)};
}

bool operation_name_equal(const struct operation_name *a, const struct operation_name *b)
{
    return str_equal(a->method, b->method) && str_equal(a->path, b->path) &&
           str_equal(a->api, b->api);
}

bool part_parse(struct str name, enum part *part)
{
    for (size_t i = 0; i < ARRAY_LENGTH(part_names); i++) {
        if (str_is(name, part_names[i])) {
            *part = (enum part)i;
            return true;
        }
    }
    return false;
}

const char *verdict_name(enum verdict verdict)
{
    return verdict_names[verdict];
}

struct str finding_rule_text(struct arena *arena, const struct finding *finding)
{
    const char *id = rule_info(finding->rule)->id;

    if (finding->keyword.length == 0)
        return str_of(id);
    return str_format(arena, "%s.%.*s", id, STR_ARGS(finding->keyword));
}
