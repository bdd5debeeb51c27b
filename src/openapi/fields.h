/* The objects of a description and their fields, as fields.def has them by version: what the
   loaders read goes through it, and lint holds a description against it. */
#ifndef OASDRIFT_OPENAPI_FIELDS_H
#define OASDRIFT_OPENAPI_FIELDS_H

#include "base/str.h"

/* Bits, for rows hold sets of them. */
enum openapi_versions {
    VERSION_2_0 = 1u << 0,
    VERSION_3_0 = 1u << 1,
    VERSION_3_1 = 1u << 2,
    VERSION_3_2 = 1u << 3
};

enum object {
#define OBJECT(identifier, name, reference, others, extensible) OBJECT_##identifier,
#include "openapi/fields.def"
    OBJECT_COUNT,
    /* What a field may consist of where it consists of no objects. */
    OBJECT_NONE = OBJECT_COUNT, /* for `others`: no further keys */
    OBJECT_STRING,
    OBJECT_ANY
};

enum field {
#define FIELD(object, identifier, name, form, of, versions, required) FIELD_##object##_##identifier,
#include "openapi/fields.def"
    FIELD_COUNT
};

enum field_form {
    FORM_STRING,
    FORM_BOOLEAN,
    FORM_NUMBER,
    FORM_ANY,
    FORM_OBJECT,
    FORM_LIST, /* an array of what `of` says */
    FORM_MAP   /* an object of any keys with such values */
};

struct field_row {
    enum object object; /* that it is a field of */
    struct str name;
    enum field_form form;
    enum object of;
    unsigned versions; /* that have it: VERSION_... */
    unsigned required; /* that require it */
};

struct object_row {
    const char *name;   /* "a parameter" */
    unsigned reference; /* versions in which a Reference Object may stand in its place */
    enum object others; /* what keys beside the fields lead to; OBJECT_NONE: they are unknown */
    bool extensible;    /* "x-" keys may hold anything */
};

const struct field_row *field_row(enum field field);
const struct object_row *object_row(enum object object);
/* An object's first field; the next object's is the end of them. object may be OBJECT_COUNT. */
enum field field_first(enum object object);
/* The field of that name, whether the version has it or not; FIELD_COUNT. */
enum field field_named(enum object object, struct str name);

#endif
