/* A urlencoded body against the fields of a form, which OpenAPI 2.0 describes as it does parameters of
   a query. */
#include "check/checker.h"

#include "check/raise.h"

static bool is_field(const struct media_type *media_type, struct str name)
{
    for (size_t i = 0; i < media_type->field_count; i++)
        if (str_equal(media_type->fields[i].name, name))
            return true;
    return false;
}

void check_form(struct checker *checker, const struct media_type *media_type, struct str bytes)
{
    if (!query_pairs_read(&checker->arena, bytes, &checker->form))
        raise_not_checked(checker, PART_REQUEST_BODY, STR_NONE, media_type->key,
                          "the form has more than %d fields: the rest is not looked at",
                          CHECK_MAX_QUERY_PAIRS);
    for (size_t i = 0; i < media_type->field_count; i++)
        check_parameter(checker, &media_type->fields[i]);
    for (size_t i = 0; i < checker->form.count; i++) {
        struct str name = checker->form.items[i].name;

        if (name.length && !is_field(media_type, name))
            raise_finding(checker,
                          &(struct raised){.rule = RULE_REQUEST_PARAMETER_UNDOCUMENTED,
                                           .part = PART_REQUEST_BODY,
                                           .name = name,
                                           .media_type = media_type->key,
                                           .place = checker->exercised.operation->place,
                                           .message = STR("the form's field is not described")});
    }
}
