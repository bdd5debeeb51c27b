/* A body against the fields of a form, which OpenAPI 2.0 describes as it does the parameters of a
   query. */
#include "check/access_token.h"
#include "check/checker.h"

#include "check/raise.h"
#include "finding/rules.h"

static bool is_field(const struct media_type *media_type, struct str name)
{
    for (size_t i = 0; i < media_type->field_count; i++)
        if (str_equal(media_type->fields[i].name, name))
            return true;
    return false;
}

void check_form(struct checker *checker, const struct media_type *media_type,
                const struct query_pairs *fields, bool encoded)
{
    checker->texts.form = *fields;
    checker->texts.form_encoded = encoded;
    for (size_t i = 0; i < media_type->field_count; i++)
        check_parameter(checker, &media_type->fields[i]);
    for (size_t i = 0; i < checker->texts.form.count; i++) {
        struct str name = checker->texts.form.items[i].name;

        if (name.length && !is_field(media_type, name) &&
            !access_token_is_field(checker, PART_REQUEST_BODY, name))
            raise_finding(checker,
                          &(struct raised){.rule = RULE_REQUEST_PARAMETER_UNDOCUMENTED,
                                           .part = PART_REQUEST_BODY,
                                           .name = name,
                                           .media_type = media_type->key,
                                           .place = checker->exercised.operation->place,
                                           .message = STR("the form's field is not described")});
    }
}
