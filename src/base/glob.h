/* Patterns as shells and .gitignore write them. */
#ifndef OASDRIFT_BASE_GLOB_H
#define OASDRIFT_BASE_GLOB_H

#include "base/str.h"

/* Does the whole text match? '*' stands for any number of characters, '?' for one, neither of them
   for '/'; two stars as a whole segment stand for none, one or several segments: "/a/ ** /b"
   (without the spaces) matches "/a/b", and at the end for all that is left. Everything else, braces
   included, stands for itself. Time: length of pattern times length of text at most. */
bool glob_matches(struct str pattern, struct str text);
/* The same for names, which have no segments: '/' is a character like others, and letters compare
   without case. */
bool glob_matches_name(struct str pattern, struct str name);

#endif
