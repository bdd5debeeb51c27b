#include "observe/rename.h"

enum { NAME_MAX = 64 };

/* "firstName", "first_name" and "First-Name" count as equal: letters and digits alone are compared,
   in lower case. */
static struct str bare_name(struct str name, char out[static NAME_MAX])
{
    struct str bare = {out, 0};

    for (size_t i = 0; i < name.length && bare.length < NAME_MAX; i++)
        if (ascii_is_alpha(name.text[i]) || ascii_is_digit(name.text[i]))
            out[bare.length++] = ascii_lower(name.text[i]);
    return bare;
}

/* How far one name is from the other; SIZE_MAX: too far. Up to a third of the letters may differ,
   or one name may end or begin with the other. */
static size_t distance(struct str left, struct str right)
{
    char a_text[NAME_MAX], b_text[NAME_MAX];
    struct str a = bare_name(left, a_text), b = bare_name(right, b_text);
    struct str shorter = a.length < b.length ? a : b, longer = a.length < b.length ? b : a;
    size_t allowed = shorter.length / 3, edits = str_distance(a, b, allowed);

    if (shorter.length == 0)
        return SIZE_MAX;
    if (edits <= allowed)
        return edits;
    if (shorter.length >= 4 && (str_starts_with(longer, shorter) || str_ends_with(longer, shorter)))
        return longer.length;
    return SIZE_MAX;
}

const struct coverage_undocumented *rename_find(const struct coverage_schema *schema,
                                                const struct coverage_point *property)
{
    const struct coverage_undocumented *best = NULL;
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < schema->undocumented_count; i++) {
        const struct coverage_undocumented *undocumented = &schema->undocumented[i];
        size_t far = undocumented->seen * 2 > schema->objects
                         ? distance(property->name, undocumented->name)
                         : SIZE_MAX;

        if (far < least) {
            least = far;
            best = undocumented;
        }
    }
    return best;
}
