/* witness [OPTION...] WAY FILE...: asks the witness engine of many schemas. A line of JSON for each
   is printed (measure.c), but of random ones, of which only faults are.
     sets         lists of {name, schema}
     containment  pairs of schemas: is each value of the one a value of the other?
     components   the named schemas of descriptions
     bodies       the schema of the request body of POST /a of descriptions
     faults       the request bodies of descriptions: each instruction broken alone
     random       random schemas; names of dialects instead of files
   Two print what others are asked of, too:
     json         descriptions as JSON
     schemas      random schemas as a set; names of dialects instead of files
   Options: --values N (20), --rounds N (1; how often each is asked), --seed N, --readable (not the
   least values), --dialect NAME (not what schemas say), --map-uri PREFIX=PATH, --count N (of random
   schemas, 2000). Ends with 1 when a file could not be read or a fault was found. */
#include "measure.h"

#include <stdlib.h>

static const struct {
    const char *name;
    bool (*run)(const struct options *options, const char *argument);
} ways[] = {{"sets", measure_set},
            {"containment", measure_containment},
            {"components", measure_components},
            {"bodies", measure_bodies},
            {"faults", measure_faults},
            {"random", measure_random},
            {"json", print_description},
            {"schemas", print_random}};

/* The option and its value, if it has one; false: there is none of the name, or it has no such
 * value.
 */
static bool read_option(struct options *options, enum schema_dialect *dialect, const char *name,
                        const char *value)
{
    uint64_t number = 0;
    bool is_number = str_to_unsigned(str_of(value), &number);

    if (str_is(str_of("--map-uri"), name))
        options->map_uri = value;
    else if (str_is(str_of("--dialect"), name) && schema_dialect_named(value, dialect))
        options->dialect = dialect;
    else if (str_is(str_of("--values"), name) && is_number)
        options->values = (unsigned)number;
    else if (str_is(str_of("--rounds"), name) && number && number <= MAX_ROUNDS)
        options->rounds = (unsigned)number;
    else if (str_is(str_of("--seed"), name) && is_number)
        options->settings.seed = number;
    else if (str_is(str_of("--count"), name) && is_number)
        options->count = (unsigned)number;
    else
        return false;
    return true;
}

static bool run(const struct options *options, const char *way, char **files)
{
    bool right = true;

    for (size_t i = 0; i < ARRAY_LENGTH(ways); i++) {
        if (!str_is(str_of(way), ways[i].name))
            continue;
        for (; *files; files++)
            right = ways[i].run(options, *files) && right;
        return right;
    }
    fprintf(stderr, "witness: %s: no way of asking\n", way);
    return false;
}

int main(int count, char **arguments)
{
    struct options options = {
        .values = 20, .rounds = 1, .count = 2000, .settings = {.minimal = true}};
    enum schema_dialect dialect;
    int at = 1;

    for (; at < count && str_starts_with(str_of(arguments[at]), STR("--")); at++) {
        if (str_is(str_of(arguments[at]), "--readable")) {
            options.settings.minimal = false;
        } else if (at + 1 == count ||
                   !read_option(&options, &dialect, arguments[at], arguments[at + 1])) {
            fprintf(stderr, "witness: %s: no option, or not its value\n", arguments[at]);
            return 2;
        } else {
            at++;
        }
    }
    if (at == count) {
        fprintf(stderr, "usage: witness [OPTION...] WAY FILE...\n");
        return 2;
    }
    return run(&options, arguments[at], arguments + at + 1) ? 0 : 1;
}
