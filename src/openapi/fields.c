#include "openapi/fields.h"

enum {
    NEVER = 0,
    V20 = VERSION_2_0,
    V30 = VERSION_3_0,
    V32 = VERSION_3_2,
    FROM31 = VERSION_3_1 | VERSION_3_2,
    FROM30 = VERSION_3_0 | FROM31,
    UNTIL30 = VERSION_2_0 | VERSION_3_0,
    UNTIL31 = UNTIL30 | VERSION_3_1,
    ALL = VERSION_2_0 | FROM30
};

static const struct field_row fields[] = {
#define FIELD(object_, identifier, name_, form_, of_, versions_, required_)                        \
    {.object = OBJECT_##object_,                                                                   \
     .name = STR_INITIAL(name_),                                                                   \
     .form = FORM_##form_,                                                                         \
     .of = OBJECT_##of_,                                                                           \
     .versions = versions_,                                                                        \
     .required = required_},
#include "openapi/fields.def"
};

static const struct object_row objects[] = {
#define OBJECT(identifier, name_, reference_, others_, extensible_)                                \
    {.name = name_, .reference = reference_, .others = OBJECT_##others_, .extensible = extensible_},
#include "openapi/fields.def"
};

const struct field_row *field_row(enum field field)
{
    return &fields[field];
}

const struct object_row *object_row(enum object object)
{
    return &objects[object];
}

/* fields.def has the fields in the order of their objects; a unit test sees to that. */
enum field field_first(enum object object)
{
    size_t low = 0, high = FIELD_COUNT;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (fields[middle].object < object)
            low = middle + 1;
        else
            high = middle;
    }
    return (enum field)low;
}

enum field field_named(enum object object, struct str name)
{
    for (size_t i = field_first(object); i < FIELD_COUNT && fields[i].object == object; i++)
        if (str_equal(fields[i].name, name))
            return (enum field)i;
    return FIELD_COUNT;
}
