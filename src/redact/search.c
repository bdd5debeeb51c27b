#include "redact/search.h"

#include "redact/values.h"

static bool has(struct str text, char c)
{
    return memchr(text.text, c, text.length) != NULL;
}

/* Each is told, too: servers echo what they read. */
static void tell_parts(struct search *search, struct str value)
{
    if (value.length < SECRET_MIN_BYTES || search->depth == SEARCH_MAX_DEPTH ||
        !(has(value, ' ') || has(value, ':') || has(value, '=') || has(value, '%') ||
          has(value, '"') || str_starts_with(value, STR("ey"))))
        return;
    search->depth++;
    search_credentials(search, value);
    search->depth--;
}

void search_tell(struct search *search, struct str value)
{
    search->met = true;
    if (!search->learner)
        return;
    redaction_learn_value(search->learner, value);
    tell_parts(search, value);
}

bool search_is_place(const struct search *search, struct str slice)
{
    const struct secret_places *places = search->places;

    for (size_t i = 0; places && i < places->slice_count; i++) {
        struct str place = places->slices[i];

        if (place.text < slice.text + slice.length && slice.text < place.text + place.length)
            return true;
    }
    return false;
}

static bool is_named(const struct search *search, unsigned place, struct str name)
{
    const struct secret_places *places = search->places;

    for (size_t i = 0; places && i < places->name_count; i++)
        if (place & NAME_IN_HEADER ? str_equal_ignoring_case(places->names[i], name)
                                   : str_equal(places->names[i], name))
            return true;
    return places && places->every_name;
}

struct name_says search_name(const struct search *search, unsigned place, struct str name)
{
    const struct name_memo *memo =
        search->learner ? redaction_memo(search->learner, place, name) : NULL;
    struct name_says says = {.secrecy = SECRECY_CERTAIN, .below = true};

    if (memo)
        says = (struct name_says){(enum secrecy)memo->secrecy, memo->below,
                                  (enum header_kind)memo->header};
    else if (place & NAME_IN_HEADER)
        says.header = header_kind(name);
    if (is_named(search, place, name)) {
        says.secrecy = SECRECY_CERTAIN;
        says.below = true;
    } else if (!memo) {
        says.secrecy = redaction_tells(search->redaction, place, name);
        says.below = says.secrecy >= SECRECY_BY_FORM && secret_name_of_ancestor(name);
    }
    return says;
}

bool search_hides(enum secrecy secrecy, struct str value)
{
    return value.length > 0 && secrecy_hides(secrecy, value);
}
