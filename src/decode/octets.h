/* Private to decode/: which schemas describe octets, whatever they mean, and not a value
   (OpenAPI 3.0.4, 4.7.14.2 and 4.7.24; 3.1.2, 4.8.14 "binary data"). It is asked before a media
   type chooses a decoder. */
#ifndef OASDRIFT_DECODE_OCTETS_H
#define OASDRIFT_DECODE_OCTETS_H

#include "decode/decoding.h"

enum octets {
    OCTETS_NONE,
    OCTETS_EITHER, /* a union: octets are one of the things that hold */
    OCTETS_ONLY    /* or null, which no octets are */
};

/* Where the bytes stand. Under a JSON media type contentEncoding and contentMediaType describe a
   JSON string. */
enum octets_place { OCTETS_AS_JSON, OCTETS_AS_OTHER };

/* schema may be NULL. */
enum octets schema_octets(struct decoding *decoding, const struct node *schema,
                          enum octets_place place);

/* What an object's schema says of the part of a multipart that is named so. */
struct part_octets {
    enum octets single; /* of the part itself, */
    enum octets items;  /* of each such part: they are the elements of an array */
    bool branched;      /* only a branch of the object's schema says so */
};
struct part_octets property_octets(struct decoding *decoding, const struct node *schema,
                                   struct str name);

#endif
