/* Names of suites and cases. */
#include "base/sha256.h"
#include "base/strbuf.h"
#include "report/bounded_name.h"
#include "report/junit.h"

enum { HASH_DIGITS = 6 };

/* "GET /pets/{petId}" -> "GET_pets_petId" */
static struct str slug_of_route(struct arena *arena, const struct operation_name *name)
{
    struct str slug = plain_slug(
        arena, str_format(arena, "%.*s %.*s", STR_ARGS(name->method), STR_ARGS(name->path)));
    char *out = arena_alloc(arena, slug.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < slug.length; i++) {
        if (slug.text[i] != '_' || (length && out[length - 1] != '_'))
            out[length++] = slug.text[i];
    }
    while (length && out[length - 1] == '_')
        length--;
    out[length] = '\0';
    return (struct str){out, length};
}

struct str junit_operation_slug(struct arena *arena, const struct operation_name *name,
                                bool distinct)
{
    struct str slug = name->id.length ? plain_slug(arena, name->id) : slug_of_route(arena, name);
    struct sha256 hash;
    char hex[SHA256_HEX_LENGTH + 1];

    /* Names that begin with '_' are kept for suites that are not about one operation. */
    if (!distinct && slug.length && slug.text[0] != '_')
        return slug;
    sha256_init(&hash);
    sha256_add(&hash, name->method);
    sha256_add(&hash, STR(" "));
    sha256_add(&hash, name->path);
    sha256_hex(&hash, hex);
    return str_format(arena, "%s%.*s_%.*s", slug.length && slug.text[0] == '_' ? "op" : "",
                      STR_ARGS(slug), HASH_DIGITS, hex);
}

void junit_name_suite(struct arena *arena, struct junit_suite *suite, struct str package,
                      struct str name, struct str whole)
{
    struct str slug = plain_slug(arena, package);

    suite->identity = str_format(arena, "%.*s.%.*s", STR_ARGS(slug), STR_ARGS(name));
    suite->package = bounded_slug(arena, slug, package, JUNIT_PACKAGE_MAX);
    suite->name = bounded_slug(arena, name, whole, JUNIT_SUITE_MAX);
}

void junit_name_case(struct arena *arena, struct junit_case *one, const struct junit_suite *suite,
                     struct str name)
{
    char hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, suite->identity);
    sha256_add(&hash, STR("#"));
    sha256_add(&hash, name);
    sha256_hex(&hash, hex);
    memcpy(one->id, hex, FINGERPRINT_LENGTH);
    one->id[FINGERPRINT_LENGTH] = '\0';
    one->classname =
        str_format(arena, "%.*s.%.*s", STR_ARGS(suite->package), STR_ARGS(suite->name));
    one->name = bounded_name(arena, name);
}
