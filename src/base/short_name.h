/* Names that somebody else has chosen, as people read them: of a long one both ends, and a hash
   between them. The same name is shortened in the same way wherever it stands, and of two that
   differ the short ones do. */
#ifndef OASDRIFT_BASE_SHORT_NAME_H
#define OASDRIFT_BASE_SHORT_NAME_H

#include "base/arena.h"

enum {
    SHORT_NAME_MAX = 80, /* characters, of what has no slash */
    SHORT_PATH_MAX = 240 /* of other names */
};

/* A name of a property, a header, a media type..., a path or a URL. What has slashes is shortened
   segment by segment, and where there are many of them as a whole. In the arena, or the name itself
   where that is short. */
struct str short_name(struct arena *arena, struct str name);
/* The last step of that. shown: the path with its segments as they are shown. */
struct str short_whole(struct arena *arena, struct str shown, struct str path);

/* How a text is shortened: its characters in all, those of its end, and digits of the hash. */
struct text_bound {
    size_t characters, tail, digits;
};
/* "aaa...0123abcd...zzz": the text, when it has more characters than the bound, without its middle,
   in the arena; else the text. whole: what the hash is of. */
struct str text_bounded(struct arena *arena, struct str text, struct str whole,
                        const struct text_bound *bound);

#endif
