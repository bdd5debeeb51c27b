/* A cause's identity from run to run: the first 16 hexadecimal digits of SHA-256 over

       c1, rule id, keyword, file and pointer of the description, what else tells causes apart

   each field as a fingerprint has it (fingerprint.h), so that findings of one fingerprint have one
   cause. The operation, the status and the place in the
   message take no part: what one schema is the cause of is one cause wherever it is used. Where the
   description's place is not what tells causes apart, others stand for it:

   - a status, a content type or a query parameter that is not described, and what breaks HTTP
     itself, has the same cause in every operation: it is known by what came, not by where it lacks;
   - how a description writes that null is allowed is one cause, wherever it does, and so is what a
     baseline has that is out of date;
   - paths that are not described are known by where they leave those that are, and by the API's
     name, if it has one;
   - references of a description that lead nowhere are known by what is missing there. */
#include "finding/cause.h"

#include "finding/fingerprint.h"
#include "finding/rules.h"

/* What a cause is known by beside its rule and keyword. */
enum known_by { BY_PLACE, BY_FILE, BY_STATUS, BY_MEDIA_TYPE, BY_NAME, BY_PATH, BY_TARGET };

static enum known_by known_by_what(const struct finding *finding, struct str target)
{
    switch (finding->rule) {
    case RULE_RESPONSE_NULLABLE_WITHOUT_TYPE:
    case RULE_GATE_BASELINE_STALE:
    case RULE_GATE_BASELINE_EXPIRED:
        return BY_FILE;
    case RULE_RESPONSE_STATUS_UNDOCUMENTED:
    case RULE_RESPONSE_SERVER_ERROR:
        return BY_STATUS;
    case RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED:
    case RULE_REQUEST_CONTENT_TYPE_UNDOCUMENTED:
        return BY_MEDIA_TYPE;
    case RULE_REQUEST_PARAMETER_UNDOCUMENTED:
    case RULE_RESPONSE_HEADER_UNDOCUMENTED:
    case RULE_ROUTE_SERVER_UNDOCUMENTED:
        return BY_NAME;
    case RULE_ROUTE_PATH_UNDOCUMENTED:
        return finding->name.length ? BY_NAME : BY_PATH;
    default:
        break;
    }
    if (finding->part == PART_DESCRIPTION && target.length)
        return BY_TARGET;
    return str_starts_with(str_of(rule_info(finding->rule)->id), STR("http.")) ? BY_NAME : BY_PLACE;
}

/* "/v2" of "/v2/pets/{}" */
static struct str first_segment(struct str path)
{
    struct str rest = str_slice(path, 1, SIZE_MAX);

    return str_slice(path, 0, 1 + str_find_char(rest, '/'));
}

static struct str path_left(struct arena *arena, const struct finding *finding, struct str leaving)
{
    return leaving.length ? leaving : first_segment(finding_operation(arena, finding).path);
}

void finding_cause(struct finding *finding, struct str folder, struct str known_by)
{
    struct fingerprint made;
    struct arena arena;

    arena_init(&arena);
    fingerprint_begin(&made, STR("c1"));
    fingerprint_add(&made, str_of(rule_info(finding->rule)->id));
    fingerprint_add(&made, finding->keyword);
    switch (known_by_what(finding, known_by)) {
    case BY_PLACE:
        fingerprint_add(&made, fingerprint_file(&arena, finding, folder));
        fingerprint_add(&made, fingerprint_place(finding));
        break;
    case BY_FILE:
        fingerprint_add(&made, fingerprint_file(&arena, finding, folder));
        break;
    case BY_STATUS:
        fingerprint_add(&made, fingerprint_status(&arena, finding));
        break;
    case BY_MEDIA_TYPE:
        fingerprint_add(&made, finding->media_type);
        fingerprint_add(&made, fingerprint_status(&arena, finding));
        break;
    case BY_NAME:
        fingerprint_add(&made, str_of(part_name(finding->part)));
        fingerprint_add(&made, fingerprint_where(&arena, finding));
        break;
    case BY_PATH:
        fingerprint_add(&made, path_left(&arena, finding, known_by));
        if (finding->operation.api.length)
            fingerprint_add(&made, finding->operation.api);
        break;
    case BY_TARGET:
        fingerprint_add(&made, known_by);
        break;
    }
    fingerprint_end(&made, finding->cause);
    arena_release(&arena);
}
