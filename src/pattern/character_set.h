/* Sets of code points without limit: what a term that matches one character matches, Unicode
   properties included. Private to pattern/. */
#ifndef OASDRIFT_PATTERN_CHARACTER_SET_H
#define OASDRIFT_PATTERN_CHARACTER_SET_H

#include "base/map.h"
#include "base/vec.h"
#include "pattern/spans.h"

enum { CODE_POINT_END = 0x110000 };

/* Ascending, none touches the next; without surrogates, for no text holds one. */
struct character_set {
    VEC(struct span) spans;
};

/* The code points of Unicode properties, by their names; each is asked for once. */
struct property_sets {
    struct map sets; /* name -> struct character_set; names lie in `names` */
    struct arena names;
    char *every; /* all code points in UTF-8; NULL until the first property */
    size_t every_length;
};

void property_sets_init(struct property_sets *properties);
void property_sets_release(struct property_sets *properties);
/* name: as pcre2 calls it. NULL: pcre2 does not know it. */
const struct character_set *property_set(struct property_sets *properties, struct str name);

/* CHARACTER, ANY and CLASS. The caller releases the set in either case. false: another term, or a
   property that is not known. */
bool character_set_make(struct character_set *set, struct property_sets *properties,
                        const struct term *term);
void character_set_add(struct character_set *set, struct span_table table);
/* Sorts what was added. */
void character_set_finish(struct character_set *set);
bool character_set_has(const struct character_set *set, uint32_t code);
void character_set_release(struct character_set *set);

#endif
